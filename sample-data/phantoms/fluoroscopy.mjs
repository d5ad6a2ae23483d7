import { lattice } from '../lib/lattice.mjs';
import { noise, step } from '../lib/noise.mjs';
import { at, blurred, chain, curveOf, drawAlong, upTo } from './plane-curve.mjs';

/**
 * Fluoroscopy (XA, RF) of one wire, catheter or needle: losses along the rays of clouds, ribs, spine, other lines and the device, blurred by
 * focal spot and detector, with quantum noise, behind a collimator. Lengths are in units of the finer of the two pixel spacings, drawn in
 * image space (SCOORD: the first pixel's centre is 0.5, 0.5); the device is a projection, so nothing here knows a depth.
 */

/** @typedef {import('./plane-curve.mjs').P2} P2 */
/** @typedef {import('./plane-curve.mjs').Curve} Curve */

/**
 * @typedef {object} FluoroscopyOptions
 * @property {number} seed
 * @property {number} columns
 * @property {number} rows
 * @property {number} betweenColumns of `unit` per pixel; 1 (or the pixels' aspect) where there is no scale
 * @property {number} betweenRows
 * @property {'mm' | 'px'} unit
 * @property {'wire' | 'catheter' | 'needle'} device a wire is massive, a catheter hollow, a needle straight
 * @property {number} width of the device
 * @property {number} contrast loss (−ln) through its middle
 * @property {number} blur 1 SD
 * @property {number} quanta mean number of quanta per pixel in open air: noise is 1 / √ of what arrives
 * @property {number} bend radians per 100 units: how strongly the device is curved
 * @property {boolean} loop the device overlaps itself
 * @property {number} ribs how many
 * @property {boolean} spine
 * @property {number} clouds how uneven the soft tissue is, in losses
 * @property {number} crossing other wires and catheters that cross the device, between where it is pointed at and its tip; some end in the field
 * @property {'none' | 'rectangle' | 'circle'} collimator
 * @property {'in-image' | 'leaves' | 'fades'} end whether the tip is in the image, beyond its edge or the collimator's, or is lost from sight
 * @property {number} frames 1 for a single image
 * @property {number} advance of the tip from frame to frame
 * @property {number} sway how far the end of the device swings to the side over the cine
 * @property {number} maximum the largest value of a pixel: 255 or more
 * @property {boolean} isBright the device is bright on dark, as in a subtraction or an inverted display
 */

const pick = (/** @type {() => number} */ uniform, /** @type {readonly any[]} */ choices) =>
  choices[Math.min(choices.length - 1, Math.floor(uniform() * choices.length))];

/** Options drawn over the ranges that the phantoms are meant for. @param {number} seed @returns {FluoroscopyOptions} */
export const randomOptions = (seed) => {
  const { uniform } = noise(seed * 7919 + 13);
  for (let i = 0; i < 8; i += 1) uniform();
  const between = (/** @type {number} */ low, /** @type {number} */ high) => low + (high - low) * uniform();
  const device = pick(uniform, ['wire', 'wire', 'catheter', 'needle']);
  const aspect = pick(uniform, [1, 1, 1, 1.2, 0.8]);
  const pixel = between(0.2, 0.45);
  const isCalibrated = uniform() < 0.6;
  const size = pick(uniform, [256, 320, 384]);
  const end = pick(uniform, ['in-image', 'in-image', 'in-image', 'leaves', 'leaves', 'fades']);
  const cine = uniform() < 0.4;
  return {
    seed,
    columns: size,
    rows: Math.round(size * between(0.85, 1)),
    betweenColumns: isCalibrated ? pixel : aspect > 1 ? aspect : 1,
    betweenRows: isCalibrated ? pixel / aspect : aspect < 1 ? 1 / aspect : 1,
    unit: isCalibrated ? 'mm' : 'px',
    device,
    width: device === 'wire' ? between(1.6, 4) : device === 'catheter' ? between(4, 8) : between(2.5, 5),
    contrast: between(0.15, 0.5),
    blur: between(0.6, 1.2),
    quanta: between(800, 5000),
    bend: device === 'needle' ? between(0, 0.03) : between(0.1, 1.3),
    loop: device !== 'needle' && uniform() < 0.1,
    ribs: Math.floor(between(0, 5)),
    spine: uniform() < 0.5,
    clouds: between(0.05, 0.35),
    crossing: Math.floor(between(0, 3)),
    collimator: pick(uniform, ['none', 'rectangle', 'circle']),
    end,
    frames: cine ? 7 : 1,
    advance: between(-3, 6),
    sway: between(0, 8),
    maximum: pick(uniform, [255, 255, 1023, 4095]),
    isBright: uniform() < 0.15,
  };
};

/** How much is open to the rays at a place, 0 to 1; and how deep inside a place lies, in units. @param {FluoroscopyOptions} options @param {number} width @param {number} height @param {() => number} uniform */
const collimation = ({ collimator }, width, height, uniform) => {
  const [cx, cy] = [width * (0.5 + 0.03 * (uniform() - 0.5)), height * (0.5 + 0.03 * (uniform() - 0.5))];
  const angle = (uniform() - 0.5) * 0.3;
  const [hx, hy] = [width * (0.38 + 0.08 * uniform()), height * (0.38 + 0.08 * uniform())];
  const radius = Math.min(width, height) * (0.44 + 0.05 * uniform());
  return (/** @type {number} */ x, /** @type {number} */ y) => {
    if (collimator === 'circle') return radius - Math.hypot(x - cx, y - cy);
    const edge = Math.min(x, y, width - x, height - y);
    if (collimator === 'none') return edge;
    const [u, v] = [
      (x - cx) * Math.cos(angle) + (y - cy) * Math.sin(angle),
      (y - cy) * Math.cos(angle) - (x - cx) * Math.sin(angle),
    ];
    return Math.min(edge, hx - Math.abs(u), hy - Math.abs(v));
  };
};

/** The whole course of the device, from beyond the image's edge to beyond its tip, and how far along it the tip lies. @param {FluoroscopyOptions} options @param {(x: number, y: number) => number} inside @param {number} width @param {number} height @param {() => number} uniform */
const course = ({ bend, loop, end, advance, frames }, inside, width, height, uniform) => {
  const spare = Math.abs(advance) * frames + 14;
  /** @type {{ curve: Curve, tip: number } | null} */ let best = null;
  // Some draws spiral, or end too near the edge of the field: draw again.
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const start = /** @type {P2} */ ([width * (0.2 + 0.6 * uniform()), height * (0.2 + 0.6 * uniform())]);
    if (inside(start[0], start[1]) < spare + 10) continue;
    const heading = 2 * Math.PI * uniform();
    const waves = [0, 1, 2].map(() => ({
      size: ((uniform() - 0.5) * 2 * bend) / 100,
      length: 60 + 160 * uniform(),
      phase: 6.3 * uniform(),
    }));
    const turnAt = (/** @type {number} */ along) =>
      waves.reduce((sum, { size, length, phase }) => sum + size * Math.sin((6.283 * along) / length + phase), 0);
    const loopFrom = 50 + 60 * uniform();
    const loopRadius = 22 + 16 * uniform();
    const looped = (/** @type {number} */ along) =>
      loop && along > loopFrom && along < loopFrom + 2 * Math.PI * loopRadius ? 1 / loopRadius : turnAt(along);
    const gone = (/** @type {P2} */ [x, y]) => x < -12 || y < -12 || x > width + 12 || y > height + 12;
    const back = chain(start, heading, looped, (point) => gone(point));
    const on = chain(
      start,
      heading + Math.PI,
      (along) => -turnAt(-along),
      (point, along) => (end === 'leaves' ? gone(point) : along > spare),
    );
    const visible = back.filter(([x, y]) => inside(x, y) > 0).length;
    if (back.length > 2.2 * (width + height) || on.length > 1000 || visible < 70) continue;
    const curve = curveOf([...back.reverse(), ...on.slice(1)]);
    best = { curve, tip: curve.lengths[back.length - 1] };
    break;
  }
  if (!best) throw new Error('no course of the device fits into the field: a larger image, a lesser bend or advance');
  return best;
};

/** Losses of all that isn't the device. @param {FluoroscopyOptions} options @param {number} width @param {number} height @param {(share: number) => { point: P2, heading: number }} through a place on the device, from its end (0) to where it is pointed at (1), and which way it runs there @param {() => number} uniform */
const surroundings = (options, width, height, through, uniform) => {
  const { columns, rows, ribs, spine, clouds, crossing, seed } = options;
  const [sx, sy] = [width / columns, height / rows];
  const field = new Float32Array(columns * rows);
  /** @type {P2[]} */ const lines = [];
  const wander = lattice(seed + 5);
  const spineAt = width * (0.35 + 0.3 * uniform());
  const vertebra = 55 + 30 * uniform();
  for (let r = 0; r < rows; r += 1) {
    for (let c = 0; c < columns; c += 1) {
      const [x, y] = [(c + 0.5) * sx, (r + 0.5) * sy];
      let loss = 1 + clouds * (wander(x / 90, y / 90, 0) + 0.5 * wander(x / 35, y / 35, 9));
      if (spine) {
        const half = 34 + 4 * Math.cos((6.283 * y) / vertebra) + 2 * wander(x / 40, y / 20, 3);
        const away = Math.abs(x - spineAt);
        const disc = step(Math.abs(((y / vertebra) % 1) - 0.5) - 0.4, 0.08);
        loss += step(half - away, 12) * (0.28 - 0.1 * disc) + 0.05 * Math.exp(-(((away - half + 4) / 4) ** 2));
      }
      field[r * columns + c] = loss;
    }
  }
  for (let rib = 0; rib < ribs; rib += 1) {
    const centre = /** @type {P2} */ ([spineAt, height * (rib / Math.max(1, ribs) + 0.3 * uniform())]);
    const side = uniform() < 0.5 ? 0 : Math.PI;
    const droop = 0.3 + 0.4 * uniform();
    const points = chain(
      centre,
      side === 0 ? -droop : Math.PI + droop,
      () => (side === 0 ? 0.0035 : -0.0035),
      (_, along) => along > width,
    );
    const half = 9 + 4 * uniform();
    drawAlong(field, columns, rows, [sx, sy], curveOf(points), half + 6, (away) => {
      const cortex = 0.05 * Math.exp(-(((away - half + 2.5) / 2.6) ** 2));
      return step(half - away, 7) * 0.12 + cortex;
    });
  }
  for (let line = 0; line < crossing; line += 1) {
    // At angles at which an eye can tell two lines from one.
    const { point, heading: along } = through(uniform());
    const heading = along + (uniform() < 0.5 ? -1 : 1) * (0.5 + 1.07 * uniform());
    const bend = (uniform() - 0.5) * 0.006;
    const middle = /** @type {P2} */ ([point[0] + 4 * (uniform() - 0.5), point[1] + 4 * (uniform() - 0.5)]);
    const far = width + height;
    // A third of them end in the field, clear of the device.
    const [back, on] = [far, uniform() < 0.35 ? 25 + 60 * uniform() : far];
    const points = [
      ...chain(
        middle,
        heading,
        () => bend,
        (_, way) => way > back,
      ).reverse(),
      ...chain(
        middle,
        heading + Math.PI,
        () => -bend,
        (_, way) => way > on,
      ).slice(1),
    ];
    lines.push(...points);
    const isHollow = uniform() < 0.35;
    const half = isHollow ? 2 + 2 * uniform() : 0.8 + 1.4 * uniform();
    const bore = isHollow ? 0.6 * half : 0;
    const loss = (0.08 + 0.25 * uniform()) / (isHollow ? Math.sqrt(half * half - bore * bore) : half);
    drawAlong(
      field,
      columns,
      rows,
      [sx, sy],
      curveOf(points),
      half,
      (away) =>
        loss * (Math.sqrt(Math.max(0, half * half - away * away)) - Math.sqrt(Math.max(0, bore * bore - away * away))),
    );
  }
  return { field, lines };
};

/**
 * A phantom with its truth. Positions in the truth are image points of the frame that `pointed` names; `seed` is a place on the device to point at.
 * @param {FluoroscopyOptions} options
 */
export const fluoroscopyPhantom = (options) => {
  const { columns, rows, betweenColumns, betweenRows, device, width: size, contrast, blur, quanta, maximum } = options;
  const { uniform, gauss } = noise(options.seed * 104729 + 7);
  for (let i = 0; i < 8; i += 1) uniform();
  const finest = Math.min(betweenColumns, betweenRows);
  const [sx, sy] = [betweenColumns / finest, betweenRows / finest];
  const [width, height] = [columns * sx, rows * sy];
  const inside = collimation(options, width, height, uniform);
  const { curve, tip } = course(options, inside, width, height, uniform);
  const pointed = Math.floor(options.frames / 2);
  const total = curve.lengths[curve.lengths.length - 1];
  const ends = Array.from({ length: options.frames }, (_, f) =>
    options.end === 'leaves' ? total : Math.min(total, tip + options.advance * (f - pointed)),
  );
  const entry = curve.points.findIndex(([x, y]) => inside(x, y) > 0);
  const first = curve.lengths[entry];
  // Where it leaves the field for the last time, for a device that does.
  const lastInside = curve.points.findLastIndex(([x, y]) => inside(x, y) > 0);
  const last = options.end === 'leaves' ? curve.lengths[lastInside] : tip;
  const fade = options.end === 'fades' ? Math.min(70, (last - first) * 0.4) * (0.7 + 0.3 * uniform()) : 0;
  const back = Math.min(0.6 * (last - first - fade), 18 + 60 * uniform());
  // Other lines cross between there and the end, where they make it hard.
  const crossed = (/** @type {number} */ share) => {
    const { point, direction } = at(curve, last - fade - share * back);
    return { point, heading: Math.atan2(direction[1], direction[0]) };
  };
  const { field: still, lines } = surroundings(options, width, height, crossed, uniform);
  // Who points at a device does it where no other line runs.
  const clear = (/** @type {number} */ along) => {
    const { point } = at(curve, along);
    return Math.min(30, ...lines.map(([x, y]) => Math.hypot(x - point[0], y - point[1])));
  };
  const seedAt = [0.6, 0.8, 1, 1.2, 1.4]
    .map((share) => Math.max(first + 12, last - fade - share * back))
    .reduce((best, along) => (clear(along) > clear(best) + 1 ? along : best));
  const swing = 6.283 * uniform();
  const half = size / 2;
  const bore = device === 'catheter' ? 0.6 * half : 0;
  const full = device === 'catheter' ? Math.sqrt(half * half - bore * bore) * 1.1 : half;

  const frames = ends.map((end, f) => {
    const offset = options.sway * (Math.sin(swing + (6.283 * f) / 7) - Math.sin(swing + (6.283 * pointed) / 7));
    // The end swings, the entry stays.
    const swung = curveOf(
      curve.points.map((point, i) => {
        const share = Math.max(0, curve.lengths[i] / tip) ** 2;
        return /** @type {P2} */ ([point[0] + share * offset * 0.8, point[1] + share * offset * 0.6]);
      }),
    );
    const loss = still.slice();
    const drawn = upTo(swung, options.end === 'leaves' ? swung.lengths[swung.lengths.length - 1] : end);
    const reached = drawn.lengths[drawn.lengths.length - 1];
    drawAlong(loss, columns, rows, [sx, sy], drawn, half, (away, along) => {
      const chord =
        Math.sqrt(Math.max(0, half * half - away * away)) - Math.sqrt(Math.max(0, bore * bore - away * away));
      const seen = fade > 0 ? step((reached - fade / 2 - along) / fade, 1) : 1;
      return (contrast * seen * chord) / full;
    });
    const open = new Float32Array(loss.length);
    for (let i = 0; i < loss.length; i += 1) {
      const deep = inside(((i % columns) + 0.5) * sx, (Math.floor(i / columns) + 0.5) * sy);
      const through = options.collimator === 'none' ? 1 : step(deep, 3);
      open[i] = Math.exp(-loss[i]) * (0.02 + 0.98 * through);
    }
    const sharp = blurred(open, columns, rows, blur / sx, blur / sy);
    const grain = blurred(Float32Array.from({ length: sharp.length }, gauss), columns, rows, 0.45, 0.45);
    const values = maximum > 255 ? new Uint16Array(sharp.length) : new Uint8Array(sharp.length);
    for (let i = 0; i < sharp.length; i += 1) {
      const arrived = sharp[i] + 0.004;
      const noisy = arrived + 1.5 * grain[i] * Math.sqrt(arrived / quanta);
      const shown = Math.min(1, Math.max(0, noisy * 1.7));
      values[i] = Math.round(maximum * (options.isBright ? 1 - shown : shown));
    }
    return values;
  });
  const pixel = (/** @type {P2} */ [x, y]) => /** @type {P2} */ ([x / sx, y / sy]);
  const { point, direction } = at(curve, Math.min(tip, total - 0.01));
  const axis = pixel(direction);
  const norm = Math.hypot(axis[0], axis[1]);
  return {
    frames,
    pointed,
    geometry: { columns, rows, betweenColumns, betweenRows, unit: options.unit },
    truth: {
      tip: options.end === 'in-image' ? pixel(point) : null,
      axis: /** @type {P2} */ ([axis[0] / norm, axis[1] / norm]),
      path: upTo(curve, options.end === 'leaves' ? total : tip).points.map(pixel),
      seed: pixel(at(curve, seedAt).point),
      end: options.end,
    },
  };
};
