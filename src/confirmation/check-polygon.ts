import { sideOfLine } from '../space/predicates.ts';
import { refused, type Refused } from './record.ts';

export const samePlace = (a: readonly number[], b: readonly number[]): boolean =>
  a.every((value, axis) => value === b[axis]);

/** A closed polygon in a plane: no repeated points, no crossing, some area. Twice the signed area is exact in sign. */
export const checkPolygon = (
  points: readonly (readonly [number, number] | readonly number[])[],
  where: string,
): Refused | null => {
  if (points.length < 3) return refused('too-few-points', `${where}: a contour needs at least three points`);
  const at = (index: number): readonly [number, number] => {
    const point = points[index % points.length];
    return [point?.[0] ?? NaN, point?.[1] ?? NaN];
  };
  if (samePlace(at(0), at(points.length - 1)))
    return refused('repeated-point', `${where}: the last point repeats the first; a contour closes by itself`);
  for (let index = 0; index < points.length - 1; index += 1) {
    if (samePlace(at(index), at(index + 1)))
      return refused('repeated-point', `${where}: points ${String(index)} and ${String(index + 1)} are the same`);
  }
  const crossing = crossesItself(points.length, at);
  if (crossing === 'too-complex') return refused('too-complex', `${where}: has too many points to be checked`);
  if (crossing) return refused('self-crossing', `${where}: the contour crosses itself`);
  let doubleArea = 0;
  let extent = 0;
  for (let index = 0; index < points.length; index += 1) {
    const [a, b] = [at(index), at(index + 1)];
    const origin = at(0);
    doubleArea += (a[0] - origin[0]) * (b[1] - origin[1]) - (b[0] - origin[0]) * (a[1] - origin[1]);
    extent = Math.max(extent, Math.abs(a[0] - origin[0]), Math.abs(a[1] - origin[1]));
  }
  return Math.abs(doubleArea) > 1e-12 * extent * extent
    ? null
    : refused('zero-area', `${where}: the contour encloses no area`);
};

type Corner = readonly [number, number];

/** Directions that edges may be swept along; a contour that is slow along one is quick along another. */
const SWEEPS: readonly Corner[] = [
  [1, 0],
  [0, 1],
  [1, 1],
  [1, -1],
];

/** Pairs of edges that are compared at most: what a drawn or traced contour never needs. */
const MOST_PAIRS = 50_000_000;

/** Where each edge begins and ends along a direction. Sums round; the slack keeps edges that touch from being missed. */
const extentsAlong = (
  [u, w]: Corner,
  corners: Float64Array,
): { readonly low: Float64Array; readonly high: Float64Array; readonly overlap: number } => {
  const size = corners.length / 2;
  const low = new Float64Array(size);
  const high = new Float64Array(size);
  const place = (index: number): number => u * (corners[2 * index] ?? NaN) + w * (corners[2 * index + 1] ?? NaN);
  let [least, most, sum] = [Infinity, -Infinity, 0];
  let from = place(0);
  for (let index = 0; index < size; index += 1) {
    const to = place((index + 1) % size);
    const slack = 1e-12 * (Math.abs(from) + Math.abs(to));
    const begins = Math.min(from, to) - slack;
    const ends = Math.max(from, to) + slack;
    low[index] = begins;
    high[index] = ends;
    least = Math.min(least, begins);
    most = Math.max(most, ends);
    sum += ends - begins;
    from = to;
  }
  return { low, high, overlap: most > least ? sum / (most - least) : Infinity };
};

/**
 * Sweeps the edges along the direction in which they overlap least, so that large contours stay quick; touching counts as crossing. Plain
 * arrays of numbers throughout: a contour may have millions of corners.
 */
const crossesItself = (size: number, at: (index: number) => Corner): boolean | 'too-complex' => {
  const corners = new Float64Array(2 * size);
  for (let index = 0; index < size; index += 1) corners.set(at(index), 2 * index);
  const { low, high } = SWEEPS.map((direction) => extentsAlong(direction, corners)).reduce((best, other) =>
    other.overlap < best.overlap ? other : best,
  );
  const order = Uint32Array.from(low.keys()).sort((one, other) => (low[one] ?? 0) - (low[other] ?? 0));
  let pairs = 0;
  for (let i = 0; i < size; i += 1) {
    const edge = order[i] ?? 0;
    const ends = high[edge] ?? 0;
    for (let j = i + 1; j < size; j += 1) {
      const other = order[j] ?? 0;
      if ((low[other] ?? 0) > ends) break;
      pairs += 1;
      if (pairs > MOST_PAIRS) return 'too-complex';
      if (edgesMeet(edge, other, size, at)) return true;
    }
  }
  return false;
};

/** Edge `index` runs from corner `index` to the next. Neighbours share a corner, which is no crossing unless one runs back over the other. */
const edgesMeet = (one: number, other: number, size: number, at: (index: number) => Corner): boolean => {
  if ((one + 1) % size === other) return foldsBack(at(one), at(other), at(other + 1));
  if ((other + 1) % size === one) return foldsBack(at(other), at(one), at(one + 1));
  return touches(at(one), at(one + 1), at(other), at(other + 1));
};

const touches = (a: Corner, b: Corner, c: Corner, d: Corner): boolean => {
  const [abc, abd] = [sideOfLine(a, b, c), sideOfLine(a, b, d)];
  const [cda, cdb] = [sideOfLine(c, d, a), sideOfLine(c, d, b)];
  return (
    (abc * abd < 0 && cda * cdb < 0) ||
    (abc === 0 && between(a, b, c)) ||
    (abd === 0 && between(a, b, d)) ||
    (cda === 0 && between(c, d, a)) ||
    (cdb === 0 && between(c, d, b))
  );
};

const between = (a: Corner, b: Corner, c: Corner): boolean =>
  Math.min(a[0], b[0]) <= c[0] &&
  c[0] <= Math.max(a[0], b[0]) &&
  Math.min(a[1], b[1]) <= c[1] &&
  c[1] <= Math.max(a[1], b[1]);

/** Two edges from `a` over `b` to `c` overlap when the second runs back over the first. */
const foldsBack = (a: Corner, b: Corner, c: Corner): boolean =>
  sideOfLine(a, b, c) === 0 && (b[0] - a[0]) * (c[0] - b[0]) + (b[1] - a[1]) * (c[1] - b[1]) < 0;
