import { isSameScaling, scalingOf, type Scaling } from '../confirmation/user-calibration.ts';
import { isRefusal, refusal, type Refusal } from '../image/refusal.ts';
import type { Scale } from '../image/scale.ts';
import type { ImageFrame } from '../image/series.ts';
import { principalRegion, regionAt, scaleForPoints, type UltrasoundRegion } from '../image/ultrasound-region.ts';
import type { ImagePoint } from '../space/frame.ts';
import type { ImageCalibration, ImageSource } from './image-source.ts';

export type { ImageCalibration } from './image-source.ts';

/** Frames of an instance whose files' scales or views differ are stacks of their own: a calibration holds in the stack that it was made in. */
const isOfStack = ({ series, frame }: ImageSource, { sopInstanceUID, calibration }: ImageCalibration): boolean =>
  sopInstanceUID === frame.instance.sopInstanceUID &&
  (calibration.frame === undefined ||
    series.frames.some((one) => one.frame === calibration.frame && one.instance.sopInstanceUID === sopInstanceUID));

/** The image with what of the calibrations is of it. */
export const withCalibrations = <Source extends ImageSource | undefined>(
  source: Source,
  calibrations: readonly ImageCalibration[],
): Source => {
  const own = source ? calibrations.filter((one) => isOfStack(source, one)) : [];
  return source && own.length > 0 ? { ...source, calibrations: own } : source;
};

/** The ultrasound region that a calibration is of: where its object lies; the one that the image's own scale is of where there is no object. */
export const regionOf = (
  { regions }: Pick<ImageFrame, 'regions'>,
  { calibration: { points } }: Pick<ImageCalibration, 'calibration'>,
): UltrasoundRegion | null => (points?.[0] ? regionAt(regions, points[0]) : principalRegion(regions));

const holdsAt = (frame: ImageFrame, one: ImageCalibration, point: ImagePoint): boolean =>
  frame.regions.length === 0 || regionOf(frame, one) === regionAt(frame.regions, point);

/** The calibration that holds at a place; without one, the one that the whole image is shown with. Null where the file's scale stands. */
export const calibrationAt = (
  { frame, calibrations = [] }: ImageSource,
  point: ImagePoint | null,
): ImageCalibration | null =>
  calibrations.findLast((one) =>
    point
      ? holdsAt(frame, one, point)
      : frame.regions.length === 0 || regionOf(frame, one) === principalRegion(frame.regions),
  ) ?? null;

const unknownScale = ({ instance }: ImageFrame): Scale => ({
  betweenColumns: 1,
  betweenRows: instance.pixelAspectRatio ?? 1,
  unit: 'px',
  basis: 'none',
});

/** The scale that the file gives at the points: in ultrasound with regions theirs, elsewhere the image's. */
const fileScaleFor = (
  { frame }: ImageSource,
  points: readonly ImagePoint[],
): Scale | Refusal<'region-mismatch' | 'no-region'> =>
  frame.regions.length === 0 || frame.scale.basis !== 'us-region' ? frame.scale : scaleForPoints(frame.regions, points);

/** The one scale that holds at all the points: the reader's where there is one, else the file's. Refused where they have none in common. */
export const scalingFor = (
  source: ImageSource,
  points: readonly ImagePoint[],
): Scaling | Refusal<'region-mismatch' | 'no-region'> => {
  const [first = null, ...others] =
    points.length > 0 ? points.map((point) => calibrationAt(source, point)) : [calibrationAt(source, null)];
  if (others.some((one) => one !== first))
    return refusal('region-mismatch', 'the marks lie inside and outside of the region that was calibrated');
  if (first) return scalingOf(first);
  const found = points.length > 0 ? fileScaleFor(source, points) : source.frame.scale;
  return isRefusal(found) ? found : { scale: found };
};

/** As `scalingFor`; pixels where no scale holds. */
export const scalingAt = (source: ImageSource, points: readonly ImagePoint[]): Scaling => {
  const found = scalingFor(source, points);
  return 'kind' in found ? { scale: unknownScale(source.frame) } : found;
};

/** What the file says of the scale there, whatever the reader said. */
export const fileScaleAt = (source: ImageSource, point: ImagePoint | null): Scale => {
  const found = point ? fileScaleFor(source, [point]) : source.frame.scale;
  return isRefusal(found) ? unknownScale(source.frame) : found;
};

/** The calibrations with another one; one of the same place goes. */
export const calibratedAnew = (
  calibrations: readonly ImageCalibration[],
  made: ImageCalibration,
  source: ImageSource | undefined,
): readonly ImageCalibration[] => [
  ...calibrations.filter(
    (one) =>
      one.sopInstanceUID !== made.sopInstanceUID ||
      (source !== undefined && !isOfStack(source, one)) ||
      (source !== undefined && regionOf(source.frame, one) !== regionOf(source.frame, made)),
  ),
  made,
];

export const isOneOf = (calibrations: readonly ImageCalibration[] | undefined, scaling: Scaling): boolean =>
  calibrations?.some((one) => isSameScaling(one, scaling)) ?? false;
