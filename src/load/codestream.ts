/** How compressed frames start and end: JPEG and JPEG-LS (SOI … EOI), JPEG 2000 (SOC … EOC, or in a JP2 box), JPEG XL, RLE (PS3.5 G.5). */

const RLE_HEADER_BYTES = 64;
const RLE_MAX_SEGMENTS = 15;
const JP2_SIGNATURE = [0x00, 0x00, 0x00, 0x0c, 0x6a, 0x50, 0x20, 0x20];

const startsWith = (bytes: Uint8Array, at: number, end: number, pattern: readonly number[]): boolean =>
  at + pattern.length <= end && pattern.every((byte, index) => bytes[at + index] === byte);

const startsRle = (bytes: Uint8Array, start: number, end: number): boolean => {
  if (end - start < RLE_HEADER_BYTES) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset + start, RLE_HEADER_BYTES);
  const segments = view.getUint32(0, true);
  if (segments < 1 || segments > RLE_MAX_SEGMENTS || view.getUint32(4, true) !== RLE_HEADER_BYTES) return false;
  for (let segment = segments; segment < RLE_MAX_SEGMENTS; segment += 1)
    if (view.getUint32(4 + segment * 4, true) !== 0) return false;
  return true;
};

export const startsFrame = (bytes: Uint8Array, start: number, end: number): boolean =>
  startsWith(bytes, start, end, [0xff, 0xd8, 0xff]) ||
  startsWith(bytes, start, end, [0xff, 0x4f, 0xff, 0x51]) ||
  startsWith(bytes, start, end, [0xff, 0x0a]) ||
  startsWith(bytes, start, end, JP2_SIGNATURE) ||
  startsRle(bytes, start, end);

/** EOI and EOC are both FF D9, or FF D9 for JPEG and FF D9 for JPEG 2000 alike; padding of either value may follow. */
export const endsFrame = (bytes: Uint8Array, start: number, end: number): boolean => {
  let at = end;
  while (at > start && bytes[at - 1] === 0) at -= 1;
  if (at - 2 >= start && bytes[at - 1] === 0xd9 && bytes[at - 2] === 0xff) return true;
  while (at > start && bytes[at - 1] === 0xff) at -= 1;
  return at - 1 >= start && bytes[at - 1] === 0xd9 && bytes[at - 2] === 0xff;
};
