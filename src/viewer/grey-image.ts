import type { Types } from '@cornerstonejs/core';
import type { PixelAttributes } from '../image/pixel-attributes.ts';
import type { ImageSource } from '../session/space-of.ts';
import type { CornerstoneLibraries } from './cornerstone.ts';
import { loadedImage } from './loaded-image.ts';
import { windowOfRange } from './window-level.ts';

/** What else an image is told of. */
export interface GreyImageOptions {
  readonly imageId: string;
  readonly source: Pick<ImageSource, 'series' | 'frame'>;
  readonly voiLutFunction: 'LINEAR' | 'SIGMOID' | 'LINEAR_EXACT';
  /** False where stored values are wanted. */
  readonly isRescaled: boolean;
  readonly rowPixelSpacing: number;
  readonly columnPixelSpacing: number;
}

/** Grey values of a picture, with their range. */
export interface GreyValues {
  readonly values: Types.PixelDataTypedArray;
  readonly minPixelValue: number;
  readonly maxPixelValue: number;
  /** Whether they are rescaled as their image says. */
  readonly isScaled: boolean;
}

export interface WholeRescale {
  readonly rescaleSlope: number;
  readonly rescaleIntercept: number;
  /** Whether it is wanted and changes anything. */
  readonly isScaled: boolean;
}

/** How values of one whole sample a pixel are rescaled (Modality LUT module, PS3.3 C.11.1); null of all others, and where rescaled values aren't whole. */
export const wholeRescale = (
  { samplesPerPixel, hasPalette, isFloat }: PixelAttributes,
  { source, isRescaled }: GreyImageOptions,
): WholeRescale | null => {
  const { instance, frame } = source.frame;
  const { rescaleSlope = 1, rescaleIntercept = 0 } = instance.frames[frame - 1] ?? {};
  if (samplesPerPixel !== 1 || hasPalette || isFloat) return null;
  if (!Number.isInteger(rescaleSlope) || !Number.isInteger(rescaleIntercept)) return null;
  return { rescaleSlope, rescaleIntercept, isScaled: isRescaled && (rescaleSlope !== 1 || rescaleIntercept !== 0) };
};

/** An image of grey values that are there, rescaled or not. */
export const greyImage = (
  core: CornerstoneLibraries['core'],
  { values, minPixelValue, maxPixelValue, isScaled }: GreyValues,
  { photometricInterpretation }: PixelAttributes,
  { imageId, source, voiLutFunction, rowPixelSpacing, columnPixelSpacing }: GreyImageOptions,
): Types.IImage => {
  const { instance, frame } = source.frame;
  const { columns, rows } = instance;
  const { rescaleSlope = 1, rescaleIntercept = 0, windows = [] } = instance.frames[frame - 1] ?? {};
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
