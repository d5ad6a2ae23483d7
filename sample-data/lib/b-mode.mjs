import { lattice } from './lattice.mjs';
import { noise, step } from './noise.mjs';
import { rad } from './vector.mjs';

/**
 * A curved-array cine, made the way a scanner makes one: random scatterers on the beam's own grid (range and angle), weighted by how strongly
 * the tissue echoes and by what is lost on the way, blurred by a pulse that is short along the beam and wide across it, then envelope, log
 * compression and scan conversion. Places are mm: x across, d down from the middle of the transducer's face.
 */
export const US = {
  columns: 640,
  rows: 480,
  mmPerPixel: 0.2,
  /** Image point (corner origin) of x = 0, d = 0. */
  origin: [320, 30],
  face: 50,
  halfAngle: rad(25),
  depth: 80,
  region: [24, 4, 613, 447],
  strip: [0, 452, 639, 479],
};

/** @param {number} x @param {number} d @returns {[number, number]} image point */
export const usPoint = (x, d) => [US.origin[0] + x / US.mmPerPixel, US.origin[1] + d / US.mmPerPixel];

const LINES = 200;
const SAMPLES = 1024;
const PAD = 24;
const STEP = US.depth / SAMPLES;

const wander = lattice(41);
const mottle = lattice(42);

/** @typedef {{ x: number, d: number, radius: number }} Lesion */
/** @typedef {{ db: number, flash: number, loss: number }} Echo diffuse echo in dB, mirror-like echo (amplitude), extra loss in dB per mm */

const VESSELS = [
  { x: 26, d: 58, r: 2.9, slope: 0.28, reach: 22, wall: 0 },
  { x: 20, d: 52.5, r: 1.3, slope: -0.55, reach: 9, wall: 0 },
  { x: -29, d: 41, r: 2.1, slope: -0.35, reach: 10, wall: 1 },
  { x: -25, d: 58, r: 1.6, slope: 0.22, reach: 12, wall: 1 },
  { x: 12, d: 31, r: 1.1, slope: 0.3, reach: 7, wall: 1 },
];

/** @param {number} x @param {number} d @param {number} range @param {Lesion} lesion @param {Echo} out */
const echoAt = (x, d, range, lesion, out) => {
  const w1 = wander(x / 14, 3.3, 0);
  const w2 = wander(x / 9, 7.7, 0);
  const skin = 1.7;
  const fascia = 10.5 + 0.9 * w1;
  const capsule = 20.5 + 0.8 * w2 + 0.012 * x;
  out.flash = 0;
  out.loss = 0;
  if (range < skin) {
    out.db = -2 - 5 * range;
  } else if (range < fascia) {
    // Fat: dark lobules between bright septa.
    const lobule = wander(x / 6.5, range / 1.5 + 0.5 * w1, 2);
    const septum = Math.exp(-((lobule / 0.07) ** 2));
    out.db = -25 + 11 * septum;
    out.flash = 0.1 * septum;
  } else if (range < fascia + 0.7) {
    out.db = -12;
    out.flash = 0.16;
  } else if (range < capsule) {
    // Muscle: long fine fibres.
    const fibre = wander(x / 7 + 0.3 * range, range / 0.75, 5);
    out.db = -25 + 10 * Math.max(0, fibre);
    out.flash = fibre > 0.55 ? 0.1 : 0;
  } else if (range < capsule + 0.6) {
    out.db = -12;
    out.flash = 0.2;
  } else {
    out.db = -17.5 + 1.6 * mottle(x / 10, d / 10, 0) + 1.4 * mottle(x / 2.6, d / 2.6, 4);
    for (const { x: vx, d: vd, r, slope, reach, wall } of VESSELS) {
      if (Math.abs(x - vx) > reach) continue;
      const from =
        Math.abs(d - vd - slope * (x - vx) - 0.6 * w1) / Math.sqrt(1 + slope * slope) -
        r * Math.sqrt(1 - ((x - vx) / reach) ** 2) * (1 + 0.16 * wander(x / 5, vd, 1));
      const open = step(-from, 0.9);
      out.db += (-43 - out.db) * open;
      if (wall > 0.05 && Math.abs(from - 0.3) < 0.6) out.db += 6;
    }
    // Diaphragm and what lies behind.
    const dome = 66.5 + 0.0035 * (x + 4) ** 2 + 1.2 * w1;
    if (d > dome) out.db = -22 - 1.6 * (d - dome);
    if (Math.abs(d - dome) < 0.7) {
      out.db = -6;
      out.flash = 0.16;
    }
  }
  const [ex, ed] = [x - lesion.x, d - lesion.d];
  const bearing = Math.atan2(ed, ex);
  const from =
    Math.hypot(ex, ed) - lesion.radius * (1 + 0.012 * Math.sin(3 * bearing + 1) + 0.01 * Math.sin(5 * bearing));
  if (from < 1.4) {
    const inside = step(-from, 0.6);
    out.db += (-52 - out.db) * inside;
    // A thin wall, and haze of reverberation under the near side.
    if (Math.abs(from - 0.35) < 0.55) {
      out.db = Math.max(out.db, -14);
      out.flash = 0.17 * Math.abs(Math.sin(bearing)) ** 2.5;
    }
    if (inside > 0.5 && ed < 0) out.db += 14 * Math.exp(from / 1.8);
    out.loss = -0.38 * inside;
  }
  // The beam is bent away at the lesion's flanks.
  out.loss += 1.1 * Math.exp(-(((Math.abs(ex) - lesion.radius + 0.3) / 0.7) ** 2)) * Math.exp(-((ed / 3) ** 2));
};

/** Random scatterers, more than the picture needs so that tissue can move. @param {number} seed */
export const scatterers = (seed) => {
  const { gauss } = noise(seed);
  const size = (LINES + 2 * PAD) * (SAMPLES + 2 * PAD);
  return { re: Float32Array.from({ length: size }, gauss), im: Float32Array.from({ length: size }, gauss) };
};

/** @param {Float32Array} field @param {(sample: number) => number} sigmaOf in lines, by depth */
const blurAcross = (field, sigmaOf) => {
  const out = new Float32Array(field.length);
  for (let s = 0; s < SAMPLES; s += 1) {
    const sigma = sigmaOf(s);
    const reach = Math.min(9, Math.ceil(2.6 * sigma));
    const taps = Array.from({ length: 2 * reach + 1 }, (_, k) => Math.exp(-((k - reach) ** 2) / (2 * sigma * sigma)));
    const norm = Math.sqrt(taps.reduce((sum, tap) => sum + tap * tap, 0));
    for (let l = 0; l < LINES; l += 1) {
      let sum = 0;
      for (let k = -reach; k <= reach; k += 1) {
        const at = Math.min(LINES - 1, Math.max(0, l + k));
        sum += taps[k + reach] * field[at * SAMPLES + s];
      }
      out[l * SAMPLES + s] = sum / norm;
    }
  }
  return out;
};

/** @param {Float32Array} field @param {number} sigma in samples */
const blurAlong = (field, sigma) => {
  const reach = Math.ceil(2.6 * sigma);
  const taps = Array.from({ length: 2 * reach + 1 }, (_, k) => Math.exp(-((k - reach) ** 2) / (2 * sigma * sigma)));
  const norm = Math.sqrt(taps.reduce((sum, tap) => sum + tap * tap, 0));
  const out = new Float32Array(field.length);
  for (let l = 0; l < LINES; l += 1) {
    for (let s = 0; s < SAMPLES; s += 1) {
      let sum = 0;
      for (let k = Math.max(-reach, -s); k <= Math.min(reach, SAMPLES - 1 - s); k += 1)
        sum += taps[k + reach] * field[l * SAMPLES + s + k];
      out[l * SAMPLES + s] = sum / norm;
    }
  }
  return out;
};

/** Range and angle of a place, as continuous sample and line. @param {number} x @param {number} d @returns {[number, number]} */
const beamOf = (x, d) => [
  (Math.hypot(x, d + US.face) - US.face) / STEP - 0.5,
  ((Math.atan2(x, d + US.face) / US.halfAngle + 1) / 2) * LINES - 0.5,
];

/**
 * One frame, 8 bits.
 * @param {{ frame: number, tissue: ReturnType<typeof scatterers>, lesion: Lesion, sink: number, needle: { entry: [number, number], tip: [number, number], visible: number }, seed: number }} options
 * `sink`: how far the tissue has moved down, mm (whole samples); the lesion and needle are given where they are in this frame. `visible`: how
 * many mm of the needle, from the entry, lie in the beam; less than its length and the bright line ends before the tip.
 */
export const usFrame = ({ frame, tissue, lesion, sink, needle, seed }) => {
  const re = new Float32Array(LINES * SAMPLES);
  const im = new Float32Array(LINES * SAMPLES);
  const { gauss } = noise(seed);
  const [nx, nd] = [needle.tip[0] - needle.entry[0], needle.tip[1] - needle.entry[1]];
  const length = Math.hypot(nx, nd);
  const [ux, ud] = [nx / length, nd / length];
  const shown = (/** @type {number} */ along) => (needle.visible >= length ? 1 : step(needle.visible - along, 7));
  /** @type {Echo} */ const echo = { db: 0, flash: 0, loss: 0 };
  const moved = Math.round(sink / STEP);
  for (let l = 0; l < LINES; l += 1) {
    const angle = ((l + 0.5) / LINES) * 2 * US.halfAngle - US.halfAngle;
    const [sa, ca] = [Math.sin(angle), Math.cos(angle)];
    // What the line meets of the needle casts a faint shadow.
    const denominator = ux * ca - ud * sa;
    const alongHit =
      Math.abs(denominator) < 0.05 ? -1 : (US.face * sa - needle.entry[0] * ca + needle.entry[1] * sa) / denominator;
    const hit = alongHit > 0 && alongHit < length ? shown(alongHit) : 0;
    const hitRange = Math.hypot(needle.entry[0] + ux * alongHit, needle.entry[1] + ud * alongHit + US.face) - US.face;
    let lost = 0;
    for (let s = 0; s < SAMPLES; s += 1) {
      const range = (s + 0.5) * STEP;
      const x = (US.face + range) * sa;
      const d = (US.face + range) * ca - US.face;
      echoAt(x, d - sink, range - (range > 22 ? sink : (sink * range) / 22), { ...lesion, d: lesion.d - sink }, echo);
      lost += echo.loss * STEP;
      const shadow = hit > 0 && range > hitRange + 0.6 ? 3.5 * hit * step(24 - range + hitRange, 30) : 0;
      const contact = 2.2 * wander(angle * 11, range / 30, 30) - 9 * (1 - step(angle + US.halfAngle * 0.86, 0.12));
      const db =
        echo.db +
        contact -
        lost -
        shadow -
        0.04 * range -
        5 * (1 - step(LINES / 2 - Math.abs(l - LINES / 2) - 5, 14)) +
        2.5 * Math.exp(-(((range - 44) / 14) ** 2));
      const gain = 10 ** (db / 20);
      const from = (l + PAD) * (SAMPLES + 2 * PAD) + s + PAD - moved;
      const i = l * SAMPLES + s;
      const glint =
        echo.flash * Math.max(0.12, 0.75 + 0.7 * wander(x / 3.5, d / 9, 9) + 0.5 * wander(x / 11, d / 9, 19));
      re[i] = gain * 0.7071 * tissue.re[from] + glint * gain * 3 + 0.0022 * gauss();
      im[i] = gain * 0.7071 * tissue.im[from] + 0.0022 * gauss();
    }
  }
  const wideRe = new Float32Array(LINES * SAMPLES);
  for (let along = 0; along < length; along += 0.04) {
    const weight = shown(along);
    if (weight < 0.003) continue;
    const end = length - along;
    const glitter = 0.62 + 0.5 * wander(along / 2.2, frame / 2.4, 21);
    const bright = weight * (end < 1.3 ? 1.5 : glitter);
    for (let echoes = 0; echoes < 6; echoes += 1) {
      const decay = echoes === 0 ? 1 : (end < 2 ? 0.34 : 0.2) * 0.66 ** echoes;
      const [sample, line] = beamOf(needle.entry[0] + ux * along, needle.entry[1] + ud * along);
      const s = Math.round(sample + (echoes * 1.05) / STEP);
      const l = Math.floor(line);
      if (l < 0 || l >= LINES - 1 || s < 0 || s >= SAMPLES) continue;
      const part = line - l;
      const phase = echoes === 0 ? 1 : Math.cos(2.1 * echoes);
      re[l * SAMPLES + s] += 0.3 * bright * decay * phase * (1 - part);
      re[(l + 1) * SAMPLES + s] += 0.3 * bright * decay * phase * part;
      if (echoes === 0) wideRe[l * SAMPLES + s] += 0.006 * bright;
    }
  }
  const across = (/** @type {number} */ s) => {
    const range = s * STEP;
    const width = 0.42 + 0.016 * Math.abs(range - 42);
    return width / ((((US.face + range) * 2 * US.halfAngle) / LINES) * 1);
  };
  const lobes = blurAcross(wideRe, () => 3.4);
  for (let i = 0; i < re.length; i += 1) re[i] += lobes[i];
  const [sharpRe, sharpIm] = [blurAlong(blurAcross(re, across), 2.4), blurAlong(blurAcross(im, across), 2.4)];
  const grey = sharpRe.map((value, i) => 20 * Math.log10(Math.hypot(value, sharpIm[i]) + 1e-5));
  return scanConverted(grey, frame);
};

/** @param {Float32Array} grey dB by line and sample @param {number} frame */
const scanConverted = (grey, frame) => {
  const picture = new Uint8Array(US.columns * US.rows);
  for (let row = 0; row < US.strip[1]; row += 1) {
    for (let column = 0; column < US.columns; column += 1) {
      const x = (column + 0.5 - US.origin[0]) * US.mmPerPixel;
      const d = (row + 0.5 - US.origin[1]) * US.mmPerPixel;
      const range = Math.hypot(x, d + US.face) - US.face;
      if (range < 0 || range > US.depth || Math.abs(Math.atan2(x, d + US.face)) > US.halfAngle) continue;
      const [s, l] = beamOf(x, d);
      const s0 = Math.min(SAMPLES - 2, Math.max(0, Math.floor(s)));
      const l0 = Math.min(LINES - 2, Math.max(0, Math.floor(l)));
      const [fs, fl] = [Math.min(1, Math.max(0, s - s0)), Math.min(1, Math.max(0, l - l0))];
      const at = l0 * SAMPLES + s0;
      const near = grey[at] + fs * (grey[at + 1] - grey[at]);
      const far = grey[at + SAMPLES] + fs * (grey[at + SAMPLES + 1] - grey[at + SAMPLES]);
      const share = Math.min(1, Math.max(0, (near + fl * (far - near) + 44) / 52));
      picture[row * US.columns + column] = Math.round(255 * share ** 1.15);
    }
  }
  drawFurniture(picture, frame);
  return picture;
};

/** Depth marks each 5 mm beside the sector, a grey bar, and a trace in the strip below: no text. @param {Uint8Array} picture @param {number} frame */
const drawFurniture = (picture, frame) => {
  const put = (/** @type {number} */ column, /** @type {number} */ row, /** @type {number} */ value) => {
    picture[row * US.columns + column] = value;
  };
  for (let mm = 0; mm <= US.depth; mm += 5) {
    const row = Math.round(US.origin[1] + mm / US.mmPerPixel - 0.5);
    for (let column = 0; column < (mm % 10 === 0 ? 8 : 4); column += 1) put(620 + column, row, 200);
  }
  for (let row = 40; row < 170; row += 1)
    for (let column = 6; column < 16; column += 1) put(column, row, Math.round(255 - ((row - 40) / 130) * 255));
  let before = -1;
  for (let column = US.strip[0]; column <= US.strip[2]; column += 1) {
    const beat = ((column / 142) % 1) - 0.35;
    const bump = (/** @type {number} */ at, /** @type {number} */ width) => Math.exp(-(((beat - at) / width) ** 2));
    const row =
      US.strip[1] +
      Math.round(
        18 +
          2.5 * bump(-0.03, 0.01) -
          15 * bump(0, 0.011) +
          5 * bump(0.028, 0.012) -
          4 * bump(0.25, 0.05) -
          2 * bump(-0.16, 0.03),
      );
    const [low, high] = before < 0 ? [row, row] : [Math.min(row, before), Math.max(row, before)];
    for (let one = low; one <= high; one += 1) put(column, one, 170);
    before = row;
  }
  const cursor = (frame * 9) % US.columns;
  for (let row = US.strip[1]; row <= US.strip[3]; row += 1)
    for (let column = cursor; column < Math.min(US.columns, cursor + 9); column += 1)
      put(column, row, column === cursor ? 110 : 0);
};
