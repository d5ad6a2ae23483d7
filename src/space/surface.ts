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
/** Plain loops: these run some ten thousand times for one assessment. */
const each = (a: Coordinates, of: (value: number, axis: number) => number): number[] => {
  const made: number[] = [];
  for (let axis = 0; axis < a.length; axis += 1) made.push(of(a[axis] ?? 0, axis));
  return made;
};
export const minus = (a: Coordinates, b: Coordinates): number[] => each(a, (value, axis) => value - (b[axis] ?? 0));
export const plus = (a: Coordinates, b: Coordinates): number[] => each(a, (value, axis) => value + (b[axis] ?? 0));
export const times = (a: Coordinates, factor: number): number[] => each(a, (value) => value * factor);
export const inner = (a: Coordinates, b: Coordinates): number => {
  let sum = 0;
  for (let axis = 0; axis < a.length; axis += 1) sum += (a[axis] ?? 0) * (b[axis] ?? 0);
  return sum;
};
export const norm = (a: Coordinates): number =>
  a.length <= 3 ? Math.hypot(a[0] ?? 0, a[1] ?? 0, a[2] ?? 0) : Math.hypot(...a);

/** Shorter vectors have lost the digits that a direction needs. */
const NO_LENGTH = 1e-100;

/** Unit vector along `a`; null where it has no direction. */
export const unitVector = (a: Coordinates): number[] | null => {
  const size = norm(a);
  return size > NO_LENGTH ? a.map((value) => value / size) : null;
};
