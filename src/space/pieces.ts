import { nearestPlace, type BoxTree, type SquareTo } from './box-tree.ts';

type Triple = readonly [number, number, number];

/** A boundary of many pieces (triangles, rectangles) in a tree. */
export interface Pieces {
  /** The place of the piece nearest to a point. */
  nearest(at: Triple): number;
  /** Distance to the nearest piece. */
  gap(at: Triple): number;
  /** A signed distance by those pieces alone that are nearest to some points. */
  near(points: readonly Triple[]): (at: Triple) => number;
}

/** `within`: what is known to be more than the square of a point's distance, where something is. */
export const piecesIn = (
  tree: BoxTree,
  squareTo: SquareTo,
  isInside: (at: Triple) => boolean,
  within: (at: Triple) => number = () => Infinity,
): Pieces => {
  /** Where the last search ended: the next point is often near, and a distance doesn't depend on where its search begins. */
  let last = -1;
  const gap = (at: Triple): number => {
    const [x, y, z] = at;
    last = nearestPlace(tree, x, y, z, squareTo, last, within(at));
    return Math.sqrt(squareTo(last, x, y, z));
  };
  return {
    nearest: ([x, y, z]) => nearestPlace(tree, x, y, z, squareTo),
    gap,
    near: (points) => {
      const places = new Set<number>();
      for (const at of points) {
        gap(at);
        places.add(last);
      }
      const pieces = Int32Array.from(places);
      const [center] = points;
      const [cx, cy, cz] = center ?? [NaN, NaN, NaN];
      // Nearer to the first point than the boundary is, everything is on its side.
      const sure = center ? gap(center) : NaN;
      const isCenterIn = center !== undefined && isInside(center);
      return (at) => {
        const [x, y, z] = at;
        let square = Infinity;
        for (const piece of pieces) square = Math.min(square, squareTo(piece, x, y, z));
        const isIn = Math.hypot(x - cx, y - cy, z - cz) < sure ? isCenterIn : isInside(at);
        return isIn ? -Math.sqrt(square) : Math.sqrt(square);
      };
    },
  };
};
