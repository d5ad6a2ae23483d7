import type { DrawnPicture, MadePicture } from '../report/picture/picture.ts';
import type { CanvasOf } from './report-page-view.ts';

/** Canvases with the pixels of pictures, one for each, however often the page is drawn. */
export const pictureCanvases = (): CanvasOf => {
  const known = new WeakMap<DrawnPicture | MadePicture, HTMLCanvasElement>();
  return (picture) => {
    const before = known.get(picture);
    if (before) return before;
    const canvas = document.createElement('canvas');
    known.set(picture, canvas);
    if (picture.kind === 'drawn') drawRaster(canvas, picture);
    else void drawPng(canvas, picture);
    return canvas;
  };
};

const drawRaster = (canvas: HTMLCanvasElement, { raster: { rgb, width, height } }: DrawnPicture): void => {
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  const image = context?.createImageData(width, height);
  if (!context || !image) return;
  for (let from = 0, to = 0; from < rgb.length; from += 3, to += 4) {
    image.data[to] = rgb[from] ?? 0;
    image.data[to + 1] = rgb[from + 1] ?? 0;
    image.data[to + 2] = rgb[from + 2] ?? 0;
    image.data[to + 3] = 255;
  }
  context.putImageData(image, 0, 0);
};

const drawPng = async (canvas: HTMLCanvasElement, { png }: MadePicture): Promise<void> => {
  const bitmap = await createImageBitmap(new Blob([png.slice()], { type: 'image/png' }));
  canvas.width = bitmap.width;
  canvas.height = bitmap.height;
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
  bitmap.close();
};
