import { NORMAL_95 } from '../../space/normal-distribution.ts';
import { quantileChi2, quantileT } from './distributions.ts';
import type { Estimate } from './intraclass.ts';
import { meanOf, type MeanSquares } from './two-way.ts';

const UPPER = 0.975;

/** How far one reader is from something, on average over the cases, with its 95 % interval (Student's t). */
export const meanDifference = (differences: readonly number[]): Estimate => {
  const value = meanOf(differences);
  const half = (quantileT(UPPER, differences.length - 1) * sdOf(differences)) / Math.sqrt(differences.length);
  return { value, interval: [value - half, value + half] };
};

/** Sample standard deviation. */
export const sdOf = (values: readonly number[]): number => {
  const mean = meanOf(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
};

/** What two readers differ by, first less second. */
export interface LimitsOfAgreement {
  readonly bias: Estimate;
  readonly sd: number;
  /** bias ± 1.96·SD: 95 % of differences lie between them. */
  readonly low: Estimate;
  readonly high: Estimate;
}

/** Bland & Altman 1999, section 2: a limit's standard error is SD·√(1/n + 1.96²/(2(n − 1))). */
export const limitsOfAgreement = (differences: readonly number[]): LimitsOfAgreement => {
  const n = differences.length;
  const bias = meanDifference(differences);
  const sd = sdOf(differences);
  const half = quantileT(UPPER, n - 1) * sd * Math.sqrt(1 / n + NORMAL_95 ** 2 / (2 * (n - 1)));
  const limit = (value: number): Estimate => ({ value, interval: [value - half, value + half] });
  return { bias, sd, low: limit(bias.value - NORMAL_95 * sd), high: limit(bias.value + NORMAL_95 * sd) };
};

/** A standard deviation from a variance with so many degrees of freedom, with its 95 % interval (χ²). Null without a degree. */
export const sdEstimate = (variance: number, freedom: number): Estimate | null => {
  if (!(freedom > 0)) return null;
  const at = (p: number): number => Math.sqrt((freedom * variance) / quantileChi2(p, freedom));
  return { value: Math.sqrt(variance), interval: [at(UPPER), at(1 - UPPER)] };
};

/**
 * 1 SD of a reading by any one reader about what all would say: readers' biases and what is left, √(σ²readers + σ²error), of which the mean square
 * within cases is the unbiased estimate. Degrees of freedom by Satterthwaite, because few readers say little of how readers differ.
 */
export const readingSigma = ({ cases: n, readers: k, columns, error, within }: MeanSquares): Estimate | null => {
  const [ofReaders, ofError] = [columns / n, ((n - 1) * error) / n];
  if (within === 0) return { value: 0, interval: [0, 0] };
  const freedom = (ofReaders + ofError) ** 2 / (ofReaders ** 2 / (k - 1) + ofError ** 2 / ((n - 1) * (k - 1)));
  return sdEstimate(within, freedom);
};

/** Variance of the readings of one reader of one case, pooled over all cells that were read more than once. */
export const repeatedSigma = (cells: readonly (readonly number[])[]): Estimate | null => {
  const repeated = cells.filter((cell) => cell.length > 1);
  const freedom = repeated.reduce((sum, cell) => sum + cell.length - 1, 0);
  if (freedom === 0) return null;
  const squares = repeated.reduce((sum, cell) => sum + (cell.length - 1) * sdOf(cell) ** 2, 0);
  return sdEstimate(squares / freedom, freedom);
};
