import { orient2d } from 'robust-predicates';
import { minus, plus, type Coordinates, type Surface } from './surface.ts';

/** A simple closed polygon in a plane; the last corner joins the first. Containment by robust orientation tests, the boundary counts as inside. */
export const polygon = (corners: readonly Coordinates[]): Surface => {
  const flat = Float64Array.from(
    corners.flatMap(([ax = NaN, ay = NaN], index) => {
      const [bx = NaN, by = NaN] = corners[(index + 1) % corners.length] ?? [];
      return [ax, ay, bx, by];
    }),
  );
  const contains = (point: Coordinates): boolean => polygonContains(corners, point);
  return {
    dimensions: 2,
    center: centroidOf(corners).centroid,
    nearestPoint: ([x = NaN, y = NaN]) => nearestOnEdges(flat, x, y).at,
    signedDistance: (point) => {
      const [x = NaN, y = NaN] = point;
      const { gap } = nearestOnEdges(flat, x, y);
      return contains(point) ? -gap : gap;
    },
    contains,
    toUnitBall: null,
    corners,
  };
};

/** The nearest point on edges given as ax, ay, bx, by, … */
export const nearestOnEdges = (
  edges: Float64Array,
  x: number,
  y: number,
): { readonly at: Coordinates; readonly gap: number } => {
  let [nearest, atX, atY] = [Infinity, x, y];
  for (let index = 0; index < edges.length; index += 4) {
    const ax = edges[index] ?? NaN;
    const ay = edges[index + 1] ?? NaN;
    const [ex, ey] = [(edges[index + 2] ?? NaN) - ax, (edges[index + 3] ?? NaN) - ay];
    const share = Math.min(1, Math.max(0, ((x - ax) * ex + (y - ay) * ey) / (ex * ex + ey * ey)));
    const [px, py] = [ax + share * ex, ay + share * ey];
    const square = (x - px) ** 2 + (y - py) ** 2;
    if (square < nearest) [nearest, atX, atY] = [square, px, py];
  }
  return { at: [atX, atY], gap: Math.hypot(x - atX, y - atY) };
};

/** Crossing number with exact orientation; a point on an edge is inside. */
export const polygonContains = (corners: readonly Coordinates[], [x = NaN, y = NaN]: Coordinates): boolean => {
  let inside = false;
  for (let index = 0; index < corners.length; index += 1) {
    const [ax = NaN, ay = NaN] = corners[index] ?? [];
    const [bx = NaN, by = NaN] = corners[(index + 1) % corners.length] ?? [];
    if ((ay > y && by > y) || (ay < y && by < y)) continue;
    const side = orient2d(ax, ay, bx, by, x, y);
    if (side === 0 && Math.min(ax, bx) <= x && x <= Math.max(ax, bx) && Math.min(ay, by) <= y && y <= Math.max(ay, by))
      return true;
    if (ay > y !== by > y && side < 0 === by > ay) inside = !inside;
  }
  return inside;
};

/** Enclosed area and its centroid. Taken from the first corner, so that far coordinates lose no digits. */
export const centroidOf = (
  corners: readonly Coordinates[],
): { readonly area: number; readonly centroid: Coordinates } => {
  const origin = corners[0] ?? [0, 0];
  let [doubleArea, x, y] = [0, 0, 0];
  corners.forEach((corner, index) => {
    const a = minus(corner, origin);
    const b = minus(corners[(index + 1) % corners.length] ?? corner, origin);
    const [ax = 0, ay = 0] = a;
    const [bx = 0, by = 0] = b;
    const part = ax * by - bx * ay;
    doubleArea += part;
    x += (ax + bx) * part;
    y += (ay + by) * part;
  });
  return {
    area: Math.abs(doubleArea) / 2,
    centroid: plus(origin, [x / (3 * doubleArea), y / (3 * doubleArea)]),
  };
};
