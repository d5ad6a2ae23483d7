import { lattice } from '../lib/lattice.mjs';
import { noise, step } from '../lib/noise.mjs';
import { blurred } from './plane-curve.mjs';

/**
 * Ultrasound (B-mode) of one needle, made the way a scanner makes it: random scatterers on the beam's own grid (range and line), weighted by
 * how strongly tissue echoes, blurred by a pulse that is short along the beam and wide across it, then envelope, log compression and scan
 * conversion. Lengths are mm; x runs across, d down from the middle of the transducer's face. In the truth, places are image points
 * (SCOORD: the first pixel's centre is 0.5, 0.5).
 */

/** @typedef {[number, number]} P2 */

/**
 * @typedef {object} UltrasoundOptions
 * @property {number} seed
 * @property {'linear' | 'curved'} probe
 * @property {number} depth of the picture, mm
 * @property {number} betweenColumns mm per pixel
 * @property {number} betweenRows
 * @property {number} angle of the needle to the skin, degrees: the steeper, the less it echoes back
 * @property {number} tipDepth mm below the transducer's face
 * @property {number} brightness of the needle, dB above tissue where the beam meets it at right angles
 * @property {number} gain dB
 * @property {number} dynamicRange dB from black to white
 * @property {number} reverberation share of the needle's echo that comes again below it
 * @property {number} fasciae bright lines of the body, near the needle's depth
 * @property {number} shadows that bone, gas or poor contact throws
 * @property {'in-image' | 'fades' | 'leaves'} end the tip is in the picture; or the needle leaves the beam's plane and fades; or it leaves the picture
 * @property {number} fadeLength mm over which it leaves the beam's plane
 * @property {number} frames 1 for a single picture
 * @property {number} advance of the needle from frame to frame, mm
 */

const pick = (/** @type {() => number} */ uniform, /** @type {readonly any[]} */ choices) =>
  choices[Math.min(choices.length - 1, Math.floor(uniform() * choices.length))];

/** Options drawn over the ranges that the phantoms are meant for. @param {number} seed @returns {UltrasoundOptions} */
export const randomOptions = (seed) => {
  const { uniform } = noise(seed * 6367 + 29);
  for (let i = 0; i < 8; i += 1) uniform();
  const between = (/** @type {number} */ low, /** @type {number} */ high) => low + (high - low) * uniform();
  const depth = between(40, 70);
  const pixel = between(0.18, 0.28);
  return {
    seed,
    probe: pick(uniform, ['linear', 'curved']),
    depth,
    betweenColumns: pixel * pick(uniform, [1, 1, 1.25]),
    betweenRows: pixel,
    angle: between(10, 60),
    tipDepth: between(0.4, 0.75) * depth,
    brightness: between(14, 24),
    gain: between(-4, 4),
    dynamicRange: between(50, 64),
    reverberation: between(0, 0.35),
    fasciae: Math.floor(between(0, 4)),
    shadows: Math.floor(between(0, 2)),
    end: pick(uniform, ['in-image', 'in-image', 'in-image', 'fades', 'fades', 'leaves']),
    fadeLength: between(10, 28),
    frames: uniform() < 0.6 ? 6 : 1,
    advance: between(0.8, 2.2),
  };
};

const STEP = 0.12;
/** Between the lines of a linear array, mm; a curved one has as many lines over its angle. */
const LINES = 190;
const LINEAR_WIDTH = 50;
const CURVE_RADIUS = 45;
const CURVE_HALF = 0.55;

/** Where a place lies on the beam's grid. @param {'linear' | 'curved'} probe @param {number} x @param {number} d @returns {P2} sample and line */
const beamOf = (probe, x, d) =>
  probe === 'linear'
    ? [d / STEP, (x / LINEAR_WIDTH + 0.5) * LINES]
    : [
        (Math.hypot(x, d + CURVE_RADIUS) - CURVE_RADIUS) / STEP,
        ((Math.atan2(x, d + CURVE_RADIUS) / CURVE_HALF + 1) / 2) * LINES,
      ];

/** @param {'linear' | 'curved'} probe @param {number} sample @param {number} line @returns {P2} x and d */
const placeOf = (probe, sample, line) => {
  if (probe === 'linear') return [(line / LINES - 0.5) * LINEAR_WIDTH, sample * STEP];
  const angle = ((2 * line) / LINES - 1) * CURVE_HALF;
  const range = sample * STEP + CURVE_RADIUS;
  return [range * Math.sin(angle), range * Math.cos(angle) - CURVE_RADIUS];
};

/** Echo of what isn't the needle, dB, and mirror-like echo (amplitude), on the beam's grid. @param {UltrasoundOptions} options @param {number} samples @param {P2} tip @param {() => number} uniform */
const tissueOf = (options, samples, tip, uniform) => {
  const { probe, seed, fasciae, shadows, depth } = options;
  const wander = lattice(seed + 3);
  const layers = Array.from({ length: fasciae }, () => ({
    // Not through the tip: behind a brighter line no tip is seen.
    off: (uniform() < 0.55 ? -1 : 1) * (3.5 + 0.3 * depth * uniform()),
    tilt: (uniform() - 0.5) * 0.25,
    bright: 0.08 + 0.2 * uniform(),
    phase: uniform() * 30,
  }));
  const layerAt = (/** @type {typeof layers[number]} */ { off, tilt, phase }, /** @type {number} */ x) =>
    tip[1] + off + tilt * (x - tip[0]) + 1.2 * (wander(x / 12, phase, 2) - wander(tip[0] / 12, phase, 2));
  const dark = Array.from({ length: 2 }, () => ({
    x: (uniform() - 0.5) * 36,
    d: depth * (0.3 + 0.6 * uniform()),
    r: 2 + 4 * uniform(),
  }));
  const shaded = Array.from({ length: shadows }, () => ({
    // Beside the tip: nothing can be said of a tip that lies in a shadow.
    line: ((beamOf(probe, tip[0], tip[1])[1] + LINES * (0.2 + 0.6 * uniform())) % LINES) | 0,
    width: 4 + 9 * uniform(),
    from: depth * 0.5 * uniform(),
  }));
  const db = new Float32Array(LINES * samples);
  const flash = new Float32Array(LINES * samples);
  for (let l = 0; l < LINES; l += 1) {
    for (let s = 0; s < samples; s += 1) {
      const [x, d] = placeOf(probe, s + 0.5, l + 0.5);
      const i = l * samples + s;
      let level = -20 + 3.5 * wander(x / 11, d / 8, 0) + 2.5 * wander(x / 4, d / 1.6, 5) - 0.06 * d;
      for (const hole of dark) {
        const from = Math.hypot(x - hole.x, (d - hole.d) * 1.2) - hole.r;
        level -= 20 * step(-from, 1);
      }
      for (const layer of layers) {
        const { bright, phase } = layer;
        const away = d - layerAt(layer, x);
        flash[i] += bright * Math.exp(-((away / 0.3) ** 2)) * Math.max(0.15, 0.7 + 0.6 * wander(x / 5, phase, 9));
      }
      for (const { line, width, from } of shaded) {
        const lost = step(width - Math.abs(l + 0.5 - line), 5) * step(d - from, 3);
        level -= 16 * lost;
        flash[i] *= 1 - 0.9 * lost;
      }
      db[i] = level;
    }
  }
  /** From a place to the nearest bright line of the body, mm. */
  const clear = (/** @type {P2} */ [x, d]) => Math.min(20, ...layers.map((layer) => Math.abs(d - layerAt(layer, x))));
  return { db, flash, clear };
};

/** Scatterers moved down a little from frame to frame, as tissue is by breath and needle. @param {Float32Array} field @param {number} samples @param {number} by samples */
const moved = (field, samples, by) => {
  const out = new Float32Array(field.length);
  for (let i = 0; i < field.length; i += 1) {
    const s = (i % samples) - by;
    out[i] = field[i - (i % samples) + ((s + samples) % samples)];
  }
  return out;
};

/** @param {UltrasoundOptions} options */
export const ultrasoundPhantom = (options) => {
  const { probe, depth, betweenColumns, betweenRows, end, frames: count, advance, dynamicRange, gain } = options;
  const { uniform, gauss } = noise(options.seed * 15485863 + 11);
  for (let i = 0; i < 8; i += 1) uniform();
  const halfWidth = probe === 'linear' ? LINEAR_WIDTH / 2 : (depth + CURVE_RADIUS) * Math.sin(CURVE_HALF);
  const margin = 8;
  const columns = Math.ceil((2 * halfWidth) / betweenColumns) + 2 * margin;
  const rows = Math.ceil(depth / betweenRows) + 2 * margin;
  const pixel = (/** @type {P2} */ [x, d]) =>
    /** @type {P2} */ ([margin + (x + halfWidth) / betweenColumns, margin + d / betweenRows]);
  const side = uniform() < 0.5 ? 1 : -1;
  const slope = (options.angle * Math.PI) / 180;
  const direction = /** @type {P2} */ ([side * Math.cos(slope), Math.sin(slope)]);
  const pointed = Math.floor(count / 2);
  const samples = Math.floor(depth / STEP);
  const isSeen = (/** @type {P2} */ [x, d]) => {
    const [s, l] = beamOf(probe, x, d);
    return s >= 0 && s < samples && l >= 0 && l < LINES;
  };
  // The needle comes in from one side; its tip lies in the middle of the picture, or the needle crosses all of it.
  const tip = /** @type {P2} */ ([side * (uniform() * 16 - 5), options.tipDepth]);
  const along = (/** @type {number} */ s) => /** @type {P2} */ ([tip[0] + s * direction[0], tip[1] + s * direction[1]]);
  let entry = 0;
  while (isSeen(along(entry - 0.5)) && entry > -90) entry -= 0.5;
  let leaving = 0;
  while (isSeen(along(leaving + 0.5)) && leaving < 90) leaving += 0.5;
  const { db, flash, clear } = tissueOf(options, samples, tip, uniform);
  const re = Float32Array.from({ length: LINES * samples }, gauss);
  const im = Float32Array.from({ length: LINES * samples }, gauss);
  const glint = lattice(options.seed + 17);
  // Where the beam meets the needle at a right angle it is brightest.
  const met = Math.cos(slope) ** 1.5;
  const needle = 10 ** ((options.brightness - 20) / 20) * met * 1.1;
  const frames = Array.from({ length: count }, (_, f) => {
    // The place of the tip along the needle, from where it lies in the frame that is pointed at.
    const forward = advance * (f - pointed);
    const last = end === 'in-image' ? forward : leaving + 10;
    const drift = Math.round(2 * Math.sin(f));
    const [fre, fim] = [moved(re, samples, drift), moved(im, samples, drift)];
    const outRe = new Float32Array(LINES * samples);
    const outIm = new Float32Array(LINES * samples);
    for (let i = 0; i < outRe.length; i += 1) {
      const amplitude = 10 ** (db[i] / 20);
      outRe[i] = amplitude * fre[i] + 4 * flash[i] * amplitude ** 0.3 + 0.002 * gauss();
      outIm[i] = amplitude * fim[i] + 0.002 * gauss();
    }
    for (let s = entry; s <= last; s += 0.04) {
      const [x, d] = along(s);
      if (!isSeen([x, d])) continue;
      // It leaves the beam's plane at one place of the plane, wherever its tip is by then.
      const out = end === 'fades' ? Math.max(0, s + options.fadeLength) / options.fadeLength : 0;
      // A Gaussian beam: 25 dB are lost over the length given.
      const seen = Math.exp(-2.9 * out * out);
      if (seen < 0.003) continue;
      // The glitter belongs to the needle's surface and goes with it.
      const glitter = Math.max(
        0.15,
        0.8 + 0.35 * glint((s - forward) / 2.4, 4, 0) + 0.1 * glint((s - forward) / 0.7, 9, f / 3),
      );
      const nearTip = last - s < 1.2 ? 1.3 : 1;
      for (let again = 0; again < 4; again += 1) {
        const share = again === 0 ? 1 : options.reverberation * 0.6 ** again;
        const [sample, line] = beamOf(probe, x, d + again * 1.3);
        const [i, l] = [Math.round(sample), Math.floor(line - 0.5)];
        if (i < 0 || i >= samples || l < 0 || l + 1 >= LINES) continue;
        const part = line - 0.5 - l;
        const bright = 0.22 * needle * seen * glitter * nearTip * share;
        outRe[l * samples + i] += bright * (1 - part);
        outRe[(l + 1) * samples + i] += bright * part;
      }
    }
    // The beam's grid is stored line by line: columns are samples here.
    const sharpRe = blurred(outRe, samples, LINES, 2, 1.5);
    const sharpIm = blurred(outIm, samples, LINES, 2, 1.5);
    const values = new Uint8Array(columns * rows);
    for (let row = 0; row < rows; row += 1) {
      for (let column = 0; column < columns; column += 1) {
        const x = (column + 0.5 - margin) * betweenColumns - halfWidth;
        const d = (row + 0.5 - margin) * betweenRows;
        if (!isSeen([x, d])) continue;
        const [s, l] = beamOf(probe, x, d);
        const i = Math.min(samples - 2, Math.max(0, Math.floor(s - 0.5)));
        const j = Math.min(LINES - 2, Math.max(0, Math.floor(l - 0.5)));
        const [fs, fl] = [Math.min(1, Math.max(0, s - 0.5 - i)), Math.min(1, Math.max(0, l - 0.5 - j))];
        const grey = (/** @type {number} */ at) => 20 * Math.log10(Math.hypot(sharpRe[at], sharpIm[at]) + 1e-5);
        const at = j * samples + i;
        const near = grey(at) + fs * (grey(at + 1) - grey(at));
        const far = grey(at + samples) + fs * (grey(at + samples + 1) - grey(at + samples));
        const share = (near + fl * (far - near) + gain + 56) / dynamicRange;
        values[row * columns + column] = Math.round(255 * Math.min(1, Math.max(0, share)));
      }
    }
    return values;
  });
  // One that is already on its way out where it comes into the picture is pointed at, and marked, where it is still seen.
  const leavesBeam = Math.max(-options.fadeLength, Math.min(entry + 6, -0.4 * options.fadeLength));
  const lastSeen = end === 'in-image' ? 0 : end === 'fades' ? leavesBeam : leaving;
  const reach = Math.min(0.6 * (lastSeen - entry), 4 + 10 * uniform());
  // Who points at a needle does it where nothing else is bright.
  const back = [0.5, 0.7, 0.85, 1]
    .map((share) => share * reach)
    .reduce((best, one) =>
      Math.min(4, clear(along(lastSeen - one))) > Math.min(4, clear(along(lastSeen - best))) ? one : best,
    );
  const axis = /** @type {P2} */ ([direction[0] / betweenColumns, direction[1] / betweenRows]);
  const norm = Math.hypot(axis[0], axis[1]);
  return {
    frames,
    pointed,
    geometry: {
      columns,
      rows,
      betweenColumns,
      betweenRows,
      unit: /** @type {const} */ ('mm'),
      region: /** @type {[number, number, number, number]} */ ([
        margin,
        margin,
        columns - margin - 1,
        rows - margin - 1,
      ]),
    },
    truth: {
      tip: end === 'in-image' ? pixel(tip) : null,
      axis: /** @type {P2} */ ([axis[0] / norm, axis[1] / norm]),
      path: [entry, (entry + lastSeen) / 2, lastSeen].map((s) => pixel(along(s))),
      seed: pixel(along(lastSeen - back)),
      end,
    },
  };
};
