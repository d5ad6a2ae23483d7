import type { Raster } from '../picture/render.ts';

/** Samples of an image as a PDF holds them best, and the entries of its dictionary that say so (ISO 32000-1, 7.4.4.4 and 8.9.5). */
export interface ImageSamples {
  readonly samples: Uint8Array;
  readonly dictionary: {
    readonly ColorSpace: 'DeviceGray' | 'DeviceRGB';
    readonly BitsPerComponent: 8;
    readonly DecodeParms: {
      readonly Predictor: 2;
      readonly Colors: 1 | 3;
      readonly BitsPerComponent: 8;
      readonly Columns: number;
    };
  };
}

const isGrey = (rgb: Uint8Array): boolean => {
  for (let at = 0; at < rgb.length; at += 3) if (rgb[at] !== rgb[at + 1] || rgb[at] !== rgb[at + 2]) return false;
  return true;
};

/**
 * An image without colours has one component; each sample is told as its difference from the one to its left, of the same component. Smooth
 * pictures are compressed a great deal better and faster so.
 */
export const imageSamples = ({ rgb, width, height }: Raster): ImageSamples => {
  const components = isGrey(rgb) ? 1 : 3;
  const step = 3 / components;
  const row = width * components;
  const samples = new Uint8Array(row * height);
  for (let at = 0; at < samples.length; at += 1) {
    const left = at % row < components ? 0 : (rgb[(at - components) * step] ?? 0);
    samples[at] = (rgb[at * step] ?? 0) - left;
  }
  return {
    samples,
    dictionary: {
      ColorSpace: components === 1 ? 'DeviceGray' : 'DeviceRGB',
      BitsPerComponent: 8,
      DecodeParms: { Predictor: 2, Colors: components, BitsPerComponent: 8, Columns: width },
    },
  };
};
