import type { Facets } from './box-tree.ts';
import type { Vector3 } from './vector.ts';

/** Corners a, b, c of triangles, nine numbers each, one after the other. */
export type Triangles = Float64Array;

/** How much of the second and third corner makes up the nearest point that was found last. */
const shares = new Float64Array(2);

/**
 * The square of a point's distance to a triangle, by the region that it lies in (Ericson, "Real-Time Collision Detection", 2005, 5.1.5). No
 * objects: it is asked for thousands of triangles while a handle is dragged.
 */
export const squareToTriangle = (corners: Triangles, triangle: number, x: number, y: number, z: number): number => {
  const at = 9 * triangle;
  const ax = corners[at] ?? 0;
  const ay = corners[at + 1] ?? 0;
  const az = corners[at + 2] ?? 0;
  const abx = (corners[at + 3] ?? 0) - ax;
  const aby = (corners[at + 4] ?? 0) - ay;
  const abz = (corners[at + 5] ?? 0) - az;
  const acx = (corners[at + 6] ?? 0) - ax;
  const acy = (corners[at + 7] ?? 0) - ay;
  const acz = (corners[at + 8] ?? 0) - az;
  const px = x - ax;
  const py = y - ay;
  const pz = z - az;
  const d1 = abx * px + aby * py + abz * pz;
  const d2 = acx * px + acy * py + acz * pz;
  let [ofB, ofC] = [0, 0];
  if (d1 > 0 || d2 > 0) {
    const bb = abx * abx + aby * aby + abz * abz;
    const bc = abx * acx + aby * acy + abz * acz;
    const cc = acx * acx + acy * acy + acz * acz;
    // The point seen from b and from c, along both sides.
    const d3 = d1 - bb;
    const d4 = d2 - bc;
    const d5 = d1 - bc;
    const d6 = d2 - cc;
    const va = d3 * d6 - d5 * d4;
    const vb = d5 * d2 - d1 * d6;
    const vc = d1 * d4 - d3 * d2;
    if (d3 >= 0 && d4 <= d3) ofB = 1;
    else if (vc <= 0 && d1 >= 0 && d3 <= 0) ofB = d1 / (d1 - d3);
    else if (d6 >= 0 && d5 <= d6) ofC = 1;
    else if (vb <= 0 && d2 >= 0 && d6 <= 0) ofC = d2 / (d2 - d6);
    else if (va <= 0 && d4 - d3 >= 0 && d5 - d6 >= 0) {
      ofC = (d4 - d3) / (d4 - d3 + (d5 - d6));
      ofB = 1 - ofC;
    } else {
      const sum = va + vb + vc;
      [ofB, ofC] = [vb / sum, vc / sum];
    }
  }
  shares[0] = ofB;
  shares[1] = ofC;
  const dx = px - ofB * abx - ofC * acx;
  const dy = py - ofB * aby - ofC * acy;
  const dz = pz - ofB * abz - ofC * acz;
  return dx * dx + dy * dy + dz * dz;
};

/** The point of a triangle nearest to another. */
export const nearestOnTriangle = (corners: Triangles, triangle: number, x: number, y: number, z: number): Vector3 => {
  squareToTriangle(corners, triangle, x, y, z);
  const ofB = shares[0] ?? 0;
  const ofC = shares[1] ?? 0;
  const along = (axis: 0 | 1 | 2): number => {
    const a = corners[9 * triangle + axis] ?? 0;
    return (
      a + ofB * ((corners[9 * triangle + 3 + axis] ?? 0) - a) + ofC * ((corners[9 * triangle + 6 + axis] ?? 0) - a)
    );
  };
  return [along(0), along(1), along(2)];
};

/** Triangles as what a tree makes slabs of. */
export const triangleFacets = (corners: Triangles): Facets => {
  const along = (corner: number, x: number, y: number, z: number): number =>
    x * (corners[corner] ?? 0) + y * (corners[corner + 1] ?? 0) + z * (corners[corner + 2] ?? 0);
  return {
    addNormal: (triangle, sum) => {
      const at = 9 * triangle;
      const ax = corners[at] ?? 0;
      const ay = corners[at + 1] ?? 0;
      const az = corners[at + 2] ?? 0;
      const ux = (corners[at + 3] ?? 0) - ax;
      const uy = (corners[at + 4] ?? 0) - ay;
      const uz = (corners[at + 5] ?? 0) - az;
      const vx = (corners[at + 6] ?? 0) - ax;
      const vy = (corners[at + 7] ?? 0) - ay;
      const vz = (corners[at + 8] ?? 0) - az;
      const nx = uy * vz - uz * vy;
      const ny = uz * vx - ux * vz;
      const nz = ux * vy - uy * vx;
      const [sx = 0, sy = 0, sz = 0] = sum;
      // Winding means nothing here.
      const turn = nx * sx + ny * sy + nz * sz < 0 ? -1 : 1;
      sum[0] = sx + turn * nx;
      sum[1] = sy + turn * ny;
      sum[2] = sz + turn * nz;
    },
    lowestAlong: (triangle, x, y, z) =>
      Math.min(along(9 * triangle, x, y, z), along(9 * triangle + 3, x, y, z), along(9 * triangle + 6, x, y, z)),
    highestAlong: (triangle, x, y, z) =>
      Math.max(along(9 * triangle, x, y, z), along(9 * triangle + 3, x, y, z), along(9 * triangle + 6, x, y, z)),
  };
};
