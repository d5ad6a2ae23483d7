import type { Types } from '@cornerstonejs/core';
import { coloursOf, type ColourPicture } from '../workers/jpeg-picture.ts';
import type { CornerstoneLibraries } from './cornerstone.ts';
import { loadedImage } from './loaded-image.ts';

/** Which image it is, and mm between its rows and columns. */
export interface ColourImageOptions {
  readonly imageId: string;
  readonly rowPixelSpacing: number;
  readonly columnPixelSpacing: number;
}

/** The whole of a byte's values, as every colour picture is shown. */
const WINDOW = { center: 128, width: 256 };

/**
 * An image of colours that are decoded: no worker has to look at them again. Of a bitmap the colours are read only when something asks for them, and
 * forgotten when nobody holds them: most of the pictures of a run are drawn and nothing more.
 */
export const colourImage = (
  core: CornerstoneLibraries['core'],
  picture: ColourPicture,
  options: ColourImageOptions,
): Types.IImage => {
  const { width: columns, height: rows } = picture;
  const image = {
    ...options,
    columns,
    rows,
    minPixelValue: 0,
    maxPixelValue: 255,
    windowCenter: WINDOW.center,
    windowWidth: WINDOW.width,
  } as const;
  const { LINEAR } = core.Enums.VOILUTFunctionType;
  const more = { voiLUTFunction: LINEAR, photometricInterpretation: 'RGB' };
  if ('bytes' in picture) {
    const getCanvas = onCanvas(picture);
    return loadedImage(core, { ...image, values: picture.bytes, numberOfComponents: 3 }, { ...more, getCanvas });
  }
  let kept: WeakRef<Uint8Array> | null = null;
  const values = (): Uint8Array => {
    const known = kept?.deref();
    if (known) return known;
    const read = coloursOf(picture);
    kept = new WeakRef(read);
    return read;
  };
  // Cornerstone only draws what it gets here.
  const getCanvas = (): HTMLCanvasElement => picture as unknown as HTMLCanvasElement;
  return loadedImage(core, { ...image, values, numberOfComponents: 4 }, { ...more, getCanvas });
};

/** The colours on a canvas, made when it is first asked for. */
const onCanvas = ({ width, height, bytes }: Exclude<ColourPicture, ImageBitmap>): (() => HTMLCanvasElement) => {
  let canvas: HTMLCanvasElement | null = null;
  return () => {
    if (canvas) return canvas;
    canvas = document.createElement('canvas');
    canvas.width = width;
    canvas.height = height;
    const data = new ImageData(width, height);
    for (let pixel = 0; pixel < width * height; pixel += 1) {
      for (let sample = 0; sample < 3; sample += 1) data.data[4 * pixel + sample] = bytes[3 * pixel + sample] ?? 0;
      data.data[4 * pixel + 3] = 255;
    }
    canvas.getContext('2d')?.putImageData(data, 0, 0);
    return canvas;
  };
};
