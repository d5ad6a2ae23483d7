import { boxTree, type BoxTree, type SquareTo } from './box-tree.ts';
import type { Region } from './region.ts';
import type { Vector3 } from './vector.ts';

/** A prism: what its plane's contours enclose, from one height to another. */
export interface Slab {
  readonly region: Region;
  readonly low: number;
  readonly high: number;
}

/** The upright rectangles over the edges of prisms, in a tree, in the prisms' own frame. */
export interface Walls {
  readonly tree: BoxTree;
  readonly squareTo: SquareTo;
  /** The nearest point of the wall at a place of the tree's order. */
  footOn(place: number, at: Vector3): Vector3;
}

/** How far along its edge a wall is nearest to a point, 0 at the edge's beginning, 1 at its end. */
const shareOn = (walls: Float64Array, of: number, x: number, y: number): number => {
  const ax = walls[of] ?? NaN;
  const ay = walls[of + 1] ?? NaN;
  const ex = (walls[of + 2] ?? NaN) - ax;
  const ey = (walls[of + 3] ?? NaN) - ay;
  return Math.min(1, Math.max(0, ((x - ax) * ex + (y - ay) * ey) / (ex * ex + ey * ey)));
};

export const wallsOf = (slabs: readonly Slab[]): Walls => {
  const count = slabs.reduce((sum, { region }) => sum + region.edges.length / 4, 0);
  const given = new Float64Array(6 * count);
  const boxes = new Float64Array(6 * count);
  let wall = 0;
  for (const { region, low, high } of slabs)
    for (let edge = 0; edge < region.edges.length; edge += 4) {
      const [ax = NaN, ay = NaN, bx = NaN, by = NaN] = region.edges.subarray(edge, edge + 4);
      given.set([ax, ay, bx, by, low, high], 6 * wall);
      boxes.set([Math.min(ax, bx), Math.min(ay, by), low, Math.max(ax, bx), Math.max(ay, by), high], 6 * wall);
      wall += 1;
    }
  /** ax, ay, bx, by, low, high of each wall, in the tree's order. */
  const walls = new Float64Array(6 * count);
  const along = (place: number, x: number, y: number, z: number, sign: 1 | -1): number => {
    const [ax = NaN, ay = NaN, bx = NaN, by = NaN, low = NaN, high = NaN] = walls.subarray(6 * place, 6 * place + 6);
    return sign * Math.max(sign * (x * ax + y * ay), sign * (x * bx + y * by)) + z * (z * sign > 0 ? high : low);
  };
  const { tree } = boxTree(boxes, (order) => {
    for (let place = 0; place < count; place += 1)
      walls.set(given.subarray(6 * (order[place] ?? 0), 6 * (order[place] ?? 0) + 6), 6 * place);
    return {
      addNormal: (place, sum) => {
        const [ax = NaN, ay = NaN, bx = NaN, by = NaN, low = NaN, high = NaN] = walls.subarray(
          6 * place,
          6 * place + 6,
        );
        const [nx, ny] = [(by - ay) * (high - low), (ax - bx) * (high - low)];
        const turn = nx * (sum[0] ?? 0) + ny * (sum[1] ?? 0) < 0 ? -1 : 1;
        sum[0] = (sum[0] ?? 0) + turn * nx;
        sum[1] = (sum[1] ?? 0) + turn * ny;
      },
      lowestAlong: (place, x, y, z) => along(place, x, y, z, -1),
      highestAlong: (place, x, y, z) => along(place, x, y, z, 1),
    };
  });
  return {
    tree,
    squareTo: (place, x, y, z) => {
      const of = 6 * place;
      const ax = walls[of] ?? NaN;
      const ay = walls[of + 1] ?? NaN;
      const share = shareOn(walls, of, x, y);
      const dx = x - ax - share * ((walls[of + 2] ?? NaN) - ax);
      const dy = y - ay - share * ((walls[of + 3] ?? NaN) - ay);
      const dz = Math.max((walls[of + 4] ?? NaN) - z, 0, z - (walls[of + 5] ?? NaN));
      return dx * dx + dy * dy + dz * dz;
    },
    footOn: (place, [x, y, z]) => {
      const [ax = NaN, ay = NaN, bx = NaN, by = NaN, low = NaN, high = NaN] = walls.subarray(6 * place, 6 * place + 6);
      const share = shareOn(walls, 6 * place, x, y);
      return [ax + share * (bx - ax), ay + share * (by - ay), Math.min(high, Math.max(low, z))];
    },
  };
};
