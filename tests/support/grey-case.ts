import type { RecordedWindow } from '../../src/image/frame-attributes.ts';
import type { PixelAttributes } from '../../src/image/pixel-attributes.ts';
import { groupSeries } from '../../src/image/series.ts';
import type { GreyImageOptions } from '../../src/viewer/grey-image.ts';
import { ct } from './images.ts';

export interface GreyCase {
  readonly size: readonly [columns: number, rows: number];
  readonly pixels?: Partial<PixelAttributes>;
  readonly slope?: number;
  readonly intercept?: number;
  readonly windows?: readonly RecordedWindow[];
  readonly isRescaled?: boolean;
}

/** What is told of an image of grey values: a slice with pixels that aren't square, alone in its series. */
export const greyCase = ({
  size: [columns, rows],
  slope = 1,
  intercept = 0,
  windows = [],
  isRescaled = true,
  ...given
}: GreyCase): { readonly pixels: PixelAttributes; readonly told: GreyImageOptions } => {
  const one = ct(1);
  const [frame] = one.frames;
  if (!frame) throw new Error('no frame');
  const pixels: PixelAttributes = { ...one.pixels, ...given.pixels };
  const frames = [{ ...frame, rescaleSlope: slope, rescaleIntercept: intercept, windows }];
  const [series] = groupSeries([{ ...one, columns, rows, pixels, frames }]);
  const [first] = series?.frames ?? [];
  if (!series || !first) throw new Error('no series');
  const told = {
    imageId: 'tipcheck:1/0',
    source: { series, frame: first },
    voiLutFunction: 'LINEAR',
    isRescaled,
    rowPixelSpacing: 0.7,
    columnPixelSpacing: 0.4,
  } as const;
  return { pixels, told };
};
