import { describe, expect, it } from 'vitest';
import { probabilityInside, probabilityInsideBeam } from '../../src/assess/probability-inside.ts';
import { isotropic, transformCovariance, type Covariance } from '../../src/space/covariance.ts';
import { ball, ellipsoid } from '../../src/space/ellipsoid.ts';
import { normalCdf } from '../../src/space/normal-distribution.ts';
import { polygon } from '../../src/space/polygon.ts';
import type { Surface } from '../../src/space/surface.ts';
import { inLane } from '../support/lane.ts';
import { generator } from '../support/random.ts';
import { rotation } from '../support/records.ts';

/** A chance estimated from so many samples is off by √(p (1 − p) / n): at 3.5 of these, and as much as the integral may be off. */
const ESTIMATE = inLane({ fast: { samples: 20_000, within: 0.0127 }, full: { samples: 200_000, within: 0.004 } });

/** An independent estimate: plain Monte Carlo with another generator, another transform and the covariance's Cholesky factor. */
const monteCarlo = (
  surface: Surface,
  tip: readonly number[],
  covariance: Covariance,
  seed: number,
  outOfPlane?: number,
): number => {
  const random = generator(seed);
  const size = tip.length;
  const l = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  const get = (row: number, column: number): number => l[row]?.[column] ?? 0;
  for (let i = 0; i < size; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      let sum = covariance[i]?.[j] ?? 0;
      for (let k = 0; k < j; k += 1) sum -= get(i, k) * get(j, k);
      (l[i] as number[])[j] = i === j ? Math.sqrt(sum) : sum / get(j, j);
    }
  }
  const { samples } = ESTIMATE;
  // Filled anew for each sample: an array for each takes longer than all the rest.
  const [z, point] = [new Array<number>(size).fill(NaN), new Array<number>(size).fill(NaN)];
  let inside = 0;
  for (let n = 0; n < samples; n += 1) {
    for (let row = 0; row < size; row += 1)
      z[row] = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    for (let row = 0; row < size; row += 1) {
      point[row] = tip[row] ?? NaN;
      for (let column = 0; column <= row; column += 1) point[row]! += get(row, column) * (z[column] ?? NaN);
    }
    if (outOfPlane === undefined) inside += surface.contains(point) ? 1 : 0;
    else {
      const height = (random() - 0.5) * outOfPlane;
      const [x = 0, y = 0] = point;
      inside += x * x + y * y + height * height <= 36 ? 1 : 0;
    }
  }
  return inside / samples;
};

describe('probability of being inside', () => {
  // clinical.md 2.7: closed form, itself checked by two million samples.
  it.each([
    [5, 3, 1, 0.959],
    [5, 4.5, 1.5, 0.505],
    [5, 5, 1, 0.42],
    [10, 8, 1.7, 0.838],
  ])('of a sphere, radius %d, distance %d, sigma %d', (radius, distance, sigma, expected) => {
    const closed =
      normalCdf((radius - distance) / sigma) +
      normalCdf((radius + distance) / sigma) -
      1 -
      (sigma / (distance * Math.sqrt(2 * Math.PI))) *
        (Math.exp(-((radius - distance) ** 2) / (2 * sigma ** 2)) -
          Math.exp(-((radius + distance) ** 2) / (2 * sigma ** 2)));
    const found = probabilityInside(
      ball([1, 2, 3], radius),
      [1 + 0.6 * distance, 2, 3 - 0.8 * distance],
      isotropic(3, sigma),
    );
    expect(found).toBeCloseTo(closed, 5);
    expect(found).toBeCloseTo(expected, 3);
  });

  const turned = transformCovariance(
    [
      [0.6, -0.8, 0],
      [0.8 * 0.6, 0.6 * 0.6, -0.8],
      [0.8 * 0.8, 0.6 * 0.8, 0.6],
    ],
    [
      [0.2, 0, 0],
      [0, 0.5, 0],
      [0, 0, 2.4],
    ],
  );
  const flat: Covariance = [
    [1.5, 0.4],
    [0.4, 0.3],
  ];
  const star = polygon([
    [0, 0],
    [8, 1],
    [5, 4],
    [9, 9],
    [3, 7],
  ]);
  it.each<[string, Surface, readonly number[], Covariance]>([
    ['a sphere in an anisotropic, turned error', ball([0, 0, 0], 4), [2, 2, 1.5], turned],
    [
      'an ellipsoid',
      ellipsoid(
        [1, 0, 0],
        [
          [6, 0, 0],
          [0, 0, 2],
          [0, 3, 0],
        ],
      ),
      [3, 1.5, 1],
      turned,
    ],
    [
      'a long thin ellipsoid with a small error',
      ellipsoid(
        [0, 0, 0],
        [
          [30, 0, 0],
          [0, 1, 0],
          [0, 0, 1],
        ],
      ),
      [10, 0.8, 0],
      isotropic(3, 0.3),
    ],
    ['a disc', ball([0, 0], 3), [2.5, 0.5], flat],
    [
      'an ellipse',
      ellipsoid(
        [0, 0],
        [
          [5, 0],
          [0, 2],
        ],
      ),
      [3, 1],
      flat,
    ],
    ['a concave contour, inside', star, [4, 4], flat],
    ['a concave contour, in the notch', star, [7, 4.5], flat],
    ['a concave contour, far off', star, [14, 4.5], flat],
    ['a tip on a corner', star, [0, 0], flat],
  ])('of %s', (_name, surface, tip, covariance) => {
    expect(
      Math.abs(probabilityInside(surface, tip, covariance) - monteCarlo(surface, tip, covariance, 7)),
    ).toBeLessThan(ESTIMATE.within);
  });

  it.each([2, 4, 12, 30])('of a disc seen in a beam %d mm thick', (thickness) => {
    const disc = ball([0, 0], 6);
    const found = probabilityInsideBeam(disc, [3.5, 2], flat, thickness);
    expect(Math.abs(found - monteCarlo(disc, [3.5, 2], flat, 11, thickness))).toBeLessThan(ESTIMATE.within);
  });

  it('of a square is the product of two normal intervals', () => {
    const square = polygon([
      [0, 0],
      [10, 0],
      [10, 10],
      [0, 10],
    ]);
    const between = (at: number): number => normalCdf(10 - at) - normalCdf(-at);
    for (const [x, y] of [
      [5, 5],
      [9.5, 0.2],
      [10, 10],
      [11, 5],
      [9.9999, 5],
    ] as const) {
      expect(probabilityInside(square, [x, y], isotropic(2, 1))).toBeCloseTo(between(x) * between(y), 4);
    }
  });

  it('by the fixed sample set is within 0.008 of the integral', () => {
    const random = generator(20261125);
    const between = (low: number, high: number): number => low + (high - low) * random();
    for (let round = 0; round < 30; round += 1) {
      const axes = [0, 1, 2].map((axis) => [0, 1, 2].map((row) => (row === axis ? between(2, 8) : 0)));
      const surface = ellipsoid([0, 0, 0], axes);
      const tip = [between(-6, 6), between(-6, 6), between(-6, 6)];
      const covariance = transformCovariance(
        rotation(between(-3, 3), between(-3, 3), between(-3, 3)),
        [between(0.3, 1.5), between(0.3, 1.5), between(0.3, 2.5)].map((one, row) =>
          [0, 1, 2].map((column) => (row === column ? one ** 2 : 0)),
        ),
      );
      const sampled = probabilityInside({ ...surface, toUnitBall: null }, tip, covariance);
      expect(Math.abs(sampled - probabilityInside(surface, tip, covariance))).toBeLessThan(0.008);
    }
  });
});
