import type { AttributeName } from './dictionary.ts';
import { codeOf, numberOf, type ElementSource } from './element-source.ts';

/** How pixels are stored (PS3.3 C.7.6.3). */
export interface PixelAttributes {
  readonly samplesPerPixel: number;
  readonly photometricInterpretation: string;
  readonly bitsAllocated: number;
  readonly bitsStored: number;
  readonly highBit: number;
  /** 0 unsigned, 1 two's complement. */
  readonly pixelRepresentation: 0 | 1;
  /** 0 colour by pixel, 1 colour by plane. */
  readonly planarConfiguration: 0 | 1;
  /** The values are floating point numbers, single or double precision (C.7.6.24, C.7.6.25). */
  readonly isFloat: boolean;
  readonly hasPalette: boolean;
  readonly pixelPaddingValue: number | undefined;
  readonly pixelPaddingRangeLimit: number | undefined;
  readonly smallestPixelValue: number | undefined;
  readonly largestPixelValue: number | undefined;
}

const BITS_ALLOCATED: ReadonlySet<number> = new Set([1, 8, 16, 32, 64]);

/** A pixel value that is "US or SS" (PS3.6): its sign is that of the pixels, which implicit VR doesn't write and some writers get wrong. */
const pixelValueOf = (source: ElementSource, name: AttributeName): number | undefined => {
  const value = numberOf(source, name);
  const isSigned = numberOf(source, 'PixelRepresentation') === 1;
  return isSigned && value !== undefined && value > 0x7fff ? value - 0x10000 : value;
};

/** The pixel module, or what is wrong with it. BitsAllocated and SamplesPerPixel decide byte offsets, so they aren't guessed. */
export const readPixelAttributes = (source: ElementSource): PixelAttributes | string => {
  const bitsAllocated = numberOf(source, 'BitsAllocated');
  if (bitsAllocated === undefined || !BITS_ALLOCATED.has(bitsAllocated))
    return 'BitsAllocated is missing or not 1, 8, 16, 32 or 64';
  const photometricInterpretation = codeOf(source, 'PhotometricInterpretation');
  const isColor = photometricInterpretation !== undefined && /^(RGB|YBR|HSV|ARGB|CMYK)/.test(photometricInterpretation);
  const samples = numberOf(source, 'SamplesPerPixel');
  if (samples !== undefined && ![1, 3, 4].includes(samples))
    return `SamplesPerPixel is ${String(samples)}, not 1, 3 or 4`;
  if (samples === undefined && isColor) return 'SamplesPerPixel is missing';
  const bitsStored = numberOf(source, 'BitsStored');
  const storedInRange =
    bitsStored !== undefined && bitsStored >= 1 && bitsStored <= bitsAllocated ? bitsStored : bitsAllocated;
  const isSigned = numberOf(source, 'PixelRepresentation') === 1;
  return {
    samplesPerPixel: samples ?? 1,
    photometricInterpretation: photometricInterpretation ?? (samples === 3 ? 'RGB' : 'MONOCHROME2'),
    bitsAllocated,
    bitsStored: storedInRange,
    highBit: numberOf(source, 'HighBit') ?? storedInRange - 1,
    pixelRepresentation: isSigned ? 1 : 0,
    planarConfiguration: numberOf(source, 'PlanarConfiguration') === 1 ? 1 : 0,
    // Bits and sign are said of whole numbers only.
    isFloat: bitsAllocated >= 32 && bitsStored === undefined && source.numbers('PixelRepresentation') === undefined,
    hasPalette: source.numbers('RedPaletteColorLookupTableDescriptor') !== undefined,
    pixelPaddingValue: pixelValueOf(source, 'PixelPaddingValue'),
    pixelPaddingRangeLimit: pixelValueOf(source, 'PixelPaddingRangeLimit'),
    smallestPixelValue: pixelValueOf(source, 'SmallestImagePixelValue'),
    largestPixelValue: pixelValueOf(source, 'LargestImagePixelValue'),
  };
};

/** Bits that one uncompressed frame takes, without padding. */
export const bitsPerFrame = (pixels: PixelAttributes, columns: number, rows: number): number => {
  const whole = columns * rows * pixels.samplesPerPixel * pixels.bitsAllocated;
  if (pixels.samplesPerPixel !== 3) return whole;
  // Chrominance subsampled two to one along the rows (PS3.3 C.7.6.3.1.2): two samples a pixel, each pair of pixels whole.
  if (/^YBR_(FULL|PARTIAL)_422$/.test(pixels.photometricInterpretation))
    return 2 * Math.ceil(columns / 2) * 2 * rows * pixels.bitsAllocated;
  if (pixels.photometricInterpretation === 'YBR_PARTIAL_420') return whole / 2;
  return whole;
};
