import { orient2d } from 'robust-predicates';
import { inner, minus, norm, plus, times, type Coordinates, type Surface } from './surface.ts';

/** A simple closed polygon in a plane; the last corner joins the first. Containment by robust orientation tests, the boundary counts as inside. */
export const polygon = (corners: readonly Coordinates[]): Surface => {
  const edges = corners.map((corner, index) => [corner, corners[(index + 1) % corners.length] ?? corner] as const);
  const nearestPoint = (point: Coordinates): Coordinates => {
    let best: { readonly at: Coordinates; readonly gap: number } | null = null;
    for (const [a, b] of edges) {
      const at = nearestOnSegment(point, a, b);
      const gap = norm(minus(point, at));
      if (!best || gap < best.gap) best = { at, gap };
    }
    return best?.at ?? point;
  };
  const contains = (point: Coordinates): boolean => polygonContains(corners, point);
  return {
    dimensions: 2,
    center: centroid(corners),
    nearestPoint,
    signedDistance: (point) => {
      const gap = norm(minus(point, nearestPoint(point)));
      return contains(point) ? -gap : gap;
    },
    contains,
    toUnitBall: null,
    corners,
  };
};

const nearestOnSegment = (point: Coordinates, a: Coordinates, b: Coordinates): Coordinates => {
  const along = minus(b, a);
  const share = Math.min(1, Math.max(0, inner(minus(point, a), along) / inner(along, along)));
  return plus(a, times(along, share));
};

/** Crossing number with exact orientation; a point on an edge is inside. */
export const polygonContains = (corners: readonly Coordinates[], [x = NaN, y = NaN]: Coordinates): boolean => {
  let inside = false;
  for (let index = 0; index < corners.length; index += 1) {
    const [ax = NaN, ay = NaN] = corners[index] ?? [];
    const [bx = NaN, by = NaN] = corners[(index + 1) % corners.length] ?? [];
    const side = orient2d(ax, ay, bx, by, x, y);
    if (side === 0 && Math.min(ax, bx) <= x && x <= Math.max(ax, bx) && Math.min(ay, by) <= y && y <= Math.max(ay, by))
      return true;
    if (ay > y !== by > y && side < 0 === by > ay) inside = !inside;
  }
  return inside;
};

/** Centroid of the enclosed area. Taken from the first corner, so that far coordinates lose no digits. */
const centroid = (corners: readonly Coordinates[]): Coordinates => {
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
  return plus(origin, [x / (3 * doubleArea), y / (3 * doubleArea)]);
};
