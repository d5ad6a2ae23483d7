import { expect, test } from 'vitest';
import { echoLikelihood } from '../../../../src/find/frames/echo-likelihood.ts';

const heights = [9.5, 7, -1.5];

/** The covariance as the model has it, entry by entry: glitter and the usual height by their shares, speckle, and what else a value is off by. */
const covariance = (shares: readonly number[], places: readonly number[]): readonly (readonly number[])[] => {
  const spreads = shares.map((share) => 3.9 - 1.9 * share);
  return shares.map((a, i) =>
    shares.map((b, j) => {
      const apart = (places[i] ?? 0) - (places[j] ?? 0);
      return (
        a * b * (2 ** 2 * Math.exp(-(apart ** 2) / (2 * 0.9 ** 2)) + 3 ** 2) +
        (spreads[i] ?? 0) * (spreads[j] ?? 0) * Math.exp(-(apart ** 2) / (2 * 0.7 ** 2)) +
        (i === j ? 0.8 ** 2 : 0)
      );
    }),
  );
};

test('is the log density of a normal distribution, but for a constant', () => {
  const places = [0, 0.5, 2];
  const [expected, shares] = [
    [10, 8, 1],
    [1, 0.8, 0.1],
  ];
  const [a, b, c] = covariance(shares, places) as [number[], number[], number[]];
  const [p, q, r] = [a[0]!, a[1]!, a[2]!];
  const [s, t, u] = [b[1]!, b[2]!, c[2]!];
  const [x, y, z] = heights.map((value, n) => value - expected[n]!) as [number, number, number];
  // By cofactors, not by a root of the matrix.
  const determinant = p * (s * u - t * t) - q * (q * u - t * r) + r * (q * t - s * r);
  const squares =
    (x * x * (s * u - t * t) +
      y * y * (p * u - r * r) +
      z * z * (p * s - q * q) +
      2 * x * y * (r * t - q * u) +
      2 * x * z * (q * t - r * s) +
      2 * y * z * (q * r - p * t)) /
    determinant;
  expect(echoLikelihood({ places, heights })(expected, shares)).toBeCloseTo(
    -squares / 2 - Math.log(determinant) / 2,
    8,
  );
});

test('what is far apart and not on the needle is independent: the sum of each', () => {
  const places = [0, 40, 80];
  const none = [0, 0, 0];
  const together = echoLikelihood({ places, heights })(none, none);
  const each = heights.map((height) => echoLikelihood({ places: [0], heights: [height] })([0], [0]));
  expect(together).toBeCloseTo(
    each.reduce((sum, one) => sum + one, 0),
    8,
  );
});
