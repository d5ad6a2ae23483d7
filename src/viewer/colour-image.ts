import type { Types } from '@cornerstonejs/core';
import type { CornerstoneLibraries } from './cornerstone.ts';
import { loadedImage } from './loaded-image.ts';

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

/** An image of colours that are decoded: no worker has to look at them again. */
export const colourImage = (core: CornerstoneLibraries['core'], colours: DecodedColours): Types.IImage => {
  const { bytes, hasOpacity, ...placed } = colours;
  const { columns, rows } = placed;
  const numberOfComponents = hasOpacity ? 4 : 3;
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
    ...placed,
    values: bytes,
    numberOfComponents,
    minPixelValue: 0,
    maxPixelValue: 255,
    windowCenter: WINDOW.center,
    windowWidth: WINDOW.width,
  } as const;
  const { LINEAR } = core.Enums.VOILUTFunctionType;
  return loadedImage(core, image, { voiLUTFunction: LINEAR, photometricInterpretation: 'RGB', getCanvas });
};
