import { quadraticForm, type Covariance } from '../space/covariance.ts';
import { NORMAL_95 } from '../space/normal-distribution.ts';
import { plus, type Coordinates } from '../space/surface.ts';
import type { Marks } from './marks.ts';
import type { MarkCovariances } from './uncertainty.ts';

/** How far a metric may be from its measured value: 1 SD, and the 95 % interval. */
export interface Spread {
  readonly sigma: number;
  readonly interval: readonly [low: number, high: number];
}

/** Below this many standard deviations from a metric's singular place (distance 0) linear propagation isn't used. */
export const LINEAR_FROM_SIGMAS = 3;

export const linearSpread = (value: number, sigma: number): Spread => ({
  sigma,
  interval: [value - NORMAL_95 * sigma, value + NORMAL_95 * sigma],
});

/** A metric as a function of the marks. */
export type Measure = (marks: Marks) => number | null;

/** A mark that is uncertain, and the marks with it moved elsewhere. */
export interface UncertainMark {
  readonly at: Coordinates;
  readonly covariance: Covariance;
  readonly moved: (marks: Marks, to: Coordinates) => Marks;
}

export const uncertainMarks = (marks: Marks, of: MarkCovariances): readonly UncertainMark[] => {
  const list: UncertainMark[] = [];
  const one = (at: Coordinates | null, covariance: Covariance, moved: UncertainMark['moved']): void => {
    if (at && covariance.some((line) => line.some((value) => value !== 0))) list.push({ at, covariance, moved });
  };
  one(marks.tip, of.tip, (now, tip) => ({ ...now, tip }));
  one(marks.center, of.center, (now, center) => ({ ...now, center }));
  one(marks.entry, of.entry, (now, entry) => ({ ...now, entry }));
  one(marks.planEntry, of.plan, (now, planEntry) => ({ ...now, planEntry }));
  one(marks.planTarget, of.plan, (now, planTarget) => ({ ...now, planTarget }));
  // Both planned points are moved alike by one and the same shift.
  const { planEntry, planTarget } = marks;
  if (planEntry && planTarget)
    one(
      planTarget.map(() => 0),
      of.planFrame,
      (now, by) => ({
        ...now,
        planEntry: now.planEntry && plus(now.planEntry, by),
        planTarget: now.planTarget && plus(now.planTarget, by),
      }),
    );
  marks.shaft.forEach((point, index) => {
    one(point, of.shaft, (now, to) => ({ ...now, shaft: now.shaft.with(index, to) }));
  });
  return list;
};

/** Step of the differences, in the unit of the coordinates. */
const STEP = 1e-4;

/** Linear propagation: √Σ gᵀCg with the gradient by central differences. */
export const linearSigma = (measure: Measure, marks: Marks, of: MarkCovariances): number => {
  let variance = 0;
  for (const { at, covariance, moved } of uncertainMarks(marks, of)) {
    const gradient = at.map((value, axis) => {
      const shifted = (by: number): number => measure(moved(marks, at.with(axis, value + by))) ?? NaN;
      return (shifted(STEP) - shifted(-STEP)) / (2 * STEP);
    });
    variance += quadraticForm(covariance, gradient);
  }
  return Math.sqrt(variance);
};
