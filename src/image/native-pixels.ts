import type { PixelAttributes } from './pixel-attributes.ts';

/** Uncompressed little endian pixels with what describes them. */
export interface NativePixels {
  readonly bytes: Uint8Array;
  readonly pixels: PixelAttributes;
}

const isColour = ({ samplesPerPixel }: PixelAttributes): boolean => samplesPerPixel > 1;

/**
 * Uncompressed pixels as every decoder and display takes them: one value a byte or word, without what isn't part of the value (overlays in
 * unused bits), chrominance for every pixel, colours of eight bits. What needs no change is passed on as it is.
 */
export const plainPixels = ({ bytes, pixels }: NativePixels, columns: number, rows: number): NativePixels => {
  const { bitsAllocated, isFloat } = pixels;
  if (isFloat) return bitsAllocated === 64 ? asSingle({ bytes, pixels }) : { bytes, pixels };
  if (bitsAllocated === 1) return unpackedBits({ bytes, pixels }, columns * rows * pixels.samplesPerPixel);
  const full = withAllChrominance({ bytes, pixels }, columns, rows);
  const clean = withoutOtherBits(full);
  return isColour(clean.pixels) && bitsAllocated > 8 ? asEightBits(clean) : clean;
};

type Words = Uint8Array | Uint16Array | Uint32Array;

/** The words of a copy of the bytes: a view into a file needn't start at a whole word. */
const wordsOf = (bytes: Uint8Array, bits: number): Words =>
  viewOf(bytes.slice(0, bytes.length - (bytes.length % (bits / 8))), bits);

/** The words of bytes that start at a whole one. */
const viewOf = (bytes: Uint8Array, bits: number): Words => {
  if (bits === 8) return bytes;
  const count = Math.floor((8 * bytes.length) / bits);
  const { buffer, byteOffset } = bytes;
  return bits === 16 ? new Uint16Array(buffer, byteOffset, count) : new Uint32Array(buffer, byteOffset, count);
};

/** Double precision as single: what screens and textures have. */
const asSingle = ({ bytes, pixels }: NativePixels): NativePixels => {
  const doubles = new Float64Array(bytes.slice(0, bytes.length - (bytes.length % 8)).buffer);
  return {
    bytes: new Uint8Array(Float32Array.from(doubles).buffer),
    pixels: { ...pixels, bitsAllocated: 32, bitsStored: 32, highBit: 31 },
  };
};

/** One bit a pixel, the first in the least significant bit (PS3.5 8.1.1), as one byte a pixel. */
const unpackedBits = ({ bytes, pixels }: NativePixels, count: number): NativePixels => ({
  bytes: Uint8Array.from({ length: count }, (_, index) => ((bytes[index >> 3] ?? 0) >> (index & 7)) & 1),
  pixels: { ...pixels, bitsAllocated: 8, bitsStored: 8, highBit: 7, pixelRepresentation: 0 },
});

/**
 * Moves values down to bit 0 and clears the bits above: they aren't part of the value (PS3.5 8.1.1; once they held overlays). Signed values
 * keep their sign: it is extended from the highest stored bit.
 */
const withoutOtherBits = ({ bytes, pixels }: NativePixels): NativePixels => {
  const { bitsAllocated, bitsStored, highBit, pixelRepresentation } = pixels;
  const below = Math.max(0, highBit + 1 - bitsStored);
  if (bitsStored >= bitsAllocated && below === 0) return { bytes, pixels };
  const above = 32 - bitsStored;
  const isSigned = pixelRepresentation === 1;
  if (below === 0 && bytes.byteOffset % (bitsAllocated / 8) === 0) {
    const view = viewOf(bytes, bitsAllocated);
    const isClean = isSigned ? hasSignAbove(view, bitsAllocated, bitsStored) : hasNothingAbove(view, bitsStored);
    if (isClean) return { bytes, pixels: { ...pixels, highBit: bitsStored - 1 } };
  }
  const words = wordsOf(bytes, bitsAllocated);
  for (let index = 0; index < words.length; index += 1) {
    const moved = ((words[index] ?? 0) >>> below) << above;
    words[index] = isSigned ? moved >> above : moved >>> above;
  }
  return { bytes: new Uint8Array(words.buffer), pixels: { ...pixels, highBit: bitsStored - 1 } };
};

/** Most writers leave unused bits empty: looking costs less than a copy. */
const hasNothingAbove = (words: Words, bitsStored: number): boolean => {
  let used = 0;
  for (let index = 0; index < words.length; index += 1) used |= words[index] ?? 0;
  return used >>> bitsStored === 0;
};

/** The same of signed values: all bits above are as the highest stored one. */
const hasSignAbove = (words: Words, bitsAllocated: number, bitsStored: number): boolean => {
  const [unused, above] = [32 - bitsAllocated, 32 - bitsStored];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? 0;
    if ((word << above) >> above !== (word << unused) >> unused) return false;
  }
  return true;
};

const SUBSAMPLED = /^YBR_(FULL|PARTIAL)_42[02]$/;

/**
 * Two pixels of a row that share their chrominance (Y Y Cb Cr, PS3.3 C.7.6.3.1.2), each with its own copy of it. Where the samples of every
 * pixel are there already, as after decompression, only the name is wrong.
 */
const withAllChrominance = ({ bytes, pixels }: NativePixels, columns: number, rows: number): NativePixels => {
  const { photometricInterpretation, samplesPerPixel, bitsAllocated } = pixels;
  if (samplesPerPixel !== 3 || !SUBSAMPLED.test(photometricInterpretation)) return { bytes, pixels };
  const described = { ...pixels, photometricInterpretation: photometricInterpretation.replace(/_42[02]$/, '') };
  if (bytes.length * 8 >= columns * rows * 3 * bitsAllocated) return { bytes, pixels: described };
  if (!photometricInterpretation.endsWith('422') || bitsAllocated !== 8)
    throw new Error(`${photometricInterpretation} of ${String(bitsAllocated)} bits is not drawn`);
  const full = new Uint8Array(columns * rows * 3);
  const pairs = Math.ceil(columns / 2);
  for (let row = 0, to = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1, to += 3) {
      const pair = (row * pairs + (column >> 1)) * 4;
      full[to] = bytes[pair + (column & 1)] ?? 0;
      full[to + 1] = bytes[pair + 2] ?? 0;
      full[to + 2] = bytes[pair + 3] ?? 0;
    }
  return { bytes: full, pixels: { ...described, planarConfiguration: 0 } };
};

/** Colours of more than eight bits a sample as screens have them. */
const asEightBits = ({ bytes, pixels }: NativePixels): NativePixels => ({
  bytes: Uint8Array.from(wordsOf(bytes, pixels.bitsAllocated), (word) =>
    pixels.bitsStored > 8 ? word >>> (pixels.bitsStored - 8) : word,
  ),
  pixels: { ...pixels, bitsAllocated: 8, bitsStored: 8, highBit: 7, pixelRepresentation: 0 },
});
