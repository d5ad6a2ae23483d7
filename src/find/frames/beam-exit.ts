import { echoLikelihood, TISSUE_DB } from './echo-likelihood.ts';
import { normal } from './edge-fit.ts';
import type { NeedleView } from './needle-view.ts';
import { placeOn } from './needle-view.ts';
import { median, smoothed } from './plane.ts';
import { valueAt } from './tiles.ts';

/**
 * Whether a needle's echo ends as at a tip, at once, or as where it leaves the beam's slice: the slice is thickest where the beam is sensitive, and its
 * sensitivity falls as a Gaussian of the distance from its middle, so that a straight needle that runs out of it loses decibels with the square of the way,
 * until it sinks below the echo of tissue. A picture's grey is the logarithm of the echo: a parabola that runs out. Both are weighed over all places
 * of the end, and all lengths of the way, that they may have (Bayes factor): how well the best one fits isn't enough, since there are more ways to leave than to end.
 */
export interface BeamExit {
  /** Log of how much likelier the picture is for a needle that leaves the beam than for a tip, both being as frequent. */
  readonly gain: number;
  /** From where it would begin to leave the beam to where it sinks into tissue, mm, as is likeliest. */
  readonly way: number;
  /** Where its tip lies if it is one, as is likeliest, mm from the line's middle towards this end. */
  readonly tip: number;
}

/** What is read along the needle, and what is compared, mm. */
const READ_MM = 0.25;
const STEP_MM = 0.5;
/** As it is: a blur of so many cells does nothing. */
const SHARP = 0.1;
/** What lies beside the needle: from here to there on both sides, averaged so far along it, mm. */
const ASIDE_MM = { from: 1, to: 3.5, step: 0.25 } as const;
const ALONG_MM = 2;
/** Where tissue is read as if a needle ran there, to tell how it scatters, mm aside. */
const BESIDE_MM = 2.5;
/** What is looked at, mm before and beyond the end of the bright segment. */
const BEFORE_MM = 20;
const BEYOND_MM = 9;
/** Where it may end, mm before and beyond that. */
const EARLIER_MM = 9;
const LATER_MM = 5;
/** A tip is blurred by the pulse, the beam's width and its bevel: 1 SD, mm. */
const TIP_BLUR_MM = 0.6;
/**
 * Ways over which the needle may lose LOSS_DB, mm: from a needle that crosses the slice to one that lies almost in it. None is shorter: a needle that
 * leaves the slice within a few millimetres is seen over no more than that, and no line.
 */
const WAYS_MM = [8, 10, 13, 17, 22, 28, 36] as const;
const LOSS_DB = 25;
/** A needle echoes as it does whatever tissue lies beside it, and so stands out less of bright tissue: by what that is brighter, within bounds, dB. */
const MOST_DB = 8;
/** A needle that is seen stands out by this at least, dB. */
const LEAST_DB = 3;
const FEWEST = 10;

const decibels = (ratio: number): number => 10 * Math.log10(ratio);
/** What stands `level` dB above tissue by itself makes the picture so much brighter, dB. */
const onTissue = (level: number): number => decibels(1 + 10 ** (level / 10));

export const beamExit = (view: NeedleView, sense: 1 | -1): BeamExit | null => {
  const { line, mm } = view;
  const [from, to] = sense > 0 ? [line.from / mm, line.to / mm] : [-line.to / mm, -line.from / mm];
  const { places, heights, tissue, spread } = heightsAlong(view, sense, Math.max(from - 4, to - 60), to + BEYOND_MM);
  const seen = places.flatMap((at, n) => {
    const value = heights[n] ?? NaN;
    return Number.isNaN(value) ? [] : [{ at, value, beside: tissue[n] ?? NaN }];
  });
  const onNeedle = seen.filter(({ at }) => at > from + 1 && at < to - Math.min(4, (to - from) / 3));
  const near = seen.filter(({ at }) => at >= Math.max(from + 0.5, to - BEFORE_MM));
  if (onNeedle.length < 5 || near.length < FEWEST || !(spread > 0)) return null;
  // Of what tissue does in decibels more is known than of a picture's greys.
  const dB = TISSUE_DB / spread;
  const usual = Math.max(LEAST_DB, dB * median(onNeedle.map(({ value }) => value)));
  const likelihood = echoLikelihood({
    places: near.map(({ at }) => at),
    heights: near.map(({ value }) => dB * value),
  });
  const [first, last] = [Math.max(from + 2, to - EARLIER_MM), to + LATER_MM];
  const around = near.filter(({ at }) => at < to - 1);
  const typical = median((around.length > 0 ? around : near).map(({ beside }) => beside));
  const own = decibels(10 ** (usual / 10) - 1);
  const levels = near.map(({ beside }) => own - Math.max(-MOST_DB, Math.min(MOST_DB, dB * (beside - typical))));
  const full = levels.map(onTissue);
  const [expected, shares] = [new Float64Array(near.length), new Float64Array(near.length)];
  const tips: { readonly end: number; readonly log: number }[] = [];
  for (let end = first; end < last; end += STEP_MM) {
    near.forEach(({ at }, n) => {
      const share = normal((end - at) / TIP_BLUR_MM);
      shares[n] = share;
      expected[n] = share * (full[n] ?? 0);
    });
    tips.push({ end, log: likelihood(expected, shares) });
  }
  const exits: { readonly way: number; readonly log: number }[] = [];
  for (const lost of WAYS_MM)
    for (let sunk = first; sunk < last; sunk += STEP_MM) {
      const way = lost * Math.sqrt(Math.max(1, own) / LOSS_DB);
      near.forEach(({ at }, n) => {
        const out = Math.max(0, at - sunk + way) / lost;
        expected[n] = onTissue((levels[n] ?? 0) - LOSS_DB * out * out);
        shares[n] = (expected[n] ?? 0) / (full[n] ?? 1);
      });
      exits.push({ way, log: likelihood(expected, shares) });
    }
  const [tip, exit] = [meanOf(tips.map(({ log }) => log)), meanOf(exits.map(({ log }) => log))];
  if (tips.length === 0 || !tip || !exit) return null;
  return {
    gain: exit.log - tip.log,
    way: exits.find(({ log }) => log === exit.most)?.way ?? NaN,
    tip: tips.find(({ log }) => log === tip.most)?.end ?? to,
  };
};

/** Log of the mean of what the logs are of, and the largest. */
const meanOf = (logs: readonly number[]): { readonly log: number; readonly most: number } | null => {
  const most = Math.max(...logs);
  if (!Number.isFinite(most)) return null;
  return { log: most + Math.log(logs.reduce((sum, log) => sum + Math.exp(log - most), 0) / logs.length), most };
};

/** How far the needle stands above what lies beside it, at even steps from `low` to `high` (mm along it), and how that scatters in tissue. */
const heightsAlong = (
  { plane, line, mm, isImage }: NeedleView,
  sense: 1 | -1,
  low: number,
  high: number,
): {
  readonly places: readonly number[];
  readonly heights: readonly number[];
  readonly tissue: readonly number[];
  readonly spread: number;
} => {
  const [dx, dy] = [sense * line.direction[0], sense * line.direction[1]];
  const count = Math.floor((high - low) / READ_MM) + 1;
  const picture = smoothed(plane, SHARP);
  const at = (n: number, aside: number): number => {
    const [x, y] = placeOn(line, sense * (low + n * READ_MM) * mm);
    const [px, py] = [x - aside * mm * dy, y + aside * mm * dx];
    return isImage(px, py) ? valueAt(picture, px, py) : NaN;
  };
  const sides = ([-1, 1] as const).map((side) => {
    const sums = Array.from({ length: count }, (_, n) => {
      let [sum, seen] = [0, 0];
      for (let aside: number = ASIDE_MM.from; aside <= ASIDE_MM.to; aside += ASIDE_MM.step) {
        const value = at(n, side * aside);
        if (!Number.isNaN(value)) [sum, seen] = [sum + value, seen + 1];
      }
      return { sum, seen };
    });
    const reach = Math.round(ALONG_MM / READ_MM);
    return sums.map((_, n) => {
      const around = sums.slice(Math.max(0, n - reach), n + reach + 1);
      return around.reduce((total, { sum }) => total + sum, 0) / around.reduce((total, { seen }) => total + seen, 0);
    });
  });
  const beside = Array.from({ length: count }, (_, n) => ((sides[0]?.[n] ?? NaN) + (sides[1]?.[n] ?? NaN)) / 2);
  const off = beside.flatMap((value, n) =>
    [-BESIDE_MM, BESIDE_MM].map((aside) => at(n, aside) - value).filter((one) => !Number.isNaN(one)),
  );
  const middle = off.length > 0 ? median(off) : 0;
  const together = Math.round(STEP_MM / READ_MM);
  const steps = Math.floor(count / together);
  const coarse = (values: readonly number[]): readonly number[] =>
    Array.from({ length: steps }, (_, n) => {
      const here = values.slice(n * together, (n + 1) * together).filter((value) => !Number.isNaN(value));
      return here.length > 0 ? here.reduce((sum, value) => sum + value, 0) / here.length : NaN;
    });
  return {
    places: Array.from({ length: steps }, (_, n) => low + (n * together + (together - 1) / 2) * READ_MM),
    heights: coarse(beside.map((value, n) => at(n, 0) - value)),
    tissue: coarse(beside),
    // 1.4826: that of a normal distribution; what is read beside is part of what it is held against.
    spread: off.length > 0 ? 1.4826 * 0.9 * median(off.map((value) => Math.abs(value - middle))) : 0,
  };
};
