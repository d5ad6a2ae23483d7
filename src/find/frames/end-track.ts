import { median } from './plane.ts';

/** Where the end of a device lay in the frames of a cine, along the axis that it has in the frame that was pointed at. */
export interface EndTrack {
  /** Frames in which the end was found, the one that was pointed at among them. */
  readonly frames: number;
  /** How far the end goes per frame along the axis, in the unit of the positions: the median of all pairs' slopes (Theil–Sen). */
  readonly perFrame: number;
  /** Where that line lies in the frame that was pointed at. */
  readonly expected: number;
  /** Robust 1 SD of the positions about that line. */
  readonly spread: number;
  /** Of all positions, the largest less the smallest. */
  readonly range: number;
}

export const trackOf = (indices: readonly number[], positions: readonly number[], pointed: number): EndTrack | null => {
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
    expected: middle + perFrame * pointed,
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
