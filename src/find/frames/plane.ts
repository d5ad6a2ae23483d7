import type { Bounds, Frame, Pixel } from './frame.ts';
import { STRIDE, surface, tiled, type Surface, type Tiled } from './tiles.ts';

/**
 * A frame, or a window of it, on a grid of square cells: what is searched, so that angles and widths mean the same in all directions.
 * Positions in a plane are in cells with the corner of the first cell at (0, 0), as in SCOORD.
 */
export interface Plane extends Tiled {
  /** Of the frame's unit, per cell. */
  readonly pitch: number;
  readonly toPlane: (pixel: Pixel) => Pixel;
  readonly toImage: (place: Pixel) => Pixel;
}

/** Cells of a plane beyond which several pixels are taken together. */
const MOST_CELLS = 1_600_000;

/**
 * The frame within bounds on square cells of `pitch` (of its unit) or of the finer spacing: coarser cells average the pixels that they
 * cover, finer ones are interpolated linearly.
 */
export const planeOf = (frame: Frame, bounds: Bounds | null = null, atLeast = 0): Plane => {
  const plane = tiledPlaneOf(frame, bounds, atLeast);
  plane.need(0, 0, plane.width, plane.height);
  return plane;
};

/** The same, made where it is needed; of `pixels` instead of the frame's own where they are given. */
export const tiledPlaneOf = (
  frame: Frame,
  bounds: Bounds | null = null,
  atLeast = 0,
  pixels: Tiled | null = null,
): Plane => {
  const { columns, rows, betweenColumns, betweenRows } = frame;
  const values = pixels?.values ?? frame.values;
  const x0 = Math.max(0, Math.floor(bounds?.[0] ?? 0));
  const y0 = Math.max(0, Math.floor(bounds?.[1] ?? 0));
  const x1 = Math.min(columns, Math.ceil((bounds?.[2] ?? columns - 1) + 1));
  const y1 = Math.min(rows, Math.ceil((bounds?.[3] ?? rows - 1) + 1));
  const area = (x1 - x0) * (y1 - y0) * betweenColumns * betweenRows;
  const pitch = Math.max(Math.min(betweenColumns, betweenRows), atLeast, Math.sqrt(area / MOST_CELLS));
  const [sx, sy] = [pitch / betweenColumns, pitch / betweenRows];
  const width = Math.max(1, Math.floor((x1 - x0) / sx + 1e-6));
  const height = Math.max(1, Math.floor((y1 - y0) / sy + 1e-6));
  const across = taps(width, sx, x0, x1);
  const down = taps(height, sy, y0, y1);
  const isSame = sx === 1 && sy === 1;
  const plane = tiled(width, height, (out, left, top, right, bottom) => {
    const firstColumn = across.at[left * across.reach] ?? 0;
    const lastColumn = across.at[right * across.reach - 1] ?? 0;
    const firstRow = down.at[top * down.reach] ?? 0;
    const lastRow = down.at[bottom * down.reach - 1] ?? 0;
    pixels?.need(firstColumn, firstRow, lastColumn + 1, lastRow + 1);
    if (isSame) {
      for (let y = top; y < bottom; y += 1)
        for (let x = left; x < right; x += 1) out[y * width + x] = values[(y0 + y) * columns + x0 + x] ?? 0;
      return;
    }
    const between = new Float32Array((right - left) * (lastRow - firstRow + 1));
    for (let row = firstRow; row <= lastRow; row += 1)
      for (let x = left; x < right; x += 1) {
        let sum = 0;
        for (let k = 0; k < across.reach; k += 1)
          sum +=
            (across.weights[x * across.reach + k] ?? 0) *
            (values[row * columns + (across.at[x * across.reach + k] ?? 0)] ?? 0);
        between[(row - firstRow) * (right - left) + x - left] = sum;
      }
    for (let y = top; y < bottom; y += 1)
      for (let k = 0; k < down.reach; k += 1) {
        const weight = down.weights[y * down.reach + k] ?? 0;
        if (weight === 0) continue;
        const row = (down.at[y * down.reach + k] ?? 0) - firstRow;
        for (let x = left; x < right; x += 1) {
          const at = y * width + x;
          out[at] = (out[at] ?? 0) + weight * (between[row * (right - left) + x - left] ?? 0);
        }
      }
  });
  return {
    ...plane,
    pitch,
    toPlane: ([column, row]) => [(column - x0) / sx, (row - y0) / sy],
    toImage: ([x, y]) => [x0 + x * sx, y0 + y * sy],
  };
};

/** For each cell along one direction, the pixels that it is made of and their weights. */
const taps = (count: number, size: number, low: number, high: number) => {
  const reach = Math.max(2, Math.ceil(size) + 1);
  const at = new Int32Array(count * reach);
  const weights = new Float32Array(count * reach);
  for (let cell = 0; cell < count; cell += 1) {
    const middle = low + (cell + 0.5) * size;
    let sum = 0;
    const first = size > 1 ? Math.floor(middle - size / 2 + 1e-9) : Math.floor(middle - 0.5);
    for (let k = 0; k < reach; k += 1) {
      const pixel = first + k;
      const weight =
        size > 1
          ? Math.max(0, Math.min(pixel + 1, middle + size / 2) - Math.max(pixel, middle - size / 2))
          : Math.max(0, 1 - Math.abs(pixel + 0.5 - middle));
      at[cell * reach + k] = Math.min(high - 1, Math.max(low, pixel));
      weights[cell * reach + k] = weight;
      sum += weight;
    }
    for (let k = 0; k < reach; k += 1) weights[cell * reach + k] = (weights[cell * reach + k] ?? 0) / sum;
  }
  return { reach, at, weights };
};

/** Gaussian blur; sigma in cells. Edges repeat. */
export const smoothed = (of: Tiled, sigma: number): Surface => {
  const { width, height, values } = of;
  const reach = Math.ceil(3 * sigma);
  const taps = Float32Array.from({ length: 2 * reach + 1 }, (_, k) =>
    Math.exp(-((k - reach) ** 2) / (2 * sigma * sigma)),
  );
  const total = taps.reduce((sum, tap) => sum + tap, 0);
  const kernel = taps.map((tap) => tap / total);
  const line = new Float32Array(STRIDE + 2 * reach);
  const between = new Float32Array(STRIDE * (STRIDE + 2 * reach));
  return surface(width, height, (left, top) => {
    const [right, bottom] = [Math.min(width, left + STRIDE), Math.min(height, top + STRIDE)];
    const [firstRow, lastRow] = [Math.max(0, top - reach), Math.min(height, bottom + reach) - 1];
    of.need(left - reach, firstRow, right + reach, lastRow + 1);
    const size = right - left;
    for (let y = firstRow; y <= lastRow; y += 1) {
      for (let i = 0; i < size + 2 * reach; i += 1)
        line[i] = values[y * width + Math.min(width - 1, Math.max(0, left - reach + i))] ?? 0;
      for (let x = 0; x < size; x += 1) {
        let sum = 0;
        for (let k = 0; k <= 2 * reach; k += 1) sum += (kernel[k] ?? 0) * (line[x + k] ?? 0);
        between[(y - firstRow) * size + x] = sum;
      }
    }
    const out = new Float32Array(STRIDE * STRIDE);
    for (let y = top; y < bottom; y += 1)
      for (let k = 0; k <= 2 * reach; k += 1) {
        const weight = kernel[k] ?? 0;
        const from = (Math.min(height - 1, Math.max(0, y + k - reach)) - firstRow) * size;
        const at = (y - top) * STRIDE;
        for (let x = 0; x < size; x += 1) out[at + x] = (out[at + x] ?? 0) + weight * (between[from + x] ?? 0);
      }
    return out;
  });
};

export const median = (numbers: readonly number[] | Float32Array | Float64Array): number => {
  const sorted = Float64Array.from(numbers).sort();
  const middle = sorted.length >> 1;
  if (sorted.length === 0) return NaN;
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? NaN)
    : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
};

/** Robust 1 SD: 1.4826 times the median absolute deviation, that of a normal distribution. */
export const robustSpread = (numbers: readonly number[]): number => {
  const middle = median(numbers);
  return 1.4826 * median(numbers.map((value) => Math.abs(value - middle)));
};

/** Seeded numbers in [0, 1) (mulberry32), so that equal images give equal answers. */
export const generator = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
};
