import { blur, grain, noise, step } from './noise.mjs';
import { add, mul, sub } from './vector.mjs';

/** @typedef {import('./vector.mjs').V3} V3 */
/** @typedef {import('./c-arm.mjs').View} View */
/** @typedef {import('./c-arm.mjs').P2} P2 */
/** @typedef {{ low: V3, pitch: number, size: V3, mu: Float32Array }} Block what a beam loses per mm, on a grid in body coordinates */

const WATER = 0.0205;

/** @param {number} ct @param {boolean} bony */
const attenuation = (ct, bony) => {
  // No contrast in the blood here: soft tissue is soft tissue. Bone loses more than its CT number says at the lower energy.
  const hu = bony ? ct : ct < 260 ? Math.min(ct, 55) : ct;
  return WATER * Math.max(0, 1 + (hu / 1000) * (hu > 100 ? 2.7 : 1));
};

/**
 * @param {(x: number, y: number, z: number, out: import('./anatomy.mjs').Tissue) => void} tissueAt
 * @param {[number, number, number, number, number, number]} box x0, x1, y0, y1, z0, z1 @param {number} pitch @param {boolean} spine the spine, or all but it
 * @returns {Block}
 */
export const block = (tissueAt, [x0, x1, y0, y1, z0, z1], pitch, spine) => {
  /** @type {V3} */ const size = [
    Math.ceil((x1 - x0) / pitch),
    Math.ceil((y1 - y0) / pitch),
    Math.ceil((z1 - z0) / pitch),
  ];
  const mu = new Float32Array(size[0] * size[1] * size[2]);
  const out = { ct: 0, mr: 0, spine: 0, rib: 0 };
  let at = 0;
  for (let k = 0; k < size[2]; k += 1) {
    for (let j = 0; j < size[1]; j += 1) {
      for (let i = 0; i < size[0]; i += 1) {
        tissueAt(x0 + i * pitch, y0 + j * pitch, z0 + k * pitch, out);
        mu[at] = attenuation(out.ct, out.spine > 0.5 || out.rib > 0.5) * (spine ? out.spine : 1 - out.spine);
        at += 1;
      }
    }
  }
  return { low: [x0, y0, z0], pitch, size, mu };
};

/**
 * What each ray of a view loses in a block, as −ln of what gets through.
 * @param {Block} from @param {View} view @param {V3} isocentre in body coordinates @param {number} [margin] rows added above and below
 */
export const lossThrough = ({ low, pitch, size, mu }, view, isocentre, margin = 0) => {
  const { columns, spacing, sid, source, towardsDetector, alongColumns, alongRows } = view;
  const rows = view.rows + 2 * margin;
  const out = new Float32Array(columns * rows);
  const stride = 0.9 * pitch;
  const start = mul(sub(add(source, isocentre), low), 1 / pitch);
  const [nx, ny] = [size[0], size[0] * size[1]];
  for (let r = 0; r < rows; r += 1) {
    for (let c = 0; c < columns; c += 1) {
      const ray = add(
        mul(towardsDetector, sid),
        add(mul(alongColumns, (c + 0.5 - columns / 2) * spacing), mul(alongRows, (r + 0.5 - rows / 2) * spacing)),
      );
      const length = Math.hypot(ray[0], ray[1], ray[2]);
      const d = mul(ray, stride / (length * pitch));
      let near = 0;
      let far = Infinity;
      for (let n = 0; n < 3; n += 1) {
        const a = (0 - start[n]) / d[n];
        const b = (size[n] - 1.001 - start[n]) / d[n];
        near = Math.max(near, Math.min(a, b));
        far = Math.min(far, Math.max(a, b));
      }
      let sum = 0;
      for (let t = Math.ceil(near); t < far; t += 1) {
        const x = start[0] + t * d[0];
        const y = start[1] + t * d[1];
        const z = start[2] + t * d[2];
        const [i, j, k] = [x | 0, y | 0, z | 0];
        const [fx, fy, fz] = [x - i, y - j, z - k];
        const at = i + j * nx + k * ny;
        const a = mu[at] + fx * (mu[at + 1] - mu[at]);
        const b = mu[at + nx] + fx * (mu[at + nx + 1] - mu[at + nx]);
        const e = mu[at + ny] + fx * (mu[at + ny + 1] - mu[at + ny]);
        const f = mu[at + nx + ny] + fx * (mu[at + nx + ny + 1] - mu[at + nx + ny]);
        const front = a + fy * (b - a);
        sum += front + fz * (e + fy * (f - e) - front);
      }
      out[r * columns + c] = sum * stride;
    }
  }
  return out;
};

/**
 * Adds a rod or tube along a chain of positions: for each pixel, the length of its ray inside.
 * @param {Float32Array} field @param {View} view @param {readonly V3[]} line in the C-arm frame @param {number} radius mm
 * @param {(fromEnd: number) => number} lossPerMm by mm from the end @param {{ hollow?: number }} [options] radius of the bore, mm
 */
export const addRod = (field, view, line, radius, lossPerMm, { hollow = 0 } = {}) => {
  const { columns, rows, spacing } = view;
  const points = line.map(view.project);
  const scales = line.map((p) => view.magnificationAt(p) / spacing);
  // mm from the end, at each node.
  const fromEnd = line.map(() => 0);
  for (let i = line.length - 2; i >= 0; i -= 1) {
    const d = sub(line[i + 1], line[i]);
    fromEnd[i] = fromEnd[i + 1] + Math.hypot(d[0], d[1], d[2]);
  }
  const best = new Map();
  for (let i = 1; i < points.length; i += 1) {
    const [a, b] = [points[i - 1], points[i]];
    const reach = radius * scales[i] + 1.5;
    const [dc, dr] = [b[0] - a[0], b[1] - a[1]];
    const size = dc * dc + dr * dr;
    if (size < 1e-9) continue;
    const last = i === points.length - 1;
    for (
      let r = Math.max(0, Math.floor(Math.min(a[1], b[1]) - reach));
      r < Math.min(rows, Math.max(a[1], b[1]) + reach);
      r += 1
    ) {
      for (
        let c = Math.max(0, Math.floor(Math.min(a[0], b[0]) - reach));
        c < Math.min(columns, Math.max(a[0], b[0]) + reach);
        c += 1
      ) {
        const t = ((c + 0.5 - a[0]) * dc + (r + 0.5 - a[1]) * dr) / size;
        const within = Math.min(1, Math.max(0, t));
        const away = Math.abs((c + 0.5 - a[0]) * dr - (r + 0.5 - a[1]) * dc) / Math.sqrt(size);
        // Both ends are square cuts; pieces in between join round.
        const beyond = t > 1 ? (t - 1) * Math.sqrt(size) : t < 0 ? -t * Math.sqrt(size) : 0;
        const cut = last && t > 1 - 1 / Math.sqrt(size) ? step(0 - (t - 1) * Math.sqrt(size), 1.2) : 1;
        const from = last ? away : Math.hypot(away, beyond);
        if (from > reach || (beyond > 1.2 && last) || cut === 0) continue;
        const key = r * columns + c;
        const known = best.get(key);
        if (!known || from < known.from)
          best.set(key, {
            from,
            cut,
            scale: scales[i - 1] + within * (scales[i] - scales[i - 1]),
            end: fromEnd[i - 1] + within * (fromEnd[i] - fromEnd[i - 1]),
          });
      }
    }
  }
  for (const [key, { from, cut, scale, end }] of best) {
    let length = 0;
    // Five lines across the pixel, for an even edge.
    for (let k = -2; k <= 2; k += 1) {
      const mm = (from + k * 0.22) / scale;
      length +=
        2 * (Math.sqrt(Math.max(0, radius * radius - mm * mm)) - Math.sqrt(Math.max(0, hollow * hollow - mm * mm)));
    }
    field[key] += (length / 5) * cut * lossPerMm(end);
  }
};

/** Adds a ball. @param {Float32Array} field @param {View} view @param {V3} centre @param {number} radius mm @param {number} lossPerMm @param {number} [softness] mm */
export const addBall = (field, view, centre, radius, lossPerMm, softness = 0.6) => {
  const [c0, r0] = view.project(centre);
  const scale = view.magnificationAt(centre) / view.spacing;
  for (let i = 0; i < field.length; i += 1) {
    const mm = Math.hypot((i % view.columns) + 0.5 - c0, Math.floor(i / view.columns) + 0.5 - r0) / scale;
    if (mm < radius)
      field[i] += lossPerMm * 2 * Math.sqrt(radius * radius - mm * mm) * Math.min(1, (radius - mm) / softness);
  }
};

/**
 * The detector's picture: scatter, the focal spot's and the detector's blur, quantum noise, the shutters' edge; what loses more is darker.
 * @param {Float32Array} field losses @param {View} view
 * @param {{ seed: number, grain: number, dark: number, bright: number, maximum: number, shutter?: number }} options `dark` and `bright`: the losses shown black and white
 */
export const exposed = (field, { columns, rows }, { seed, grain: amount, dark, bright, maximum, shutter = 7 }) => {
  const through = field.map((loss) => Math.exp(-loss));
  const scatter = blur(through.slice(), columns, rows, Math.round(columns / 11), Math.round(rows / 11), 2);
  const quanta = grain(seed, columns, rows, 0, 0);
  const coarse = grain(seed + 1, columns, rows, 1, 1);
  const { gauss } = noise(seed + 2);
  const flicker = 1 + 0.004 * gauss();
  const out = maximum > 255 ? new Uint16Array(field.length) : new Uint8Array(field.length);
  for (let i = 0; i < field.length; i += 1) {
    const [c, r] = [i % columns, Math.floor(i / columns)];
    const signal = (through[i] + 0.45 * scatter[i]) * flicker;
    const noisy =
      -Math.log(signal) +
      amount * Math.sqrt(Math.exp(-(dark + bright) / 2) / signal) * (0.55 * quanta[i] + 0.83 * coarse[i]);
    const open =
      step(Math.min(c + 0.5, columns - c - 0.5) - shutter, 3) * step(Math.min(r + 0.5, rows - r - 0.5) - shutter, 3);
    const share = (dark - noisy) / (dark - bright);
    // A soft toe and shoulder, as displays have.
    const shown =
      share < 0.1
        ? 0.1 * Math.exp((share - 0.1) / 0.1)
        : share > 0.85
          ? 1 - 0.15 * Math.exp((0.85 - share) / 0.15)
          : share;
    out[i] = Math.min(maximum, Math.max(0, Math.round(maximum * (0.015 + 0.985 * shown * open + 0.02 * (1 - open)))));
  }
  return out;
};

/** A field moved by a part of a pixel, from one with more rows above and below. @param {Float32Array} field @param {View} view @param {number} margin @param {number} dc @param {number} dr */
export const shifted = (field, { columns, rows }, margin, dc, dr) => {
  const out = new Float32Array(columns * rows);
  for (let r = 0; r < rows; r += 1) {
    for (let c = 0; c < columns; c += 1) {
      const x = Math.min(columns - 1.001, Math.max(0, c - dc));
      const y = Math.min(rows + 2 * margin - 1.001, Math.max(0, r + margin - dr));
      const [i, j] = [Math.floor(x), Math.floor(y)];
      const at = j * columns + i;
      const top = field[at] + (x - i) * (field[at + 1] - field[at]);
      const bottom = field[at + columns] + (x - i) * (field[at + columns + 1] - field[at + columns]);
      out[r * columns + c] = top + (y - j) * (bottom - top);
    }
  }
  return out;
};
