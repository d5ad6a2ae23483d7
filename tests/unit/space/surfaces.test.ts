import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eigen } from '../../../src/space/covariance.ts';
import { ball, ellipsoid } from '../../../src/space/ellipsoid.ts';
import { normalCdf, normalQuantile } from '../../../src/space/normal-distribution.ts';
import { polygon, polygonContains } from '../../../src/space/polygon.ts';
import { minus, norm, plus, times, type Coordinates, type Surface } from '../../../src/space/surface.ts';
import { inLane } from '../../support/lane.ts';
import { rotation, turned } from '../../support/records.ts';

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true, noDefaultInfinity: true });
const CHECKS = { numRuns: inLane({ fast: 40, full: 100 }), seed: 3, endOnFailure: true };

/** The points of a unit circle or sphere, as directions to look along. */
const circle = Array.from({ length: 720 }, (_, index) => [
  Math.cos((index * Math.PI) / 360),
  Math.sin((index * Math.PI) / 360),
]);
const sphere = Array.from({ length: 3000 }, (_, index) => {
  const z = 1 - (2 * index + 1) / 3000;
  const turn = index * Math.PI * (3 - Math.sqrt(5));
  return [Math.sqrt(1 - z * z) * Math.cos(turn), Math.sqrt(1 - z * z) * Math.sin(turn), z];
});

/** The distance to the boundary by looking at many of its points: never less than the true one. */
const searched = (point: Coordinates, center: Coordinates, axes: readonly Coordinates[]): number =>
  Math.min(
    ...(axes.length === 2 ? circle : sphere).map((u) =>
      norm(
        minus(
          point,
          u.reduce<number[]>((sum, value, axis) => plus(sum, times(axes[axis] ?? [], value)), [...center]),
        ),
      ),
    ),
  );

const expectNearest = (surface: Surface, point: Coordinates): void => {
  const nearest = surface.nearestPoint(point);
  const distance = surface.signedDistance(point);
  expect(Math.abs(surface.signedDistance(nearest))).toBeLessThan(1e-7);
  expect(norm(minus(point, nearest))).toBeCloseTo(Math.abs(distance), 8);
  if (Math.abs(distance) > 1e-9) expect(surface.contains(point)).toBe(distance < 0);
};

describe('an ellipsoid', () => {
  const sizes = fc.tuple(number(0.2, 20), number(0.2, 20), number(0.2, 20));
  const angles = fc.tuple(number(-3, 3), number(-3, 3), number(-3, 3));
  const place = fc.tuple(number(-25, 25), number(-25, 25), number(-25, 25));

  it('gives the nearest point of its boundary from anywhere', () => {
    fc.assert(
      fc.property(sizes, angles, place, (size, turn, point) => {
        const rows = rotation(...turn);
        const axes = size.map((value, axis) =>
          turned(
            rows,
            [0, 1, 2].map((one) => (one === axis ? value : 0)),
          ),
        );
        const surface = ellipsoid([1, 2, 3], axes);
        expectNearest(surface, point);
        const found = Math.abs(surface.signedDistance(point));
        const seen = searched(point, [1, 2, 3], axes);
        expect(found).toBeLessThan(seen + 1e-9);
        expect(seen - found).toBeLessThan(0.06 * Math.max(...size));
      }),
      CHECKS,
    );
  });

  it.each<[string, Coordinates, number]>([
    ['the centre', [0, 0, 0], -2],
    ['the middle plane of the shortest axis, near the centre', [1, 1, 0], -1.86],
    ['the long axis, near its end', [5.9, 0, 0], -0.1],
    ['the long axis, at its end', [6, 0, 0], 0],
    ['beyond the long axis', [9, 0, 0], 3],
    ['beside the shortest axis', [0, 0, 3], 1],
    ['hardly off the middle plane', [1, 1, 1e-300], -1.86],
  ])('is measured from %s', (_name, point, expected) => {
    const surface = ellipsoid(
      [0, 0, 0],
      [
        [6, 0, 0],
        [0, 4, 0],
        [0, 0, 2],
      ],
    );
    expectNearest(surface, point);
    expect(surface.signedDistance(point)).toBeCloseTo(expected, 1);
  });

  it('with equal axes is a ball', () => {
    fc.assert(
      fc.property(place, number(0.5, 9), (point, radius) => {
        const round = ellipsoid(
          [1, 2, 3],
          [
            [radius, 0, 0],
            [0, 0, radius],
            [0, radius, 0],
          ],
        );
        expect(round.signedDistance(point)).toBeCloseTo(ball([1, 2, 3], radius).signedDistance(point), 9);
      }),
      CHECKS,
    );
  });

  it('by axes that are not quite orthogonal is the ellipsoid that they span', () => {
    const axes = [
      [6, 0, 0],
      [0.003, 4, 0],
      [0, 0, 2],
    ];
    const surface = ellipsoid([0, 0, 0], axes);
    for (const [u, v] of [
      [1, 0],
      [0.6, 0.8],
      [0, 1],
      [-0.8, 0.6],
    ] as const) {
      const onBoundary = [u * 6 + v * 0.003, v * 4, 0];
      expect(Math.abs(surface.signedDistance(onBoundary))).toBeLessThan(1e-9);
    }
  });

  it('in two dimensions is an ellipse', () => {
    fc.assert(
      fc.property(number(0.2, 20), number(0.2, 20), fc.tuple(number(-25, 25), number(-25, 25)), (a, b, point) => {
        const axes = [
          [a, 0],
          [0, b],
        ];
        const surface = ellipsoid([1, 2], axes);
        expectNearest(surface, point);
        expect(Math.abs(surface.signedDistance(point))).toBeLessThan(searched(point, [1, 2], axes) + 1e-9);
      }),
      CHECKS,
    );
  });
});

describe('a polygon', () => {
  const corners = [
    [0, 0],
    [8, 1],
    [5, 4],
    [9, 9],
    [3, 7],
  ];

  it('gives the nearest point of its edges from anywhere', () => {
    const surface = polygon(corners);
    fc.assert(
      fc.property(number(-5, 15), number(-5, 15), (x, y) => {
        expectNearest(surface, [x, y]);
      }),
      CHECKS,
    );
  });

  it('does not depend on where its corners begin or which way they run', () => {
    const rotated = polygon([...corners.slice(2), ...corners.slice(0, 2)].reverse());
    fc.assert(
      fc.property(number(-5, 15), number(-5, 15), (x, y) => {
        expect(rotated.signedDistance([x, y])).toBeCloseTo(polygon(corners).signedDistance([x, y]), 12);
      }),
      CHECKS,
    );
    expect(norm(minus(rotated.center, polygon(corners).center))).toBeLessThan(1e-12);
  });

  it('has its centre at the centroid of its area, not of its corners', () => {
    // An L of three unit squares, with extra corners along one edge.
    const surface = polygon([
      [0, 0],
      [0.5, 0],
      [1, 0],
      [1.5, 0],
      [2, 0],
      [2, 1],
      [1, 1],
      [1, 2],
      [0, 2],
    ]);
    expect(surface.center[0]).toBeCloseTo(5 / 6, 12);
    expect(surface.center[1]).toBeCloseTo(5 / 6, 12);
  });

  it('keeps its centroid far from the origin', () => {
    const far = polygon([
      [90_000, 90_000],
      [90_001, 90_000],
      [90_001, 90_001],
      [90_000, 90_001],
    ]);
    expect(far.center[0]).toBeCloseTo(90_000.5, 9);
  });

  it('holds its own boundary, exactly', () => {
    const square = [
      [0, 0],
      [10, 0],
      [10, 10],
      [0, 10],
    ];
    for (const point of [
      [0, 0],
      [5, 0],
      [10, 5],
      [10, 10],
      [0, 3],
    ])
      expect(polygonContains(square, point)).toBe(true);
    for (const point of [
      [-1e-300, 5],
      [10 + 2e-15, 5],
      [5, -5e-324],
      [11, 10],
      [-1, 0],
    ])
      expect(polygonContains(square, point)).toBe(false);
  });
});

describe('the normal distribution', () => {
  // Abramowitz & Stegun, table 26.1.
  it.each([
    [0, 0.5],
    [1, 0.8413447460685429],
    [-1.959963984540054, 0.025],
    [3, 0.9986501019683699],
    [-6, 9.865876450376981e-10],
  ])('at %d', (x, expected) => {
    expect(normalCdf(x) / expected).toBeCloseTo(1, 9);
  });

  it('turns back', () => {
    fc.assert(
      fc.property(number(-7, 7), (x) => {
        expect(normalQuantile(normalCdf(x))).toBeCloseTo(x, 4);
      }),
      CHECKS,
    );
  });
});

describe('the axes of a covariance', () => {
  it('put together again are the covariance', () => {
    fc.assert(
      fc.property(
        fc.tuple(number(0.01, 9), number(0.01, 9), number(0.01, 9)),
        fc.tuple(number(-3, 3), number(-3, 3), number(-3, 3)),
        (values, turn) => {
          const rows = rotation(...turn);
          const covariance = rows.map((a) =>
            rows.map((b) => a.reduce((sum, one, axis) => sum + one * (b[axis] ?? 0) * (values[axis] ?? 0), 0)),
          );
          const axes = eigen(covariance);
          expect(axes.map(({ value }) => value).toSorted((a, b) => a - b)).toEqual(
            values.toSorted((a, b) => a - b).map((value) => expect.closeTo(value, 9) as number),
          );
          covariance.forEach((line, row) => {
            line.forEach((value, column) => {
              expect(
                axes.reduce((sum, axis) => sum + axis.value * (axis.vector[row] ?? 0) * (axis.vector[column] ?? 0), 0),
              ).toBeCloseTo(value, 9);
            });
          });
        },
      ),
      CHECKS,
    );
  });
});
