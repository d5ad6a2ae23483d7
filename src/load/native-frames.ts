/** Where a frame of uncompressed pixel data lies, bytes from the first of them; `shift` is the bit of the first byte at which it begins. */
export interface NativePlace {
  readonly start: number;
  readonly end: number;
  readonly shift: number;
}

/** Frames follow each other without padding, also where that is in the middle of a byte (PS3.5 8.1.1). */
export const nativePlace = (bits: number, index: number): NativePlace => {
  const firstBit = bits * index;
  return { start: Math.floor(firstBit / 8), end: Math.ceil((firstBit + bits) / 8), shift: firstBit % 8 };
};

/** A frame from the bytes of its place: they themselves where it starts at a byte, else a copy shifted into place. */
export const nativeFrame = (bytes: Uint8Array, bits: number, shift: number): Uint8Array => {
  if (shift === 0) return bytes;
  // One bit a pixel, least significant first.
  const frame = new Uint8Array(Math.ceil(bits / 8));
  for (let at = 0; at < frame.length; at += 1) {
    const low = bytes[at] ?? 0;
    const high = bytes[at + 1] ?? 0;
    frame[at] = (low >> shift) | ((high << (8 - shift)) & 0xff);
  }
  return frame;
};

/** A copy of big endian pixel data with the bytes of each word turned round. */
export const inLittleEndian = (pixels: Uint8Array, bytesPerWord: number): Uint8Array => {
  const turned = pixels.slice();
  if (bytesPerWord < 2) return turned;
  for (let at = 0; at + bytesPerWord <= turned.length; at += bytesPerWord)
    turned.subarray(at, at + bytesPerWord).reverse();
  return turned;
};
