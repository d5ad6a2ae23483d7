/** One frame of uncompressed pixel data: a view where it starts at a byte, a copy shifted into place where frames are packed bit by bit. */
export const nativeFrame = (pixels: Uint8Array, bits: number, index: number): Uint8Array => {
  const firstBit = bits * index;
  const size = Math.ceil(bits / 8);
  const firstByte = Math.floor(firstBit / 8);
  const shift = firstBit % 8;
  if (shift === 0) return pixels.subarray(firstByte, firstByte + size);
  // One bit a pixel, least significant first, frames following each other without padding (PS3.5 8.1.1).
  const frame = new Uint8Array(size);
  for (let at = 0; at < size; at += 1) {
    const low = pixels[firstByte + at] ?? 0;
    const high = pixels[firstByte + at + 1] ?? 0;
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
