import { dot, mul, rad, sub } from './vector.mjs';

/** @typedef {import('./vector.mjs').V3} V3 */
/** @typedef {[number, number]} P2 image point, corner origin */

/**
 * A C-arm view in the frame with its origin at the isocentre (+x patient left, +y posterior, +z head). Primary angle + is LAO, secondary +
 * is cranial; at 0/0 the detector is in front of the patient.
 * @param {{ sid: number, sod: number, primary: number, secondary: number, spacing: number, columns: number, rows: number }} options
 */
export const viewOf = (options) => {
  const { sid, sod, primary, secondary, spacing, columns, rows } = options;
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
    ...options,
    source,
    towardsDetector,
    alongColumns,
    alongRows,
    /** Image point of a position. @param {V3} p @returns {P2} */
    project: (p) => {
      const ray = sub(p, source);
      const onDetector = mul(ray, sid / dot(ray, towardsDetector));
      return [columns / 2 + dot(onDetector, alongColumns) / spacing, rows / 2 + dot(onDetector, alongRows) / spacing];
    },
    /** mm on the detector per mm at a position. @param {V3} p */
    magnificationAt: (p) => sid / dot(sub(p, source), towardsDetector),
  };
};

/** @typedef {ReturnType<typeof viewOf>} View */

/** A smooth curve through positions (Catmull–Rom), as a chain of short pieces. @param {readonly V3[]} points @returns {V3[]} */
export const curveThrough = (points) => {
  const at = (/** @type {number} */ i) => points[Math.min(points.length - 1, Math.max(0, i))];
  /** @type {V3[]} */ const line = [];
  for (let i = 0; i < points.length - 1; i += 1) {
    const [p0, p1, p2, p3] = [at(i - 1), at(i), at(i + 1), at(i + 2)];
    for (let k = 0; k < 16; k += 1) {
      const t = k / 16;
      line.push(
        /** @type {V3} */ (
          [0, 1, 2].map(
            (n) =>
              0.5 *
              (2 * p1[n] +
                (p2[n] - p0[n]) * t +
                (2 * p0[n] - 5 * p1[n] + 4 * p2[n] - p3[n]) * t * t +
                (3 * p1[n] - p0[n] - 3 * p2[n] + p3[n]) * t ** 3),
          )
        ),
      );
    }
  }
  line.push(points[points.length - 1]);
  return line;
};

/** The first `length` mm of a chain. @param {readonly V3[]} line @param {number} length @returns {V3[]} */
export const firstPart = (line, length) => {
  const part = [line[0]];
  let left = length;
  for (let i = 1; i < line.length; i += 1) {
    const d = sub(line[i], line[i - 1]);
    const size = Math.sqrt(dot(d, d));
    if (size >= left) {
      part.push(/** @type {V3} */ (line[i - 1].map((value, n) => value + (d[n] * left) / size)));
      return part;
    }
    part.push(line[i]);
    left -= size;
  }
  return part;
};

/** @param {readonly V3[]} line */
export const lengthOf = (line) =>
  line.slice(1).reduce((sum, point, i) => sum + Math.sqrt(dot(sub(point, line[i]), sub(point, line[i]))), 0);
