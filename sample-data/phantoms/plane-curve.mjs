/** Curves in a plane, as chains of points a unit apart, with their arc length; and what is drawn along them. */

/** @typedef {[number, number]} P2 */
/** @typedef {{ points: P2[], lengths: number[] }} Curve points and the arc length at each */

/** @param {P2[]} points @returns {Curve} */
export const curveOf = (points) => {
  const lengths = [0];
  for (let i = 1; i < points.length; i += 1)
    lengths.push(lengths[i - 1] + Math.hypot(points[i][0] - points[i - 1][0], points[i][1] - points[i - 1][1]));
  return { points, lengths };
};

/**
 * A chain of points a unit apart from `start`, whose heading turns by `turnAt(arc length)` radians per unit, until `ends` says so.
 * @param {P2} start @param {number} heading radians @param {(along: number) => number} turnAt @param {(point: P2, along: number) => boolean} ends
 * @returns {P2[]}
 */
export const chain = (start, heading, turnAt, ends) => {
  /** @type {P2[]} */ const points = [start];
  let [x, y] = start;
  let angle = heading;
  for (let along = 0; along < 4000 && !ends([x, y], along); along += 1) {
    const turn = turnAt(along);
    x += Math.cos(angle + turn / 2);
    y += Math.sin(angle + turn / 2);
    angle += turn;
    points.push([x, y]);
  }
  return points;
};

/** Point and direction at an arc length, between the points of the chain. @param {Curve} curve @param {number} along @returns {{ point: P2, direction: P2 }} */
export const at = ({ points, lengths }, along) => {
  let i = 1;
  while (i < points.length - 1 && lengths[i] < along) i += 1;
  const [a, b] = [points[i - 1], points[i]];
  const size = lengths[i] - lengths[i - 1];
  const t = (along - lengths[i - 1]) / size;
  return {
    point: [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])],
    direction: [(b[0] - a[0]) / size, (b[1] - a[1]) / size],
  };
};

/** The first part of a curve, up to an arc length. @param {Curve} curve @param {number} along @returns {Curve} */
export const upTo = (curve, along) => {
  const points = curve.points.filter((_, i) => curve.lengths[i] < along - 1e-6);
  return curveOf([...points, at(curve, Math.min(along, curve.lengths[curve.lengths.length - 1])).point]);
};

/**
 * For each pixel near a curve, what `drawn` gives for its distance from the curve and the arc length there; where the curve passes the same
 * place twice, both add up. Both ends are square cuts.
 * @param {Float32Array} field added to @param {number} columns @param {number} rows @param {readonly [number, number]} scale units per pixel, across and down
 * @param {Curve} curve in units @param {number} reach in units @param {(away: number, along: number) => number} drawn
 */
export const drawAlong = (field, columns, rows, [sx, sy], { points, lengths }, reach, drawn) => {
  const SUB = 3;
  const total = lengths[lengths.length - 1];
  /** @type {Map<number, number[]>} distance and arc length, for each passage */ const passages = new Map();
  const cells = columns * SUB;
  for (let i = 1; i < points.length; i += 1) {
    const [a, b] = [points[i - 1], points[i]];
    const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
    const size = dx * dx + dy * dy;
    if (size < 1e-12) continue;
    const [pitchX, pitchY] = [sx / SUB, sy / SUB];
    const c1 = Math.min(cells - 1, Math.ceil((Math.max(a[0], b[0]) + reach) / pitchX));
    const r1 = Math.min(rows * SUB - 1, Math.ceil((Math.max(a[1], b[1]) + reach) / pitchY));
    for (let r = Math.max(0, Math.floor((Math.min(a[1], b[1]) - reach) / pitchY)); r <= r1; r += 1) {
      for (let c = Math.max(0, Math.floor((Math.min(a[0], b[0]) - reach) / pitchX)); c <= c1; c += 1) {
        const [px, py] = [(c + 0.5) * pitchX - a[0], (r + 0.5) * pitchY - a[1]];
        const t = (px * dx + py * dy) / size;
        const unbounded = lengths[i - 1] + t * (lengths[i] - lengths[i - 1]);
        if (unbounded < 0 || unbounded > total || t < -1.5 || t > 2.5) continue;
        const within = Math.min(1, Math.max(0, t));
        const away = Math.hypot(px - within * dx, py - within * dy);
        if (away > reach) continue;
        const along = lengths[i - 1] + within * (lengths[i] - lengths[i - 1]);
        const known = passages.get(r * cells + c);
        if (!known) {
          passages.set(r * cells + c, [away, along]);
          continue;
        }
        // The same passage is the one that is met a little further along.
        let same = -1;
        for (let k = 0; k < known.length; k += 2) if (along - known[k + 1] < 3 * reach + 3) same = k;
        if (same < 0) known.push(away, along);
        else if (away < known[same]) {
          known[same] = away;
          known[same + 1] = along;
        }
      }
    }
  }
  for (const [key, known] of passages) {
    let sum = 0;
    for (let k = 0; k < known.length; k += 2)
      if (known[k + 1] >= 0 && known[k + 1] <= total) sum += drawn(known[k], known[k + 1]);
    const row = Math.floor(key / cells / SUB);
    field[row * columns + Math.floor((key % cells) / SUB)] += sum / (SUB * SUB);
  }
};

/** Gaussian blur into a new field; sigmas in pixels. @param {Float32Array} field @param {number} columns @param {number} rows @param {number} across @param {number} down */
export const blurred = (field, columns, rows, across, down) => {
  const taps = (/** @type {number} */ sigma) => {
    const reach = Math.ceil(3 * sigma);
    const raw = Array.from({ length: 2 * reach + 1 }, (_, k) => Math.exp(-((k - reach) ** 2) / (2 * sigma * sigma)));
    const sum = raw.reduce((total, tap) => total + tap, 0);
    return raw.map((tap) => tap / sum);
  };
  const run = (/** @type {Float32Array} */ from, /** @type {number} */ sigma, /** @type {boolean} */ isAcross) => {
    if (!(sigma > 0)) return from.slice();
    const kernel = taps(sigma);
    const reach = (kernel.length - 1) / 2;
    const out = new Float32Array(from.length);
    const [step, last] = isAcross ? [1, columns - 1] : [columns, rows - 1];
    for (let r = 0; r < rows; r += 1) {
      for (let c = 0; c < columns; c += 1) {
        const here = isAcross ? c : r;
        const base = r * columns + c - here * step;
        let sum = 0;
        for (let k = -reach; k <= reach; k += 1)
          sum += kernel[k + reach] * from[base + Math.min(last, Math.max(0, here + k)) * step];
        out[r * columns + c] = sum;
      }
    }
    return out;
  };
  return run(run(field, across, true), down, false);
};
