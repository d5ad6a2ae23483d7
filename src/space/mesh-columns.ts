import { visitColumn, type BoxTree } from './box-tree.ts';
import { crossesAbove } from './predicates.ts';
import type { Triangles } from './triangle.ts';
import type { Vector3 } from './vector.ts';

/**
 * Centroid of what an odd number of triangles lies above, for a mesh whose parts cut each other: from columns, as many along each side of its
 * box, whose pieces inside are exact. Off by less than the box's width over that number.
 */
export const centroidByColumns = (tree: BoxTree, triangles: Triangles, columns: number): Vector3 => {
  const [left = NaN, near = NaN, bottom = NaN, right = NaN, far = NaN] = tree.nodes;
  let total = 0;
  const sum: [number, number, number] = [0, 0, 0];
  for (let column = 0; column < columns; column += 1)
    for (let row = 0; row < columns; row += 1) {
      const x = left + ((column + 0.5) / columns) * (right - left);
      const y = near + ((row + 0.5) / columns) * (far - near);
      const heights: number[] = [];
      visitColumn(tree, x, y, -Infinity, Infinity, (place) => {
        if (crossesAbove(triangles, 9 * place, x, y, bottom - 1)) heights.push(heightAt(triangles, 9 * place, x, y));
      });
      heights.sort((a, b) => a - b);
      for (let at = 1; at < heights.length; at += 2) {
        const [low = NaN, high = NaN] = [heights[at - 1], heights[at]];
        total += high - low;
        sum[0] += (high - low) * x;
        sum[1] += (high - low) * y;
        sum[2] += (high * high - low * low) / 2;
      }
    }
  return [sum[0] / total, sum[1] / total, sum[2] / total];
};

/** The height of a triangle's plane over a point. */
const heightAt = (triangles: Triangles, at: number, x: number, y: number): number => {
  const [ax = NaN, ay = NaN, az = NaN, bx = NaN, by = NaN, bz = NaN, cx = NaN, cy = NaN, cz = NaN] = triangles.subarray(
    at,
    at + 9,
  );
  const whole = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay);
  const ofB = ((x - ax) * (cy - ay) - (cx - ax) * (y - ay)) / whole;
  const ofC = ((bx - ax) * (y - ay) - (x - ax) * (by - ay)) / whole;
  return az + ofB * (bz - az) + ofC * (cz - az);
};
