import type { Plane } from './plane.ts';

/**
 * Where the image is exposed: what lies behind the shutters, or outside the intensifier's circle, is flat, at the very end of the grey
 * levels, and runs along the image's border. 1 for a cell of the field, 0 for one outside.
 */
export interface ExposedField {
  /** Whether a cell lies in the field, at least `margin` cells from a shutter. */
  readonly isField: (x: number, y: number, margin: number) => boolean;
  /** Part of the image that lies outside the field. */
  readonly shuttered: number;
  /** Lowest and highest values of the whole image, shutters too, but for a few blocks. */
  readonly low: number;
  readonly high: number;
}

const BLOCK = 4;
/** Of the range of grey levels in the image. */
const FLAT = 0.07;
/** A border region smaller than this part of the image isn't a shutter. */
const SMALLEST = 0.015;

export const exposedField = (plane: Plane): ExposedField => {
  const { width, height, values } = plane;
  plane.need(0, 0, width, height);
  const [columns, rows] = [Math.floor(width / BLOCK), Math.floor(height / BLOCK)];
  const means = new Float32Array(columns * rows);
  for (let r = 0; r < rows; r += 1)
    for (let c = 0; c < columns; c += 1) {
      let sum = 0;
      for (let j = 0; j < BLOCK; j += 1)
        for (let i = 0; i < BLOCK; i += 1) sum += values[(r * BLOCK + j) * width + c * BLOCK + i] ?? 0;
      means[r * columns + c] = sum / (BLOCK * BLOCK);
    }
  const sorted = means.slice().sort();
  const [low, high] = [sorted[Math.floor(sorted.length * 0.002)] ?? 0, sorted[Math.floor(sorted.length * 0.998)] ?? 0];
  const range = high - low;
  const everywhere: ExposedField = { isField: () => true, shuttered: 0, low, high };
  if (!(range > 0)) return everywhere;
  let found = everywhere;
  for (const isOutside of [(mean: number) => mean < low + FLAT * range, (mean: number) => mean > high - FLAT * range]) {
    const outside = new Uint8Array(means.length);
    const queue: number[] = [];
    const visit = (c: number, r: number): void => {
      if (c < 0 || r < 0 || c >= columns || r >= rows) return;
      const at = r * columns + c;
      if (outside[at] === 1 || !isOutside(means[at] ?? 0)) return;
      outside[at] = 1;
      queue.push(at);
    };
    for (let c = 0; c < columns; c += 1) for (const r of [0, rows - 1]) visit(c, r);
    for (let r = 0; r < rows; r += 1) for (const c of [0, columns - 1]) visit(c, r);
    for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
      const [c, r] = [at % columns, Math.floor(at / columns)];
      visit(c - 1, r);
      visit(c + 1, r);
      visit(c, r - 1);
      visit(c, r + 1);
    }
    const share = outside.reduce((sum, one) => sum + one, 0) / outside.length;
    if (share < SMALLEST || share > 0.8 || share <= found.shuttered) continue;
    // Behind a shutter little noise and nothing of the patient is left; a dark or bright part of the patient at the border has both.
    if (roughness(means, outside, columns, rows, 1) > 0.5 * roughness(means, outside, columns, rows, 0)) continue;
    const away = distances(outside, columns, rows);
    found = {
      isField: (x, y, margin) => {
        const c = Math.min(columns - 1, Math.max(0, Math.floor(x / BLOCK)));
        const r = Math.min(rows - 1, Math.max(0, Math.floor(y / BLOCK)));
        // The edge of a shutter is blurred: the block that touches it is taken with it.
        return ((away[r * columns + c] ?? 0) - 1) * BLOCK > margin;
      },
      shuttered: share,
      low,
      high,
    };
  }
  return found;
};

/** Median difference between neighbouring blocks, inside or outside. */
const roughness = (means: Float32Array, outside: Uint8Array, columns: number, rows: number, which: 0 | 1): number => {
  const differences: number[] = [];
  for (let r = 0; r < rows; r += 1)
    for (let c = 0; c + 1 < columns; c += 1) {
      const at = r * columns + c;
      if (outside[at] === which && outside[at + 1] === which)
        differences.push(Math.abs((means[at + 1] ?? 0) - (means[at] ?? 0)));
    }
  return Float64Array.from(differences).sort()[differences.length >> 1] ?? 0;
};

/** Blocks from each block to the nearest one outside, in steps to the eight neighbours, as far as is asked for. */
const FAR = 12;
const distances = (outside: Uint8Array, columns: number, rows: number): Uint8Array => {
  const away = outside.map((one) => (one === 1 ? 0 : FAR));
  for (let round = 0; round < FAR; round += 1)
    for (let r = 0; r < rows; r += 1)
      for (let c = 0; c < columns; c += 1) {
        const at = r * columns + c;
        if (away[at] !== round) continue;
        for (let j = -1; j <= 1; j += 1)
          for (let i = -1; i <= 1; i += 1) {
            if (c + i < 0 || r + j < 0 || c + i >= columns || r + j >= rows) continue;
            const next = at + j * columns + i;
            if ((away[next] ?? 0) > round + 1) away[next] = round + 1;
          }
      }
  return away;
};
