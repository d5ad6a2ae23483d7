import { inner, norm, plus, times, type Coordinates } from '../../space/surface.ts';
import { distanceTo, nearestTo, reachOf, type Spheroid } from './spheroid.ts';
import type { TargetBody } from './target-body.ts';
import { overSphere } from './volume-samples.ts';

/**
 * The greatest signed distance of a target to an ablation: minus the minimal ablative margin. The signed distance to a convex body is a convex
 * function everywhere (inside, the depth is the least distance to a supporting plane), so it is greatest at one of a drawn target's corners. For
 * a ball it is that of the centre plus the radius. For an ellipsoid see `ellipsoidOut`.
 */
export type FarthestOut = (spheroid: Spheroid) => number;

/** Exact for the ablation as it is marked; for others near it, within 0.05 mm. */
export const farthestOutOf = (body: TargetBody, around: Spheroid): FarthestOut => {
  const { round } = body;
  if (!round) return (spheroid) => cornersOut(spheroid === around ? body.corners : body.extremes, spheroid);
  const [size = NaN] = round.sizes;
  if (round.sizes.every((other) => Math.abs(other - size) <= 1e-12 * size))
    return (spheroid) => distanceTo(spheroid, body.origin) + size;
  return ellipsoidOut(body.origin, round.axes, around);
};

/** The farthest of the corners; the distance is only found where a bound that costs little doesn't rule a corner out. */
const cornersOut = (corners: Float64Array, spheroid: Spheroid): number => {
  const count = corners.length / 3;
  const bounds = new Float64Array(count);
  let farthest = 0;
  for (let index = 0; index < count; index += 1) {
    bounds[index] = mostOut(spheroid, corners, 3 * index);
    if ((bounds[index] ?? 0) > (bounds[farthest] ?? 0)) farthest = index;
  }
  const outOf = (index: number): number =>
    distanceTo(spheroid, [corners[3 * index] ?? NaN, corners[3 * index + 1] ?? NaN, corners[3 * index + 2] ?? NaN]);
  let best = outOf(farthest);
  for (let index = 0; index < count; index += 1) if ((bounds[index] ?? 0) > best) best = Math.max(best, outOf(index));
  return best;
};

/** A bound on the signed distance: outside, how far the surface is on the way to the centre; inside, as if it were a ball there. */
const mostOut = ({ center, axis, profile }: Spheroid, corners: Float64Array, at: number): number => {
  const x = (corners[at] ?? NaN) - (center[0] ?? NaN);
  const y = (corners[at + 1] ?? NaN) - (center[1] ?? NaN);
  const z = (corners[at + 2] ?? NaN) - (center[2] ?? NaN);
  const along = x * (axis[0] ?? NaN) + y * (axis[1] ?? NaN) + z * (axis[2] ?? NaN);
  const square = x * x + y * y + z * z;
  const across = Math.max(0, square - along * along);
  const share = Math.sqrt((along / profile.along) ** 2 + across / profile.across ** 2);
  return share > 1 ? Math.sqrt(square) * (1 - 1 / share) : (share - 1) * Math.min(profile.along, profile.across);
};

/** Directions that are looked in first. */
const DIRECTIONS = 256;
/** Directions from which the greatest is climbed to, and cosine from which on two count as one. */
const STARTS = 6;
const SAME_COSINE = 0.95;

/**
 * max over the target of the signed distance to the ablation = max over unit n of h_T(n) − h_A(n), h the reach of each in direction n. Looked
 * for in directions over the whole sphere, then climbed to from the best: the target's point farthest in a direction, the direction in which
 * the ablation is left there, and so on; each step is the best for what the last one found.
 */
const ellipsoidOut = (center: Coordinates, axes: readonly Coordinates[], around: Spheroid): FarthestOut => {
  const farthestIn = (direction: Coordinates): Coordinates => {
    const shares = axes.map((axis) => inner(axis, direction));
    const size = norm(shares);
    return axes.reduce<Coordinates>(
      (point, axis, index) => plus(point, times(axis, (shares[index] ?? 0) / size)),
      center,
    );
  };
  const climbed = (spheroid: Spheroid, start: Coordinates, to: number): number => {
    let direction = start;
    let distance = -Infinity;
    for (let step = 0; step < MOST_STEPS; step += 1) {
      const there = nearestTo(spheroid, farthestIn(direction));
      if (!(there.distance > distance + to)) break;
      ({ distance, normal: direction } = there);
    }
    return distance;
  };
  const looked = overSphere(DIRECTIONS).map((direction) => ({
    direction,
    reach: inner(center, direction) + norm(axes.map((axis) => inner(axis, direction))),
  }));
  const outIn = (spheroid: Spheroid, { direction, reach }: (typeof looked)[number]): number =>
    reach - reachOf(spheroid, direction);
  const sorted = looked.toSorted((a, b) => outIn(around, b) - outIn(around, a));
  const starts: Coordinates[] = [];
  for (const { direction } of sorted)
    if (starts.length < STARTS && starts.every((other) => inner(other, direction) < SAME_COSINE))
      starts.push(direction);
  const exact = Math.max(...starts.map((start) => climbed(around, start, CLIMBED_TO)));
  return (spheroid) => {
    if (spheroid === around) return exact;
    let [best, most]: [Coordinates, number] = [[], -Infinity];
    for (const one of looked) {
      const out = outIn(spheroid, one);
      if (out > most) [best, most] = [one.direction, out];
    }
    return climbed(spheroid, best, CLIMBED_TO_NEARBY);
  };
};

/** mm by which a step has to come farther to go on: for the ablation as marked, and for others near it. */
const CLIMBED_TO = 1e-9;
const CLIMBED_TO_NEARBY = 1e-2;
const MOST_STEPS = 1000;
