import { normal } from './edge-fit.ts';
import { median } from './plane.ts';

/**
 * Whether a device ends or fades, from how high it stands along its course: the evidence (marginal likelihood, J. Skilling's sense) of two families of
 * profiles, each with equal weight for all its members, so that neither wins by having more of them. What is left over is Student-distributed: a line
 * that crosses, or a bone, counts little.
 */
export interface EndEvidence {
  /** Natural logarithm of the evidence for a sharp end over that for one that fades. */
  readonly logRatio: number;
  /** Where a sharp end lies and its 1 SD, both of the posterior, in the unit of the positions. */
  readonly end: number;
  readonly sigma: number;
  /** Over how far it fades, if it does. */
  readonly fade: number;
}

/** Degrees of freedom of what is left over, and its least scale, of the device's height. */
const FREEDOM = 4;
const LEAST_SCALE = 0.06;
/** Between samples that are compared to tell the noise. */
const APART = 3;
/** Where an end is looked for, from the end of the path. */
const FROM = -28;
const TO = 20;
const ENDS = TO - FROM + 1;
const FADED_FROM = -16;
const FADED_TO = 60;
/** 1 SD of a sharp end's blur, cells, the profile's own with it; lengths of fades, cells; heights and what is left beyond, of the usual height. */
const BLURS = [1.3, 2.1] as const;
const FADES = [16, 24, 34, 46, 60, 75] as const;
const HEIGHTS = [0.8, 0.9, 1, 1.1, 1.25] as const;
const LEFT_OVER = [-0.1, 0.1, 0.25] as const;
/** By how much a shaft rises towards its end over SLOPED cells: bones and contrast lie on it. */
const SLOPES = [-0.3, 0, 0.3] as const;
const SLOPED = 40;
/** Samples further back say nothing of the end. */
const BACK = 60;
/** A marker at the end of a catheter: how long it is, cells, by how much it stands out more than the shaft, of the shaft's height, and how often there is one. */
const MARKERS = [5, 8, 11] as const;
const STRONGER = [0.8, 1.6] as const;
const MARKED = 0.1;
const MARKER_BLUR = 1.6;
/** A marker lies at the tip or a little before it: 1 SD, cells. */
const MARKER_UNSURE = 1.5;
const BEYOND = 30;
/** Cells from the end of the path that may be beyond the device's end, and fewest samples on the shaft. */
const UNSURE = 20;
const FEWEST = 12;
const MODE = 12;

interface Member {
  readonly end: number;
  readonly shape: Float64Array;
}

/** `positions` from the end of the path on, whole cells; `correlated` is how many samples make an independent one, `unsure` 1 SD of what else may lie on each. */
export const endEvidence = (
  positions: readonly number[],
  values: readonly number[],
  correlated: number,
  unsure: readonly number[] = [],
): EndEvidence | null => {
  const taken = positions.flatMap((s, i) => (s >= -BACK && s <= BEYOND ? [i] : []));
  const at = taken.map((i) => Math.round(positions[i] ?? 0));
  const heights = taken.map((i) => values[i] ?? 0);
  const far = heights.filter((_, i) => (at[i] ?? 0) < -UNSURE);
  const shaft = far.length > FEWEST ? far : heights.filter((_, i) => (at[i] ?? 0) < -8);
  const usual = shaft.length > 8 ? median(shaft) : 0;
  if (!(usual > 0)) return null;
  const seen = Float64Array.from(heights, (height) => height / usual);
  const cells = Int16Array.from(at, (s) => s + BACK);
  const changes = at.flatMap((s, i) =>
    i >= APART && s < -4 ? [Math.abs((seen[i] ?? 0) - (seen[i - APART] ?? 0))] : [],
  );
  const scale = Math.max(LEAST_SCALE, changes.length > 6 ? (1.4826 * median(changes)) / Math.SQRT2 : 2.5 * LEAST_SCALE);
  const scales = Float64Array.from(taken, (i) => Math.hypot(scale, (unsure[i] ?? 0) / usual));
  /** Log likelihood of a shape of some height, with something left over where it isn't. */
  const likelihood = (shape: Float64Array, height: number, left: number): number => {
    let [sum, product] = [0, 1];
    for (let i = 0; i < cells.length; i += 1) {
      const g = shape[cells[i] ?? 0] ?? 0;
      const rest = ((seen[i] ?? 0) - left - (height - left) * g) / (scales[i] ?? 1);
      product *= 1 + (rest * rest) / FREEDOM;
      // One logarithm for several factors: none is large enough to overflow.
      if (product > 1e30) {
        sum += Math.log(product);
        product = 1;
      }
    }
    return (-(FREEDOM + 1) / 2 / correlated) * (sum + Math.log(product));
  };
  const { sharp, fading, marked } = (families ??= {
    sharp: sharpMembers(),
    fading: fadingMembers(),
    marked: markedMembers(),
  });
  const sharpOnes = sharp.map(({ shape }) => HEIGHTS.map((height) => likelihood(shape, height, 0)));
  const fadingOnes = fading.map(({ shape }) => HEIGHTS.map((height) => likelihood(shape, height, 0)));
  const logRatio = logMean(sharpOnes.flat()) - logMean(fadingOnes.flat());
  // Where it ends is asked of a sharp end alone, and more is allowed for: what follows, and a marker.
  const each = sharp.length / ENDS;
  const eachMarked = marked.length / ENDS;
  const whole = Array.from({ length: ENDS }, (_, n) => {
    const plain = sharp
      .slice(n * each, (n + 1) * each)
      .flatMap(({ shape }, k) => [
        ...(sharpOnes[n * each + k] ?? []),
        ...LEFT_OVER.flatMap((left) => HEIGHTS.map((height) => likelihood(shape, height, left))),
      ]);
    const withMarker = marked
      .slice(n * eachMarked, (n + 1) * eachMarked)
      .flatMap(({ shape }) => HEIGHTS.map((height) => likelihood(shape, height, 0)));
    const logs = [Math.log(1 - MARKED) + logMean(plain), Math.log(MARKED) + logMean(withMarker)];
    const log = logMean(logs);
    return { end: FROM + n, log, marker: Math.exp((logs[1] ?? -Infinity) - log) / 2 };
  });
  const top = whole.reduce((best, one) => (one.log > best.log ? one : best));
  let [weight, mean, square] = [0, 0, 0];
  let [all, spread, marker] = [0, 0, 0];
  for (const { end, log, marker: byMarker } of whole) {
    const share = Math.exp(log - top.log);
    if (Math.abs(end - top.end) <= 2.5) {
      weight += share;
      mean += share * end;
      square += share * end * end;
    }
    if (Math.abs(end - top.end) <= MODE) {
      all += share;
      spread += share * (end - top.end) ** 2;
      marker += share * byMarker;
    }
  }
  mean /= weight;
  const least = Math.max(0, square / weight - mean * mean);
  return {
    logRatio,
    end: mean,
    sigma: Math.sqrt(Math.max(least, spread / all - (mean - top.end) ** 2) + (marker / all) * MARKER_UNSURE ** 2),
    fade: fadeOf(fadingOnes),
  };
};

/** Made once. */
let families: Record<'sharp' | 'fading' | 'marked', readonly Member[]> | null = null;
const GRID = Array.from({ length: BACK + BEYOND + 1 }, (_, k) => k - BACK);

const sharpMembers = (): readonly Member[] => {
  const members: Member[] = [];
  for (let end = FROM; end <= TO; end += 1)
    for (const blur of BLURS) {
      const step = GRID.map((s) => normal((end - s) / blur));
      for (const slope of SLOPES)
        members.push({
          end,
          shape: Float64Array.from(GRID, (s, i) => (step[i] ?? 0) * ramp(slope, s - end)),
        });
    }
  return members;
};

const markedMembers = (): readonly Member[] => {
  const members: Member[] = [];
  for (let end = FROM; end <= TO; end += 1)
    for (const length of MARKERS)
      for (const stronger of STRONGER)
        members.push({
          end,
          shape: Float64Array.from(
            GRID,
            (s) =>
              (1 + stronger) * normal((end - s) / MARKER_BLUR) - stronger * normal((end - length - s) / MARKER_BLUR),
          ),
        });
  return members;
};

const fadingMembers = (): readonly Member[] => {
  const members: Member[] = [];
  for (const fade of FADES)
    for (let end = FADED_FROM; end < FADED_TO; end += 2) {
      const seen = GRID.map((s) => {
        const t = Math.max(0, Math.min(1, (end - s) / fade));
        return t * t * (3 - 2 * t);
      });
      for (const slope of SLOPES)
        members.push({ end, shape: Float64Array.from(GRID, (s, i) => (seen[i] ?? 0) * ramp(slope, s - end + fade)) });
    }
  return members;
};

const ramp = (slope: number, from: number): number => 1 + slope * Math.max(-1, Math.min(0, from / SLOPED));

const logMean = (logs: readonly number[]): number => {
  const most = logs.reduce((a, b) => Math.max(a, b), -Infinity);
  return most + Math.log(logs.reduce((sum, log) => sum + Math.exp(log - most), 0) / logs.length);
};

/** The length of the fade that fits best. */
const fadeOf = (logs: readonly (readonly number[])[]): number => {
  const each = logs.length / FADES.length;
  let best = { log: -Infinity, fade: 0 };
  FADES.forEach((fade, n) => {
    const log = logMean(logs.slice(n * each, (n + 1) * each).flat());
    if (log > best.log) best = { log, fade };
  });
  return best.fade;
};
