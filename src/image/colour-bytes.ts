const OPAQUE_BYTES = 4;
const COLOUR_BYTES = 3;

/** Red, green, blue of each pixel, from red, green, blue and opacity. */
export const withoutOpacity = (rgba: Uint8Array | Uint8ClampedArray): Uint8Array<ArrayBuffer> => {
  const pixels = rgba.length / OPAQUE_BYTES;
  const rgb = new Uint8Array(pixels * COLOUR_BYTES);
  // Four pixels are three words: a quarter of the reads and writes. Words are little-endian on every machine that has a browser.
  const fours = rgba.byteOffset % 4 === 0 ? pixels >> 2 : 0;
  const from = new Uint32Array(rgba.buffer, fours > 0 ? rgba.byteOffset : 0, 4 * fours);
  const to = new Uint32Array(rgb.buffer, 0, 3 * fours);
  for (let four = 0, read = 0, write = 0; four < fours; four += 1, read += 4, write += 3) {
    const second = from[read + 1] ?? 0;
    const third = from[read + 2] ?? 0;
    to[write] = ((from[read] ?? 0) & 0xffffff) | (second << 24);
    to[write + 1] = ((second >>> 8) & 0xffff) | (third << 16);
    to[write + 2] = ((third >>> 16) & 0xff) | ((from[read + 3] ?? 0) << 8);
  }
  for (let pixel = 4 * fours; pixel < pixels; pixel += 1)
    for (let sample = 0; sample < COLOUR_BYTES; sample += 1)
      rgb[COLOUR_BYTES * pixel + sample] = rgba[OPAQUE_BYTES * pixel + sample] ?? 0;
  return rgb;
};
