import { effect, untracked } from '@preact/signals-core';
import type { Confirmation } from '../confirmation/record.ts';
import type { ImageSeries } from '../image/series.ts';
import type { Session } from '../session/session.ts';
import { withSources } from '../session/two-views.ts';
import type { MarkingController } from '../tools/marking-controller.ts';
import { pairing } from '../tools/two-views.ts';
import type { Stage } from '../viewer/stage.ts';
import type { Study } from '../viewer/study.ts';
import { isKnownReversed, isOfShown } from './two-views.ts';

export interface TwoViewsMachinery {
  readonly session: Session;
  readonly stage: Stage;
  readonly study: Study;
  readonly controller: MarkingController;
}

/** Shows two runs side by side, in the order in which a confirmation of both has them. */
export const showTwoViews = async (
  { session, stage }: Pick<TwoViewsMachinery, 'session' | 'stage'>,
  first: ImageSeries,
  second: ImageSeries,
): Promise<void> => {
  const shown = stage.shown.peek();
  const index = shown?.series.key === first.key ? shown.index : 0;
  if (isKnownReversed(session, first, second))
    await stage.show(second, { index: 0, layout: 'biplane', beside: { series: first, index } });
  else await stage.show(first, { index, layout: 'biplane', beside: { series: second, index: 0 } });
};

/** Brings the images of a confirmation of two projections onto the screen, each at its frame. False where they aren't open. */
export const showViewsOf = async (
  { space }: Confirmation,
  { stage, study }: Pick<TwoViewsMachinery, 'stage' | 'study'>,
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
 * that has become the active one.
 */
export const followTwoViews = (parts: TwoViewsMachinery): (() => void) => {
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
        session.twoViews.value = withSources(session.twoViews.peek(), [
          { series: shown.series, frame: first },
          { series: shown.beside.series, frame: second },
        ]);
        controller.pairing ??= pairing(session, (element) => {
          const view = stage.elements.indexOf(element as HTMLDivElement);
          return view === 0 || view === 1 ? view : null;
        });
        stage.render();
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
