import { NORMAL_95, normalCdf } from '../../space/normal-distribution.ts';
import { inner, minus, norm, plus, times, type Coordinates } from '../../space/surface.ts';

export interface ZoneSpread {
  readonly sigma: number;
  readonly interval: readonly [low: number, high: number];
}

/**
 * The spread of a number over errors of the device: its standard deviation, and the interval that holds its central 95 % as well as what is found
 * within 1.96 standard deviations of the marks.
 */
export const spreadOver = (value: number, found: readonly number[], errors: readonly Coordinates[]): ZoneSpread => {
  const mean = found.reduce((sum, one) => sum + one, 0) / found.length;
  const variance = found.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (found.length - 1);
  let low = Math.min(value, quantileOf(found, 0.025));
  let high = Math.max(value, quantileOf(found, 0.975));
  errors.forEach((error, index) => {
    if (norm(error) > NORMAL_95) return;
    low = Math.min(low, found[index] ?? low);
    high = Math.max(high, found[index] ?? high);
  });
  return { sigma: Math.sqrt(variance), interval: [low, high] };
};

const quantileOf = (found: readonly number[], share: number): number => {
  const sorted = Float64Array.from(found).sort();
  const place = share * (sorted.length - 1);
  const [low, rest] = [Math.floor(place), place % 1];
  return (sorted[low] ?? NaN) * (1 - rest) + (sorted[Math.min(low + 1, sorted.length - 1)] ?? NaN) * rest;
};

/**
 * P(a number is at least 0). What is counted over the errors is compared with what the same errors give for the plane that fits the number best,
 * and that plane's own P is known: so only how far the number is from a plane is left to chance (a control variate, by as much as the two are
 * alike).
 */
export const probabilityOfDepth = (found: readonly number[], errors: readonly Coordinates[]): number => {
  const mean = found.reduce((sum, one) => sum + one, 0) / found.length;
  const slope = (errors[0] ?? []).map((_, axis) => {
    let [product, square] = [0, 0];
    errors.forEach((error, index) => {
      product += ((found[index] ?? mean) - mean) * (error[axis] ?? 0);
      square += (error[axis] ?? 0) ** 2;
    });
    return product / square;
  });
  const size = norm(slope);
  if (!(size > 0)) return mean >= 0 ? 1 : 0;
  let [inside, inPlane, inBoth] = [0, 0, 0];
  errors.forEach((error, index) => {
    const isInside = (found[index] ?? mean) >= 0;
    const isInPlane = mean + inner(slope, error) >= 0;
    inside += Number(isInside) / errors.length;
    inPlane += Number(isInPlane) / errors.length;
    inBoth += Number(isInside && isInPlane) / errors.length;
  });
  const variance = inPlane * (1 - inPlane);
  const alike = variance > 0 ? (inBoth - inside * inPlane) / variance : 1;
  return Math.min(1, Math.max(0, inside + alike * (normalCdf(mean / size) - inPlane)));
};

/** The same, found anew. */
export const probabilityOver = (errors: readonly Coordinates[], depthAt: (error: Coordinates) => number): number =>
  probabilityOfDepth(errors.map(depthAt), errors);

/** A number is linear in the errors when an error and its opposite change it alike, within this share of its standard deviation. */
const LINEAR_WITHIN = 0.1;
/** Errors beyond this many standard deviations aren't looked at for that. */
const LINEAR_UP_TO = 3;

/** Errors that a possible true place is tried with, and halvings of the way to the deepest place. */
const TRIED_WITH = 160;
const HALVINGS = 6;

/**
 * The spread of a depth (a margin). Where it can't get much deeper, every error makes it smaller: measured too small on average, its true value
 * lies above nearly all that errors around the marks would give. So there the upper end is the depth of the farthest place on the way to the
 * deepest one for which measuring so little isn't among the 2.5 % least.
 */
export const depthSpread = (
  value: number,
  found: readonly number[],
  errors: readonly Coordinates[],
  depthAt: (error: Coordinates) => number,
): ZoneSpread => {
  const spread = spreadOver(value, found, errors);
  if (isLinear(value, found, errors, spread.sigma)) return spread;
  const deepest = deepestFrom(found, errors, depthAt);
  const tried = errors.slice(0, TRIED_WITH);
  const isTooLittle = (place: Coordinates): boolean => {
    const allowed = Math.floor(0.025 * tried.length);
    let [below, left] = [0, tried.length];
    for (const error of tried) {
      if (depthAt(plus(place, error)) <= value) below += 1;
      left -= 1;
      if (below > allowed) return false;
      if (below + left <= allowed) return true;
    }
    return true;
  };
  let [low, high] = [0, 1];
  if (!isTooLittle(deepest)) low = 1;
  for (let step = 0; step < HALVINGS && low < 1; step += 1) {
    const middle = (low + high) / 2;
    if (isTooLittle(times(deepest, middle))) high = middle;
    else low = middle;
  }
  // What the search for the deepest place may have stopped short of.
  const steepest = found.reduce(
    (most, depth, index) => Math.max(most, Math.abs(depth - value) / norm(errors[index] ?? [])),
    0,
  );
  const reached = depthAt(times(deepest, low)) + (low === 1 ? DEEPEST_WITHIN * steepest : 0);
  return { sigma: spread.sigma, interval: [spread.interval[0], Math.max(spread.interval[1], reached)] };
};

const isLinear = (value: number, found: readonly number[], errors: readonly Coordinates[], sigma: number): boolean => {
  for (let index = 0; index + 1 < found.length; index += 2) {
    if (norm(errors[index] ?? []) > LINEAR_UP_TO) continue;
    const bend = ((found[index] ?? value) + (found[index + 1] ?? value)) / 2 - value;
    if (Math.abs(bend) > LINEAR_WITHIN * sigma) return false;
  }
  return true;
};

/** The deepest place near the marks: from the deepest of the errors by shrinking steps along each of their directions. */
const deepestFrom = (
  found: readonly number[],
  errors: readonly Coordinates[],
  depthAt: (error: Coordinates) => number,
): Coordinates => {
  let best = 0;
  found.forEach((depth, index) => {
    if (depth > (found[best] ?? -Infinity)) best = index;
  });
  let [place, depth]: [Coordinates, number] = [errors[best] ?? [], found[best] ?? -Infinity];
  // Other directions in every round: a depth has ridges that lie anywhere.
  let round = 0;
  for (let step = 0.4; step > LEAST_STEP && round < MOST_ROUNDS; round += 1) {
    const from = depth;
    for (let index = 0; index < DIRECTIONS; index += 1) {
      const direction = errors[(2 * (round * DIRECTIONS + index)) % errors.length] ?? [];
      for (const way of [1, -1]) {
        const there = plus(place, times(direction, (way * step) / norm(direction)));
        const deeper = depthAt(there);
        if (deeper > depth) [place, depth] = [there, deeper];
      }
    }
    if (depth === from) step /= 2;
  }
  return depth > depthAt(minus(place, place)) ? place : minus(place, place);
};

const DIRECTIONS = 8;
const MOST_ROUNDS = 40;
const LEAST_STEP = 0.025;
/** Standard deviations that the deepest place may be from where the search ends. */
const DEEPEST_WITHIN = 0.1;
