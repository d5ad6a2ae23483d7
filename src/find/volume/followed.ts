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

export const liesOn = (places: readonly Vector3[], place: Vector3, width: number): boolean =>
  places.some((one) => distance(one, place) < 2.5 + width / 2);

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
  let [best, least] = [place, Infinity];
  for (let n = 1; n < places.length; n += 1) {
    const [a, b] = [places[n - 1], places[n]];
    if (!a || !b) continue;
    const way = subtract(b, a);
    const size = dot(way, way);
    const t = size > 0 ? Math.max(0, Math.min(1, dot(subtract(place, a), way) / size)) : 0;
    const near = add(a, scale(way, t));
    const off = distance(near, place);
    if (off < least) [best, least] = [near, off];
  }
  return best;
};
