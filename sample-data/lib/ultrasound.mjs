import { blur, noise, standardized, step } from './noise.mjs';
import { rad } from './vector.mjs';

/**
 * A curved-array cine: speckle made in the beam's own coordinates (depth and angle), where its grain is wider across than along the beam,
 * then drawn as a sector. Positions are mm: x across, d down from the middle of the transducer face.
 */
export const US = {
  columns: 640,
  rows: 480,
  mmPerPixel: 0.2,
  /** Pixel of x = 0, d = 0. */
  originColumn: 320,
  originRow: 24,
  faceRadius: 52,
  halfAngle: rad(25),
  depth: 78,
  region: [30, 14, 609, 447],
  strip: [0, 450, 639, 479],
};

/** @param {number} x @param {number} d @returns {[number, number]} image point, corner origin */
export const usImagePoint = (x, d) => [
  US.originColumn + 0.5 + x / US.mmPerPixel,
  US.originRow + 0.5 + d / US.mmPerPixel,
];

const LINES = 220;
const SAMPLES = 900;

/** @param {number} seed */
const speckle = (seed) => {
  const { gauss } = noise(seed);
  const part = () => standardized(blur(Float32Array.from({ length: LINES * SAMPLES }, gauss), SAMPLES, LINES, 2, 1, 2));
  const [real, imaginary] = [part(), part()];
  return Float32Array.from(real, (value, i) => Math.hypot(value, imaginary[i]));
};

/** How strongly tissue echoes, in dB, at a place. @param {number} x @param {number} d @param {{ x: number, d: number, radius: number }} lesion */
const echo = (x, d, lesion) => {
  const waver = 0.8 * Math.sin(x / 9) + 0.5 * Math.sin(x / 4.3 + 1);
  let dB = -17;
  if (d < 1.6) dB = -3;
  else if (d < 11 + waver) dB = -23 + 7 * Math.exp(-(((d - 5.5 - 0.6 * waver) / 0.5) ** 2));
  else if (d < 12.2 + waver) dB = -5;
  else if (d < 23 + 0.7 * waver) dB = -25 + 10 * Math.exp(-(((Math.sin(d * 1.25 + 0.1 * x + waver) - 1) / 0.35) ** 2));
  else if (d < 24 + 0.7 * waver) dB = -6;
  else dB = -18 + 2.2 * Math.sin(x / 7 + d / 11);
  const from =
    Math.hypot((x - lesion.x) / 1.08, d - lesion.d) -
    lesion.radius -
    0.35 * Math.sin(3 * Math.atan2(d - lesion.d, x - lesion.x));
  if (from < 1.2) {
    const inside = step(-from, 0.8);
    dB = dB * (1 - inside) - 46 * inside + 9 * Math.exp(-(((from - 0.4) / 0.7) ** 2));
  }
  // Less is absorbed on the way through fluid, so what lies behind is brighter.
  if (d > lesion.d && from > 0)
    dB +=
      6 *
      step(lesion.radius * 0.9 - Math.abs(x - lesion.x - (x * 0.02 * (d - lesion.d)) / 10), 3) *
      Math.exp(-(d - lesion.d - lesion.radius) / 30);
  // Vessels.
  if (Math.hypot((x - 24) / 1.6, d - 58) < 3.1 || Math.hypot(x + 34, (d - 40) / 1.3) < 2.4) dB = -44;
  return dB - 0.07 * d;
};

/**
 * One frame, 8 bits. `visible` is the share of the needle, from its entry, that lies in the beam: below 1 the bright line ends before the tip.
 * @param {{ frame: number, grain: Float32Array, other: Float32Array, lesion: { x: number, d: number, radius: number }, needle: { entry: [number, number], tip: [number, number], visible: number } }} options
 */
export const usFrame = ({ frame, grain, other, lesion, needle }) => {
  const picture = new Uint8Array(US.columns * US.rows);
  const breath = 0.35 * Math.sin(frame / 4.5);
  const { entry, tip, visible } = needle;
  const [nx, nd] = [tip[0] - entry[0], tip[1] - entry[1]];
  const length = Math.hypot(nx, nd);
  const [ux, ud] = [nx / length, nd / length];
  const mix = 0.5 + 0.5 * Math.sin(frame / 3.1);
  for (let row = 0; row < US.rows; row += 1) {
    for (let column = 0; column < US.columns; column += 1) {
      const x = (column - US.originColumn) * US.mmPerPixel;
      const d = (row - US.originRow) * US.mmPerPixel;
      const range = Math.hypot(x, d + US.faceRadius) - US.faceRadius;
      const angle = Math.atan2(x, d + US.faceRadius);
      if (range < 0 || range > US.depth || Math.abs(angle) > US.halfAngle) continue;
      const line = ((angle / US.halfAngle + 1) / 2) * (LINES - 1);
      const sample = ((range + breath) / US.depth) * (SAMPLES - 2);
      const at =
        Math.max(0, Math.min(LINES - 2, Math.floor(line))) * SAMPLES +
        Math.max(0, Math.min(SAMPLES - 2, Math.floor(sample)));
      const between = line - Math.floor(line);
      const amplitude =
        (grain[at] * (1 - between) + grain[at + SAMPLES] * between) * (1 - 0.45 * mix) + other[at] * 0.45 * mix;
      let power = 10 ** ((echo(x, range + 0.4 * breath, lesion) + 20 * Math.log10(amplitude + 0.02)) / 10);
      // The needle: a specular line, its echoes behind it, and a brighter end where the bevel is.
      const along = (x - entry[0]) * ux + (d - entry[1]) * ud;
      const across = -(x - entry[0]) * ud + (d - entry[1]) * ux;
      const end = visible * length;
      if (along > -2 && along < end + 1.5) {
        const fade = visible < 1 ? step(end - along - 1.5, 9) : step(end - along, 0.7);
        const shimmer = 0.75 + 0.25 * Math.sin(along * 1.7 + frame * 0.6);
        power += 1.7 * shimmer * fade * Math.exp(-((across / 0.42) ** 2));
        for (let echoes = 1; echoes <= 4; echoes += 1)
          power +=
            0.05 *
            0.5 ** echoes *
            fade *
            shimmer *
            Math.exp(-(((across + (ux < 0 ? 1 : -1) * 1.5 * echoes) / 0.35) ** 2));
      }
      if (visible >= 1) power += 2.6 * Math.exp(-(((along - length) / 0.6) ** 2) - (across / 0.55) ** 2);
      const grey = (10 * Math.log10(power + 1e-6) + 56) * (255 / 58);
      picture[row * US.columns + column] = Math.min(255, Math.max(0, Math.round(grey)));
    }
  }
  drawFurniture(picture, frame);
  return picture;
};

/** Depth marks each 10 mm beside the sector, a grey bar, and a trace in the strip below: no text. @param {Uint8Array} picture @param {number} frame */
const drawFurniture = (picture, frame) => {
  const put = (/** @type {number} */ column, /** @type {number} */ row, /** @type {number} */ grey) => {
    picture[row * US.columns + column] = grey;
  };
  for (let mm = 0; mm <= US.depth; mm += 5) {
    const row = Math.round(US.originRow + mm / US.mmPerPixel);
    for (let column = 0; column < (mm % 10 === 0 ? 7 : 3); column += 1) put(618 + column, row, 190);
  }
  for (let row = 60; row < 190; row += 1)
    for (let column = 8; column < 16; column += 1) put(column, row, Math.round(255 - ((row - 60) / 130) * 255));
  for (let column = US.strip[0]; column <= US.strip[2]; column += 1) {
    const beat = ((column / 128) % 1) - 0.3;
    const height =
      15 -
      11 * Math.exp(-((beat / 0.012) ** 2)) +
      4 * Math.exp(-(((beat - 0.03) / 0.012) ** 2)) -
      3 * Math.exp(-(((beat - 0.28) / 0.06) ** 2)) -
      2 * Math.exp(-(((beat + 0.14) / 0.03) ** 2));
    const row = US.strip[1] + Math.round(height);
    for (const thick of [0, 1]) put(column, Math.min(US.rows - 1, row + thick), 150);
  }
  const cursor = Math.round((frame * 17) % US.columns);
  for (let row = US.strip[1]; row <= US.strip[3]; row += 1) put(cursor, row, 90);
};

/** @param {number} seed */
export const usSpeckle = (seed) => speckle(seed);
