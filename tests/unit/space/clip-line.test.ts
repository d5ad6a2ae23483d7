import { describe, expect, test } from 'vitest';
import { crossing, lineAcross } from '../../../src/space/clip-line.ts';

/** The values of a·x + b·y + c at the corners that the line is found from. */
const corners = (a: number, b: number, c: number, width: number, height: number): [number, number, number] => [
  c,
  c + a * width,
  c + b * height,
];
const ends = (a: number, b: number, c: number): (readonly number[])[] | null => {
  const found = lineAcross(200, 100, corners(a, b, c, 200, 100));
  return found && found.map(([x, y]) => [Number(x.toFixed(9)), Number(y.toFixed(9))]);
};

describe('the line where a linear function is zero, in a picture of 200 × 100', () => {
  test('upright from the upper edge, level from the left edge', () => {
    expect(ends(2, 0, -100)).toEqual([
      [50, 0],
      [50, 100],
    ]);
    expect(ends(0, -1, 30)).toEqual([
      [0, 30],
      [200, 30],
    ]);
  });

  test('slanting, it ends where it leaves the picture', () => {
    // y = x / 2 + 40 leaves by the left edge at 40 and by the lower one at x = 120.
    expect(ends(1, -2, 80)).toEqual([
      [0, 40],
      [120, 100],
    ]);
  });

  test('one that passes beside the picture, and a function that is the same everywhere, give none', () => {
    expect(ends(1, 0, 5)).toBeNull();
    expect(ends(1, 1, -301)).toBeNull();
    expect(ends(0, 0, 4)).toBeNull();
  });
});

test('lines cross where both equations hold; parallel ones don’t', () => {
  expect(
    crossing(
      [
        [0, 30],
        [200, 30],
      ],
      [
        [50, 0],
        [50, 100],
      ],
    ),
  ).toEqual([50, 30]);
  expect(
    crossing(
      [
        [0, 0],
        [200, 100],
      ],
      [
        [0, 10],
        [200, 110],
      ],
    ),
  ).toBeNull();
});
