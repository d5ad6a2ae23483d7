import { html, nothing, type TemplateResult } from 'lit';
import { hasOverlays } from '../image/series.ts';
import type { JumpDetail } from '../panel/panel-element.ts';
import { t } from '../words/words.ts';
import { cineBarView } from './cine-bar.ts';
import type { OpenCase } from './open-case.ts';
import { pickFolder } from './pick-folder.ts';
import type { planesBarView } from './planes-bar.ts';
import { seriesListView } from './series-list.ts';
import { statusBarView } from './status-bar.ts';
import { isOfShown, secondViews } from './two-views.ts';
import type { ViewerActions } from './viewer-actions.ts';
import type { ViewerContext } from './viewer-context.ts';
import type { ViewerDialogs } from './viewer-dialogs.ts';
import { headerView } from './viewer-header.ts';
import type { ViewerKeeping } from './viewer-keeping.ts';
import { messagesView } from './viewer-messages.ts';
import type { ViewerSources } from './viewer-sources.ts';
import type { ViewerStoring } from './viewer-storing.ts';
import type { ViewerTargets } from './viewer-targets.ts';
import { toolbarView } from './viewer-toolbar.ts';
import type { ViewerTwoViews } from './viewer-two-views.ts';

/** What the layout shows of a viewer, and whom it tells what was pressed. */
export interface Shown {
  readonly context: ViewerContext;
  readonly sources: ViewerSources;
  readonly targets: ViewerTargets;
  readonly twoViews: ViewerTwoViews;
  readonly dialogs: ViewerDialogs;
  readonly actions: ViewerActions;
  readonly keeping: ViewerKeeping;
  readonly storing: ViewerStoring;
  /** A teaching case in the place of the findings. */
  readonly teaching: OpenCase | null;
  /** Null before the first layout of planes. */
  readonly planesBar: typeof planesBarView | null;
  readonly keepsWork: boolean;
  /** Whether something is about to be opened; asked while there is no machinery yet. */
  readonly isWanted: () => boolean;
  /** Whether that is images. */
  readonly isOpening: () => boolean;
  readonly openFiles: (files: Iterable<File>) => void;
  /** Kept work was resumed, or discarded. */
  readonly keptAnswered: (isResumed: boolean) => void;
}

/** Where in the viewer what stands: header, toolbar, series, pictures, findings and status. */
export const viewerLayout = (viewer: Shown): TemplateResult => {
  const { context, dialogs, keeping, targets, teaching, keepsWork } = viewer;
  const { session } = context;
  const machinery = context.machinery.value;
  const kept = !keepsWork || session.readOnly.value || teaching ? null : keeping.kept.value;
  const stage = machinery?.stage ?? null;
  const listed = targets.list();
  return html`
    ${header(viewer)} ${toolbar(viewer)}
    ${seriesListView({
      all: machinery?.study.series.value ?? [],
      skipped: [...(machinery?.study.skipped.value ?? []), ...(listed?.refused ?? [])],
      current: [stage?.shown.value?.series, stage?.shown.value?.beside?.series].filter((one) => one !== undefined),
      onChoose: (chosen) => void stage?.show(chosen),
      targets: (!session.readOnly.value && listed?.view) || nothing,
    })}
    ${main(viewer)}
    <div class="findings">
      ${dialogs.bar()} ${kept?.view(viewer.keptAnswered) ?? nothing} ${teaching?.view() ?? panel(viewer)}
    </div>
    ${statusBarView(stage, session, kept?.status() ?? nothing, machinery ? !isEmpty(viewer) : viewer.isOpening())}
    ${dialogs.view()}
  `;
};

const header = ({ context, sources, openFiles }: Shown): TemplateResult =>
  headerView({
    series: context.machinery.value?.stage.shown.value?.series ?? null,
    samples: sources.samples.value,
    openSample: sources.openedSample.value,
    onSample: (sample) => {
      // Letters typed next are the viewer's keys, not a choice in the list.
      context.focus();
      void sources.openSample(sample);
    },
    onFiles: openFiles,
    onFolder: () => void pickFolder().then(openFiles),
  });

const toolbar = ({ context, dialogs, actions }: Shown): TemplateResult => {
  const machinery = context.machinery.value;
  const shown = machinery?.stage.shown.value ?? null;
  const { viewTool, overlaysOn, ...others } = actions;
  return toolbarView({
    session: context.session,
    stage: machinery?.stage ?? null,
    viewTool: viewTool.value,
    ...others,
    showShortcuts: dialogs.openShortcuts,
    overlaysShown: hasOverlays(shown?.series ?? null) && shown?.layout === 'single' ? overlaysOn.value : null,
    secondViews:
      shown?.series.space === 'projection' && machinery ? secondViews(shown, machinery.study.series.value).length : 0,
    chooseSecondView: dialogs.chooseSecondView,
  });
};

/** Nothing is shown, and nothing is on its way. */
const isEmpty = ({ context, isWanted }: Shown): boolean => {
  const machinery = context.machinery.value;
  return machinery ? !machinery.stage.shown.value && !machinery.study.loading.value : !isWanted();
};

const main = (viewer: Shown): TemplateResult => {
  const { context, twoViews, planesBar, actions } = viewer;
  const { session, focus } = context;
  const machinery = context.machinery.value;
  return html`<main>
    <div class="stage" part="stage viewports" role="group" aria-label=${t('Pictures')} tabindex="-1"></div>
    ${
      isEmpty(viewer)
        ? html`<div class="empty">
            <p>${t('Drop DICOM files, a folder or a zip here,')}<br />${t('or press “Open files”.')}</p>
          </div>`
        : nothing
    }
    ${
      machinery
        ? html`${cineBarView(machinery.stage, twoViews.parts.value?.viewLabels(session) ?? [])}
          ${planesBar?.(machinery.stage, { backToTip: actions.backToTip, focus })}`
        : nothing
    }
    ${messagesView(session, machinery)}
  </main>`;
};

const panel = ({ context, twoViews, storing, dialogs, actions }: Shown): TemplateResult => {
  const { session } = context;
  const shown = context.machinery.value?.stage.shown.value ?? null;
  const active = session.active.value;
  return html`<tipcheck-panel
    role="complementary"
    aria-label=${t('Findings')}
    part="panel"
    exportparts="verdict, findings-body, button, field"
    .session=${session}
    .biplaneView=${twoViews.parts.value?.biplaneView ?? null}
    .storing=${storing.storing.value}
    .elsewhere=${shown !== null && active !== null && !isOfShown(active, shown)}
    @tipcheck-jump=${({ detail }: CustomEvent<JumpDetail>) => {
      actions.jump(detail.handle);
    }}
    @tipcheck-report=${dialogs.openReport}
  ></tipcheck-panel>`;
};
