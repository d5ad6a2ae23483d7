import { abdomenAt } from './abdomen.mjs';
import { blur, grain, noise, step } from './noise.mjs';
import { add, cross, dot, len, mul, rad, rounded, sub, unit } from './vector.mjs';

/** @typedef {import('./vector.mjs').V3} V3 */

/** The scanner's axes turned against the patient's by two angles. @param {number} aboutX @param {number} aboutY @returns {{ row: V3, column: V3, normal: V3 }} */
const turned = (aboutX, aboutY) => {
  const [ca, sa, cb, sb] = [Math.cos(rad(aboutX)), Math.sin(rad(aboutX)), Math.cos(rad(aboutY)), Math.sin(rad(aboutY))];
  const row = rounded([cb, sa * sb, -ca * sb], 8);
  const column = rounded([0, ca, sa], 8);
  return { row, column, normal: unit(cross(row, column)) };
};

/** @param {{ columns: number, rows: number, slices: number, betweenColumns: number, betweenRows: number, betweenSlices: number, angles: [number, number], through: V3, at: [number, number, number] }} options
 * `through`: a patient position that lies exactly on the centre of pixel and slice `at`. */
export const gridOf = ({ columns, rows, slices, betweenColumns, betweenRows, betweenSlices, angles, through, at }) => {
  const { row, column, normal } = turned(...angles);
  const origin = sub(
    through,
    add(add(mul(row, at[0] * betweenColumns), mul(column, at[1] * betweenRows)), mul(normal, at[2] * betweenSlices)),
  );
  return {
    columns,
    rows,
    slices,
    betweenColumns,
    betweenRows,
    betweenSlices,
    row,
    column,
    normal,
    origin,
    /** @param {number} slice */
    positionOf: (slice) => add(origin, mul(normal, slice * betweenSlices)),
    /** Continuous pixel and slice index of a patient position. @param {V3} p @returns {V3} */
    indexOf: (p) => [
      dot(sub(p, origin), row) / betweenColumns,
      dot(sub(p, origin), column) / betweenRows,
      dot(sub(p, origin), normal) / betweenSlices,
    ],
    /** @param {number} c @param {number} r @param {number} s @returns {V3} */
    patientAt: (c, r, s) =>
      add(origin, add(add(mul(row, c * betweenColumns), mul(column, r * betweenRows)), mul(normal, s * betweenSlices))),
  };
};

/** @typedef {ReturnType<typeof gridOf>} Grid */

/** Anatomy on a grid, averaged over the slice thickness. @param {Grid} grid @param {'ct' | 'mr'} kind @param {(p: V3) => { weight: number, value: number }} lesion @param {V3} bodyCentre */
export const anatomy = (grid, kind, lesion, bodyCentre) => {
  const volume = new Float32Array(grid.columns * grid.rows * grid.slices);
  let at = 0;
  for (let s = 0; s < grid.slices; s += 1) {
    for (let r = 0; r < grid.rows; r += 1) {
      for (let c = 0; c < grid.columns; c += 1) {
        let sum = 0;
        for (const part of [-0.25, 0.25]) {
          const p = grid.patientAt(c, r, s + part);
          const value = abdomenAt(p[0] - bodyCentre[0], p[1] - bodyCentre[1], p[2] - bodyCentre[2])[kind];
          const { weight, value: there } = lesion(p);
          sum += value + (there - value) * weight;
        }
        volume[at] = sum / 2;
        at += 1;
      }
    }
  }
  return volume;
};

/** A sphere with a rim. @param {V3} centre @param {number} radius @param {number} rimWidth @param {number} inside @param {number} rim */
export const abscess = (centre, radius, rimWidth, inside, rim) => (/** @type {V3} */ p) => {
  const depth = radius - len(sub(p, centre));
  return { weight: step(depth + rimWidth, 1.4), value: inside + (rim - inside) * (1 - step(depth, 1.4)) };
};

/**
 * A steel needle in CT: its mass laid along the axis, spread by the scanner's blur in the slice and by the slice's profile across it, so that
 * partial volume, the blurred end and the faint neighbour slices come out as they do on a scanner.
 * @param {Float32Array} volume @param {Grid} grid @param {{ tip: V3, hub: V3, radius: number, hu: number }} needle
 */
export const addNeedle = (volume, grid, { tip, hub, radius, hu }) => {
  const direction = unit(sub(tip, hub));
  const length = len(sub(tip, hub));
  const ds = 0.2;
  const sigma = Math.hypot(0.55, grid.betweenColumns / Math.sqrt(12), radius / 2);
  const reach = Math.ceil((4 * sigma) / Math.min(grid.betweenColumns, grid.betweenRows));
  const metal = new Float32Array(volume.length);
  const steps = Math.floor(length / ds);
  for (let n = 0; n < steps; n += 1) {
    const [c0, r0, s0] = grid.indexOf(sub(tip, mul(direction, (n + 0.5) * ds)));
    for (let s = Math.max(0, Math.floor(s0 - 1)); s <= Math.min(grid.slices - 1, Math.ceil(s0 + 1)); s += 1) {
      // A slice takes in what lies within half its thickness, with soft shoulders.
      const share = step(0.5 - Math.abs(s - s0), 0.3);
      if (share <= 0) continue;
      for (let r = Math.max(0, Math.round(r0) - reach); r <= Math.min(grid.rows - 1, Math.round(r0) + reach); r += 1) {
        for (
          let c = Math.max(0, Math.round(c0) - reach);
          c <= Math.min(grid.columns - 1, Math.round(c0) + reach);
          c += 1
        ) {
          const away = ((c - c0) * grid.betweenColumns) ** 2 + ((r - r0) * grid.betweenRows) ** 2;
          const spread = Math.exp(-away / (2 * sigma * sigma)) / (2 * Math.PI * sigma * sigma);
          metal[(s * grid.rows + r) * grid.columns + c] +=
            (Math.PI * radius * radius * ds * share * spread) / grid.betweenSlices;
        }
      }
    }
  }
  addArtefacts(volume, metal, grid, tip, direction);
  for (let i = 0; i < volume.length; i += 1) volume[i] += (hu - volume[i]) * Math.min(1, metal[i]);
};

/** Dark and bright streaks beside the metal, along the long side of the beam's path, and the dark flame beyond the tip. @param {Float32Array} volume @param {Float32Array} metal @param {Grid} grid @param {V3} tip @param {V3} direction */
const addArtefacts = (volume, metal, grid, tip, direction) => {
  const size = grid.columns * grid.rows;
  for (let s = 0; s < grid.slices; s += 1) {
    const slice = metal.slice(s * size, (s + 1) * size);
    const total = slice.reduce((sum, value) => sum + value, 0);
    if (total < 0.5) continue;
    const wide = blur(slice.slice(), grid.columns, grid.rows, 9, 2, 2);
    const narrow = blur(slice.slice(), grid.columns, grid.rows, 3, 1, 2);
    for (let i = 0; i < size; i += 1)
      volume[s * size + i] +=
        260 * narrow[i] * (1 - Math.min(1, 4 * slice[i])) - 1150 * wide[i] * (1 - Math.min(1, 3 * slice[i]));
  }
  const [, , tipSlice] = grid.indexOf(tip);
  for (let s = Math.max(0, Math.floor(tipSlice - 2)); s <= Math.min(grid.slices - 1, Math.ceil(tipSlice + 2)); s += 1) {
    for (let r = 0; r < grid.rows; r += 1) {
      for (let c = 0; c < grid.columns; c += 1) {
        const from = sub(grid.patientAt(c, r, s), tip);
        const ahead = dot(from, direction);
        if (ahead < 0.6 || ahead > 16) continue;
        const aside = len(sub(from, mul(direction, ahead)));
        volume[(s * grid.rows + r) * grid.columns + c] -=
          95 * Math.exp(-ahead / 6) * Math.exp(-((aside / (1.3 + 0.12 * ahead)) ** 2));
      }
    }
  }
};

/** Reconstruction noise: a fine and a coarser grain, stronger in the middle of the body. @param {Float32Array} volume @param {Grid} grid @param {number} sigma @param {number} seed */
export const addNoise = (volume, grid, sigma, seed) => {
  const size = grid.columns * grid.rows;
  for (let s = 0; s < grid.slices; s += 1) {
    const fine = grain(seed + 2 * s, grid.columns, grid.rows, 1, 1);
    const rough = grain(seed + 2 * s + 1, grid.columns, grid.rows, 2, 2);
    for (let i = 0; i < size; i += 1) {
      const [c, r] = [(i % grid.columns) / grid.columns - 0.5, Math.floor(i / grid.columns) / grid.rows - 0.5];
      const depth = 1.15 - 1.2 * (c * c + r * r);
      volume[s * size + i] += sigma * depth * (0.8 * fine[i] + 0.6 * rough[i]);
    }
  }
};

/**
 * A needle in a gradient echo: a void wider than the steel, with a ball of blooming at the tip that is shifted along the frequency-encode
 * direction, so that the end of the void isn't the end of the metal.
 * @param {Float32Array} volume @param {Grid} grid @param {{ tip: V3, hub: V3, width: number, shift: V3, ball: number }} needle
 */
export const addVoid = (volume, grid, { tip, hub, width, shift, ball }) => {
  const direction = unit(sub(tip, hub));
  const length = len(sub(tip, hub));
  for (let i = 0; i < volume.length; i += 1) {
    const c = i % grid.columns;
    const r = Math.floor(i / grid.columns) % grid.rows;
    const s = Math.floor(i / (grid.columns * grid.rows));
    const p = grid.patientAt(c, r, s);
    const from = sub(p, tip);
    const back = -dot(from, direction);
    const aside = len(add(from, mul(direction, back)));
    const shaft = back > -1 && back < length ? step(width / 2 - aside, 1.6) : 0;
    const bloom = step(ball - len(sub(from, shift)), 2);
    const halo = Math.exp(-(((len(sub(from, shift)) - ball - 1.4) / 1.1) ** 2)) * (dot(from, shift) > 0 ? 1 : 0);
    volume[i] = volume[i] * (1 - Math.max(shaft, bloom)) + 150 * halo;
  }
};

/** Magnitude noise of MR (Rician). @param {Float32Array} volume @param {number} sigma @param {number} seed */
export const addRicianNoise = (volume, sigma, seed) => {
  const { gauss } = noise(seed);
  for (let i = 0; i < volume.length; i += 1) volume[i] = Math.hypot(volume[i] + sigma * gauss(), sigma * gauss());
};
