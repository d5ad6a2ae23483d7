import { solve } from '../least-squares.ts';
import { normal, type EdgeFit, type EdgeFitOptions } from './edge-fit.ts';

/** Lengths of what may follow, cells; 0 where nothing does. */
const LENGTHS = [0, 6, 9, 13, 18, 24] as const;
/** By how much a shaft may rise or fall towards its end, of its height there, over SLOPED cells. */
const SLOPES = [0, -0.3, -0.15, 0.15, 0.3] as const;
const EVEN = [0] as const;
const SLOPED = 40;
/** How far from the end that was fitted smoothly it is looked for, cells. */
const AROUND = 24;
/** What follows stands at most this high, of the device. */
const MOST_NEXT = 0.72;
/** As if so many samples had been read before and beyond, as in the fit of an end with nothing after it. */
const EXPECTED = 15;
const HUBER = 1.5;

/** A sharp end, and how much better it explains the profile than the smooth one (log likelihood). */
export interface SharpEnd {
  readonly fit: EdgeFit;
  readonly gain: number;
}

export interface SharpEnds {
  /** Of a shaft that is nowhere quite even: it may rise or fall a little on the way. */
  readonly plain: SharpEnd | null;
  /** The same with something else right after it, for a while: a bone's edge, the mouth of a vessel, a line that passes. */
  readonly beforeOther: SharpEnd | null;
}

interface Tried {
  readonly loss: number;
  readonly end: number;
  readonly blur: number;
  readonly height: number;
  readonly next: number;
  readonly beyond: number;
  readonly predicted: (s: number) => number;
}

/** Where a device looks as if it faded: the sharp ends that could be there instead. */
export const sharpEnds = (
  positions: readonly number[],
  values: readonly number[],
  smooth: EdgeFit,
  { from, to, blurs, correlated, usual }: EdgeFitOptions,
): SharpEnds => {
  const count = positions.length;
  const last = positions[count - 1] ?? 0;
  const pitch = (last - (positions[0] ?? 0)) / (count - 1);
  const independent = Math.max(1, correlated / pitch);
  // What neither explains is noise: no less than what the better one leaves.
  const scale = Math.max(smooth.residual * 0.7, 0.05 * usual);
  const loss = (left: number): number => {
    const t = Math.abs(left) / scale;
    return t <= HUBER ? t * t : HUBER * (2 * t - HUBER);
  };
  const smoothLoss = values.reduce((sum, value, i) => sum + loss(value - (smooth.predicted[i] ?? 0)), 0);
  const least: { plain: Tried | null; beforeOther: Tried | null } = { plain: null, beforeOther: null };
  for (const blur of blurs)
    for (let end = Math.max(from, smooth.end - AROUND); end <= Math.min(to, smooth.end + AROUND); end += 1) {
      const on = positions.map((s) => normal((end - s) / blur));
      for (const length of LENGTHS) {
        const until = end + length;
        if (length > 0 && until > last + 3) continue;
        const then = positions.map((s, i) => (length > 0 ? normal((until - s) / blur) - (on[i] ?? 0) : 0));
        const which = length > 0 ? 'beforeOther' : 'plain';
        for (const slope of length > 0 ? EVEN : SLOPES) {
          const shaft = positions.map(
            (s, i) => (on[i] ?? 0) * (1 + slope * Math.max(-1, Math.min(0, (s - end) / SLOPED))),
          );
          const solved = solvedFor(values, shaft, then, usual);
          if (!solved) continue;
          const [height, next, beyond] = solved;
          if (!(height > 0.5 * usual) || beyond > 0.4 * height) continue;
          if (length > 0 && (next > MOST_NEXT * height || next < 0.1 * height)) continue;
          const most = least[which]?.loss ?? Infinity;
          let total = 0;
          for (let i = 0; i < count && total < most; i += 1)
            total += loss((values[i] ?? 0) - height * (shaft[i] ?? 0) - next * (then[i] ?? 0) - beyond);
          if (total < most)
            least[which] = {
              loss: total,
              end,
              blur,
              height,
              next,
              beyond,
              predicted: (s) => {
                const here = normal((end - s) / blur);
                const ramp = 1 + slope * Math.max(-1, Math.min(0, (s - end) / SLOPED));
                return beyond + height * here * ramp + (length > 0 ? next * (normal((until - s) / blur) - here) : 0);
              },
            };
        }
      }
    }
  const told = (tried: Tried | null): SharpEnd | null => {
    if (!tried) return null;
    const { end, blur, height, next, beyond } = tried;
    const predicted = positions.map(tried.predicted);
    const rests = values
      .map((value, i) => Math.abs(value - (predicted[i] ?? 0)))
      .filter((_, i) => (positions[i] ?? 0) < end)
      .sort((p, q) => p - q);
    const residual = Math.max(1.4826 * (rests[rests.length >> 1] ?? 0), 0.03 * usual);
    let information = 0;
    for (const s of positions)
      information += (((height - next) / blur) * 0.3989422804014327 * Math.exp(-(((end - s) / blur) ** 2) / 2)) ** 2;
    const sigma = Math.sqrt((residual * residual * independent) / Math.max(information, 1e-12));
    const fit = {
      end,
      blur,
      height: height + beyond,
      beyond,
      next: next + beyond,
      residual,
      sigma,
      taperGain: 0,
      predicted,
    };
    return { fit, gain: (smoothLoss - tried.loss) / 2 / independent };
  };
  return { plain: told(least.plain), beforeOther: told(least.beforeOther) };
};

/** Heights of the device, of what follows and of what is left, by least squares. */
const solvedFor = (
  values: readonly number[],
  shaft: readonly number[],
  then: readonly number[],
  usual: number,
): readonly [number, number, number] | null => {
  // Far before it all of the device, far beyond nothing.
  let [ss, st, s1, tt, t1, n] = [EXPECTED, 0, EXPECTED, 1e-6, 0, 2 * EXPECTED];
  let [sv, tv, v1] = [EXPECTED * usual, 0, EXPECTED * usual];
  for (let i = 0; i < values.length; i += 1) {
    const [a, b, v] = [shaft[i] ?? 0, then[i] ?? 0, values[i] ?? 0];
    ss += a * a;
    st += a * b;
    s1 += a;
    tt += b * b;
    t1 += b;
    n += 1;
    sv += a * v;
    tv += b * v;
    v1 += v;
  }
  const solved = solve(
    [
      [ss, st, s1],
      [st, tt, t1],
      [s1, t1, n],
    ],
    [sv, tv, v1],
  );
  return solved ? [solved[0] ?? 0, solved[1] ?? 0, solved[2] ?? 0] : null;
};
