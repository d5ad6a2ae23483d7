import { noise, step } from './noise.mjs';
import { cross, len, mul, sub, unit } from './vector.mjs';

/** @typedef {import('./vector.mjs').V3} V3 */
/** @typedef {import('./grid.mjs').Grid} Grid */

/** The table under a patient, HU, or null beside it: a thin shell round foam. @param {number} x @param {number} y body coordinates */
export const tableAt = (x, y) => {
  const t = Math.hypot(x, y + 330) - 431;
  if (Math.abs(x) > 190 || t < -1 || t > 26) return null;
  const shell = Math.max(step(1.2 - Math.abs(t - 0.6), 1.6), step(1.2 - Math.abs(t - 24), 1.6));
  return -965 + 1010 * shell;
};

/**
 * How much of each voxel's signal a steel rod makes: its volume, spread by the scanner's point spread in the slice (1 mm FWHM and the
 * pixel) and by the slice's profile across it. So partial volume and the softened end come out as they do on a scanner.
 * @param {Grid} grid @param {{ tip: V3, hub: V3, radius: number }} needle
 */
export const rodShare = (grid, { tip, hub, radius }) => {
  const { columns, rows, slices, betweenColumns, betweenRows, betweenSlices } = grid;
  const share = new Float32Array(columns * rows * slices);
  const length = len(sub(tip, hub));
  const direction = unit(sub(tip, hub));
  const across = unit(cross(direction, [0.3, 0.5, 0.8]));
  const other = cross(direction, across);
  const ds = 0.15;
  const count = Math.round(length / ds);
  /** @type {[number, number][]} */ const disc = [];
  for (let ring = 0; ring < 4; ring += 1) {
    // Rings of equal area each.
    const r = radius * Math.sqrt((ring + 0.5) / 4);
    for (let k = 0; k < 8; k += 1)
      disc.push([r * Math.cos((k + ring / 2) * (Math.PI / 4)), r * Math.sin((k + ring / 2) * (Math.PI / 4))]);
  }
  const [sigmaC, sigmaR] = [betweenColumns, betweenRows].map((pixel) => Math.hypot(1 / 2.3548, pixel / Math.sqrt(12)));
  const volumeEach = (Math.PI * radius * radius * ds) / disc.length;
  for (let n = 0; n < count; n += 1) {
    const middle = sub(tip, mul(direction, (n + 0.5) * ds));
    for (const [a, b] of disc) {
      const [c0, r0, s0] = grid.indexOf([
        middle[0] + a * across[0] + b * other[0],
        middle[1] + a * across[1] + b * other[1],
        middle[2] + a * across[2] + b * other[2],
      ]);
      for (let s = Math.max(0, Math.ceil(s0 - 0.6)); s <= Math.min(slices - 1, Math.floor(s0 + 0.6)); s += 1) {
        const profile = Math.min(1, Math.max(0, (0.6 - Math.abs(s - s0)) / 0.2));
        if (profile === 0) continue;
        for (let r = Math.max(0, Math.ceil(r0 - 2.5)); r <= Math.min(rows - 1, Math.floor(r0 + 2.5)); r += 1) {
          const down =
            Math.exp(-(((r - r0) * betweenRows) ** 2) / (2 * sigmaR ** 2)) / (Math.sqrt(2 * Math.PI) * sigmaR);
          for (let c = Math.max(0, Math.ceil(c0 - 2.5)); c <= Math.min(columns - 1, Math.floor(c0 + 2.5)); c += 1) {
            const beside =
              Math.exp(-(((c - c0) * betweenColumns) ** 2) / (2 * sigmaC ** 2)) / (Math.sqrt(2 * Math.PI) * sigmaC);
            share[(s * rows + r) * columns + c] += (volumeEach * profile * down * beside) / betweenSlices;
          }
        }
      }
    }
  }
  return share;
};

const ANGLES = 240;
const BINS = 300;
const BIN_MM = 1.25;
const TAPS = 40;

/** Ramp filter, softened. */
const KERNEL = (() => {
  const ramp = Float64Array.from({ length: 2 * TAPS + 1 }, (_, i) => {
    const n = i - TAPS;
    return n === 0 ? 0.25 / BIN_MM : n % 2 === 0 ? 0 : -1 / (Math.PI * Math.PI * n * n * BIN_MM);
  });
  return ramp.map((value, i) => 0.5 * value + 0.25 * ((ramp[i - 1] ?? 0) + (ramp[i + 1] ?? 0)));
})();

/**
 * What a scanner adds to a slice, as it adds it: errors of its projections, filtered and back-projected. Quantum noise is larger where the
 * beam loses more; along metal the beam hardens, which gives the dark bands along a needle's long side and beyond its end.
 * @param {Float32Array} slice HU without errors @param {Float32Array} share of metal @param {Grid} grid @param {{ seed: number, noise: number, hardening: number }} options
 */
export const scanErrors = (slice, share, grid, { seed, noise: amount, hardening }) => {
  const { columns, rows, betweenColumns, betweenRows } = grid;
  const { gauss } = noise(seed);
  const out = new Float32Array(slice.length);
  /** @type {[number, number, number][]} */ const tissue = [];
  for (let r = 0; r < rows; r += 4) {
    for (let c = 0; c < columns; c += 4) {
      let sum = 0;
      for (let k = 0; k < 16; k += 1) sum += slice[(r + (k >> 2)) * columns + c + (k & 3)] + 1000;
      if (sum > 1600)
        tissue.push([
          (c + 1.5 - (columns - 1) / 2) * betweenColumns,
          (r + 1.5 - (rows - 1) / 2) * betweenRows,
          (sum / 16 / 1000) * 0.0195 * betweenColumns * betweenRows * 16,
        ]);
    }
  }
  /** @type {[number, number, number][]} */ const metal = [];
  for (let i = 0; i < share.length; i += 1) {
    if (share[i] > 0.002)
      metal.push([
        ((i % columns) - (columns - 1) / 2) * betweenColumns,
        (Math.floor(i / columns) - (rows - 1) / 2) * betweenRows,
        share[i] * betweenColumns * betweenRows,
      ]);
  }
  const loss = new Float64Array(BINS + 2);
  const steel = new Float64Array(BINS + 2);
  const errors = new Float64Array(BINS);
  const filtered = new Float64Array(BINS + 1);
  for (let a = 0; a < ANGLES; a += 1) {
    const [ca, sa] = [Math.cos((a * Math.PI) / ANGLES), Math.sin((a * Math.PI) / ANGLES)];
    loss.fill(0);
    steel.fill(0);
    for (const [u, v, mass] of tissue) {
      const t = (u * ca + v * sa) / BIN_MM + BINS / 2;
      // A block of pixels is about four bins wide.
      for (let k = -1; k <= 2; k += 1) {
        const bin = Math.floor(t) + k;
        if (bin >= 0 && bin < BINS) loss[bin] += mass / (4 * BIN_MM);
      }
    }
    for (const [u, v, mass] of metal) {
      const t = (u * ca + v * sa) / BIN_MM + BINS / 2;
      const bin = Math.floor(t);
      if (bin < 0 || bin >= BINS - 1) continue;
      steel[bin] += (mass * (1 - t + bin)) / BIN_MM;
      steel[bin + 1] += (mass * (t - bin)) / BIN_MM;
    }
    for (let b = 0; b < BINS; b += 1) {
      const sigma = Math.exp(0.3 * (Math.min(7, loss[b] + 0.25 * steel[b]) - 4.5));
      errors[b] = amount * sigma * gauss() - hardening * steel[b] * (steel[b] + 0.3 * loss[b]);
    }
    for (let b = 0; b < BINS; b += 1) {
      let sum = 0;
      for (let k = Math.max(-TAPS, -b); k <= Math.min(TAPS, BINS - 1 - b); k += 1)
        sum += KERNEL[k + TAPS] * errors[b + k];
      filtered[b] = sum;
    }
    const across = (betweenColumns * ca) / BIN_MM;
    for (let r = 0; r < rows; r += 1) {
      let t =
        (-((columns - 1) / 2) * betweenColumns * ca + (r - (rows - 1) / 2) * betweenRows * sa) / BIN_MM + BINS / 2;
      const line = r * columns;
      for (let c = 0; c < columns; c += 1) {
        const bin = t | 0;
        if (t >= 0 && bin < BINS) out[line + c] += filtered[bin] + (t - bin) * (filtered[bin + 1] - filtered[bin]);
        t += across;
      }
    }
  }
  const scale = (Math.PI / ANGLES) * (1000 / 0.0195);
  for (let i = 0; i < out.length; i += 1) out[i] *= scale;
  return out;
};
