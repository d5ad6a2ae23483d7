import type { Types } from '@cornerstonejs/core';
import type { ImageAttributes } from '../image/attributes.ts';
import { darkenPadding, paddingRange, valueRange } from '../image/shown-values.ts';
import { windowOfRange } from './window-level.ts';

/**
 * What the decoder doesn't do about padding in a picture of one sample a pixel: it shows as background, and an image that recommends no window
 * gets one of all values but the padding.
 */
export const finishPicture = (image: Types.IImage, { pixels, frames }: ImageAttributes, frame: number): void => {
  const { pixelPaddingValue: value, pixelPaddingRangeLimit: limit } = pixels;
  if (value === undefined || image.color) return;
  const attributes = frames[frame - 1];
  const values = image.getPixelData();
  const isScaled = image.preScale?.scaled === true;
  const slope = isScaled ? (attributes?.rescaleSlope ?? 1) : 1;
  const intercept = isScaled ? (attributes?.rescaleIntercept ?? 0) : 0;
  const asStoredIn = (number: number): number => (values instanceof Float32Array ? Math.fround(number) : number);
  const padding = paddingRange({ value, limit }, (stored) => asStoredIn(stored * slope + intercept));
  const picture = valueRange(values, padding);
  if (!picture) return;
  const { lowest, highest } = picture;
  const isInverted = pixels.photometricInterpretation === 'MONOCHROME1';
  if (darkenPadding(values, padding, picture, isInverted)) {
    image.minPixelValue = lowest;
    image.maxPixelValue = highest;
  }
  if ((attributes?.windows.length ?? 0) > 0) return;
  const window = windowOfRange({ lower: lowest, upper: highest });
  image.windowCenter = window.center;
  image.windowWidth = window.width;
};
