import { expect, it } from 'vitest';
import { slicesAround, storedAround, volumeOf } from '../../../../src/find/volume/volume-around.ts';
import type { PlaneGeometry } from '../../../../src/image/plane-geometry.ts';
import { patientPoint } from '../../../../src/space/frame.ts';
import { add, scale, type Vector3 } from '../../../../src/space/vector.ts';

const [COLUMNS, ROWS] = [300, 260] as const;
const C = Math.SQRT1_2;
const ALONG = { alongRow: [C, C, 0] as Vector3, alongColumn: [-C, C, 0] as Vector3, normal: [0, 0, 1] as Vector3 };

/** Oblique slices with pixels that aren't square, listed from the last to the first. */
const planes = [3, 2, 1, 0].map((n): PlaneGeometry => ({
  ...ALONG,
  origin: patientPoint(5, -7, 11 + 2.5 * n),
  betweenColumns: 0.8,
  betweenRows: 1.1,
}));
const placeOf = (c: number, r: number, s: number): Vector3 =>
  add([5, -7, 11 + 2.5 * s], add(scale(ALONG.alongRow, 0.8 * c), scale(ALONG.alongColumn, 1.1 * r)));

/** Stored values that tell column, row and slice apart. */
const storedValue = (c: number, r: number, s: number): number => ((c * 7 + r * 13 + s * 29) % 4001) - 2000;
const storedOf = (s: number): Int16Array =>
  Int16Array.from({ length: COLUMNS * ROWS }, (_, n) => storedValue(n % COLUMNS, Math.floor(n / COLUMNS), s));

it.each([
  ['of typed arrays, which stay as they are stored', (s: number) => storedOf(s)],
  ['of lists', (s: number) => [...storedOf(s)]],
])('a place has the value of its voxel and the slice’s own slope, %s', (_name, make) => {
  const around = slicesAround(planes, [COLUMNS, ROWS], 2.5, placeOf(210, 150, 1));
  if ('kind' in around) throw new Error(around.message);
  const slices = around.indices.map((index) => ({
    stored: make(3 - index),
    slope: 1 + (3 - index) / 4,
    intercept: -8,
  }));
  const stored = storedAround(around, slices, COLUMNS);
  const volume = volumeOf(stored);
  expect(stored.slices[0]?.stored).toBeInstanceOf(Array.isArray(make(0)) ? Float32Array : Int16Array);
  // What is handed over is a copy: the page's own pixels stay.
  expect((stored.slices[0]?.stored as Int16Array).buffer).not.toBe((slices[0]?.stored as Int16Array).buffer);
  const [width, height, depth] = volume.size;
  expect(width).toBeLessThan(COLUMNS);
  expect(depth).toBe(4);
  for (const [c, r, s] of [
    [210, 150, 1],
    [around.crop.column, around.crop.row, 0],
    [around.crop.column + width - 1, around.crop.row + height - 1, 3],
  ] as const) {
    const at = (s * height + (r - around.crop.row)) * width + (c - around.crop.column);
    expect(volume.values[at]).toBe(storedValue(c, r, s) * (1 + s / 4) - 8);
    const shown = add(
      volume.origin,
      add(
        add(scale(volume.columnStep, c - around.crop.column), scale(volume.rowStep, r - around.crop.row)),
        scale(volume.sliceStep, s),
      ),
    );
    placeOf(c, r, s).forEach((value, axis) => expect(shown[axis]).toBeCloseTo(value, 9));
  }
});

it('of one slice there is no volume', () => {
  const around = slicesAround(planes.slice(0, 1), [COLUMNS, ROWS], 2.5, placeOf(210, 150, 3));
  expect('kind' in around && around.code).toBe('no-pixels');
});
