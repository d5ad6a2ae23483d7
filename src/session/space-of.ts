import type { Space } from '../confirmation/record.ts';
import type { ImageSeries } from '../image/series.ts';
import { nearestFrame } from '../image/nearest-frame.ts';
import { distanceAround } from '../image/volume-geometry.ts';
import type { ImagePoint } from '../space/frame.ts';
import type { Vector3 } from '../space/vector.ts';
import { scalingAt } from './image-calibration.ts';
import type { ImageSource } from './image-source.ts';

export type { ImageSource } from './image-source.ts';

/** The acquired image of a series whose plane lies nearest to a position. */
export const nearestSource = (source: ImageSource, position: Vector3): ImageSource => {
  const index = nearestFrame(source.series.frames, position);
  const frame = index === null ? undefined : source.series.frames[index];
  return frame ? { series: source.series, frame } : source;
};

/** The name of a series' patient frame; images without one are a frame of their own, the series'. */
export const frameOfReferenceOf = (series: ImageSeries): string =>
  series.frameOfReferenceUID ?? series.seriesInstanceUID ?? series.frames[0]?.instance.sopInstanceUID ?? '';

/** mm between the slices where a mark lies, for a stack whose distances differ; a mark in a gap is as uncertain as the gap is wide. */
const distanceAt = ({ frames, slices }: ImageSeries, position: readonly number[]): number | null => {
  const [x, y, z] = position;
  if (!slices || slices.uniform || x === undefined || y === undefined || z === undefined) return null;
  return distanceAround(
    frames.flatMap(({ plane }) => (plane ? [plane] : [])),
    [x, y, z],
  );
};

/** The space in which a mark on this image is recorded. */
export const spaceOf = (source: ImageSource, position: readonly number[]): Space => {
  const { series, frame } = source;
  const { plane, instance } = frame;
  if (plane) {
    const thickness = series.slices?.thickness ?? instance.frames[frame.frame - 1]?.sliceThickness ?? null;
    const spacing = distanceAt(series, position) ?? series.betweenSlices ?? thickness;
    return {
      kind: 'patient',
      frameOfReferenceUID: frameOfReferenceOf(series),
      ...(spacing !== null && {
        voxel: {
          betweenColumns: plane.betweenColumns,
          betweenRows: plane.betweenRows,
          betweenSlices: spacing,
          sliceThickness: thickness ?? spacing,
          orientation: [...plane.alongRow, ...plane.alongColumn],
        },
      }),
    };
  }
  return {
    kind: series.space === 'projection' ? 'projection' : 'image',
    sopInstanceUID: instance.sopInstanceUID,
    frame: frame.frame,
    modality: series.modality,
    ...scalingAt(source, [position as unknown as ImagePoint]),
    columns: instance.columns,
    rows: instance.rows,
  };
};

/** Whether marks of both spaces belong to one confirmation: the same patient frame, the same frame of the same image, or the same two images. */
export const sameSpace = (a: Space, b: Space): boolean => {
  if (a.kind === 'patient' && b.kind === 'patient') return a.frameOfReferenceUID === b.frameOfReferenceUID;
  if (a.kind === 'biplane' && b.kind === 'biplane')
    return a.views.every(({ sopInstanceUID }, index) => sopInstanceUID === b.views[index]?.sopInstanceUID);
  return 'sopInstanceUID' in a && 'sopInstanceUID' in b && a.sopInstanceUID === b.sopInstanceUID && a.frame === b.frame;
};

/** Whether a space is that of two projections of these two series, in this order. */
export const isOfTwoSeries = (space: Space, series: readonly [ImageSeries, ImageSeries]): boolean =>
  space.kind === 'biplane' &&
  series.every(({ instances }, index) =>
    instances.some(({ sopInstanceUID }) => sopInstanceUID === space.views[index]?.sopInstanceUID),
  );

/** Whether marks in a space lie on images of a series. */
export const isOfSeries = (space: Space, series: ImageSeries): boolean =>
  space.kind === 'patient'
    ? series.space === 'patient' && frameOfReferenceOf(series) === space.frameOfReferenceUID
    : 'sopInstanceUID' in space &&
      series.instances.some(({ sopInstanceUID }) => sopInstanceUID === space.sopInstanceUID);
