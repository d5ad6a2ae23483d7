import { noise } from './noise.mjs';

/** Smooth value noise in three dimensions, −1 … 1, from a seeded lattice that repeats every 32 cells. @param {number} seed */
export const lattice = (seed) => {
  const { uniform } = noise(seed);
  const table = Float32Array.from({ length: 32768 }, () => 2 * uniform() - 1);
  return (/** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ z) => {
    const fx = Math.floor(x);
    const fy = Math.floor(y);
    const fz = Math.floor(z);
    let tx = x - fx;
    let ty = y - fy;
    let tz = z - fz;
    tx *= tx * (3 - 2 * tx);
    ty *= ty * (3 - 2 * ty);
    tz *= tz * (3 - 2 * tz);
    const x0 = fx & 31;
    const x1 = (fx + 1) & 31;
    const y0 = (fy & 31) << 5;
    const y1 = ((fy + 1) & 31) << 5;
    const z0 = (fz & 31) << 10;
    const z1 = ((fz + 1) & 31) << 10;
    const a = table[x0 + y0 + z0] + tx * (table[x1 + y0 + z0] - table[x0 + y0 + z0]);
    const b = table[x0 + y1 + z0] + tx * (table[x1 + y1 + z0] - table[x0 + y1 + z0]);
    const c = table[x0 + y0 + z1] + tx * (table[x1 + y0 + z1] - table[x0 + y0 + z1]);
    const d = table[x0 + y1 + z1] + tx * (table[x1 + y1 + z1] - table[x0 + y1 + z1]);
    const near = a + ty * (b - a);
    return near + tz * (c + ty * (d - c) - near);
  };
};
