import type { Types } from '@cornerstonejs/core';
import { EXPLICIT_LITTLE_ENDIAN } from '../image/transfer-syntax.ts';
import type { CornerstoneLibraries } from './cornerstone.ts';
import type { DecoderInput } from './decoder-input.ts';
import { greyImage, wholeRescale, type GreyImageOptions } from './grey-image.ts';
import { isNearlyAll } from './own-bytes.ts';

type Stored = Uint8Array | Int16Array | Uint16Array;

/**
 * An image of uncompressed grey values of 8 or 16 bits, rescaled as its attributes say, made here: sending them to a worker and back takes longer than looking at
 * them. Null of all others, and where rescaled values aren't whole or need more than 16 bits.
 */
export const plainImage = (
  core: CornerstoneLibraries['core'],
  { bytes, pixels, transferSyntaxUID, isOwn = false }: DecoderInput,
  told: GreyImageOptions,
): Types.IImage | null => {
  const { columns, rows } = told.source.frame.instance;
  const rescale = wholeRescale(pixels, told);
  const { bitsAllocated, pixelRepresentation } = pixels;
  if (transferSyntaxUID !== EXPLICIT_LITTLE_ENDIAN || !rescale) return null;
  if (bitsAllocated !== 8 && bitsAllocated !== 16) return null;
  const { rescaleSlope, rescaleIntercept, isScaled } = rescale;
  const count = columns * rows;
  if (bytes.length * 8 < count * bitsAllocated || (bitsAllocated === 8 && pixelRepresentation === 1)) return null;
  const stored = storedValues(bytes, count, bitsAllocated, pixelRepresentation === 1, isOwn);
  const { lowest, highest } = rangeOf(stored);
  const rescaled = (value: number): number => (isScaled ? rescaleSlope * value + rescaleIntercept : value);
  const [minPixelValue, maxPixelValue] = [rescaled(lowest), rescaled(highest)].sort((a, b) => a - b) as [
    number,
    number,
  ];
  const values = isScaled ? placeFor(stored, minPixelValue, maxPixelValue, isOwn) : stored;
  if (!values) return null;
  if (isScaled)
    for (let index = 0; index < count; index += 1)
      values[index] = rescaleSlope * (stored[index] ?? 0) + rescaleIntercept;
  return greyImage(core, { values, minPixelValue, maxPixelValue, isScaled }, pixels, told);
};

/** A view of the bytes where it may be kept and begins at a whole word: new memory costs more than all that is done to the values. */
const storedValues = (bytes: Uint8Array, count: number, bits: 8 | 16, isSigned: boolean, isOwn: boolean): Stored => {
  const isAll = bytes.byteLength === bytes.buffer.byteLength;
  const mayKeep = isAll || (isOwn && isNearlyAll(bytes) && bytes.byteOffset % (bits / 8) === 0);
  const { buffer, byteOffset } = mayKeep ? bytes : bytes.slice(0, (count * bits) / 8);
  if (bits === 8) return new Uint8Array(buffer, byteOffset, count);
  return isSigned ? new Int16Array(buffer, byteOffset, count) : new Uint16Array(buffer, byteOffset, count);
};

const rangeOf = (values: Stored): { readonly lowest: number; readonly highest: number } => {
  // Whole numbers from the beginning: what starts as infinite is compared as fractions are.
  let lowest = values[0] ?? 0;
  let highest = lowest;
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index] ?? 0;
    if (value < lowest) lowest = value;
    if (value > highest) highest = value;
  }
  return { lowest, highest };
};

/**
 * Where rescaled values go: over the stored ones where those may be written to. The same type for all images of a series, as far as possible: a change
 * of it costs a view all that it has prepared.
 */
const placeFor = (stored: Stored, lowest: number, highest: number, isOwn: boolean): Int16Array | Uint16Array | null => {
  const isOver = isOwn && stored.BYTES_PER_ELEMENT === 2;
  const { buffer, byteOffset, length } = isOver ? stored : new Uint16Array(stored.length);
  if (lowest >= -32768 && highest <= 32767) return new Int16Array(buffer, byteOffset, length);
  return lowest >= 0 && highest <= 65535 ? new Uint16Array(buffer, byteOffset, length) : null;
};
