import { add, cross, dot, mul, rad, rounded, sub, unit } from './vector.mjs';

/** @typedef {import('./vector.mjs').V3} V3 */

/**
 * A stack of parallel slices in the patient frame, turned against the patient's axes about x and then about y.
 * @param {{ columns: number, rows: number, slices: number, betweenColumns: number, betweenRows: number, betweenSlices: number, angles: [number, number], through: V3, at: V3 }} options
 * `through`: a patient position that lies exactly at the (continuous) pixel and slice index `at`.
 */
export const gridOf = ({ angles, through, at, ...size }) => {
  const [ca, sa, cb, sb] = [
    Math.cos(rad(angles[0])),
    Math.sin(rad(angles[0])),
    Math.cos(rad(angles[1])),
    Math.sin(rad(angles[1])),
  ];
  // Rounded to what is written, so that everything computed here holds for the files.
  const row = rounded([cb, sa * sb, -ca * sb], 12);
  const column = rounded([0, ca, sa], 12);
  const normal = unit(cross(row, column));
  const { betweenColumns, betweenRows, betweenSlices } = size;
  const along = (/** @type {number} */ c, /** @type {number} */ r, /** @type {number} */ s) =>
    add(add(mul(row, c * betweenColumns), mul(column, r * betweenRows)), mul(normal, s * betweenSlices));
  const origin = rounded(sub(through, along(at[0], at[1], at[2])), 9);
  return {
    ...size,
    row,
    column,
    normal,
    origin,
    /** Centre of a slice's first pixel. @param {number} slice */
    positionOf: (slice) => add(origin, mul(normal, slice * betweenSlices)),
    /** Continuous pixel and slice index of a patient position. @param {V3} p @returns {V3} */
    indexOf: (p) => {
      const from = sub(p, origin);
      return [dot(from, row) / betweenColumns, dot(from, column) / betweenRows, dot(from, normal) / betweenSlices];
    },
    /** @param {number} c @param {number} r @param {number} s @returns {V3} */
    patientAt: (c, r, s) => add(origin, along(c, r, s)),
    /** A direction or length given in mm along the row, down the column and along the normal. @param {V3} v @returns {V3} */
    fromAxes: (v) => add(add(mul(row, v[0]), mul(column, v[1])), mul(normal, v[2])),
  };
};

/** @typedef {ReturnType<typeof gridOf>} Grid */

/**
 * Tissue on a grid, averaged over the slice thickness.
 * @param {Grid} grid @param {(x: number, y: number, z: number, out: import('./anatomy.mjs').Tissue) => void} tissueAt @param {(tissue: import('./anatomy.mjs').Tissue) => number} pick
 * @param {V3} bodyCentre @param {readonly number[]} parts where in the slice, in slices
 */
export const sampled = (grid, tissueAt, pick, bodyCentre, parts) => {
  const { columns, rows, slices, row, betweenColumns } = grid;
  const volume = new Float32Array(columns * rows * slices);
  const out = { ct: 0, mr: 0, spine: 0, rib: 0 };
  for (let s = 0; s < slices; s += 1) {
    for (const part of parts) {
      for (let r = 0; r < rows; r += 1) {
        const [x, y, z] = sub(grid.patientAt(0, r, s + part), bodyCentre);
        const line = (s * rows + r) * columns;
        for (let c = 0; c < columns; c += 1) {
          const d = c * betweenColumns;
          tissueAt(x + d * row[0], y + d * row[1], z + d * row[2], out);
          volume[line + c] += pick(out) / parts.length;
        }
      }
    }
  }
  return volume;
};

/** Gaussian blur in the slices. @param {Float32Array} volume @param {Grid} grid @param {number} sigmaMm */
export const blurredInPlane = (volume, { columns, rows, slices, betweenColumns, betweenRows }, sigmaMm) => {
  const taps = (/** @type {number} */ pitch) => {
    const weights = [-2, -1, 0, 1, 2].map((k) => Math.exp(-((k * pitch) ** 2) / (2 * sigmaMm ** 2)));
    const sum = weights.reduce((a, b) => a + b);
    return weights.map((weight) => weight / sum);
  };
  const [across, down] = [taps(betweenColumns), taps(betweenRows)];
  const size = columns * rows;
  const half = new Float32Array(size);
  const out = new Float32Array(volume.length);
  for (let s = 0; s < slices; s += 1) {
    for (let r = 0; r < rows; r += 1) {
      for (let c = 0; c < columns; c += 1) {
        let sum = 0;
        for (let k = -2; k <= 2; k += 1)
          sum += across[k + 2] * volume[s * size + r * columns + Math.min(columns - 1, Math.max(0, c + k))];
        half[r * columns + c] = sum;
      }
    }
    for (let r = 0; r < rows; r += 1) {
      for (let c = 0; c < columns; c += 1) {
        let sum = 0;
        for (let k = -2; k <= 2; k += 1)
          sum += down[k + 2] * half[Math.min(rows - 1, Math.max(0, r + k)) * columns + c];
        out[s * size + r * columns + c] = sum;
      }
    }
  }
  return out;
};
