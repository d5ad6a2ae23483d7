import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stackedContours } from '../../src/space/contours.ts';
import { distanceField } from '../../src/space/distance-field.ts';
import { ball } from '../../src/space/ellipsoid.ts';
import { meshIndex } from '../../src/space/mesh.ts';
import type { Coordinates, Surface } from '../../src/space/surface.ts';
import type { Vector3 } from '../../src/space/vector.ts';
import { inLane } from '../support/lane.ts';
import { generator } from '../support/random.ts';
import { apart, assessmentOf, codesOf, PATIENT, rotation } from '../support/records.ts';
import {
  boxContours,
  boxLabelmap,
  boxMesh,
  inFrame,
  labelmapOf,
  meshOf,
  solid,
  star,
  vector,
} from '../support/solids.ts';

const CHECKS = { numRuns: inLane({ fast: 15, full: 100 }), seed: 20261124, endOnFailure: true };
const number = (min: number, max: number) => fc.double({ min, max, noNaN: true, noDefaultInfinity: true });
const angles = fc.tuple(number(-3, 3), number(-3, 3), number(-3, 3));
const place = fc.tuple(number(-30, 30), number(-30, 30), number(-30, 30));
const sizes = fc.tuple(number(1, 12), number(1, 12), number(1, 12));

/** A box about a place, turned: closed form (positive outside, negative inside). */
const boxDistance = (half: readonly number[], at: readonly number[]): number => {
  const over = at.map((value, axis) => Math.abs(value) - (half[axis] ?? 0));
  return Math.hypot(...over.map((value) => Math.max(0, value))) + Math.min(0, Math.max(...over));
};

const expectBoundary = (surface: Surface, point: Coordinates): void => {
  const nearest = surface.nearestPoint(point);
  expect(apart(nearest, point)).toBeCloseTo(Math.abs(surface.signedDistance(point)), 7);
  expect(Math.abs(surface.signedDistance(nearest))).toBeLessThan(1e-7);
};

describe('a box as mesh, contours and labelmap', () => {
  it('is the closed form from anywhere, oblique and with any winding', () => {
    const random = generator(5);
    fc.assert(
      fc.property(
        sizes,
        angles,
        place,
        fc.array(place, { minLength: 8, maxLength: 8 }),
        (half, turn, center, points) => {
          const frame = { center, rows: rotation(...turn) };
          const mesh = boxMesh(half, frame, random);
          const surfaces = {
            mesh: meshOf(mesh.vertices, mesh.triangles),
            contours: solid(stackedContours(boxContours(half, frame, random), null)),
            labelmap: boxLabelmap(half, frame),
          };
          for (const [name, surface] of Object.entries(surfaces)) {
            expect(apart(surface.center, center), name).toBeLessThan(1e-7);
            for (const local of points) {
              const point = inFrame(frame)(local.map((value) => value / 2));
              const expected = boxDistance(
                half,
                local.map((value) => value / 2),
              );
              expect(Math.abs(surface.signedDistance(point) - expected), name).toBeLessThan(1e-7);
              if (Math.abs(expected) > 1e-6) expect(surface.contains(point), name).toBe(expected < 0);
              expectBoundary(surface, point);
            }
          }
        },
      ),
      CHECKS,
    );
  });
});

/** Signed solid angle of a triangle from a point (van Oosterom and Strackee, 1983): over a closed surface ±4π inside, 0 outside. */
const solidAngle = (a: Vector3, b: Vector3, c: Vector3, from: Vector3): number => {
  const [x, y, z] = [a, b, c].map((corner) => corner.map((value, axis) => value - (from[axis] ?? 0))) as [
    number[],
    number[],
    number[],
  ];
  const dot = (u: number[], v: number[]): number => u.reduce((sum, value, axis) => sum + value * (v[axis] ?? 0), 0);
  const [lx, ly, lz] = [x, y, z].map((v) => Math.hypot(...v)) as [number, number, number];
  const triple =
    x[0]! * (y[1]! * z[2]! - y[2]! * z[1]!) -
    x[1]! * (y[0]! * z[2]! - y[2]! * z[0]!) +
    x[2]! * (y[0]! * z[1]! - y[1]! * z[0]!);
  return 2 * Math.atan2(triple, lx * ly * lz + dot(x, y) * lz + dot(y, z) * lx + dot(z, x) * ly);
};

/** The distance to a triangle by looking along its plane and its three sides: another way than the one under test. */
const triangleDistance = (a: Vector3, b: Vector3, c: Vector3, point: Vector3): number => {
  const minus = (u: readonly number[], v: readonly number[]): number[] =>
    u.map((value, axis) => value - (v[axis] ?? 0));
  const dot = (u: readonly number[], v: readonly number[]): number =>
    u.reduce((sum, value, axis) => sum + value * (v[axis] ?? 0), 0);
  const cross = (u: readonly number[], v: readonly number[]): number[] => [
    (u[1] ?? 0) * (v[2] ?? 0) - (u[2] ?? 0) * (v[1] ?? 0),
    (u[2] ?? 0) * (v[0] ?? 0) - (u[0] ?? 0) * (v[2] ?? 0),
    (u[0] ?? 0) * (v[1] ?? 0) - (u[1] ?? 0) * (v[0] ?? 0),
  ];
  const normal = cross(minus(b, a), minus(c, a));
  const sides = [
    [a, b],
    [b, c],
    [c, a],
  ] as const;
  const isOver = sides.every(([from, to]) => dot(cross(minus(to, from), minus(point, from)), normal) >= 0);
  if (isOver) return Math.abs(dot(minus(point, a), normal)) / Math.hypot(...normal);
  return Math.min(
    ...sides.map(([from, to]) => {
      const along = minus(to, from);
      const share = Math.min(1, Math.max(0, dot(minus(point, from), along) / dot(along, along)));
      return Math.hypot(
        ...minus(
          point,
          from.map((value, axis) => value + share * (along[axis] ?? 0)),
        ),
      );
    }),
  );
};

describe('a mesh', () => {
  it('of 320 crooked triangles is what trying every triangle finds, within 1e-6 mm, its inside what solid angles say', () => {
    const random = generator(11);
    for (let round = 0; round < 3; round += 1) {
      const { vertices, triangles } = star(random);
      const surface = meshOf(vertices, triangles);
      const corner = (index: number): Vector3 => vector(vertices.slice(3 * index, 3 * index + 3));
      const faces = Array.from({ length: triangles.length / 3 }, (_, face) =>
        triangles.slice(3 * face, 3 * face + 3).map(corner),
      ) as [Vector3, Vector3, Vector3][];
      for (let look = 0; look < inLane({ fast: 20, full: 150 }); look += 1) {
        const point = vector([0, 1, 2].map(() => (random() - 0.5) * 40));
        const tried = Math.min(...faces.map(([a, b, c]) => triangleDistance(a, b, c, point)));
        const isInside = Math.abs(faces.reduce((sum, [a, b, c]) => sum + solidAngle(a, b, c, point), 0)) > 2 * Math.PI;
        expect(Math.abs(surface.signedDistance(point) - (isInside ? -tried : tried))).toBeLessThan(1e-6);
      }
    }
  });

  it('with a cavity has its centroid where what is left has it, whatever the winding', () => {
    const random = generator(2);
    const outer = boxMesh([6, 5, 4], { center: [0, 0, 0], rows: rotation(0, 0, 0) }, random);
    const inner = boxMesh([2, 2, 2], { center: [3, 0, 0], rows: rotation(0, 0, 0) }, random);
    const surface = meshOf(
      [...outer.vertices, ...inner.vertices],
      [...outer.triangles, ...inner.triangles.map((index) => index + 8)],
    );
    // (8·6·5·4·0 − 8·2·2·2·3) / (960 − 64)
    expect(apart(surface.center, [-192 / 896, 0, 0])).toBeLessThan(1e-9);
    expect(surface.contains([3, 0, 0])).toBe(false);
    expect(surface.signedDistance([3, 0, 0])).toBeCloseTo(2, 9);
    expect(surface.contains([-3, 0, 0])).toBe(true);
  });

  it('of parts that touch or cut each other has the centroid of what an odd number of them encloses', () => {
    const still = { center: [0, 0, 0], rows: rotation(0, 0, 0) };
    const both = (one: readonly number[], at: readonly number[]): Surface => {
      const random = generator(3);
      const [a, b] = [boxMesh([5, 5, 5], still, random), boxMesh(one, { ...still, center: at }, random)];
      return meshOf([...a.vertices, ...b.vertices], [...a.triangles, ...b.triangles.map((index) => index + 8)]);
    };
    // Side by side: 1000 around 0 and 360 around 10 along each axis in turn.
    for (const axis of [0, 1, 2])
      for (const side of [1, -1]) {
        const at = [0, 0, 0].with(axis, 10 * side);
        const half = [3, 3, 3].with(axis, 5);
        expect(
          apart(
            both(half, at).center,
            at.map((value) => (value * 360) / 1360),
          ),
        ).toBeLessThan(1e-9);
      }
    // Half over each other: 1000 around 0 and 640 around 5, less twice the 320 around 2.5 that both enclose.
    const cut = both([5, 4, 4], [5, 0, 0]);
    expect(apart(cut.center, [(640 * 5 - 640 * 2.5) / 1000, 0, 0])).toBeLessThan(0.05);
    expect(cut.contains([2.5, 0, 0])).toBe(false);
  });

  it('holds what lies exactly on its faces, edges and corners', () => {
    const { vertices, triangles } = boxMesh([5, 5, 5], { center: [0, 0, 0], rows: rotation(0, 0, 0) }, generator(4));
    const surface = meshOf(vertices, triangles);
    const random = generator(5);
    for (let look = 0; look < 600; look += 1) {
      const within = [0, 1, 2].map(() => 10 * random() - 5);
      const point = within.with(look % 3, look % 2 === 0 ? 5 : -5);
      expect(surface.contains(point), String(point)).toBe(true);
      expect(surface.signedDistance(point), String(point)).toBeLessThanOrEqual(0);
    }
    for (const corner of [
      [5, 5, 5],
      [-5, 5, -5],
      [5, -5, 1.25],
    ])
      expect(surface.contains(corner)).toBe(true);
    expect(surface.contains([5.000000001, 0, 0])).toBe(false);
  });

  it('is closed when vertices that are one are merged, and open when a triangle is missing', () => {
    const { vertices, triangles } = star(generator(4));
    const apartVertices = triangles.flatMap((index) => vertices.slice(3 * index, 3 * index + 3));
    const soup = meshOf(apartVertices, Array.from(triangles.keys()));
    expect(soup.signedDistance([1, 2, 3])).toBeCloseTo(meshOf(vertices, triangles).signedDistance([1, 2, 3]), 9);
    expect(meshIndex(vertices, triangles.slice(3))).toBeNull();
    expect(meshIndex(vertices, [...triangles, ...triangles.slice(0, 3)])).toBeNull();
  });
});

describe('a labelmap', () => {
  it('is what trying every voxel box finds, outside and inside', () => {
    const random = generator(8);
    for (let round = 0; round < 8; round += 1) {
      const size = [4, 5, 3] as const;
      const spacing = [0.7, 1.3, 3] as const;
      const set = Array.from({ length: 60 }, () => random() < 0.45);
      const isSet = (c: number, r: number, s: number): boolean => set[c + 4 * (r + 5 * s)] ?? false;
      const surface = labelmapOf(
        {
          size,
          origin: [0, 0, 0],
          orientation: [1, 0, 0, 0, 1, 0],
          betweenColumns: spacing[0],
          betweenRows: spacing[1],
          betweenSlices: spacing[2],
          isSet,
        },
        round % 2 === 1,
      );
      const boxDistanceTo = (at: readonly number[], point: readonly number[]): number =>
        Math.hypot(
          ...point.map((value, axis) =>
            Math.max(0, Math.abs(value - (at[axis] ?? 0) * (spacing[axis] ?? 0)) - (spacing[axis] ?? 0) / 2),
          ),
        );
      for (let look = 0; look < inLane({ fast: 30, full: 200 }); look += 1) {
        const point = spacing.map((step, axis) => (random() * ((size[axis] ?? 0) + 3) - 2) * step);
        const cells: { at: number[]; full: boolean }[] = [];
        // One ring of empty voxels around the grid stands for all that lies beyond.
        for (let c = -1; c <= 4; c += 1)
          for (let r = -1; r <= 5; r += 1)
            for (let s = -1; s <= 3; s += 1)
              cells.push({
                at: [c, r, s],
                full: c >= 0 && r >= 0 && s >= 0 && c < 4 && r < 5 && s < 3 && isSet(c, r, s),
              });
        const to = (full: boolean): number =>
          Math.min(...cells.filter((cell) => cell.full === full).map(({ at }) => boxDistanceTo(at, point)));
        const outside = to(true);
        expect(surface.signedDistance(point)).toBeCloseTo(outside > 0 ? outside : -to(false), 9);
      }
    }
  });

  it('has a distance field that is what trying every voxel of the other kind finds', () => {
    const random = generator(9);
    const spacing = [0.7, 1.3, 3] as const;
    for (let round = 0; round < 25; round += 1) {
      const size = [6, 5, 4].map((most) => 1 + Math.floor(random() * most)) as unknown as [number, number, number];
      const set = Uint8Array.from({ length: size[0] * size[1] * size[2] }, () => Number(random() < 0.6));
      const field = distanceField({ size, spacing, set });
      // A ring of voxels that aren't set stands for all that lies beyond.
      const cells = Array.from({ length: (size[0] + 2) * (size[1] + 2) * (size[2] + 2) }, (_, index) => {
        const line = Math.floor(index / (size[0] + 2));
        const at = [index % (size[0] + 2), line % (size[1] + 2), Math.floor(line / (size[1] + 2))].map(
          (one) => one - 1,
        );
        const isWithin = at.every((one, axis) => one >= 0 && one < (size[axis] ?? 0));
        const voxel = (at[0] ?? 0) + size[0] * ((at[1] ?? 0) + size[1] * (at[2] ?? 0));
        return { at, voxel: isWithin ? voxel : -1, set: isWithin ? set[voxel] : 0 };
      });
      for (const { at, voxel, set: kind } of cells.filter((cell) => cell.voxel >= 0)) {
        const tried = Math.min(
          ...cells
            .filter((cell) => cell.set !== kind)
            .map((cell) =>
              cell.at.reduce(
                (sum, one, axis) =>
                  sum + (Math.max(0, Math.abs(one - (at[axis] ?? 0)) - 0.5) * (spacing[axis] ?? 0)) ** 2,
                0,
              ),
            ),
        );
        if (tried < Infinity) expect(Math.abs((field[voxel] ?? NaN) - tried)).toBeLessThan(1e-6 * (1 + tried));
        else expect(field[voxel]).toBe(Infinity);
      }
    }
  });

  it('of a ball comes within half a voxel diagonal of it, nearer with smaller voxels', () => {
    const worst = [2, 1, 0.5].map((step) => {
      const count = Math.ceil(24 / step);
      const first = (-(count - 1) * step) / 2;
      const surface = labelmapOf({
        size: [count, count, count],
        origin: [first, first, first],
        orientation: [1, 0, 0, 0, 1, 0],
        betweenColumns: step,
        betweenRows: step,
        betweenSlices: step,
        isSet: (...at) => Math.hypot(...at.map((index) => first + index * step)) <= 9,
      });
      const exact = ball([0, 0, 0], 9);
      const random = generator(6);
      let most = 0;
      for (let look = 0; look < inLane({ fast: 60, full: 400 }); look += 1) {
        const point = [0, 1, 2].map(() => (random() - 0.5) * 30);
        most = Math.max(most, Math.abs(surface.signedDistance(point) - exact.signedDistance(point)));
      }
      expect(most).toBeLessThanOrEqual((Math.sqrt(3) * step) / 2);
      return most;
    });
    expect(worst[1]).toBeLessThan(worst[0] ?? 0);
    expect(worst[2]).toBeLessThan(worst[1] ?? 0);
  });
});

describe('stacked contours', () => {
  const square = (half: number, z: number, x = 0): Vector3[] => [
    [x - half, -half, z],
    [x + half, -half, z],
    [x + half, half, z],
    [x - half, half, z],
  ];

  it('reach half-way to their neighbours, the end ones half their nearest gap', () => {
    const surface = solid(stackedContours([square(5, 0), square(5, 2), square(5, 8)], null));
    // From −1 over 1 and 5 to 11.
    expect(surface.signedDistance([0, 0, -2])).toBeCloseTo(1, 9);
    expect(surface.signedDistance([0, 0, 12.5])).toBeCloseTo(1.5, 9);
    expect(surface.center[2]).toBeCloseTo(5, 9);
  });

  it('of different sizes make steps', () => {
    const surface = solid(stackedContours([square(10, 0), square(2, 4)], null));
    // Above the shoulder of the lower one, beside the upper one.
    expect(surface.signedDistance([5, 0, 3])).toBeCloseTo(1, 9);
    expect(surface.signedDistance([5, 0, 1.5])).toBeCloseTo(-0.5, 9);
    // Under the edge between them: the corner is nearest.
    expect(surface.signedDistance([1.5, 0, 1.7])).toBeCloseTo(-Math.hypot(0.5, 0.3), 9);
  });

  it('that cancel each other on a plane enclose nothing there, and say so', () => {
    const voxel = { betweenColumns: 0.7, betweenRows: 0.7, betweenSlices: 3, sliceThickness: 3 };
    const tip = { position: [1, 0, 0], evidence: 'person', sigma: 0.5 };
    const of = (planes: Vector3[][]) =>
      assessmentOf({ space: { ...PATIENT, voxel }, target: { shape: 'contours', planes }, tip });
    const turned_ = square(5, 0).slice(1).concat(square(5, 0).slice(0, 1)).reverse();
    const none = of([square(5, 0), turned_]);
    expect(none).toMatchObject({ verdict: 'indeterminate', outside: null, probabilityInside: null });
    expect(none.metrics.signedDistance).toBeNull();
    expect(none.metrics.tipToCenter).toBeNull();
    expect(codesOf(none)).toContain('empty-contours');
    // A hollow between two full planes.
    const hollow = of([square(5, -3), square(5, 0), turned_, square(5, 3)]);
    expect(hollow.metrics.tipToCenter?.value).toBeCloseTo(1, 9);
    expect(hollow.metrics.signedDistance?.value).toBeCloseTo(1.5, 9);
    expect(codesOf(hollow)).toContain('empty-contours');
  });

  it('on one plane have no boundary where they share part of a side', () => {
    const side: Vector3[] = [
      [5, -3, 0],
      [15, -3, 0],
      [15, 3, 0],
      [5, 3, 0],
    ];
    const joined = solid(stackedContours([square(5, 0), side], 20));
    expect(joined.signedDistance([4.9, 0, 0])).toBeCloseTo(-Math.hypot(0.1, 3), 6);
    expect(joined.signedDistance([5.1, 0, 0])).toBeCloseTo(-3, 6);
    expect(joined.signedDistance([5.1, 4, 0])).toBeCloseTo(0.1, 6);
  });

  it('by their nearest walls alone know what lies beyond floor and ceiling', () => {
    const slab = solid(stackedContours([square(20, 0)], 3));
    const distance = slab.distanceNear?.([
      [0, 0, 0],
      [1, 0, 0],
    ]);
    expect(distance?.([0, 0, 3])).toBeCloseTo(1.5, 9);
    expect(distance?.([0, 0, -4])).toBeCloseTo(2.5, 9);
    expect(distance?.([0, 0, 1])).toBeCloseTo(-0.5, 9);
    // A flat target is as uncertain as the same box drawn as a mesh.
    const voxel = { betweenColumns: 0.7, betweenRows: 0.7, betweenSlices: 3, sliceThickness: 3 };
    const tip = { position: [0.3, 0.2, 0.1], evidence: 'person', sigma: 1.29 };
    const box = boxMesh([20, 20, 1.5], { center: [0, 0, 0], rows: rotation(0, 0, 0) }, generator(1));
    const [flat, mesh] = [
      { shape: 'contours', planes: [square(20, 0)] },
      { shape: 'mesh', ...box },
    ].map((target) => assessmentOf({ space: { ...PATIENT, voxel }, target, tip }).metrics.signedDistance);
    expect(Math.abs((flat?.sigma ?? NaN) / (mesh?.sigma ?? NaN) - 1)).toBeLessThan(0.03);
    expect(Math.abs((flat?.interval?.[1] ?? NaN) - (mesh?.interval?.[1] ?? NaN))).toBeLessThan(0.1);
  });

  it('hold what lies on an edge, at a corner or on a level edge, and nothing beside it', () => {
    // A star with level, upright and slanted edges, and a corner pointing each way.
    const star: Vector3[] = [
      [-4, -4, 0],
      [0, -2, 0],
      [4, -4, 0],
      [4, 4, 0],
      [0, 6, 0],
      [-4, 4, 0],
    ];
    const surface = solid(stackedContours([star], 2));
    star.forEach((corner, index) => {
      const next = star[(index + 1) % star.length] ?? corner;
      for (const share of [0, 0.25, 0.5])
        expect(
          surface.contains(corner.map((value, axis) => value + share * ((next[axis] ?? 0) - value))),
          `${String(index)} ${String(share)}`,
        ).toBe(true);
    });
    for (const beside of [
      [-4.001, 0, 0],
      [4.001, 4, 0],
      [0, -2.001, 0],
      [0, 6.001, 0],
      [-6, -4, 0],
      [6, 4, 0],
    ])
      expect(surface.contains(beside), String(beside)).toBe(false);
    expect(surface.contains([0, 0, 1])).toBe(true);
    expect(surface.contains([0, 0, 1.001])).toBe(false);
  });

  it('on one plane have the centroid of what an odd number of them encloses, across and along', () => {
    const bar: Vector3[] = [
      [0, 0, 0],
      [6, 0, 0],
      [6, 2, 0],
      [0, 2, 0],
    ];
    const post: Vector3[] = [
      [4, 1, 0],
      [6, 1, 0],
      [6, 9, 0],
      [4, 9, 0],
    ];
    // 12 around (3, 1) and 16 around (5, 5), less twice the 2 around (5, 1.5) that both enclose.
    const { center } = solid(stackedContours([bar, post], 2));
    expect(apart(center, [(36 + 80 - 20) / 24, (12 + 80 - 6) / 24, 0])).toBeLessThan(1e-9);
  });

  it('on one plane combine by even–odd, also where they share a side or cross', () => {
    const ring = solid(stackedContours([square(6, 0), square(2, 0)], 4));
    expect(ring.contains([0, 0, 0])).toBe(false);
    expect(ring.signedDistance([0, 0, 0])).toBeCloseTo(2, 9);
    expect(ring.signedDistance([4, 0, 0])).toBeCloseTo(-2, 9);
    const joined = solid(stackedContours([square(3, 0, -3), square(3, 0, 3)], 10));
    expect(joined.signedDistance([0, 0, 0])).toBeCloseTo(-3, 9);
    const crossed = solid(stackedContours([square(4, 0), square(4, 0, 4)], 6));
    expect(crossed.contains([2, 0, 0])).toBe(false);
    expect(crossed.contains([-2, 0, 0])).toBe(true);
    // What is left are two halves, −4…0 and 4…8.
    expect(apart(crossed.center, [2, 0, 0])).toBeLessThan(1e-9);
  });
});

describe('targets of every shape in a record', () => {
  const tip = { position: [1, 0.5, -0.5], evidence: 'person', sigma: 0.5 };
  const random = generator(1);
  const frame = { center: [0, 0, 0], rows: rotation(0.4, -0.7, 1.1) };
  const half = [6, 5, 4];

  it('are assessed alike', () => {
    const mesh = assessmentOf({ space: PATIENT, target: { shape: 'mesh', ...boxMesh(half, frame, random) }, tip });
    const contours = assessmentOf({
      space: PATIENT,
      target: { shape: 'contours', planes: boxContours(half, frame, random) },
      tip,
    });
    for (const found of [mesh, contours]) {
      expect(found).toMatchObject({ verdict: 'inside', outside: false, caveats: [] });
      expect(found.metrics.tipToCenter?.value).toBeCloseTo(Math.hypot(1, 0.5, 0.5), 6);
    }
    expect(mesh.metrics.signedDistance?.value).toBeCloseTo(contours.metrics.signedDistance?.value ?? NaN, 6);
    const bits = btoa(String.fromCharCode(...[0b11111111, 0b1]));
    const labels = {
      shape: 'labelmap',
      size: [3, 3, 1],
      origin: [-4, -4, 0],
      orientation: [1, 0, 0, 0, 1, 0],
      betweenColumns: 4,
      betweenRows: 4,
      betweenSlices: 12,
      bits,
    };
    const labelled = assessmentOf({ space: PATIENT, target: labels, tip });
    expect(labelled.metrics.signedDistance?.value).toBeCloseTo(-5, 9);
    expect(labelled.metrics.tipToCenter?.value).toBeCloseTo(Math.hypot(1, 0.5, 0.5), 9);
    expect(labelled.verdict).toBe('inside');
  });

  it('have the probability of the ball that they nearly are', () => {
    const step = 0.5;
    const count = 32;
    const first = (-(count - 1) * step) / 2;
    const bytes = new Uint8Array(count ** 3 / 8);
    for (let voxel = 0; voxel < count ** 3; voxel += 1) {
      const at = [voxel % count, Math.floor(voxel / count) % count, Math.floor(voxel / count ** 2)];
      if (Math.hypot(...at.map((index) => first + index * step)) <= 6) bytes[voxel >> 3]! |= 1 << (voxel & 7);
    }
    const target = {
      shape: 'labelmap',
      size: [count, count, count],
      origin: [first, first, first],
      orientation: [1, 0, 0, 0, 1, 0],
      betweenColumns: step,
      betweenRows: step,
      betweenSlices: step,
      bits: btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')),
    };
    for (const x of [3, 5, 6, 7]) {
      const marked = { position: [x, 0, 0], evidence: 'person', sigma: 1.5 };
      const labelled = assessmentOf({ space: PATIENT, target, tip: marked });
      const round = assessmentOf({
        space: PATIENT,
        target: { shape: 'sphere', center: [0, 0, 0], radius: 6 },
        tip: marked,
      });
      expect(Math.abs((labelled.probabilityInside ?? NaN) - (round.probabilityInside ?? NaN))).toBeLessThan(0.02);
    }
  });

  it('say why they have no inside: an open mesh, a single contour of unknown thickness', () => {
    const { vertices, triangles } = boxMesh(half, frame, random);
    const open = assessmentOf({
      space: PATIENT,
      target: { shape: 'mesh', vertices, triangles: triangles.slice(3) },
      tip,
    });
    expect(open).toMatchObject({
      verdict: 'indeterminate',
      outside: null,
      probabilityInside: null,
      metrics: { signedDistance: null },
    });
    expect(codesOf(open)).toEqual(['open-surface']);
    const planes = [
      [
        [-5, -5, 0],
        [5, -5, 0],
        [5, 5, 0],
        [-5, 5, 0],
      ],
    ];
    const flat = assessmentOf({ space: PATIENT, target: { shape: 'contours', planes }, tip });
    expect(flat).toMatchObject({
      verdict: 'indeterminate',
      outside: null,
      probabilityInside: null,
      metrics: { signedDistance: null },
    });
    expect(codesOf(flat)).toEqual(['slice-thickness']);
    expect(flat.metrics.tipToCenter?.value).toBeCloseTo(Math.hypot(1, 0.5, 0.5), 9);
    const voxel = { betweenColumns: 0.5, betweenRows: 0.5, betweenSlices: 6, sliceThickness: 1 };
    const thick = assessmentOf({ space: { ...PATIENT, voxel }, target: { shape: 'contours', planes }, tip });
    expect(thick.metrics.signedDistance?.value).toBeCloseTo(-2.5, 9);
  });
});
