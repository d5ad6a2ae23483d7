import type { Types } from '@cornerstonejs/core';
import type { CornerstoneLibraries } from './cornerstone.ts';

/** What is common to all images that we make. */
export interface LoadedImage {
  readonly imageId: string;
  readonly columns: number;
  readonly rows: number;
  readonly rowPixelSpacing: number;
  readonly columnPixelSpacing: number;
  /** Or what reads them, where they are seldom asked for: eight-bit values. */
  readonly values: Types.PixelDataTypedArray | (() => Uint8Array);
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
): Types.IImage => {
  const count = numberOfComponents * columns * rows;
  const isRead = typeof values === 'function';
  return {
    ...image,
    dataType: isRead ? 'Uint8Array' : values.constructor.name,
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
    sizeInBytes: isRead ? count : values.byteLength,
    calibration: {},
    voxelManager: isRead
      ? voxelsRead(core, values, [columns, rows, 1], numberOfComponents)
      : core.utilities.VoxelManager.createImageVoxelManager({
          scalarData: values,
          width: columns,
          height: rows,
          numberOfComponents,
        }),
    getPixelData: isRead ? values : () => values,
    ...more,
  } as unknown as Types.IImage;
};

/** Colours that are read when Cornerstone asks for them. */
const voxelsRead = (
  { utilities }: CornerstoneLibraries['core'],
  values: () => Uint8Array,
  dimensions: Types.Point3,
  numberOfComponents: number,
): unknown =>
  new utilities.VoxelManager<Types.RGB>(dimensions, {
    _get: (index) => {
      const [red = 0, green = 0, blue = 0] = values().subarray(numberOfComponents * index);
      return [red, green, blue];
    },
    _getScalarData: values,
    _getConstructor: () => Uint8Array,
    numberOfComponents,
  });
