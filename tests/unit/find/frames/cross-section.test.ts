import { describe, expect, test } from 'vitest';
import { crossSection } from '../../../../src/find/frames/cross-section.ts';
import { planeOf } from '../../../../src/find/frames/plane.ts';
import { ridgeFilter } from '../../../../src/find/frames/ridge.ts';

const SIZE = 80;
/** A dark bar along y = 40.5 up to x = 50, on a background that bends across it beyond. */
const values = Float32Array.from({ length: SIZE * SIZE }, (_, i) => {
  const [x, y] = [(i % SIZE) + 0.5, Math.floor(i / SIZE) + 0.5];
  const bar = x < 50 ? 30 * Math.exp(-((y - 40.5) ** 2) / 4) : 0;
  return 100 - bar + (x < 50 ? 0 : 0.15 * (y - 40.5) ** 2);
});

describe('the cross-section of a device', () => {
  test('sees nothing in a background that bends, where a parabola is allowed for', () => {
    const plane = planeOf({ columns: SIZE, rows: SIZE, values, betweenColumns: 1, betweenRows: 1, unit: 'px' });
    const filter = ridgeFilter(plane, 0.8, -1);
    const station = (x: number) => ({ place: [x, 40.5], direction: [1, 0] }) as const;
    const shaft = Array.from({ length: 20 }, (_, k) => station(15 + k));
    const [slope, parabola] = [crossSection(filter, shaft), crossSection(filter, shaft, 'parabola')];
    expect(parabola!(station(25))).toBeCloseTo(slope!(station(25)), 0);
    expect(Math.abs(parabola!(station(62)))).toBeLessThan(0.3);
    expect(Math.abs(slope!(station(62)))).toBeGreaterThan(1);
  });
});
