import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AssessedAblation, AssessedSegment } from '../../../src/assess/zones/zone-assessment.ts';
import { devicePath } from '../../../src/assess/zones/device-path.ts';
import { parseRecord, serializeRecord } from '../../../src/index.ts';
import {
  angle,
  apart,
  assessmentOf,
  codesOf,
  imageSpace,
  PATIENT,
  place,
  recordOf,
  rotation,
  turned,
  type Json,
} from '../../support/records.ts';
import { inLane } from '../../support/lane.ts';

const RUNS = { numRuns: inLane({ fast: 4, full: 8 }), seed: 20261125, endOnFailure: true };

const withZones = (json: Json, ...zones: Json[]): Json => ({
  space: PATIENT,
  ...json,
  device: { kind: 'needle', source: 'made up', zones },
});
const segmentOf = (json: Json, zone: Json): AssessedSegment =>
  assessmentOf(withZones(json, { role: 'notch', shape: 'segment', ...zone })).zones?.[0] as AssessedSegment;
const ablationOf = (json: Json, zone: Json): AssessedAblation =>
  assessmentOf(withZones(json, { role: 'ablation', shape: 'ellipsoid', ...zone })).zones?.[0] as AssessedAblation;

/** A device in a turned frame: places are given along it (towards the tip's side) and to its side. */
const inFrame = (a: number, b: number, c: number, center: readonly number[]) => {
  const rows = rotation(a, b, c);
  return (along: number, aside: number, up = 0): number[] =>
    turned(rows, [aside, up, along]).map((value, axis) => value + (center[axis] ?? 0));
};

describe('a length of the device', () => {
  it('through the middle of a sphere: share and margin in closed form, in any frame', () => {
    fc.assert(
      fc.property(angle, angle, angle, place, (a, b, c, center) => {
        const at = inFrame(a, b, c, center);
        // 40 mm of device from 32 mm before the centre to 8 mm behind it, in a ball of 10 mm.
        const zone = segmentOf(
          {
            target: { shape: 'sphere', center, radius: 10 },
            tip: { position: at(13, 0) },
            shaft: [at(-60, 0)],
          },
          { from: -45, to: -5 },
        );
        expect(zone.insideFraction?.value).toBeCloseTo(18 / 40, 9);
        expect(zone.margin?.value).toBeCloseTo(10 - 32, 9);
        expect(zone.ends?.map(({ value }) => value)).toEqual([expect.closeTo(22, 9), expect.closeTo(-2, 9)]);
        expect(zone).toMatchObject({ role: 'notch', ifFired: false, probabilityCovered: null });
        expect([zone.insideFraction?.unit, zone.margin?.unit]).toEqual(['1', 'mm']);
        expect(zone.insideFraction?.sigma).toBeNull();
        expect(zone.path).toHaveLength(2);
        expect(apart(zone.path?.[0] ?? [], at(-32, 0))).toBeLessThan(1e-9);
        expect(apart(zone.path?.[1] ?? [], at(8, 0))).toBeLessThan(1e-9);
      }),
      RUNS,
    );
  });

  it('beside the middle: the chord of the sphere, also of an ellipsoid', () => {
    const at = inFrame(0.4, -0.7, 1.1, [3, 4, 5]);
    const marks = { tip: { position: at(20, 6) }, shaft: [at(-60, 6)] };
    const inBall = segmentOf(
      { ...marks, target: { shape: 'sphere', center: [3, 4, 5], radius: 10 } },
      { from: -40, to: 0 },
    );
    expect(inBall.insideFraction?.value).toBeCloseTo(16 / 40, 9);
    expect(inBall.margin?.value).toBeCloseTo(10 - Math.hypot(20, 6), 9);
    const axis = (along: number, aside: number, up: number): number[] =>
      at(along, aside, up).map((value, index) => value - ([3, 4, 5][index] ?? 0));
    const inEllipsoid = segmentOf(
      {
        ...marks,
        target: { shape: 'ellipsoid', center: [3, 4, 5], axes: [axis(15, 0, 0), axis(0, 10, 0), axis(0, 0, 2)] },
      },
      { from: -40, to: 0 },
    );
    expect(inEllipsoid.insideFraction?.value).toBeCloseTo((2 * 15 * Math.sqrt(1 - 0.36)) / 40, 9);
  });

  it('is told where it would be if fired, and says so', () => {
    const marks = {
      target: { shape: 'sphere', center: [0, 0, 0], radius: 12 },
      tip: { position: [0, 0, 14] },
      shaft: [[0, 0, 80]],
    };
    // Cocked, the notch lies 7 to 26 mm behind the tip; fired, 15 mm ahead of it to 4 mm behind.
    const cocked = segmentOf(marks, { from: -26, to: -7 });
    const fired = segmentOf(marks, { from: -26, to: -7, throw: 22 });
    expect([cocked.ifFired, fired.ifFired]).toEqual([false, true]);
    expect(cocked.insideFraction?.value).toBe(0);
    expect(fired.path).toEqual([
      [0, 0, 18],
      [0, 0, -1],
    ]);
    expect(fired.insideFraction?.value).toBeCloseTo(13 / 19, 9);
    expect(fired.margin?.value).toBeCloseTo(-6, 9);
  });

  it('goes farther ahead with a longer throw: its distal end always, the share until the notch leaves the target', () => {
    const marks = {
      target: { shape: 'sphere', center: [0, 0, 0], radius: 12 },
      tip: { position: [1, 2, 25] },
      shaft: [[1, 2, 80]],
    };
    const shares = [5, 10, 15, 20, 25, 30].map(
      (fired) => segmentOf(marks, { from: -10, to: 0, throw: fired }).insideFraction?.value ?? NaN,
    );
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect([shares[0], shares.at(-1)]).toEqual([0, 1]);
  });

  it('follows the marked shaft of a curved drain, and goes straight on beyond it', () => {
    // Back from the tip: 10 mm along +x, then 20 mm along +y, then along +z.
    const marks = {
      tip: { position: [0, 0, 0] },
      shaft: [
        [10, 20, 30],
        [10, 20, 0],
        [10, 0, 0],
      ],
      target: { shape: 'sphere', center: [10, 10, 0], radius: 11 },
    };
    const path = devicePath({ tip: [0, 0, 0], shaft: marks.shaft });
    expect(path?.marked).toBe(60);
    expect(path?.between(-70, 5)).toEqual([
      [10, 20, 40],
      [10, 20, 0],
      [10, 0, 0],
      [-5, 0, 0],
    ]);
    expect(path?.directionAt(-5)).toEqual([-1, 0, 0]);
    expect(path?.directionAt(-15)).toEqual([0, -1, 0]);
    expect(path?.directionAt(-100)).toEqual([0, 0, -1]);
    const holes = segmentOf(marks, { from: -35, to: -5 });
    // Of the first and the last 5 mm what lies within 11 mm of (10, 10, 0); all of the 20 mm between them.
    expect(holes.insideFraction?.value).toBeCloseTo((20 + 2 * Math.sqrt(11 ** 2 - 10 ** 2)) / 30, 9);
    expect(holes.margin?.value).toBeCloseTo(11 - Math.hypot(5, 10), 9);
    expect(
      codesOf(assessmentOf(withZones(marks, { role: 'side-holes', shape: 'segment', from: -35, to: -5 }))),
    ).not.toContain('zone-beyond-shaft');
    expect(
      codesOf(assessmentOf(withZones(marks, { role: 'side-holes', shape: 'segment', from: -61, to: -5 }))),
    ).toContain('zone-beyond-shaft');
  });

  it('bends out of a target between its ends', () => {
    const zone = segmentOf(
      {
        tip: { position: [0, 0, 0] },
        shaft: [
          [0, 20, 0],
          [10, 10, 0],
        ],
        target: {
          shape: 'ellipsoid',
          center: [0, 10, 0],
          axes: [
            [8, 0, 0],
            [0, 30, 0],
            [0, 0, 30],
          ],
        },
      },
      { from: -20, to: -1 },
    );
    expect(zone.margin?.value).toBeLessThan(-1);
    expect(zone.ends?.every(({ value }) => value < 0)).toBe(true);
  });

  it('against a contour in an image: exact after scaling, in image points, and without a probability', () => {
    const zones = assessmentOf({
      space: imageSpace(0.5, 0.25),
      // A square of 10 mm, from (0, 0) on.
      target: {
        shape: 'contour',
        points: [
          [0, 0],
          [20, 0],
          [20, 40],
          [0, 40],
        ],
      },
      tip: { position: [16, 20], sigma: 0.5 },
      shaft: [[60, 20]],
      device: {
        kind: 'needle',
        source: 'made up',
        zones: [
          { role: 'bevel', shape: 'segment', from: -6, to: 0 },
          { role: 'ablation', shape: 'ellipsoid', center: 0, along: 10, across: 10 },
        ],
      },
    });
    const [bevel, ablation] = zones.zones ?? [];
    expect(bevel?.path).toEqual([
      [28, 20],
      [16, 20],
    ]);
    expect(bevel?.insideFraction?.value).toBeCloseTo(2 / 6, 6);
    expect((bevel as AssessedSegment).margin?.value).toBeCloseTo(-4, 6);
    expect(bevel?.insideFraction?.sigma).toBeGreaterThan(0);
    expect(bevel?.probabilityCovered).toBeNull();
    expect(ablation).toMatchObject({ path: null, insideFraction: null, targetCovered: null, ablativeMargin: null });
    expect(codesOf(zones)).toContain('zone-not-measured');
  });
});

describe('an ablation', () => {
  it('about a sphere, concentric and off its middle: margin R − r − d', () => {
    fc.assert(
      fc.property(angle, angle, angle, place, (a, b, c, center) => {
        const at = inFrame(a, b, c, center);
        const of = (aside: number): AssessedAblation =>
          ablationOf(
            {
              target: { shape: 'sphere', center, radius: 10 },
              tip: { position: at(4, aside) },
              shaft: [at(-50, aside)],
            },
            { center: -4, along: 30, across: 30 },
          );
        expect(of(0).ablativeMargin?.value).toBeCloseTo(15 - 10, 9);
        expect(of(0).targetCovered?.value).toBe(1);
        expect(of(0).insideFraction?.value).toBeCloseTo((10 / 15) ** 3, 9);
        expect(of(8).ablativeMargin?.value).toBeCloseTo(15 - 10 - 8, 9);
        expect(apart(of(8).path?.[0] ?? [], at(-15, 8))).toBeLessThan(1e-9);
        expect(apart(of(8).path?.[1] ?? [], at(15, 8))).toBeLessThan(1e-9);
      }),
      RUNS,
    );
  });

  it('that is long: a sphere on its axis is nearest to its side or to its end', () => {
    const of = (center: number): number | undefined =>
      ablationOf(
        {
          target: { shape: 'sphere', center: [0, 0, 0], radius: 6 },
          tip: { position: [0, 0, 0] },
          shaft: [[0, 0, 50]],
        },
        { center, along: 40, across: 24 },
      ).ablativeMargin?.value;
    expect(of(0)).toBeCloseTo(12 - 6, 9);
    // 18 mm off the middle of a 20 × 12 ellipsoid the end is nearest, 2 mm away.
    expect(of(-18)).toBeCloseTo(2 - 6, 9);
  });

  it('covers the share of a sphere that two balls have in common, within 0.005', () => {
    for (const [away, R, r] of [
      [6, 10, 8],
      [12, 15, 8],
      [3, 5, 8],
    ] as const) {
      const zone = ablationOf(
        {
          target: { shape: 'sphere', center: [away, 0, 0], radius: r },
          tip: { position: [0, 0, 0] },
          shaft: [[0, 30, 40]],
        },
        { center: 0, along: 2 * R, across: 2 * R },
      );
      const lens =
        away <= R - r || away <= r - R
          ? (4 / 3) * Math.PI * Math.min(R, r) ** 3
          : (Math.PI * (R + r - away) ** 2 * (away ** 2 + 2 * away * (r + R) - 3 * (r - R) ** 2)) / (12 * away);
      expect(Math.abs((zone.targetCovered?.value ?? NaN) - lens / ((4 / 3) * Math.PI * r ** 3))).toBeLessThan(0.005);
      expect(Math.abs((zone.insideFraction?.value ?? NaN) - lens / ((4 / 3) * Math.PI * R ** 3))).toBeLessThan(0.005);
    }
  });
});

describe('working zones', () => {
  const case_ = (json: Json = {}): Json =>
    withZones(
      {
        target: { shape: 'sphere', center: [0, 0, 0], radius: 9 },
        tip: { position: [1, 2, 3], sigma: 0.8, evidence: 'person' },
        shaft: [[0, 4, 60]],
        ...json,
      },
      { role: 'notch', shape: 'segment', from: -25, to: -5, throw: 22 },
      { role: 'ablation', shape: 'ellipsoid', center: -2, along: 30, across: 22 },
    );

  it('do not change with the frame', () => {
    fc.assert(
      fc.property(angle, angle, angle, place, (a, b, c, by) => {
        const rows = rotation(a, b, c);
        const move = (point: readonly number[]): number[] =>
          turned(rows, point).map((value, axis) => value + (by[axis] ?? 0));
        const axes = [
          [9, 0, 0],
          [0, 7, 0],
          [0, 0, 12],
        ];
        const target = (center: number[], turn: (v: number[]) => number[]): Json => ({
          target: { shape: 'ellipsoid', center, axes: axes.map(turn) },
        });
        const still = assessmentOf(case_({ ...target([0, 1, 0], (v) => v), tip: { position: [1, 2, 3] } })).zones;
        const moved = assessmentOf(
          case_({
            ...target(move([0, 1, 0]), (v) => turned(rows, v)),
            tip: { position: move([1, 2, 3]) },
            shaft: [move([0, 4, 60])],
          }),
        ).zones;
        const numbers = ([one, other]: NonNullable<typeof still>) => [
          (one as AssessedSegment).margin?.value,
          one?.insideFraction?.value,
          ...((one as AssessedSegment).ends ?? []).map(({ value }) => value),
          (other as AssessedAblation).ablativeMargin?.value,
        ];
        numbers(moved ?? []).forEach((value, index) => {
          expect(value).toBeCloseTo(numbers(still ?? [])[index] ?? NaN, 6);
        });
      }),
      RUNS,
    );
  });

  it('have no uncertainty without that of the tip, and the same one on every call with it', () => {
    const [notch, ablation] = assessmentOf(case_({ tip: { position: [1, 2, 3] } })).zones ?? [];
    expect(notch).toMatchObject({ margin: { sigma: null, interval: null }, probabilityCovered: null });
    expect(ablation).toMatchObject({ ablativeMargin: { sigma: null, interval: null }, probabilityCovered: null });
    const known = assessmentOf(case_()).zones;
    expect(known).toEqual(assessmentOf(case_()).zones);
    expect((known?.[0] as AssessedSegment).margin?.sigma).toBeGreaterThan(0);
    expect(known?.[1]?.probabilityCovered).toBeGreaterThan(0);
  });

  it('are null where there is nothing to measure them against, with the reason', () => {
    const expectNone = (json: Json, hasPath: boolean): void => {
      const assessment = assessmentOf(json);
      expect(codesOf(assessment)).toContain('zone-not-measured');
      for (const zone of assessment.zones ?? []) {
        expect(zone.insideFraction).toBeNull();
        expect(zone.probabilityCovered).toBeNull();
        expect(zone.path === null).toBe(!hasPath);
        expect(zone.shape === 'segment' ? zone.margin : zone.ablativeMargin).toBeNull();
      }
      expect(assessment.zones).toHaveLength(2);
    };
    expectNone(case_({ tip: undefined }), false);
    expectNone(case_({ shaft: undefined }), false);
    expectNone(case_({ target: undefined }), true);
    expectNone(case_({ target: { shape: 'mesh', vertices: [0, 0, 0, 9, 0, 0, 0, 9, 0], triangles: [0, 1, 2] } }), true);
    const flat = {
      target: { shape: 'circle', center: [9, 9], radius: 5 },
      tip: { position: [8, 8] },
      shaft: [[50, 8]],
    };
    const scale = { betweenColumns: 0.3, betweenRows: 0.3, unit: 'mm', basis: 'user' };
    const projection = { ...imageSpace(0.3, 0.3), kind: 'projection', modality: 'XA', scale };
    expectNone(case_({ ...flat, space: projection }), false);
    const px = { betweenColumns: 1, betweenRows: 1, unit: 'px', basis: 'none' };
    expectNone(case_({ ...flat, space: { ...imageSpace(1, 1), scale: px } }), false);
    const view = {
      sopInstanceUID: '1.2',
      frame: 1,
      rows: 512,
      columns: 512,
      imagerSpacing: [0.2, 0.2],
      sid: 1000,
      sod: 700,
    };
    expectNone(
      {
        space: {
          kind: 'biplane',
          views: [
            { ...view, primaryAngle: 0, secondaryAngle: 0 },
            { ...view, primaryAngle: 90, secondaryAngle: 0 },
          ],
        },
        device: (case_() as { device: Json }).device,
      },
      false,
    );
  });

  it('come back from the file as they were, and are in no assessment of a record without them', () => {
    const record = recordOf(case_());
    expect(parseRecord(serializeRecord(record))).toEqual(record);
    expect('zones' in assessmentOf({ ...case_(), device: { kind: 'needle' } })).toBe(false);
  });
});
