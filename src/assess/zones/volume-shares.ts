import { NORMAL_95 } from '../../space/normal-distribution.ts';
import { inner, minus, type Coordinates, type Surface } from '../../space/surface.ts';
import { placesIn, type PlaceInside } from './places-in-ablation.ts';
import { spheroidAxes, type Spheroid } from './spheroid.ts';
import type { TargetBody } from './target-body.ts';
import { inUnitBall, placesError } from './volume-samples.ts';
import { spreadOver, type ZoneSpread } from './zone-spread.ts';

/** A share of a volume, and how far it may be off by the places that it was taken over: 0 where it can only be what it is. */
export interface SampledShare {
  readonly value: number;
  readonly error: number;
}

export interface VolumeShares {
  /** The share of the ablation's volume inside the target. */
  readonly ofAblation: SampledShare;
  /** The share of the target's volume inside the ablation. */
  readonly ofTarget: SampledShare;
}

/** Over how many places shares are taken, and how a drawn target is asked about those in the ablation. */
export interface Looked {
  readonly reckoned: number;
  readonly asked: number;
  readonly isInside: PlaceInside;
}

/** mm of ablative margin from which the target is taken to be covered; margins are right within it. */
const COVERED_FROM_MM = 0.05;

/**
 * What target and ablation have in common, as a share of each. It is looked for in the smaller of both: by the quotient of the volumes the share
 * of the larger follows, with a smaller error. Null where the target's volume isn't known.
 */
export const volumeShares = (
  body: TargetBody,
  surface: Surface,
  spheroid: Spheroid,
  { margin, looked }: { readonly margin: number; readonly looked: Looked },
): VolumeShares | null => {
  const { volume, volumeError } = body;
  if (volume === null) return null;
  const { along, across } = spheroid.profile;
  const quotient = ((4 / 3) * Math.PI * along * across ** 2) / volume;
  if (quotient <= 1) {
    const ofAblation = shareInTarget(spheroid, surface, looked);
    return { ofAblation, ofTarget: ofLarger(ofAblation, quotient, volumeError) };
  }
  const ofTarget = shareInAblation(body, surface, spheroid, { margin, looked });
  return { ofTarget, ofAblation: ofLarger(ofTarget, 1 / quotient, volumeError) };
};

const ofLarger = ({ value, error }: SampledShare, quotient: number, volumeError: number): SampledShare => ({
  value: Math.min(1, value * quotient),
  error: quotient * (error + value * volumeError),
});

/** Sigma and interval of a share over errors of the device, wider by what the places may be off. */
export const shareSpread = (
  { value, error }: SampledShare,
  found: readonly SampledShare[],
  errors: readonly Coordinates[],
): ZoneSpread => {
  const shifted = (by: -1 | 0 | 1): ZoneSpread =>
    spreadOver(
      value + by * error,
      found.map((one) => one.value + by * one.error),
      errors,
    );
  return {
    sigma: Math.hypot(shifted(0).sigma, error / NORMAL_95),
    interval: [Math.max(0, shifted(-1).interval[0]), Math.min(1, shifted(1).interval[1])],
  };
};

const NONE: SampledShare = { value: 0, error: 0 };
const ALL: SampledShare = { value: 1, error: 0 };

const shareInAblation = (
  body: TargetBody,
  surface: Surface,
  spheroid: Spheroid,
  { margin, looked }: { readonly margin: number; readonly looked: Looked },
): SampledShare => {
  if (margin >= COVERED_FROM_MM) return ALL;
  const count = Math.min(looked.reckoned, body.places.length / 3);
  const value = coveredShare(body, spheroid, count);
  if (value === 0 && surface.signedDistance(spheroid.center) >= longest(spheroid)) return NONE;
  return { value, error: placesError(count, body.triedForEach) };
};

const longest = ({ profile }: Spheroid): number => Math.max(profile.along, profile.across);

const shareInTarget = (spheroid: Spheroid, surface: Surface, looked: Looked): SampledShare => {
  const distance = surface.signedDistance(spheroid.center);
  if (Math.abs(distance) >= longest(spheroid)) return distance < 0 ? ALL : NONE;
  const count = surface.toUnitBall ? looked.reckoned : looked.asked;
  const inside = surface.toUnitBall
    ? countInBall(spheroid, surface.center, surface.toUnitBall, count)
    : countInDrawn(spheroid, looked.isInside, count);
  return { value: inside / count, error: placesError(count) };
};

const countInBall = (
  spheroid: Spheroid,
  center: Coordinates,
  toUnitBall: readonly Coordinates[],
  count: number,
): number => {
  const seen = (vector: Coordinates): Coordinates => toUnitBall.map((row) => inner(row, vector));
  return countMapped(
    inUnitBall(),
    count,
    { origin: seen(minus(spheroid.center, center)), axes: spheroidAxes(spheroid).map(seen) },
    (x, y, z) => x * x + y * y + z * z <= 1,
  );
};

/** How many of the leading places u, v, w, … are in something, each at origin + u·axes[0] + v·axes[1] + w·axes[2]. */
const countMapped = (
  places: Float64Array,
  count: number,
  { origin, axes }: { readonly origin: Coordinates; readonly axes: readonly Coordinates[] },
  isIn: (x: number, y: number, z: number) => boolean,
): number => {
  const [x0 = NaN, y0 = NaN, z0 = NaN] = origin;
  const [
    [ax = NaN, ay = NaN, az = NaN] = [],
    [bx = NaN, by = NaN, bz = NaN] = [],
    [cx = NaN, cy = NaN, cz = NaN] = [],
  ] = axes;
  let inside = 0;
  for (let at = 0; at < 3 * count; at += 3) {
    const u = places[at] ?? NaN;
    const v = places[at + 1] ?? NaN;
    const w = places[at + 2] ?? NaN;
    if (isIn(x0 + u * ax + v * bx + w * cx, y0 + u * ay + v * by + w * cy, z0 + u * az + v * bz + w * cz)) inside += 1;
  }
  return inside;
};

const countInDrawn = (spheroid: Spheroid, isInside: PlaceInside, count: number): number => {
  let inside = 0;
  placesIn(spheroid, count).forEach((point, place) => {
    if (isInside(point, place)) inside += 1;
  });
  return inside;
};

/** The share of the target's volume inside the ablation, over the leading `count` of the places in it. */
const coveredShare = (
  { places, origin, axes }: TargetBody,
  { center, axis, profile }: Spheroid,
  count: number,
): number => {
  // The place as seen from the ablation: along its axis, and squared in all.
  const [alongX = NaN, alongY = NaN, alongZ = NaN] = axis;
  const [perAlong, perAcross] = [1 / profile.along ** 2, 1 / profile.across ** 2];
  const inside = countMapped(places, count, { origin: minus(origin, center), axes }, (x, y, z) => {
    const along = x * alongX + y * alongY + z * alongZ;
    return along * along * perAlong + (x * x + y * y + z * z - along * along) * perAcross <= 1;
  });
  return inside / count;
};
