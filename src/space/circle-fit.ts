type Point2 = readonly [number, number];

export interface Circle {
  readonly center: Point2;
  readonly radius: number;
}

const STEPS = 20;

/**
 * The circle from which the points are least far away (least squares of the distances): Kåsa's algebraic fit, then Gauss–Newton. Through three
 * points it is the one that they lie on. Null for fewer, and for points on a line.
 */
export const circleThrough = (points: readonly Point2[]): Circle | null => {
  if (points.length < 3) return null;
  let circle = algebraicFit(points);
  for (let step = 0; circle && step < STEPS; step += 1) {
    const next = improved(points, circle);
    if (!next) return null;
    const change = Math.hypot(next.center[0] - circle.center[0], next.center[1] - circle.center[1]);
    circle = next;
    if (change < 1e-12 * circle.radius) break;
  }
  return circle && Number.isFinite(circle.radius) && circle.radius > 0 ? circle : null;
};

const meanOf = (points: readonly Point2[], of: (x: number, y: number) => number): number =>
  points.reduce((sum, [x, y]) => sum + of(x, y), 0) / points.length;

/** I. Kåsa, IEEE Trans. Instrum. Meas. 25 (1976) 8–14: least squares of x² + y² − 2ax − 2by − c, about the mean of the points. */
const algebraicFit = (points: readonly Point2[]): Circle | null => {
  const [mx, my] = [meanOf(points, (x) => x), meanOf(points, (_, y) => y)];
  const about = (of: (u: number, v: number) => number): number => meanOf(points, (x, y) => of(x - mx, y - my));
  const [uu, uv, vv] = [about((u) => u * u), about((u, v) => u * v), about((_, v) => v * v)];
  const [pu, pv] = [about((u, v) => u * (u * u + v * v)), about((u, v) => v * (u * u + v * v))];
  const solved = solve2(uu, uv, uv, vv, pu / 2, pv / 2);
  if (!solved) return null;
  const [a, b] = solved;
  return { center: [mx + a, my + b], radius: Math.sqrt(a * a + b * b + uu + vv) };
};

/** One step of Gauss–Newton. At the best radius for a centre, which is the mean distance, two unknowns are left. */
const improved = (points: readonly Point2[], { center: [a, b] }: Circle): Circle | null => {
  const away = points.map(([x, y]) => Math.hypot(x - a, y - b));
  if (away.some((distance) => distance === 0)) return null;
  const directions = points.map(([x, y], index): Point2 => [
    (x - a) / (away[index] ?? 1),
    (y - b) / (away[index] ?? 1),
  ]);
  const radius = away.reduce((sum, distance) => sum + distance, 0) / away.length;
  const [mx, my] = [meanOf(directions, (x) => x), meanOf(directions, (_, y) => y)];
  let [xx, xy, yy, rx, ry] = [0, 0, 0, 0, 0];
  for (const [index, [x, y]] of directions.entries()) {
    const [u, v, residual] = [x - mx, y - my, (away[index] ?? 0) - radius];
    [xx, xy, yy] = [xx + u * u, xy + u * v, yy + v * v];
    [rx, ry] = [rx + u * residual, ry + v * residual];
  }
  const solved = solve2(xx, xy, xy, yy, rx, ry);
  if (!solved) return null;
  const center: Point2 = [a + solved[0], b + solved[1]];
  return { center, radius: meanOf(points, (x, y) => Math.hypot(x - center[0], y - center[1])) };
};

/** Null where the two equations say the same, as they do of points on a line. */
const solve2 = (a: number, b: number, c: number, d: number, p: number, q: number): Point2 | null => {
  const determinant = a * d - b * c;
  if (!(Math.abs(determinant) > 1e-12 * (Math.abs(a * d) + Math.abs(b * c)))) return null;
  return [(p * d - b * q) / determinant, (a * q - c * p) / determinant];
};
