import { render } from 'lit';
import { reportView, type ReportParts } from '../../panel/report-dialog.ts';
import type { PagePicture } from '../../report/picture/picture.ts';
import type { ReportStoring } from '../../session/report-storing.ts';
import type { AssessedCase, Session } from '../../session/session.ts';
import { imagesOfRecord } from '../../session/source-images.ts';
import type { CornerstoneInstances } from '../../tools/create-tools.ts';
import { showsTip } from '../../viewer/shows-tip.ts';
import { viewPicture, type ViewPicture } from '../../viewer/view-picture.ts';
import type { StudyImages } from './study-images.ts';
import { t } from '../../words/words.ts';

const NOT_SHOWN: PagePicture = { kind: 'none', reason: 'No picture: no viewport shows the tip of this confirmation.' };

/** The host's viewports, and the element that they all stand in. */
const viewsOf = ({
  core,
}: CornerstoneInstances): { readonly host: HTMLElement; readonly views: HTMLElement[] } | null => {
  const views = (core.getRenderingEngines() ?? []).flatMap((engine) =>
    engine
      .getViewports()
      .map(({ element }) => element)
      .filter(({ isConnected }) => isConnected),
  );
  let host: HTMLElement | null = views[0]?.parentElement ?? null;
  while (host && !views.every((view) => host?.contains(view))) host = host.parentElement;
  return host && { host, views };
};

/** What a report is made of. */
export interface Reported {
  readonly session: Session;
  readonly images: Pick<StudyImages, 'series'>;
  /** Null where the host's data source takes no objects. */
  readonly storing: ReportStoring | null;
}

const partsOf = (instances: CornerstoneInstances, { session, images, storing }: Reported): ReportParts => {
  const picture = (): Promise<ViewPicture | null> => {
    const found = viewsOf(instances);
    return found ? viewPicture(found.host, found.views) : Promise.resolve(null);
  };
  return {
    imageOf: ({ source }) => (source ? { attributes: source.frame.instance, frame: source.frame.frame } : null),
    picturesOf: async ({ record }) => {
      const wanted = record.space.kind === 'biplane' ? 2 : 1;
      const showing = viewsOf(instances)?.views.filter(showsTip).length ?? 0;
      const isShown = session.active.peek()?.id === record.id && showing >= wanted;
      const shown = isShown ? await picture() : null;
      return shown ? [{ kind: 'png', ...shown, caption: 'As shown in OHIF' }] : [NOT_SHOWN];
    },
    sourcesOf: ({ record }) => imagesOfRecord(record, images.series.peek()),
    storing,
    viewPng: async () => (await picture())?.png ?? null,
  };
};

/** Opens the report over the host's page. */
export const openReport = (instances: CornerstoneInstances, on: Reported): void => {
  const reported: readonly AssessedCase[] = on.session.assessed({ complete: true });
  const dialog = document.createElement('dialog');
  dialog.setAttribute('aria-label', t('Report'));
  dialog.style.cssText =
    'margin:auto;max-width:min(900px,94vw);max-height:88vh;overflow:auto;padding:16px 20px;color:#e6edf3;background:#161b22;border:1px solid #30363d;border-radius:10px';
  const close = (): void => {
    dialog.close();
  };
  dialog.addEventListener('close', () => {
    dialog.remove();
  });
  // The host's keys are for its pictures.
  dialog.addEventListener('keydown', (event) => {
    event.stopPropagation();
  });
  render(reportView(reported, partsOf(instances, on), close, null), dialog);
  document.body.append(dialog);
  dialog.showModal();
};
