import type { PlaneGeometry } from '../../image/plane-geometry.ts';
import { patientFromPixelIndex } from '../../image/plane-geometry.ts';
import { pixelIndex } from '../../space/frame.ts';
import type { Surface } from '../../space/surface.ts';

/**
 * The pixels of an image whose centres lie in a target, one bit each, row by row, least significant bit first; null where none does. A centre on
 * the boundary counts as inside.
 */
export const pixelsInside = (
  surface: Surface,
  plane: PlaneGeometry,
  columns: number,
  rows: number,
): Uint8Array | null => {
  const bits = new Uint8Array(Math.ceil((columns * rows) / 8));
  let any = false;
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns;) {
      const centre = patientFromPixelIndex(plane, pixelIndex(column, row));
      const isInside = surface.contains(centre);
      // Nothing changes sides nearer than the boundary is; a whisker less, for rounding.
      const free = Math.abs(surface.signedDistance(centre)) / plane.betweenColumns - 1e-6;
      const end = Math.min(columns, column + Math.max(1, Math.ceil(free)));
      if (isInside) {
        any = true;
        for (let at = row * columns + column; at < row * columns + end; at += 1)
          bits[at >> 3] = (bits[at >> 3] ?? 0) | (1 << (at & 7));
      }
      column = end;
    }
  }
  return any ? bits : null;
};

/** Frames of one bit a pixel after each other, without padding between them, of even length as a whole (PS3.5 8.1.1, 8.2). */
export const packFrames = (frames: readonly Uint8Array[], bitsPerFrame: number): Uint8Array => {
  const bytes = Math.ceil((frames.length * bitsPerFrame) / 8);
  const packed = new Uint8Array(bytes + (bytes % 2));
  for (const [index, frame] of frames.entries()) {
    const from = index * bitsPerFrame;
    if (from % 8 === 0) {
      packed.set(frame.subarray(0, Math.ceil(bitsPerFrame / 8)), from / 8);
      continue;
    }
    for (let bit = 0; bit < bitsPerFrame; bit += 1) {
      if ((((frame[bit >> 3] ?? 0) >> (bit & 7)) & 1) === 0) continue;
      const to = from + bit;
      packed[to >> 3] = (packed[to >> 3] ?? 0) | (1 << (to & 7));
    }
  }
  return packed;
};
