import { BACK } from './end-families.ts';

/** How well shapes of `end-families` explain the heights that are seen, but for what all have in common. */
export interface Likelihood {
  readonly alone: (shape: Float64Array) => number;
  /** Of a shape with something that goes on weakly where it isn't. */
  readonly withMoreBeyond: (shape: Float64Array) => number;
}

/** Cells over which noise is correlated, and the share of it that isn't. */
const GRAIN = 1.6;
const WHITE = 0.05;
/** Cells over which the background is alike, and its least 1 SD, of the device's height. */
const ALIKE = 4;
const LEAST_UNSURE = 0.12;
/** 1 SD of the device's height at its end about the usual. */
const HEIGHT_SD = 0.16;
/** What may go on weakly beyond an end, of the device's height: mean and 1 SD. */
const LEFT = 0.1;
const LEFT_SD = 0.15;

/**
 * Where what else lies on the device is a Gaussian process, `unsure` strong and alike over some cells, beside noise that is correlated over fewer: a bump
 * of bone is one bump and not many samples that agree (Rasmussen and Williams, Gaussian Processes for Machine Learning, section 2.2). Heights are integrated out.
 */
export const amongBumps = (
  seen: Float64Array,
  at: readonly number[],
  noise: number,
  unsure: readonly number[],
): Likelihood => {
  const count = seen.length;
  const bumps = unsure.map((one) => Math.max(LEAST_UNSURE, one));
  // The covariance's Cholesky factor, and its inverse row by row.
  const factor = at.map(() => new Float64Array(count));
  for (let i = 0; i < count; i += 1)
    for (let j = 0; j <= i; j += 1) {
      const apart = (at[i] ?? 0) - (at[j] ?? 0);
      let sum =
        noise * noise * (Math.exp(-((apart / GRAIN) ** 2)) + (i === j ? WHITE : 0)) +
        (bumps[i] ?? 0) * (bumps[j] ?? 0) * Math.exp(-0.5 * (apart / ALIKE) ** 2);
      const [a, b] = [factor[i], factor[j]];
      if (!a || !b) continue;
      for (let k = 0; k < j; k += 1) sum -= (a[k] ?? 0) * (b[k] ?? 0);
      a[j] = i === j ? Math.sqrt(Math.max(sum, 1e-9)) : sum / (b[j] ?? 1);
    }
  /** What is left of the values when all that is known of them from those before is taken off, each in its 1 SD. */
  const whitened = (valueAt: (i: number) => number, into: Float64Array): Float64Array => {
    for (let i = 0; i < count; i += 1) {
      const row = factor[i];
      if (!row) continue;
      let sum = valueAt(i);
      for (let k = 0; k < i; k += 1) sum -= (row[k] ?? 0) * (into[k] ?? 0);
      into[i] = sum / (row[i] ?? 1);
    }
    return into;
  };
  const data = whitened((i) => seen[i] ?? 0, new Float64Array(count));
  const other = new Float64Array(count);
  const level = whitened(() => 1, new Float64Array(count));
  const [known, knownLeft] = [1 / HEIGHT_SD ** 2, 1 / LEFT_SD ** 2];
  const [squares, ofLevel, levels] = [product(data, data), product(level, data), product(level, level)];
  const onShape = (shape: Float64Array): Float64Array => whitened((i) => shape[(at[i] ?? 0) + BACK] ?? 0, other);
  return {
    alone: (shape) => {
      const one = onShape(shape);
      const own = known + product(one, one);
      const both = known + product(one, data);
      return -0.5 * (squares + known - (both * both) / own) - 0.5 * Math.log(own / known);
    },
    withMoreBeyond: (shape) => {
      const one = onShape(shape);
      const [own, both, shared] = [product(one, one), product(one, data), product(one, level)];
      // Where the shape isn't is what it lacks of the level.
      const [a, b, c] = [own + known, shared - own, levels - 2 * shared + own + knownLeft];
      const [u, v] = [both + known, ofLevel - both + LEFT * knownLeft];
      const determinant = a * c - b * b;
      const explained = (c * u * u - 2 * b * u * v + a * v * v) / determinant;
      return (
        -0.5 * (squares + known + LEFT * LEFT * knownLeft - explained) -
        0.5 * Math.log(determinant / (known * knownLeft))
      );
    },
  };
};

const product = (a: Float64Array, b: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
};

/** Degrees of freedom of what is left over, and how many samples make an independent one. */
const FREEDOM = 4;
const CORRELATED = 2.6;
/** Heights and what is left beyond, of the usual height. */
const HEIGHTS = [0.8, 0.9, 1, 1.1, 1.25] as const;
const LEFT_OVER = [-0.1, 0.1, 0.25] as const;

/** Where what else lies on the device is Student-distributed at each place: a line that crosses, or the dip that is left where one was taken away, counts little. */
export const amongOutliers = (
  seen: Float64Array,
  at: readonly number[],
  noise: number,
  unsure: readonly number[],
): Likelihood => {
  const cells = Int16Array.from(at, (s) => s + BACK);
  const scales = Float64Array.from(unsure, (one) => Math.hypot(noise, one));
  const of = (shape: Float64Array, height: number, left: number): number => {
    let [sum, product] = [0, 1];
    for (let i = 0; i < cells.length; i += 1) {
      const g = shape[cells[i] ?? 0] ?? 0;
      const rest = ((seen[i] ?? 0) - left - (height - left) * g) / (scales[i] ?? 1);
      product *= 1 + (rest * rest) / FREEDOM;
      // One logarithm for several factors: none is large enough to overflow.
      if (product > 1e30) {
        sum += Math.log(product);
        product = 1;
      }
    }
    return (-(FREEDOM + 1) / 2 / CORRELATED) * (sum + Math.log(product));
  };
  return {
    alone: (shape) => logMean(HEIGHTS.map((height) => of(shape, height, 0))),
    withMoreBeyond: (shape) => logMean(LEFT_OVER.flatMap((left) => HEIGHTS.map((height) => of(shape, height, left)))),
  };
};

export const logMean = (logs: readonly number[]): number => {
  const most = logs.reduce((a, b) => Math.max(a, b), -Infinity);
  return most + Math.log(logs.reduce((sum, log) => sum + Math.exp(log - most), 0) / logs.length);
};
