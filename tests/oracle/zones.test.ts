import { describe, expect, it } from 'vitest';
import type { AssessedAblation, AssessedSegment } from '../../src/assess/zones/zone-assessment.ts';
import { farthestOutOf } from '../../src/assess/zones/ablation-cover.ts';
import { distanceTo, spheroidProfile } from '../../src/assess/zones/spheroid.ts';
import { targetShape } from '../../src/assess/marks.ts';
import { ellipsoid } from '../../src/space/ellipsoid.ts';
import { normalQuantile } from '../../src/space/normal-distribution.ts';
import type { Surface } from '../../src/space/surface.ts';
import { inLane } from '../support/lane.ts';
import { generator } from '../support/random.ts';
import { assess, isRefused } from '../../src/index.ts';
import {
  apart,
  assessmentOf,
  PATIENT,
  recordOf,
  rotation,
  turned,
  type Json,
  type Triple,
} from '../support/records.ts';

/** Points all over the surface of an ellipsoid, about `count` of them. */
const overEllipsoid = (center: readonly number[], axes: readonly (readonly number[])[], count: number): number[][] =>
  Array.from({ length: count }, (_, index) => {
    const height = 1 - (2 * index + 1) / count;
    const across = Math.sqrt(1 - height * height);
    const turn = index * Math.PI * (3 - Math.sqrt(5));
    const u = [across * Math.cos(turn), across * Math.sin(turn), height];
    return center.map((value, row) => axes.reduce((sum, axis, at) => sum + (axis[row] ?? 0) * (u[at] ?? 0), value));
  });

const inner = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, axis) => sum + value * (b[axis] ?? 0), 0);
const apartFrom = (axis: readonly number[], v: readonly number[]): number =>
  Math.sqrt(Math.max(0, inner(v, v) - inner(axis, v) ** 2));

const ablation = { center: -6, along: 34, across: 24 };
const zonesOf = (json: Json, zone: Json): Json => ({
  space: PATIENT,
  ...json,
  device: { kind: 'probe', source: 'made up', zones: [zone] },
});
const ablated = (json: Json): AssessedAblation =>
  assessmentOf(zonesOf(json, { role: 'ablation', shape: 'ellipsoid', ...ablation })).zones?.[0] as AssessedAblation;

/** The same ellipsoid by its definition, apart from the code under test. */
const ablationSurface = (tip: readonly number[], shaft: readonly number[]): Surface => {
  const away = tip.map((value, axis) => value - (shaft[axis] ?? 0));
  const size = Math.hypot(...away);
  const axis = away.map((value) => value / size) as Triple;
  const any: Triple = Math.abs(axis[0]) < 0.9 ? [1, 0, 0] : [0, 1, 0];
  const cross = (a: Triple, b: Triple): Triple => [
    a[1] * b[2] - a[2] * b[1],
    a[2] * b[0] - a[0] * b[2],
    a[0] * b[1] - a[1] * b[0],
  ];
  const side = cross(axis, any).map((value) => value / Math.hypot(...cross(axis, any))) as Triple;
  const third = cross(axis, side);
  return ellipsoid(
    tip.map((value, at) => value + ablation.center * (axis[at] ?? 0)),
    [
      axis.map((value) => (value * ablation.along) / 2),
      side.map((value) => (value * ablation.across) / 2),
      third.map((value) => (value * ablation.across) / 2),
    ],
  );
};

const rows = rotation(0.5, -0.8, 1.3);
const place = (v: readonly number[]): Triple =>
  turned(rows, v).map((value, axis) => value + [20, -30, 40][axis]!) as Triple;

describe('the minimal ablative margin is what a search of the whole surface finds', () => {
  const shaft = [place([4, 9, 70])];

  it('of ellipsoids, within 1e-4 mm, wherever the ablation lies', () => {
    const random = generator(71);
    for (let index = 0; index < inLane({ fast: 2, full: 5 }); index += 1) {
      const tip = place([8, 8, 6].map((reach) => reach * (2 * random() - 1)));
      const turn = rotation(6 * random(), 6 * random(), 6 * random());
      const axes = [4 + 12 * random(), 4 + 8 * random(), 3 + 5 * random()].map((size, at) =>
        turned(
          turn,
          [0, 1, 2].map((other) => (other === at ? size : 0)),
        ),
      );
      const center = place([0, 0, 4]);
      const margin = ablated({ target: { shape: 'ellipsoid', center, axes }, tip: { position: tip }, shaft })
        .ablativeMargin?.value;
      const surface = ablationSurface(tip, shaft[0] ?? []);
      const distanceTo = (point: readonly number[]): number => surface.signedDistance(point);
      // The best of many places, and of ever smaller circles around it: 2,500 points over all, then as near as is wanted.
      let best = overEllipsoid(
        [0, 0, 0],
        [
          [1, 0, 0],
          [0, 1, 0],
          [0, 0, 1],
        ],
        10_000,
      )
        .map((u) => ({ u, out: distanceTo(onSurface(center, axes, u)) }))
        .reduce((a, b) => (b.out > a.out ? b : a));
      for (let reach = 0.05; reach > 1e-6; reach /= 2)
        for (let step = 0; step < 24; step += 1) {
          const moved = best.u.map((value) => value + reach * (2 * random() - 1));
          const u = moved.map((value) => value / Math.hypot(...moved));
          const out = distanceTo(onSurface(center, axes, u));
          if (out > best.out) best = { u, out };
        }
      expect(Math.abs((margin ?? NaN) + best.out)).toBeLessThan(1e-4);
    }
  });

  const SLICED = {
    ...PATIENT,
    voxel: {
      betweenColumns: 1,
      betweenRows: 1,
      betweenSlices: 4,
      sliceThickness: 4,
      orientation: [...turned(rows, [1, 0, 0]), ...turned(rows, [0, 1, 0])],
    },
  };
  const tips = [
    [2, -1, -9],
    [9, 4, 3],
    [-7, 6, 12],
    [1, -11, 0],
  ].map(place);
  const expectMargin = (target: Json, points: readonly (readonly number[])[]): void => {
    const record = recordOf(
      zonesOf({ space: SLICED, target, shaft }, { role: 'ablation', shape: 'ellipsoid', ...ablation }),
    );
    for (const tip of tips) {
      // The same target, so that it is built once.
      const assessment = assess({ ...record, tip: { position: tip as never } });
      const [zone] = isRefused(assessment) ? [] : (assessment.zones ?? []);
      const margin = (zone as AssessedAblation).ablativeMargin?.value;
      const surface = ablationSurface(tip, shaft[0] ?? []);
      const out = points.reduce((most, point) => Math.max(most, surface.signedDistance(point)), -Infinity);
      expect(margin).toBeCloseTo(-out, 9);
    }
  };
  /** Points all over a triangle, its corners too. */
  function* over([a, b, c]: readonly [Triple, Triple, Triple], steps: number): Generator<readonly number[]> {
    for (let i = 0; i <= steps; i += 1)
      for (let j = 0; j <= steps - i; j += 1)
        yield a.map(
          (value, axis) => value + ((b[axis] ?? 0) - value) * (i / steps) + ((c[axis] ?? 0) - value) * (j / steps),
        );
  }
  const overAll = (triangles: readonly (readonly [Triple, Triple, Triple])[], steps: number): (readonly number[])[] =>
    triangles.flatMap((triangle) => [...over(triangle, steps)]);

  it('of stacked contours: of their prisms, which reach half-way to their neighbours', () => {
    const octagon = (radius: number, height: number): Triple[] =>
      Array.from({ length: 8 }, (_, index) => {
        const turn = (index * Math.PI) / 4;
        return place([radius * Math.cos(turn), 1.3 * radius * Math.sin(turn), height]);
      });
    const levels = [
      { radius: 5, at: -4, from: -6, to: -2 },
      { radius: 7, at: 0, from: -2, to: 2.5 },
      { radius: 6, at: 5, from: 2.5, to: 7.5 },
    ];
    const walls = levels.flatMap(({ radius, from, to }) => {
      const [low, high] = [octagon(radius, from), octagon(radius, to)];
      return low.flatMap((a, index): [Triple, Triple, Triple][] => {
        const [b, c, d] = [low[(index + 1) % 8], high[index], high[(index + 1) % 8]];
        return b && c && d && low[0] && high[0]
          ? [
              [a, b, c],
              [b, c, d],
              [low[0], a, b],
              [high[0], c, d],
            ]
          : [];
      });
    });
    expectMargin(
      { shape: 'contours', planes: levels.map(({ radius, at }) => octagon(radius, at)) },
      overAll(walls, 12),
    );
  });

  it('of corners anywhere about ablations of any shape', () => {
    const random = generator(74);
    for (let index = 0; index < 60; index += 1) {
      const [along, across] = [2 + 40 * random(), 2 + 40 * random()];
      const axis = turned(rotation(6 * random(), 6 * random(), 0), [0, 0, 1]);
      const around = { center: [1, 2, 3], axis, profile: spheroidProfile(along, across) };
      // About as deep as each other, so that the bounds that rule corners out have to be right.
      const corners = Array.from({ length: 30 }, () => {
        const u = turned(rotation(6 * random(), 6 * random(), 6 * random()), [1, 0, 0]);
        const size = 1 / Math.hypot(apartFrom(axis, u) / across, inner(axis, u) / along);
        return u.map((value, at) => (around.center[at] ?? 0) + value * size * (0.8 + 0.3 * random()));
      });
      const body = { round: null, corners: Float64Array.from(corners.flat()), extremes: new Float64Array() };
      const places = { places: new Float64Array(), origin: [0, 0, 0], axes: [], triedForEach: 1 };
      const whole = { ...body, ...places, volume: 1, volumeError: 0 };
      const out = Math.max(...corners.map((corner) => distanceTo(around, corner)));
      expect(farthestOutOf(whole, around)(around)).toBeCloseTo(out, 12);
    }
  });

  it('of a mesh', () => {
    const corners = Array.from({ length: 8 }, (_, bits) =>
      place([5, 7, 9].map((half, axis) => ((bits >> axis) & 1 ? half : -half) + (bits === 5 ? 1.5 : 0))),
    );
    const sides = [
      [0, 1, 3, 2],
      [4, 5, 7, 6],
      [0, 1, 5, 4],
      [2, 3, 7, 6],
      [0, 2, 6, 4],
      [1, 3, 7, 5],
    ];
    const triangles = sides.flatMap(([a = 0, b = 0, c = 0, d = 0]) => [[a, b, c] as const, [a, c, d] as const]);
    expectMargin(
      { shape: 'mesh', vertices: corners.flat(), triangles: triangles.flat() },
      overAll(
        triangles.map(([a, b, c]) => [corners[a] ?? tips[0]!, corners[b] ?? tips[0]!, corners[c] ?? tips[0]!] as const),
        16,
      ),
    );
  });

  it('of a labelmap: of the corners of all its voxels', () => {
    const size = [14, 12, 6] as const;
    const bits = new Uint8Array(Math.ceil((14 * 12 * 6) / 8));
    const points: Triple[] = [];
    for (let voxel = 0; voxel < 14 * 12 * 6; voxel += 1) {
      const at = [voxel % 14, Math.floor(voxel / 14) % 12, Math.floor(voxel / 168)] as const;
      if ((at[0] - 6.5) ** 2 / 36 + (at[1] - 5.5) ** 2 / 25 + (at[2] - 2.5) ** 2 / 7 > 1) continue;
      bits[voxel >> 3] = (bits[voxel >> 3] ?? 0) | (1 << (voxel & 7));
      for (let corner = 0; corner < 8; corner += 1)
        points.push(
          place([
            at[0] - 6.5 + ((corner & 1) - 0.5),
            at[1] - 5.5 + (((corner >> 1) & 1) - 0.5),
            2 * at[2] - 5 + 2 * (((corner >> 2) & 1) - 0.5),
          ]),
        );
    }
    expectMargin(
      {
        shape: 'labelmap',
        size,
        origin: place([-6.5, -5.5, -5]),
        orientation: SLICED.voxel.orientation,
        betweenColumns: 1,
        betweenRows: 1,
        betweenSlices: 2,
        bits: Buffer.from(bits).toString('base64'),
      },
      points,
    );
  });
});

const onSurface = (center: readonly number[], axes: readonly (readonly number[])[], u: readonly number[]): number[] =>
  center.map((value, row) => axes.reduce((sum, axis, at) => sum + (axis[row] ?? 0) * (u[at] ?? 0), value));

it('the margin of a length against stacked contours, and its share, are what looking at 8,000 places along it finds', () => {
  const ring = (radius: number, height: number): Triple[] =>
    Array.from({ length: 9 }, (_, index) => {
      const turn = (index * 2 * Math.PI) / 9;
      const reach = index % 3 === 0 ? radius / 2 : radius;
      return place([reach * Math.cos(turn), reach * Math.sin(turn), height]);
    });
  const target = { shape: 'contours', planes: [ring(9, -5), ring(12, 0), ring(8, 5)] };
  const surface = targetShape(PATIENT as never, target as never).surface;
  for (const [tip, shaft, from, to] of [
    [place([8, 1, 3]), [place([-30, -9, -9])], -24, -1],
    [place([3, 9, 4]), [place([-20, -30, 2]), place([-4, -4, -3])], -40, 3],
    [place([2, 2, 4]), [place([0, 3, -20])], -6, -2],
    // From one lobe to the next: both ends inside, the middle not.
    [place([7.7, 6.5, 0.1]), [place([7.6, -30, 0])], -13, 0],
  ] as const) {
    const zone = assessmentOf(
      zonesOf({ target, tip: { position: tip }, shaft }, { role: 'other', shape: 'segment', from, to }),
    ).zones?.[0] as AssessedSegment;
    const path = zone.path ?? [];
    const sizes = path.slice(1).map((point, index) => apart(point, path[index] ?? point));
    const length = sizes.reduce((sum, size) => sum + size, 0);
    expect(length).toBeCloseTo(to - from, 9);
    let [inside, out] = [0, -Infinity];
    for (let step = 0; step < 8000; step += 1) {
      let left = ((step + 0.5) / 8000) * length;
      let piece = 0;
      while (left > (sizes[piece] ?? NaN)) {
        left -= sizes[piece] ?? 0;
        piece += 1;
      }
      const [a, b] = [path[piece] ?? [], path[piece + 1] ?? []];
      const distance = surface?.signedDistance(
        a.map((value, axis) => value + (left / (sizes[piece] ?? NaN)) * ((b[axis] ?? NaN) - value)),
      );
      out = Math.max(out, distance ?? NaN);
      if ((distance ?? NaN) <= 0) inside += 1;
    }
    expect(zone.margin?.value).toBeGreaterThan(-out - 0.005);
    expect(zone.margin?.value).toBeLessThan(-out + 0.01);
    expect(Math.abs((zone.insideFraction?.value ?? NaN) - inside / 8000)).toBeLessThan(5e-4);
  }
});

describe('the spread of what a zone covers is what simulated marking gives', () => {
  it('for a notch whose device is marked with errors at both ends, in a target that is drawn with one', () => {
    const random = generator(72);
    const normal = (): number => normalQuantile(random());
    const [tip, shaft] = [place([3, 1, 6]), place([2, 3, 40])];
    const sphere = (center: readonly number[]): Json => ({ shape: 'sphere', center, radius: 11 });
    const notch = { role: 'notch', shape: 'segment', from: -26, to: -7, throw: 22 };
    const json = (more: Json): Json =>
      zonesOf({ target: sphere(place([0, 0, 0])), tip: { position: tip }, shaft: [shaft], ...more }, notch);
    const told = assessmentOf(
      json({
        tip: { position: tip, sigma: 0.7 },
        shaftSigma: 1.2,
        target: { ...sphere(place([0, 0, 0])), sigma: 0.5 },
      }),
    ).zones?.[0] as AssessedSegment;
    const moved = (point: readonly number[], sigma: number): number[] => point.map((value) => value + sigma * normal());
    const found = Array.from({ length: 1200 }, () => {
      const zone = assessmentOf(
        json({
          target: sphere(moved(place([0, 0, 0]), 0.5)),
          tip: { position: moved(tip, 0.7) },
          shaft: [moved(shaft, 1.2)],
        }),
      ).zones?.[0] as AssessedSegment;
      return [zone.margin?.value ?? NaN, zone.insideFraction?.value ?? NaN, zone.ends?.[1].value ?? NaN];
    });
    const sigmaOf = (at: number): number => {
      const values = found.map((one) => one[at] ?? NaN);
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
    };
    [told.margin, told.insideFraction, told.ends?.[1]].forEach((quantity, at) => {
      expect((quantity?.sigma ?? NaN) / sigmaOf(at)).toBeGreaterThan(0.93);
      expect((quantity?.sigma ?? NaN) / sigmaOf(at)).toBeLessThan(1.07);
      const within = found.filter((one) => {
        const [low, high] = quantity?.interval ?? [NaN, NaN];
        return (one[at] ?? NaN) >= low && (one[at] ?? NaN) <= high;
      }).length;
      expect(within / found.length).toBeGreaterThan(0.93);
      expect(within / found.length).toBeLessThan(0.985);
    });
    const inside = found.filter(([margin = NaN]) => margin >= 0).length / found.length;
    expect(Math.abs((told.probabilityCovered ?? NaN) - inside)).toBeLessThan(0.03);
  });
});
