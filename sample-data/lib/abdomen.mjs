import { step } from './noise.mjs';

/**
 * An upper abdomen in patient directions (mm from its middle: x left, y posterior, z head), as shapes painted over each other. Each gives
 * a depth (mm inside its surface, negative outside) and tissue values: CT in HU, MR in arbitrary T1-like signal.
 */

/** @param {number} x @param {number} y @param {number} z @param {number[]} c @param {number[]} r */
const ellipsoid = (x, y, z, c, r) => {
  const [dx, dy, dz] = [(x - c[0]) / r[0], (y - c[1]) / r[1], (z - c[2]) / r[2]];
  return (1 - Math.sqrt(dx * dx + dy * dy + dz * dz)) * Math.min(r[0], r[1], r[2]);
};
/** @param {number} x @param {number} y @param {number} cx @param {number} cy @param {number} rx @param {number} ry */
const cylinder = (x, y, cx, cy, rx, ry) => (1 - Math.hypot((x - cx) / rx, (y - cy) / ry)) * Math.min(rx, ry);

/** A body wall flattened in front and behind. @param {number} x @param {number} y @param {number} a @param {number} b */
const wall = (x, y, a, b) => (1 - (Math.abs(x / a) ** 2.4 + Math.abs(y / b) ** 2.4) ** (1 / 2.4)) * b;

const wave = (/** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ z) =>
  Math.sin(x / 11 + 1.3) * Math.cos(y / 13 + z / 17) + 0.6 * Math.sin(z / 9 + y / 15);

const BOWEL = [
  [38, -50, -38, 15, 20, -700],
  [66, -34, -30, 17, 30, 35],
  [84, -8, -36, 15, 15, -750],
  [22, -28, -44, 14, 40, 60],
  [52, -10, -48, 15, 25, 30],
  [-14, -52, -46, 15, 45, 40],
  [-44, -56, -50, 14, 18, -650],
  [4, -66, -20, 14, 30, 35],
];

/** @typedef {{ ct: number, mr: number }} Tissue */
/** @type {readonly { depth: (x: number, y: number, z: number) => number, tissue: (x: number, y: number, z: number) => Tissue, edge?: number }[]} */
const SHAPES = [
  // Skin and fat under it.
  {
    depth: (x, y, z) => wall(x, y, 138 + z * 0.05, 102),
    tissue: (x, y) => (wall(x, y, 138, 102) < 2.2 ? { ct: 20, mr: 260 } : { ct: -104, mr: 780 }),
  },
  // Muscle of the wall, then fat of the abdomen.
  {
    depth: (x, y, z) => wall(x, y, 121 + 1.5 * wave(x, y, z), 86 + wave(y, x, z)),
    tissue: (x, y, z) => ({ ct: 58 + 5 * wave(x * 2, y * 2, z), mr: 300 }),
  },
  {
    depth: (x, y, z) => wall(x, y, 111 + wave(x, y, z), 76) - (y > 40 ? (y - 40) * 0.35 : 0),
    tissue: () => ({ ct: -98, mr: 720 }),
  },
  // Muscles beside the spine, and the psoas.
  {
    depth: (x, y) => cylinder(Math.abs(x), y, 33, 74, 27, 17),
    tissue: (x, y, z) => ({ ct: 60 + 8 * wave(x * 3, y * 3, z), mr: 310 }),
  },
  { depth: (x, y) => cylinder(Math.abs(x), y, 34, 44, 12, 13), tissue: () => ({ ct: 62, mr: 310 }) },
  // Liver with its vessels.
  {
    depth: (x, y, z) => ellipsoid(x, y, z, [-56, -8, 18], [66, 70, 76]) + 2 * wave(x, y, z),
    tissue: (x, y, z) => ({ ct: 108 + 2 * wave(x * 2, y * 2, z * 2), mr: 420 }),
  },
  {
    depth: (x, y, z) =>
      x > -100 && x < -25 ? 3.6 - Math.hypot(y + 34 + (x + 60) * 0.25, z - 14 - (x + 60) * 0.15) : -9,
    tissue: () => ({ ct: 158, mr: 180 }),
    edge: 2,
  },
  {
    depth: (x, y, z) => (x > -110 && x < -30 ? 3.2 - Math.hypot(y - 22 + (x + 60) * 0.4, z - 30 + (x + 60) * 0.3) : -9),
    tissue: () => ({ ct: 155, mr: 180 }),
    edge: 2,
  },
  // Spleen, stomach with air in front.
  {
    depth: (x, y, z) => ellipsoid(x, y, z, [90, 22, 26], [25, 38, 50]) + wave(x, y, z),
    tissue: () => ({ ct: 118, mr: 340 }),
  },
  {
    depth: (x, y, z) => ellipsoid(x, y, z, [46, -38, 28], [44, 32, 36]),
    tissue: (x, y, z) =>
      ellipsoid(x, y, z, [46, -38, 28], [44, 32, 36]) < 4
        ? { ct: 72, mr: 380 }
        : y < -48
          ? { ct: -940, mr: 15 }
          : { ct: 22 + 14 * wave(x, y, z), mr: 200 },
  },
  // Kidneys with fat inside.
  { depth: (x, y, z) => ellipsoid(x, y, z, [-62, 44, -24], [25, 28, 54]), tissue: () => ({ ct: 172, mr: 360 }) },
  { depth: (x, y, z) => ellipsoid(x, y, z, [-53, 40, -24], [11, 10, 26]), tissue: () => ({ ct: -50, mr: 640 }) },
  { depth: (x, y, z) => ellipsoid(x, y, z, [64, 44, -16], [25, 28, 54]), tissue: () => ({ ct: 172, mr: 360 }) },
  { depth: (x, y, z) => ellipsoid(x, y, z, [55, 40, -16], [11, 10, 26]), tissue: () => ({ ct: -50, mr: 640 }) },
  ...BOWEL.map(([cx, cy, cz, r, wallHu, inside]) => ({
    depth: (/** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ z) =>
      ellipsoid(x, y, z, [cx, cy, cz], [r, r * 0.85, r * 1.5]),
    tissue: (/** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ z) =>
      ellipsoid(x, y, z, [cx, cy, cz], [r, r * 0.85, r * 1.5]) < 2.5
        ? { ct: 60 + wallHu * 0.5, mr: 380 }
        : inside < -300 && y > cy + 3
          ? { ct: 25, mr: 220 }
          : { ct: inside, mr: inside < -300 ? 20 : 240 },
  })),
  // Great vessels.
  { depth: (x, y, z) => cylinder(x, y, 9 + z * 0.03, 28, 10.5, 10.5), tissue: () => ({ ct: 178, mr: 60 }) },
  { depth: (x, y, z) => cylinder(x, y, -18 - z * 0.06, 26, 13, 9.5), tissue: () => ({ ct: 152, mr: 70 }) },
  // Spine: body, arch, processes, canal.
  {
    depth: (x, y) => Math.min(cylinder(x, y, 0, 52, 24, 18.5), 99),
    tissue: (x, y, z) =>
      cylinder(x, y, 0, 52, 24, 18.5) < 2.2
        ? { ct: 560, mr: 120 }
        : Math.abs(((z + 300) % 34) - 17) < 3
          ? { ct: 95, mr: 260 }
          : { ct: 215 + 45 * wave(x * 5, y * 5, z * 4), mr: 520 },
  },
  {
    depth: (x, y) =>
      Math.max(
        4.5 - Math.abs(Math.hypot(x / 1.05, y - 76) - 12),
        Math.min(4.5 - Math.abs(x), 9 - Math.abs(y - 88)),
        Math.min(4 - Math.abs(y - 74 - Math.abs(x) * 0.15), 34 - Math.abs(x)),
      ),
    tissue: (x, y, z) => ({ ct: 420 + 90 * wave(x * 4, y * 4, z * 3), mr: 240 }),
    edge: 1.5,
  },
  {
    depth: (x, y) => cylinder(x, y, 0, 76, 9, 8.5),
    tissue: (x, y) => (Math.hypot(x, y - 76) < 5 ? { ct: 38, mr: 330 } : { ct: 12, mr: 150 }),
  },
  // Ribs, slanting forwards and down.
  ...Array.from({ length: 12 }, (_, index) => index).flatMap((index) =>
    [-1, 1].map((sideways) => {
      const along = (/** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ z) => {
        const angle = Math.atan2(y / 80, (sideways * x) / 116);
        const height = -70 + index * 23 + (angle - 1.2) * 26;
        const radial = (Math.hypot(x / 116, y / 81) - 1) * 95;
        return angle < -1.1 ? -9 : Math.min(6.2 - Math.hypot((z - height) / 1.15, radial * 1.6), sideways * x + 4);
      };
      return {
        depth: along,
        tissue: (/** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ z) =>
          along(x, y, z) < 2 ? { ct: 620, mr: 90 } : { ct: 180, mr: 420 },
        edge: 1.5,
      };
    }),
  ),
];

/** Tissue values at a place: every shape painted over those before it, its edge as wide as a scanner shows it. @param {number} x @param {number} y @param {number} z @returns {Tissue} */
export const abdomenAt = (x, y, z) => {
  let ct = -1000;
  let mr = 4;
  for (const { depth, tissue, edge = 1.2 } of SHAPES) {
    const inside = depth(x, y, z);
    if (inside <= -edge / 2) continue;
    const weight = step(inside, edge);
    const value = tissue(x, y, z);
    ct += (value.ct - ct) * weight;
    mr += (value.mr - mr) * weight;
  }
  return { ct, mr };
};
