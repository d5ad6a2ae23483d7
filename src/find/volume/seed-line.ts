import { add, cross, distance, dot, normalize, scale, type Vector3 } from '../../space/vector.ts';
import { nthSmallest } from '../nth-smallest.ts';
import type { VolumeSampler } from './volume.ts';
import { eachRunNear } from './voxels.ts';

/** What lies around the place that was pointed at: what counts as background, as noise and as bright there. */
export interface Surroundings {
  /** 1 for a device that is brighter than what surrounds it, −1 for one that is darker. */
  readonly sign: 1 | -1;
  readonly background: number;
  /** Robust standard deviation of the background. */
  readonly noise: number;
  /** Values that stand out further count as this much: so that one bright calcification isn't a line. */
  readonly cap: number;
}

/** A place on something thin and long, and its direction (either way). */
export interface SeedLine {
  readonly place: Vector3;
  readonly direction: Vector3;
  /** By how much it stands out from what lies beside it, in the image's values. */
  readonly contrast: number;
}

const AROUND_MM = 14;
/** Below this is air or lung, HU; images in other units have nothing below it. */
const AIR = -400;
/** Where a void is sought, values below this share of the bright ones around it aren't tissue: the void itself, and air. */
const SIGNAL = 0.35;

/** Median and spread around a place; null where there are no voxels. @param capOver how far above the background values are told apart */
export const surroundingsOf = (
  sampler: VolumeSampler,
  seed: Vector3,
  sign: 1 | -1,
  capOver: number,
): Surroundings | null => {
  const { values, size } = sampler.volume;
  const found: number[] = [];
  eachRunNear(sampler, seed, AROUND_MM, (first, last, row, slice) => {
    const start = size[0] * (row + size[1] * slice);
    for (let n = start + first; n <= start + last; n += 1) {
      const value = values[n] ?? NaN;
      if (Number.isFinite(value)) found.push(value);
    }
  });
  if (found.length < 64) return null;
  const near = new Float64Array(found);
  // Beside the skin half of what is near is air: no background for what is in the body.
  const signal = sign > 0 ? AIR : SIGNAL * nthSmallest(near, Math.floor(0.8 * near.length));
  let tissue = 0;
  for (let n = 0; n < near.length; n += 1) {
    const value = near[n] ?? NaN;
    if (!(value > signal)) continue;
    near[n] = near[tissue] ?? NaN;
    near[tissue] = value;
    tissue += 1;
  }
  const some = tissue * 5 > near.length ? near.subarray(0, tissue) : near;
  const middle = some.length >> 1;
  const background = nthSmallest(some, middle);
  for (let n = 0; n < some.length; n += 1) some[n] = Math.abs((some[n] ?? 0) - background);
  return { sign, background, noise: Math.max(1e-6, 1.4826 * nthSmallest(some, middle)), cap: capOver };
};

/** How far a value stands out, capped; the background for places outside. */
export const standOut = (sampler: VolumeSampler, around: Surroundings, p: Vector3): number =>
  standOutAt(sampler, around, p[0], p[1], p[2]);

export const standOutAt = (sampler: VolumeSampler, around: Surroundings, x: number, y: number, z: number): number => {
  const value = sampler.at(x, y, z);
  if (Number.isNaN(value)) return 0;
  const out = around.sign * (value - around.background);
  return Math.min(around.cap, Math.max(-around.cap, out));
};

/** Directions spread evenly over a half sphere (Fibonacci's spiral). */
const directions = (count: number): readonly Vector3[] =>
  Array.from({ length: count }, (_, n) => {
    const z = (n + 0.5) / count;
    const angle = n * Math.PI * (3 - Math.sqrt(5));
    const flat = Math.sqrt(1 - z * z);
    return [flat * Math.cos(angle), flat * Math.sin(angle), z];
  });

const DIRECTIONS = directions(240);

/** Two unit vectors perpendicular to one and each other. */
export const acrossOf = (direction: Vector3): readonly [Vector3, Vector3] => {
  const aside = normalize(cross(direction, Math.abs(direction[2]) < 0.8 ? [0, 0, 1] : [1, 0, 0]));
  return [aside, cross(direction, aside)];
};

const STEPS = 7;
const STEP_MM = 1.3;
const RING = 6;
const TURNS = Array.from({ length: RING }, (_, k) => {
  const angle = (k * 2 * Math.PI) / RING;
  return [Math.cos(angle), Math.sin(angle)] as const;
});

/** How far lines through a place stand out. */
interface Lineness {
  /** No less than `of`, at a seventh of the cost. */
  readonly atMost: (direction: Vector3) => number;
  /**
   * How far a line stands out from what lies beside it: the mean along it less the second-brightest of the means along six parallels
   * just outside of its blur. A rod of bone and a sheet of cortex have such bright parallels, a device has none. One half is enough: the
   * place may be at the very end. Means count each value at most twice the median, so that a bright dot isn't a line.
   */
  readonly of: (direction: Vector3) => number;
}

const linenessAt = (sampler: VolumeSampler, around: Surroundings, [x0, y0, z0]: Vector3): Lineness => {
  const line = new Float64Array(STEPS);
  const sorted = new Float64Array(STEPS);
  const beside = new Float64Array(RING);
  const ring = new Float64Array(3 * RING);
  const mean = (direction: Vector3, way: 1 | -1): number => {
    for (let n = 0; n < STEPS; n += 1) {
      const t = way * STEP_MM * (n + 0.5);
      line[n] = standOutAt(sampler, around, x0 + t * direction[0], y0 + t * direction[1], z0 + t * direction[2]);
    }
    sorted.set(line);
    const limit = 2 * Math.max(0, sorted.sort()[STEPS >> 1] ?? 0);
    let sum = 0;
    for (let n = 0; n < STEPS; n += 1) sum += Math.min(limit, line[n] ?? 0);
    return sum / STEPS;
  };
  /** Of the parallels on one half the second-brightest mean, where that is above the background. */
  const parallels = (direction: Vector3, way: 1 | -1): number => {
    for (let k = 0; k < RING; k += 1) {
      const u = ring[3 * k] ?? 0;
      const v = ring[3 * k + 1] ?? 0;
      const w = ring[3 * k + 2] ?? 0;
      let sum = 0;
      for (let n = 0; n < STEPS; n += 1) {
        const t = way * STEP_MM * (n + 0.5);
        const x = x0 + t * direction[0] + u;
        const y = y0 + t * direction[1] + v;
        const z = z0 + t * direction[2] + w;
        sum += standOutAt(sampler, around, x, y, z) / STEPS;
      }
      beside[k] = sum;
    }
    return Math.max(0, beside.sort()[RING - 2] ?? 0);
  };
  const both = (ahead: number, behind: number): number =>
    0.5 * (Math.max(ahead, behind) + Math.max(0, Math.min(ahead, behind)));
  return {
    atMost: (direction) => both(mean(direction, 1), mean(direction, -1)),
    of: (direction) => {
      ringOf(sampler, direction, ring);
      return both(mean(direction, 1) - parallels(direction, 1), mean(direction, -1) - parallels(direction, -1));
    },
  };
};

/** Offsets all round a direction, just outside of the blur: x, y and z of each. */
const ringOf = (sampler: VolumeSampler, direction: Vector3, out: Float64Array): void => {
  const [aside, over] = acrossOf(direction);
  TURNS.forEach(([cosine, sine], k) => {
    const way = add(scale(aside, cosine), scale(over, sine));
    out.set(scale(way, 0.9 + 2.6 * sampler.widthAlong(way)), 3 * k);
  });
};

/** The best direction at a place, refined to about a degree. */
const bestLine = (sampler: VolumeSampler, around: Surroundings, place: Vector3): SeedLine => {
  let best: SeedLine = { place, direction: [0, 0, 1], contrast: -Infinity };
  const lineness = linenessAt(sampler, around, place);
  const consider = (direction: Vector3): void => {
    const contrast = lineness.of(direction);
    if (contrast > best.contrast) best = { place, direction, contrast };
  };
  // Those first that may stand out most: then most of the others can't be better, and what lies beside them isn't looked at.
  const hopes = DIRECTIONS.map((direction) => ({ direction, most: lineness.atMost(direction) }));
  for (const { direction, most } of hopes.sort((a, b) => b.most - a.most)) {
    if (most <= best.contrast) break;
    consider(direction);
  }
  for (const step of [0.05, 0.025]) {
    const { direction } = best;
    const [aside, over] = acrossOf(direction);
    for (const [a, b] of REFINED) {
      const refined = normalize(add(direction, add(scale(aside, a * step), scale(over, b * step))));
      if (lineness.atMost(refined) > best.contrast) consider(refined);
    }
  }
  return best;
};

const REFINED = [
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
  [1, 1],
  [1, -1],
  [-1, 1],
  [-1, -1],
] as const;

/** Places that are looked at, at most. */
const STARTS = 8;
/** Of them this near to the place that was pointed at, mm, and how many. */
const POINTED_MM = 3;
const STARTS_POINTED = 3;
/** The least that a device stands out, in spreads of the background. */
const LEAST_SPREADS = 3;

/** A void takes away most of the signal: in mixed tissue this share of it stands out, whatever the spread. */
const LEAST_LOSS = 0.4;

const leastOf = ({ sign, background, noise }: Surroundings): number =>
  sign > 0 ? LEAST_SPREADS * noise : Math.min(LEAST_SPREADS * noise, LEAST_LOSS * background);

/**
 * Thin, long things near the place that was pointed at, best first: of the brightest voxels within `radius` mm the directions in which they go on.
 * What is nearer to the place counts more.
 */
export const seedLines = (
  sampler: VolumeSampler,
  around: Surroundings,
  seed: Vector3,
  radius: number,
): readonly SeedLine[] => {
  const bright: { place: Vector3; weight: number; off: number }[] = [];
  const least = leastOf(around);
  const { values, size } = sampler.volume;
  eachRunNear(sampler, seed, radius, (first, last, row, slice) => {
    const start = size[0] * (row + size[1] * slice);
    for (let column = first; column <= last; column += 1) {
      const out = Math.min(around.cap, around.sign * ((values[start + column] ?? NaN) - around.background));
      if (!(out > least)) continue;
      const place = sampler.place(column, row, slice);
      const off = distance(place, seed);
      bright.push({ place, weight: out * nearness(off, radius), off });
    }
  });
  bright.sort((a, b) => b.weight - a.weight);
  const starts: Vector3[] = [];
  // A thin needle beside a rib isn't among the brightest: what was pointed at is looked at first.
  for (const [within, most] of [
    [POINTED_MM, STARTS_POINTED],
    [Infinity, STARTS],
  ] as const)
    for (const { place, off } of bright) {
      if (starts.length >= most) break;
      if (off > within) continue;
      if (starts.every((one) => Math.hypot(one[0] - place[0], one[1] - place[1], one[2] - place[2]) > 2))
        starts.push(place);
    }
  return starts
    .map((place) => bestLine(sampler, around, place))
    .filter(({ contrast }) => contrast > Math.max(least / 2, 1e-9))
    .sort((a, b) => weightOf(b, seed, radius, around) - weightOf(a, seed, radius, around));
};

const nearness = (off: number, radius: number): number => 1 - 0.6 * (off / radius) ** 2;

/** How far beside a thin device one points, mm: half as much again counts a third. */
const ASIDE_MM = 3;

/** Distance of the line, not only of its start, from what was pointed at. */
const weightOf = (
  { place, direction, contrast }: SeedLine,
  seed: Vector3,
  radius: number,
  { sign }: Surroundings,
): number => {
  const d: Vector3 = [seed[0] - place[0], seed[1] - place[1], seed[2] - place[2]];
  const along = dot(d, direction);
  const off = Math.sqrt(Math.max(0, dot(d, d) - along * along));
  // Anywhere in a void is on it; a thin device was pointed at itself.
  return contrast * (sign < 0 ? nearness(Math.min(radius, off), radius) : Math.exp(-0.5 * (off / ASIDE_MM) ** 2));
};
