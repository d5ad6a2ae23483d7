import { add, distance, dot, scale, subtract, type Vector3 } from '../../space/vector.ts';
import type { TipCandidate } from '../candidate.ts';
import type { TraceEnd } from './trace-device.ts';

/** What is followed over less than this share of another device, shares this many places with it and goes another way is a branch of it. */
const BRANCH_LENGTH = 0.7;
const BRANCH_PLACES = 4;
const BRANCH_COSINE = Math.cos(Math.PI / 12);
/** An end that another device passes by more than this is none. */
const PASSED_MM = 4;

/** A device as it was followed, the last place at the end that is meant. */
export interface FoundEnd {
  readonly places: readonly Vector3[];
  readonly contrasts: readonly number[];
  readonly kind: TraceEnd;
}

export interface Found {
  readonly end: FoundEnd;
  readonly candidate: TipCandidate<Vector3>;
}

/**
 * Whether what was followed shares a part with a device that was followed over much more and goes another way: in thick slices a line can be laid across two needles
 * that lie one above the other.
 */
export const isBranchOf = ({ end, candidate }: Found, other: Found): boolean => {
  if (end.places === other.end.places || Math.abs(dot(candidate.axis, other.candidate.axis)) > BRANCH_COSINE)
    return false;
  if (lengthOf(end.places) > BRANCH_LENGTH * lengthOf(other.end.places)) return false;
  return end.places.filter((place) => liesOn(other.end.places, place, -1)).length >= BRANCH_PLACES;
};

/** Whether an end lies on a device that was followed past it: then it is no end. */
export const isPassed = ({ tip }: TipCandidate<Vector3>, { places }: FoundEnd, width: number): boolean => {
  const [first, last] = [places[0], places.at(-1)];
  return (
    first !== undefined &&
    last !== undefined &&
    distance(tip, first) > PASSED_MM + width &&
    distance(tip, last) > PASSED_MM + width &&
    liesOn(places, tip, width)
  );
};

export const liesOn = (places: readonly Vector3[], place: Vector3, width: number): boolean => {
  const near = (2.5 + width / 2) ** 2;
  return places.some((one) => (one[0] - place[0]) ** 2 + (one[1] - place[1]) ** 2 + (one[2] - place[2]) ** 2 < near);
};

export const lengthOf = (places: readonly Vector3[]): number => {
  let sum = 0;
  for (let n = 1; n < places.length; n += 1) {
    const [a, b] = [places[n - 1], places[n]];
    if (a && b) sum += distance(a, b);
  }
  return sum;
};

/** The point of a polyline nearest to a place. */
export const nearestOn = (places: readonly Vector3[], place: Vector3): Vector3 => {
  let least = Infinity;
  let best = 1;
  let part = 0;
  for (let n = 1; n < places.length; n += 1) {
    const a = places[n - 1];
    const b = places[n];
    if (!a || !b) continue;
    const x = b[0] - a[0];
    const y = b[1] - a[1];
    const z = b[2] - a[2];
    const size = x * x + y * y + z * z;
    const along = (place[0] - a[0]) * x + (place[1] - a[1]) * y + (place[2] - a[2]) * z;
    const t = size > 0 ? Math.max(0, Math.min(1, along / size)) : 0;
    const off = (a[0] + t * x - place[0]) ** 2 + (a[1] + t * y - place[1]) ** 2 + (a[2] + t * z - place[2]) ** 2;
    if (!(off < least)) continue;
    least = off;
    best = n;
    part = t;
  }
  const [from, to] = [places[best - 1], places[best]];
  return from && to ? add(from, scale(subtract(to, from), part)) : place;
};
