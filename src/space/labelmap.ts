import { boxTree } from './box-tree.ts';
import type { Coordinates, Surface } from './surface.ts';
import { add, cross, dot, normalize, scale, subtract, type Vector3 } from './vector.ts';

/** A grid of voxels of which some are set. */
export interface LabelmapGeometry {
  readonly size: readonly [columns: number, rows: number, slices: number];
  /** Centre of the first voxel. */
  readonly origin: Vector3;
  /** Directions of rows and of columns (ImageOrientationPatient order); slices follow along row × column. */
  readonly orientation: readonly [number, number, number, number, number, number];
  readonly betweenColumns: number;
  readonly betweenRows: number;
  readonly betweenSlices: number;
  /** Whether a voxel is set; asked with indices within the size only. */
  readonly isSet: (column: number, row: number, slice: number) => boolean;
}

/**
 * The union of the boxes of the voxels that are set. Its boundary is made of the sides between a set and an unset voxel, joined along a row into
 * rectangles; the distance to the nearest of them is exact, and the voxel that a point lies in says on which side it is.
 */
export const labelmap = (geometry: LabelmapGeometry): Surface => {
  const { size, origin, orientation, betweenColumns, betweenRows, betweenSlices } = geometry;
  const spacing = [betweenColumns, betweenRows, betweenSlices] as const;
  const along = normalize([orientation[0], orientation[1], orientation[2]]);
  const normal = normalize(cross(along, [orientation[3], orientation[4], orientation[5]]));
  const axes = [along, cross(normal, along), normal] as const;
  const isSet = (column: number, row: number, slice: number): boolean =>
    column >= 0 &&
    row >= 0 &&
    slice >= 0 &&
    column < size[0] &&
    row < size[1] &&
    slice < size[2] &&
    geometry.isSet(column, row, slice);

  // In mm along the grid's own axes, from the corner of the first voxel.
  const corner = axes.reduce<Vector3>(
    (at, axis, index) => subtract(at, scale(axis, (spacing[index] ?? 0) / 2)),
    origin,
  );
  const local = (point: Coordinates): Vector3 => {
    const from = subtract([point[0] ?? NaN, point[1] ?? NaN, point[2] ?? NaN], corner);
    return [dot(from, axes[0]), dot(from, axes[1]), dot(from, axes[2])];
  };
  const world = ([x, y, z]: Vector3): Vector3 =>
    add(corner, add(scale(axes[0], x), add(scale(axes[1], y), scale(axes[2], z))));

  const extent = extentOf(size, spacing, isSet);
  const boxes = boundaryOf(extent, spacing, isSet);
  const tree = boxTree(boxes);
  const nearestLocal = (point: Vector3): { readonly at: Vector3; readonly gap: number } => {
    const clamped = (box: number): Vector3 => [
      Math.min(boxes[6 * box + 3] ?? NaN, Math.max(boxes[6 * box] ?? NaN, point[0])),
      Math.min(boxes[6 * box + 4] ?? NaN, Math.max(boxes[6 * box + 1] ?? NaN, point[1])),
      Math.min(boxes[6 * box + 5] ?? NaN, Math.max(boxes[6 * box + 2] ?? NaN, point[2])),
    ];
    const { primitive, square } = tree.nearest(point, (box) => {
      const away = subtract(clamped(box), point);
      return dot(away, away);
    });
    return { at: clamped(primitive), gap: Math.sqrt(square) };
  };
  const isIn = ([x, y, z]: Vector3): boolean =>
    isSet(Math.floor(x / spacing[0]), Math.floor(y / spacing[1]), Math.floor(z / spacing[2]));
  return {
    dimensions: 3,
    center: world(extent.centroid),
    nearestPoint: (point) => world(nearestLocal(local(point)).at),
    signedDistance: (point) => {
      const at = local(point);
      const { gap } = nearestLocal(at);
      return isIn(at) ? -gap : gap;
    },
    contains: (point) => isIn(local(point)) || nearestLocal(local(point)).gap === 0,
    toUnitBall: null,
    corners: null,
  };
};

type Triple = readonly [number, number, number];

/** The rectangles between set and unset voxels, as flat boxes: along each axis, the sides of a row of voxels that lie on one plane are joined. */
const boundaryOf = (
  { low, high }: Extent,
  spacing: Triple,
  isSet: (column: number, row: number, slice: number) => boolean,
): Float64Array => {
  const found: number[] = [];
  for (const across of [0, 1, 2] as const) {
    // Sides across this axis are joined along another one.
    const joined = across === 0 ? 1 : 0;
    const third = (3 - across - joined) as 0 | 1 | 2;
    const index = [0, 0, 0];
    const setAt = (plane: number): boolean => {
      index[across] = plane;
      return isSet(index[0] ?? 0, index[1] ?? 0, index[2] ?? 0);
    };
    for (let plane = low[across]; plane <= high[across] + 1; plane += 1)
      for (let layer = low[third]; layer <= high[third]; layer += 1) {
        let start = -1;
        for (let at = low[joined]; at <= high[joined] + 1; at += 1) {
          index[joined] = at;
          index[third] = layer;
          const isSide = at <= high[joined] && setAt(plane - 1) !== setAt(plane);
          if (isSide && start < 0) start = at;
          if (isSide || start < 0) continue;
          const near = [0, 0, 0];
          const far = [0, 0, 0];
          for (const [corner, ends] of [
            [near, [plane, start, layer]],
            [far, [plane, at, layer + 1]],
          ] as const) {
            corner[across] = ends[0] * spacing[across];
            corner[joined] = ends[1] * spacing[joined];
            corner[third] = ends[2] * spacing[third];
          }
          found.push(...near, ...far);
          start = -1;
        }
      }
  }
  return Float64Array.from(found);
};

interface Extent {
  readonly centroid: Vector3;
  /** First and last index along each axis at which a voxel is set. */
  readonly low: Triple;
  readonly high: Triple;
}

const extentOf = (
  size: Triple,
  spacing: Triple,
  isSet: (column: number, row: number, slice: number) => boolean,
): Extent => {
  let [count, x, y, z] = [0, 0, 0, 0];
  const low: [number, number, number] = [...size];
  const high: [number, number, number] = [-1, -1, -1];
  for (let slice = 0; slice < size[2]; slice += 1)
    for (let row = 0; row < size[1]; row += 1)
      for (let column = 0; column < size[0]; column += 1) {
        if (!isSet(column, row, slice)) continue;
        count += 1;
        x += column;
        y += row;
        z += slice;
        if (column < low[0]) low[0] = column;
        if (row < low[1]) low[1] = row;
        if (slice < low[2]) low[2] = slice;
        if (column > high[0]) high[0] = column;
        if (row > high[1]) high[1] = row;
        if (slice > high[2]) high[2] = slice;
      }
  return {
    centroid: [(x / count + 0.5) * spacing[0], (y / count + 0.5) * spacing[1], (z / count + 0.5) * spacing[2]],
    low,
    high,
  };
};
