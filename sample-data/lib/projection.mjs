import { grain, noise, step } from './noise.mjs';
import { add, dot, mul, rad, sub } from './vector.mjs';

/** @typedef {import('./vector.mjs').V3} V3 */

/**
 * A C-arm view in the frame with its origin at the isocentre (+x patient left, +y posterior, +z head). Primary angle + is LAO, secondary +
 * is cranial; at 0/0 the detector is in front of the patient.
 * @param {{ sid: number, sod: number, primary: number, secondary: number, spacing: number, columns: number, rows: number }} options
 */
export const viewOf = ({ sid, sod, primary, secondary, spacing, columns, rows }) => {
  const [sa, ca, sb, cb] = [
    Math.sin(rad(primary)),
    Math.cos(rad(primary)),
    Math.sin(rad(secondary)),
    Math.cos(rad(secondary)),
  ];
  /** @type {V3} */ const towardsDetector = [sa * cb, -ca * cb, sb];
  /** @type {V3} */ const alongColumns = [ca, sa, 0];
  /** @type {V3} */ const alongRows = [sa * sb, -ca * sb, -cb];
  const source = mul(towardsDetector, -sod);
  return {
    sid,
    sod,
    primary,
    secondary,
    spacing,
    columns,
    rows,
    /** Image point (corner origin) of a position. @param {V3} p @returns {[number, number]} */
    project: (p) => {
      const ray = sub(p, source);
      const onDetector = mul(ray, sid / dot(ray, towardsDetector));
      return [columns / 2 + dot(onDetector, alongColumns) / spacing, rows / 2 + dot(onDetector, alongRows) / spacing];
    },
    /** mm on the detector per mm at a position. @param {V3} p */
    magnificationAt: (p) => sid / dot(sub(p, source), towardsDetector),
  };
};

/** @typedef {[number, number]} P2 */

/** Distance of a pixel from a polyline, and where along it. @param {P2[]} line @param {number} c @param {number} r */
export const fromLine = (line, c, r) => {
  let best = { away: Infinity, along: 0 };
  let before = 0;
  for (let i = 1; i < line.length; i += 1) {
    const [ac, ar] = line[i - 1];
    const [dc, dr] = [line[i][0] - ac, line[i][1] - ar];
    const size = Math.hypot(dc, dr);
    const t = Math.min(1, Math.max(0, ((c - ac) * dc + (r - ar) * dr) / (size * size)));
    const away = Math.hypot(c - ac - t * dc, r - ar - t * dr);
    if (away < best.away) best = { away, along: before + t * size };
    before += size;
  }
  return { ...best, length: before };
};

/** Path length through a round rod, as a share of its diameter. @param {number} away @param {number} radius */
const rod = (away, radius) => {
  const edge = step(radius + 0.5 - away, 1);
  return edge * Math.sqrt(Math.max(0, 1 - Math.min(1, away / (radius + 0.5)) ** 2));
};

/** A smooth curve through points (Catmull–Rom), as a polyline. @param {P2[]} points @returns {P2[]} */
export const curve = (points) => {
  const at = (/** @type {number} */ i) => points[Math.min(points.length - 1, Math.max(0, i))];
  /** @type {P2[]} */ const line = [];
  for (let i = 0; i < points.length - 1; i += 1) {
    for (let t = 0; t < 1; t += 0.04) {
      const [p0, p1, p2, p3] = [at(i - 1), at(i), at(i + 1), at(i + 2)];
      line.push(
        /** @type {P2} */ (
          [0, 1].map(
            (k) =>
              0.5 *
              (2 * p1[k] +
                (p2[k] - p0[k]) * t +
                (2 * p0[k] - 5 * p1[k] + 4 * p2[k] - p3[k]) * t * t +
                (3 * p1[k] - p0[k] - 3 * p2[k] + p3[k]) * t ** 3),
          )
        ),
      );
    }
  }
  line.push(points[points.length - 1]);
  return line;
};

/** The first `length` pixels of a polyline. @param {P2[]} line @param {number} length @returns {P2[]} */
export const firstPart = (line, length) => {
  /** @type {P2[]} */ const part = [line[0]];
  let left = length;
  for (let i = 1; i < line.length; i += 1) {
    const size = Math.hypot(line[i][0] - line[i - 1][0], line[i][1] - line[i - 1][1]);
    if (size >= left) {
      part.push([
        line[i - 1][0] + ((line[i][0] - line[i - 1][0]) * left) / size,
        line[i - 1][1] + ((line[i][1] - line[i - 1][1]) * left) / size,
      ]);
      return part;
    }
    part.push(line[i]);
    left -= size;
  }
  return part;
};

/**
 * What the beam loses in a chest or abdomen, as −ln of intensity: soft tissue, ribs, a spine, a diaphragm. `scale` pixels are one unit of
 * anatomy, so that several sizes of picture can share it.
 * @param {{ columns: number, rows: number, scale: number, ribs: number, spineAt: number, turn: number, seed: number }} options
 */
export const radiograph = ({ columns, rows, scale, ribs, spineAt, turn, seed }) => {
  const field = new Float32Array(columns * rows);
  const texture = grain(seed, columns, rows, 9, 9);
  const fine = grain(seed + 1, columns, rows, 3, 3);
  for (let r = 0; r < rows; r += 1) {
    for (let c = 0; c < columns; c += 1) {
      const [x, y] = [(c - columns / 2) / scale, (r - rows / 2) / scale];
      let loss = 1.35 + 0.0022 * Math.abs(x) * 0.4 + 0.05 * texture[r * columns + c] + 0.018 * fine[r * columns + c];
      // Diaphragm: liver below is denser than lung above.
      const dome = 62 + 0.0042 * (x + 30) ** 2 - 22 * turn;
      loss += 0.5 * step(y - dome, 5);
      // Spine: bodies with brighter end plates, pedicles, discs between.
      const across = x - spineAt + 0.03 * y;
      const body = step(24 - Math.abs(across), 4);
      const level = (((y + 400) % 46) / 46) * 2 - 1;
      loss +=
        body *
        (0.34 +
          0.14 * Math.exp(-(((Math.abs(level) - 0.82) / 0.07) ** 2)) -
          0.16 * step(Math.abs(level) - 0.92, 0.06) +
          0.1 * Math.exp(-(((Math.abs(across) - 22) / 2) ** 2)));
      loss +=
        0.2 *
        (Math.exp(-(((across - 13) / 4) ** 2 + ((level + 0.25) * 3.4) ** 2)) +
          Math.exp(-(((across + 13) / 4) ** 2 + ((level + 0.25) * 3.4) ** 2)));
      // Ribs: arches with a denser rim.
      for (let n = -2; n < ribs; n += 1) {
        for (const side of [-1, 1]) {
          const out = side * (x - spineAt);
          if (out < 6) continue;
          const centre = -150 + n * 42 + 0.0036 * (out - 75 - 8 * turn) ** 2 + (side < 0 ? 6 : 0);
          const away = Math.abs(y - centre);
          const half = 7 + 0.012 * out;
          loss += 0.13 * step(half - away, 2) + 0.08 * Math.exp(-(((away - half) / 1.6) ** 2));
        }
      }
      field[r * columns + c] = loss;
    }
  }
  return field;
};

/** Adds a rod (needle, catheter) along a polyline. @param {Float32Array} field @param {number} columns @param {P2[]} line @param {number} radius @param {(along: number, length: number) => number} loss */
export const addRod = (field, columns, line, radius, loss) => {
  const rows = field.length / columns;
  const reach = radius + 2;
  const [lowC, highC] = [Math.min(...line.map(([c]) => c)) - reach, Math.max(...line.map(([c]) => c)) + reach];
  const [lowR, highR] = [Math.min(...line.map(([, r]) => r)) - reach, Math.max(...line.map(([, r]) => r)) + reach];
  for (let r = Math.max(0, Math.floor(lowR)); r < Math.min(rows, highR); r += 1) {
    for (let c = Math.max(0, Math.floor(lowC)); c < Math.min(columns, highC); c += 1) {
      const { away, along, length } = fromLine(line, c + 0.5, r + 0.5);
      if (away < reach) field[r * columns + c] += loss(along, length) * rod(away, radius);
    }
  }
};

/** Adds a ball, seen as the length of the ray in it. @param {Float32Array} field @param {number} columns @param {P2} centre @param {number} radius @param {number} loss */
export const addBall = (field, columns, centre, radius, loss) => {
  for (let i = 0; i < field.length; i += 1) {
    const away = Math.hypot((i % columns) + 0.5 - centre[0], Math.floor(i / columns) + 0.5 - centre[1]);
    if (away < radius + 1) field[i] += loss * Math.sqrt(Math.max(0, 1 - (away / (radius + 0.5)) ** 2));
  }
};

/** The picture: what gets through, with quantum noise and the collimator's edge, brighter where less is lost. @param {Float32Array} field @param {number} columns @param {{ seed: number, quanta: number, white: number, maximum: number }} options */
export const exposed = (field, columns, { seed, quanta, white, maximum }) => {
  const rows = field.length / columns;
  const { gauss } = noise(seed);
  const out = maximum > 255 ? new Uint16Array(field.length) : new Uint8Array(field.length);
  for (let i = 0; i < field.length; i += 1) {
    const [c, r] = [i % columns, Math.floor(i / columns)];
    const shutter = step(Math.min(c, columns - 1 - c) - 4, 3) * step(Math.min(r, rows - 1 - r) - 4, 3);
    const through = Math.exp(-field[i]);
    const counted = through + Math.sqrt(through / quanta) * gauss();
    out[i] = Math.min(
      maximum,
      Math.max(0, Math.round(maximum * shutter * (1 + Math.log(Math.max(1e-3, counted)) / white))),
    );
  }
  return out;
};

export { add };
