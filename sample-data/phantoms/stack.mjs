import { add, cross, dot, mul, rad, sub, unit } from '../lib/vector.mjs';

/** @typedef {import('../lib/vector.mjs').V3} V3 */

/**
 * An evenly spaced stack about one place: lengths in mm, angles in degrees, `depth` of the stack along its normal.
 * @param {{ size: [number, number], pixel: [number, number], spacing: number, depth: number, tilt: number, turn: [number, number] }} options
 */
export const gridOf = ({ size: [columns, rows], pixel, spacing, depth, tilt, turn }) => {
  const slices = Math.max(4, Math.round(depth / spacing));
  const [a, b] = [rad(turn[0]), rad(turn[1])];
  const across = /** @type {V3} */ ([Math.cos(a), Math.sin(a), 0]);
  const down0 = /** @type {V3} */ ([-Math.sin(a), Math.cos(a), 0]);
  const down = add(mul(down0, Math.cos(b)), [0, 0, Math.sin(b)]);
  const normal = cross(across, down);
  const columnStep = mul(across, pixel[0]);
  const rowStep = mul(down, pixel[1]);
  const sliceStep = add(mul(normal, spacing), mul(down, spacing * Math.tan(rad(tilt))));
  const middle = /** @type {V3} */ ([3.5, -212.25, 818.4]);
  const origin = sub(
    middle,
    add(add(mul(columnStep, (columns - 1) / 2), mul(rowStep, (rows - 1) / 2)), mul(sliceStep, (slices - 1) / 2)),
  );
  return { columns, rows, slices, across, down, normal, columnStep, rowStep, sliceStep, origin, middle };
};

/**
 * Whether a place lies in the stack.
 * @param {ReturnType<typeof gridOf>} grid @param {{ pixel: [number, number], spacing: number }} options @param {V3} place
 */
export const holds = (
  { columns, rows, slices, across, down, normal, sliceStep, middle },
  { pixel, spacing },
  place,
) => {
  const d = sub(place, middle);
  const z = dot(d, normal);
  const at = sub(d, mul(sliceStep, z / spacing));
  return (
    Math.abs(z) <= ((slices - 1) / 2) * spacing &&
    Math.abs(dot(at, across)) <= ((columns - 1) / 2) * pixel[0] &&
    Math.abs(dot(at, down)) <= ((rows - 1) / 2) * pixel[1]
  );
};

/** A device as places on it: `at(s)` is s mm from its tip towards its hub. @param {V3} tip @param {V3} axis @param {V3} side @param {number} sag */
export const deviceOf = (tip, axis, side, sag) => ({
  at: (/** @type {number} */ s) => add(sub(tip, mul(axis, s)), mul(side, (sag * s * s) / (80 * 80))),
});

/**
 * A device through places, tip first, as soft as they allow; straight on beyond the last. `s` is counted along the chords.
 * @param {readonly V3[]} places two at least
 */
export const deviceThrough = (places) => {
  const chords = places.slice(1).map((place, n) => Math.sqrt(dot(sub(place, places[n]), sub(place, places[n]))));
  const lengths = chords.reduce((all, chord) => [...all, all[all.length - 1] + chord], [0]);
  const slopes = places.map((_, n) => {
    const [from, to] = [Math.max(0, n - 1), Math.min(places.length - 1, n + 1)];
    return mul(sub(places[to], places[from]), 1 / (lengths[to] - lengths[from]));
  });
  return {
    at: (/** @type {number} */ s) => {
      const last = places.length - 1;
      if (s >= lengths[last]) return add(places[last], mul(slopes[last], s - lengths[last]));
      const n = Math.max(0, lengths.findIndex((length) => length > s) - 1);
      const [h, t] = [chords[n], (s - lengths[n]) / chords[n]];
      // Cubic Hermite: through the places, with the slopes of their neighbours.
      return add(
        add(mul(places[n], 2 * t ** 3 - 3 * t ** 2 + 1), mul(places[n + 1], 3 * t ** 2 - 2 * t ** 3)),
        add(mul(slopes[n], h * (t ** 3 - 2 * t ** 2 + t)), mul(slopes[n + 1], h * (t ** 3 - t ** 2))),
      );
    },
  };
};

/** Soft differences within an organ, of up to some tens. @param {() => number} uniform */
export const waves = (uniform) => {
  const parts = Array.from({ length: 6 }, () => ({
    k: mul(unit([uniform() - 0.5, uniform() - 0.5, uniform() - 0.5]), (2 * Math.PI) / (12 + 40 * uniform())),
    phase: 2 * Math.PI * uniform(),
    height: 4 + 8 * uniform(),
  }));
  return (/** @type {V3} */ p) => {
    let sum = 0;
    for (const { k, phase, height } of parts) sum += height * Math.sin(k[0] * p[0] + k[1] * p[1] + k[2] * p[2] + phase);
    return sum;
  };
};

/** Gaussian blur of each slice, in place. @param {Float32Array} volume @param {{ columns: number, rows: number, slices: number }} grid @param {number} sigma mm @param {[number, number]} pixel */
export const blurInPlane = (volume, { columns, rows, slices }, sigma, pixel) => {
  const line = new Float32Array(Math.max(columns, rows));
  const run = (
    /** @type {number} */ start,
    /** @type {number} */ step,
    /** @type {number} */ count,
    /** @type {Float32Array} */ taps,
  ) => {
    const reach = (taps.length - 1) / 2;
    for (let i = 0; i < count; i += 1) line[i] = volume[start + i * step];
    for (let i = 0; i < count; i += 1) {
      let sum = 0;
      for (let k = -reach; k <= reach; k += 1) sum += taps[k + reach] * line[Math.min(count - 1, Math.max(0, i + k))];
      volume[start + i * step] = sum;
    }
  };
  const tapsOf = (/** @type {number} */ s) => {
    const reach = Math.max(1, Math.ceil(3 * s));
    const taps = Float32Array.from({ length: 2 * reach + 1 }, (_, i) => Math.exp(-((i - reach) ** 2) / (2 * s * s)));
    const sum = taps.reduce((a, b) => a + b, 0);
    return taps.map((tap) => tap / sum);
  };
  const [takeC, takeR] = [tapsOf(sigma / pixel[0]), tapsOf(sigma / pixel[1])];
  for (let s = 0; s < slices; s += 1) {
    const base = s * columns * rows;
    for (let r = 0; r < rows; r += 1) run(base + r * columns, 1, columns, takeC);
    for (let c = 0; c < columns; c += 1) run(base + c, columns, rows, takeR);
  }
};
