import { median } from './plane.ts';

/** Where the end of a device lay in the frames of a cine, along the axis that it has in the frame that was pointed at. */
export interface EndTrack {
  /** Frames in which the end was found, the one that was pointed at among them. */
  readonly frames: number;
  /** How far the end goes per frame along the axis, in the unit of the positions: the median of all pairs' slopes (Theil–Sen). */
  readonly perFrame: number;
  /** Robust 1 SD of the positions about that line. */
  readonly spread: number;
  /** Of all positions, the largest less the smallest. */
  readonly range: number;
}

export const trackOf = (indices: readonly number[], positions: readonly number[]): EndTrack | null => {
  if (indices.length < 3) return null;
  const slopes: number[] = [];
  for (let i = 0; i < indices.length; i += 1)
    for (let j = i + 1; j < indices.length; j += 1)
      slopes.push(((positions[j] ?? 0) - (positions[i] ?? 0)) / ((indices[j] ?? 0) - (indices[i] ?? 0)));
  const perFrame = median(slopes);
  const rests = positions.map((position, i) => position - perFrame * (indices[i] ?? 0));
  const middle = median(rests);
  return {
    frames: indices.length,
    perFrame,
    spread: 1.4826 * median(rests.map((rest) => Math.abs(rest - middle))),
    range: Math.max(...positions) - Math.min(...positions),
  };
};

/** The frames nearest to the one that was pointed at, at most `count` besides it, in their order. */
export const framesAround = (pointed: number, total: number, count: number): readonly number[] =>
  Array.from({ length: total }, (_, index) => index)
    .sort((a, b) => Math.abs(a - pointed) - Math.abs(b - pointed) || a - b)
    .slice(0, count + 1)
    .sort((a, b) => a - b);

/**
 * How far what is on the shaft goes per frame, in samples, and how alike the profiles are then (correlation): a shaft isn't equally bright
 * everywhere, and its glitter goes with it. What is the same in all frames is taken off first: lines of the body that cross, the beam's
 * own edge. One shift for all pairs of frames; `null` where none stands out.
 */
export const shaftShift = (
  profiles: readonly { readonly index: number; readonly values: readonly number[] }[],
  most: number,
): { readonly shift: number; readonly likeness: number } | null => {
  const size = Math.min(...profiles.map(({ values }) => values.length));
  if (profiles.length < 3 || size < 3 * most) return null;
  const mean = Array.from(
    { length: size },
    (_, i) => profiles.reduce((sum, { values }) => sum + (values[i] ?? 0), 0) / profiles.length,
  );
  const rests = profiles.map(({ index, values }) => ({ index, values: mean.map((one, i) => (values[i] ?? 0) - one) }));
  const likenesses: number[] = [];
  for (let shift = -most; shift <= most; shift += 1) {
    let [ab, aa, bb] = [0, 0, 0];
    for (let k = 1; k < rests.length; k += 1) {
      const [a, b] = [rests[k - 1], rests[k]];
      if (!a || !b) continue;
      const by = shift * (b.index - a.index);
      for (let i = Math.max(0, -by); i < Math.min(size, size - by); i += 1) {
        const [p, q] = [a.values[i] ?? 0, b.values[i + by] ?? 0];
        ab += p * q;
        aa += p * p;
        bb += q * q;
      }
    }
    likenesses.push(aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0);
  }
  const likeness = Math.max(...likenesses);
  return likeness > LEAST_LIKENESS ? { shift: likenesses.indexOf(likeness) - most, likeness } : null;
};

const LEAST_LIKENESS = 0.25;
