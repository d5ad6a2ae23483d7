import { effect, untracked } from '@preact/signals-core';
import type { Confirmation } from '../confirmation/record.ts';
import type { ImageSeries } from '../image/series.ts';
import type { Session } from '../session/session.ts';
import { isOfSeries, isOfTwoSeries } from '../session/space-of.ts';
import type { viewLabels } from '../session/two-views.ts';
import type { MarkingController } from '../tools/marking-controller.ts';
import type { Shown, Stage } from '../viewer/stage.ts';
import type { Study } from '../viewer/study.ts';

export interface TwoViewsParts {
  readonly session: Session;
  readonly stage: Stage;
  readonly study: Study;
  readonly controller: MarkingController;
  /** Told once what names the two views has been loaded. */
  readonly ready: (labels: typeof viewLabels) => void;
}

/** Whether a confirmation is of what is shown: of the series, or of the two that stand side by side. */
export const isOfShown = ({ space }: Confirmation, { series, beside }: Shown): boolean =>
  beside ? isOfTwoSeries(space, [series, beside.series]) : isOfSeries(space, series);

/** Other projections that could be the second view: other X-ray runs, or images, of the same patient. */
export const secondViews = ({ series: shown }: Shown, all: readonly ImageSeries[]): readonly ImageSeries[] =>
  shown.space !== 'projection'
    ? []
    : all.filter(
        ({ key, space, instances }) =>
          space === 'projection' &&
          key !== shown.key &&
          instances[0]?.patient.id === shown.instances[0]?.patient.id &&
          instances[0]?.patient.name === shown.instances[0]?.patient.name,
      );

/** Shows two runs side by side, in the order in which a confirmation of both has them. */
export const showTwoViews = async (
  { session, stage }: Pick<TwoViewsParts, 'session' | 'stage'>,
  first: ImageSeries,
  second: ImageSeries,
): Promise<void> => {
  const shown = stage.shown.peek();
  const index = shown?.series.key === first.key ? shown.index : 0;
  const known = session.cases.peek().confirmations.findLast(({ space }) => isOfTwoSeries(space, [second, first]));
  if (known) await stage.show(second, { index: 0, layout: 'biplane', beside: { series: first, index } });
  else await stage.show(first, { index, layout: 'biplane', beside: { series: second, index: 0 } });
};

/** Brings the images of a confirmation of two projections onto the screen, each at its frame. False where they aren't open. */
export const showViewsOf = async (
  { space }: Confirmation,
  { stage, study }: Pick<TwoViewsParts, 'stage' | 'study'>,
): Promise<boolean> => {
  if (space.kind !== 'biplane') return false;
  const [one, other] = space.views.map(({ sopInstanceUID, frame }) => study.lookup(sopInstanceUID, frame));
  if (!one || !other) return false;
  const places = [one, other].map(({ series, frame }) => series.frames.indexOf(frame)) as [number, number];
  const shown = stage.shown.peek();
  if (shown?.beside?.series.key === other.series.key && shown.series.key === one.series.key) {
    await Promise.all([stage.setIndex(places[0], 0), stage.setIndex(places[1], 1)]);
  } else {
    const beside = { series: other.series, index: places[1] };
    await stage.show(one.series, { index: places[0], layout: 'biplane', beside });
  }
  return true;
};

/**
 * Keeps the session's two views those that the stage shows, with what marks in them, and shows the images of a confirmation of two projections
 * that has become the active one. What marks in two views is loaded when they are shown.
 */
export const followTwoViews = (parts: TwoViewsParts): (() => void) => {
  const { session, stage, controller } = parts;
  const stops = [
    effect(() => {
      const shown = stage.shown.value;
      untracked(() => {
        const first = shown?.series.frames[shown.index];
        const second = shown?.beside?.series.frames[shown.beside.index];
        if (!shown?.beside || !first || !second) {
          controller.pairing = null;
          session.twoViews.value = null;
          return;
        }
        const before = session.twoViews.peek();
        const [series, besideSeries] = [shown.series, shown.beside.series];
        const isSame =
          before?.sources[0].series.key === series.key && before.sources[1].series.key === besideSeries.key;
        session.twoViews.value = {
          sources: [
            { series, frame: first },
            { series: besideSeries, frame: second },
          ],
          entered: isSame ? before.entered : [{}, {}],
        };
        void pair(parts);
      });
    }),
    effect(() => {
      const { activeId } = session.cases.value;
      untracked(() => {
        const active = session.active.peek();
        const shown = stage.shown.peek();
        if (activeId !== null && active?.space.kind === 'biplane' && shown && !isOfShown(active, shown))
          void showViewsOf(active, parts);
      });
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
};

const pair = async ({ session, stage, controller, ready }: TwoViewsParts): Promise<void> => {
  if (controller.pairing) return;
  const [{ pairing }, { viewLabels: labels }] = await Promise.all([
    import('../tools/two-views.ts'),
    import('../session/two-views.ts'),
  ]);
  ready(labels);
  if (!stage.shown.peek()?.beside) return;
  controller.pairing = pairing(session, (element) => {
    const index = stage.elements.indexOf(element as HTMLDivElement);
    return index === 0 || index === 1 ? index : null;
  });
  stage.render();
};
