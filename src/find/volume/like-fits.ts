import type { Fit } from '../least-squares.ts';
import type { RodParameters } from './rod-model.ts';

/** Fits of the same voxels that explain them alike, taken together. */
export interface AmbiguousFit {
  readonly best: Fit;
  /** Mean over the fits, and how far they lie apart: the variance of each parameter. */
  readonly parameters: RodParameters;
  readonly variance: readonly number[];
}

/** By this much in cost a fit explains the voxels so much worse that it counts a third. */
const ALIKE = 3;

export const bestOf = (fits: readonly Fit[]): Fit | null =>
  fits.reduce<Fit | null>((best, one) => (!best || one.cost < best.cost ? one : best), null);

export const together = (fits: readonly Fit[]): AmbiguousFit | null => {
  const best = bestOf(fits);
  if (!best) return null;
  const kinds: { readonly fit: Fit; readonly weight: number }[] = [];
  for (const fit of fits)
    // The same fit from two starts is one; one of another end is none of these.
    if (isSameEnd(fit.parameters, best.parameters) && !kinds.some((one) => isSame(one.fit.parameters, fit.parameters)))
      kinds.push({ fit, weight: Math.exp((best.cost - fit.cost) / ALIKE) });
  const sum = kinds.reduce((total, { weight }) => total + weight, 0);
  const mean = (of: (fit: Fit) => number): number =>
    kinds.reduce((total, { fit, weight }) => total + weight * of(fit), 0) / sum;
  const parameters = best.parameters.map((_, k) => mean((fit) => fit.parameters[k] ?? 0));
  return {
    best,
    parameters,
    variance: parameters.map((one, k) => mean((fit) => ((fit.parameters[k] ?? 0) - one) ** 2)),
  };
};

const SAME_END_MM = 1.5;

const isSameEnd = ([s0 = 0]: RodParameters, [s1 = 0]: RodParameters): boolean => Math.abs(s0 - s1) < SAME_END_MM;

const isSame = ([, a0 = 0, b0 = 0, ta = 0, tb = 0]: RodParameters, [, a1 = 0, b1 = 0, tc = 0, td = 0]: RodParameters) =>
  Math.hypot(a1 - a0, b1 - b0) < 0.1 && Math.hypot(tc - ta, td - tb) < 0.01;
