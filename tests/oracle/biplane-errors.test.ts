import { describe, expect, it } from 'vitest';
import { METRIC_NAMES } from '../../src/assess/assessment.ts';
import { shadowByTurning } from '../support/c-arm-by-turning.ts';
import { inLane } from '../support/lane.ts';
import { generator } from '../support/random.ts';
import { assessmentOf, codesOf } from '../support/records.ts';
import {
  ALL,
  ERRORS_A_VIEW,
  errorsOf,
  EXACT,
  farCase,
  GEOMETRY_SIGMA,
  normals,
  only,
  recordSeen,
  simulatedChance,
  SOURCES,
  UNSURE,
  type Sigmas,
} from '../support/two-view-errors.ts';
import { minus, norm, randomCase } from '../support/two-views.ts';
import type { Pair, Triple } from '../unit/sample-data/files.ts';

const MEASURED = METRIC_NAMES.filter((name) => name !== 'entryError' && name !== 'insertedLength');

/** The plan of a case, which the true geometry doesn't move. */
const planOf = ({ shaft, center }: ReturnType<typeof randomCase>) => ({
  plan: { entry: shaft.map((value) => value + 20), target: center },
});

/**
 * 1 SD of whatever is measured, from views drawn √3 SD off in each error, one after the other and to both sides, each recorded as if it had none:
 * for independent normal errors right to the third order, and without the noise of random samples.
 */
const simulated = (
  drawn: ReturnType<typeof randomCase>,
  sigmas: Sigmas,
  of: (record: object) => readonly number[],
): readonly number[] => {
  const { imagerSpacing, sid, sod, angle } = sigmas.geometry;
  const marks = [sigmas.tip, sigmas.tip, sigmas.center, sigmas.center].map((sigma) => (sigma > EXACT ? sigma : 0));
  const here = [imagerSpacing, sid, sod, angle, angle, ...marks].flatMap((sigma, index) => (sigma ? [index] : []));
  const seen = (view: number, index: number, z: number): readonly number[] => {
    const errors = [0, 1].map((one) => {
      const each = new Array<number>(ERRORS_A_VIEW).fill(0);
      return errorsOf(sigmas, one === view ? each.with(index, z) : each);
    });
    return of(recordSeen(drawn, errors, null, planOf(drawn)));
  };
  const steps = [0, 1].flatMap((view) =>
    here.map((index) => {
      const [above, below] = [seen(view, index, Math.sqrt(3)), seen(view, index, -Math.sqrt(3))];
      return above.map((value, at) => (value - (below[at] ?? NaN)) / (2 * Math.sqrt(3)));
    }),
  );
  return (steps[0] ?? []).map((_, at) => norm(steps.map((step) => step[at] ?? NaN)));
};

describe.each(
  inLane({ fast: [15], full: [15, 30, 60, 90] }).flatMap((separation) =>
    SOURCES.map(([name, sigmas]) => ({ name, separation, sigmas })),
  ),
)('errors of $name, $separation° apart,', ({ separation, sigmas }) => {
  it('predict what wrong views show, within 5 %', () => {
    const drawn = farCase(generator(40 + separation), separation);
    const predicted = assessmentOf(recordSeen(drawn, [], sigmas, planOf(drawn)));
    const shown = simulated(drawn, sigmas, (record) => {
      const { biplane, metrics } = assessmentOf(record);
      return [...(biplane?.tip ?? []), ...MEASURED.map((name) => metrics[name]?.value ?? NaN)];
    });
    const tip = [0, 1, 2].map((axis) =>
      Math.sqrt(Object.values(predicted.components).reduce((sum, part) => sum + (part[axis]?.[axis] ?? NaN), 0)),
    );
    const sigma = [...tip, ...MEASURED.map((name) => predicted.metrics[name]?.sigma ?? NaN)];
    expect(shown.every((value) => value >= 0)).toBe(true);
    sigma.forEach((value, at) => {
      const about = `${['x', 'y', 'z', ...MEASURED][at] ?? ''}: predicted ${String(value)}, shown ${String(shown[at])}`;
      // What an error doesn't move has no share to be off by.
      expect(Math.abs(value - (shown[at] ?? NaN)), about).toBeLessThan(0.05 * (shown[at] ?? NaN) + 1e-4);
    });
  });
});

describe('errors of the geometry', () => {
  it('move a tip by what its place and the arms say', () => {
    // From in front the tip's x and z are seen, from the left its y and z; z is the mean of both.
    const drawn = { ...randomCase(generator(1)), center: [0, 0, 0] as Triple, tip: [10, 0, 20] as Triple };
    const [SID, SOD] = [1100, 750];
    const geometries = [0, 90].map((primaryAngle) => ({
      ...drawn.geometries[0],
      sid: SID,
      sod: SOD,
      primaryAngle,
      secondaryAngle: 0,
    })) as unknown as typeof drawn.geometries;
    const sigmas = { geometry: { imagerSpacing: 0.01, sod: 3, sid: 4, angle: 1 }, tip: 0.5, center: 0 };
    const { components } = assessmentOf(recordSeen({ ...drawn, geometries }, [], sigmas));
    const expected = (source: string, variances: Triple): void => {
      variances.forEach((value, axis) => {
        expect(Math.abs((components[source]?.[axis]?.[axis] ?? NaN) - value), source).toBeLessThan(
          0.04 * Math.max(...variances),
        );
      });
    };
    const scaled = (share2: number): Triple => [10 ** 2 * share2, 0, (2 * 20 ** 2 * share2) / 4];
    expected('spacing', scaled(0.01 ** 2));
    expected('sourceDistances', scaled((3 / SOD) ** 2 + (4 / SID) ** 2));
    // Turned about the isocentre, the ray from the left is lifted at the tip's distance from it; the ray from in front moves along itself.
    const turn = (10 * Math.PI) / 180;
    expected('angles', [0, turn ** 2, turn ** 2 / 4]);
  });

  it('move tip and target together: a tip at the centre stays there', () => {
    const far: Triple = [60, -70, 50];
    const drawn = { ...randomCase(generator(3), 60), center: far, tip: far };
    const marks = { geometry: {}, tip: 0.7, center: 0 };
    const alone = assessmentOf(recordSeen(drawn, [], marks));
    const both = assessmentOf(recordSeen(drawn, [], { ...marks, geometry: GEOMETRY_SIGMA }));
    const angles = both.components['angles'] ?? [];
    expect(Math.sqrt((angles[0]?.[0] ?? 0) + (angles[1]?.[1] ?? 0) + (angles[2]?.[2] ?? 0))).toBeGreaterThan(0.5);
    expect(both.metrics.tipToCenter?.sigma).toBeCloseTo(alone.metrics.tipToCenter?.sigma ?? NaN, 6);
    expect(both.probabilityInside).toBeCloseTo(alone.probabilityInside ?? NaN, 2);
    // Its own size is less certain than its place: the radius is in the distance to the surface.
    expect(both.metrics.signedDistance?.sigma).toBeGreaterThan(alone.metrics.signedDistance?.sigma ?? NaN);
  });

  it('are parts of the covariance of the tip that add up, four times as large for twice the error', () => {
    const random = generator(20261125);
    for (let round = 0; round < 8; round += 1) {
      const drawn = farCase(random, 15 + 9 * round);
      const twice = { imagerSpacing: 0.01, sid: 4, sod: 4, angle: 1 };
      const one = assessmentOf(recordSeen(drawn, [], ALL, planOf(drawn)));
      const two = assessmentOf(recordSeen(drawn, [], { ...ALL, geometry: twice }, planOf(drawn)));
      expect(Object.keys(one.components)).toEqual(['marking', 'spacing', 'sourceDistances', 'angles']);
      expect(two.components['marking']).toEqual(one.components['marking']);
      for (const source of ['spacing', 'sourceDistances', 'angles'])
        two.components[source]?.forEach((row, a) => {
          row.forEach((value, b) => {
            expect(value).toBeCloseTo(4 * (one.components[source]?.[a]?.[b] ?? NaN), 12);
          });
        });
      // The depth error is the tip along the planned axis, which doesn't move.
      const { plan } = planOf(drawn);
      const way = minus(plan.target, plan.entry);
      const along = way.map((value) => value / norm(way));
      const variance = Object.values(one.components).reduce(
        (sum, part) => sum + along.reduce((s, x, a) => s + along.reduce((t, y, b) => t + x * y * part[a]![b]!, 0), 0),
        0,
      );
      expect(one.metrics.depthError?.sigma).toBeCloseTo(Math.sqrt(variance), 9);
    }
  });

  it('are only those that the record names, and nothing without a sigma of the tip', () => {
    const drawn = farCase(generator(5), 60);
    const keys = (geometry: Sigmas['geometry']): string[] =>
      Object.keys(assessmentOf(recordSeen(drawn, [], { geometry, tip: 0.7, center: 0 })).components);
    expect(keys({})).toEqual(['marking']);
    expect(keys({ sod: 1 })).toEqual(['marking', 'sourceDistances']);
    expect(keys({ angle: 1, imagerSpacing: 0.01 })).toEqual(['marking', 'spacing', 'angles']);
    const record = recordSeen(drawn, [], ALL, planOf(drawn));
    const unknown = assessmentOf({ ...record, tip: { evidence: 'person' } });
    expect(codesOf(unknown)).toEqual(['sigma-unknown']);
    expect(unknown).toMatchObject({ verdict: 'indeterminate', probabilityInside: null, components: {}, outside: true });
    for (const name of MEASURED) {
      expect(unknown.metrics[name]).toMatchObject({ sigma: null, interval: null });
      expect(unknown.metrics[name]?.value).toBe(assessmentOf(record).metrics[name]?.value);
    }
  });

  it('of an angle that is small against them leave views too parallel', () => {
    const drawn = { ...randomCase(generator(1), 20), center: [0, 0, 0] as Triple, tip: [0.5, 0.5, 0.5] as Triple };
    const said = (angle: number) => assessmentOf(recordSeen({ ...drawn, radius: 8 }, [], only({ angle })));
    expect(said(1.41)).toMatchObject({ verdict: 'inside', outside: false, caveats: [] });
    expect(said(1.42)).toMatchObject({ verdict: 'indeterminate', outside: null });
    expect(codesOf(said(1.42))).toEqual(['views-too-parallel']);
  });
});

describe('the probability of being inside', () => {
  it('is what simulation gives', () => {
    const [, drawn, sigmas] = UNSURE[0]!;
    const record = recordSeen(drawn, [], sigmas);
    const shown = simulatedChance(record, sigmas, 2500);
    expect(shown).toBeGreaterThan(0.6);
    expect(shown).toBeLessThan(0.97);
    expect(Math.abs((assessmentOf(record).probabilityInside ?? NaN) - shown)).toBeLessThan(0.012);
  });

  it('is that of the marks where spacings and source distances alone are wrong: they make the target larger with the way to it', () => {
    const drawn = { ...randomCase(generator(9), 60), center: [20, -30, 25] as Triple, tip: [20, -30, 32] as Triple };
    const sigmas = { geometry: {}, tip: 4, center: 4 };
    const wrong = { ...sigmas, geometry: { imagerSpacing: 0.06, sod: 20 } };
    const [exact, scaled] = [sigmas, wrong].map((one) => assessmentOf(recordSeen({ ...drawn, radius: 8 }, [], one)));
    expect(exact?.probabilityInside).toBeGreaterThan(0.5);
    expect(exact?.probabilityInside).toBeLessThan(0.99);
    expect(Math.abs((scaled?.probabilityInside ?? NaN) - (exact?.probabilityInside ?? NaN))).toBeLessThan(0.01);
    // Where the marks leave no doubt, neither does a scale, though the way to the tip is as uncertain as it is far from the surface.
    const marked = { ...wrong, tip: 0.05, center: 0.05 };
    for (const radius of [6.2, 6.7, 7.3, 7.8]) {
      const sure = assessmentOf(recordSeen({ ...drawn, radius }, [], marked));
      expect(Math.abs((sure.probabilityInside ?? NaN) - (radius > 7 ? 1 : 0))).toBeLessThan(1e-4);
      expect(sure.metrics.tipToCenter?.sigma).toBeGreaterThan(0.3);
      expect(sure.metrics.signedDistance?.sigma).toBeLessThan(0.1);
    }
    expect(scaled?.metrics.tipToCenter?.sigma).toBeGreaterThan(1.05 * (exact?.metrics.tipToCenter?.sigma ?? NaN));
  });
});

describe('the planned axis of two projections', () => {
  it('is as uncertain as its ends, in the angle to it too', () => {
    const drawn = farCase(generator(8), 50);
    const { plan } = planOf(drawn);
    const variance = (more: object): number =>
      (assessmentOf(recordSeen(drawn, [], ALL, { plan: { ...plan, ...more } })).metrics.angularError?.sigma ?? NaN) **
      2;
    const degrees = ((2 * Math.SQRT2) / norm(minus(plan.target, plan.entry))) * (180 / Math.PI);
    expect((variance({ sigma: 2 }) - variance({})) / degrees ** 2).toBeCloseTo(1, 4);
  });
});

describe('the reprojection residual', () => {
  it('is how far each mark is from the shadow of what both give, px, and nothing without noise', () => {
    const random = generator(12);
    const gauss = normals(random);
    const noisy: Sigmas = { geometry: GEOMETRY_SIGMA, tip: 4, center: 4 };
    for (let round = 0; round < 30; round += 1) {
      const drawn = randomCase(random);
      const errors = [0, 1].map(() => errorsOf(noisy, Array.from({ length: ERRORS_A_VIEW }, gauss)));
      const record = recordSeen(drawn, errors, null);
      const { biplane } = assessmentOf(record);
      record.space.views.forEach((view, index) => {
        const from = (point: readonly number[] | undefined, mark: Pair): number =>
          norm(minus(shadowByTurning(view, point as Triple), mark));
        expect(biplane?.reprojection.tip?.[index]).toBeCloseTo(from(biplane?.tip ?? [], view.tip), 6);
        const center = from(biplane?.target?.center, view.target.center);
        expect(biplane?.reprojection.target?.[index]).toBeCloseTo(center, 6);
        expect(center).toBeGreaterThan(0);
      });
      const exact = assessmentOf(recordSeen(drawn, [], null)).biplane?.reprojection;
      expect(Math.max(...(exact?.tip ?? [NaN]), ...(exact?.target ?? [NaN]))).toBeLessThan(1e-6);
    }
  });

  it('is null, not 0, where there is no position or it casts no shadow', () => {
    const drawn = farCase(generator(2), 40);
    const record = recordSeen(drawn, [], null);
    const [one, other] = record.space.views;
    const said = (views: readonly object[]) =>
      assessmentOf({ ...record, space: { ...record.space, views } }).biplane?.reprojection;
    const without = Object.fromEntries(Object.entries(other!).filter(([name]) => name !== 'tip'));
    expect(said([one!, without])).toMatchObject({ tip: null });
    // Two marks in one view meet at its source.
    expect(said([one!, { ...one!, tip: [other!.tip[0] + 90, other!.tip[1]] }])).toEqual({ tip: null, target: null });
  });
});
