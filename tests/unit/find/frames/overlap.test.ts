import { describe, expect, test } from 'vitest';
import { overlapOf } from '../../../../src/find/frames/overlap.ts';

const profile = (pieces: readonly (readonly [count: number, height: number])[]): readonly number[] =>
  pieces.flatMap(([count, height]) => Array.from({ length: count }, () => height));

describe('what a device stands higher over a piece of its length', () => {
  test('is told where it falls back to what it was on both sides', () => {
    const heights = profile([
      [30, 1],
      [20, 2],
      [30, 1],
    ]);
    const over = overlapOf(heights, 79);
    expect(over.slice(32, 48)).toEqual(profile([[16, 1]]));
    expect([...over.slice(0, 24), ...over.slice(56)]).toEqual(profile([[48, 0]]));
  });
  test('is nothing where it only falls towards the end: that is a device that fades', () => {
    expect(
      overlapOf(
        profile([
          [40, 1],
          [10, 0.7],
          [10, 0.5],
          [10, 0.3],
        ]),
        69,
      ),
    ).toEqual(profile([[70, 0]]));
  });
  test('is nothing beyond the last height that is sure, nor between heights that are none of the device’s', () => {
    expect(
      overlapOf(
        profile([
          [30, 1],
          [20, 2],
          [30, 1],
        ]),
        20,
      ).slice(21),
    ).toEqual(profile([[59, 0]]));
    expect(
      overlapOf(
        profile([
          [10, 0.1],
          [60, 1],
          [10, 0.1],
        ]),
        79,
      ),
    ).toEqual(profile([[80, 0]]));
  });
});
