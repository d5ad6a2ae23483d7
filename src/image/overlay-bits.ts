import type { ElementSource } from './element-source.ts';
import type { OverlayDescription } from './overlay-planes.ts';

/**
 * One frame of an overlay with data of its own, a byte a bit. Bits follow each other from the least significant on, through all frames
 * (PS3.5 8.1.2). Null where the data are missing or short.
 */
export const overlayBits = (source: ElementSource, overlay: OverlayDescription, frame: number): Uint8Array | null => {
  const values = source.numbers(`OverlayData${overlay.group}`);
  if (!values) return null;
  const size = overlay.columns * overlay.rows;
  const total = size * (overlay.frames?.count ?? 1);
  // Bytes or words, whatever the representation says: the same bits take half as many words.
  const perValue = values.length * 8 >= total ? 8 : 16;
  if (values.length * perValue < total) return null;
  const first = size * (frame - 1);
  return Uint8Array.from({ length: size }, (_, index) => {
    const bit = first + index;
    return ((values[Math.floor(bit / perValue)] ?? 0) >> (bit % perValue)) & 1;
  });
};

/** An overlay in a bit of the pixels that isn't part of their value, from one frame of uncompressed little endian pixels. */
export const embeddedOverlayBits = (
  bytes: Uint8Array,
  { columns, rows, bitPosition }: OverlayDescription,
  bitsAllocated: number,
): Uint8Array | null => {
  if (bitPosition === null || bitPosition >= bitsAllocated || bytes.length * 8 < columns * rows * bitsAllocated)
    return null;
  const step = bitsAllocated / 8;
  const [byte, bit] = [Math.floor(bitPosition / 8), bitPosition % 8];
  return Uint8Array.from({ length: columns * rows }, (_, index) => ((bytes[index * step + byte] ?? 0) >> bit) & 1);
};
