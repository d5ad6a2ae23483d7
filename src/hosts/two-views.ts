import { effect } from '@preact/signals-core';
import type { Confirmation } from '../confirmation/record.ts';
import type { ImageSeries } from '../image/series.ts';
import type { Session } from '../session/session.ts';
import { isOfSeries, isOfTwoSeries } from '../session/space-of.ts';
import type { Shown, Stage } from '../viewer/stage.ts';

/** Whether a confirmation is of what is shown: of the series, or of the two that stand side by side. */
export const isOfShown = ({ space }: Confirmation, { series, beside }: Shown): boolean =>
  beside ? isOfTwoSeries(space, [series, beside.series]) : isOfSeries(space, series);

/** By identifier and name. */
export const patientOf = ({ instances: [first] }: ImageSeries): string =>
  [first?.patient.id, first?.patient.name].join('|');

/** Other projections that could be the second view: other X-ray runs, or images, of the same patient. */
export const secondViews = (
  { series: shown }: Pick<Shown, 'series'>,
  all: readonly ImageSeries[],
): readonly ImageSeries[] =>
  all.filter((one) => one.space === 'projection' && one.key !== shown.key && patientOf(one) === patientOf(shown));

/** Whether there is a confirmation of two series that has them the other way round: the second as its first view. */
export const isKnownReversed = (session: Session, first: ImageSeries, second: ImageSeries): boolean =>
  session.cases.peek().confirmations.some(({ space }) => isOfTwoSeries(space, [second, first]));

/** Asks for what two views need as soon as two are shown, or a confirmation of two is the active one. */
export const whenTwoViews = (session: Session, stage: Stage, load: () => void): (() => void) =>
  effect(() => {
    if (stage.shown.value?.beside || session.active.value?.space.kind === 'biplane') load();
  });
