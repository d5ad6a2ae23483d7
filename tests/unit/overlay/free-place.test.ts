import { expect, it } from 'vitest';
import { freePlace, type TextPlace } from '../../../src/overlay/free-place.ts';

const LINE = 18;

it('names of marks that lie within a few pixels stand one under the other', () => {
  const names: TextPlace[] = [];
  for (const [left, y] of [
    [10, 100],
    [12, 82.5],
    [10, 100],
    [14, 119],
  ] as const)
    names.push(freePlace({ left, width: 90, y }, names, LINE));
  const heights = names.map(({ y }) => y).toSorted((a, b) => a - b);
  for (const [index, y] of heights.slice(1).entries()) expect(y - (heights[index] ?? 0)).toBeGreaterThanOrEqual(LINE);
  expect(names[0]).toEqual({ left: 10, width: 90, y: 100 });
});

it('a name with room stays where it is wanted', () => {
  const taken = [{ left: 10, width: 90, y: 100 }];
  expect(freePlace({ left: 100, width: 90, y: 100 }, taken, LINE).y).toBe(100);
  expect(freePlace({ left: 10, width: 90, y: 82 }, taken, LINE).y).toBe(82);
});
