import { describe, expect, test } from 'vitest';
import { settled } from '../../../../src/find/frames/course.ts';
import type { Pixel } from '../../../../src/find/frames/frame.ts';
import { planeOf } from '../../../../src/find/frames/plane.ts';
import { ridgeFilter } from '../../../../src/find/frames/ridge.ts';
import { generator } from '../../../support/random.ts';

const SIZE = 160;
/** A dark bar bent over a circle of 300 cells' radius, from x = 10 to x = 110. */
const bow = (x: number): number => 60 + 300 - Math.sqrt(300 ** 2 - (x - 10) ** 2);
const random = generator(3);
const values = Float32Array.from({ length: SIZE * SIZE }, (_, i) => {
  const [x, y] = [(i % SIZE) + 0.5, Math.floor(i / SIZE) + 0.5];
  const bar = x > 10 && x < 110 ? 30 * Math.exp(-((y - bow(x)) ** 2) / 3) : 0;
  return 100 - bar + 12 * (random() + random() - 1);
});
const plane = planeOf({ columns: SIZE, rows: SIZE, values, betweenColumns: 1, betweenRows: 1, unit: 'px' });
const filter = ridgeFilter(plane, 1.2, -1);
const isImage = ([x, y]: Pixel): boolean => x > 1 && y > 1 && x < SIZE - 1 && y < SIZE - 1;

describe('the course of the last piece of a device', () => {
  test('a path that is drawn aside towards its end lies on the device again', () => {
    const path = Array.from({ length: 49 }, (_, k): Pixel => {
      const x = 12 + 2 * k;
      return [x, bow(x) + Math.max(0, (x - 84) / 24) ** 2 * 3];
    });
    const off = (places: readonly Pixel[]): number => Math.max(...places.map(([x, y]) => Math.abs(y - bow(x))));
    const found = settled(filter, path, isImage);
    expect(off(path)).toBeGreaterThan(2.9);
    expect(off(found)).toBeLessThan(1);
    expect(found).toHaveLength(path.length);
  });

  test('a short path stays as it was followed', () => {
    const path = Array.from({ length: 12 }, (_, k): Pixel => [80 + 2 * k, bow(80 + 2 * k)]);
    expect(settled(filter, path, isImage)).toBe(path);
  });
});
