import type { NeedleView } from './needle-view.ts';
import { placeOn } from './needle-view.ts';
import { median } from './plane.ts';
import { valueAt } from './tiles.ts';

/**
 * Whether a needle's echo ends as at a tip, at once, or as where it leaves the beam's slice: the slice is thickest where the beam is sensitive, and its
 * sensitivity falls as a Gaussian of the distance from its middle, so that a straight needle that runs out of it loses decibels with the square of the way,
 * until it sinks below the echo of tissue. A picture's grey is the logarithm of the echo: a parabola that runs out.
 */
export interface BeamExit {
  /** How much better leaving the beam explains what is seen than a tip does (log likelihood); negative for a tip. */
  readonly gain: number;
  /** How high the last millimetres before the end stand, in spreads of what tissue does: an echo that sinks is low there, a tip's isn't. */
  readonly lastHeight: number;
  /** From where it would begin to leave the beam to where it sinks into tissue, mm. */
  readonly way: number;
}

/** Samples along the needle, mm. */
const STEP_MM = 0.25;
/** What lies beside the needle: from here to there on both sides, averaged so far along it, mm. */
const ASIDE_MM = { from: 1, to: 3.5, step: 0.25 } as const;
const ALONG_MM = 1;
/** Where tissue is read as if a needle ran there, to tell how it scatters, mm aside. */
const BESIDE_MM = 2.5;
/** What is looked at, mm before and beyond the end of the bright segment. */
const BEFORE_MM = 18;
const BEYOND_MM = 10;
/** A tip is blurred by the pulse, the beam's width and its bevel: 1 SD, mm. */
const TIP_BLURS_MM = [0.35, 0.55, 0.8] as const;
/** From where a needle begins to leave the beam to where it sinks into tissue, mm. */
const EXITS_MM = [2, 3, 4, 5.5, 7.5, 10, 13, 17, 22] as const;
/** What a needle stands above tissue, dB. */
const ABOVE_TISSUE_DB = 12;
/** Distance over which an echo is correlated, mm. */
const CORRELATED_MM = 1;
/** The needle's height is its usual one, unless so many samples say otherwise. */
const EXPECTED = 8;
const HUBER = 1.5;

const phi = (z: number): number => 1 / (1 + Math.exp(-1.702 * z));

/** Share of its height that a needle that ends at 0 has at a place, mm. */
type Shape = (at: number) => number;

const tabled = (shape: Shape): Shape => {
  const [low, fine] = [-60, 20];
  const table = Float64Array.from({ length: 100 * fine }, (_, n) => shape(low + n / fine));
  return (at) => table[Math.max(0, Math.min(table.length - 1, Math.round((at - low) * fine)))] ?? 0;
};
const TIPS = TIP_BLURS_MM.map((blur) => tabled((at) => phi(-at / blur)));
const decibels = (level: number): number => Math.log10(1 + 10 ** (level / 10));
const EXITS = EXITS_MM.map((way) =>
  tabled((at) => {
    const out = Math.max(0, (at + way) / way);
    return decibels(ABOVE_TISSUE_DB * (1 - out * out)) / decibels(ABOVE_TISSUE_DB);
  }),
);

export const beamExit = (view: NeedleView, sense: 1 | -1): BeamExit | null => {
  const { line, mm } = view;
  const [from, to] = sense > 0 ? [line.from / mm, line.to / mm] : [-line.to / mm, -line.from / mm];
  const first = Math.max(from + 1, to - BEFORE_MM);
  const { heights, spread } = heightsAlong(view, sense, first - 15, to + BEYOND_MM);
  const places = heights.map((_, n) => first - 15 + n * STEP_MM);
  const onNeedle = heights.filter((value, n) => {
    const at = places[n] ?? NaN;
    return !Number.isNaN(value) && at > from && at < to - Math.min(4, (to - from) / 3);
  });
  if (onNeedle.length < 8 || !(spread > 0)) return null;
  const usual = Math.max(median(onNeedle), spread / 2);
  const seen = places.flatMap((at, n) => {
    const value = heights[n] ?? NaN;
    return at >= first && !Number.isNaN(value) ? [{ at, value }] : [];
  });
  const low = Math.max(first, to - 10);
  const tip = bestOf(seen, TIPS, { from: low, to: to + 3, usual, spread });
  const exit = bestOf(seen, EXITS, { from: Math.max(first, to - 9), to: to + 6, usual, spread });
  if (!tip || !exit) return null;
  const last = seen.filter(({ at }) => at > tip.end - 3 && at < tip.end - 0.5);
  if (last.length === 0) return null;
  return {
    gain: ((tip.cost - exit.cost) * STEP_MM) / CORRELATED_MM,
    lastHeight: last.reduce((sum, { value }) => sum + value, 0) / last.length / spread,
    way: EXITS_MM[exit.shape] ?? NaN,
  };
};

/** How far the needle stands above what lies beside it, at even steps from `low` to `high` (mm along it), and how that scatters in tissue. */
const heightsAlong = (
  { line, filter, mm, isImage }: NeedleView,
  sense: 1 | -1,
  low: number,
  high: number,
): { readonly heights: readonly number[]; readonly spread: number } => {
  const [dx, dy] = [sense * line.direction[0], sense * line.direction[1]];
  const count = Math.floor((high - low) / STEP_MM) + 1;
  const read = (n: number, aside: number): number => {
    const [x, y] = placeOn(line, sense * (low + n * STEP_MM) * mm);
    const [px, py] = [x - aside * mm * dy, y + aside * mm * dx];
    return isImage(px, py) ? valueAt(filter.smooth, px, py) : NaN;
  };
  const sides = ([-1, 1] as const).map((side) => {
    const sums = Array.from({ length: count }, (_, n) => {
      let [sum, seen] = [0, 0];
      for (let aside: number = ASIDE_MM.from; aside <= ASIDE_MM.to; aside += ASIDE_MM.step) {
        const value = read(n, side * aside);
        if (!Number.isNaN(value)) [sum, seen] = [sum + value, seen + 1];
      }
      return { sum, seen };
    });
    const reach = Math.round(ALONG_MM / STEP_MM);
    return sums.map((_, n) => {
      const around = sums.slice(Math.max(0, n - reach), n + reach + 1);
      return around.reduce((total, { sum }) => total + sum, 0) / around.reduce((total, { seen }) => total + seen, 0);
    });
  });
  const beside = Array.from({ length: count }, (_, n) => ((sides[0]?.[n] ?? NaN) + (sides[1]?.[n] ?? NaN)) / 2);
  const off = beside.flatMap((value, n) =>
    [-BESIDE_MM, BESIDE_MM].map((aside) => Math.abs(read(n, aside) - value)).filter((one) => !Number.isNaN(one)),
  );
  return {
    heights: beside.map((value, n) => read(n, 0) - value),
    // 1.4826: that of a normal distribution; what is read beside is part of what it is held against.
    spread: 1.4826 * 0.8 * median(off),
  };
};

/** The end and shape that leave least (Huber's loss). */
const bestOf = (
  seen: readonly { readonly at: number; readonly value: number }[],
  shapes: readonly Shape[],
  {
    from,
    to,
    usual,
    spread,
  }: { readonly from: number; readonly to: number; readonly usual: number; readonly spread: number },
): { readonly cost: number; readonly end: number; readonly shape: number } | null => {
  let best: { readonly cost: number; readonly end: number; readonly shape: number } | null = null;
  for (const [n, shape] of shapes.entries())
    for (let end = from; end <= to; end += STEP_MM) {
      const shares = seen.map(({ at }) => shape(at - end));
      let height = usual;
      for (let round = 0; round < 3; round += 1) {
        let [gg, gv] = [EXPECTED, EXPECTED * usual];
        seen.forEach(({ value }, at) => {
          const share = shares[at] ?? 0;
          const rest = Math.abs(value - height * share);
          const weight = rest < HUBER * spread ? 1 : (HUBER * spread) / rest;
          gg += weight * share * share;
          gv += weight * share * value;
        });
        height = gv / gg;
      }
      if (height < 0.3 * usual) continue;
      let cost = (EXPECTED * ((height - usual) / spread) ** 2) / 2;
      seen.forEach(({ value }, at) => {
        const z = Math.abs(value - height * (shares[at] ?? 0)) / spread;
        cost += z < HUBER ? (z * z) / 2 : HUBER * z - (HUBER * HUBER) / 2;
      });
      if (cost < (best?.cost ?? Infinity)) best = { cost, end, shape: n };
    }
  return best;
};
