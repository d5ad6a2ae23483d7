import type * as Core from '@cornerstonejs/core';
import type { ImageSeries } from '../image/series.ts';
import type { DecodedPixels, PixelsOf } from '../session/suggestions.ts';

const AT_ONCE = 8;

/**
 * Pixels out of a Cornerstone's cache, which fetches and decodes what isn't there yet: one image is decoded once, whoever wants it.
 *
 * @param imageIdsOf in the order of the series' frames; an image without one can't be had
 */
export const decodedPixels =
  (core: typeof Core, imageIdsOf: (series: ImageSeries) => readonly (string | undefined)[]): PixelsOf =>
  async (series, indices, { signal, isThere = false }) => {
    const ids = imageIdsOf(series);
    if (isThere && indices.some((index) => !isLoaded(core, ids[index]))) return null;
    const pixels: DecodedPixels[] = [];
    for (let from = 0; from < indices.length; from += AT_ONCE) {
      signal.throwIfAborted();
      const some = indices.slice(from, from + AT_ONCE);
      pixels.push(...(await Promise.all(some.map((index) => pixelsOfImage(core, series, index, ids[index])))));
    }
    return pixels;
  };

const isLoaded = ({ cache }: typeof Core, id: string | undefined): boolean => id !== undefined && cache.isLoaded(id);

const pixelsOfImage = async (
  { imageLoader }: typeof Core,
  { frames }: ImageSeries,
  index: number,
  id: string | undefined,
): Promise<DecodedPixels> => {
  const frame = frames[index];
  if (id === undefined || !frame) throw new Error('an image of the series is missing');
  const image = await imageLoader.loadAndCacheImage(id);
  const stored = image.getPixelData();
  const values = frame.instance.frames[frame.frame - 1];
  const isScaled = image.preScale?.scaled === true;
  return {
    stored,
    samplesPerPixel: Math.max(1, Math.round(stored.length / (image.columns * image.rows))),
    slope: isScaled ? 1 : (values?.rescaleSlope ?? 1),
    intercept: isScaled ? 0 : (values?.rescaleIntercept ?? 0),
  };
};
