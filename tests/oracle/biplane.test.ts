import { describe, expect, it } from 'vitest';
import { cArmView, epipolarLine } from '../../src/image/c-arm.ts';
import { imagePoint } from '../../src/space/frame.ts';
import { shadowByTurning, type View } from '../support/c-arm-by-turning.ts';
import { inLane } from '../support/lane.ts';
import { generator } from '../support/random.ts';
import { assessmentOf, codesOf } from '../support/records.ts';
import { inner, minus, norm, randomCase, recordOf, type Geometry } from '../support/two-views.ts';
import type { Triple } from '../unit/sample-data/files.ts';

describe('two projections', () => {
  it('give back what they are the shadows of, within 1e-6 mm', () => {
    const random = generator(20261124);
    for (let round = 0; round < inLane({ fast: 30, full: 150 }); round += 1) {
      const drawn = randomCase(random);
      const { tip, shaft, center, radius } = drawn;
      const plan = { entry: shaft, target: center };
      const { biplane, metrics, outside } = assessmentOf(recordOf(drawn, { plan }));
      expect(norm(minus(biplane?.tip ?? [], tip))).toBeLessThan(1e-6);
      expect(norm(minus(biplane?.target?.center ?? [], center))).toBeLessThan(1e-6);
      expect(biplane?.target?.radius).toBeCloseTo(radius, 6);
      expect(biplane?.rayGap.tip).toBeLessThan(1e-6);
      const away = norm(minus(tip, center));
      expect(metrics.tipToCenter?.value).toBeCloseTo(away, 6);
      expect(metrics.signedDistance?.value).toBeCloseTo(away - radius, 6);
      expect(outside).toBe(away > radius);
      const along = minus(tip, shaft).map((value) => value / norm(minus(tip, shaft)));
      const advance = inner(minus(center, tip), along);
      expect(metrics.remainingAdvance?.value).toBeCloseTo(advance, 5);
      expect(metrics.normalDistance?.value).toBeCloseTo(Math.sqrt(Math.max(0, away ** 2 - advance ** 2)), 4);
      const planned = minus(center, shaft).map((value) => value / norm(minus(center, shaft)));
      expect(metrics.angularError?.value).toBeCloseTo(
        (Math.acos(Math.min(1, inner(along, planned))) * 180) / Math.PI,
        4,
      );
      expect(metrics.depthError?.value).toBeCloseTo(inner(minus(tip, center), planned), 6);
      expect(metrics.insertedLength).toBeNull();
      expect(metrics.entryError).toBeNull();
    }
  });

  // The fast lane looks at wrong views one by one instead (biplane-errors.test.ts).
  it.each(inLane<readonly number[]>({ fast: [], full: [15, 30, 60, 90] }))(
    'predict at %d° apart what marking again and again shows, within 5 %',
    (separation) => {
      const random = generator(7 + separation);
      const drawn = randomCase(random, separation);
      // Far from the target's centre, where distances are linear.
      drawn.tip = drawn.center.map((value, axis) => value + [14, -11, 9][axis]!) as Triple;
      const sigma = 0.7;
      const truth = recordOf(drawn, {}, { evidence: 'person', sigma });
      const predicted = assessmentOf(truth);
      const gauss = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
      const found: Record<'tipToCenter' | 'normalDistance' | 'remainingAdvance', number[]> = {
        tipToCenter: [],
        normalDistance: [],
        remainingAdvance: [],
      };
      const tips: Triple[] = [];
      for (let round = 0; round < 1500; round += 1) {
        const views = truth.space.views.map((view) => ({
          ...view,
          tip: view.tip.map((value) => value + sigma * gauss()),
        }));
        const { biplane, metrics } = assessmentOf({
          ...truth,
          tip: { evidence: 'person' },
          space: { ...truth.space, views },
        });
        tips.push([...(biplane?.tip ?? [])] as Triple);
        for (const name of ['tipToCenter', 'normalDistance', 'remainingAdvance'] as const)
          found[name].push(metrics[name]?.value ?? NaN);
      }
      const deviation = (values: readonly number[]): number => {
        const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
        return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
      };
      for (const name of ['tipToCenter', 'normalDistance', 'remainingAdvance'] as const)
        expect(Math.abs((predicted.metrics[name]?.sigma ?? NaN) / deviation(found[name]) - 1), name).toBeLessThan(0.05);
      for (const axis of [0, 1, 2]) {
        const variance = predicted.components['marking']?.[axis]?.[axis] ?? NaN;
        expect(Math.abs(Math.sqrt(variance) / deviation(tips.map((tip) => tip[axis] ?? NaN)) - 1)).toBeLessThan(0.05);
      }
    },
    60_000,
  );

  it('draw the line in the other view on which a mark must lie', () => {
    const random = generator(3);
    for (let round = 0; round < 100; round += 1) {
      const { tip, geometries } = randomCase(random);
      const [one, other] = geometries;
      const view = (geometry: Geometry): View => geometry as unknown as View;
      const line = epipolarLine(cArmView(one), imagePoint(...shadowByTurning(view(one), tip)), cArmView(other));
      const [a, b] = line;
      const shadow = shadowByTurning(view(other), tip);
      const along = [b[0] - a[0], b[1] - a[1]];
      const off = ((shadow[0] - a[0]) * (along[1] ?? 0) - (shadow[1] - a[1]) * (along[0] ?? 0)) / norm(along);
      expect(Math.abs(off)).toBeLessThan(1e-6);
    }
  });

  it('use the isocentre that is given, and each spacing along its own direction', () => {
    const random = generator(11);
    const drawn = randomCase(random);
    const record = recordOf(drawn);
    const shifted = record.space.views.map((view) => ({
      ...view,
      isocenter: [view.columns / 2 + 30, view.rows / 2 - 20],
      tip: [view.tip[0] + 30, view.tip[1] - 20],
      target: { ...view.target, center: [view.target.center[0] + 30, view.target.center[1] - 20] },
      shaft: view.shaft.map(([column, row]) => [column + 30, row - 20]),
    }));
    const { biplane } = assessmentOf({ ...record, space: { ...record.space, views: shifted } });
    expect(norm(minus(biplane?.tip ?? [], drawn.tip))).toBeLessThan(1e-6);
  });
});

describe('what two projections can say', () => {
  const inside = (separation: number): ReturnType<typeof randomCase> => ({
    ...randomCase(generator(1), separation),
    center: [0, 0, 0],
    tip: [0.5, 0.5, 0.5],
    radius: 8,
  });

  it('is inside, with a confirmed tip and a sigma', () => {
    expect(assessmentOf(recordOf(inside(60)))).toMatchObject({ verdict: 'inside', outside: false, caveats: [] });
    expect(assessmentOf(recordOf(inside(60), {}, { sigma: 0.7 }))).toMatchObject({ verdict: 'indeterminate' });
    const unknown = assessmentOf(recordOf(inside(60), {}, { evidence: 'person' }));
    expect(unknown).toMatchObject({ verdict: 'indeterminate', probabilityInside: null, outside: false });
    expect(codesOf(unknown)).toEqual(['sigma-unknown']);
  });

  it('is only outside when they are nearly parallel', () => {
    const near = assessmentOf(recordOf(inside(14)));
    expect(near).toMatchObject({ verdict: 'indeterminate', outside: null });
    expect(codesOf(near)).toContain('views-too-parallel');
    const far = assessmentOf(recordOf({ ...inside(14), tip: [30, 0, 20] }));
    expect(far).toMatchObject({ verdict: 'outside', outside: true });
    expect(codesOf(assessmentOf(recordOf(inside(15.1))))).not.toContain('views-too-parallel');
    // Views from opposite sides see the same.
    expect(assessmentOf(recordOf(inside(170))).biplane?.separation).toBeCloseTo(10, 9);
  });

  it('is nothing where the rays are the same, and says why', () => {
    const same = assessmentOf(
      recordOf({ ...inside(0), geometries: [inside(0).geometries[0], inside(0).geometries[0]] }),
    );
    expect(same).toMatchObject({ verdict: 'indeterminate', outside: null, probabilityInside: null });
    expect(codesOf(same)).toContain('views-too-parallel');
    expect(same.metrics.tipToCenter).toBeNull();
    expect(same.biplane).toMatchObject({ tip: null, target: null, separation: 0 });
  });

  it('is never inside when the rays miss each other by more than 3 mm', () => {
    const record = recordOf(inside(70));
    const moved = (px: number) => {
      const [one, other] = record.space.views;
      const views = [one, { ...other, tip: [other?.tip[0] ?? 0, (other?.tip[1] ?? 0) + px] }];
      return assessmentOf({ ...record, space: { ...record.space, views } });
    };
    const apart = moved(40);
    expect(apart.biplane?.rayGap.tip).toBeGreaterThan(3);
    expect(apart.verdict).toBe('indeterminate');
    expect(codesOf(apart)).toEqual(['ray-gap']);
    expect(moved(5).verdict).toBe('inside');
  });

  it('asks for a mark in each view', () => {
    const record = recordOf(inside(60));
    const without = (member: 'tip' | 'target') => {
      const views = record.space.views.map((view, index) =>
        index === 1 ? Object.fromEntries(Object.entries(view).filter(([key]) => key !== member)) : view,
      );
      return assessmentOf({ ...record, space: { ...record.space, views } });
    };
    expect(codesOf(without('tip'))).toEqual(['no-tip']);
    expect(without('tip').biplane).toMatchObject({ tip: null, rayGap: { tip: null } });
    expect(codesOf(without('target'))).toEqual(['no-target']);
    expect(without('target').metrics.tipToCenter).toBeNull();
  });

  it('tells of marks outside the image', () => {
    const record = recordOf(inside(60));
    const views = record.space.views.map((view) => ({ ...view, rows: 300 }));
    expect(codesOf(assessmentOf({ ...record, space: { ...record.space, views } }))).toContain('tip-outside-image');
  });
});
