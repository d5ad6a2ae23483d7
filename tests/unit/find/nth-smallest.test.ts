import { expect, it } from 'vitest';
import { nthSmallest } from '../../../src/find/nth-smallest.ts';
import { generator } from '../../support/random.ts';

it('is what sorting puts there, with equal values too', () => {
  const random = generator(5);
  for (const count of [1, 2, 3, 8, 101, 1000])
    for (const kinds of [3, 1e9]) {
      const values = Float64Array.from({ length: count }, () => Math.floor(kinds * (random() - 0.5)));
      const sorted = values.toSorted();
      for (const n of [0, count >> 1, count - 1]) expect(nthSmallest(values.slice(), n)).toBe(sorted[n]);
    }
});

it('is nothing where there is no such place', () => {
  expect(nthSmallest(new Float64Array(0), 0)).toBeNaN();
  expect(nthSmallest(Float64Array.of(1, 2), 2)).toBeNaN();
});
