import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planeOf, smoothed, tiledPlaneOf } from '../../../../src/find/frames/plane.ts';
import { changedBy, STRIDE, surface, tiled, valueAt } from '../../../../src/find/frames/tiles.ts';
import { generator } from '../../../support/random.ts';

const [width, height] = [75, 70];
const cell = (x: number, y: number): number => Math.sin(7.1 * x + 3.3 * y) * 50 + x * y * 0.01;
const drawn = () =>
  surface(width, height, (x0, y0) =>
    Float32Array.from({ length: STRIDE * STRIDE }, (_, n) => cell(x0 + (n % STRIDE), y0 + Math.floor(n / STRIDE))),
  );

describe('a surface of tiles', () => {
  test('reads between its cells as one array would, across tiles and at its edges', () => {
    const of = drawn();
    fc.assert(
      fc.property(
        fc.double({ min: -4, max: width + 4, noNaN: true }),
        fc.double({ min: -4, max: height + 4, noNaN: true }),
        (x, y) => {
          const [u, v] = [Math.min(width - 1, Math.max(0, x - 0.5)), Math.min(height - 1, Math.max(0, y - 0.5))];
          const [i, j] = [Math.min(width - 2, Math.floor(u)), Math.min(height - 2, Math.floor(v))];
          const [a, b] = [u - i, v - j];
          const expected =
            (1 - b) * ((1 - a) * cell(i, j) + a * cell(i + 1, j)) +
            b * ((1 - a) * cell(i, j + 1) + a * cell(i + 1, j + 1));
          expect(valueAt(of, x, y)).toBeCloseTo(expected, 3);
        },
      ),
    );
  });

  test('that is changed in some cells is changed there alone, and the first one stays', () => {
    const of = drawn();
    const at = (c: number, r: number): number => r * width + c;
    // Also the cells that two and four tiles share.
    const added = new Map([
      [at(10, 10), 5],
      [at(32, 12), 6],
      [at(64, 32), 7],
    ]);
    const changed = changedBy(of, added);
    for (const [c, r] of [
      [10, 10],
      [32, 12],
      [64, 32],
      [31, 12],
      [65, 33],
    ] as const) {
      expect(valueAt(changed, c + 0.5, r + 0.5)).toBeCloseTo(cell(c, r) + (added.get(at(c, r)) ?? 0), 3);
      expect(valueAt(of, c + 0.5, r + 0.5)).toBeCloseTo(cell(c, r), 3);
    }
    expect(valueAt(changed, 32.2, 12.5)).toBeCloseTo(0.3 * cell(31, 12) + 0.7 * (cell(32, 12) + 6), 3);
  });
});

test('what is needed is made once, and nothing else', () => {
  const made: number[] = [];
  const of = tiled(100, 100, (values, x0, y0, x1, y1) => {
    made.push((x1 - x0) * (y1 - y0));
    for (let y = y0; y < y1; y += 1) values.fill(1, y * 100 + x0, y * 100 + x1);
  });
  of.need(40, 40, 50, 50);
  of.need(33, 33, 64, 64);
  expect(made).toEqual([1024]);
  of.need(-20, -20, 500, 500);
  expect(of.values.every((value) => value === 1)).toBe(true);
  expect(made.reduce((sum, one) => sum + one, 0)).toBe(10_000);
});

test('a plane and its blur are the same where they are made piece by piece', () => {
  const random = generator(9);
  const frame = {
    columns: 90,
    rows: 80,
    values: Float32Array.from({ length: 7200 }, random),
    betweenColumns: 0.3,
    betweenRows: 0.36,
    unit: 'mm' as const,
  };
  const [whole, piece] = [planeOf(frame), tiledPlaneOf(frame)];
  const [a, b] = [smoothed(whole, 1.8), smoothed(piece, 1.8)];
  for (const [x, y] of [
    [50.2, 40.1],
    [3, 2],
    [88, 90],
  ] as const)
    expect(valueAt(b, x, y)).toBeCloseTo(valueAt(a, x, y), 6);
  // Far from what was asked for nothing was made.
  const other = tiledPlaneOf(frame);
  other.need(0, 0, 5, 5);
  expect(other.values[90 * 90 + 80]).toBe(0);
  expect(whole.values[90 * 90 + 80]).not.toBe(0);
});
