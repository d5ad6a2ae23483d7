import { eigen, type Covariance } from '../space/covariance.ts';
import { errorsAlong } from '../space/normal-samples.ts';
import { inner, minus, norm, plus, times, unitVector, type Coordinates, type Surface } from '../space/surface.ts';
import { linearSpread, type Spread } from './spread.ts';

/** Samples for a surface that has to be searched at each of them, and how many of them are looked at again on the region's edge. */
const SAMPLES = 512;
const ON_EDGE = 128;

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
  const distanceAt = (z: readonly number[]): number =>
    surface.signedDistance(
      tip.map(
        (one, row) =>
          one +
          z.reduce((sum, step, axis) => sum + step * (axes[axis]?.sigma ?? 0) * (axes[axis]?.vector[row] ?? 0), 0),
      ),
    );
  const region = REGION_95[surface.dimensions];
  const deviation = (z: readonly number[]): number => Math.abs(distanceAt(z) - value - inner(slopes, z)) / sigma;
  const inwards = times(slopes, -region / sigma);
  if (deviation(inwards) <= THICK_WITHIN && probes(size).every((z) => deviation(z) <= FLAT_WITHIN)) return linear;

  let [sum, squares, low, high] = [0, 0, linear.interval[0], linear.interval[1]];
  const deepest: Found[] = [];
  for (let index = 0; index < SAMPLES; index += 1) {
    const z = Array.from({ length: size }, (_, axis) => samples[3 * index + axis] ?? 0);
    const found = distanceAt(z);
    sum += found - value;
    squares += (found - value) ** 2;
    const reach = norm(z);
    if (reach <= region) keepDeepest(deepest, { z, distance: found });
    if (index >= ON_EDGE) continue;
    const onEdge = times(z, region / reach);
    const edge = distanceAt(onEdge);
    keepDeepest(deepest, { z: onEdge, distance: edge });
    high = Math.max(high, edge);
  }
  // A distance changes by no more than its point moves, so what the search may have stopped short of is bounded.
  const unsearched = SEARCHED_TO * Math.max(...axes.map((axis) => axis.sigma));
  for (const start of deepest) low = Math.min(low, descend(start, distanceAt, region) - unsearched);
  return { sigma: Math.sqrt(Math.max(0, (squares - (sum * sum) / SAMPLES) / (SAMPLES - 1))), interval: [low, high] };
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
const descend = (start: Found, distanceAt: (z: readonly number[]) => number, region: number): number => {
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
  return distance;
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
