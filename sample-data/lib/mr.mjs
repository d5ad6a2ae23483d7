import { noise, step } from './noise.mjs';
import { dot, len, mul, sub, unit } from './vector.mjs';

/** @typedef {import('./vector.mjs').V3} V3 */
/** @typedef {import('./grid.mjs').Grid} Grid */

/**
 * A T1-weighted gradient echo from its water and its fat: fat is shifted along the frequency-encode direction (down the columns), the coil at
 * the surface sees the middle less, the aorta's pulse is repeated along the phase-encode direction.
 * @param {Float32Array} water @param {Float32Array} fat @param {Grid} grid @param {{ aorta: (slice: number) => [number, number] }} options
 */
export const echo = (water, fat, { columns, rows, slices, betweenColumns, betweenRows }, { aorta }) => {
  const size = columns * rows;
  const out = new Float32Array(water.length);
  for (let s = 0; s < slices; s += 1) {
    const [ac, ar] = aorta(s);
    for (let r = 0; r < rows; r += 1) {
      for (let c = 0; c < columns; c += 1) {
        const i = s * size + r * columns + c;
        const up = Math.max(0, r - 2);
        let value =
          water[i] + 0.4 * fat[s * size + Math.max(0, r - 1) * columns + c] + 0.6 * fat[s * size + up * columns + c];
        for (const [ghost, share] of [
          [-2, 0.035],
          [-1, 0.09],
          [1, 0.09],
          [2, 0.035],
        ]) {
          const away = Math.hypot((c - ac - ghost * 44) * betweenColumns, (r - ar) * betweenRows);
          value += 560 * share * step(10 - away, 3) * (ghost % 2 === 0 ? 1 : -0.8) * Math.min(1, value / 200);
        }
        const [u, v] = [c / columns - 0.5, r / rows - 0.47];
        out[i] =
          Math.max(0, value) *
          (0.74 + 1.15 * (u * u + 1.5 * v * v) + 0.05 * Math.sin(7 * u + 3) + 0.05 * Math.cos(6 * v));
      }
    }
  }
  return out;
};

/**
 * A needle in a gradient echo: a void wider than the steel, edged on one side by the signal that was moved there, with a ball of blooming near
 * the tip that is shifted, so that the end of the void isn't the end of the metal.
 * @param {Float32Array} volume @param {Grid} grid @param {{ tip: V3, hub: V3, width: number, shift: V3, ball: number, beside: V3 }} needle
 */
export const addVoid = (volume, grid, { tip, hub, width, shift, ball, beside }) => {
  const direction = unit(sub(tip, hub));
  const length = len(sub(tip, hub));
  const { columns, rows, slices } = grid;
  const parts = [-0.375, -0.125, 0.125, 0.375];
  for (let s = 0; s < slices; s += 1) {
    for (let r = 0; r < rows; r += 1) {
      for (let c = 0; c < columns; c += 1) {
        let kept = 0;
        let extra = 0;
        for (const part of parts) {
          const from = sub(grid.patientAt(c, r, s + part), tip);
          const back = -dot(from, direction);
          if (back < -20 || back > length + 5) {
            kept += 1;
            continue;
          }
          const off = sub(from, mul(direction, -back));
          const aside = len(off);
          if (aside > 16) {
            kept += 1;
            continue;
          }
          const wavy = width * (1 + 0.06 * Math.sin(back / 5) + 0.05 * Math.sin(back / 2.3));
          const shaft = step(back + 0.5, 2) * step(length - back, 3) * step(wavy / 2 - aside, 2.2);
          const inBall = sub(from, shift);
          const bloom = step(ball - len(inBall), 2.4);
          kept += 1 - 0.97 * Math.max(shaft, bloom);
          const side = dot(off, beside);
          extra +=
            0.34 *
            Math.exp(-(((aside - wavy / 2 - 1.6) / 1.1) ** 2)) *
            Math.max(0, side / (aside + 0.1)) *
            step(back + 1, 3);
          extra +=
            0.5 *
            Math.exp(-(((len(inBall) - ball - 1.5) / 1.2) ** 2)) *
            Math.max(0, dot(inBall, beside) / (len(inBall) + 0.1));
        }
        const i = (s * rows + r) * columns + c;
        volume[i] *= kept / parts.length + extra / parts.length;
      }
    }
  }
};

/** Magnitude noise of MR (Rician). @param {Float32Array} volume @param {number} sigma @param {number} seed */
export const addRicianNoise = (volume, sigma, seed) => {
  const { gauss } = noise(seed);
  for (let i = 0; i < volume.length; i += 1) volume[i] = Math.hypot(volume[i] + sigma * gauss(), sigma * gauss());
};
