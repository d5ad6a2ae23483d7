import { describe, expect, it } from 'vitest';
import { assess, isRefused, parseRecord, type Assessment } from '../../../src/index.ts';

const run = (record: object, confidence?: number): Assessment => {
  const result = assess(
    parseRecord({ tipcheck: 1, id: 'x', ...record }),
    confidence === undefined ? {} : { confidence },
  );
  if (isRefused(result)) throw new Error(`${result.code}: ${result.message}`);
  return result;
};
const codes = (assessment: Assessment): string[] => assessment.caveats.map(({ code }) => code);

const patient = { kind: 'patient', frameOfReferenceUID: '1.2.3' };
const us = (scale: object, more: object = {}) => ({
  kind: 'image',
  sopInstanceUID: '1.2.3',
  frame: 1,
  modality: 'US',
  scale,
  ...more,
});
const mm = (betweenColumns: number, betweenRows: number) => ({
  betweenColumns,
  betweenRows,
  unit: 'mm',
  basis: 'us-region',
});

describe('patient space', () => {
  it('gives the documented example', () => {
    const result = run({
      space: patient,
      target: { shape: 'sphere', center: [0, 0, 0], radius: 6 },
      tip: { position: [0, 3.1, 0], evidence: 'person', sigma: 1.29 },
    });
    expect(result.verdict).toBe('inside');
    expect(result.outside).toBe(false);
    expect(result.probabilityInside).toBeCloseTo(0.974, 3);
    expect(result.metrics.tipToCenter?.value).toBeCloseTo(3.1, 12);
    expect(result.metrics.signedDistance?.value).toBeCloseTo(-2.9, 12);
    expect(result.caveats).toEqual([]);
    expect(result.components).toEqual({
      marking: [
        [1.29 ** 2, 0, 0],
        [0, 1.29 ** 2, 0],
        [0, 0, 1.29 ** 2],
      ].map((line) => line.map((value) => expect.closeTo(value, 12) as number)),
    });
  });

  it('measures every metric of an oblique needle', () => {
    // Worked by hand: plan along (0,0,-1), achieved along (3,0,-4)/5.
    const result = run({
      space: patient,
      target: { shape: 'sphere', center: [10, 20, 30], radius: 5 },
      tip: { position: [13, 20, 26], evidence: 'person', sigma: 0.1 },
      shaft: [
        [-2, 20, 46],
        [10, 20, 30],
      ],
      entry: [-5, 20, 50],
      plan: { entry: [10, 20, 80], target: [10, 20, 30] },
    });
    const { metrics } = result;
    expect(metrics.tipToCenter?.value).toBeCloseTo(5, 12);
    expect(metrics.signedDistance?.value).toBeCloseTo(0, 12);
    expect(metrics.depthError?.value).toBeCloseTo(4, 12);
    expect(metrics.lateralError?.value).toBeCloseTo(3, 12);
    expect(metrics.normalDistance?.value).toBeCloseTo(0, 12);
    expect(metrics.remainingAdvance?.value).toBeCloseTo(-5, 12);
    expect(metrics.angularError).toMatchObject({ unit: 'deg' });
    expect(metrics.angularError?.value).toBeCloseTo((Math.atan2(3, 4) * 180) / Math.PI, 12);
    expect(metrics.entryError?.value).toBeCloseTo(Math.hypot(15, 30), 12);
    expect(metrics.insertedLength?.value).toBeCloseTo(5 + 20 + 5, 12);
  });

  it('gives null, never 0, for what was not marked', () => {
    const result = run({
      space: patient,
      target: { shape: 'sphere', center: [0, 0, 0], radius: 6 },
      entry: [0, 0, 9],
      plan: { entry: [0, 0, 10], target: [0, 0, 1] },
    });
    expect(result.verdict).toBe('indeterminate');
    expect(result.outside).toBeNull();
    expect(codes(result)).toContain('no-tip');
    expect(result.metrics).toMatchObject({
      tipToCenter: null,
      signedDistance: null,
      depthError: null,
      lateralError: null,
      insertedLength: null,
    });
    expect(result.metrics.entryError?.value).toBeCloseTo(1, 12);
    expect(Object.keys(result.metrics)).toHaveLength(9);
  });

  it('hurts along the slice normal only', () => {
    const voxel = {
      betweenColumns: 0.6,
      betweenRows: 0.9,
      betweenSlices: 3,
      sliceThickness: 5,
      orientation: [0, 1, 0, 0, 0, -1],
    };
    const at = (position: number[]) =>
      run({
        space: { ...patient, voxel },
        target: { shape: 'sphere', center: [0, 0, 0], radius: 20 },
        tip: { position, evidence: 'person', sigma: 0.5 },
      }).metrics.signedDistance?.sigma;
    // Columns increase along +y, rows along −z, so the normal is ∓x.
    expect(at([30, 0, 0])).toBeCloseTo(Math.sqrt(0.25 + 25 / 12), 6);
    expect(at([0, 30, 0])).toBeCloseTo(Math.sqrt(0.25 + 0.36 / 12), 6);
    expect(at([0, 0, 30])).toBeCloseTo(Math.sqrt(0.25 + 0.81 / 12), 6);
  });

  it('turns round the verdict by where the tip is', () => {
    const at = (x: number, evidence = 'person') =>
      run({
        space: patient,
        target: { shape: 'sphere', center: [0, 0, 0], radius: 6 },
        tip: { position: [x, 0, 0], evidence, sigma: 0.8 },
      });
    expect(at(1).verdict).toBe('inside');
    expect(at(1, 'none').verdict).toBe('indeterminate');
    expect(codes(at(1, 'none'))).toEqual(['tip-unconfirmed']);
    expect(at(5.5).verdict).toBe('indeterminate');
    expect(codes(at(5.5))).toEqual(['near-boundary']);
    // Outside is the alarm: it needs no evidence.
    expect(at(9, 'none').verdict).toBe('outside');
    expect(at(9, 'none').outside).toBe(true);
  });

  it('blames the slice thickness where it decides', () => {
    const voxel = { betweenColumns: 0.7, betweenRows: 0.7, betweenSlices: 5, sliceThickness: 5 };
    const result = run({
      space: { ...patient, voxel },
      target: { shape: 'sphere', center: [0, 0, 0], radius: 6 },
      tip: { position: [0, 0, 5.5], evidence: 'person', sigma: 0.5 },
    });
    expect(codes(result)).toEqual(['near-boundary', 'slice-thickness']);
  });

  it('keeps the flag but gives no probability without a sigma', () => {
    const result = run({
      space: patient,
      target: { shape: 'point', center: [0, 0, 0], tolerance: 6 },
      tip: { position: [9, 0, 0], evidence: 'person' },
    });
    expect(result).toMatchObject({ verdict: 'indeterminate', outside: true, probabilityInside: null });
    expect(result.metrics.tipToCenter).toEqual({ value: 9, unit: 'mm', sigma: null, interval: null });
    expect(codes(result)).toEqual(['sigma-unknown']);
  });

  it('lists but does not measure a look in another frame of reference', () => {
    const result = run({
      space: patient,
      target: { shape: 'sphere', center: [0, 0, 0], radius: 6 },
      tip: { position: [0, 0, 1], evidence: 'person', sigma: 0.5 },
      looks: [
        { at: '2026-11-22T10:15:00Z', frameOfReferenceUID: '1.2.3', tip: { position: [0, 0, 8], sigma: 1 } },
        { frameOfReferenceUID: '1.2.4', tip: { position: [0, 0, 8], sigma: 1 } },
      ],
    });
    expect(result.looks[0]?.metrics.tipToCenter?.value).toBeCloseTo(8, 12);
    expect(result.looks[0]?.at).toBe('2026-11-22T10:15:00Z');
    expect(result.looks[1]?.metrics.tipToCenter).toBeNull();
    expect(result.looks[1]?.caveats.map(({ code }) => code)).toEqual(['different-frame-of-reference']);
    expect(codes(result)).toContain('different-frame-of-reference');
  });

  it('refuses a confidence that is none', () => {
    for (const confidence of [0.5, 1, 0, NaN, 2]) {
      const result = assess(parseRecord({ tipcheck: 1, id: 'x', space: patient }), { confidence });
      expect(isRefused(result) ? result.code : 'assessed').toBe('invalid-confidence');
    }
  });
});

describe('image space', () => {
  it('scales columns and rows apart', () => {
    const result = run({
      space: us(mm(0.2, 0.5), { beamWidth: 2 }),
      target: {
        shape: 'contour',
        points: [
          [0, 0],
          [100, 0],
          [100, 40],
          [0, 40],
        ],
      },
      tip: { position: [80, 30], evidence: 'person', sigma: 0.2 },
    });
    expect(result.metrics.tipToCenter?.value).toBeCloseTo(Math.hypot(30 * 0.2, 10 * 0.5), 12);
    expect(result.metrics.signedDistance?.value).toBeCloseTo(-4, 12);
    expect(codes(result)).toEqual(['anisotropic-scale']);
    expect(result.verdict).toBe('inside');
  });

  it('takes a circle in pixels as an ellipse in mm', () => {
    const result = run({
      space: us(mm(0.2, 0.4), { beamWidth: 1 }),
      target: { shape: 'circle', center: [50, 50], radius: 10 },
      tip: { position: [50, 57], evidence: 'person', sigma: 0.1 },
    });
    // 2 mm by 4 mm semi-axes; 2.8 mm down the long one: nearest boundary point is not straight on.
    expect(result.metrics.tipToCenter?.value).toBeCloseTo(2.8, 12);
    expect(result.metrics.signedDistance?.value).toBeLessThan(0);
    expect(result.metrics.signedDistance?.value).toBeGreaterThan(-1.2);
  });

  it('is never inside without a beam width, but can be outside', () => {
    const at = (column: number) =>
      run({
        space: us(mm(0.2, 0.2)),
        target: { shape: 'circle', center: [100, 100], radius: 40 },
        tip: { position: [column, 100], evidence: 'person', sigma: 0.3 },
      });
    expect(at(100)).toMatchObject({ verdict: 'indeterminate', outside: false });
    expect(codes(at(100))).toEqual(['out-of-plane-unknown']);
    expect(at(200)).toMatchObject({ verdict: 'outside', outside: true });
  });

  it('gives pixels, not millimetres, without a scale', () => {
    const result = run({
      space: us({ betweenColumns: 1, betweenRows: 1, unit: 'px', basis: 'none' }),
      target: { shape: 'circle', center: [100, 100], radius: 40 },
      tip: { position: [120, 100], evidence: 'person', sigma: 1 },
    });
    expect(result.metrics.tipToCenter).toMatchObject({ value: 20, unit: 'px' });
    expect(codes(result)).toEqual(['out-of-plane-unknown', 'uncalibrated']);
    expect(result.verdict).toBe('indeterminate');
  });

  it('says where a mark lies outside the image', () => {
    const result = run({ space: us(mm(0.2, 0.2), { columns: 100, rows: 100 }), tip: { position: [101, 5], sigma: 1 } });
    expect(codes(result)).toContain('tip-outside-image');
  });
});

describe('projection space', () => {
  const projection = {
    kind: 'projection',
    sopInstanceUID: '1.2.3',
    frame: 3,
    modality: 'XA',
    scale: { betweenColumns: 0.25, betweenRows: 0.25, unit: 'mm', basis: 'imager-magnification' },
  };
  const at = (column: number) =>
    run({
      space: projection,
      target: { shape: 'circle', center: [100, 100], radius: 20 },
      tip: { position: [column, 100], evidence: 'person', sigma: 0.4 },
    });

  it('proves outside, never inside', () => {
    expect(at(100)).toMatchObject({ verdict: 'indeterminate', outside: null, probabilityInside: null });
    expect(at(150)).toMatchObject({ verdict: 'outside', outside: true, probabilityInside: null });
    expect(at(121)).toMatchObject({ verdict: 'indeterminate', outside: true });
    expect(codes(at(100))).toEqual(['single-projection', 'depth-scale']);
    expect(codes(at(119))).toContain('near-boundary');
  });
});
