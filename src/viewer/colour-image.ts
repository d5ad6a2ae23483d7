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
  if ('bytes' in picture)
    return mendedColours(loadedImage(core, { ...image, values: picture.bytes, numberOfComponents: 3 }, more));
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

/** What colours are painted on, and of which image. */
let painted: { readonly canvas: HTMLCanvasElement; readonly image: WeakRef<Types.IImage> } | null = null;

/**
 * Mends an image in colours as the stock loader makes it. It may say of three samples that they are four, and then looks wrong in any window but the usual one. It is drawn from a canvas
 * of its own, beside what it is counted to take of the memory, and that is painted only if the last that was painted has another image id: of the same image, decoded anew, it stays
 * empty. Here one canvas does for all, to be drawn from at once.
 */
export const mendedColours = (image: Types.IImage): Types.IImage =>
  Object.assign(image, {
    rgba: image.getPixelData().length === 4 * image.columns * image.rows,
    getCanvas: (): HTMLCanvasElement => {
      const canvas = painted?.canvas ?? document.createElement('canvas');
      if (painted?.image.deref() === image) return canvas;
      const { columns, rows } = image;
      [canvas.width, canvas.height] = [columns, rows];
      canvas
        .getContext('2d')
        ?.putImageData(new ImageData(opaque(image.getPixelData(), columns * rows), columns, rows), 0, 0);
      painted = { canvas, image: new WeakRef(image) };
      return canvas;
    },
  });

/** Red, green, blue and full opacity of pixels of three or four samples. */
const opaque = (values: ArrayLike<number>, count: number): Uint8ClampedArray<ArrayBuffer> => {
  const samples = values.length / count;
  const colours = new Uint8ClampedArray(4 * count).fill(255);
  for (let pixel = 0; pixel < count; pixel += 1)
    for (let sample = 0; sample < 3; sample += 1) colours[4 * pixel + sample] = values[samples * pixel + sample] ?? 0;
  return colours;
};
