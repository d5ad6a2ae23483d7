import type { Component } from '../case-axes.ts';
import type { Estimate } from './intraclass.ts';
import type { MeasureAgreement } from './measure-agreement.ts';

/**
 * How surely these readers mark a tip: what a record's `tip.sigma` and `tip.covariance` ask for. It is what readers differ by; what a voxel hides from all
 * of them alike is added where a record names its voxel.
 */
export interface MarkingSigma extends Readonly<Record<Component, Estimate | null>> {
  readonly unit: string;
  /** 1 SD per axis for a `tip.sigma`, which is alike in all directions: the root of the mean variance of the components; null where there is none. */
  readonly perAxis: number | null;
}

export const markingSigmaOf = (measures: readonly MeasureAgreement[], unit: string): MarkingSigma => {
  const of = (component: Component): Estimate | null =>
    measures.find(({ measure }) => measure === `tip ${component}`)?.sigma ?? null;
  const [along, across, through] = [of('along'), of('across'), of('through')];
  const known = [along, across, through].filter((one) => one !== null);
  return {
    along,
    across,
    through,
    unit,
    perAxis:
      known.length === 0 ? null : Math.sqrt(known.reduce((sum, { value }) => sum + value ** 2, 0) / known.length),
  };
};
