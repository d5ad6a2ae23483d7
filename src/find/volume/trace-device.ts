import { add, dot, normalize, scale, subtract, type Vector3 } from '../../space/vector.ts';
import { nthSmallest } from '../nth-smallest.ts';
import { acrossOf, standOut, standOutAt, type SeedLine, type Surroundings } from './seed-line.ts';
import type { VolumeSampler } from './volume.ts';

/** Why a device was followed no further. */
export type TraceEnd = 'end' | 'edge' | 'limit';

/** One way along a device from where it was found. */
export interface Trace {
  /** Middles of the device, one a step, outward. */
  readonly places: readonly Vector3[];
  /** By how much it stands out from what lies beside it at each. */
  readonly contrasts: readonly number[];
  readonly end: TraceEnd;
}

const STEP_MM = 0.8;
const LIMIT_MM = 180;
/** Share of its usual contrast below which the device isn't seen. */
const SEEN = 0.3;
/** Share of its usual brightness from which on it is there even if what lies beside it is as bright: a calcification, a rib, a neighbour. */
const BRIGHT = 0.6;
/** How far it is followed by its brightness alone, mm. */
const BRIGHT_MM = 8;
/** How far back the direction is taken from, mm; in slices of this many mm, in which a device is drawn as stairs, over this many of them. */
const BACK_MM = 14;
const BACK_SLICES = 6;
/** Places from which on they lead, and no longer the direction that was found first. */
const LEADING = 8;
/** How far from where the places before lead the next may be, mm: in a slice, and through the slices as a share of one. */
const ASIDE_MM = 0.8;
const ASIDE_THROUGH = 0.55;
/** A device bends no more than this over a step, as the tangent of the angle (a bend of 15 mm radius). */
const BEND = STEP_MM / 15;
/** How far outside of the volume is still at its face: rounding. */
const FACE_MM = 1e-3;

/**
 * Follows a device from a place in one direction, to its end, the edge of the volume, or the limit. Each place is found anew, but no farther from where
 * those before lead than a device bends: what crosses it or comes near can't draw it over.
 *
 * @param before places that were followed the other way, the nearest last: so that the direction is known from the start
 */
export const traceDevice = (
  sampler: VolumeSampler,
  around: Surroundings,
  { place, direction, contrast }: SeedLine,
  before: readonly Vector3[] = [],
): Trace => {
  const places: Vector3[] = [];
  const contrasts: number[] = [];
  const cores: number[] = [];
  const back = Math.round(Math.max(BACK_MM, BACK_SLICES * sampler.thickness) / STEP_MM);
  const history = before.length >= LEADING ? before.slice(-back) : [];
  let way = direction;
  let here = recentred(sampler, around, place, way);
  let [missed, byBrightness] = [0, 0];
  let end: TraceEnd = 'limit';
  // Between slices that don't touch a thin device may not be seen.
  const gap = 1.7 + Math.max(0, sampler.spacing[2] - sampler.thickness);
  for (let gone = 0; gone <= LIMIT_MM; gone += STEP_MM) {
    if (sampler.depthOf(here) < -FACE_MM) {
      end = 'edge';
      break;
    }
    const { contrast: found, core } = contrastAt(sampler, around, here, way);
    const stands = found >= SEEN * usual(contrasts, contrast);
    byBrightness = stands ? 0 : byBrightness + STEP_MM;
    const isSeen = stands || (cores.length > 3 && core >= BRIGHT * usual(cores, core) && byBrightness <= BRIGHT_MM);
    missed = isSeen ? 0 : missed + STEP_MM;
    if (missed > gap) {
      end = 'end';
      break;
    }
    places.push(here);
    contrasts.push(found);
    cores.push(core);
    const lead = leadOf([...history, ...places].slice(-back)) ?? { next: onFrom(places, way), way };
    if (dot(lead.way, way) > 0) way = turned(way, lead.way);
    // Where something as bright lies beside it, its middle isn't told: straight on.
    here = stands ? heldTo(sampler, lead.next, recentred(sampler, around, lead.next, way)) : lead.next;
  }
  // What was only hoped for, and what streaks led on to, is no part of it.
  if (end === 'end') {
    const least = 0.45 * usual(contrasts.slice(0, -3), contrast);
    const bright = byBrightness > BRIGHT_MM ? Infinity : BRIGHT * usual(cores.slice(0, -3), Infinity);
    while (places.length > 1 && (contrasts.at(-1) ?? 0) < least && (cores.at(-1) ?? 0) < bright) {
      places.pop();
      contrasts.pop();
      cores.pop();
    }
  }
  return { places, contrasts, end };
};

/** Where places lead: the next one, and the direction. Null where they are too few. */
const leadOf = (places: readonly Vector3[]): { readonly next: Vector3; readonly way: Vector3 } | null => {
  const count = places.length;
  if (count < LEADING) return null;
  const weights = new Float64Array(count).fill(1);
  const off = new Float64Array(count);
  let middle: Vector3 = [0, 0, 0];
  let slope: Vector3 = [0, 0, 0];
  let centre = 0;
  // Twice: the second time without what the first found far off.
  for (let round = 0; round < 2; round += 1) {
    let sum = 0;
    let first = 0;
    let second = 0;
    let [px, py, pz, qx, qy, qz] = [0, 0, 0, 0, 0, 0];
    for (let n = 0; n < count; n += 1) {
      const place = places[n];
      if (!place) continue;
      const weight = weights[n] ?? 0;
      const pull = weight * n;
      sum += weight;
      first += pull;
      second += pull * n;
      px += weight * place[0];
      py += weight * place[1];
      pz += weight * place[2];
      qx += pull * place[0];
      qy += pull * place[1];
      qz += pull * place[2];
    }
    centre = first / sum;
    const spread = second - first * centre;
    if (!(spread > 0)) return null;
    middle = [px / sum, py / sum, pz / sum];
    slope = [(qx - px * centre) / spread, (qy - py * centre) / spread, (qz - pz * centre) / spread];
    for (let n = 0; n < count; n += 1) {
      const place = places[n];
      if (!place) continue;
      const x = place[0] - middle[0] - slope[0] * (n - centre);
      const y = place[1] - middle[1] - slope[1] * (n - centre);
      const z = place[2] - middle[2] - slope[2] * (n - centre);
      off[n] = Math.sqrt(x * x + y * y + z * z);
    }
    const typical = Math.max(0.2, nthSmallest(off.slice(), count >> 1));
    for (let n = 0; n < count; n += 1) weights[n] = 1 / (1 + ((off[n] ?? 0) / (2 * typical)) ** 2);
  }
  return { next: add(middle, scale(slope, count - centre)), way: normalize(slope) };
};

/** The next place, on from the mean of a few in a direction. */
const onFrom = (places: readonly Vector3[], way: Vector3): Vector3 => {
  const sum = places.reduce((total, one) => add(total, one), [0, 0, 0]);
  return add(scale(sum, 1 / places.length), scale(way, (STEP_MM * (places.length + 1)) / 2));
};

/** A place as it was found, drawn back towards where it was expected as far as it lies off. */
const heldTo = (sampler: VolumeSampler, expected: Vector3, found: Vector3): Vector3 => {
  const off = subtract(found, expected);
  const through = dot(off, sampler.normal);
  const flat = subtract(off, scale(sampler.normal, through));
  const most = ASIDE_MM + sampler.deviceWidth / 4;
  const size = Math.hypot(...flat);
  const thick = Math.max(sampler.thickness, sampler.spacing[2]);
  return add(
    expected,
    add(
      scale(flat, size > most ? most / size : 1),
      scale(sampler.normal, clamp(through, most + ASIDE_THROUGH * thick)),
    ),
  );
};

const usual = (contrasts: readonly number[], first: number): number => {
  const recent = contrasts.slice(-20).sort((a, b) => a - b);
  return recent.length < 4 ? first : (recent[recent.length >> 1] ?? first);
};

const RING = 6;
const TURNS = Array.from({ length: RING }, (_, k) => {
  const angle = (k * 2 * Math.PI) / RING;
  return [Math.cos(angle), Math.sin(angle)] as const;
});

/** How far the middle stands out from a ring just outside of the blur. */
const contrastAt = (
  sampler: VolumeSampler,
  around: Surroundings,
  place: Vector3,
  direction: Vector3,
): { readonly contrast: number; readonly core: number } => {
  const [aside, over] = acrossOf(direction);
  const ring = new Float64Array(RING);
  let core = standOut(sampler, around, place);
  TURNS.forEach(([cosine, sine], k) => {
    const side = add(scale(aside, cosine), scale(over, sine));
    const width = sampler.widthAlong(side);
    core += standOut(sampler, around, add(place, scale(side, 0.5 * width)));
    ring[k] = standOut(sampler, around, add(place, scale(side, 0.9 + 2.6 * width)));
  });
  core /= RING + 1;
  return { contrast: core - (ring.sort()[RING >> 1] ?? 0), core };
};

/** Where the middle of a device is sought about a place, in thirds of how far. */
const SPOTS = [-3, -2, -1, 0, 1, 2, 3].flatMap((i) =>
  [-3, -2, -1, 0, 1, 2, 3].flatMap((j) => (i * i + j * j > 10 ? [] : [{ u: i / 3, v: j / 3 }])),
);

/** The middle of what stands out across a direction, near a place. */
const recentred = (sampler: VolumeSampler, around: Surroundings, place: Vector3, direction: Vector3): Vector3 => {
  const [aside, over] = acrossOf(direction);
  const a = sampler.widthAlong(aside);
  const b = sampler.widthAlong(over);
  // At the edge of the volume a part of what is around is missing: the middle would be drawn inward.
  if (sampler.depthOf(place) < 0.5 + 1.7 * Math.max(a, b)) return place;
  const values = new Float64Array(SPOTS.length);
  let middle = place;
  for (let round = 0; round < 2; round += 1) {
    let top = 0;
    for (let n = 0; n < SPOTS.length; n += 1) {
      const u = (SPOTS[n]?.u ?? 0) * (0.5 + 1.7 * a);
      const v = (SPOTS[n]?.v ?? 0) * (0.5 + 1.7 * b);
      const value = standOutAt(
        sampler,
        around,
        middle[0] + u * aside[0] + v * over[0],
        middle[1] + u * aside[1] + v * over[1],
        middle[2] + u * aside[2] + v * over[2],
      );
      values[n] = value;
      top = Math.max(top, value);
    }
    let sum = 0;
    let du = 0;
    let dv = 0;
    for (let n = 0; n < SPOTS.length; n += 1) {
      const weight = Math.max(0, (values[n] ?? 0) - 0.4 * top);
      sum += weight;
      du += weight * (SPOTS[n]?.u ?? 0);
      dv += weight * (SPOTS[n]?.v ?? 0);
    }
    if (sum <= 0) return middle;
    // A neighbour that comes near must not draw the middle over.
    const mu = clamp((du / sum) * (0.5 + 1.7 * a), 0.6 * a);
    const mv = clamp((dv / sum) * (0.5 + 1.7 * b), 0.6 * b);
    middle = add(middle, add(scale(aside, mu), scale(over, mv)));
  }
  return middle;
};

const clamp = (value: number, limit: number): number => Math.max(-limit, Math.min(limit, value));

/** Towards another direction, by no more than a device bends. */
const turned = (from: Vector3, to: Vector3): Vector3 => {
  const across = subtract(to, scale(from, dot(from, to)));
  const size = Math.hypot(...across);
  return size <= BEND ? to : normalize(add(from, scale(across, BEND / size)));
};
