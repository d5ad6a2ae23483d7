import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { METRIC_NAMES, type Metrics } from '../../src/assess/assessment.ts';
import { inLane } from '../support/lane.ts';
import {
  angle,
  assessmentOf,
  imageSpace,
  patientCase,
  place,
  rotation,
  turned,
  type PatientCase,
  type Triple,
} from '../support/records.ts';

const RUNS = { numRuns: inLane({ fast: 4, full: 50 }), seed: 20261122, endOnFailure: true };

const mapped = (
  json: PatientCase,
  move: (point: readonly number[]) => Triple,
  turn: (v: readonly number[]) => Triple,
  stretch: number,
) => {
  const { space, target, tip, shaft, entry, plan } = json;
  return {
    ...json,
    space:
      'voxel' in space
        ? {
            ...space,
            voxel: {
              betweenColumns: space.voxel.betweenColumns * stretch,
              betweenRows: space.voxel.betweenRows * stretch,
              betweenSlices: space.voxel.betweenSlices * stretch,
              sliceThickness: space.voxel.sliceThickness * stretch,
              orientation: [...turn(space.voxel.orientation.slice(0, 3)), ...turn(space.voxel.orientation.slice(3))],
            },
          }
        : space,
    target:
      'axes' in target
        ? {
            ...target,
            center: move(target.center),
            axes: target.axes.map((axis) => turn(axis).map((value) => value * stretch)),
          }
        : { ...target, center: move(target.center), radius: target.radius * stretch },
    tip: { ...tip, position: move(tip.position), sigma: tip.sigma * stretch },
    shaft: shaft.map(move),
    entry: move(entry),
    plan: { entry: move(plan.entry), target: move(plan.target) },
  };
};

const expectSameMetrics = (found: Metrics, expected: Metrics, stretch: number): void => {
  for (const name of METRIC_NAMES) {
    const [a, b] = [found[name], expected[name]];
    const factor = name === 'angularError' ? 1 : stretch;
    expect(a === null).toBe(b === null);
    if (!a || !b) continue;
    expect(a.unit).toBe(b.unit);
    expect(Math.abs(a.value - b.value * factor)).toBeLessThan(1e-6 * factor);
    // Where a spread is sampled, its sample set is turned with the marks: equal to sampling error.
    expect(Math.abs((a.sigma ?? NaN) - (b.sigma ?? NaN) * factor)).toBeLessThan(0.05 * (b.sigma ?? 0) * factor + 1e-6);
  }
};

describe('the assessment in patient space', () => {
  it('does not change when patient, needle and plan are turned and moved together', () => {
    fc.assert(
      fc.property(patientCase, fc.tuple(angle, angle, angle), place, (json, angles, by) => {
        const rows = rotation(...angles);
        const turn = (v: readonly number[]): Triple => turned(rows, v);
        const move = (point: readonly number[]): Triple =>
          turn(point).map((value, axis) => value + (by[axis] ?? 0)) as Triple;
        const before = assessmentOf(json);
        const after = assessmentOf(mapped(json, move, turn, 1));
        expectSameMetrics(after.metrics, before.metrics, 1);
        expect(after.probabilityInside).toBeCloseTo(before.probabilityInside ?? NaN, 6);
        expect(after.outside).toBe(before.outside);
        expect(after.verdict).toBe(before.verdict);
      }),
      RUNS,
    );
  });

  it('grows with the lengths that it is given, and angles and chances do not', () => {
    fc.assert(
      fc.property(patientCase, fc.double({ min: 0.2, max: 5, noNaN: true }), (json, stretch) => {
        const scaled = (v: readonly number[]): Triple => v.map((value) => value * stretch) as Triple;
        const before = assessmentOf(json);
        const after = assessmentOf(mapped(json, scaled, (v) => [...v] as Triple, stretch));
        expectSameMetrics(after.metrics, before.metrics, stretch);
        expect(after.probabilityInside).toBeCloseTo(before.probabilityInside ?? NaN, 6);
        expect(after.verdict).toBe(before.verdict);
      }),
      RUNS,
    );
  });

  it('splits the distance to a planned target into depth and lateral error: ED² = D² + L²', () => {
    fc.assert(
      fc.property(patientCase, (json) => {
        const { tipToCenter, depthError, lateralError, normalDistance, remainingAdvance } = assessmentOf(json).metrics;
        const square = (tipToCenter?.value ?? NaN) ** 2;
        expect((depthError?.value ?? NaN) ** 2 + (lateralError?.value ?? NaN) ** 2).toBeCloseTo(square, 8);
        expect((remainingAdvance?.value ?? NaN) ** 2 + (normalDistance?.value ?? NaN) ** 2).toBeCloseTo(square, 8);
      }),
      RUNS,
    );
  });

  it('never becomes less inside with a larger target', () => {
    const order = { outside: 0, indeterminate: 1, inside: 2 } as const;
    fc.assert(
      fc.property(patientCase, fc.double({ min: 1.01, max: 2, noNaN: true }), (json, factor) => {
        const { target } = json;
        const larger =
          'axes' in target
            ? { ...target, axes: target.axes.map((axis) => axis.map((value) => value * factor)) }
            : { ...target, radius: target.radius * factor };
        const small = assessmentOf(json);
        const large = assessmentOf({ ...json, target: larger });
        expect((large.probabilityInside ?? NaN) - (small.probabilityInside ?? NaN)).toBeGreaterThan(-1e-6);
        expect(order[large.verdict]).toBeGreaterThanOrEqual(order[small.verdict]);
        expect(
          (large.metrics.signedDistance?.value ?? NaN) - (small.metrics.signedDistance?.value ?? NaN),
        ).toBeLessThan(0);
      }),
      RUNS,
    );
  });

  it('gives intervals that hold the value and lengths that are never negative', () => {
    fc.assert(
      fc.property(patientCase, (json) => {
        const { metrics } = assessmentOf(json);
        for (const name of METRIC_NAMES) {
          const quantity = metrics[name];
          const [low, high] = quantity?.interval ?? [NaN, NaN];
          expect(low).toBeLessThanOrEqual(quantity?.value ?? NaN);
          expect(high).toBeGreaterThanOrEqual(quantity?.value ?? NaN);
          if (!['signedDistance', 'depthError', 'remainingAdvance'].includes(name))
            expect(low).toBeGreaterThanOrEqual(0);
        }
      }),
      RUNS,
    );
  });

  it('decides by the probability alone, says near-boundary exactly between, and always says why it is indeterminate', () => {
    fc.assert(
      fc.property(patientCase, fc.double({ min: 0.51, max: 0.99, noNaN: true }), (json, confidence) => {
        const { verdict, probabilityInside, caveats } = assessmentOf(json, confidence);
        const chance = probabilityInside ?? NaN;
        const codes = caveats.map(({ code }) => code);
        expect(verdict === 'outside').toBe(chance <= 1 - confidence);
        expect(verdict === 'inside').toBe(chance >= confidence && json.tip.evidence !== 'none');
        expect(codes.includes('near-boundary')).toBe(chance > 1 - confidence && chance < confidence);
        expect(codes.includes('tip-unconfirmed')).toBe(json.tip.evidence === 'none');
        if (verdict === 'indeterminate') expect(codes.length).toBeGreaterThan(0);
      }),
      RUNS,
    );
  });
});

describe('the assessment in an image', () => {
  const circleCase = fc.record({
    center: fc.tuple(fc.double({ min: 50, max: 400, noNaN: true }), fc.double({ min: 50, max: 400, noNaN: true })),
    offset: fc.tuple(fc.double({ min: -40, max: 40, noNaN: true }), fc.double({ min: -40, max: 40, noNaN: true })),
    radius: fc.double({ min: 5, max: 60, noNaN: true }),
    sigma: fc.double({ min: 0.1, max: 2, noNaN: true }),
    betweenColumns: fc.double({ min: 0.1, max: 0.5, noNaN: true }),
    betweenRows: fc.double({ min: 0.1, max: 0.5, noNaN: true }),
    beamWidth: fc.double({ min: 0.5, max: 20, noNaN: true }),
  });
  const of = (one: typeof circleCase extends fc.Arbitrary<infer Case> ? Case : never, space: object) =>
    assessmentOf({
      space,
      target: { shape: 'circle', center: one.center, radius: one.radius },
      tip: {
        position: one.center.map((value, axis) => value + (one.offset[axis] ?? 0)),
        evidence: 'person',
        sigma: one.sigma,
      },
    });

  it('is less sure of being inside the thicker the beam, and never inside without its width', () => {
    fc.assert(
      fc.property(circleCase, (one) => {
        const { betweenColumns, betweenRows, beamWidth } = one;
        const flat = of(one, imageSpace(betweenColumns, betweenRows));
        const thin = of(one, imageSpace(betweenColumns, betweenRows, { beamWidth }));
        const thick = of(one, imageSpace(betweenColumns, betweenRows, { beamWidth: 2 * beamWidth }));
        expect(flat.verdict).not.toBe('inside');
        expect((thin.probabilityInside ?? NaN) - (flat.probabilityInside ?? NaN)).toBeLessThan(1e-6);
        expect((thick.probabilityInside ?? NaN) - (thin.probabilityInside ?? NaN)).toBeLessThan(1e-6);
      }),
      RUNS,
    );
  });

  it('does not change when columns and rows change places', () => {
    fc.assert(
      fc.property(circleCase, (one) => {
        const { betweenColumns, betweenRows, beamWidth } = one;
        const swap = <Value>([a, b]: [Value, Value]): [Value, Value] => [b, a];
        const before = of(one, imageSpace(betweenColumns, betweenRows, { beamWidth }));
        const after = of(
          { ...one, center: swap(one.center), offset: swap(one.offset) },
          imageSpace(betweenRows, betweenColumns, { beamWidth }),
        );
        expectSameMetrics(after.metrics, before.metrics, 1);
        expect(after.probabilityInside).toBeCloseTo(before.probabilityInside ?? NaN, 6);
      }),
      RUNS,
    );
  });
});
