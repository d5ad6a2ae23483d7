import type { Types } from '@cornerstonejs/core';

/** A small picture of a decoded image on a 2D canvas, by nearest pixel: it needs no GL context of its own. */
export const drawThumbnail = (canvas: HTMLCanvasElement, image: Types.IImage, aspect: number): void => {
  const context = canvas.getContext('2d');
  if (!context) return;
  const { width, height } = canvas;
  const { columns, rows } = image;
  const fit = Math.min(width / columns, height / (rows * aspect));
  const [shownWidth, shownHeight] = [
    Math.max(1, Math.round(columns * fit)),
    Math.max(1, Math.round(rows * aspect * fit)),
  ];
  const picture = context.createImageData(shownWidth, shownHeight);
  const pixels = image.getPixelData();
  const samples = image.color ? Math.round(pixels.length / (columns * rows)) : 1;
  const { low, factor } = windowOf(image);
  const invert = image.invert ? 255 : 0;
  for (let y = 0; y < shownHeight; y += 1) {
    const row = Math.min(rows - 1, Math.floor(((y + 0.5) / shownHeight) * rows));
    for (let x = 0; x < shownWidth; x += 1) {
      const column = Math.min(columns - 1, Math.floor(((x + 0.5) / shownWidth) * columns));
      const from = (row * columns + column) * samples;
      const to = (y * shownWidth + x) * 4;
      const grey = Math.abs(invert - clampByte(((pixels[from] ?? 0) - low) * factor));
      picture.data[to] = image.color ? (pixels[from] ?? 0) : grey;
      picture.data[to + 1] = image.color ? (pixels[from + 1] ?? 0) : grey;
      picture.data[to + 2] = image.color ? (pixels[from + 2] ?? 0) : grey;
      picture.data[to + 3] = 255;
    }
  }
  context.fillStyle = '#000';
  context.fillRect(0, 0, width, height);
  context.putImageData(picture, Math.floor((width - shownWidth) / 2), Math.floor((height - shownHeight) / 2));
};

const first = (value: number | number[] | undefined): number | undefined => (Array.isArray(value) ? value[0] : value);

const windowOf = (image: Types.IImage): { readonly low: number; readonly factor: number } => {
  const center = first(image.windowCenter);
  const width = first(image.windowWidth);
  const [low, high] =
    center !== undefined && width !== undefined && width > 0
      ? [center - width / 2, center + width / 2]
      : [image.minPixelValue, image.maxPixelValue];
  return { low, factor: 255 / Math.max(1e-6, high - low) };
};

const clampByte = (value: number): number => Math.min(255, Math.max(0, Math.round(value)));
