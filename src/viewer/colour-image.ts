import type { Types } from '@cornerstonejs/core';
import type { CornerstoneLibraries } from './cornerstone.ts';

/** Colours that are decoded, by pixel: three bytes each, or four with opacity. */
export interface DecodedColours {
  readonly imageId: string;
  readonly columns: number;
  readonly rows: number;
  readonly bytes: Uint8Array;
  readonly hasOpacity: boolean;
  readonly rowPixelSpacing: number;
  readonly columnPixelSpacing: number;
}

/** The whole of a byte's values, as every colour picture is shown. */
const WINDOW = { center: 128, width: 256 };

/** An image as Cornerstone's loaders hand it over (`Types.IImage`), from colours that are decoded: no worker has to look at them again. */
export const colourImage = (core: CornerstoneLibraries['core'], colours: DecodedColours): Types.IImage => {
  const { imageId, columns, rows, bytes, hasOpacity, rowPixelSpacing, columnPixelSpacing } = colours;
  const numberOfComponents = hasOpacity ? 4 : 3;
  const voxelManager = core.utilities.VoxelManager.createImageVoxelManager({
    scalarData: bytes,
    width: columns,
    height: rows,
    numberOfComponents,
  });
  let canvas: HTMLCanvasElement | null = null;
  const getCanvas = (): HTMLCanvasElement => {
    if (canvas) return canvas;
    canvas = document.createElement('canvas');
    canvas.width = columns;
    canvas.height = rows;
    const data = new ImageData(columns, rows);
    for (let pixel = 0; pixel < columns * rows; pixel += 1) {
      for (let sample = 0; sample < 3; sample += 1)
        data.data[4 * pixel + sample] = bytes[numberOfComponents * pixel + sample] ?? 0;
      data.data[4 * pixel + 3] = 255;
    }
    canvas.getContext('2d')?.putImageData(data, 0, 0);
    return canvas;
  };
  const image = {
    imageId,
    dataType: 'Uint8Array',
    color: true,
    rgba: hasOpacity,
    numberOfComponents,
    columns,
    rows,
    width: columns,
    height: rows,
    rowPixelSpacing,
    columnPixelSpacing,
    intercept: 0,
    slope: 1,
    invert: false,
    minPixelValue: 0,
    maxPixelValue: 255,
    windowCenter: WINDOW.center,
    windowWidth: WINDOW.width,
    voiLUTFunction: core.Enums.VOILUTFunctionType.LINEAR,
    photometricInterpretation: 'RGB',
    sizeInBytes: bytes.byteLength,
    calibration: {},
    voxelManager,
    getPixelData: () => bytes,
    getCanvas,
  };
  return image as unknown as Types.IImage;
};
