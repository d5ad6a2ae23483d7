import type { Crop } from './crop.ts';
import type { ShownPicture } from '../../image/shown-picture.ts';

/** A picture as plain pixels, red, green and blue, row by row. */
export interface Raster {
  readonly rgb: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/**
 * The shown part of a picture with `density` pixels a unit, interpolated between the centres of its pixels where it is enlarged; black beside
 * the image. What is made smaller is averaged over what falls into each pixel, so that nothing thin is lost.
 */
export const renderCrop = ({ rgb, columns, rows }: ShownPicture, crop: Crop, density: number): Raster => {
  const [width, height] = [Math.round(crop.width * density), Math.round(crop.height * density)];
  const raster = new Uint8Array(width * height * 3);
  const xs = weights(width, columns, crop.left, 1 / (crop.across * density));
  const ys = weights(height, rows, crop.top, 1 / (crop.down * density));
  for (let y = 0, to = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1, to += 3) {
      let red = 0;
      let green = 0;
      let blue = 0;
      for (let down = ys.start[y] ?? 0; down < (ys.start[y + 1] ?? 0); down += 1)
        for (let across = xs.start[x] ?? 0; across < (xs.start[x + 1] ?? 0); across += 1) {
          const from = ((ys.index[down] ?? 0) * columns + (xs.index[across] ?? 0)) * 3;
          const weight = (ys.share[down] ?? 0) * (xs.share[across] ?? 0);
          red += weight * (rgb[from] ?? 0);
          green += weight * (rgb[from + 1] ?? 0);
          blue += weight * (rgb[from + 2] ?? 0);
        }
      raster[to] = Math.round(red);
      raster[to + 1] = Math.round(green);
      raster[to + 2] = Math.round(blue);
    }
  return { rgb: raster, width, height };
};

/** Which pixels make up each pixel of the picture, one list after the other: that of pixel n from `start[n]` to `start[n + 1]`. */
interface Weights {
  readonly start: readonly number[];
  readonly index: readonly number[];
  readonly share: readonly number[];
}

/**
 * Which pixels of a row make up each pixel of the picture, and by how much: a tent as wide as the larger of both, around the middle. None for
 * what lies beside the image.
 *
 * @param first where the picture begins, in pixels of the image from the edge of the first
 * @param step pixels of the image for one of the picture
 */
const weights = (count: number, size: number, first: number, step: number): Weights => {
  const reach = Math.max(1, step);
  const [start, index, share]: [number[], number[], number[]] = [[0], [], []];
  for (let pixel = 0; pixel < count; pixel += 1) {
    const middle = first + (pixel + 0.5) * step;
    const found: [number, number][] = [];
    // Centres of pixels lie at their index and a half.
    if (middle >= 0 && middle <= size)
      for (let at = Math.ceil(middle - reach - 0.5); at <= Math.floor(middle + reach - 0.5); at += 1)
        found.push([Math.min(size - 1, Math.max(0, at)), 1 - Math.abs(at + 0.5 - middle) / reach]);
    const sum = found.reduce((total, [, weight]) => total + weight, 0);
    for (const [at, weight] of found) {
      if (weight <= 0) continue;
      index.push(at);
      share.push(weight / sum);
    }
    start.push(index.length);
  }
  return { start, index, share };
};
