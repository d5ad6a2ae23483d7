import { NORMAL_95 } from '../space/normal-distribution.ts';

/** A value of one expert, with what is known of its uncertainty, 1 SD. */
export interface Expert {
  readonly value: number;
  readonly sigma: number | null;
}

/** A learner's number against the experts'. */
export interface Compared {
  readonly own: number;
  /** Mean of the experts. */
  readonly reference: number;
  /** Own less reference. */
  readonly difference: number;
  /**
   * 1 SD of one expert's number: the larger of their spread about their mean and of what their marks say, and no less than what the image's sampling
   * hides; null where nothing is known of it, as of one expert without a sigma, or of several who have taken over one and the same mark.
   */
  readonly sigma: number | null;
  /** The farthest that another expert would be from this mean, 95 %: 1.96·sigma·√(1 + 1/n). */
  readonly tolerance: number | null;
  /** From the least to the greatest of the experts; null where there is only one. */
  readonly range: readonly [low: number, high: number] | null;
  /** Within the experts' own spread: in the tolerance or in the range. Null where there is neither. */
  readonly isRight: boolean | null;
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** √ of the mean square of those that are known. */
export const pooledSigma = (sigmas: readonly (number | null)[]): number | null => {
  const known = sigmas.filter((sigma) => sigma !== null);
  return known.length === 0 ? null : Math.sqrt(meanOf(known.map((sigma) => sigma * sigma)));
};

const spreadOf = (values: readonly number[]): number | null => {
  if (values.length < 2) return null;
  const mean = meanOf(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
};

const larger = (a: number | null, b: number | null): number | null =>
  a === null ? b : b === null ? a : Math.max(a, b);

/** Less than this is rounding, not a spread. */
const NO_SPREAD = 1e-9;

/**
 * The spread of two or three experts is itself badly known, so what their marks say is a floor under it, and so is `sampling`, 1 SD of what a pixel
 * or slice hides. Null without an expert.
 */
export const compare = (own: number, experts: readonly Expert[], sampling = 0): Compared | null => {
  if (experts.length === 0) return null;
  const values = experts.map(({ value }) => value);
  const reference = meanOf(values);
  const spread = spreadOf(values);
  const stated = pooledSigma(experts.map((one) => one.sigma));
  const known = larger(spread === null || spread < NO_SPREAD ? null : spread, stated);
  const sigma = known === null ? null : Math.max(known, sampling);
  const tolerance = sigma === null ? null : NORMAL_95 * sigma * Math.sqrt(1 + 1 / experts.length);
  const range = values.length < 2 ? null : ([Math.min(...values), Math.max(...values)] as const);
  const difference = own - reference;
  const inRange = range !== null && own >= range[0] && own <= range[1];
  return {
    own,
    reference,
    difference,
    sigma,
    tolerance,
    range,
    isRight: tolerance === null ? null : inRange || Math.abs(difference) <= tolerance,
  };
};
