/** A point of a picture. */
type Point = readonly [x: number, y: number];

/**
 * Where a linear function is zero within a rectangle from (0, 0) to (width, height), given by its values at the corners (0, 0), (width, 0) and
 * (0, height): the line in which one plane cuts another one's picture. From the left end, or the upper one where it is upright; null where the
 * line misses the rectangle or the function doesn't change.
 */
export const lineAcross = (
  width: number,
  height: number,
  [origin, right, down]: readonly [origin: number, right: number, down: number],
): readonly [Point, Point] | null => {
  const [a, b] = [(right - origin) / width, (down - origin) / height];
  const size = Math.hypot(a, b);
  if (!(size > 1e-12)) return null;
  // The foot of the rectangle's middle on the line, then as far to both sides as the rectangle reaches.
  const middle = (origin + (a * width) / 2 + (b * height) / 2) / size;
  const [nx, ny] = [a / size, b / size];
  const [x, y] = [width / 2 - middle * nx, height / 2 - middle * ny];
  let [dx, dy] = [-ny, nx];
  if (dx < -1e-9 || (Math.abs(dx) <= 1e-9 && dy < 0)) [dx, dy] = [-dx, -dy];
  let [low, high] = [-Infinity, Infinity];
  for (const [from, step, limit] of [
    [x, dx, width],
    [y, dy, height],
  ] as const) {
    if (Math.abs(step) < 1e-12) {
      if (from < 0 || from > limit) return null;
      continue;
    }
    const [one, other] = [-from / step, (limit - from) / step];
    low = Math.max(low, Math.min(one, other));
    high = Math.min(high, Math.max(one, other));
  }
  if (!(low < high)) return null;
  return [
    [x + low * dx, y + low * dy],
    [x + high * dx, y + high * dy],
  ];
};

/** Where two lines, each through two points, cross; null where they are parallel. */
export const crossing = (
  [[ax, ay], [bx, by]]: readonly [Point, Point],
  [[cx, cy], [dx, dy]]: readonly [Point, Point],
): Point | null => {
  const det = (bx - ax) * (dy - cy) - (by - ay) * (dx - cx);
  const size = Math.hypot(bx - ax, by - ay) * Math.hypot(dx - cx, dy - cy);
  if (Math.abs(det) <= 1e-9 * size) return null;
  const share = ((cx - ax) * (dy - cy) - (cy - ay) * (dx - cx)) / det;
  return [ax + share * (bx - ax), ay + share * (by - ay)];
};
