import { add, dot, normalize, scale, subtract, type Vector3 } from '../../space/vector.ts';
import { acrossOf, standOut, type SeedLine, type Surroundings } from './seed-line.ts';
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
/** How far back the direction is taken from, mm. */
const BACK_MM = 14;
/** A device bends no more than this over a step, as the tangent of the angle (a bend of 30 mm radius). */
const BEND = STEP_MM / 30;

/** Follows a device from a place in one direction, to its end, the edge of the volume, or the limit. */
export const traceDevice = (
  sampler: VolumeSampler,
  around: Surroundings,
  { place, direction, contrast }: SeedLine,
): Trace => {
  const places: Vector3[] = [];
  const contrasts: number[] = [];
  let way = direction;
  let here = recentred(sampler, around, place, way);
  let missed = 0;
  let end: TraceEnd = 'limit';
  // Between slices that don't touch a thin device may not be seen.
  const gap = 1.7 + Math.max(0, sampler.spacing[2] - sampler.thickness);
  for (let gone = 0; gone <= LIMIT_MM; gone += STEP_MM) {
    if (sampler.depthOf(here) < 0) {
      end = 'edge';
      break;
    }
    const found = contrastAt(sampler, around, here, way);
    if (found < SEEN * usual(contrasts, contrast)) {
      missed += STEP_MM;
      if (missed > gap) {
        end = 'end';
        break;
      }
      places.push(here);
      contrasts.push(found);
      here = add(here, scale(way, STEP_MM));
      continue;
    }
    missed = 0;
    places.push(here);
    contrasts.push(found);
    way = turned(way, directionOf(places, way));
    const next = add(here, scale(way, STEP_MM));
    here = recentred(sampler, around, next, way);
  }
  // What was only hoped for, and what streaks led on to, is no part of it.
  if (end === 'end') {
    const least = 0.45 * usual(contrasts.slice(0, -3), contrast);
    while (places.length > 1 && (contrasts.at(-1) ?? 0) < least) {
      places.pop();
      contrasts.pop();
    }
  }
  return { places, contrasts, end };
};

const usual = (contrasts: readonly number[], first: number): number => {
  const recent = contrasts.slice(-20).sort((a, b) => a - b);
  return recent.length < 4 ? first : (recent[recent.length >> 1] ?? first);
};

const RING = 6;

/** How far the middle stands out from a ring just outside of the blur. */
const contrastAt = (sampler: VolumeSampler, around: Surroundings, place: Vector3, direction: Vector3): number => {
  const [aside, over] = acrossOf(direction);
  const ring: number[] = [];
  let core = standOut(sampler, around, place);
  for (let k = 0; k < RING; k += 1) {
    const angle = (k * 2 * Math.PI) / RING;
    const side = add(scale(aside, Math.cos(angle)), scale(over, Math.sin(angle)));
    const width = sampler.widthAlong(side);
    core += standOut(sampler, around, add(place, scale(side, 0.5 * width)));
    ring.push(standOut(sampler, around, add(place, scale(side, 0.9 + 2.6 * width))));
  }
  ring.sort((a, b) => a - b);
  return core / (RING + 1) - (ring[RING >> 1] ?? 0);
};

/** The middle of what stands out across a direction, near a place. */
const recentred = (sampler: VolumeSampler, around: Surroundings, place: Vector3, direction: Vector3): Vector3 => {
  const [aside, over] = acrossOf(direction);
  const [a, b] = [sampler.widthAlong(aside), sampler.widthAlong(over)];
  // At the edge of the volume a part of what is around is missing: the middle would be drawn inward.
  if (sampler.depthOf(place) < 0.5 + 1.7 * Math.max(a, b)) return place;
  let middle = place;
  for (let round = 0; round < 2; round += 1) {
    const samples: { u: number; v: number; value: number }[] = [];
    let top = 0;
    for (let i = -3; i <= 3; i += 1)
      for (let j = -3; j <= 3; j += 1) {
        if (i * i + j * j > 10) continue;
        const [u, v] = [(i / 3) * (0.5 + 1.7 * a), (j / 3) * (0.5 + 1.7 * b)];
        const value = standOut(sampler, around, add(middle, add(scale(aside, u), scale(over, v))));
        samples.push({ u, v, value });
        top = Math.max(top, value);
      }
    let [sum, du, dv] = [0, 0, 0];
    for (const { u, v, value } of samples) {
      const weight = Math.max(0, value - 0.4 * top);
      sum += weight;
      du += weight * u;
      dv += weight * v;
    }
    if (sum <= 0) return middle;
    // A neighbour that comes near must not draw the middle over.
    const [mu, mv] = [clamp(du / sum, 0.6 * a), clamp(dv / sum, 0.6 * b)];
    middle = add(middle, add(scale(aside, mu), scale(over, mv)));
  }
  return middle;
};

const clamp = (value: number, limit: number): number => Math.max(-limit, Math.min(limit, value));

/** The direction of the last places: from the mean of the older half to that of the newer. */
const directionOf = (places: readonly Vector3[], before: Vector3): Vector3 => {
  const last = places.slice(-Math.round(BACK_MM / STEP_MM));
  if (last.length < 6) return before;
  const half = last.length >> 1;
  const mean = (some: readonly Vector3[]): Vector3 =>
    scale(
      some.reduce((sum, one) => add(sum, one), [0, 0, 0]),
      1 / some.length,
    );
  const way = subtract(mean(last.slice(-half)), mean(last.slice(0, half)));
  return dot(way, before) > 0 ? normalize(way) : before;
};

/** Towards another direction, by no more than a device bends. */
const turned = (from: Vector3, to: Vector3): Vector3 => {
  const across = subtract(to, scale(from, dot(from, to)));
  const size = Math.hypot(...across);
  return size <= BEND * 2 ? to : normalize(add(from, scale(across, (BEND * 2) / size)));
};
