import { circleThrough } from '../space/circle-fit.ts';
import type { ImagePoint } from '../space/frame.ts';
import { userCalibration } from './calibration.ts';
import { refusal, type Refusal } from './refusal.ts';
import { MOST_PICTURE_MM, type Scale } from './scale.ts';

/**
 * How an object of known size was drawn: a line across it; two points along one edge of a shaft and two along the other; the centre of a
 * sphere and a point on its edge; or points on its edge.
 */
export type ObjectForm = 'line' | 'edges' | 'radius' | 'rim';

/** How many points each form takes; of a rim the least. */
export const POINTS_OF_FORM: Readonly<Record<ObjectForm, number>> = { line: 2, edges: 4, radius: 2, rim: 3 };

export interface DrawnObject {
  readonly form: ObjectForm;
  readonly points: readonly ImagePoint[];
  /** 1 SD of each point along columns and rows, px. */
  readonly pointSigma: number;
  /** mm: the outer diameter, or what lies between the two marks. */
  readonly size: number;
  /** 1 SD of the size, mm; null where it counts as exact. */
  readonly sizeSigma: number | null;
  /** Height of a pixel over its width, as the file gives it: it is kept. */
  readonly aspect: number;
  readonly columns: number;
  readonly rows: number;
}

export interface MeasuredScale {
  readonly scale: Scale;
  /** 1 SD of the scale as a share of it; null where nothing makes it uncertain. */
  readonly scaleSigma: number | null;
  /** The size of the object on the picture in columns, and 1 SD of it by marking alone. */
  readonly extent: number;
  readonly extentSigma: number;
}

export type CalibrationRefusal =
  'not-positive' | 'too-few-points' | 'zero-length' | 'point-outside-image' | 'too-uncertain' | 'implausible-scale';

/** A scale known worse than this isn't one; records refuse it as well. */
const MOST_SCALE_SIGMA = 0.5;

/**
 * The scale of a picture by an object of known size in it: size / extent. Its relative variance is that of the size and that of the extent,
 * which are independent (GUM 5.1.2); the extent's is that of its points by the gradient of the extent.
 */
export const scaleByObject = (drawn: DrawnObject): MeasuredScale | Refusal<CalibrationRefusal> => {
  const { form, points, pointSigma, size, sizeSigma, aspect, columns, rows } = drawn;
  if (!(size > 0 && (sizeSigma ?? 1) > 0))
    return refusal('not-positive', 'the size of the object must be more than 0 mm');
  if (points.length < POINTS_OF_FORM[form]) return refusal('too-few-points', 'the object isn’t marked yet');
  if (points.some(([column, row]) => !(column >= 0 && column <= columns && row >= 0 && row <= rows)))
    return refusal('point-outside-image', 'a mark of the object lies outside the picture');
  const extent = extentOf(form, points, aspect);
  // Less than a tenth of what it is known to is nothing.
  if (extent === null || !(extent > pointSigma / 10))
    return refusal('zero-length', form === 'rim' ? 'these points lie on no circle' : 'the two marks are at one place');
  const extentSigma = extentSigmaOf(form, points, aspect, pointSigma);
  const scaleSigma = Math.hypot(extentSigma / extent, (sizeSigma ?? 0) / size);
  if (!(scaleSigma <= MOST_SCALE_SIGMA))
    return refusal(
      'too-uncertain',
      'too small on the picture: its size is known to less than half; zoom in, or take a larger object',
    );
  const calibrated = userCalibration(size / extent, (size / extent) * aspect);
  if ('kind' in calibrated) return calibrated;
  const { scale } = calibrated;
  const large = isTooLarge(scale, columns, rows);
  return large ?? { scale, scaleSigma: scaleSigma > 0 ? scaleSigma : null, extent, extentSigma };
};

/** The scale of a picture as somebody typed it: mm from one column to the next, with 1 SD of it; null where it counts as exact. */
export const scaleAsEntered = ({
  betweenColumns,
  sigma,
  aspect,
  columns,
  rows,
}: {
  readonly betweenColumns: number;
  readonly sigma: number | null;
  readonly aspect: number;
  readonly columns: number;
  readonly rows: number;
}): Pick<MeasuredScale, 'scale' | 'scaleSigma'> | Refusal<CalibrationRefusal> => {
  const calibrated = userCalibration(betweenColumns, betweenColumns * aspect);
  if ('kind' in calibrated) return calibrated;
  const { scale } = calibrated;
  const scaleSigma = sigma === null ? null : sigma / betweenColumns;
  if (scaleSigma !== null && !(scaleSigma > 0 && scaleSigma <= MOST_SCALE_SIGMA))
    return refusal('too-uncertain', 'its uncertainty must be more than 0 and at most half of it');
  return isTooLarge(scale, columns, rows) ?? { scale, scaleSigma };
};

const isTooLarge = (scale: Scale, columns: number, rows: number): Refusal<'implausible-scale'> | null =>
  Math.max(columns * scale.betweenColumns, rows * scale.betweenRows) > MOST_PICTURE_MM
    ? refusal('implausible-scale', 'the picture would be more than 2 m large')
    : null;

/** What is known in mm, in columns; null for points that give none. */
const extentOf = (form: ObjectForm, points: readonly (readonly [number, number])[], aspect: number): number | null => {
  // Columns wide both ways.
  const flat = points.map(([column, row]): [number, number] => [column, row * aspect]);
  const [a = [NaN, NaN], b = [NaN, NaN], c = [NaN, NaN], d = [NaN, NaN]] = flat;
  switch (form) {
    case 'line':
      return Math.hypot(b[0] - a[0], b[1] - a[1]);
    case 'radius':
      return 2 * Math.hypot(b[0] - a[0], b[1] - a[1]);
    case 'rim': {
      const circle = circleThrough(flat);
      return circle && 2 * circle.radius;
    }
    case 'edges':
      return betweenEdges(a, b, c, d);
  }
};

/** How far the middles of two edges lie apart, across their common direction. */
const betweenEdges = (
  a: readonly [number, number],
  b: readonly [number, number],
  c: readonly [number, number],
  d: readonly [number, number],
): number | null => {
  const [ux, uy] = [b[0] - a[0], b[1] - a[1]];
  const [vx, vy] = [d[0] - c[0], d[1] - c[1]];
  // The second edge may have been drawn the other way round.
  const way = ux * vx + uy * vy < 0 ? -1 : 1;
  const [x, y] = [ux + way * vx, uy + way * vy];
  const along = Math.hypot(x, y);
  if (along === 0 || Math.hypot(ux, uy) === 0 || Math.hypot(vx, vy) === 0) return null;
  const [mx, my] = [(c[0] + d[0] - a[0] - b[0]) / 2, (c[1] + d[1] - a[1] - b[1]) / 2];
  return Math.abs(mx * y - my * x) / along;
};

/** px: small against what a point is known to, large against rounding. */
const STEP = 1e-4;

const extentSigmaOf = (
  form: ObjectForm,
  points: readonly (readonly [number, number])[],
  aspect: number,
  pointSigma: number,
): number => {
  let variance = 0;
  for (const at of points.keys()) {
    for (const axis of [0, 1]) {
      const moved = (by: number): number => {
        const shifted = points.map(([column, row], index): [number, number] =>
          index !== at ? [column, row] : axis === 0 ? [column + by, row] : [column, row + by],
        );
        return extentOf(form, shifted, aspect) ?? NaN;
      };
      variance += ((moved(STEP) - moved(-STEP)) / (2 * STEP)) ** 2 * pointSigma ** 2;
    }
  }
  return Math.sqrt(variance);
};
