import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stackedContours } from '../../src/space/contours.ts';
import { ball, ellipsoid } from '../../src/space/ellipsoid.ts';
import { polygon } from '../../src/space/polygon.ts';
import { minus, norm, plus, times, type Coordinates, type Surface } from '../../src/space/surface.ts';
import { inLane } from '../support/lane.ts';
import { generator } from '../support/random.ts';
import { apart, rotation, turned } from '../support/records.ts';
import { boxContours, boxLabelmap, boxMesh, labelmapOf, meshOf, solid, star, vector } from '../support/solids.ts';

/** What every surface promises (src/space/surface.ts), held by one suite for all of them. Oblique frames, voxels that aren't cubes. */

const SEED = 20261125;
const random = generator(SEED);
const frame = { center: [3, -40, 112], rows: rotation(0.4, -0.9, 1.7) };
const half = [7, 4, 5];
const oblique = (local: readonly number[]): number[] => plus(turned(frame.rows, local), frame.center);
const crooked = star(random);
const bumps = (x: number, y: number, z: number): boolean => x * x + 2 * y * y + z * z + 9 * Math.sin(x / 2) < 70;

const CROOKED = {
  size: [24, 20, 14],
  origin: [-8, -8, -9],
  orientation: [0.8, 0.6, 0, -0.6, 0.8, 0],
  betweenColumns: 0.7,
  betweenRows: 0.9,
  betweenSlices: 1.5,
  isSet: (column: number, row: number, slice: number) => bumps(column * 0.7 - 8, row * 0.9 - 8, slice * 1.5 - 9),
} as const;

const SURFACES: Readonly<Record<string, { readonly surface: Surface; readonly reach: number }>> = {
  circle: { surface: ball([10, -7], 6), reach: 14 },
  'circle where pixels are not square': {
    surface: ellipsoid(
      [10, -7],
      [
        [6, 0],
        [0, 2.5],
      ],
    ),
    reach: 14,
  },
  contour: {
    surface: polygon([
      [0, 0],
      [8, 1],
      [5, 4],
      [9, 9],
      [3, 7],
    ]),
    reach: 12,
  },
  sphere: { surface: ball(frame.center, 6), reach: 14 },
  ellipsoid: {
    surface: ellipsoid(
      frame.center,
      half.map((size, axis) =>
        times(
          turned(
            frame.rows,
            [0, 1, 2].map((one) => Number(one === axis)),
          ),
          size,
        ),
      ),
    ),
    reach: 14,
  },
  'contours of a box': { surface: solid(stackedContours(boxContours(half, frame, random), null)), reach: 14 },
  'contours of changing size, a ring among them': {
    surface: solid(
      stackedContours(
        [9, 4, 6, 8, 3].flatMap((radius, level) => {
          const round = (size: number): ReturnType<typeof vector>[] =>
            Array.from({ length: 17 }, (_, corner) =>
              vector(
                oblique([
                  size * Math.cos((2 * Math.PI * corner) / 17),
                  0.7 * size * Math.sin((2 * Math.PI * corner) / 17),
                  3 * level + 0.4 * level * level - 8,
                ]),
              ),
            );
          return level === 3 ? [round(radius), round(radius / 2)] : [round(radius)];
        }),
        null,
      ),
    ),
    reach: 14,
  },
  'mesh of a box': {
    surface: ((mesh) => meshOf(mesh.vertices, mesh.triangles))(boxMesh(half, frame, random)),
    reach: 14,
  },
  'crooked mesh': { surface: meshOf(crooked.vertices, crooked.triangles), reach: 18 },
  'labelmap of a box': { surface: boxLabelmap(half, frame), reach: 14 },
  'crooked labelmap': { surface: labelmapOf(CROOKED), reach: 14 },
  'crooked labelmap with a distance field': { surface: labelmapOf(CROOKED, true), reach: 14 },
};

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true, noDefaultInfinity: true });
const CHECKS = { numRuns: inLane({ fast: 15, full: 60 }), seed: SEED, endOnFailure: true };
const offset = (reach: number) => fc.tuple(number(-reach, reach), number(-reach, reach), number(-reach, reach));

describe.each(Object.entries(SURFACES))('the surface of a %s', (_name, { surface, reach }) => {
  const near = ([x, y, z]: readonly [number, number, number]): Coordinates =>
    plus(surface.center, surface.dimensions === 2 ? [x, y] : [x, y, z]);
  const scale = norm(surface.center) + reach;

  it('has its nearest point on itself, as far away as the distance says', () => {
    fc.assert(
      fc.property(offset(reach), (step) => {
        const point = near(step);
        const nearest = surface.nearestPoint(point);
        expect(nearest).toHaveLength(surface.dimensions);
        expect(Math.abs(apart(point, nearest) - Math.abs(surface.signedDistance(point)))).toBeLessThan(1e-9 * scale);
        expect(Math.abs(surface.signedDistance(nearest))).toBeLessThan(1e-7);
      }),
      CHECKS,
    );
  });

  it('is inside where the distance is not positive', () => {
    fc.assert(
      fc.property(offset(reach), (step) => {
        const distance = surface.signedDistance(near(step));
        if (Math.abs(distance) > 1e-9 * scale) expect(surface.contains(near(step))).toBe(distance < 0);
      }),
      CHECKS,
    );
  });

  it('is never farther than another point\u2019s distance and the way there', () => {
    fc.assert(
      fc.property(offset(reach), offset(reach), (one, other) => {
        const [a, b] = [near(one), near(other)];
        expect(Math.abs(surface.signedDistance(a) - surface.signedDistance(b))).toBeLessThan(
          apart(a, b) + 1e-9 * scale,
        );
      }),
      CHECKS,
    );
  });

  it('is reached in a straight line: half-way to the nearest point it is half as far', () => {
    fc.assert(
      fc.property(offset(reach), (step) => {
        const point = near(step);
        const middle = plus(point, times(minus(surface.nearestPoint(point), point), 0.5));
        expect(surface.signedDistance(middle)).toBeCloseTo(surface.signedDistance(point) / 2, 6);
      }),
      CHECKS,
    );
  });

  it('has somewhere inside and somewhere outside, and no ball around a point within its distance crosses it', () => {
    const seen = new Set<boolean>();
    fc.assert(
      fc.property(offset(reach), offset(1), (step, direction) => {
        const point = near(step);
        const distance = surface.signedDistance(point);
        seen.add(distance < 0);
        const [x, y, z] = direction;
        const way = surface.dimensions === 2 ? [x, y] : [x, y, z];
        const size = norm(way);
        if (size < 0.1 || Math.abs(distance) < 1e-6) return;
        const within = plus(point, times(way, (0.999 * Math.abs(distance)) / size));
        expect(surface.contains(within)).toBe(distance < 0);
      }),
      CHECKS,
    );
    expect(seen.size).toBe(2);
  });

  it('by its nearest pieces alone is exact where they were looked for, and never nearer than it is', () => {
    const distanceNear = (points: readonly Coordinates[]) =>
      surface.distanceNear?.(points) ?? ((point: Coordinates) => surface.signedDistance(point));
    fc.assert(
      fc.property(fc.array(offset(reach), { minLength: 1, maxLength: 12 }), offset(reach), (steps, other) => {
        const points = steps.map(near);
        const distance = distanceNear(points);
        for (const point of points)
          expect(Math.abs(distance(point) - surface.signedDistance(point))).toBeLessThan(1e-9 * scale);
        const exact = surface.signedDistance(near(other));
        expect(Math.abs(distance(near(other)))).toBeGreaterThan(Math.abs(exact) - 1e-9 * scale);
        if (Math.abs(exact) > 1e-6) expect(Math.sign(distance(near(other)))).toBe(Math.sign(exact));
      }),
      CHECKS,
    );
  });
});
