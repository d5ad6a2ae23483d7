import type { Types } from '@cornerstonejs/core';
import type { CornerstoneLibraries } from './cornerstone.ts';
import type { DecoderInput } from './decoder-input.ts';
import { loadedImage } from './loaded-image.ts';
import { EXPLICIT_LITTLE_ENDIAN } from '../image/transfer-syntax.ts';
import type { ImageSource } from '../session/space-of.ts';
import { windowOfRange } from './window-level.ts';

type Stored = Uint8Array | Int16Array | Uint16Array;

/** What else an image is told of. */
export interface PlainImageOptions {
  readonly imageId: string;
  readonly source: Pick<ImageSource, 'series' | 'frame'>;
  readonly voiLutFunction: 'LINEAR' | 'SIGMOID' | 'LINEAR_EXACT';
  /** False where stored values are wanted. */
  readonly isRescaled: boolean;
  readonly rowPixelSpacing: number;
  readonly columnPixelSpacing: number;
}

/**
 * An image of uncompressed grey values of 8 or 16 bits, rescaled as its attributes say, made here: sending them to a worker and back takes longer than looking at
 * them. Null of all others, and where rescaled values aren't whole or need more than 16 bits.
 */
export const plainImage = (
  core: CornerstoneLibraries['core'],
  { bytes, pixels, transferSyntaxUID }: DecoderInput,
  { imageId, source, voiLutFunction, isRescaled, rowPixelSpacing, columnPixelSpacing }: PlainImageOptions,
): Types.IImage | null => {
  const { instance, frame } = source.frame;
  const { columns, rows } = instance;
  const { rescaleSlope = 1, rescaleIntercept = 0, windows = [] } = instance.frames[frame - 1] ?? {};
  const { samplesPerPixel, hasPalette, isFloat, bitsAllocated, pixelRepresentation, photometricInterpretation } =
    pixels;
  if (transferSyntaxUID !== EXPLICIT_LITTLE_ENDIAN || samplesPerPixel !== 1 || hasPalette || isFloat) return null;
  if (bitsAllocated !== 8 && bitsAllocated !== 16) return null;
  if (!Number.isInteger(rescaleSlope) || !Number.isInteger(rescaleIntercept)) return null;
  const count = columns * rows;
  if (bytes.length * 8 < count * bitsAllocated || (bitsAllocated === 8 && pixelRepresentation === 1)) return null;
  const stored = storedValues(bytes, count, bitsAllocated, pixelRepresentation === 1);
  const { lowest, highest } = rangeOf(stored);
  const isScaled = isRescaled && (rescaleSlope !== 1 || rescaleIntercept !== 0);
  const rescaled = (value: number): number => (isScaled ? rescaleSlope * value + rescaleIntercept : value);
  const [minPixelValue, maxPixelValue] = [rescaled(lowest), rescaled(highest)].sort((a, b) => a - b) as [
    number,
    number,
  ];
  const values = isScaled ? placeFor(count, minPixelValue, maxPixelValue) : stored;
  if (!values) return null;
  if (isScaled)
    for (let index = 0; index < count; index += 1)
      values[index] = rescaleSlope * (stored[index] ?? 0) + rescaleIntercept;
  const [recommended = windowOfRange({ lower: minPixelValue, upper: maxPixelValue })] = windows;
  const image = {
    imageId,
    columns,
    rows,
    rowPixelSpacing,
    columnPixelSpacing,
    values,
    numberOfComponents: 1,
    minPixelValue,
    maxPixelValue,
    windowCenter: recommended.center,
    windowWidth: recommended.width,
  } as const;
  const { LINEAR, LINEAR_EXACT, SAMPLED_SIGMOID } = core.Enums.VOILUTFunctionType;
  const functions = { LINEAR, LINEAR_EXACT, SIGMOID: SAMPLED_SIGMOID };
  return loadedImage(core, image, {
    voiLUTFunction: functions[voiLutFunction],
    photometricInterpretation,
    invert: photometricInterpretation === 'MONOCHROME1',
    slope: rescaleSlope,
    intercept: rescaleIntercept,
    ...(isScaled && {
      preScale: {
        enabled: true,
        scaled: true,
        scalingParameters: { rescaleSlope, rescaleIntercept, modality: source.series.modality },
      },
    }),
  });
};

/** A view of the bytes where they are of nobody else and begin at a whole word. */
const storedValues = (bytes: Uint8Array, count: number, bits: 8 | 16, isSigned: boolean): Stored => {
  const isOwn = bytes.byteLength === bytes.buffer.byteLength;
  const { buffer } = isOwn ? bytes : bytes.slice(0, (count * bits) / 8);
  if (bits === 8) return new Uint8Array(buffer, 0, count);
  return isSigned ? new Int16Array(buffer, 0, count) : new Uint16Array(buffer, 0, count);
};

const rangeOf = (values: Stored): { readonly lowest: number; readonly highest: number } => {
  let [lowest, highest] = [Infinity, -Infinity];
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index] ?? 0;
    if (value < lowest) lowest = value;
    if (value > highest) highest = value;
  }
  return { lowest, highest };
};

/** The same type for all images of a series, as far as possible: a change of it costs a view all that it has prepared. */
const placeFor = (count: number, lowest: number, highest: number): Int16Array | Uint16Array | null => {
  if (lowest >= -32768 && highest <= 32767) return new Int16Array(count);
  return lowest >= 0 && highest <= 65535 ? new Uint16Array(count) : null;
};
