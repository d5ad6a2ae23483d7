import type { FrameProfile } from './moving-end.ts';

/** What is alike at the shaft's speed is at least this alike, and so much more than at any speed the other way. */
const LEAST_LIKENESS = 0.2;
const LEAST_LEAD = 0.12;
/** Speeds that are tried lie so far apart over all frames, cells. */
const TRAVEL_STEP = 2;
/** No single value counts for more than so many spreads: what crosses the device in some frames isn't on it. */
const CUT = 4;

/**
 * How far what is on the shaft goes per frame along the axis, cells; null where none stands out. A shaft isn't equally bright everywhere, and what is
 * on it goes with it; what is the same in all frames is taken off first: lines of the body that cross, the beam's own edge. All pairs of frames are
 * laid on each other, and nothing lies on a shaft that moves in the other direction: that tells how alike what isn't on it is by chance.
 */
export const shaftTravel = (
  profiles: readonly FrameProfile[],
  {
    low,
    high,
    still,
    most,
    spread,
  }: {
    readonly low: number;
    readonly high: number;
    readonly still: number;
    readonly most: number;
    readonly spread: number;
  },
): number | null => {
  const times = profiles.map(({ time }) => time);
  const span = Math.max(...times) - Math.min(...times);
  const [first, last] = [Math.max(0, Math.ceil(low)), Math.floor(high)];
  if (profiles.length < 3 || !(span > 0) || last - first < most / 2) return null;
  const rests = restsOf(profiles, first, last, CUT * spread);
  let [best, at] = [0, 0];
  const [ahead, back] = [[0], [0]];
  for (let travel = -most; travel <= most; travel += TRAVEL_STEP) {
    if (Math.abs(travel) < still) continue;
    const likeness = likenessAt(rests, times, travel / span);
    (travel > 0 ? ahead : back).push(likeness);
    if (likeness > best) [best, at] = [likeness, travel];
  }
  const chance = Math.max(...(at > 0 ? back : ahead));
  // The fastest that was tried is no answer: something else is alike.
  if (Math.abs(at) > most - TRAVEL_STEP) return null;
  return best >= LEAST_LIKENESS && best - chance >= LEAST_LEAD ? at / span : null;
};

const restsOf = (
  profiles: readonly FrameProfile[],
  first: number,
  last: number,
  most: number,
): readonly Float64Array[] => {
  const rests = profiles.map(() => new Float64Array(last - first));
  for (let k = first; k < last; k += 1) {
    const values = profiles.map((profile) => profile.values[k] ?? NaN);
    const seen = values.filter((value) => !Number.isNaN(value));
    const mean = seen.reduce((sum, value) => sum + value, 0) / Math.max(1, seen.length);
    values.forEach((value, n) => {
      const rest = rests[n];
      if (rest && !Number.isNaN(value)) rest[k - first] = Math.max(-most, Math.min(most, value - mean));
    });
  }
  return rests;
};

/** Correlation of all pairs of frames, each laid on the other as the speed says. */
const likenessAt = (rests: readonly Float64Array[], times: readonly number[], perFrame: number): number => {
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < rests.length; i += 1)
    for (let j = i + 1; j < rests.length; j += 1) {
      const [a, b] = [rests[i], rests[j]];
      if (!a || !b) continue;
      const by = Math.round(perFrame * ((times[j] ?? 0) - (times[i] ?? 0)));
      for (let k = Math.max(0, -by); k < Math.min(a.length, a.length - by); k += 1) {
        const [p, q] = [a[k] ?? 0, b[k + by] ?? 0];
        ab += p * q;
        aa += p * p;
        bb += q * q;
      }
    }
  return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
};
