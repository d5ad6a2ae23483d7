import { boxTree, visitColumn, type BoxTree } from './box-tree.ts';
import { centroidByColumns } from './mesh-columns.ts';
import { centroidOfParts, mergeVertices, neighboursOf, partsOf, solidTriangles } from './mesh-topology.ts';
import { piecesIn } from './pieces.ts';
import { crossesAbove, liesOn } from './predicates.ts';
import { nearestOnTriangle, squareToTriangle, triangleFacets, type Triangles } from './triangle.ts';
import { triple, type Surface } from './surface.ts';
import type { Vector3 } from './vector.ts';

/** A closed mesh made ready for queries. Typed arrays and numbers alone, so that what a worker made can be handed over. */
export interface MeshIndex {
  /** In the order of the tree. */
  readonly triangles: Triangles;
  readonly tree: BoxTree;
  /** Centroid of what is enclosed. */
  readonly center: Vector3;
}

/**
 * The index of a mesh given as vertices x, y, z, … (mm) and triangles i, j, k, … . Null where it isn't closed: when, with vertices nearer than
 * 1e-6 mm merged, some edge doesn't belong to exactly two triangles.
 */
export const meshIndex = (vertices: ArrayLike<number>, triangles: ArrayLike<number>): MeshIndex | null => {
  const corners = solidTriangles(triangles, mergeVertices(vertices));
  if (corners.length === 0) return null;
  const neighbours = neighboursOf(corners);
  if (!neighbours) return null;
  const count = corners.length / 3;
  const boxes = new Float64Array(6 * count);
  for (let triangle = 0; triangle < count; triangle += 1)
    for (let axis = 0; axis < 3; axis += 1) {
      const a = vertices[3 * (corners[3 * triangle] ?? 0) + axis] ?? NaN;
      const b = vertices[3 * (corners[3 * triangle + 1] ?? 0) + axis] ?? NaN;
      const c = vertices[3 * (corners[3 * triangle + 2] ?? 0) + axis] ?? NaN;
      boxes[6 * triangle + axis] = Math.min(a, b, c);
      boxes[6 * triangle + 3 + axis] = Math.max(a, b, c);
    }
  const laid = new Float64Array(9 * count);
  const { tree, order } = boxTree(boxes, (placed) => {
    for (let place = 0; place < count; place += 1)
      for (let corner = 0; corner < 9; corner += 1)
        laid[9 * place + corner] =
          vertices[3 * (corners[3 * (placed[place] ?? 0) + Math.floor(corner / 3)] ?? 0) + (corner % 3)] ?? NaN;
    return triangleFacets(laid);
  });

  const parts = partsOf(corners, neighbours);
  // Thousands of parts within each other would be asked for minutes.
  let left = MOST_ASKED;
  const center =
    centroidOfParts(vertices, corners, parts, (x, y, z, part) => {
      const isOdd = isOddAbove(tree, laid, x, y, z, (place) => {
        left -= 1;
        return parts.partOf[order[place] ?? 0] !== part;
      });
      return left > 0 ? isOdd : null;
    }) ?? centroidByColumns(tree, laid, left > 0 ? COLUMNS : FEW_COLUMNS);
  return { triangles: laid, tree, center };
};

/** Triangles that are looked at, at most, to find which parts lie within others. */
const MOST_ASKED = 20_000_000;

/** Columns along each side of the box around a mesh whose parts can't be told apart: those that cut each other, and those that are too many. */
const COLUMNS = 256;
const FEW_COLUMNS = 64;

/** Whether an upward line crosses an odd number of those triangles that count. */
const isOddAbove = (
  tree: BoxTree,
  triangles: Triangles,
  x: number,
  y: number,
  z: number,
  counts: (place: number) => boolean,
): boolean => {
  let odd = false;
  visitColumn(tree, x, y, z, Infinity, (place) => {
    if (counts(place) && crossesAbove(triangles, 9 * place, x, y, z)) odd = !odd;
  });
  return odd;
};

/** mm from the surface within which a distance may be all rounding. */
const NEARLY_ON_MM = 1e-9;

const ALL = (): boolean => true;

/**
 * A closed triangle mesh: the nearest point is exact, the inside is what an odd number of its triangles lies above, by exact predicates, so
 * that neither winding nor a line through an edge matters.
 */
export const meshSurface = ({ triangles, tree, center }: MeshIndex): Surface => {
  const squareTo = (place: number, x: number, y: number, z: number): number =>
    squareToTriangle(triangles, place, x, y, z);
  const isIn = ([x, y, z]: Vector3): boolean => isOddAbove(tree, triangles, x, y, z, ALL);
  const isOn = ([x, y, z]: Vector3): boolean => {
    let on = false;
    visitColumn(tree, x, y, z, z, (place) => {
      on ||= liesOn(triangles, 9 * place, x, y, z);
    });
    return on;
  };
  const pieces = piecesIn(tree, squareTo, isIn);
  return {
    dimensions: 3,
    center,
    nearestPoint: (point) => nearestOnTriangle(triangles, pieces.nearest(triple(point)), ...triple(point)),
    signedDistance: (point) => {
      const at = triple(point);
      const gap = pieces.gap(at);
      if (gap === 0 || (gap < NEARLY_ON_MM && isOn(at))) return 0;
      return isIn(at) ? -gap : gap;
    },
    contains: (point) => isIn(triple(point)) || isOn(triple(point)),
    distanceNear: (points) => {
      const distance = pieces.near(points.map(triple));
      return (point) => distance(triple(point));
    },
    toUnitBall: null,
    corners: null,
  };
};
