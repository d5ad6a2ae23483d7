import { nthSmallest } from './nth-smallest.ts';

/** A robust fit of few parameters to many samples. */
export interface Fit {
  readonly parameters: readonly number[];
  /** Of the parameters, from the curvature of the fit and the spread of what it leaves over. */
  readonly covariance: readonly (readonly number[])[];
  /** What the fit made as small as it could: robust, and with the priors. For fits of the same samples. */
  readonly cost: number;
  /** Robust spread of what is left over, in the unit of the samples. */
  readonly residual: number;
}

export interface FitProblem {
  readonly start: readonly number[];
  /** What each parameter is expected to be, with its spread; null where nothing is known. */
  readonly prior: readonly Prior[];
  /** Of each parameter so little as makes no difference: where every step is below a fiftieth of it the fit has settled. */
  readonly steps: readonly number[];
  readonly count: number;
  /** Writes what is left over of every sample into `left`, and into `slopes` how that changes with each parameter: sample by sample, all parameters of one together. */
  readonly residuals: (parameters: readonly number[], left: Float64Array, slopes: Float64Array) => void;
  /** The least spread that is believed: noise of the samples. */
  readonly noise: number;
}

type Prior = { readonly mean: number; readonly sigma: number } | null;

const ROUNDS = 30;
/** Residuals of this many spreads count half: Cauchy's weight function with its usual tuning. */
const TUNING = 2.385;
/** Of the loss of one sample at least this much curvature is believed: beyond one tuning its own is negative. */
const LEAST_CURVATURE = 0.1;
/** Far from where it settles a step by the curvature may lead astray: the first rounds take the weighted squares as they are. */
const PLAIN_ROUNDS = 2;

/**
 * Levenberg–Marquardt on Cauchy's loss, with its own curvature (Triggs et al., Bundle Adjustment, 2000, sec. 4.3) so that it settles in few rounds, and with a spread that
 * is made anew each round from the median of what is left over (Huber & Ronchetti, Robust Statistics, 2nd ed., ch. 7), so that a neighbour or a streak in the
 * samples pulls little. Null where it doesn't settle on finite numbers.
 */
export const fit = ({ start, prior, steps, count, residuals, noise }: FitProblem): Fit | null => {
  const size = start.length;
  let parameters = [...start];
  let [left, tried] = [new Float64Array(count), new Float64Array(count)];
  // Most steps are taken, so the slopes are made along with each: they are what the next round begins with.
  let [slopes, triedSlopes] = [new Float64Array(count * size), new Float64Array(count * size)];
  residuals(parameters, left, slopes);
  const weights = new Float64Array(count);
  const curvatures = new Float64Array(count);
  const scratch = new Float64Array(count);
  const normal = new Float64Array(size * size);
  const pull = new Float64Array(size);
  const factor = new Float64Array(size * size);
  const step = new Float64Array(size);
  let damping = 1e-2;
  for (let round = 0; round < ROUNDS; round += 1) {
    const spread = spreadOf(left, noise, scratch);
    weigh(left, spread, weights, curvatures);
    products(slopes, round < PLAIN_ROUNDS ? weights : curvatures, normal);
    pulls(slopes, weights, left, pull);
    prior.forEach((one, k) => {
      if (!one) return;
      const weight = (spread / one.sigma) ** 2;
      normal[k * size + k] = (normal[k * size + k] ?? 0) + weight;
      pull[k] = (pull[k] ?? 0) - weight * ((parameters[k] ?? 0) - one.mean);
    });
    const cost = costOf(left, spread, parameters, prior);
    let moved = 0;
    for (let tries = 0; tries < 8; tries += 1) {
      const isSolved = solveDamped(normal, damping, pull, factor, step);
      const next = parameters.map((value, k) => value + (step[k] ?? 0));
      if (isSolved) residuals(next, tried, triedSlopes);
      if (isSolved && costOf(tried, spread, next, prior) <= cost) {
        moved = step.reduce((most, value, k) => Math.max(most, Math.abs(value) / (steps[k] ?? 1)), 0);
        parameters = next;
        [left, tried] = [tried, left];
        [slopes, triedSlopes] = [triedSlopes, slopes];
        damping = Math.max(1e-6, damping / 4);
        break;
      }
      damping *= 5;
    }
    if (moved < 0.02) break;
  }
  const spread = spreadOf(left, noise, scratch);
  weigh(left, spread, weights, curvatures);
  products(slopes, weights, normal);
  prior.forEach((one, k) => {
    if (one) normal[k * size + k] = (normal[k * size + k] ?? 0) + (spread / one.sigma) ** 2;
  });
  const rows = start.map((_, k) => [...normal.subarray(k * size, (k + 1) * size)]);
  const covariance = inverse(rows)?.map((row) => row.map((value) => value * spread * spread));
  if (!covariance || !parameters.every(Number.isFinite)) return null;
  // With the spread that is expected of the samples alone, so that fits can be compared.
  return { parameters, covariance, cost: costOf(left, noise, parameters, prior), residual: spread };
};

/** How much each sample counts, and how much of its square its loss is curved. */
const weigh = (left: Float64Array, spread: number, weights: Float64Array, curvatures: Float64Array): void => {
  const far = TUNING * spread;
  for (let i = 0; i < left.length; i += 1) {
    const square = ((left[i] ?? 0) / far) ** 2;
    const weight = 1 / (1 + square);
    weights[i] = weight;
    curvatures[i] = weight * Math.max(LEAST_CURVATURE, (1 - square) * weight);
  }
};

/** Into `out` the weighed products of the slopes with each other, row by row. */
const products = (slopes: Float64Array, weights: Float64Array, out: Float64Array): void => {
  const size = Math.sqrt(out.length);
  out.fill(0);
  for (let i = 0; i < weights.length; i += 1) {
    const row = i * size;
    const weight = weights[i] ?? 0;
    for (let k = 0; k < size; k += 1) {
      const weighed = (slopes[row + k] ?? 0) * weight;
      // Cut off, or too far away to matter.
      if (weighed === 0) continue;
      for (let j = 0; j <= k; j += 1) out[k * size + j] = (out[k * size + j] ?? 0) + weighed * (slopes[row + j] ?? 0);
    }
  }
  for (let k = 0; k < size; k += 1) for (let j = 0; j < k; j += 1) out[j * size + k] = out[k * size + j] ?? 0;
};

/** Into `out` the weighed products of the slopes with what is left over, downhill. */
const pulls = (slopes: Float64Array, weights: Float64Array, left: Float64Array, out: Float64Array): void => {
  const size = out.length;
  out.fill(0);
  for (let i = 0; i < left.length; i += 1) {
    const one = (weights[i] ?? 0) * (left[i] ?? 0);
    for (let k = 0; k < size; k += 1) out[k] = (out[k] ?? 0) - one * (slopes[i * size + k] ?? 0);
  }
};

/** Into `out` the x of (normal + damping · its diagonal) · x = pull, by Cholesky's factor; false where that matrix isn't positive definite. */
const solveDamped = (
  normal: Float64Array,
  damping: number,
  pull: Float64Array,
  factor: Float64Array,
  out: Float64Array,
): boolean => {
  const size = pull.length;
  for (let k = 0; k < size; k += 1)
    for (let j = 0; j <= k; j += 1) {
      let sum = (normal[k * size + j] ?? 0) * (j === k ? 1 + damping : 1) + (j === k ? 1e-12 : 0);
      for (let i = 0; i < j; i += 1) sum -= (factor[k * size + i] ?? 0) * (factor[j * size + i] ?? 0);
      if (j < k) factor[k * size + j] = sum / (factor[j * size + j] ?? 1);
      else if (sum > 0) factor[k * size + k] = Math.sqrt(sum);
      else return false;
    }
  for (let k = 0; k < size; k += 1) {
    let sum = pull[k] ?? 0;
    for (let i = 0; i < k; i += 1) sum -= (factor[k * size + i] ?? 0) * (out[i] ?? 0);
    out[k] = sum / (factor[k * size + k] ?? 1);
  }
  for (let k = size - 1; k >= 0; k -= 1) {
    let sum = out[k] ?? 0;
    for (let i = k + 1; i < size; i += 1) sum -= (factor[i * size + k] ?? 0) * (out[i] ?? 0);
    out[k] = sum / (factor[k * size + k] ?? 1);
  }
  return true;
};

/** From the median of the sizes; no spread where one is no number. @param scratch of the same length */
const spreadOf = (left: Float64Array, noise: number, scratch: Float64Array): number => {
  for (let i = 0; i < left.length; i += 1) {
    const size = Math.abs(left[i] ?? 0);
    if (Number.isNaN(size)) return NaN;
    scratch[i] = size;
  }
  return Math.max(noise, 1.4826 * nthSmallest(scratch, scratch.length >> 1));
};

/** Cauchy's loss over all samples, and the priors. */
const costOf = (left: Float64Array, spread: number, parameters: readonly number[], prior: readonly Prior[]): number => {
  const far = TUNING * spread;
  let sum = 0;
  for (let i = 0; i < left.length; i += 1) sum += Math.log1p(((left[i] ?? 0) / far) ** 2);
  sum *= TUNING ** 2 / 2;
  prior.forEach((one, k) => {
    if (one) sum += 0.5 * (((parameters[k] ?? 0) - one.mean) / one.sigma) ** 2;
  });
  return Number.isFinite(sum) ? sum : Infinity;
};

const at = (matrix: readonly (readonly number[])[], row: number, column: number): number => matrix[row]?.[column] ?? 0;

/** Gauss–Jordan with pivots; null where the matrix has no inverse. */
export const inverse = (matrix: readonly (readonly number[])[]): number[][] | null => {
  const size = matrix.length;
  const rows = matrix.map((row, k) => [...row, ...row.map((_, j) => (j === k ? 1 : 0))]);
  for (let k = 0; k < size; k += 1) {
    let pivot = k;
    for (let j = k + 1; j < size; j += 1) if (Math.abs(at(rows, j, k)) > Math.abs(at(rows, pivot, k))) pivot = j;
    const [line, other] = [rows[pivot], rows[k]];
    if (!line || !other || !(Math.abs(line[k] ?? 0) > 1e-300)) return null;
    rows[k] = line;
    rows[pivot] = other;
    const head = line[k] ?? 1;
    for (let c = 0; c < 2 * size; c += 1) line[c] = (line[c] ?? 0) / head;
    for (const [j, row] of rows.entries()) {
      const factor = row[k] ?? 0;
      if (j === k || factor === 0) continue;
      for (let c = 0; c < 2 * size; c += 1) row[c] = (row[c] ?? 0) - factor * (line[c] ?? 0);
    }
  }
  return rows.map((row) => row.slice(size));
};

/** The x of matrix · x = right; null where there is none. */
export const solve = (matrix: readonly (readonly number[])[], right: readonly number[]): number[] | null =>
  inverse(matrix)?.map((row) => row.reduce((sum, value, k) => sum + value * (right[k] ?? 0), 0)) ?? null;
