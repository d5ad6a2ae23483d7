import { describe, expect, it } from 'vitest';
import { normalQuantile } from '../../src/space/normal-distribution.ts';
import type { MetricName } from '../../src/index.ts';
import { inLane } from '../support/lane.ts';
import { generator } from '../support/random.ts';
import { assessmentOf, codesOf, imageSpace, PATIENT, rotation, turned } from '../support/records.ts';

/** Errors between the tip's images and the target's (registration), and of the scale: sigmas against simulation. Seeded, oblique, pixels not square. */

/** The deviation of n samples is off by 1 / √(2n) of itself: at 4.5 of these. */
const { samples: SAMPLES, within: WITHIN } = inLane({
  fast: { samples: 1000, within: 0.1 },
  full: { samples: 4000, within: 0.05 },
});
const normals = (seed: number): (() => number) => {
  const random = generator(seed);
  return () => normalQuantile(Math.min(1 - 1e-12, Math.max(1e-12, random())));
};
const deviation = (values: readonly number[]): number => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
};
const expectSigmas = (json: object, simulated: () => object, names: readonly MetricName[]): void => {
  const { metrics } = assessmentOf(json);
  const found = Object.fromEntries(names.map((name) => [name, [] as number[]]));
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    const { metrics: seen } = assessmentOf(simulated());
    for (const name of names) found[name]?.push(seen[name]?.value ?? NaN);
  }
  for (const name of names) {
    const expected = deviation(found[name] ?? []);
    expect(Math.abs((metrics[name]?.sigma ?? NaN) / expected - 1), name).toBeLessThan(WITHIN);
  }
};

const rows = rotation(0.7, -0.4, 1.9);
const at = (x: number, y: number, z: number): number[] =>
  turned(rows, [x, y, z]).map((value, axis) => value + ([40, -120, 300][axis] ?? 0));
const marks = {
  tip: { position: at(14, 9, 5), evidence: 'person', sigma: 0.6 },
  shaft: [at(60, 25, 31)],
  entry: at(110, 40, 58),
};
const target = {
  shape: 'ellipsoid',
  center: at(0, 0, 0),
  axes: [at(9, 0, 0), at(0, 5, 0), at(0, 0, 6)].map((end) =>
    end.map((value, axis) => value - (at(0, 0, 0)[axis] ?? 0)),
  ),
};
const plan = { entry: at(120, 30, 50), target: at(1, -8, 2) };
const registered = { space: { ...PATIENT, registrationSigma: 1.5 }, target, plan, ...marks };

describe('an error of registration', () => {
  it('shifts target and plan against the tip: what is measured between them is as uncertain as simulation shows', () => {
    const normal = normals(20261125);
    const shifted = (position: readonly number[], by: readonly number[]): number[] =>
      position.map((value, axis) => value + (by[axis] ?? 0));
    const simulated = (): object => {
      const [by, off] = [[0, 1, 2].map(() => 1.5 * normal()), [0, 1, 2].map(() => 0.6 * normal())];
      return {
        space: PATIENT,
        target: { ...target, center: shifted(target.center, by) },
        plan: { entry: shifted(plan.entry, by), target: shifted(plan.target, by) },
        ...marks,
        tip: { position: shifted(marks.tip.position, off) },
      };
    };
    expectSigmas(registered, simulated, [
      'tipToCenter',
      'signedDistance',
      'depthError',
      'lateralError',
      'normalDistance',
      'remainingAdvance',
    ]);
  });

  it('is told as a component, makes the chance of being inside less sure, and leaves what lies within one image alone', () => {
    const { registrationSigma: _none, ...space } = registered.space;
    const [with_, without] = [assessmentOf(registered), assessmentOf({ ...registered, space })];
    expect(with_.components['registration']).toEqual([
      [2.25, 0, 0],
      [0, 2.25, 0],
      [0, 0, 2.25],
    ]);
    for (const name of ['insertedLength', 'angularError'] as const)
      expect(with_.metrics[name]).toEqual(without.metrics[name]);
    expect(without.metrics.entryError?.sigma).toBe(0);
    expect(with_.metrics.entryError?.sigma).toBeCloseTo(1.5, 2);
    const inside = { ...marks, tip: { ...marks.tip, position: at(1, 2.6, 1) } };
    const [sure, unsure] = [space, registered.space].map((one) =>
      assessmentOf({ ...registered, ...inside, space: one }),
    );
    expect(sure?.verdict).toBe('inside');
    expect(unsure?.verdict).toBe('indeterminate');
    expect(codesOf(unsure!)).toContain('near-boundary');
  });
});

describe('an error of the scale', () => {
  const scaled = (share: number) => ({
    ...imageSpace(0.3 * (1 + share), 0.45 * (1 + share), { beamWidth: 4 }),
  });
  const drawn = {
    target: { shape: 'circle', center: [300, 200], radius: 30 },
    tip: { position: [420, 260], evidence: 'person', sigma: 0.4 },
    shaft: [[520, 330]],
    entry: [640, 380],
    plan: { entry: [660, 400], target: [310, 190] },
  };

  it('lengthens all by its share: sigmas are what simulation shows', () => {
    const normal = normals(7);
    const simulated = (): object => {
      const share = 0.03 * normal();
      const tip = [420 + (0.4 * normal()) / 0.3, 260 + (0.4 * normal()) / 0.45];
      return { ...drawn, space: scaled(share), tip: { position: tip } };
    };
    expectSigmas({ ...drawn, space: { ...scaled(0), scaleSigma: 0.03 } }, simulated, [
      'tipToCenter',
      'signedDistance',
      'depthError',
      'lateralError',
      'normalDistance',
      'remainingAdvance',
      'insertedLength',
    ]);
  });

  it('doesn\u2019t change a drawn target\u2019s chance, but that of a tolerance in mm', () => {
    const space = scaled(0);
    const near = { ...drawn, tip: { ...drawn.tip, position: [322, 207] } };
    const chance = (more: object, target: object): number =>
      assessmentOf({ ...near, target, space: { ...space, ...more } }).probabilityInside ?? NaN;
    expect(chance({ scaleSigma: 0.1 }, drawn.target)).toBe(chance({}, drawn.target));
    const point = { shape: 'point', center: [300, 200], tolerance: 8 };
    const { beamWidth: _beam, ...flat } = space as unknown as { beamWidth: number };
    const found = assessmentOf({ ...near, target: point, space: { ...flat, scaleSigma: 0.1 } });
    const normal = normals(11);
    let inside = 0;
    for (let sample = 0; sample < 40_000; sample += 1) {
      const share = 1 + 0.1 * normal();
      const [x, y] = [22 * 0.3 * share + 0.4 * normal(), 7 * 0.45 * share + 0.4 * normal()];
      if (Math.hypot(x, y) <= 8) inside += 1;
    }
    expect(Math.abs((found.probabilityInside ?? NaN) - inside / 40_000)).toBeLessThan(0.01);
    expect(found.components['calibration']).toEqual([
      [expect.closeTo((0.1 * 6.6) ** 2, 9), expect.closeTo(0.01 * 6.6 * 3.15, 9)],
      [expect.closeTo(0.01 * 6.6 * 3.15, 9), expect.closeTo((0.1 * 3.15) ** 2, 9)],
    ]);
  });

  it('leaves angles alone', () => {
    const [with_, without] = [{ scaleSigma: 0.2 }, {}].map(
      (more) => assessmentOf({ ...drawn, space: { ...scaled(0), ...more } }).metrics.angularError,
    );
    expect(with_).toEqual(without);
  });
});
