/** A point or direction in 2 (scaled image) or 3 (patient) dimensions. Which, the surface says. */
export type Coordinates = readonly number[];

/**
 * The boundary of a target, seen from a point. One interface for every shape in 2D and 3D; distances in the unit of the coordinates
 * (mm in patient space, the scale's unit in images).
 */
export interface Surface {
  readonly dimensions: 2 | 3;
  /** Centre point, or the centroid of what is enclosed. */
  readonly center: Coordinates;
  /** The point of the boundary nearest to `point`; one of them where several are equally near. */
  nearestPoint(point: Coordinates): Coordinates;
  /** Distance to the boundary, negative inside. */
  signedDistance(point: Coordinates): number;
  /** On the boundary counts as inside. */
  contains(point: Coordinates): boolean;
  /**
   * For boundaries of very many pieces: a signed distance made of those pieces alone that are nearest to some points. Exact at those points;
   * elsewhere never nearer to the boundary than it is, and for points among them hardly farther.
   */
  distanceNear?(points: readonly Coordinates[]): (point: Coordinates) => number;
  /** The shape as an axis-aligned unit ball after `toUnitBall` (centre removed): ellipsoids and ellipses. Null for others. */
  readonly toUnitBall: readonly Coordinates[] | null;
  /** Corners in order, for polygons; null for others. */
  readonly corners: readonly Coordinates[] | null;
}

/** A point in three dimensions. */
export const triple = ([x = NaN, y = NaN, z = NaN]: Coordinates): readonly [number, number, number] => [x, y, z];
export const minus = (a: Coordinates, b: Coordinates): number[] => a.map((value, axis) => value - (b[axis] ?? 0));
export const plus = (a: Coordinates, b: Coordinates): number[] => a.map((value, axis) => value + (b[axis] ?? 0));
export const times = (a: Coordinates, factor: number): number[] => a.map((value) => value * factor);
export const inner = (a: Coordinates, b: Coordinates): number =>
  a.reduce((sum, value, axis) => sum + value * (b[axis] ?? 0), 0);
export const norm = (a: Coordinates): number => Math.hypot(...a);

/** Shorter vectors have lost the digits that a direction needs. */
const NO_LENGTH = 1e-100;

/** Unit vector along `a`; null where it has no direction. */
export const unitVector = (a: Coordinates): number[] | null => {
  const size = norm(a);
  return size > NO_LENGTH ? a.map((value) => value / size) : null;
};
