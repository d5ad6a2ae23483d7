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
  readonly prior: readonly ({ readonly mean: number; readonly sigma: number } | null)[];
  /** Steps for the derivatives, in the unit of each parameter. */
  readonly steps: readonly number[];
  readonly count: number;
  /** Writes what is left over of every sample into `out`. */
  readonly residuals: (parameters: readonly number[], out: Float64Array) => void;
  /** Writes how what is left over of every sample changes with each parameter; where it isn't given, differences over the steps are taken. */
  readonly derivatives?: (parameters: readonly number[], columns: readonly Float64Array[]) => void;
  /** The least spread that is believed: noise of the samples. */
  readonly noise: number;
}

const ROUNDS = 30;
/** Residuals of this many spreads count half: Cauchy's weight function with its usual tuning. */
const TUNING = 2.385;

/**
 * Levenberg–Marquardt with Cauchy weights that are made anew each round from the median of what is left over (Huber & Ronchetti, Robust Statistics, 2nd
 * ed., ch. 7), so that a neighbour or a streak in the samples pulls little. Null where it doesn't settle on finite numbers.
 */
export const fit = ({ start, prior, steps, count, residuals, derivatives, noise }: FitProblem): Fit | null => {
  const size = start.length;
  let parameters = [...start];
  let left = new Float64Array(count);
  let tried = new Float64Array(count);
  const columns = start.map(() => new Float64Array(count));
  const weights = new Float64Array(count);
  residuals(parameters, left);
  let spread = spreadOf(left, noise);
  let damping = 1e-2;
  let normal: number[][] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    spread = spreadOf(left, noise);
    for (let i = 0; i < count; i += 1) weights[i] = 1 / (1 + ((left[i] ?? 0) / (TUNING * spread)) ** 2);
    if (derivatives) derivatives(parameters, columns);
    else
      steps.forEach((step, k) => {
        const moved = parameters.map((value, j) => (j === k ? value + step : value));
        const column = columns[k] ?? new Float64Array(count);
        residuals(moved, column);
        for (let i = 0; i < count; i += 1) column[i] = ((column[i] ?? 0) - (left[i] ?? 0)) / step;
      });
    normal = start.map(() => new Array<number>(size).fill(0));
    const slope = new Array<number>(size).fill(0);
    for (let k = 0; k < size; k += 1) {
      const a = columns[k];
      if (!a) continue;
      for (let i = 0; i < count; i += 1) slope[k] = (slope[k] ?? 0) - (a[i] ?? 0) * (weights[i] ?? 0) * (left[i] ?? 0);
      for (let j = 0; j <= k; j += 1) {
        const b = columns[j];
        if (!b) continue;
        let sum = 0;
        for (let i = 0; i < count; i += 1) sum += (a[i] ?? 0) * (weights[i] ?? 0) * (b[i] ?? 0);
        put(normal, k, j, sum);
        put(normal, j, k, sum);
      }
    }
    prior.forEach((one, k) => {
      if (!one) return;
      const weight = (spread / one.sigma) ** 2;
      put(normal, k, k, at(normal, k, k) + weight);
      slope[k] = (slope[k] ?? 0) - weight * ((parameters[k] ?? 0) - one.mean);
    });
    const cost = costOf(left, weights, parameters, prior, spread);
    let moved = 0;
    for (let tries = 0; tries < 8; tries += 1) {
      const damped = normal.map((row, k) => row.map((value, j) => (j === k ? value * (1 + damping) + 1e-12 : value)));
      const step = solve(damped, slope);
      if (!step) return null;
      const next = parameters.map((value, k) => value + (step[k] ?? 0));
      residuals(next, tried);
      if (costOf(tried, weights, next, prior, spread) <= cost) {
        moved = Math.max(...step.map((value, k) => Math.abs(value) / (steps[k] ?? 1)));
        parameters = next;
        [left, tried] = [tried, left];
        damping = Math.max(1e-6, damping / 4);
        break;
      }
      damping *= 5;
    }
    if (moved < 0.02) break;
  }
  const covariance = inverse(normal)?.map((row) => row.map((value) => value * spread * spread));
  if (!covariance || !parameters.every(Number.isFinite)) return null;
  return { parameters, covariance, cost: robustCost(left, noise, parameters, prior), residual: spread };
};

const at = (matrix: readonly (readonly number[])[], row: number, column: number): number => matrix[row]?.[column] ?? 0;

const put = (matrix: number[][], row: number, column: number, value: number): void => {
  const line = matrix[row];
  if (line) line[column] = value;
};

const spreadOf = (left: Float64Array, noise: number): number => {
  const sizes = left.map(Math.abs).sort();
  return Math.max(noise, 1.4826 * (sizes[sizes.length >> 1] ?? 0));
};

const costOf = (
  left: Float64Array,
  weights: Float64Array,
  parameters: readonly number[],
  prior: FitProblem['prior'],
  spread: number,
): number => {
  let sum = 0;
  for (let i = 0; i < left.length; i += 1) sum += (weights[i] ?? 0) * (left[i] ?? 0) ** 2;
  prior.forEach((one, k) => {
    if (one) sum += spread ** 2 * (((parameters[k] ?? 0) - one.mean) / one.sigma) ** 2;
  });
  return Number.isFinite(sum) ? sum : Infinity;
};

/** Cauchy's loss with the spread that is expected of the samples alone, so that fits can be compared. */
const robustCost = (
  left: Float64Array,
  noise: number,
  parameters: readonly number[],
  prior: FitProblem['prior'],
): number => {
  let sum = 0;
  for (const one of left) sum += (TUNING ** 2 / 2) * Math.log1p((one / (TUNING * noise)) ** 2);
  prior.forEach((one, k) => {
    if (one) sum += 0.5 * (((parameters[k] ?? 0) - one.mean) / one.sigma) ** 2;
  });
  return sum;
};

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
