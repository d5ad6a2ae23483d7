import { lattice } from './lattice.mjs';

/**
 * An upper abdomen, made up, in patient directions: mm from its middle, x to the patient's left, y to the back, z to the head. Shapes are
 * painted over each other, each with an edge as soft as a scanner shows it. A place gives CT numbers (HU, portal venous phase), an MR
 * signal (T1-weighted gradient echo, arbitrary units) and whether spine or ribs are there, for projections.
 */

/** @typedef {{ ct: number, mr: number, spine: number, rib: number }} Tissue */
/** @typedef {(x: number, y: number, z: number) => number} Field */
/** @typedef {(x: number, y: number, z: number, depth: number, out: Tissue) => void} Paint */
/** @typedef {[number, number, number, number, number, number]} Box x0, x1, y0, y1, z0, z1 */
/** @typedef {{ box: Box, depth: Field, paint: Paint, edge: number, spine: boolean, rib: boolean }} Shape */
/** @typedef {[number, number, number, number]} Node x, y, z, radius */

const texture = lattice(11);
const coarse = lattice(12);

/** @param {number} ct @param {number} mr @returns {Paint} */
const plain = (ct, mr) => (_x, _y, _z, _d, out) => {
  out.ct = ct;
  out.mr = mr;
};

/** 0 below −1/2, 1 above 1/2, smooth between. @param {number} t */
const soft = (t) => (t <= -0.5 ? 0 : t >= 0.5 ? 1 : (t + 0.5) * (t + 0.5) * (2 - 2 * t));

/** @param {Box} box @param {Field} depth @param {Paint} paint @param {{ edge?: number, spine?: boolean, rib?: boolean }} [options] @returns {Shape} */
const shape = (box, depth, paint, { edge = 1.3, spine = false, rib = false } = {}) => ({
  box,
  depth,
  paint,
  edge,
  spine,
  rib,
});

/**
 * @param {[number, number, number]} c @param {[number, number, number]} r @param {Paint} paint
 * @param {{ edge?: number, wobble?: number, grain?: number, cut?: Field, spine?: boolean, turn?: number }} [options] `turn` in degrees about z;
 * `cut` a further depth that limits the shape.
 */
const blob = (c, r, paint, { edge, wobble = 0, grain = 14, cut, spine, turn = 0 } = {}) => {
  const [ct, st] = [Math.cos((turn * Math.PI) / 180), Math.sin((turn * Math.PI) / 180)];
  const reach = turn === 0 ? [r[0], r[1]] : [Math.max(r[0], r[1]), Math.max(r[0], r[1])];
  const more = Math.abs(wobble) + 2;
  /** @type {Field} */
  const depth = (x, y, z) => {
    const px = x - c[0];
    const py = y - c[1];
    const dx = (px * ct + py * st) / r[0];
    const dy = (py * ct - px * st) / r[1];
    const dz = (z - c[2]) / r[2];
    const q = Math.sqrt(dx * dx + dy * dy + dz * dz) + 1e-6;
    const slope = Math.sqrt((dx / r[0]) ** 2 + (dy / r[1]) ** 2 + (dz / r[2]) ** 2) / q + 1e-6;
    let d = Math.min((1 - q) / slope, Math.min(r[0], r[1], r[2]));
    if (wobble !== 0) d += wobble * texture(x / grain, y / grain, z / grain);
    return cut ? Math.min(d, cut(x, y, z)) : d;
  };
  /** @type {Box} */
  const box = [
    c[0] - reach[0] - more,
    c[0] + reach[0] + more,
    c[1] - reach[1] - more,
    c[1] + reach[1] + more,
    c[2] - r[2] - more,
    c[2] + r[2] + more,
  ];
  return shape(box, depth, paint, { edge, spine });
};

/** A chain of round, tapering pieces: vessels, gut, bones. @param {readonly Node[]} nodes @param {Paint} paint @param {{ edge?: number, wobble?: number, grain?: number, cut?: Field, spine?: boolean, rib?: boolean, squash?: number }} [options] `squash` flattens across y. */
const tube = (nodes, paint, { edge, wobble = 0, grain = 9, cut, spine, rib, squash = 1 } = {}) => {
  const segments = nodes.slice(1).map((to, i) => {
    const from = nodes[i];
    const d = [to[0] - from[0], (to[1] - from[1]) / squash, to[2] - from[2]];
    return { from, d, r: to[3] - from[3], size: d[0] * d[0] + d[1] * d[1] + d[2] * d[2] };
  });
  /** @type {Field} */
  const depth = (x, y, z) => {
    let best = -1e3;
    for (const { from, d, r, size } of segments) {
      const px = x - from[0];
      const py = (y - from[1]) / squash;
      const pz = z - from[2];
      const t = Math.min(1, Math.max(0, (px * d[0] + py * d[1] + pz * d[2]) / size));
      const ax = px - t * d[0];
      const ay = py - t * d[1];
      const az = pz - t * d[2];
      best = Math.max(best, from[3] + t * r - Math.sqrt(ax * ax + ay * ay + az * az));
    }
    if (wobble !== 0) best += wobble * texture(x / grain, y / grain, z / grain);
    return cut ? Math.min(best, cut(x, y, z)) : best;
  };
  const reach = (/** @type {0 | 1 | 2} */ axis, /** @type {1 | -1} */ side) =>
    side * Math.max(...nodes.map((node) => side * node[axis] + node[3] + Math.abs(wobble) + 2));
  return shape([reach(0, -1), reach(0, 1), reach(1, -1), reach(1, 1), reach(2, -1), reach(2, 1)], depth, paint, {
    edge,
    spine,
    rib,
  });
};

// ---------------------------------------------------------------------------------------------------------------- body wall

const HALF_WIDTH = 133;
const HALF_DEPTH = 91;

/** mm under the skin. @type {Field} */
export const underSkin = (x, y, z) => {
  const u = x / (HALF_WIDTH + 0.03 * z);
  const v = y / HALF_DEPTH;
  const u2 = u * u;
  const v2 = v * v;
  const round = Math.sqrt(u2 + v2) + 1e-6;
  const q = 0.72 * round + 0.28 * Math.sqrt(Math.sqrt(u2 * u2 + v2 * v2));
  const slope = Math.sqrt(u2 / (HALF_WIDTH * HALF_WIDTH) + v2 / (HALF_DEPTH * HALF_DEPTH)) / round + 1e-6;
  let d = Math.min((1 - q) / slope, 80);
  if (y > 0) d -= 5 * Math.exp(-((x / 15) ** 2)) * v2;
  return d + 1.6 * coarse(x / 45, y / 45, z / 60);
};

/** Thickness of the fat under the skin. @type {Field} */
const fatThickness = (x, y, z) => {
  const v = y / HALF_DEPTH;
  return 10 + (v > 0 ? 5 * v * v : 6 * v * v) + 1.5 * coarse(x / 30, y / 30 + 9, z / 50);
};

/** Thickness of the muscle ring at the sides. @type {Field} */
const wallThickness = (x, y, z) => 13.5 + 2 * coarse(x / 40 + 3, y / 40, z / 50);

/** mm inside the muscle ring's inner face: the space of the organs. @type {Field} */
const insideWall = (x, y, z) => {
  const front = y < 0 ? soft((58 - Math.abs(x)) / 16) * soft((-y - 30) / 20) : 0;
  return underSkin(x, y, z) - fatThickness(x, y, z) - wallThickness(x, y, z) + 5 * front;
};

/** Height of the diaphragm, right and left domes. @param {number} x @param {number} y */
const diaphragm = (x, y) => {
  const right = 96 - 0.011 * (x + 55) ** 2 - 0.0105 * (y + 14) ** 2;
  const left = 84 - 0.012 * (x - 58) ** 2 - 0.0105 * (y + 10) ** 2;
  return Math.max(right, left);
};

/** @type {Paint} */
const body = (x, y, z, d, out) => {
  const fat = fatThickness(x, y, z);
  if (d < 1.9) {
    out.ct = 15;
    out.mr = 300;
    return;
  }
  const septa = coarse(x / 7, y / 5, z / 8);
  const inMuscle = d - fat;
  out.ct = -108 + 5 * septa + 34 * Math.exp(-((septa / 0.05) ** 2)) * soft((fat - d) / 4) * 0.7;
  out.mr = 820 - 40 * Math.abs(septa);
  if (inMuscle <= -0.6) return;
  const front = y < 0 ? soft((56 - Math.abs(x)) / 10) * soft((-y - 30) / 20) : 0;
  const wall = wallThickness(x, y, z) - 5 * front;
  const weight = soft(inMuscle / 1.2) * soft((wall - inMuscle) / 1.2);
  if (weight > 0) {
    let ct = 57 + 6 * texture(x / 3, y / 3, z / 14);
    let mr = 300 + 25 * texture(x / 3, y / 3, z / 14);
    const side = 1 - front;
    const lines =
      side *
      (Math.exp(-(((inMuscle - 4.6 - 0.6 * septa) / 0.55) ** 2)) +
        Math.exp(-(((inMuscle - 9.4 + 0.6 * septa) / 0.55) ** 2)));
    const middle = front * Math.exp(-((x / 2.2) ** 2)) + 0.9 * front * (1 - front) * 4 * soft((inMuscle - 2) / 2);
    const fatty = Math.min(0.85, 0.75 * lines + 0.8 * middle);
    ct += (-85 - ct) * fatty;
    mr += (700 - mr) * fatty;
    out.ct += (ct - out.ct) * weight;
    out.mr += (mr - out.mr) * weight;
  }
  const inside = inMuscle - wall;
  if (inside > -0.6) {
    const w = soft((inside - 0.6) / 1.2);
    const haze = coarse(x / 9, y / 9, z / 9);
    out.ct += (-104 + 7 * haze - out.ct) * w;
    out.mr += (760 + 25 * haze - out.mr) * w;
  }
};

// ---------------------------------------------------------------------------------------------------------------- organs

/** @param {number} ct @param {number} mr @param {number} [amount] @returns {Paint} */
const organ =
  (ct, mr, amount = 3) =>
  (x, y, z, _d, out) => {
    const t = texture(x / 4, y / 4, z / 6) + coarse(x / 16, y / 16, z / 16);
    out.ct = ct + amount * t;
    out.mr = mr + 4 * amount * t;
  };

/** @type {Field} */
const underDiaphragm = (x, y, z) => Math.min((diaphragm(x, y) - 2 - z) * 0.75, insideWall(x, y, z) - 1.5);

const portal = plain(165, 690);
const hepatic = plain(160, 680);

/** @type {readonly Shape[]} */
const LIVER = [
  blob([-58, 4, 34], [60, 74, 92], organ(107, 520), {
    wobble: 2.5,
    grain: 26,
    cut: (x, y, z) =>
      Math.min(
        underDiaphragm(x, y, z),
        26 - x * 0.2 - Math.max(0, y - 5) * 0.35,
        Math.max(0.55 * (z + 52 + 0.5 * (x + 60)), 14 - 0.9 * (x + 74)) + 0.25 * (-y - 10),
      ),
  }),
  blob([-2, -42, 50], [62, 30, 44], organ(107, 520), {
    wobble: 2,
    grain: 24,
    cut: (x, y, z) => Math.min(underDiaphragm(x, y, z), 0.8 * (z - 12 + 0.12 * x)),
  }),
  // Fissure of the falciform ligament.
  tube(
    [
      [6, -70, 20, 2],
      [2, -40, 24, 3],
      [0, -30, 40, 2],
    ],
    plain(-70, 700),
    { edge: 3 },
  ),
  tube(
    [
      [-14, -6, 4, 6.5],
      [-30, -8, 16, 7],
      [-44, -4, 22, 5.5],
      [-66, 4, 26, 4],
      [-84, 14, 26, 2.6],
      [-98, 22, 24, 1.4],
    ],
    portal,
  ),
  tube(
    [
      [-44, -4, 22, 4.4],
      [-62, -22, 32, 3.4],
      [-78, -36, 38, 2.4],
      [-92, -44, 40, 1.3],
    ],
    portal,
  ),
  tube(
    [
      [-66, 4, 26, 3.2],
      [-78, 6, 44, 2.6],
      [-88, 8, 60, 1.6],
    ],
    portal,
  ),
  tube(
    [
      [-62, -22, 32, 2.6],
      [-60, -36, 20, 2],
      [-60, -48, 8, 1.2],
    ],
    portal,
  ),
  tube(
    [
      [-66, 4, 26, 3],
      [-76, 26, 12, 2.4],
      [-84, 40, -4, 1.4],
    ],
    portal,
  ),
  tube(
    [
      [-84, 14, 26, 2],
      [-92, -6, 8, 1.6],
      [-96, -18, -14, 1],
    ],
    portal,
  ),
  tube(
    [
      [-30, -8, 16, 4.4],
      [-14, -26, 30, 4],
      [6, -40, 36, 2.8],
      [26, -46, 38, 1.5],
    ],
    portal,
  ),
  tube(
    [
      [-20, 18, 84, 6],
      [-40, 14, 70, 5],
      [-62, 16, 56, 4],
      [-82, 26, 42, 2.8],
      [-92, 34, 30, 1.6],
    ],
    hepatic,
  ),
  tube(
    [
      [-20, 14, 84, 5],
      [-36, -8, 70, 4],
      [-50, -26, 54, 3],
      [-62, -40, 40, 1.6],
    ],
    hepatic,
  ),
  tube(
    [
      [-18, 10, 84, 4.6],
      [-4, -16, 70, 3.6],
      [12, -36, 58, 2.4],
      [26, -44, 48, 1.3],
    ],
    hepatic,
  ),
  tube(
    [
      [-62, 16, 56, 2.6],
      [-84, 4, 56, 2],
      [-100, -8, 54, 1.2],
    ],
    hepatic,
  ),
  // Gallbladder.
  blob(
    [-47, -42, -10],
    [13, 17, 24],
    (_x, _y, _z, d, out) => {
      out.ct = d < 1.6 ? 62 : 9;
      out.mr = d < 1.6 ? 380 : 190;
    },
    { turn: 20 },
  ),
];

/** Cortex around medulla around the fat of the sinus. @param {number} side −1 right, 1 left @param {number} z0 @returns {Shape[]} */
const kidney = (side, z0) => {
  const medulla = lattice(20 + side);
  return [
    // Fascia round the fat that holds the kidney.
    blob(
      [side * 63, 33, z0 - 8],
      [37, 36, 64],
      (x, y, z, d, out) => {
        const line = Math.exp(-(((d - 1) / 0.8) ** 2)) * soft(coarse(x / 24, y / 24, z / 24) + 0.45);
        out.ct = -106 + 48 * line + 5 * coarse(x / 8, y / 8, z / 8);
        out.mr = 780 - 150 * line;
      },
      { turn: side * 18, wobble: 4, grain: 30, cut: (x, y, z) => insideWall(x, y, z) - 1 },
    ),
    blob(
      [side * 62, 31, z0],
      [23, 28, 54],
      (x, y, z, d, out) => {
        const pyramid = soft((medulla(x / 8, y / 8, z / 9) + 0.12) / 0.35) * soft((d - 6.5) / 2);
        out.ct = 186 - 38 * pyramid;
        out.mr = 430 - 110 * pyramid;
      },
      { turn: side * 22, wobble: 1, grain: 16, cut: (x, y, z) => insideWall(x, y, z) - 5 },
    ),
    blob(
      [side * 53, 26, z0],
      [13, 13, 26],
      (x, y, z, _d, out) => {
        out.ct = -70;
        out.mr = 700;
        const pelvis = medulla(x / 6 + 5, y / 6, z / 7);
        if (pelvis > 0.1) {
          out.ct = 22;
          out.mr = 200;
        }
      },
      { turn: side * 20, wobble: 2.5, grain: 7, edge: 2 },
    ),
    tube(
      [
        [side * 51, 26, z0 + 2, 4],
        [side * 40, 23, z0 + 3, 4.2],
        [side * 24, 18, z0 + 5, 4.5],
        [side < 0 ? -15 : 6, side < 0 ? 14 : 3, z0 + 7, 4.5],
        ...(side < 0 ? [] : /** @type {Node[]} */ ([[-12, 8, z0 + 7, 4.5]])),
      ],
      plain(152, 560),
    ),
    tube(
      [
        [side * 54, 33, z0 - 1, 2.2],
        [side * 30, 27, z0, 2.4],
        [8, 20, z0 + 3, 2.6],
      ],
      plain(160, 600),
    ),
    tube(
      [
        [side * 46, 30, z0 - 6, 2.4],
        [side * 38, 34, z0 - 30, 2.2],
        [side * 36, 32, z0 - 70, 2.2],
      ],
      plain(20, 220),
    ),
  ];
};

/** Stool: gas and solid mixed. @type {Paint} */
const stool = (x, y, z, d, out) => {
  if (d < 1.8) {
    out.ct = 78;
    out.mr = 380;
    return;
  }
  const t = texture(x / 3.2, y / 3.2, z / 3.2) + 0.6 * texture(x / 1.6 + 7, y / 1.6, z / 1.6);
  out.ct = t > 0.5 ? -420 : t > 0.3 ? -160 : 38 + 30 * t;
  out.mr = t > 0.3 ? 60 : 330;
};

/** Gut with fluid below and gas above a level. @param {number} level y of the surface @param {number} wall thickness @param {number} wallCt @param {number} fluid @returns {Paint} */
const levelled = (level, wall, wallCt, fluid) => (x, y, z, d, out) => {
  if (d < wall) {
    out.ct = wallCt;
    out.mr = 420;
  } else if (y < level) {
    out.ct = -960;
    out.mr = 8;
  } else {
    out.ct = fluid + 7 * texture(x / 4, y / 4, z / 4);
    out.mr = 240;
  }
};

/** Small bowel: bright folded wall, contents. @type {Paint} */
const jejunum = (x, y, z, d, out) => {
  const fold = soft((texture(x / 2.6, y / 2.6, z / 3) - 0.1) / 0.3);
  const lumen = soft((d - 2.6) / 1.2);
  out.ct = 102 + (26 - 102) * lumen * (1 - 0.55 * fold);
  out.mr = 430 - 170 * lumen * (1 - 0.55 * fold);
};

/** @type {readonly Shape[]} */
const GUT = [
  // Spleen, stomach with gas in front, adrenals.
  blob([96, 22, 44], [25, 44, 46], organ(118, 400), {
    turn: -14,
    wobble: 2,
    grain: 20,
    cut: (x, y, z) => Math.min(underDiaphragm(x, y, z), Math.hypot((x - 52) / 1.1, y - 4) - 34),
  }),
  blob([50, -26, 52], [42, 36, 42], levelled(-38, 4, 88, 22), { wobble: 2, grain: 20, turn: 20, cut: underDiaphragm }),
  tube(
    [
      [32, 24, 32, 2.4],
      [38, 28, 36, 2.4],
      [44, 34, 38, 1.8],
    ],
    plain(75, 380),
  ),
  tube(
    [
      [-30, 24, 36, 2],
      [-36, 30, 40, 2],
    ],
    plain(75, 380),
  ),
  // Pancreas and the splenic vein behind it; duodenum.
  tube(
    [
      [-20, -12, -10, 12],
      [-16, -14, 2, 12],
      [0, -17, 8, 8],
      [14, -16, 14, 9],
      [36, -6, 22, 9],
      [56, 6, 28, 8],
    ],
    organ(98, 640, 6),
    { wobble: 2.4, grain: 6 },
  ),
  tube(
    [
      [-12, -6, 5, 5.5],
      [6, -9, 10, 4.5],
      [28, -1, 18, 4.2],
      [54, 10, 27, 3.8],
      [76, 14, 32, 3],
    ],
    plain(160, 560),
  ),
  tube(
    [
      [-24, -26, 8, 9],
      [-36, -14, 2, 10],
      [-38, -2, -14, 10],
      [-34, 4, -34, 10],
      [-14, 2, -44, 9],
      [10, -2, -46, 9],
      [26, -10, -36, 9],
    ],
    jejunum,
    { wobble: 1.2 },
  ),
  // Colon: up the right, across, down the left.
  tube(
    [
      [-92, 16, -110, 19],
      [-92, 12, -66, 19],
      [-90, 2, -46, 18],
      [-82, -22, -38, 17],
    ],
    stool,
    { wobble: 3, grain: 11, cut: (x, y, z) => insideWall(x, y, z) - 2 },
  ),
  tube(
    [
      [-82, -22, -38, 16],
      [-62, -46, -44, 15],
      [-30, -56, -48, 15],
      [0, -60, -42, 15],
      [34, -56, -28, 15],
      [52, -52, -8, 14],
      [58, -50, 10, 14],
    ],
    (x, y, z, d, out) => {
      levelled(-54 + 2 * texture(x / 30, 0, z / 30), 1.7, 80, 30)(x, y, z, d, out);
      if (d > 1.7 && y >= -56 && texture(x / 4, y / 4, z / 4) > 0.2) out.ct = -120;
    },
    { wobble: 2.4, grain: 12, cut: (x, y, z) => insideWall(x, y, z) - 2 },
  ),
  tube(
    [
      [100, 20, 16, 12],
      [103, 22, -8, 11],
      [101, 24, -40, 11],
      [98, 22, -110, 12],
    ],
    stool,
    { wobble: 1.8, grain: 10, cut: (x, y, z) => insideWall(x, y, z) - 1.5 },
  ),
  // Small bowel.
  tube(
    [
      [26, -10, -36, 10],
      [44, -8, -28, 11],
      [52, -22, -40, 11],
      [40, -34, -52, 11],
      [18, -30, -58, 11],
    ],
    jejunum,
    { wobble: 1.4 },
  ),
  tube(
    [
      [18, -30, -58, 11],
      [34, -14, -68, 11],
      [56, -2, -64, 11],
      [60, -18, -78, 11],
      [36, -30, -84, 11],
    ],
    jejunum,
    { wobble: 1.4 },
  ),
  tube(
    [
      [10, -34, -18, 10],
      [26, -38, -14, 10],
      [36, -28, -8, 10],
    ],
    jejunum,
    { wobble: 1.2 },
  ),
  tube(
    [
      [34, 8, -44, 9],
      [46, 8, -36, 10],
      [44, 10, -22, 10],
      [30, 4, -16, 9],
      [36, -2, -4, 9],
    ],
    jejunum,
    { wobble: 1.4 },
  ),
  tube(
    [
      [70, -36, -52, 11],
      [82, -14, -58, 11],
      [80, 4, -66, 11],
      [70, -6, -80, 11],
    ],
    jejunum,
    { wobble: 1.4 },
  ),
  tube(
    [
      [-40, -38, -66, 11],
      [-14, -46, -66, 11],
      [10, -48, -70, 11],
      [40, -48, -70, 11],
    ],
    jejunum,
    { wobble: 1.4 },
  ),
  tube(
    [
      [-70, -22, -62, 10],
      [-66, 0, -70, 11],
      [-40, 6, -62, 10],
    ],
    jejunum,
    { wobble: 1.4 },
  ),
  tube(
    [
      [-46, -22, -62, 11],
      [-24, -30, -70, 11],
      [-4, -24, -78, 11],
      [-20, -8, -84, 11],
      [-50, -6, -84, 11],
    ],
    jejunum,
    { wobble: 1.4 },
  ),
];

const vein = plain(158, 560);
const artery = plain(170, 600);
/** @type {readonly Shape[]} */
const VESSELS = [
  tube(
    [
      [12, 11, 180, 11],
      [10, 12, 60, 10],
      [8, 11, -10, 9.2],
      [6, 11, -110, 8.6],
    ],
    (_x, _y, _z, d, out) => {
      out.ct = d < 1 ? 95 : 172;
      out.mr = 620;
    },
  ),
  // Calcified plaque.
  blob([0.5, 15, -8], [1.3, 4, 7], plain(620, 60), { edge: 1 }),
  blob([12, 19.5, -28], [4, 1.2, 6], plain(540, 60), { edge: 1 }),
  tube(
    [
      [-20, 12, 96, 11],
      [-20, 12, 40, 11],
      [-17, 13, -10, 10.5],
      [-16, 14, -110, 10.5],
    ],
    vein,
    { squash: 0.78 },
  ),
  tube(
    [
      [9, 2, 26, 3.6],
      [7, -6, 20, 3.4],
      [6, -11, -10, 3.1],
      [8, -16, -60, 2.6],
      [6, -22, -110, 2],
    ],
    artery,
  ),
  tube(
    [
      [-12, -6, 5, 5.5],
      [-7, -12, -12, 5],
      [-6, -17, -60, 4.4],
      [-6, -22, -110, 3.5],
    ],
    vein,
  ),
  tube(
    [
      [10, 1, 40, 3.6],
      [11, -8, 41, 3.4],
      [-6, -12, 34, 2.6],
      [-24, -14, 26, 2.2],
      [-40, -8, 26, 1.6],
    ],
    artery,
  ),
  tube(
    [
      [11, -8, 41, 3],
      [32, 2, 34, 2.4],
      [58, 14, 36, 2.2],
      [78, 16, 38, 1.8],
    ],
    artery,
  ),
  ...[
    [
      [7, -14, -24, 1.7],
      [26, -22, -34, 1.4],
      [44, -36, -36, 1],
    ],
    [
      [8, -16, -44, 1.7],
      [28, -20, -50, 1.4],
      [46, -16, -54, 1],
    ],
    [
      [-6, -17, -36, 1.8],
      [-26, -26, -48, 1.5],
      [-48, -34, -52, 1],
    ],
    [
      [-6, -17, -50, 1.8],
      [-28, -16, -62, 1.4],
      [-60, -6, -60, 1],
    ],
    [
      [7, -14, -16, 1.6],
      [20, -34, -30, 1.3],
      [20, -48, -40, 0.9],
    ],
    [
      [8, 2, -50, 1.9],
      [30, 6, -56, 1.5],
      [60, 12, -58, 1.2],
      [84, 18, -50, 0.9],
    ],
    [
      [30, 6, -56, 1.3],
      [58, 4, -40, 1.1],
      [84, 10, -20, 0.9],
      [96, 8, -2, 0.8],
    ],
    [
      [-40, 2, -50, 1.2],
      [-62, 2, -50, 1],
      [-76, 2, -52, 0.9],
    ],
    [
      [24, -44, 6, 1.3],
      [50, -58, 0, 1.2],
      [76, -52, -10, 1],
      [86, -40, -30, 0.8],
    ],
    [
      [-20, -60, -6, 1.2],
      [10, -64, -10, 1.2],
      [40, -66, -14, 0.9],
    ],
  ].map((nodes) => tube(/** @type {Node[]} */ (nodes), plain(130, 480), { edge: 1.6 })),
];

// ---------------------------------------------------------------------------------------------------------------- bones and their muscles

const LEVEL = 34;
const bony = lattice(31);

/** Height in its vertebra, −17 … 17 mm, 0 at mid body. @param {number} z */
const inLevel = (z) => z - LEVEL * Math.round(z / LEVEL);

/** @param {number} shell mm @param {number} cortex HU @param {number} inside HU @returns {Paint} */
const bone = (shell, cortex, inside) => (x, y, z, d, out) => {
  const t = bony(x / 1.8, y / 1.8, z / 2.6);
  const w = soft((d - shell) / 1);
  out.ct = cortex + (inside + 34 * t - cortex) * w;
  out.mr = 60 + (470 + 60 * t - 60) * w;
};

/** @type {readonly Shape[]} */
const MUSCLES = [-1, 1].flatMap((side) => [
  shape(
    [side < 0 ? -72 : 4, side < 0 ? -4 : 72, 50, 92, -140, 200],
    (x, y, z) => {
      const dx = (side * x - 31) / 28;
      const dy = (y - 69 + 0.003 * x * x) / 14.5;
      const q = Math.sqrt(dx * dx + dy * dy);
      return Math.min((1 - q) * 15, underSkin(x, y, z) - fatThickness(x, y, z) - 1);
    },
    (x, y, z, d, out) => {
      const strand =
        soft((texture(x / 3.4, y / 2.6, z / 20) - 0.42) / 0.2) * 0.75 +
        0.7 * Math.exp(-(((side * x - 30 - 0.4 * (y - 68)) / 0.8) ** 2)) * soft((d - 1) / 2);
      out.ct = 58 - 95 * Math.min(1, strand);
      out.mr = 300 + 260 * Math.min(1, strand);
    },
  ),
  shape(
    [side < 0 ? -78 : 36, side < 0 ? -36 : 78, 38, 72, -140, 8],
    (x, y, z) =>
      (1 - Math.hypot((side * x - 56 + 0.35 * (y - 56)) / 17, (y - 56) / 7.5)) * 7.5 + 0.5 * Math.min(0, 4 - z),
    organ(57, 300, 5),
  ),
  tube(
    [
      [side * 24, 36, 20, 4],
      [side * 30, 35, -10, 10],
      [side * 36, 34, -50, 14],
      [side * 42, 32, -110, 16],
    ],
    organ(60, 300, 4),
    { spine: false },
  ),
  // Crura of the diaphragm.
  tube(
    [
      [side * 9 + 5, 22, 100, 5],
      [side * 12 + 3, 19, 50, 5],
      [side * 12 + 2, 19, 0, 4.4],
      [side * 12 + 2, 21, -30, 2],
    ],
    plain(62, 300),
    { squash: 1.6 },
  ),
]);

/** @type {Field} */
const vertebra = (x, y, z) => {
  const zl = inLevel(z);
  const waist = 2.4 * (1 - Math.min(1, (zl / 13) ** 2));
  const dy = y - 38;
  const back = dy > 0 ? 15.5 - 2.5 * Math.exp(-((x / 9) ** 2)) : 16.5;
  const q = Math.sqrt((x / 22.5) ** 2 + (dy / back) ** 2);
  return Math.min((1 - q) * 18 - waist, 14 - Math.abs(zl) - 1.2 * (1 - q * q));
};

/** @type {readonly Shape[]} */
export const SPINE = [
  shape(
    [-28, 28, 16, 60, -140, 200],
    (x, y) => (1 - Math.sqrt((x / 23) ** 2 + ((y - 38) / 16.5) ** 2)) * 17,
    (x, y, _z, d, out) => {
      out.ct = 88 + 8 * soft((4 - d) / 2);
      out.mr = 330;
    },
    { spine: true },
  ),
  shape(
    [-26, 26, 18, 58, -140, 200],
    vertebra,
    (x, y, z, d, out) => {
      bone(1.5, 480, 190)(x, y, z, d, out);
      const basivertebral = Math.exp(-((inLevel(z) / 2.5) ** 2) - (x / 4) ** 2) * soft((y - 40) / 12);
      out.ct -= 110 * basivertebral;
    },
    { edge: 1, spine: true },
  ),
  shape(
    [-18, 18, 50, 76, -140, 200],
    (x, y) => (1 - Math.hypot(x / 12.5, (y - 61.5) / 10)) * 10,
    (x, y, _z, _d, out) => {
      const thecal = Math.hypot(x / 8.5, (y - 60) / 7);
      out.ct = thecal > 1 ? -60 : thecal > 0.62 ? 14 : 40;
      out.mr = thecal > 1 ? 650 : thecal > 0.62 ? 130 : 340;
    },
    { spine: true },
  ),
  ...Array.from({ length: 10 }, (_, i) => (i - 4) * LEVEL).flatMap((z0) => [
    ...[-1, 1].flatMap((side) => [
      tube(
        [
          [side * 13.5, 48, z0 + 4, 4.6],
          [side * 15.5, 62, z0 + 4, 4.4],
        ],
        bone(1.3, 620, 220),
        { edge: 1, spine: true },
      ),
      // Joint pillars, laminae, transverse processes.
      tube(
        [
          [side * 16.5, 64.5, z0 + 13, 5.2],
          [side * 15.5, 66, z0 - 4, 4.4],
          [side * 14, 68, z0 - 16, 4.8],
        ],
        bone(2, 680, 330),
        { edge: 1, spine: true },
      ),
      tube(
        [
          [side * 14, 67, z0 - 2, 4],
          [side * 6, 73, z0 - 5, 3.8],
          [0, 75, z0 - 6, 4],
        ],
        bone(1.5, 650, 260),
        { edge: 1, spine: true },
      ),
      tube(
        [
          [side * 17, 61, z0 + 4, 4.2],
          [side * 30, 63, z0 + 5, 3.4],
          [side * 41, 65, z0 + 6, 3],
        ],
        bone(1.2, 560, 200),
        { edge: 1, spine: true },
      ),
    ]),
    shape(
      [-6, 6, 70, 92, z0 - 22, z0 + 4],
      (x, y, z) =>
        Math.min(
          3.4 - Math.abs(x) - 0.4 * Math.max(0, 80 - y) * 0.02,
          y - 72,
          87 - y - 0.08 * Math.abs(z - z0 + 8),
          10.5 - Math.abs(z - z0 + 8 + 0.25 * (y - 76)),
        ),
      bone(1.2, 560, 230),
      { edge: 1, spine: true },
    ),
  ]),
];

/** A rib, from beside the spine round the side and down. @param {number} side @param {number} start z at the spine @param {number} sweep degrees it goes round @returns {Shape} */
const rib = (side, start, sweep) => {
  /** @type {Node[]} */ const nodes = [];
  for (let degrees = 0; degrees <= sweep; degrees += 7.5) {
    const angle = (degrees * Math.PI) / 180;
    const back = Math.exp(-degrees / 22);
    // Inner face of the wall, less half a rib.
    const [ux, uy] = [Math.sin(angle + 0.28), Math.cos(angle + 0.28)];
    const reach = 1 / Math.sqrt((ux / 109) ** 2 + (uy / 72) ** 2);
    nodes.push([
      side * (ux * reach * (1 - back * 0.25)),
      uy * reach - back * 2,
      start - 62 * (degrees / 110) ** 1.25 + 6 * back,
      4.2 + 1.2 * Math.sin(angle / 1.4),
    ]);
  }
  return tube(nodes, bone(1.3, 640, 170), { edge: 1, squash: 0.72, rib: true });
};

/** @type {readonly Shape[]} */
const RIBS = [-1, 1].flatMap((side) => [
  rib(side, 8, 48),
  rib(side, 42, 84),
  rib(side, 76, 116),
  rib(side, 110, 128),
  rib(side, 144, 134),
  rib(side, 178, 138),
  rib(side, 212, 140),
]);

/** @type {readonly Shape[]} */
const CHEST = [
  shape(
    [-140, 140, -100, 100, 0, 260],
    (x, y, z) => Math.min((z - diaphragm(x, y)) * 0.75, insideWall(x, y, z) - 1),
    (x, y, z, _d, out) => {
      out.ct = -840 + 60 * texture(x / 4, y / 4, z / 4) + 24 * (y / 80);
      out.mr = 25;
    },
    { edge: 1.6 },
  ),
  blob([22, -28, 122], [62, 46, 44], plain(95, 420), { cut: (x, y, z) => insideWall(x, y, z) - 3 }),
  shape([-24, 30, -4, 60, 60, 260], (x, y) => Math.min(26 - Math.abs(x - 3), y + 2), plain(30, 420)),
];

/** @type {readonly Shape[]} */
export const ABDOMEN = [
  ...CHEST,
  ...MUSCLES,
  ...LIVER,
  ...kidney(-1, -10),
  ...kidney(1, 0),
  ...GUT,
  ...VESSELS,
  ...SPINE,
  ...RIBS,
];

// ---------------------------------------------------------------------------------------------------------------- lesions of the cases

/**
 * An abscess: pus, an enhancing rim outside `radius`, thickened fat round it, one gas bubble under its highest point.
 * @param {readonly [number, number, number]} c @param {number} radius @returns {Shape[]}
 */
export const abscess = (c, radius) => [
  blob(
    [c[0], c[1], c[2]],
    [radius + 24, radius + 20, radius + 24],
    (x, y, z, d, out) => {
      const near = soft((d - 9) / 16);
      const strand = 0.5 + texture(x / 5, y / 5, z / 7) + 0.5 * texture(x / 2.4, y / 2.4, z / 4);
      const weight = near * Math.max(0, Math.min(1, strand)) * 0.8;
      // Only fat is thickened: what is denser stays.
      if (out.ct < -40) {
        out.ct += (25 - out.ct) * weight;
        out.mr += (420 - out.mr) * weight;
      }
    },
    { edge: 2 },
  ),
  blob(
    [c[0], c[1], c[2]],
    [radius + 2.4, radius + 2.4, radius + 2.4],
    (_x, _y, _z, d, out) => {
      const fluid = soft((d - 2.4) / 1);
      out.ct = 80 + (15 - 80) * fluid;
      out.mr = 420 - 200 * fluid;
    },
    { edge: 1.4 },
  ),
  blob([c[0] - 2.4, c[1] - radius + 2.4, c[2] + 3.5], [2.6, 1.8, 2.6], plain(-850, 8), { edge: 1 }),
];

/** A solid lesion, darker than the liver, with a faint edge. @param {readonly [number, number, number]} c @param {number} radius @returns {Shape[]} */
export const nodule = (c, radius) => [
  blob(
    [c[0], c[1], c[2]],
    [radius, radius, radius],
    (x, y, z, d, out) => {
      const core = soft((d - radius * 0.45) / 5);
      out.ct = 72 - 14 * core;
      out.mr = 330 - 60 * core + 26 * texture(x / 3, y / 3, z / 3);
    },
    { edge: 1.8 },
  ),
];

// ---------------------------------------------------------------------------------------------------------------- looking up

const CELL = 8;

/** Tissue at a place. Cells of 8 mm hold what may be there. @param {readonly Shape[]} shapes @returns {(x: number, y: number, z: number, out: Tissue) => void} */
export const anatomyOf = (shapes) => {
  /** @type {Map<number, Shape[]>} */ const cells = new Map();
  const key = (/** @type {number} */ i, /** @type {number} */ j, /** @type {number} */ k) =>
    i + 64 + 128 * (j + 64 + 128 * (k + 64));
  for (const one of shapes) {
    const [i0, i1, j0, j1, k0, k1] = one.box.map((value, n) =>
      Math.max(-60, Math.min(60, Math.floor((value + (n % 2 === 0 ? -1 : 1)) / CELL))),
    );
    for (let k = k0; k <= k1; k += 1)
      for (let j = j0; j <= j1; j += 1)
        for (let i = i0; i <= i1; i += 1) {
          // Depths fall by little more than the way gone: what is far from the middle of a cell is not in it.
          if (one.depth((i + 0.5) * CELL, (j + 0.5) * CELL, (k + 0.5) * CELL) < -1.9 * CELL) continue;
          const at = key(i, j, k);
          const list = cells.get(at);
          if (list) list.push(one);
          else cells.set(at, [one]);
        }
  }
  /** @type {Tissue} */ const layer = { ct: 0, mr: 0, spine: 0, rib: 0 };
  return (x, y, z, out) => {
    out.ct = -1000;
    out.mr = 0;
    out.spine = 0;
    out.rib = 0;
    const skin = underSkin(x, y, z);
    if (skin < -0.7) return;
    body(x, y, z, skin, out);
    const list = cells.get(key(Math.floor(x / CELL), Math.floor(y / CELL), Math.floor(z / CELL)));
    if (list) {
      for (const { depth, paint, edge, spine, rib } of list) {
        const d = depth(x, y, z);
        const weight = soft(d / edge);
        if (weight <= 0) continue;
        layer.ct = out.ct;
        layer.mr = out.mr;
        paint(x, y, z, d, layer);
        out.ct += (layer.ct - out.ct) * weight;
        out.mr += (layer.mr - out.mr) * weight;
        out.spine += ((spine ? 1 : 0) - out.spine) * weight;
        out.rib += ((rib ? 1 : 0) - out.rib) * weight;
      }
    }
    if (skin < 0.7) {
      const weight = soft(skin / 1.4);
      out.ct = -1000 + (out.ct + 1000) * weight;
      out.mr *= weight;
    }
  };
};
