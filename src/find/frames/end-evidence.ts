import { BACK, BEYOND, FADES, FROM, TO, families } from './end-families.ts';
import { median } from './plane.ts';

/**
 * Whether a device ends or fades, from how high it stands along its course: the evidence (marginal likelihood, J. Skilling's sense) of two families of
 * profiles, each with equal weight for all its members, so that neither wins by having more of them. What a profile has beside the device is noise and,
 * as strong as it is seen beside the device, the background: a Gaussian process over a few cells (Rasmussen and Williams, Gaussian Processes for Machine
 * Learning, section 2.2), so that a bump of bone is one bump and not many samples that agree.
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

/** Heights along a device, read in one way. */
export interface HeightProfile {
  readonly values: readonly number[];
  /** 1 SD of what the background may add to each. */
  readonly unsure: readonly number[];
}

/** Least scale of the noise, of the device's height, cells over which it is correlated, and the share of it that isn't. */
const LEAST_SCALE = 0.06;
const GRAIN = 1.6;
const WHITE = 0.05;
/** Cells over which the background is alike, and its least 1 SD, of the device's height. */
const ALIKE = 4;
const LEAST_UNSURE = 0.12;
/** 1 SD of the device's height at its end about the usual. */
const HEIGHT_SD = 0.16;
/** What may go on weakly beyond an end, of the device's height: mean and 1 SD. */
const LEFT = 0.1;
const LEFT_SD = 0.15;
/** Between samples that are compared to tell the noise. */
const APART = 3;
/** How often there is a marker at the end; it lies at the tip or a little before it: 1 SD, cells. */
const MARKED = 0.1;
const MARKER_UNSURE = 1.5;
/** Cells from the end of the path that may be beyond the device's end, and fewest samples on the shaft. */
const UNSURE = 20;
const FEWEST = 12;
const MODE = 12;

/** What one profile says: log evidence for each place of a sharp end, from FROM on, the share of a marker in it, for sharp over fading, and the likeliest fade. */
interface Told {
  readonly logs: readonly number[];
  readonly markers: readonly number[];
  readonly logRatio: number;
  readonly fade: number;
}

/**
 * `positions` from the end of the path on, whole cells. Of several profiles of the same device, each read beside another background, the logarithms are
 * averaged: none is known to be right. Null where there is too little of a device.
 */
export const endEvidence = (positions: readonly number[], profiles: readonly HeightProfile[]): EndEvidence | null => {
  const told = profiles.flatMap((profile) => toldBy(positions, profile) ?? []);
  const [first] = told;
  if (!first) return null;
  const mean = (of: (one: Told) => number): number => told.reduce((sum, one) => sum + of(one), 0) / told.length;
  const logs = first.logs.map((_, n) => mean((one) => one.logs[n] ?? 0));
  const markers = first.markers.map((_, n) => mean((one) => one.markers[n] ?? 0));
  const top = logs.reduce((best, log, n) => (log > (logs[best] ?? 0) ? n : best), 0);
  let [weight, sum, square] = [0, 0, 0];
  let [all, spread, marker] = [0, 0, 0];
  logs.forEach((log, n) => {
    const share = Math.exp(log - (logs[top] ?? 0));
    const off = n - top;
    if (Math.abs(off) <= 2.5) {
      weight += share;
      sum += share * off;
      square += share * off * off;
    }
    if (Math.abs(off) <= MODE) {
      all += share;
      spread += share * off * off;
      marker += share * (markers[n] ?? 0);
    }
  });
  const off = sum / weight;
  const least = Math.max(0, square / weight - off * off);
  return {
    logRatio: mean(({ logRatio }) => logRatio),
    end: FROM + top + off,
    sigma: Math.sqrt(Math.max(least, spread / all - off * off) + (marker / all) * MARKER_UNSURE ** 2),
    fade: first.fade,
  };
};

const toldBy = (positions: readonly number[], { values, unsure }: HeightProfile): Told | null => {
  const taken = positions.flatMap((s, i) => (s >= -BACK && s <= BEYOND ? [i] : []));
  const at = taken.map((i) => Math.round(positions[i] ?? 0));
  const heights = taken.map((i) => values[i] ?? 0);
  const far = heights.filter((_, i) => (at[i] ?? 0) < -UNSURE);
  const shaft = far.length > FEWEST ? far : heights.filter((_, i) => (at[i] ?? 0) < -8);
  const usual = shaft.length > 8 ? median(shaft) : 0;
  if (!(usual > 0)) return null;
  const seen = Float64Array.from(heights, (height) => height / usual);
  const changes = at.flatMap((s, i) =>
    i >= APART && s < -4 ? [Math.abs((seen[i] ?? 0) - (seen[i - APART] ?? 0))] : [],
  );
  const noise = Math.max(LEAST_SCALE, changes.length > 6 ? (1.4826 * median(changes)) / Math.SQRT2 : 2.5 * LEAST_SCALE);
  const likelihood = likelihoodOf(
    seen,
    at,
    noise,
    taken.map((i) => Math.max(LEAST_UNSURE, (unsure[i] ?? 0) / usual)),
  );
  const { sharp, marked, fading } = families();
  const [sharpLogs = [], markedLogs = [], fadingLogs = []] = [sharp, marked, fading].map((ones) =>
    ones.map(likelihood.alone),
  );
  const ends = TO - FROM + 1;
  const [each, eachMarked] = [sharp.length / ends, marked.length / ends];
  const both = Array.from({ length: ends }, (_, n) => {
    const ones = sharpLogs.slice(n * each, (n + 1) * each);
    // Where it ends is asked of a sharp end alone, and more is allowed for: what follows, and a marker.
    const followed = sharp.slice(n * each, (n + 1) * each).map(likelihood.withMoreBeyond);
    const plain = Math.log(1 - MARKED) + logMean([...ones, ...followed]);
    const withMarker = Math.log(MARKED) + logMean(markedLogs.slice(n * eachMarked, (n + 1) * eachMarked));
    const most = Math.max(plain, withMarker);
    return { log: most + Math.log(Math.exp(plain - most) + Math.exp(withMarker - most)), withMarker };
  });
  return {
    logs: both.map(({ log }) => log),
    markers: both.map(({ log, withMarker }) => Math.exp(withMarker - log)),
    logRatio: logMean(sharpLogs) - logMean(fadingLogs),
    fade: likeliestFade(fadingLogs),
  };
};

interface Likelihood {
  readonly alone: (shape: Float64Array) => number;
  /** Of a shape with something that goes on weakly where it isn't. */
  readonly withMoreBeyond: (shape: Float64Array) => number;
}

/** The log likelihood of a shape for samples at some cells, its height integrated out, but for what all shapes have in common. */
const likelihoodOf = (
  seen: Float64Array,
  at: readonly number[],
  noise: number,
  unsure: readonly number[],
): Likelihood => {
  const count = seen.length;
  // The covariance's Cholesky factor, and its inverse row by row.
  const factor = at.map(() => new Float64Array(count));
  for (let i = 0; i < count; i += 1)
    for (let j = 0; j <= i; j += 1) {
      const apart = (at[i] ?? 0) - (at[j] ?? 0);
      let sum =
        noise * noise * (Math.exp(-((apart / GRAIN) ** 2)) + (i === j ? WHITE : 0)) +
        (unsure[i] ?? 0) * (unsure[j] ?? 0) * Math.exp(-0.5 * (apart / ALIKE) ** 2);
      const [a, b] = [factor[i], factor[j]];
      if (!a || !b) continue;
      for (let k = 0; k < j; k += 1) sum -= (a[k] ?? 0) * (b[k] ?? 0);
      a[j] = i === j ? Math.sqrt(Math.max(sum, 1e-9)) : sum / (b[j] ?? 1);
    }
  /** What is left of the values when all that is known of them from those before is taken off, each in its 1 SD. */
  const whitened = (valueAt: (i: number) => number, into: Float64Array): Float64Array => {
    for (let i = 0; i < count; i += 1) {
      const row = factor[i];
      if (!row) continue;
      let sum = valueAt(i);
      for (let k = 0; k < i; k += 1) sum -= (row[k] ?? 0) * (into[k] ?? 0);
      into[i] = sum / (row[i] ?? 1);
    }
    return into;
  };
  const data = whitened((i) => seen[i] ?? 0, new Float64Array(count));
  const other = new Float64Array(count);
  const level = whitened(() => 1, new Float64Array(count));
  const [known, knownLeft] = [1 / HEIGHT_SD ** 2, 1 / LEFT_SD ** 2];
  const [squares, ofLevel, levels] = [product(data, data), product(level, data), product(level, level)];
  const onShape = (shape: Float64Array): Float64Array => whitened((i) => shape[(at[i] ?? 0) + BACK] ?? 0, other);
  return {
    alone: (shape) => {
      const one = onShape(shape);
      const own = known + product(one, one);
      const both = known + product(one, data);
      return -0.5 * (squares + known - (both * both) / own) - 0.5 * Math.log(own / known);
    },
    withMoreBeyond: (shape) => {
      const one = onShape(shape);
      const [own, both, shared] = [product(one, one), product(one, data), product(one, level)];
      // Where the shape isn't is what it lacks of the level.
      const [a, b, c] = [own + known, shared - own, levels - 2 * shared + own + knownLeft];
      const [u, v] = [both + known, ofLevel - both + LEFT * knownLeft];
      const determinant = a * c - b * b;
      const explained = (c * u * u - 2 * b * u * v + a * v * v) / determinant;
      return (
        -0.5 * (squares + known + LEFT * LEFT * knownLeft - explained) -
        0.5 * Math.log(determinant / (known * knownLeft))
      );
    },
  };
};

const product = (a: Float64Array, b: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
};

const logMean = (logs: readonly number[]): number => {
  const most = logs.reduce((a, b) => Math.max(a, b), -Infinity);
  return most + Math.log(logs.reduce((sum, log) => sum + Math.exp(log - most), 0) / logs.length);
};

/** The length of the fade that fits best. */
const likeliestFade = (logs: readonly number[]): number => {
  const each = logs.length / FADES.length;
  let best = { log: -Infinity, fade: 0 };
  FADES.forEach((fade, n) => {
    const log = logMean(logs.slice(n * each, (n + 1) * each));
    if (log > best.log) best = { log, fade };
  });
  return best.fade;
};
