import { boxTree, type BoxTree, type Facets } from './box-tree.ts';
import { distanceField } from './distance-field.ts';
import { piecesIn } from './pieces.ts';
import type { Coordinates, Surface } from './surface.ts';
import { add, cross, dot, normalize, scale, subtract, type Vector3 } from './vector.ts';

type Triple = readonly [number, number, number];

/** A grid of voxels of which some are set. */
export interface LabelmapGeometry {
  readonly size: readonly [columns: number, rows: number, slices: number];
  /** Centre of the first voxel, mm. */
  readonly origin: Vector3;
  /** Directions of rows and of columns (ImageOrientationPatient order); slices follow along row × column. */
  readonly orientation: readonly [number, number, number, number, number, number];
  readonly betweenColumns: number;
  readonly betweenRows: number;
  readonly betweenSlices: number;
}

/** A labelmap made ready for queries. Typed arrays and numbers alone, so that what a worker made can be handed over. */
export interface LabelmapIndex {
  readonly geometry: LabelmapGeometry;
  /** One bit a voxel: voxel = column + columns·(row + rows·slice), least significant bit first. */
  readonly bits: Uint8Array;
  /** The boundary as flat boxes in the order of the tree: low x, y, z, high x, y, z, mm along the grid's axes from the corner of its first voxel. */
  readonly sides: Float64Array;
  readonly tree: BoxTree;
  /** Centroid, mm along the grid's axes. */
  readonly centroid: Triple;
  /** How far the centres of the voxels from `low` on are from the boundary, squared: what a search needn't look beyond. */
  readonly field: { readonly low: Triple; readonly size: Triple; readonly squares: Float32Array } | null;
}

/**
 * The index of a labelmap with at least one voxel set. Its boundary is made of the sides between a set and an unset voxel, joined along a row
 * into rectangles. `withField` makes it several times as long in the making and up to twice as fast to ask; the answers are the same.
 */
export const labelmapIndex = (
  geometry: LabelmapGeometry,
  bits: Uint8Array,
  { withField }: { readonly withField: boolean },
): LabelmapIndex => {
  const grid = gridOf(geometry, bits);
  const extent = extentOf(grid);
  const { boxes, facing } = boundaryOf(grid, extent);
  const sides = new Float64Array(boxes.length);
  const { tree } = boxTree(boxes, (order) => {
    for (let place = 0; place < order.length; place += 1)
      for (let value = 0; value < 6; value += 1) sides[6 * place + value] = boxes[6 * (order[place] ?? 0) + value] ?? 0;
    return sideFacets(sides, (place) => facing[order[place] ?? 0] ?? 0);
  });
  return {
    geometry,
    bits,
    sides,
    tree,
    centroid: extent.centroid,
    field: withField ? fieldOf(grid, extent) : null,
  };
};

/** The field over the part of the grid that has voxels set. */
const fieldOf = ({ spacing, isSet }: Grid, { low, high }: Extent): LabelmapIndex['field'] => {
  const size = [high[0] - low[0] + 1, high[1] - low[1] + 1, high[2] - low[2] + 1] as const;
  const set = new Uint8Array(size[0] * size[1] * size[2]);
  let voxel = 0;
  for (let slice = low[2]; slice <= high[2]; slice += 1)
    for (let row = low[1]; row <= high[1]; row += 1)
      for (let column = low[0]; column <= high[0]; column += 1) {
        set[voxel] = isSet(column, row, slice) ? 1 : 0;
        voxel += 1;
      }
  return { low, size, squares: distanceField({ size, spacing, set }) };
};

/** More than the square of a point's distance to the boundary: its voxel centre's distance and the way there. */
const boundBy = (field: LabelmapIndex['field'], spacing: Triple): ((at: Vector3) => number) => {
  if (!field) return () => Infinity;
  const { low, size, squares } = field;
  return ([x, y, z]) => {
    const column = Math.floor(x / spacing[0]) - low[0];
    const row = Math.floor(y / spacing[1]) - low[1];
    const slice = Math.floor(z / spacing[2]) - low[2];
    const isOver = column >= 0 && row >= 0 && slice >= 0 && column < size[0] && row < size[1] && slice < size[2];
    if (!isOver) return Infinity;
    const way = Math.hypot(
      x - (column + low[0] + 0.5) * spacing[0],
      y - (row + low[1] + 0.5) * spacing[1],
      z - (slice + low[2] + 0.5) * spacing[2],
    );
    const reach = way + Math.sqrt(squares[column + size[0] * (row + size[1] * slice)] ?? Infinity);
    // Room for what 32 bits round away.
    return reach * reach * (1 + 1e-6) + 1e-9;
  };
};

/** Flat boxes as what a tree makes slabs of. */
const sideFacets = (sides: Float64Array, facing: (place: number) => number): Facets => {
  const reach = (place: number, x: number, y: number, z: number, sign: 1 | -1): number => {
    let sum = 0;
    for (const [axis, along] of [x, y, z].entries())
      sum += along * (sides[6 * place + (along * sign > 0 ? 3 : 0) + axis] ?? 0);
    return sum;
  };
  return {
    addNormal: (place, sum) => {
      const width = (axis: number): number => (sides[6 * place + 3 + axis] ?? 0) - (sides[6 * place + axis] ?? 0);
      const [a, b, c] = [width(0), width(1), width(2)];
      const [axis, area] = a === 0 ? [0, b * c] : b === 0 ? [1, c * a] : [2, a * b];
      sum[axis] = (sum[axis] ?? 0) + facing(place) * area;
    },
    lowestAlong: (place, x, y, z) => reach(place, x, y, z, -1),
    highestAlong: (place, x, y, z) => reach(place, x, y, z, 1),
  };
};

/** The square of a point's distance to a flat box. */
const squareToSide = (sides: Float64Array, place: number, x: number, y: number, z: number): number => {
  const at = 6 * place;
  const dx = Math.max((sides[at] ?? 0) - x, 0, x - (sides[at + 3] ?? 0));
  const dy = Math.max((sides[at + 1] ?? 0) - y, 0, y - (sides[at + 4] ?? 0));
  const dz = Math.max((sides[at + 2] ?? 0) - z, 0, z - (sides[at + 5] ?? 0));
  return dx * dx + dy * dy + dz * dz;
};

/**
 * The union of the boxes of the voxels that are set. The distance to the nearest side of its boundary is exact, and the voxel that a point
 * lies in says whether that is inside.
 */
export const labelmapSurface = ({ geometry, bits, sides, tree, centroid, field }: LabelmapIndex): Surface => {
  const { spacing, isSet } = gridOf(geometry, bits);
  const { local, world } = framesOf(geometry, spacing);
  const squareTo = (place: number, x: number, y: number, z: number): number => squareToSide(sides, place, x, y, z);
  const isIn = ([x, y, z]: Vector3): boolean =>
    isSet(Math.floor(x / spacing[0]), Math.floor(y / spacing[1]), Math.floor(z / spacing[2]));
  const pieces = piecesIn(tree, squareTo, isIn, boundBy(field, spacing));
  return {
    dimensions: 3,
    center: world(centroid),
    nearestPoint: (point) => {
      const at = local(point);
      const place = pieces.nearest(at);
      const clamped = (axis: 0 | 1 | 2): number =>
        Math.min(sides[6 * place + 3 + axis] ?? NaN, Math.max(sides[6 * place + axis] ?? NaN, at[axis]));
      return world([clamped(0), clamped(1), clamped(2)]);
    },
    signedDistance: (point) => {
      const at = local(point);
      return isIn(at) ? -pieces.gap(at) : pieces.gap(at);
    },
    contains: (point) => isIn(local(point)) || pieces.gap(local(point)) === 0,
    distanceNear: (points) => {
      const distance = pieces.near(points.map(local));
      return (point) => distance(local(point));
    },
    toUnitBall: null,
    corners: null,
  };
};

interface Frames {
  /** mm along the grid's own axes, from the corner of the first voxel. */
  readonly local: (point: Coordinates) => Vector3;
  readonly world: (point: Vector3) => Vector3;
}

const framesOf = ({ origin, orientation }: LabelmapGeometry, spacing: Triple): Frames => {
  const along = normalize([orientation[0], orientation[1], orientation[2]]);
  const normal = normalize(cross(along, [orientation[3], orientation[4], orientation[5]]));
  const axes = [along, cross(normal, along), normal] as const;
  const corner = axes.reduce<Vector3>(
    (at, axis, index) => subtract(at, scale(axis, (spacing[index] ?? 0) / 2)),
    origin,
  );
  return {
    local: ([x = NaN, y = NaN, z = NaN]) => {
      const from = subtract([x, y, z], corner);
      return [dot(from, axes[0]), dot(from, axes[1]), dot(from, axes[2])];
    },
    world: ([x, y, z]) => add(corner, add(scale(axes[0], x), add(scale(axes[1], y), scale(axes[2], z)))),
  };
};

interface Grid {
  readonly size: Triple;
  readonly spacing: Triple;
  readonly bits: Uint8Array;
  /** Nothing beyond the grid is set. */
  readonly isSet: (column: number, row: number, slice: number) => boolean;
}

const gridOf = ({ size, betweenColumns, betweenRows, betweenSlices }: LabelmapGeometry, bits: Uint8Array): Grid => {
  const [columns, rows, slices] = size;
  return {
    size,
    spacing: [betweenColumns, betweenRows, betweenSlices],
    bits,
    isSet: (column, row, slice) => {
      if (column < 0 || row < 0 || slice < 0 || column >= columns || row >= rows || slice >= slices) return false;
      const voxel = column + columns * (row + rows * slice);
      // Not by shifting: there may be more than 2³² voxels.
      return (((bits[Math.floor(voxel / 8)] ?? 0) >> (voxel % 8)) & 1) === 1;
    },
  };
};

/**
 * The rectangles between set and unset voxels, as flat boxes: along each axis, the sides of a row of voxels that lie on one plane are joined. Each
 * faces out, up (1) or down (−1) its axis.
 */
const boundaryOf = (
  { spacing, isSet }: Grid,
  { low, high }: Extent,
): { readonly boxes: Float64Array; readonly facing: Int8Array } => {
  let found = new Float64Array(6 * 1024);
  let facing = new Int8Array(1024);
  let used = 0;
  for (const across of [0, 1, 2] as const) {
    // Sides across this axis are joined along another one.
    const joined = across === 0 ? 1 : 0;
    const third = (3 - across - joined) as 0 | 1 | 2;
    const isSetAt: (plane: number, at: number, layer: number) => boolean =
      across === 0
        ? (plane, at, layer) => isSet(plane, at, layer)
        : across === 1
          ? (plane, at, layer) => isSet(at, plane, layer)
          : (plane, at, layer) => isSet(at, layer, plane);
    for (let plane = low[across]; plane <= high[across] + 1; plane += 1)
      for (let layer = low[third]; layer <= high[third]; layer += 1) {
        let [start, faces] = [-1, 0];
        for (let at = low[joined]; at <= high[joined] + 1; at += 1) {
          const side =
            at > high[joined] ? 0 : Number(isSetAt(plane - 1, at, layer)) - Number(isSetAt(plane, at, layer));
          if (start >= 0 && side !== faces) {
            if (used === facing.length) {
              found = extended(found, new Float64Array(2 * found.length));
              facing = extended(facing, new Int8Array(2 * facing.length));
            }
            const to = 6 * used;
            found[to + across] = found[to + 3 + across] = plane * spacing[across];
            found[to + joined] = start * spacing[joined];
            found[to + 3 + joined] = at * spacing[joined];
            found[to + third] = layer * spacing[third];
            found[to + 3 + third] = (layer + 1) * spacing[third];
            facing[used] = faces;
            used += 1;
            start = -1;
          }
          if (side !== 0 && start < 0) [start, faces] = [at, side];
        }
      }
  }
  return { boxes: found.slice(0, 6 * used), facing: facing.slice(0, used) };
};

const extended = <List extends Float64Array | Int8Array>(from: List, to: List): List => {
  to.set(from);
  return to;
};

interface Extent {
  readonly centroid: Triple;
  /** First and last index along each axis at which a voxel is set. */
  readonly low: Triple;
  readonly high: Triple;
}

const extentOf = ({ size, spacing, bits }: Grid): Extent => {
  const [columns, rows] = size;
  let [count, x, y, z] = [0, 0, 0, 0];
  const low: [number, number, number] = [...size];
  const high: [number, number, number] = [-1, -1, -1];
  bits.forEach((byte, index) => {
    // Eight voxels at once: most of a labelmap is empty.
    if (byte === 0) return;
    for (let bit = 0; bit < 8; bit += 1) {
      if (((byte >> bit) & 1) === 0) continue;
      const voxel = 8 * index + bit;
      const [column, line] = [voxel % columns, Math.floor(voxel / columns)];
      const [row, slice] = [line % rows, Math.floor(line / rows)];
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
  });
  return {
    centroid: [(x / count + 0.5) * spacing[0], (y / count + 0.5) * spacing[1], (z / count + 0.5) * spacing[2]],
    low,
    high,
  };
};
