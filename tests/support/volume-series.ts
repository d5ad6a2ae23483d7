import { groupSeries } from '../../src/image/series.ts';
import type { Volume } from '../../src/find/volume/volume.ts';
import type { ImageSource } from '../../src/session/image-source.ts';
import type { PixelsOf } from '../../src/session/suggestions.ts';
import { add, length, normalize, scale, type Vector3 } from '../../src/space/vector.ts';
import { ct } from './images.ts';

const digits = (...vectors: readonly Vector3[]): string =>
  vectors
    .flat()
    .map((value) => value.toFixed(9).slice(0, 16))
    .join('\\');

/** A volume as the CT series that it would be, one file for each slice, and its pixels as a viewer has them in memory. */
export const sourceOf = ({
  size: [columns, rows, slices],
  values,
  origin,
  columnStep,
  rowStep,
  sliceStep,
}: Volume): { readonly source: ImageSource; readonly pixelsOf: PixelsOf } => {
  const blank = Array.from({ length: columns * rows }, () => 0);
  const [series] = groupSeries(
    Array.from({ length: slices }, (_, k) =>
      ct(k + 1, {
        '00180050': ['DS', length(sliceStep).toFixed(6)],
        '00200032': ['DS', digits(add(origin, scale(sliceStep, k)))],
        '00200037': ['DS', digits(normalize(columnStep), normalize(rowStep))],
        '00280010': ['US', rows],
        '00280011': ['US', columns],
        '00280030': ['DS', `${length(rowStep).toFixed(6)}\\${length(columnStep).toFixed(6)}`],
        '7FE00010': ['OW', blank],
      }),
    ),
  );
  const frame = series?.frames[0];
  if (!series || !frame) throw new Error('the slices form no series');
  const pixelsOf: PixelsOf = (one, indices) =>
    Promise.resolve(
      indices.map((index) => {
        const number = one.frames[index]?.instance.instanceNumber ?? NaN;
        const start = (number - 1) * columns * rows;
        return {
          stored: values.slice(start, start + columns * rows),
          samplesPerPixel: 1,
          slope: 1,
          intercept: 0,
        };
      }),
    );
  return { source: { series, frame }, pixelsOf };
};
