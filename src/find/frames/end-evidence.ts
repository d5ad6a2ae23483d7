import { BACK, BEYOND, FADES, FROM, TO, families } from './end-families.ts';
import { amongBumps, amongOutliers, logMean, type Likelihood } from './end-likelihood.ts';
import { median } from './plane.ts';

/**
 * Whether a device ends or fades, from how high it stands along its course: the evidence (marginal likelihood, J. Skilling's sense) of two families of
 * profiles, each with equal weight for all its members, so that neither wins by having more of them. What a profile has beside the device is taken for bumps,
 * which a few samples share, and for outliers of single samples (`end-likelihood`); neither is all that there is, and the logarithms are averaged.
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

/** Least scale of the noise, of the device's height. */
const LEAST_SCALE = 0.06;
/** Between samples that are compared to tell the noise. */
const APART = 3;
/** How often there is a marker at the end; it lies at the tip or a little before it: 1 SD, cells. */
const MARKED = 0.1;
const MARKER_UNSURE = 1.5;
/** Cells from the end of the path that may be beyond the device's end, and fewest samples on the shaft. */
const UNSURE = 20;
const FEWEST = 12;
const MODE = 12;
/** It is said to lie where the posterior has the most within so many cells. */
const NEAR = 2;

/** What one profile says: log evidence for each place of a sharp end, from FROM on, the share of a marker in it, for sharp over fading, and the likeliest fade. */
interface Told {
  readonly logs: readonly number[];
  readonly markers: readonly number[];
  readonly logRatio: number;
  readonly fade: number;
}

/**
 * `positions` from the end of the path on, whole cells. Of several profiles of the same device, each read beside another background, the logarithms are
 * averaged too: none is known to be right. Null where there is too little of a device.
 */
export const endEvidence = (positions: readonly number[], profiles: readonly HeightProfile[]): EndEvidence | null => {
  const told = profiles.flatMap((profile) => toldBy(positions, profile));
  const [first] = told;
  if (!first) return null;
  const mean = (of: (one: Told) => number): number => told.reduce((sum, one) => sum + of(one), 0) / told.length;
  const logs = first.logs.map((_, n) => mean((one) => one.logs[n] ?? 0));
  const markers = first.markers.map((_, n) => mean((one) => one.markers[n] ?? 0));
  const most = logs.reduce((a, b) => Math.max(a, b), -Infinity);
  const within = logs.map((_, n) =>
    logs.slice(Math.max(0, n - NEAR), n + NEAR + 1).reduce((sum, log) => sum + Math.exp(log - most), 0),
  );
  const top = within.reduce((best, mass, n) => (mass > (within[best] ?? 0) ? n : best), 0);
  let [weight, sum, square] = [0, 0, 0];
  let [all, spread, marker] = [0, 0, 0];
  logs.forEach((log, n) => {
    const share = Math.exp(log - most);
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

const toldBy = (positions: readonly number[], { values, unsure }: HeightProfile): readonly Told[] => {
  const taken = positions.flatMap((s, i) => (s >= -BACK && s <= BEYOND ? [i] : []));
  const at = taken.map((i) => Math.round(positions[i] ?? 0));
  const heights = taken.map((i) => values[i] ?? 0);
  const far = heights.filter((_, i) => (at[i] ?? 0) < -UNSURE);
  const shaft = far.length > FEWEST ? far : heights.filter((_, i) => (at[i] ?? 0) < -8);
  const usual = shaft.length > 8 ? median(shaft) : 0;
  if (!(usual > 0)) return [];
  const seen = Float64Array.from(heights, (height) => height / usual);
  const changes = at.flatMap((s, i) =>
    i >= APART && s < -4 ? [Math.abs((seen[i] ?? 0) - (seen[i - APART] ?? 0))] : [],
  );
  const noise = Math.max(LEAST_SCALE, changes.length > 6 ? (1.4826 * median(changes)) / Math.SQRT2 : 2.5 * LEAST_SCALE);
  const off = taken.map((i) => (unsure[i] ?? 0) / usual);
  return [amongBumps, amongOutliers].map((among) => toldIn(among(seen, at, noise, off)));
};

const toldIn = (likelihood: Likelihood): Told => {
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
