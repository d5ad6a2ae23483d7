import type { Enums, Types } from '@cornerstonejs/core';
import type { PixelAttributes } from '../image/pixel-attributes.ts';
import { EXPLICIT_LITTLE_ENDIAN } from '../image/transfer-syntax.ts';
import type { CornerstoneLibraries } from './cornerstone.ts';
import { OTHER_SIZE, type DecoderInput } from './decoder-input.ts';
import { greyImage, wholeRescale, type GreyImageOptions, type GreyValues } from './grey-image.ts';
import { ownBytes } from './own-bytes.ts';
import { plainImage } from './plain-image.ts';

/** What the stock decoders' worker answers, as far as it is used. */
interface DecodedFrame {
  /** As the stream says, where it says so. */
  readonly columns: number;
  readonly rows: number;
  readonly pixelData: Types.PixelDataTypedArray;
  readonly smallestPixelValue: number;
  readonly largestPixelValue: number;
}

/** How soon an image is wanted: `imageLoadPoolManager`'s request type and priority. */
interface Request {
  readonly requestType?: Enums.RequestType;
  readonly priority?: number;
}

/**
 * An image of compressed grey values, decoded and rescaled by the stock decoders' workers and made here: the stock `createImage` copies each picture
 * once more, on the page. Null of all others, and where rescaled values aren't whole. Throws where the stream is of another size than the image says.
 */
export const decodedImage = async (
  { core, decoderOptions }: Pick<CornerstoneLibraries, 'core' | 'decoderOptions'>,
  input: DecoderInput,
  told: GreyImageOptions,
  { requestType, priority = 0 }: Request,
): Promise<Types.IImage | null> => {
  const { pixels, transferSyntaxUID } = input;
  const rescale = wholeRescale(pixels, told);
  if (!rescale) return null;
  const { rescaleSlope, rescaleIntercept, isScaled } = rescale;
  // With a slope below zero they take the lowest value for the highest: it is applied here.
  const isScaledThere = isScaled && rescaleSlope > 0;
  const { columns, rows } = told.source.frame.instance;
  const { modality } = told.source.series;
  const scalingParameters = { rescaleSlope, rescaleIntercept, modality };
  const task = {
    imageFrame: { ...pixels, columns, rows, imageId: told.imageId },
    transferSyntax: transferSyntaxUID,
    pixelData: ownBytes(input),
    options: { preScale: isScaledThere ? { enabled: true, scalingParameters } : { enabled: false } },
    decodeConfig: decoderOptions(),
  };
  const decoded = await core.getWebWorkerManager().executeTask<DecodedFrame>('dicomImageLoader', 'decodeTask', task, {
    ...(requestType && { requestType }),
    priority,
  });
  if (decoded.columns !== columns || decoded.rows !== rows || decoded.pixelData.length !== columns * rows)
    throw new Error(OTHER_SIZE);
  const range = { minPixelValue: decoded.smallestPixelValue, maxPixelValue: decoded.largestPixelValue };
  if (isScaled && !isScaledThere) return plainImage(core, asUncompressed(decoded.pixelData, pixels), told);
  const values = inUsualType(decoded.pixelData, range, pixels, isScaled);
  return greyImage(core, { values, ...range, isScaled }, pixels, told);
};

const asUncompressed = (values: Types.PixelDataTypedArray, pixels: PixelAttributes): DecoderInput => ({
  bytes: new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
  pixels: {
    ...pixels,
    bitsAllocated: 8 * values.BYTES_PER_ELEMENT,
    pixelRepresentation: values instanceof Int8Array || values instanceof Int16Array ? 1 : 0,
  },
  transferSyntaxUID: EXPLICIT_LITTLE_ENDIAN,
  isOwn: true,
});

/**
 * In the type that uncompressed values have: they come in the smallest that holds them, which differs between the images of a series. A change of it costs
 * a view all that it has prepared, and a volume has the type of some of its images.
 */
const inUsualType = (
  values: Types.PixelDataTypedArray,
  { minPixelValue, maxPixelValue }: Pick<GreyValues, 'minPixelValue' | 'maxPixelValue'>,
  { bitsAllocated, pixelRepresentation }: PixelAttributes,
  isScaled: boolean,
): Types.PixelDataTypedArray => {
  if (values.BYTES_PER_ELEMENT > 2 || (bitsAllocated <= 8 && !isScaled)) return values;
  const fitsSigned = minPixelValue >= -32768 && maxPixelValue <= 32767;
  const isSigned = minPixelValue < 0 || (fitsSigned && (isScaled || pixelRepresentation === 1));
  const Usual = isSigned ? Int16Array : Uint16Array;
  if (values instanceof Usual) return values;
  return values.BYTES_PER_ELEMENT === 2
    ? new Usual(values.buffer as ArrayBuffer, values.byteOffset, values.length)
    : Usual.from(values);
};
