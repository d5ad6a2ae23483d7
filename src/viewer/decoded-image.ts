import type { Enums, Types } from '@cornerstonejs/core';
import type { CornerstoneLibraries } from './cornerstone.ts';
import type { DecoderInput } from './decoder-input.ts';
import { greyImage, wholeRescale, type GreyImageOptions } from './grey-image.ts';
import { ownBytes } from './own-bytes.ts';

/** What the stock decoders' worker answers, as far as it is used. */
interface DecodedFrame {
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
 * once more, on the page. Null of all others, and where rescaled values aren't whole.
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
  const { columns, rows } = told.source.frame.instance;
  const { modality } = told.source.series;
  const scalingParameters = { rescaleSlope, rescaleIntercept, modality };
  const task = {
    imageFrame: { ...pixels, columns, rows, imageId: told.imageId },
    transferSyntax: transferSyntaxUID,
    pixelData: ownBytes(input),
    options: { preScale: isScaled ? { enabled: true, scalingParameters } : { enabled: false } },
    decodeConfig: decoderOptions(),
  };
  const decoded = await core.getWebWorkerManager().executeTask<DecodedFrame>('dicomImageLoader', 'decodeTask', task, {
    ...(requestType && { requestType }),
    priority,
  });
  const values = {
    values: decoded.pixelData,
    minPixelValue: decoded.smallestPixelValue,
    maxPixelValue: decoded.largestPixelValue,
    isScaled,
  };
  return greyImage(core, values, pixels, told);
};
