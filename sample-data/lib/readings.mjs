/**
 * Six drains in oblique CT slices, each marked by three readers: one marks 1 mm too deep, all scatter by 0.7 mm. No images: what `tipcheck agreement`
 * is tried with.
 */
import { noise } from './noise.mjs';

const CASES = 6;
const READERS = [
  { id: 'reader-a', observer: 'Reader A', tooDeep: 1 },
  { id: 'reader-b', observer: 'Reader B', tooDeep: 0 },
  { id: 'reader-c', observer: 'Reader C', tooDeep: 0 },
];
const SPREAD_MM = 0.7;

const ROW = [1, 0, 0];
const COLUMN = [0, 0.96, 0.28];
const NORMAL = [0, -0.28, 0.96];

/** @param {number} index @param {number} a @param {number} b @param {number} c */
const place = (index, a, b, c) =>
  [0, 1, 2].map((axis) => 20 * index + a * (ROW[axis] ?? 0) + b * (COLUMN[axis] ?? 0) + c * (NORMAL[axis] ?? 0));

/** @returns {ReadonlyMap<string, object>} path below the samples → record */
export const readings = () => {
  const { gauss: normal } = noise(20261127);
  const made = new Map();
  for (let index = 1; index <= CASES; index += 1) {
    const [a, b, c] = [4 * normal(), 3 * normal(), 3 * normal()];
    for (const { id, observer, tooDeep } of READERS) {
      const [x, y, z] = [a + tooDeep + SPREAD_MM * normal(), b + SPREAD_MM * normal(), c + SPREAD_MM * normal()];
      made.set(`readings/${id}/case-${String(index)}.tipcheck.json`, {
        tipcheck: 1,
        id: `${id}-case-${String(index)}`,
        space: {
          kind: 'patient',
          frameOfReferenceUID: `2.25.20261127${String(index)}`,
          voxel: {
            betweenColumns: 0.8,
            betweenRows: 0.9,
            betweenSlices: 2.5,
            sliceThickness: 2.5,
            orientation: [...ROW, ...COLUMN],
          },
        },
        target: { shape: 'sphere', center: place(index, 0, 0, 0), radius: 8 },
        tip: { position: place(index, x, y, z), evidence: 'person', sigma: 0.5 },
        shaft: [place(index, x - 80, y, z)],
        device: { kind: 'drain' },
        observer,
      });
    }
  }
  return made;
};
