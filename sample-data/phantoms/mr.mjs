import { noise, step } from '../lib/noise.mjs';
import { add, cross, dot, len, mul, rad, sub, unit } from '../lib/vector.mjs';
import { blurInPlane, deviceOf, gridOf, holds, waves } from './stack.mjs';

/** @typedef {import('../lib/vector.mjs').V3} V3 */

/**
 * A needle's signal void in a gradient echo. Lengths in mm, angles in degrees; positions in the patient frame (LPS).
 * @typedef {object} MrPhantomOptions
 * @property {number} seed of noise and texture
 * @property {[number, number]} size columns and rows
 * @property {[number, number]} pixel between columns and between rows
 * @property {number} thickness of a slice
 * @property {number} spacing between slices
 * @property {number} depth of the stack
 * @property {number} tilt none in MR: 0
 * @property {[number, number]} turn of the patient: oblique slices
 * @property {number} tissue signal of the tissue around the needle
 * @property {number} texture of the tissue, as a share of its signal: 1 SD
 * @property {number} noise standard deviation in each of the two channels: Rician in the picture
 * @property {number} coil share of the signal that is lost from one side of the picture to the other
 * @property {number} width of the void along the shaft
 * @property {number} ball radius of the bloom at the tip
 * @property {number} ahead how far beyond the metal's end, along the needle, the bloom's middle lies
 * @property {number} aside how far the bloom is displaced along the frequency-encode direction (down the columns)
 * @property {number} shaftAside how far the shaft's void is displaced the same way
 * @property {number} rim bright edge on the side that the signal was moved to, as a share of the tissue's signal
 * @property {V3} tip offset of the metal's end from the centre of the stack
 * @property {number} slope angle between the needle and the slices
 * @property {number} azimuth direction of the needle within them
 * @property {number} sag of the needle over its last 80 mm
 * @property {number} sagTowards direction of the sag about the needle
 * @property {number} length of the needle
 * @property {number | null} skin how far from the tip along the needle the body ends and air begins
 * @property {readonly { at: V3, along: V3, radius: number, signal: number }[]} vessels tubes, of which flow makes some dark: offset of the axis from the tip; signal as a share of the tissue's
 * @property {{ at: V3, radius: number, signal: number } | null} nodule a ball: offset of its middle from the tip; signal as a share of the tissue's
 * @property {{ at: V3, along: V3, radius: number } | null} bone a rod with a dark cortex of 2.5 mm and bright marrow
 */

/**
 * Options drawn at random over what is met in practice: the same for the same seed. The void ends within 10 mm of the metal, as is known by sequence,
 * frequency-encode direction and angle to B0.
 * @param {number} seed @returns {MrPhantomOptions} */
export const randomMr = (seed) => {
  const { uniform } = noise(seed * 6007 + 29);
  const between = (/** @type {number} */ low, /** @type {number} */ high) => low + (high - low) * uniform();
  const of = (/** @type {readonly any[]} */ list) => list[Math.floor(uniform() * list.length)];
  const away = () => /** @type {V3} */ (unit([between(-1, 1), between(-1, 1), between(-1, 1)]));
  const thickness = of([3, 3.5, 4, 5, 6]);
  const spacing = thickness * of([1, 1, 1, 1.1]);
  const pixel = between(0.6, 1.5);
  const width = between(2, 10);
  const ball = (width / 2) * between(0.8, 1.3);
  const tissue = between(250, 600);
  return {
    seed,
    size: [Math.round(96 / pixel), Math.round(92 / pixel)],
    pixel: [pixel, pixel * (uniform() < 0.2 ? between(0.9, 1.15) : 1)],
    thickness,
    spacing,
    depth: 84,
    tilt: 0,
    turn: uniform() < 0.5 ? [between(-20, 20), between(-20, 20)] : [0, 0],
    tissue,
    texture: between(0.03, 0.1),
    noise: tissue * between(0.02, 0.08),
    coil: between(0, 0.3),
    width,
    ball,
    // The bloom goes on from the shaft’s void.
    ahead: between(0, Math.min(ball, 8 - ball)),
    aside: between(-0.6, 0.6) * width,
    shaftAside: between(-0.25, 0.25) * width,
    rim: uniform() < 0.6 ? between(0.1, 0.4) : 0,
    tip: [between(-8, 8), between(-8, 8), between(-8, 8)],
    // A needle is looked at in slices that it lies in, or nearly.
    slope: Math.abs(between(-45, 45)),
    azimuth: between(0, 360),
    sag: uniform() < 0.3 ? between(0.5, 4) : 0,
    sagTowards: between(0, 360),
    length: between(90, 160),
    skin: uniform() < 0.5 ? between(30, 60) : null,
    vessels: Array.from({ length: of([0, 1, 2, 3]) }, () => ({
      at: mul(away(), between(12, 25)),
      along: away(),
      radius: between(1.5, 4),
      signal: uniform() < 0.5 ? between(0.1, 0.5) : between(1.3, 1.8),
    })),
    nodule: null,
    bone: uniform() < 0.3 ? { at: mul(away(), between(20, 30)), along: away(), radius: between(5, 9) } : null,
  };
};

/** Where in a slice it is summed up, in thicknesses. */
const PARTS = [-0.4, -0.2, 0, 0.2, 0.4];

/**
 * A stack of slices with a needle's void, and where the metal is.
 * @param {MrPhantomOptions} options
 */
export const mrPhantom = (options) => {
  const grid = gridOf(options);
  const { columns, rows, slices, across, down, normal, columnStep, rowStep, sliceStep, origin, middle } = grid;
  const { uniform, gauss } = noise(options.seed);
  const tip = add(
    middle,
    add(add(mul(across, options.tip[0]), mul(down, options.tip[1])), mul(normal, options.tip[2])),
  );
  const flat = add(mul(across, Math.cos(rad(options.azimuth))), mul(down, Math.sin(rad(options.azimuth))));
  const axis = add(mul(flat, Math.cos(rad(options.slope))), mul(normal, Math.sin(rad(options.slope))));
  const aside = unit(cross(axis, Math.abs(dot(axis, normal)) > 0.9 ? across : normal));
  const over = cross(axis, aside);
  const towards = add(mul(aside, Math.cos(rad(options.sagTowards))), mul(over, Math.sin(rad(options.sagTowards))));
  const needle = deviceOf(tip, axis, towards, options.sag);
  // What is moved along the needle by the shift is no shift of a line.
  const perpendicular = sub(down, mul(axis, dot(down, axis)));
  const bloom = add(add(tip, mul(axis, options.ahead)), mul(down, options.aside));
  const shaftShift = mul(perpendicular, options.shaftAside);
  const lines = [options.vessels, options.bone ? [options.bone] : []].map((list) =>
    list.filter(({ at, along, radius }) => isBeside(needle, add(tip, at), unit(along), radius + options.width / 2 + 2)),
  );
  const [vessels, bones] = [/** @type {typeof options.vessels} */ (lines[0]), lines[1]];
  const texture = waves(uniform);
  const soft = Math.max(0.8, options.pixel[0]);
  const skinAt = options.skin === null ? null : needle.at(options.skin);

  /** @param {V3} p */
  const signalAt = (p) => {
    if (skinAt && dot(sub(p, skinAt), axis) < 0) return 0;
    let value = 1 + (texture(p) * options.texture) / 17;
    if (options.nodule) {
      const { at, radius, signal } = options.nodule;
      value += step(radius - len(sub(p, add(tip, at))), soft) * (signal - value);
    }
    for (const { at, along, radius, signal } of vessels) {
      const share = step(radius - offLine(p, add(tip, at), unit(along)), soft);
      value += share * (signal - value);
    }
    for (const { at, along, radius } of bones) {
      const deep = radius - offLine(p, add(tip, at), unit(along));
      value += step(deep, soft) * (step(deep - 2.5, soft) * 1.2 + 0.05 - value);
    }
    const from = sub(p, tip);
    const back = -dot(from, axis);
    if (back < -30 || back > options.length) return value;
    const off = sub(p, add(needle.at(Math.max(0, back)), shaftShift));
    const beside = sub(off, mul(axis, dot(off, axis)));
    const wavy = (options.width / 2) * (1 + 0.05 * Math.sin(back / 4) + 0.04 * Math.sin(back / 1.9));
    const shaft = step(wavy - len(beside), soft) * step(back + 0.5, soft);
    const inBloom = sub(p, bloom);
    const kept = 1 - 0.97 * Math.max(shaft, step(options.ball - len(inBloom), soft));
    const edge = (/** @type {V3} */ d, /** @type {number} */ radius) =>
      Math.exp(-(((len(d) - radius - 1.2) / 1) ** 2)) * Math.max(0, dot(d, down) / (len(d) + 0.1));
    const bright =
      options.rim * Math.max(edge(beside, options.width / 2) * step(back + 0.5, soft), edge(inBloom, options.ball));
    return value * kept + bright;
  };

  const voxels = new Float32Array(columns * rows * slices);
  for (let s = 0, n = 0; s < slices; s += 1)
    for (let r = 0; r < rows; r += 1)
      for (let c = 0; c < columns; c += 1, n += 1) {
        const p = add(origin, add(add(mul(columnStep, c), mul(rowStep, r)), mul(sliceStep, s)));
        let sum = 0;
        for (const part of PARTS) sum += signalAt(add(p, mul(normal, part * options.thickness)));
        voxels[n] = (sum / PARTS.length) * options.tissue * (1 - options.coil * (r / rows));
      }
  blurInPlane(voxels, grid, 0.5 * options.pixel[0], options.pixel);
  const values = Int16Array.from(voxels, (value) =>
    Math.min(4095, Math.round(Math.hypot(value + options.noise * gauss(), options.noise * gauss()))),
  );
  return {
    size: /** @type {[number, number, number]} */ ([columns, rows, slices]),
    values,
    origin,
    columnStep,
    rowStep,
    sliceStep,
    sliceThickness: options.thickness,
    truth: {
      /** The end of the metal. */
      tip,
      axis,
      /** Where the void ends, as far along the needle as it goes. */
      voidEnd: add(bloom, mul(axis, options.ball)),
      at: needle.at,
      holds: (/** @type {V3} */ place) => holds(grid, options, place),
    },
  };
};

/** @param {V3} p @param {V3} at @param {V3} along unit vector */
const offLine = (p, at, along) => {
  const d = sub(p, at);
  return Math.sqrt(Math.max(0, dot(d, d) - dot(d, along) ** 2));
};

/** Whether a rod stays clear of the needle and of what lies ahead of it. @param {{ at: (s: number) => V3 }} device @param {V3} at @param {V3} along @param {number} clear */
const isBeside = (device, at, along, clear) => {
  for (let s = -15; s < 90; s += 1) if (offLine(device.at(s), at, along) < clear) return false;
  return true;
};
