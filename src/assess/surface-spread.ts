import { eigen, type Covariance } from '../space/covariance.ts';
import { errorsAlong } from '../space/normal-samples.ts';
import { inner, minus, norm, plus, times, unitVector, type Coordinates, type Surface } from '../space/surface.ts';
import { linearSpread, type Spread } from './spread.ts';

/** Samples for a surface that has to be searched at each of them, and how many of them are looked at again on the region's edge. */
const SAMPLES = 512;
const ON_EDGE = 128;

/** From how many of them the pieces of a large boundary are gathered that are looked at for all. */
const PIECES = 96;

/** √ of the 95 % quantile of χ² with 2 and 3 degrees of freedom: how far a region reaches that holds the true place in 95 % of cases. */
const REGION_95 = { 2: 2.4477468306808166, 3: 2.795483482915108 } as const;

/**
 * The spread of the signed distance to a surface that isn't round. Linear along the nearest point's normal where the surface looks flat from
 * the tip; near a corner or in the middle of a target, where several parts of the surface are about equally near, the standard deviation
 * over samples and the distances found within the region that holds the true place in 95 % of cases.
 */
export const surfaceSpread = (surface: Surface, tip: Coordinates, covariance: Covariance): Spread => {
  const value = surface.signedDistance(tip);
  const axes = eigen(covariance).map((axis) => ({ vector: axis.vector, sigma: Math.sqrt(axis.value) }));
  const normal = normalAt(surface, tip, value, Math.max(...axes.map(({ sigma }) => sigma)));
  const slopes = axes.map(({ vector, sigma }) => sigma * inner(vector, normal));
  const sigma = norm(slopes);
  const linear = linearSpread(value, sigma);

  const size = axes.length;
  const samples = errorsAlong(
    axes.map(() => 1),
    SAMPLES,
  );
  const placeAt = (z: readonly number[]): Coordinates =>
    tip.map(
      (one, row) =>
        one + z.reduce((sum, step, axis) => sum + step * (axes[axis]?.sigma ?? 0) * (axes[axis]?.vector[row] ?? 0), 0),
    );
  const exactAt = (z: readonly number[]): number => surface.signedDistance(placeAt(z));
  const region = REGION_95[surface.dimensions];
  const deviation = (z: readonly number[]): number => Math.abs(exactAt(z) - value - inner(slopes, z)) / sigma;
  const inwards = times(slopes, -region / sigma);
  if (deviation(inwards) <= THICK_WITHIN && probes(size).every((z) => deviation(z) <= FLAT_WITHIN)) return linear;

  const sampleAt = (index: number): readonly number[] =>
    Array.from({ length: size }, (_, axis) => samples[3 * index + axis] ?? 0);
  const near = surface.distanceNear?.([tip, ...Array.from({ length: PIECES }, (_, index) => placeAt(sampleAt(index)))]);
  const distanceAt = near ? (z: readonly number[]): number => near(placeAt(z)) : exactAt;
  const found: number[] = [];
  const deepest: Found[] = [];
  for (let index = 0; index < SAMPLES; index += 1) {
    const z = sampleAt(index);
    const distance = distanceAt(z);
    found.push(distance);
    const reach = norm(z);
    if (reach <= region) keepDeepest(deepest, { z, distance });
    if (index >= ON_EDGE) continue;
    const onEdge = times(z, region / reach);
    keepDeepest(deepest, { z: onEdge, distance: distanceAt(onEdge) });
  }
  const largest = Math.max(...axes.map((axis) => axis.sigma));
  return {
    sigma: deviationOf(found),
    interval: [
      Math.min(linear.interval[0], lowest(deepest, distanceAt, region, largest)),
      // Outwards the distance only grows faster than a plane's: what sampling finds is as far as it goes.
      Math.max(linear.interval[1], quantileOf(found, 0.975)),
    ],
  };
};

const deviationOf = (values: readonly number[]): number => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
};

const quantileOf = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.round(share * (values.length - 1))] ?? NaN;

/**
 * The least distance within the region that holds the true place in 95 % of cases. How far that region reaches depends on the deepest place: in
 * the middle of a ball the error along every axis leads away from it, on the axis of a rod only that across it, in the middle of a slab
 * only one; so the quantile is that of χ² with as many degrees of freedom as there are directions in which the distance rises both ways.
 */
const lowest = (
  deepest: readonly Found[],
  distanceAt: (z: readonly number[]) => number,
  region: number,
  sigma: number,
): number => {
  const reached = deepest
    .map((start) => descend(start, distanceAt, region))
    .reduce((a, b) => (b.distance < a.distance ? b : a));
  const reach = reachFor(risingDirections(reached, distanceAt) / sigma);
  const within =
    reach < region
      ? deepest.map((start) => descend(scaledInto(start, reach, distanceAt), distanceAt, reach))
      : [reached];
  // A distance changes by no more than its point moves, so what the search may have stopped short of is bounded.
  return Math.min(...within.map(({ distance }) => distance)) - SEARCHED_TO * sigma;
};

const scaledInto = (start: Found, reach: number, distanceAt: (z: readonly number[]) => number): Found => {
  const size = norm(start.z);
  if (size <= reach) return start;
  const z = times(start.z, reach / size);
  return { z, distance: distanceAt(z) };
};

/** How much the distance rises to both sides, summed over perpendicular directions: 1 for each that leads away from a ridge, times sigma. */
const risingDirections = ({ z, distance }: Found, distanceAt: (z: readonly number[]) => number): number =>
  z.reduce((sum, _, axis) => {
    const step = z.map((__, other) => (other === axis ? 1 : 0));
    return sum + Math.max(0, (distanceAt(plus(z, step)) + distanceAt(minus(z, step))) / 2 - distance);
  }, 0);

/** √ of the 95 % quantile of χ² with this many degrees of freedom, at least one, between the whole ones in proportion. */
const reachFor = (freedom: number): number => {
  const reaches = [1.959963984540054, REGION_95[2], REGION_95[3]];
  const above = Math.min(2, Math.max(0, freedom - 1));
  const [from, share] = [Math.floor(above), above % 1];
  return (reaches[from] ?? NaN) * (1 - share) + (reaches[Math.min(2, from + 1)] ?? NaN) * share;
};

interface Found {
  /** Where, in standard deviations along the axes of the error. */
  readonly z: readonly number[];
  readonly distance: number;
}

/** From how many of the deepest samples the deepest place is looked for. */
const STARTS = 3;

const keepDeepest = (deepest: Found[], found: Found): void => {
  if (deepest.length === STARTS && found.distance >= (deepest.at(-1)?.distance ?? Infinity)) return;
  deepest.push(found);
  deepest.sort((a, b) => a.distance - b.distance);
  deepest.length = Math.min(deepest.length, STARTS);
};

/** Standard deviations from the deepest place within which the search ends. */
const SEARCHED_TO = 0.05;

/** Directions that a search tries, the same on every call: many, since the distance has ridges that lie anywhere. */
const DIRECTIONS = 24;

/**
 * The least distance that can be reached from a start without leaving the region. Samples never lie on the ridge in the middle of a target,
 * where it is deepest; a search with shrinking steps gets near.
 */
const descend = (start: Found, distanceAt: (z: readonly number[]) => number, region: number): Found => {
  const samples = errorsAlong(
    start.z.map(() => 1),
    DIRECTIONS,
  );
  let { z, distance } = start;
  for (let step = 0.4; step > SEARCHED_TO / 2;) {
    let better: Found | null = null;
    for (let index = 0; index < DIRECTIONS; index += 1) {
      const direction = unitVector(z.map((_, axis) => samples[3 * index + axis] ?? 0));
      if (!direction) continue;
      const moved = plus(z, times(direction, step));
      const reach = norm(moved);
      const inside = reach > region ? times(moved, region / reach) : moved;
      const found = distanceAt(inside);
      if (found < (better?.distance ?? distance)) better = { z: inside, distance: found };
    }
    if (better) ({ z, distance } = better);
    else step /= 2;
  }
  return { z, distance };
};

/** A target counts as thick when, going straight in, the distance stays within this many standard deviations of what a plane gives. */
const THICK_WITHIN = 0.05;

/** A surface counts as flat when two standard deviations away the distance is within this many of what a plane gives (a ball 3 SD away is). */
const FLAT_WITHIN = 0.6;

/** Two standard deviations along each axis and each diagonal, both ways. */
const probes = (size: number): readonly (readonly number[])[] => {
  const corners = Array.from({ length: 2 ** size }, (_, bits) =>
    Array.from({ length: size }, (__, axis) => ((bits >> axis) & 1 ? 1 : -1) * (2 / Math.sqrt(size))),
  );
  const axes = Array.from({ length: 2 * size }, (_, index) =>
    Array.from({ length: size }, (__, axis) => (axis === index >> 1 ? (index & 1 ? 2 : -2) : 0)),
  );
  return [...corners, ...axes];
};

/** Unit direction in which the signed distance grows. On the surface itself by differences, elsewhere from the nearest point. */
const normalAt = (surface: Surface, tip: Coordinates, value: number, scale: number): Coordinates => {
  const away = minus(tip, surface.nearestPoint(tip));
  const size = norm(away);
  if (size > 1e-6 * scale) return times(away, (value < 0 ? -1 : 1) / size);
  const step = 1e-4 * scale;
  const gradient = tip.map(
    (one, axis) =>
      (surface.signedDistance(tip.with(axis, one + step)) - surface.signedDistance(tip.with(axis, one - step))) /
      (2 * step),
  );
  return unitVector(gradient) ?? gradient;
};
