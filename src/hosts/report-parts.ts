import type { ReportParts } from '../panel/report-dialog.ts';
import { isRefusal } from '../image/refusal.ts';
import { shownFrames } from '../report/picture/shown-frame.ts';
import { imageName, reportPictures, type PagePicture } from '../report/picture/picture.ts';
import type { ReportImage } from '../report/picture/report-image.ts';
import type { ReportStoring } from '../session/report-storing.ts';
import type { AssessedCase, Session } from '../session/session.ts';
import { imagesOfRecord } from '../session/source-images.ts';
import type { FrameRegistry } from '../viewer/frame-registry.ts';
import type { Stage } from '../viewer/stage.ts';
import type { Study } from '../viewer/study.ts';
import { showsTip } from '../viewer/shows-tip.ts';
import { viewPicture } from '../viewer/view-picture.ts';
import { isOfShown } from './two-views.ts';

interface Open {
  readonly session: Session;
  readonly registry: FrameRegistry;
  readonly study: Study;
  readonly stage: Stage;
  /** Null where there is nothing to store in. */
  readonly storing: ReportStoring | null;
}

/** What a report takes of an open viewer: the view as it is shown, and the images for what isn't. */
export const reportParts = ({ session, registry, study, stage, storing }: Open): ReportParts => {
  const images = imagesOf(study, registry);
  const view = (): ReturnType<typeof viewPicture> => {
    const [first] = stage.elements;
    const host = first?.parentElement;
    return host ? viewPicture(host, stage.elements) : Promise.resolve(null);
  };
  return {
    imageOf: ({ record }) => {
      const [shown] = shownFrames(record, images);
      return !shown || isRefusal(shown) ? null : { attributes: shown.image.attributes, frame: shown.frame };
    },
    picturesOf: async (one) => {
      const shown = isShown(one, session, stage) ? await view() : null;
      return shown ? [{ kind: 'png', ...shown, caption: `As shown: ${captionOf(stage)}` }] : made(one, images);
    },
    sourcesOf: ({ record }) => imagesOfRecord(record, study.series.peek()),
    storing,
    viewPng: async () => (await view())?.png ?? null,
  };
};

const made = (one: AssessedCase, images: readonly ReportImage[]): Promise<readonly PagePicture[]> =>
  reportPictures(one, images);

const imagesOf = (study: Study, registry: FrameRegistry): readonly ReportImage[] =>
  study.series
    .peek()
    .flatMap(({ instances }) => instances)
    .flatMap((attributes) => {
      const pixels = registry.pixelsOf(attributes.sopInstanceUID);
      if (!pixels) return [];
      return [
        {
          attributes,
          frame: (frame: number) => pixels.frame(frame, registry.whileOpen),
          palette: () => pixels.palette(registry.whileOpen),
        },
      ];
    });

/** Whether the view shows this confirmation and its tip: a picture without it proves nothing. */
const isShown = ({ record }: AssessedCase, session: Session, stage: Stage): boolean => {
  const shown = stage.shown.peek();
  if (!shown || session.active.peek()?.id !== record.id || !isOfShown(record, shown)) return false;
  const views = stage.elements.map(showsTip);
  return record.space.kind === 'biplane' ? views.every(Boolean) && views.length === 2 : views.some(Boolean);
};

/** What each view shows, and in which window. */
const captionOf = (stage: Stage): string => {
  const shown = stage.shown.peek();
  const frame = shown?.series.frames[shown.index];
  const image = frame ? imageName(frame.instance, frame.frame) : '';
  return stage.elements
    .map((element) => {
      const written = (part: string): string =>
        (element.querySelector<HTMLElement>(`.overlay ${part}`)?.dataset['english'] ?? '').replaceAll(/\s+/g, ' ');
      return [written('.title') || image, written('.window')].filter(Boolean).join(', ');
    })
    .filter(Boolean)
    .join(' · ');
};
