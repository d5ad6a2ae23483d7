import { add, dot, scale, subtract, type Vector3 } from './vector.ts';

/** The point of a triangle nearest to another, by the region that it lies in (Ericson, "Real-Time Collision Detection", 2005, 5.1.5). */
export const nearestOnTriangle = ([a, b, c]: readonly [Vector3, Vector3, Vector3], point: Vector3): Vector3 => {
  const [ab, ac, ap] = [subtract(b, a), subtract(c, a), subtract(point, a)];
  const [d1, d2] = [dot(ab, ap), dot(ac, ap)];
  if (d1 <= 0 && d2 <= 0) return a;
  const bp = subtract(point, b);
  const [d3, d4] = [dot(ab, bp), dot(ac, bp)];
  if (d3 >= 0 && d4 <= d3) return b;
  const vc = d1 * d4 - d3 * d2;
  if (vc <= 0 && d1 >= 0 && d3 <= 0) return add(a, scale(ab, d1 / (d1 - d3)));
  const cp = subtract(point, c);
  const [d5, d6] = [dot(ab, cp), dot(ac, cp)];
  if (d6 >= 0 && d5 <= d6) return c;
  const vb = d5 * d2 - d1 * d6;
  if (vb <= 0 && d2 >= 0 && d6 <= 0) return add(a, scale(ac, d2 / (d2 - d6)));
  const va = d3 * d6 - d5 * d4;
  if (va <= 0 && d4 - d3 >= 0 && d5 - d6 >= 0) return add(b, scale(subtract(c, b), (d4 - d3) / (d4 - d3 + (d5 - d6))));
  const sum = va + vb + vc;
  return add(a, add(scale(ab, vb / sum), scale(ac, vc / sum)));
};
