import { eigen, quadraticForm, type Covariance } from '../space/covariance.ts';
import { ellipsoid } from '../space/ellipsoid.ts';
import { NORMAL_95 } from '../space/normal-distribution.ts';
import { errorsAlong } from '../space/normal-samples.ts';
import { inner, norm, times, unitVector, type Coordinates } from '../space/surface.ts';
import { LINEAR_FROM_SIGMAS, linearSpread, type Spread } from './spread.ts';

/** Enough for 1 % of sigma, and quick enough to run while a mark is dragged. */
const SAMPLES = 2048;

/** From 2 to 3 standard deviations linear propagation hasn't failed while it gives what sampling gives, within this share. */
const LINEAR_HOLDS = { fromSigmas: 2, within: 0.1 } as const;

/** The ends of an interval feel the bend of a sphere farther out than its middle does. */
const LINEAR_INTERVAL_FROM_SIGMAS = 4;

/**
 * The spread of a length |v| measured with an error of covariance C. Far from 0 it is linear. Near 0, where a length can't go below 0 and is
 * measured too long on average, sigma is the standard deviation over the fixed sample set, and the interval holds every true length that the
 * measured one doesn't contradict at 95 %: those along the measured direction (by inverting the distribution of |v|), and those of any place
 * within 1.96 standard deviations of the measured one, so that it neither collapses at 0 nor depends on a direction that noise chose.
 */
export const lengthSpread = (offset: Coordinates, covariance: Covariance): Spread => {
  const value = norm(offset);
  const axes = eigen(covariance);
  const largest = Math.sqrt(Math.max(...axes.map((axis) => axis.value)));
  if (largest === 0) return { sigma: 0, interval: [value, value] };
  const unit = unitVector(offset) ?? axes[0]?.vector ?? offset;
  const linear = linearSpread(value, Math.sqrt(Math.max(0, quadraticForm(covariance, unit))));
  if (value >= LINEAR_INTERVAL_FROM_SIGMAS * largest) return linear;

  const sigmas = axes.map((axis) => Math.sqrt(axis.value));
  const errors = errorsAlong(sigmas, SAMPLES);
  const along = axes.map(({ vector }) => inner(vector, unit));
  const byDirection = contradictedBeyond(value, along, errors, largest);
  const at = times(along, value);
  const sampled = deviation(at, errors);
  const linearHolds =
    value >= LINEAR_FROM_SIGMAS * largest ||
    (value >= LINEAR_HOLDS.fromSigmas * largest &&
      Math.abs(sampled - linear.sigma) <= LINEAR_HOLDS.within * linear.sigma);
  return {
    sigma: linearHolds ? linear.sigma : sampled,
    interval: [
      Math.min(byDirection[0], nearestWithin(at, sigmas, largest)),
      Math.max(byDirection[1], farthestWithin(at, sigmas)),
    ],
  };
};

/** Standard deviation of |at + error|. */
const deviation = ([a = 0, b = 0, c = 0]: Coordinates, errors: Float64Array): number => {
  const count = errors.length / 3;
  let [sum, squares] = [0, 0];
  for (let at = 0; at < errors.length; at += 3) {
    const square = (a + (errors[at] ?? 0)) ** 2 + (b + (errors[at + 1] ?? 0)) ** 2 + (c + (errors[at + 2] ?? 0)) ** 2;
    sum += Math.sqrt(square);
    squares += square;
  }
  return Math.sqrt(Math.max(0, (squares - (sum * sum) / count) / (count - 1)));
};

/** The true lengths along a direction for which measuring `value` isn't among the 2.5 % shortest or longest. */
const contradictedBeyond = (
  value: number,
  [a = 0, b = 0, c = 0]: Coordinates,
  errors: Float64Array,
  largest: number,
): readonly [number, number] => {
  const shareBelow = (trueLength: number): number => {
    const [x, y, z] = [trueLength * a, trueLength * b, trueLength * c];
    let below = 0;
    for (let at = 0; at < errors.length; at += 3) {
      const square = (x + (errors[at] ?? 0)) ** 2 + (y + (errors[at + 1] ?? 0)) ** 2 + (z + (errors[at + 2] ?? 0)) ** 2;
      if (square <= value * value) below += 1;
    }
    return (3 * below) / errors.length;
  };
  // The share falls as the true length grows.
  const solve = (share: number): number => {
    if (shareBelow(0) <= share) return 0;
    let [low, high] = [0, value + 6 * largest];
    for (let step = 0; step < 13; step += 1) {
      const middle = (low + high) / 2;
      if (shareBelow(middle) > share) low = middle;
      else high = middle;
    }
    return (low + high) / 2;
  };
  return [Math.min(value, solve(0.975)), Math.max(value, solve(0.025))];
};

/** Distance from the origin to the 1.96 SD ellipsoid around `at` (in its own axes); 0 when the origin is in it. */
const nearestWithin = (at: Coordinates, sigmas: readonly number[], largest: number): number => {
  const origin = at.map(() => 0);
  const axes = sigmas.map((sigma, axis) =>
    at.map((_, row) => (row === axis ? NORMAL_95 * Math.max(sigma, 1e-6 * largest) : 0)),
  );
  return Math.max(0, ellipsoid(at, axes).signedDistance(origin));
};

/** Distance from the origin to the farthest point of that ellipsoid: a convex function's maximum, climbed from both ends of each axis. */
const farthestWithin = (at: Coordinates, sigmas: readonly number[]): number => {
  let best = norm(at);
  for (const start of sigmas.keys()) {
    let direction = sigmas.map((_, axis): number => (axis === start ? ((at[axis] ?? 0) < 0 ? -1 : 1) : 0.01));
    for (let step = 0; step < 30; step += 1) {
      const pull = sigmas.map((sigma, axis) => sigma * ((at[axis] ?? 0) + NORMAL_95 * sigma * (direction[axis] ?? 0)));
      const next = unitVector(pull);
      if (!next) break;
      direction = next;
    }
    best = Math.max(
      best,
      norm(sigmas.map((sigma, axis) => (at[axis] ?? 0) + NORMAL_95 * sigma * (direction[axis] ?? 0))),
    );
  }
  return best;
};
