import type { Types } from '@cornerstonejs/core';
import type { CornerstoneLibraries } from './cornerstone.ts';

type Values = Uint8Array | Int16Array | Uint16Array;

/** What is common to all images that we make. */
export interface LoadedImage {
  readonly imageId: string;
  readonly columns: number;
  readonly rows: number;
  readonly rowPixelSpacing: number;
  readonly columnPixelSpacing: number;
  readonly values: Values;
  readonly numberOfComponents: 1 | 3 | 4;
  readonly minPixelValue: number;
  readonly maxPixelValue: number;
  readonly windowCenter: number;
  readonly windowWidth: number;
}

/** An image as Cornerstone's loaders hand it over (`Types.IImage`), of values that need no decoder; `more` says what is particular to it. */
export const loadedImage = (
  core: CornerstoneLibraries['core'],
  { values, columns, rows, numberOfComponents, ...image }: LoadedImage,
  more: Partial<Types.IImage>,
): Types.IImage =>
  ({
    ...image,
    dataType: values.constructor.name,
    color: numberOfComponents > 1,
    rgba: numberOfComponents === 4,
    numberOfComponents,
    columns,
    rows,
    width: columns,
    height: rows,
    intercept: 0,
    slope: 1,
    invert: false,
    sizeInBytes: values.byteLength,
    calibration: {},
    voxelManager: core.utilities.VoxelManager.createImageVoxelManager({
      scalarData: values,
      width: columns,
      height: rows,
      numberOfComponents,
    }),
    getPixelData: () => values,
    ...more,
  }) as unknown as Types.IImage;
