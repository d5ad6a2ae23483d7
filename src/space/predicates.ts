import { orient2d, orient3d } from 'robust-predicates';

type Pair = readonly [number, number];

/** On which side of the line from a to b the point c lies: −1, 0 or 1. Exact, so that points on the line are found to be on it. */
export const sideOfLine = (a: Pair, b: Pair, c: Pair): number =>
  Math.sign(orient2d(a[0], a[1], b[0], b[1], c[0], c[1]));

/**
 * Whether a triangle (nine numbers of `corners`, from `at`) is crossed by the upward line (along +z) from x, y, z. Exact (Shewchuk 1997), and
 * decided edge by edge alike for both triangles at an edge: a line through an edge or a corner counts as running infinitesimally beside it, so
 * that over a closed surface the crossings are odd just where it is inside. The point must not lie on the triangle.
 */
export const crossesAbove = (corners: Float64Array, at: number, x: number, y: number, z: number): boolean => {
  const ax = corners[at] ?? 0;
  const ay = corners[at + 1] ?? 0;
  const az = corners[at + 2] ?? 0;
  const bx = corners[at + 3] ?? 0;
  const by = corners[at + 4] ?? 0;
  const bz = corners[at + 5] ?? 0;
  const cx = corners[at + 6] ?? 0;
  const cy = corners[at + 7] ?? 0;
  const cz = corners[at + 8] ?? 0;
  if (z > Math.max(az, bz, cz)) return false;
  const within = isLeftOf(ax, ay, bx, by, x, y) !== (isLeftOf(bx, by, cx, cy, x, y) !== isLeftOf(cx, cy, ax, ay, x, y));
  if (!within) return false;
  if (z < Math.min(az, bz, cz)) return true;
  // For corners that turn to the left seen from above, orient2d is negative and orient3d positive below.
  return orient2d(ax, ay, bx, by, cx, cy) * orient3d(ax, ay, az, bx, by, bz, cx, cy, cz, x, y, z) < 0;
};

/** Whether a point lies exactly on a triangle, its sides and corners with it. Never on one without area: its sides are other triangles'. */
export const liesOn = (corners: Float64Array, at: number, x: number, y: number, z: number): boolean => {
  const [ax = NaN, ay = NaN, az = NaN, bx = NaN, by = NaN, bz = NaN, cx = NaN, cy = NaN, cz = NaN] = corners.subarray(
    at,
    at + 9,
  );
  if (orient3d(ax, ay, az, bx, by, bz, cx, cy, cz, x, y, z) !== 0) return false;
  // Seen along whichever axis the triangle isn't seen edge-on.
  for (const [a, b, c, p] of [
    [
      [ax, ay],
      [bx, by],
      [cx, cy],
      [x, y],
    ],
    [
      [ay, az],
      [by, bz],
      [cy, cz],
      [y, z],
    ],
    [
      [az, ax],
      [bz, bx],
      [cz, cx],
      [z, x],
    ],
  ] as const) {
    if (sideOfLine(a, b, c) === 0) continue;
    const sides = [sideOfLine(a, b, p), sideOfLine(b, c, p), sideOfLine(c, a, p)];
    return sides.every((side) => side >= 0) || sides.every((side) => side <= 0);
  }
  return false;
};

/** Whether an edge passes the point on its left, at the point's height. An edge has its lower end, not its upper one. */
const isLeftOf = (ax: number, ay: number, bx: number, by: number, x: number, y: number): boolean => {
  if (ay > y === by > y) return false;
  if (x > ax && x > bx) return true;
  if (x < ax && x < bx) return false;
  return ay < by ? orient2d(ax, ay, bx, by, x, y) > 0 : orient2d(bx, by, ax, ay, x, y) > 0;
};
