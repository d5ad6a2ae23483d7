import { sideOfLine } from '../space/side-of-line.ts';
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

interface Edge {
  readonly index: number;
  readonly a: Corner;
  readonly b: Corner;
  readonly low: number;
  readonly high: number;
}

/** Directions that edges may be swept along; a contour that is slow along one is quick along another. */
const SWEEPS: readonly Corner[] = [
  [1, 0],
  [0, 1],
  [1, 1],
  [1, -1],
];

/** Pairs of edges that are compared at most: what a drawn or traced contour never needs. */
const MOST_PAIRS = 50_000_000;

/** Sweeps the edges along the direction in which they overlap least, so that large contours stay quick; touching counts as crossing. */
const crossesItself = (size: number, at: (index: number) => Corner): boolean | 'too-complex' => {
  const sweeps = SWEEPS.map((direction) => edgesAlong(direction, size, at));
  const overlap = (edges: readonly Edge[]): number => {
    let [low, high, sum] = [Infinity, -Infinity, 0];
    for (const edge of edges) {
      low = Math.min(low, edge.low);
      high = Math.max(high, edge.high);
      sum += edge.high - edge.low;
    }
    return high > low ? sum / (high - low) : Infinity;
  };
  const edges = sweeps.reduce((best, other) => (overlap(other) < overlap(best) ? other : best));
  const sorted = [...edges].sort((one, other) => one.low - other.low);
  let pairs = 0;
  for (let i = 0; i < sorted.length; i += 1) {
    const edge = sorted[i];
    if (!edge) continue;
    for (let j = i + 1; j < sorted.length; j += 1) {
      const other = sorted[j];
      if (!other || other.low > edge.high) break;
      pairs += 1;
      if (pairs > MOST_PAIRS) return 'too-complex';
      const apart = Math.abs(edge.index - other.index);
      const neighbours = apart === 1 || apart === size - 1;
      if (neighbours ? foldsBack(edge, other, size) : touches(edge.a, edge.b, other.a, other.b)) return true;
    }
  }
  return false;
};

const edgesAlong = ([u, w]: Corner, size: number, at: (index: number) => Corner): readonly Edge[] =>
  Array.from({ length: size }, (_, index) => {
    const [a, b] = [at(index), at(index + 1)];
    const [from, to] = [u * a[0] + w * a[1], u * b[0] + w * b[1]];
    // Sums round; the slack keeps edges that touch from being missed.
    const slack = 1e-12 * (Math.abs(from) + Math.abs(to));
    return { index, a, b, low: Math.min(from, to) - slack, high: Math.max(from, to) + slack };
  });

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

/** Two edges that share a corner overlap when they run back over each other. */
const foldsBack = (one: Edge, other: Edge, size: number): boolean => {
  const [before, after] = (one.index + 1) % size === other.index ? [one, other] : [other, one];
  if (sideOfLine(before.a, before.b, after.b) !== 0) return false;
  const forward =
    (before.b[0] - before.a[0]) * (after.b[0] - after.a[0]) + (before.b[1] - before.a[1]) * (after.b[1] - after.a[1]);
  return forward < 0;
};
