import type { Frame } from './frame.ts';
import { tiled, type Tiled } from './tiles.ts';

/** Frames besides the one that was pointed at that the background is made of: spread over the cine, so that the device is elsewhere in most. */
const MOST = 9;

/**
 * The frame less what stands still: at each pixel, what it is in frames of the cine in which the device, of this sign, is elsewhere: the last but one
 * of them from its brightness on, since the very last is the noise's. A device that moves is left, lines and bones that don't move are gone; a device that lies still is gone with them. `null` where there are too few frames to tell.
 */
export const withoutBackground = (frames: readonly Frame[], pointed: number, sign: 1 | -1): Tiled | null => {
  const frame = frames[pointed];
  if (!frame || frames.length < 5) return null;
  const others = frames.map((_, index) => index).filter((index) => index !== pointed);
  const count = Math.min(MOST, others.length);
  const rank = sign < 0 ? count - 2 : 1;
  const taken = Array.from(
    { length: count },
    (_, k) =>
      frames[others[Math.round((k * (others.length - 1)) / Math.max(1, count - 1))] ?? 0]?.values ?? frame.values,
  );
  const { columns, rows } = frame;
  const sorted = new Float64Array(count);
  return tiled(columns, rows, (values, x0, y0, x1, y1) => {
    for (let row = y0; row < y1; row += 1)
      for (let i = row * columns + x0; i < row * columns + x1; i += 1) {
        // Insertion sort: a handful of numbers.
        for (let k = 0; k < count; k += 1) {
          const value = taken[k]?.[i] ?? 0;
          let at = k;
          for (; at > 0 && (sorted[at - 1] ?? 0) > value; at -= 1) sorted[at] = sorted[at - 1] ?? 0;
          sorted[at] = value;
        }
        values[i] = (frame.values[i] ?? 0) - (sorted[rank] ?? 0);
      }
  });
};
