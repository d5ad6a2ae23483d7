import { inner, minus, norm, plus, times, type Coordinates, type Surface } from '../../space/surface.ts';

/** mm by which the greatest distance of a line to a drawn target may be found too small. */
export const SEARCHED_TO_MM = 0.01;

/** Steps along a line by which it is looked where it crosses a drawn target's surface: mm, and as a share of the line. */
const STEP_MM = 0.05;
const STEP_SHARE = 1 / 2000;

/**
 * The greatest signed distance along a line of straight pieces: how far it sticks out, or less how deep all of it lies. The distance to a convex
 * target is a convex function, so that its greatest value along a straight piece is at one of the ends: exact for balls and ellipsoids. For
 * others the search is cut by the distance changing no faster than the place (Piyavskii 1972); it ends within `tolerance` mm.
 */
export const farthestOut = (
  line: readonly Coordinates[],
  surface: Surface,
  tolerance = SEARCHED_TO_MM,
): { readonly distance: number; readonly at: number } => {
  let [best, bestAt] = [-Infinity, 0];
  let [before, behind]: [Coordinates, number] = [line[0] ?? [], surface.signedDistance(line[0] ?? [])];
  let travelled = 0;
  const offer = (distance: number, at: number): void => {
    if (distance > best) [best, bestAt] = [distance, at];
  };
  offer(behind, 0);
  const search = (a: Coordinates, da: number, b: Coordinates, db: number, from: number, size: number): void => {
    if ((da + db + size) / 2 <= best + tolerance) return;
    const middle = times(plus(a, b), 0.5);
    const distance = surface.signedDistance(middle);
    offer(distance, from + size / 2);
    const halves = [
      () => {
        search(a, da, middle, distance, from, size / 2);
      },
      () => {
        search(middle, distance, b, db, from + size / 2, size / 2);
      },
    ] as const;
    // The half that may hold more first: what it finds cuts the other.
    const [first, second] = da >= db ? halves : [halves[1], halves[0]];
    first();
    second();
  };
  for (const point of line.slice(1)) {
    const distance = surface.signedDistance(point);
    const size = norm(minus(point, before));
    offer(distance, travelled + size);
    if (!surface.toUnitBall) search(before, behind, point, distance, travelled, size);
    travelled += size;
    [before, behind] = [point, distance];
  }
  return { distance: best, at: bestAt };
};

/**
 * The share of a line's length inside the target: exact for balls and ellipsoids. Along others it is walked by steps no longer than the distance
 * to the surface (nothing is crossed within it), at least 0.05 mm or 1/2000 of the line; each crossing is right within half such a step.
 */
export const insideShare = (line: readonly Coordinates[], surface: Surface): number => {
  let [inside, total] = [0, 0];
  line.slice(1).forEach((to, index) => {
    const from = line[index] ?? to;
    const size = norm(minus(to, from));
    total += size;
    inside += size * (surface.toUnitBall ? chord(from, to, surface) : walked(from, to, size, surface));
  });
  return total > 0 ? Math.min(1, inside / total) : NaN;
};

/** The share of a straight piece inside a ball or ellipsoid: between the roots of |a + t·d|² = 1 in coordinates in which it is the unit ball. */
const chord = (from: Coordinates, to: Coordinates, { toUnitBall, center }: Surface): number => {
  const matrix = toUnitBall ?? [];
  const a = matrix.map((row) => inner(row, minus(from, center)));
  const d = matrix.map((row) => inner(row, minus(to, from)));
  const [dd, ad, aa] = [inner(d, d), inner(a, d), inner(a, a)];
  const foot = -ad / dd;
  const reach = (1 - (aa - (ad * ad) / dd)) / dd;
  if (!(reach > 0)) return 0;
  const half = Math.sqrt(reach);
  return Math.max(0, Math.min(1, foot + half) - Math.max(0, foot - half));
};

const walked = (from: Coordinates, to: Coordinates, size: number, surface: Surface): number => {
  const least = Math.max(STEP_MM, size * STEP_SHARE);
  const way = minus(to, from);
  let [at, distance] = [0, surface.signedDistance(from)];
  let inside = 0;
  while (at < size) {
    const next = Math.min(size, at + Math.max(Math.abs(distance), least));
    const there = surface.signedDistance(plus(from, times(way, next / size)));
    // Within a step that crosses the surface the distance is nearly linear.
    const crossed = distance <= 0 !== there <= 0 ? distance / (distance - there) : 1;
    inside += (next - at) * (distance <= 0 ? crossed : 1 - crossed);
    [at, distance] = [next, there];
  }
  return inside / size;
};
