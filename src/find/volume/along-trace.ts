import { add, distance, normalize, scale, subtract, type Vector3 } from '../../space/vector.ts';
import { acrossOf } from './seed-line.ts';
import type { VolumeSampler } from './volume.ts';

/** Air and lung are below this, HU. */
const AIR = -400;
/** Of the last millimetres of a device its surroundings are its end's. */
const END_MM = 6;
const LEAST_BEHIND_MM = 16;

/** How far back from its end a device lies in tissue, mm: outside of the body it has another background. No limit where the end itself is in air. */
export const tissueBehind = (sampler: VolumeSampler, places: readonly Vector3[]): number => {
  const last = places.at(-1);
  if (!last) return Infinity;
  let inAir = 0;
  for (let n = places.length - 1; n > 0; n -= 1) {
    const [place, before] = [places[n], places[n - 1]];
    if (!place || !before) continue;
    const back = distance(place, last);
    const isAir = isRoundedByAir(sampler, place, subtract(place, before));
    if (isAir && back < END_MM) return Infinity;
    inAir = isAir ? inAir + 1 : 0;
    if (inAir >= 3) return Math.max(LEAST_BEHIND_MM, back - 2);
  }
  return Infinity;
};

const isRoundedByAir = (sampler: VolumeSampler, place: Vector3, way: Vector3): boolean => {
  const [aside, over] = acrossOf(normalize(way));
  const radius = 2 + 2.6 * Math.max(sampler.widthAlong(aside), sampler.widthAlong(over));
  const dark = [aside, over, scale(aside, -1), scale(over, -1)].filter(
    (side) => sampler.at(...add(place, scale(side, radius))) < AIR,
  );
  return dark.length > 2;
};

/** How far before the end of its trace something in line with a device is looked for, mm, and how much further back it is compared with. */
const IN_LINE_MM = 9;
const COMPARED_MM = 24;
/** By this share of what is usual it stands out differently, over at least this many mm. */
const DIFFERENT = 0.25;
const DIFFERENT_MM = 2;

/** Where a device, near the end of its trace, begins to stand out differently than before; null where it doesn't. */
export const changeOf = (places: readonly Vector3[], contrasts: readonly number[]): Vector3 | null => {
  const last = places.at(-1);
  if (!last || contrasts.length !== places.length) return null;
  const back = places.map((place) => distance(place, last));
  const before = contrasts.filter((_, n) => (back[n] ?? 0) > IN_LINE_MM && (back[n] ?? 0) < COMPARED_MM);
  if (before.length < 6) return null;
  // In thick slices a device stands out now more, now less: few places are usual.
  const sorted = before.toSorted((a, b) => a - b);
  const low = (1 - DIFFERENT) * (sorted[Math.floor(0.15 * sorted.length)] ?? 0);
  const high = (1 + DIFFERENT) * (sorted[Math.floor(0.85 * sorted.length)] ?? 0);
  const changed = contrasts.findIndex((one, n) => (back[n] ?? 0) < IN_LINE_MM && (one < low || one > high));
  return changed > 0 && (back[changed] ?? 0) > DIFFERENT_MM ? (places[changed - 1] ?? null) : null;
};
