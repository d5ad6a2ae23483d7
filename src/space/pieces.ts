import { nearestPlace, type BoxTree, type SquareTo } from './box-tree.ts';

type Triple = readonly [number, number, number];

/** A boundary of many pieces (triangles, rectangles) in a tree. */
export interface Pieces {
  /** The place of the piece nearest to a point. */
  nearest(at: Triple): number;
  /** Distance to the nearest piece. */
  gap(at: Triple): number;
  /**
   * A signed distance by those pieces alone that are nearest to some points. `sure`: how far from the first of them everything is on its side,
   * where other things than pieces bound the inside as well.
   */
  near(points: readonly Triple[], sure?: number): (at: Triple) => number;
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
    near: (points, sure) => {
      const places = new Set<number>();
      for (const at of points) {
        gap(at);
        places.add(last);
      }
      const pieces = Int32Array.from(places);
      const [center] = points;
      const [cx, cy, cz] = center ?? [NaN, NaN, NaN];
      // Nearer to the first point than the boundary is, everything is on its side.
      const reach = sure ?? (center ? gap(center) : NaN);
      const isCenterIn = center !== undefined && isInside(center);
      return (at) => {
        const [x, y, z] = at;
        let square = Infinity;
        for (const piece of pieces) square = Math.min(square, squareTo(piece, x, y, z));
        const isIn = Math.hypot(x - cx, y - cy, z - cz) < reach ? isCenterIn : isInside(at);
        return isIn ? -Math.sqrt(square) : Math.sqrt(square);
      };
    },
  };
};
