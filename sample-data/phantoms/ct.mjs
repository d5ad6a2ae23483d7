import { noise } from '../lib/noise.mjs';
import { add, cross, dot, mul, rad, sub, unit } from '../lib/vector.mjs';
import { blurInPlane, deviceOf, deviceThrough, gridOf, holds, waves } from './stack.mjs';

/** @typedef {import('../lib/vector.mjs').V3} V3 */

/**
 * A needle phantom in CT. Lengths in mm, angles in degrees, values in HU; positions in the patient frame (LPS).
 * @typedef {object} CtPhantomOptions
 * @property {number} seed of noise, texture and streaks
 * @property {[number, number]} size columns and rows
 * @property {[number, number]} pixel between columns and between rows
 * @property {number} thickness of a slice
 * @property {number} spacing between slices; below the thickness they overlap
 * @property {number} depth of the stack
 * @property {number} tilt of the gantry: slices are displaced along their columns
 * @property {[number, number]} turn of the patient about the long axis and the left–right axis: oblique slices
 * @property {number} kernel full width at half maximum of the in-plane point spread
 * @property {number} edge enhancement of the kernel: 0 none, 0.4 as sharp bone kernels
 * @property {number} noise standard deviation
 * @property {number} diameter outer diameter of the needle
 * @property {number} bore inner diameter, 0 for a solid needle or one with its stylet in
 * @property {number} metal what a voxel full of the metal would read
 * @property {number} maximum what the image can hold at most: 3071 in 12 bits
 * @property {number} bevel length of the oblique cut at the tip; the tip is its farthest point
 * @property {V3} tip offset of the tip from the centre of the stack
 * @property {number} slope angle between the needle and the slices
 * @property {number} azimuth direction of the needle within them
 * @property {number} sag of the needle over its last 80 mm: 0 straight
 * @property {number} sagTowards direction of the sag about the needle
 * @property {number} length of the needle, tip to hub
 * @property {number | null} skin how far from the tip along the needle the body ends and air begins
 * @property {number} streaks strength of streaks and of the dark flame beyond the tip, HU
 * @property {readonly { aside: number, round: number, tilt: number, ahead: number }[]} needles further needles: how far beside the first, where round it, by how much they diverge, how far ahead of its tip they end
 * @property {readonly (readonly V3[])[]} paths needles through given places instead, as of a plan: offsets from the middle of the stack, tip first; the first is the one that the truth tells of. What else places needles isn't used then
 * @property {readonly { at: V3, radius: number, value: number }[]} balls calcifications: offsets from the tip
 * @property {{ at: V3, along: V3, radius: number, value: number } | null} rib a rod of bone with a softer core: offset of its axis from the tip
 */

/** Outer and inner diameters of needles by gauge, mm (ISO 9626, nominal; inner of thin-walled tubes). */
export const GAUGES = Object.freeze({
  14: [2.1, 1.6],
  16: [1.65, 1.2],
  17: [1.47, 1.1],
  18: [1.27, 0.84],
  19: [1.07, 0.69],
  20: [0.91, 0.6],
  21: [0.82, 0.51],
  22: [0.72, 0.41],
  25: [0.51, 0.26],
});

/** @param {number} x */
const erf = (x) => {
  const t = 1 / (1 + 0.3275911 * Math.abs(x));
  const tail =
    t *
    (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429)))) *
    Math.exp(-x * x);
  return x < 0 ? tail - 1 : 1 - tail;
};

/** Options drawn at random over what is met in practice: the same for the same seed. @param {number} seed @returns {CtPhantomOptions} */
export const randomCt = (seed) => {
  const { uniform } = noise(seed * 7919 + 17);
  const between = (/** @type {number} */ low, /** @type {number} */ high) => low + (high - low) * uniform();
  const of = (/** @type {readonly any[]} */ list) => list[Math.floor(uniform() * list.length)];
  const thickness = of([0.6, 0.75, 1, 1.25, 1.5, 2, 2.5, 3, 4, 5]);
  const overlap = uniform() < 0.4 ? of([0.5, 0.67, 0.8]) : 1;
  const [diameter, bore] = of(Object.values(GAUGES));
  const pixel = between(0.45, 0.9);
  const slope = (Math.asin(uniform()) * 180) / Math.PI;
  const azimuth = between(0, 360);
  const away = () => /** @type {V3} */ (unit([between(-1, 1), between(-1, 1), between(-1, 1)]));
  return {
    seed,
    size: [112, 104],
    pixel: [pixel, pixel * (uniform() < 0.2 ? between(0.85, 1.15) : 1)],
    thickness,
    spacing: thickness * overlap,
    depth: Math.min(64, 110 * thickness * overlap),
    tilt: uniform() < 0.2 ? between(-20, 20) : 0,
    turn: uniform() < 0.2 ? [between(-15, 15), between(-15, 15)] : [0, 0],
    kernel: between(0.7, 1.4),
    edge: uniform() < 0.3 ? between(0.1, 0.4) : 0,
    noise: between(8, 45),
    diameter,
    bore: uniform() < 0.4 ? bore : 0,
    metal: between(5000, 12000),
    maximum: uniform() < 0.7 ? 3071 : 30000,
    bevel: diameter * between(0, 1),
    tip: [between(-8, 8), between(-8, 8), between(-8, 8)],
    slope,
    azimuth,
    sag: uniform() < 0.3 ? between(0.5, 4) : 0,
    sagTowards: between(0, 360),
    length: between(90, 200),
    skin: uniform() < 0.5 ? between(25, 60) : null,
    streaks: uniform() < 0.7 ? between(30, 250) : 0,
    needles: Array.from({ length: of([0, 0, 0, 1, 1, 2, 3]) }, (_, n) => ({
      aside: between(6, 14),
      round: n * 120 + between(0, 100),
      tilt: between(-6, 6),
      ahead: between(-20, 10),
    })),
    paths: [],
    balls: Array.from({ length: of([0, 0, 1, 2]) }, () => ({
      at: mul(away(), between(4, 20)),
      radius: between(0.8, 3),
      value: between(300, 1400),
    })),
    rib:
      uniform() < 0.35
        ? { at: mul(away(), between(11, 22)), along: away(), radius: between(4, 7), value: between(700, 1400) }
        : null,
  };
};

/**
 * A stack of slices with a needle in tissue, and where the needle is.
 * @param {CtPhantomOptions} options
 */
export const ctPhantom = (options) => {
  const grid = gridOf(options);
  const { columns, rows, slices, across, down, normal, columnStep, rowStep, sliceStep, origin, middle } = grid;
  const { uniform, gauss } = noise(options.seed);
  const given = options.paths.map((places) => deviceThrough(places.map((place) => add(middle, place))));
  const [first] = given;
  const tip = first
    ? first.at(0)
    : add(middle, add(add(mul(across, options.tip[0]), mul(down, options.tip[1])), mul(normal, options.tip[2])));
  const flat = add(mul(across, Math.cos(rad(options.azimuth))), mul(down, Math.sin(rad(options.azimuth))));
  const axis = first
    ? unit(sub(tip, first.at(1)))
    : add(mul(flat, Math.cos(rad(options.slope))), mul(normal, Math.sin(rad(options.slope))));
  const aside = unit(cross(axis, Math.abs(dot(axis, normal)) > 0.9 ? across : normal));
  const over = cross(axis, aside);
  const round = (/** @type {number} */ degrees) =>
    add(mul(aside, Math.cos(rad(degrees))), mul(over, Math.sin(rad(degrees))));
  const needle = first ?? deviceOf(tip, axis, round(options.sagTowards), options.sag);
  const placed = options.needles.map((one) => {
    const end = add(add(tip, mul(round(one.round), one.aside)), mul(axis, one.ahead));
    const way = unit(add(axis, mul(round(one.round + 40), Math.tan(rad(one.tilt)))));
    return deviceOf(end, way, round(one.round), 0);
  });
  const others = first ? given.slice(1) : placed;

  // Tissue.
  const voxels = new Float32Array(columns * rows * slices);
  const texture = waves(uniform);
  const skinAt = options.skin === null ? null : needle.at(options.skin);
  // A needle is put past a rib, not through it.
  const rib = options.rib && ribBeside(needle, tip, options.rib, options.diameter) ? options.rib : null;
  const ribAxis = rib && unit(rib.along);
  for (let s = 0, n = 0; s < slices; s += 1)
    for (let r = 0; r < rows; r += 1)
      for (let c = 0; c < columns; c += 1, n += 1) {
        const p = add(origin, add(add(mul(columnStep, c), mul(rowStep, r)), mul(sliceStep, s)));
        let value = 45 + texture(p);
        if (rib && ribAxis) {
          const d = sub(p, add(tip, rib.at));
          const off = Math.sqrt(Math.max(0, dot(d, d) - dot(d, ribAxis) ** 2));
          const shell = rib.radius - off;
          if (shell > 0) value = shell < 1.8 ? rib.value : 250;
        }
        for (const ball of options.balls) {
          const d = sub(p, add(tip, ball.at));
          const depth = ball.radius - Math.sqrt(dot(d, d));
          if (depth > -0.5) value += (ball.value - value) * Math.min(1, depth + 0.5);
        }
        if (skinAt && dot(sub(p, skinAt), axis) < 0) value = -1000;
        voxels[n] = value;
      }
  blurInPlane(voxels, grid, options.kernel / 2.3548, options.pixel);
  const grain = new Float32Array(columns * rows * slices).map(gauss);
  blurInPlane(grain, grid, (options.kernel / 2.3548) * 0.7, options.pixel);
  const spread = Math.sqrt(grain.reduce((sum, value) => sum + value * value, 0) / grain.length);

  // Metal, by its share of each voxel.
  const share = new Float32Array(voxels.length);
  for (const device of [needle, ...others]) addMetal(share, grid, device, axis, aside, over, options);
  const streaks = streaksOf(options, grid, needle, axis, uniform);
  const stored = new Int16Array(voxels.length);
  for (let n = 0; n < voxels.length; n += 1) {
    const metal = share[n];
    const value =
      voxels[n] * Math.max(0, 1 - metal) + options.metal * metal + streaks[n] + (grain[n] * options.noise) / spread;
    stored[n] = Math.min(options.maximum, Math.max(-1024, Math.round(value)));
  }
  return {
    size: /** @type {[number, number, number]} */ ([columns, rows, slices]),
    values: stored,
    origin,
    columnStep,
    rowStep,
    sliceStep,
    sliceThickness: options.thickness,
    truth: {
      tip,
      axis,
      /** Places on the needle, mm from its tip. */
      at: needle.at,
      others: others.map((one) => one.at(0)),
      holds: (/** @type {V3} */ place) => holds(grid, options, place),
    },
  };
};

/** @param {{ at: (s: number) => V3 }} device @param {V3} tip @param {NonNullable<CtPhantomOptions['rib']>} rib @param {number} diameter */
const ribBeside = (device, tip, rib, diameter) => {
  const along = unit(rib.along);
  for (let s = 0; s < 90; s += 1) {
    const d = sub(device.at(s), add(tip, rib.at));
    if (Math.sqrt(Math.max(0, dot(d, d) - dot(d, along) ** 2)) < rib.radius + diameter / 2 + 1.5) return false;
  }
  return true;
};

/**
 * Spreads the metal over the voxels as a scanner does: by the point spread in the slice (with the pixel's own width), across it by the slice's
 * profile, a box whose edges are softened. So partial volume, blooming and the blurred end come out as they do there.
 *
 * @param {Float32Array} share @param {ReturnType<typeof gridOf>} grid @param {{ at: (s: number) => V3 }} device
 * @param {V3} axis @param {V3} aside @param {V3} over @param {CtPhantomOptions} options
 */
const addMetal = (share, grid, device, axis, aside, over, options) => {
  const { columns, rows, slices, across, down, normal, origin } = grid;
  const { pixel, spacing, thickness, diameter, bore, bevel, kernel, edge, length, tilt } = options;
  const radius = diameter / 2;
  const ds = 0.12;
  /** @type {[number, number, number][]} offsets and area */ const disc = [];
  const rings = 5;
  for (let ring = 0; ring < rings; ring += 1) {
    const inner = (bore / 2) ** 2;
    const r = Math.sqrt(inner + ((radius ** 2 - inner) * (ring + 0.5)) / rings);
    for (let k = 0; k < 8; k += 1) {
      const angle = (k + ring * 0.37) * (Math.PI / 4);
      disc.push([r * Math.cos(angle), r * Math.sin(angle), (Math.PI * (radius ** 2 - inner)) / (rings * 8)]);
    }
  }
  const sigma = kernel / 2.3548;
  const widths = pixel.map((one) => Math.hypot(sigma, one / Math.sqrt(12)));
  const wide = widths.map((one) => one * 1.8);
  const soft = 0.15 + 0.1 * thickness;
  const shear = Math.tan(rad(tilt));
  const reach = edge > 0 ? 4 * wide[0] : 3.5 * widths[0];
  /** Signal that a point's metal makes at a distance of d mm along one direction. @param {number} d @param {number} s */
  const normalAt = (d, s) => Math.exp(-(d * d) / (2 * s * s)) / (Math.sqrt(2 * Math.PI) * s);
  const [colN, rowN] = [new Float64Array(columns), new Float64Array(rows)];
  const [colW, rowW] = [new Float64Array(columns), new Float64Array(rows)];
  for (let s = ds / 2; s < length; s += ds) {
    const place = device.at(s);
    const d0 = sub(place, origin);
    if (outside(d0, grid, spacing, pixel, shear)) continue;
    for (const [a, b, area] of disc) {
      if (bevel > 0 && s < bevel * (a / diameter + 0.5)) continue;
      const d = add(d0, add(mul(aside, a), mul(over, b)));
      const z = dot(d, normal);
      const [x, y0] = [dot(d, across), dot(d, down)];
      const first = Math.max(0, Math.ceil((z - thickness / 2 - 2 * soft) / spacing));
      const last = Math.min(slices - 1, Math.floor((z + thickness / 2 + 2 * soft) / spacing));
      for (let k = first; k <= last; k += 1) {
        const dz = z - k * spacing;
        const through =
          (erf((dz + thickness / 2) / (soft * Math.SQRT2)) - erf((dz - thickness / 2) / (soft * Math.SQRT2))) /
          (2 * thickness);
        const y = y0 - k * spacing * shear;
        const [c0, c1] = [
          Math.max(0, Math.ceil((x - reach) / pixel[0])),
          Math.min(columns - 1, Math.floor((x + reach) / pixel[0])),
        ];
        const [r0, r1] = [
          Math.max(0, Math.ceil((y - reach) / pixel[1])),
          Math.min(rows - 1, Math.floor((y + reach) / pixel[1])),
        ];
        for (let c = c0; c <= c1; c += 1) {
          colN[c] = normalAt(x - c * pixel[0], widths[0]);
          if (edge > 0) colW[c] = normalAt(x - c * pixel[0], wide[0]);
        }
        for (let r = r0; r <= r1; r += 1) {
          rowN[r] = normalAt(y - r * pixel[1], widths[1]);
          if (edge > 0) rowW[r] = normalAt(y - r * pixel[1], wide[1]);
        }
        const amount = area * ds * through;
        for (let r = r0; r <= r1; r += 1)
          for (let c = c0; c <= c1; c += 1) {
            const plain = colN[c] * rowN[r];
            share[(k * rows + r) * columns + c] +=
              amount * (edge > 0 ? (1 + edge) * plain - edge * colW[c] * rowW[r] : plain);
          }
      }
    }
  }
};

/** @param {V3} d from the first voxel @param {ReturnType<typeof gridOf>} grid @param {number} spacing @param {[number, number]} pixel @param {number} shear */
const outside = (d, { columns, rows, slices, across, down, normal }, spacing, pixel, shear) => {
  const z = dot(d, normal);
  const [x, y] = [dot(d, across), dot(d, down) - z * shear];
  return (
    z < -6 ||
    z > (slices - 1) * spacing + 6 ||
    x < -5 ||
    x > columns * pixel[0] + 5 ||
    y < -5 ||
    y > rows * pixel[1] + 5
  );
};

/**
 * What beam hardening and scatter add round metal: streaks that spread from it in each slice, and the dark flame beyond the tip, along the needle.
 * @param {CtPhantomOptions} options @param {ReturnType<typeof gridOf>} grid @param {{ at: (s: number) => V3 }} device @param {V3} axis @param {() => number} uniform
 */
const streaksOf = (options, grid, device, axis, uniform) => {
  const { columns, rows, slices, across, down, normal, origin } = grid;
  const out = new Float32Array(columns * rows * slices);
  if (options.streaks === 0) return out;
  const { pixel, spacing, thickness } = options;
  const shear = Math.tan(rad(options.tilt));
  const [x0, y0] = [dot(axis, across), dot(axis, down)];
  const flatness = Math.hypot(x0, y0);
  const parts = Array.from({ length: 5 }, () => [1 + Math.floor(uniform() * 6), uniform() * 2 * Math.PI, uniform()]);
  for (let k = 0; k < slices; k += 1) {
    // Where the needle is in this slice: its part nearest to the tip.
    let best = null;
    for (let s = 0; s < options.length; s += 0.5) {
      const d = sub(device.at(s), origin);
      const z = dot(d, normal) - k * spacing;
      if (Math.abs(z) > thickness / 2) continue;
      best = { s, x: dot(d, across), y: dot(d, down) - k * spacing * shear };
      break;
    }
    if (!best) continue;
    for (let r = 0; r < rows; r += 1)
      for (let c = 0; c < columns; c += 1) {
        const [dx, dy] = [c * pixel[0] - best.x, r * pixel[1] - best.y];
        const off = Math.hypot(dx, dy);
        const angle = Math.atan2(dy, dx);
        let sum = 0;
        for (const [n, phase, height] of parts) sum += height * Math.cos(n * 2 * angle + phase);
        let value = (options.streaks * sum * Math.min(1, off / 3)) / (3 + off / 4);
        if (flatness > 0.35) {
          const along = (dx * x0 + dy * y0) / flatness;
          const beside = (dx * y0 - dy * x0) / flatness;
          // Beyond the end that is in this slice, as at a true tip so where the shaft leaves the slice.
          if (along > 0)
            value -=
              3 *
              options.streaks *
              Math.exp(-along / 5 - (beside / (0.8 + along / 6)) ** 2) *
              (1 - Math.exp(-along / 1));
        }
        out[(k * rows + r) * columns + c] = value;
      }
  }
  return out;
};
