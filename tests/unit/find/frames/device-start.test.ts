import { describe, expect, test } from 'vitest';
import { startNear } from '../../../../src/find/frames/device-start.ts';
import type { Frame, Pixel } from '../../../../src/find/frames/frame.ts';
import { fieldFor, planeFor } from '../../../../src/find/frames/kept.ts';
import { generator } from '../../../support/random.ts';

const size = 160;
/** What `drawn` takes away from an even field, with noise. */
const frameOf = (drawn: (x: number, y: number) => number): Frame => {
  const random = generator(7);
  const values = new Float32Array(size * size);
  for (let row = 0; row < size; row += 1)
    for (let column = 0; column < size; column += 1)
      values[row * size + column] = 100 - drawn(column + 0.5, row + 0.5) + 2 * (random() + random() + random() - 1.5);
  return { columns: size, rows: size, values, betweenColumns: 1, betweenRows: 1, unit: 'px' };
};
const startAt = (frame: Frame, place: Pixel) => {
  const plane = planeFor(frame, null);
  return startNear(plane, place, 6, fieldFor(plane));
};
const wire = (y: number): number => (Math.abs(y - 80) < 1.5 ? 20 : 0);

describe('where a device is taken up', () => {
  test('a faint wire at the place is taken, not the dark spot a few pixels from it', () => {
    const start = startAt(
      frameOf((x, y) => wire(y) + 45 * Math.exp(-((x - 80) ** 2 + (y - 86) ** 2) / 8)),
      [80, 80],
    )!;
    expect(Math.abs(start.place[1] - 80)).toBeLessThan(1.5);
    expect(Math.abs(Math.sin(start.angle))).toBeLessThan(0.15);
    expect(start.filter.sign).toBe(-1);
  });

  test('beside a shutter the wire is taken, not what is bright between both', () => {
    const start = startAt(
      frameOf((x, y) => (x < 40 ? 95 : wire(y))),
      [54, 80],
    )!;
    expect(start.filter.sign).toBe(-1);
    expect(Math.abs(Math.sin(start.angle))).toBeLessThan(0.15);
  });

  test('20 pixels before its end a wire is taken as at its middle', () => {
    const start = startAt(
      frameOf((x, y) => (x < 100 ? wire(y) : 0)),
      [80, 80],
    )!;
    expect(start.filter.scale).toBeLessThan(2);
    expect(Math.abs(start.place[1] - 80)).toBeLessThan(1.5);
  });
});
