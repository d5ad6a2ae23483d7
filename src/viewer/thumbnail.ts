import type { Types } from '@cornerstonejs/core';

/** Which part of an image a canvas shows: its corner as an image point, and canvas pixels for one pixel along a row and down a column. */
export interface ImagePart {
  readonly left: number;
  readonly top: number;
  readonly across: number;
  readonly down: number;
}

type Greys = { readonly lower: number; readonly upper: number };

/**
 * Part of a decoded image on a 2D canvas, by nearest pixel, black beyond its edges: it needs no GL context of its own. Greys run in the given window,
 * else in the image's own.
 */
export const paintImage = (
  canvas: HTMLCanvasElement,
  image: Types.IImage,
  { left, top, across, down }: ImagePart,
  greys: Greys = greysOf(image),
): void => {
  const context = canvas.getContext('2d');
  if (!context) return;
  const { width, height } = canvas;
  const { columns, rows } = image;
  const picture = context.createImageData(width, height);
  const pixels = image.getPixelData();
  const samples = image.color ? Math.round(pixels.length / (columns * rows)) : 1;
  const factor = 255 / Math.max(1e-6, greys.upper - greys.lower);
  const invert = image.invert ? 255 : 0;
  for (let y = 0; y < height; y += 1) {
    const row = Math.floor(top + (y + 0.5) / down);
    for (let x = 0; x < width; x += 1) {
      const column = Math.floor(left + (x + 0.5) / across);
      const to = (y * width + x) * 4;
      picture.data[to + 3] = 255;
      if (row < 0 || row >= rows || column < 0 || column >= columns) continue;
      const from = (row * columns + column) * samples;
      const grey = Math.abs(invert - clampByte(((pixels[from] ?? 0) - greys.lower) * factor));
      picture.data[to] = image.color ? (pixels[from] ?? 0) : grey;
      picture.data[to + 1] = image.color ? (pixels[from + 1] ?? 0) : grey;
      picture.data[to + 2] = image.color ? (pixels[from + 2] ?? 0) : grey;
    }
  }
  context.putImageData(picture, 0, 0);
};

/** A small picture of a whole image, in the middle of its canvas. */
export const drawThumbnail = (canvas: HTMLCanvasElement, image: Types.IImage, aspect: number): void => {
  const { width, height } = canvas;
  const { columns, rows } = image;
  const fit = Math.min(width / columns, height / (rows * aspect));
  const [across, down] = [Math.max(1 / columns, fit), Math.max(1 / rows, fit * aspect)];
  const beside = (room: number, pixels: number, size: number): number =>
    -Math.floor((room - Math.round(pixels * size)) / 2) / size;
  paintImage(canvas, image, {
    left: beside(width, columns, across),
    top: beside(height, rows, down),
    across,
    down,
  });
};

const first = (value: number | number[] | undefined): number | undefined => (Array.isArray(value) ? value[0] : value);

const greysOf = (image: Types.IImage): Greys => {
  const center = first(image.windowCenter);
  const width = first(image.windowWidth);
  return center !== undefined && width !== undefined && width > 0
    ? { lower: center - width / 2, upper: center + width / 2 }
    : { lower: image.minPixelValue, upper: image.maxPixelValue };
};

const clampByte = (value: number): number => Math.min(255, Math.max(0, Math.round(value)));
