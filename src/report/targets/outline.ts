/** Points of a round outline: a record's contour is straight from point to point. With this many it encloses 0.04 % less than the ellipse. */
const ROUND_POINTS = 128;

/** An ellipse as a polygon, from its centre and two orthogonal semi-axes, in two or three dimensions. */
export const ellipsePoints = (
  center: readonly number[],
  major: readonly number[],
  minor: readonly number[],
): readonly (readonly number[])[] =>
  Array.from({ length: ROUND_POINTS }, (_, step) => {
    const angle = (2 * Math.PI * step) / ROUND_POINTS;
    return center.map(
      (value, axis) => value + Math.cos(angle) * (major[axis] ?? NaN) + Math.sin(angle) * (minor[axis] ?? NaN),
    );
  });

export const middle = (points: readonly (readonly number[])[]): readonly number[] =>
  (points[0] ?? []).map((_, axis) => points.reduce((sum, point) => sum + (point[axis] ?? NaN), 0) / points.length);

/** Half of the way from one end of an axis to the other. */
export const halfAxis = (from: readonly number[] = [], to: readonly number[] = []): readonly number[] =>
  from.map((value, axis) => ((to[axis] ?? NaN) - value) / 2);

/** Single precision, in which graphic data are written, of coordinates in mm or pixels: how far the ends of axes may miss each other. */
export const SAME_CENTER = 1e-2;
