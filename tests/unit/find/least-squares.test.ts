import { describe, expect, it } from 'vitest';
import { fit, inverse, solve } from '../../../src/find/least-squares.ts';

describe('a robust fit', () => {
  // y = 2 + 0.5 x, by the closed form of least squares; the samples are exact but for two that are far off.
  const x = Array.from({ length: 21 }, (_, n) => n - 10);
  const y = x.map((one, n) => 2 + 0.5 * one + (n === 4 ? 40 : n === 15 ? -25 : 0.01 * Math.cos(7 * n)));
  const line = (noise: number, prior: readonly ({ mean: number; sigma: number } | null)[] = [null, null]) =>
    fit({
      start: [0, 0],
      prior,
      steps: [0.1, 0.1],
      count: x.length,
      noise,
      residuals: ([a = 0, b = 0], left, slopes) => {
        x.forEach((one, n) => {
          left[n] = a + b * one - (y[n] ?? 0);
          slopes.set([1, one], 2 * n);
        });
      },
    });

  it('finds a line through samples of which some are far off', () => {
    const found = line(0.01);
    expect(found?.parameters[0]).toBeCloseTo(2, 2);
    expect(found?.parameters[1]).toBeCloseTo(0.5, 3);
  });

  it('tells the spread of a mean and a slope as their closed forms do', () => {
    const found = line(0.5);
    const count = x.length - 2;
    const squares = x.reduce((sum, one, n) => (n === 4 || n === 15 ? sum : sum + one * one), 0);
    expect(Math.sqrt(found?.covariance[0]?.[0] ?? NaN)).toBeCloseTo(0.5 / Math.sqrt(count), 1);
    expect(Math.sqrt(found?.covariance[1]?.[1] ?? NaN)).toBeCloseTo(0.5 / Math.sqrt(squares), 2);
  });

  it('keeps to what is known before where the samples say little', () => {
    const found = line(1000, [null, { mean: 3, sigma: 1e-3 }]);
    expect(found?.parameters[1]).toBeCloseTo(3, 2);
  });

  it('gives up on numbers that aren’t', () => {
    expect(
      fit({ start: [1], prior: [null], steps: [0.1], count: 3, noise: 1, residuals: (_, left) => left.fill(NaN) }),
    ).toBeNull();
  });
});

describe('linear algebra', () => {
  it('solves and inverts, also with a zero on the diagonal; a singular matrix has neither', () => {
    const matrix = [
      [0, 2, 1],
      [1, 1, 0],
      [3, 0, 1],
    ];
    expect(solve(matrix, [5, 3, 10])?.map((value) => Number(value.toFixed(9)))).toEqual([2.2, 0.8, 3.4]);
    const back = inverse(inverse(matrix) ?? []);
    matrix.forEach((row, k) => {
      row.forEach((value, j) => {
        expect(back?.[k]?.[j]).toBeCloseTo(value, 9);
      });
    });
    expect(
      inverse([
        [1, 2],
        [2, 4],
      ]),
    ).toBeNull();
  });
});
