import { describe, expect, it } from 'vitest';
import { gaugeSigma, MM_PER_FRENCH, NEEDLE_GAUGES } from '../../../src/image/device-sizes.ts';
import {
  scaleAsEntered,
  scaleByObject,
  type DrawnObject,
  type MeasuredScale,
} from '../../../src/image/known-object.ts';
import { scaleDifference } from '../../../src/image/scale-difference.ts';
import { isRefusal } from '../../../src/image/refusal.ts';
import type { Scale } from '../../../src/image/scale.ts';
import { imagePoint } from '../../../src/space/frame.ts';
import { generator } from '../../support/random.ts';

const points = (...at: readonly (readonly [number, number])[]) => at.map(([column, row]) => imagePoint(column, row));

const OBJECT: DrawnObject = {
  form: 'line',
  points: points([100, 100], [160, 180]),
  pointSigma: 0.5,
  size: 25,
  sizeSigma: null,
  aspect: 1,
  columns: 512,
  rows: 512,
};

const measured = (drawn: Partial<DrawnObject>): MeasuredScale => {
  const found = scaleByObject({ ...OBJECT, ...drawn });
  if (isRefusal(found)) throw new Error(found.message);
  return found;
};
const codeOf = (drawn: Partial<DrawnObject>): string => {
  const found = scaleByObject({ ...OBJECT, ...drawn });
  return isRefusal(found) ? found.code : 'none';
};

describe('the scale by an object of known size', () => {
  it('is its size over its length on the picture, and as uncertain as both', () => {
    // A 3-4-5 triangle of 100 px: two ends of half a pixel each are √2/2 px, which of 100 px is 0.7071 %.
    const { scale, scaleSigma, extent } = measured({ sizeSigma: 0.25 });
    expect(extent).toBeCloseTo(100, 9);
    expect(scale).toEqual({ betweenColumns: 0.25, betweenRows: 0.25, unit: 'mm', basis: 'user' });
    expect(scaleSigma).toBeCloseTo(Math.hypot(0.01, 0.0070710678), 9);
    expect(measured({}).scaleSigma).toBeCloseTo(0.0070710678, 9);
  });

  it('keeps the shape of the pixels, and measures with it', () => {
    // 60 columns and 40 rows twice as high as wide: 100 column widths again.
    const { scale, extent, extentSigma } = measured({ points: points([100, 100], [160, 140]), aspect: 2 });
    expect(extent).toBeCloseTo(100, 9);
    expect(scale).toMatchObject({ betweenColumns: 0.25, betweenRows: 0.5 });
    // ∂/∂column = 0.6, ∂/∂row = 2·0.8 at each of two ends.
    expect(extentSigma).toBeCloseTo(0.5 * Math.sqrt(2 * (0.36 + 2.56)), 6);
  });

  it('of a shaft is by the distance between its edges, however long they are drawn and whichever way round', () => {
    const edges = points([0, 10], [50, 10], [60, 18], [20, 18]);
    const { extent, extentSigma } = measured({ form: 'edges', points: edges, size: 2 });
    expect(extent).toBeCloseTo(8, 9);
    // Middles 15 px apart along it, directions together 90 px long: σ²·(1 + 4·15²/90²).
    expect(extentSigma).toBeCloseTo(0.5 * Math.sqrt(1 + (4 * 15 ** 2) / 90 ** 2), 6);
    // Turned by any angle it is as wide.
    const turn = (column: number, row: number): [number, number] => [
      200 + column * 0.8 - row * 0.6,
      200 + column * 0.6 + row * 0.8,
    ];
    const turned = measured({ form: 'edges', points: points(...edges.map(([c, r]) => turn(c, r))), size: 2 });
    expect(turned.extent).toBeCloseTo(8, 9);
    expect(turned.extentSigma).toBeCloseTo(extentSigma, 6);
  });

  it('of a ball is by its radius, or by the circle through points on its edge', () => {
    expect(measured({ form: 'radius', points: points([200, 200], [230, 240]) }).extent).toBeCloseTo(100, 9);
    const at = (degrees: number, away = 50): [number, number] => [
      200 + away * Math.cos((degrees * Math.PI) / 180),
      200 + away * Math.sin((degrees * Math.PI) / 180),
    ];
    expect(measured({ form: 'rim', points: points(at(10), at(100), at(170)) }).extent).toBeCloseTo(100, 8);
    // Four points evenly round it: the radius is their mean distance from the middle, σ/√4, and the diameter twice that.
    const even = measured({ form: 'rim', points: points(at(0), at(90), at(180), at(270)) });
    expect(even.extentSigma).toBeCloseTo(0.5, 5);
    // One in, one out by as much, opposite to each other: least squares leaves the radius where it was.
    const noisy = measured({ form: 'rim', points: points(at(0, 51), at(90, 49), at(180, 51), at(270, 49)) });
    expect(noisy.extent).toBeCloseTo(100, 8);
    // A short arc says little of its circle.
    const arc = measured({ form: 'rim', points: points(at(-20), at(0), at(20)), pointSigma: 0.1 });
    expect(arc.extentSigma).toBeGreaterThan(2);
  });

  it('lies in the 95 % interval that is told of it as often as that says, narrow and wide', () => {
    const random = generator(7);
    const gauss = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const coverage = (width: number, form: 'line' | 'edges'): number => {
      const [draws, truth, sigma] = [3000, 0.25, 0.5];
      let held = 0;
      for (let draw = 0; draw < draws; draw += 1) {
        const nominal = width * truth;
        const size = nominal * (1 + 0.02 * gauss());
        const extent = size / truth;
        const ends: readonly (readonly [number, number])[] =
          form === 'line'
            ? [
                [200, 200],
                [200, 200 + extent],
              ]
            : [
                [180, 200],
                [240, 200],
                [190, 200 + extent],
                [250, 200 + extent],
              ];
        const noisy = ends.map(([c, r]): [number, number] => [c + sigma * gauss(), r + sigma * gauss()]);
        const { scale, scaleSigma } = measured({
          form,
          points: points(...noisy),
          pointSigma: sigma,
          size: nominal,
          sizeSigma: 0.02 * nominal,
        });
        if (Math.abs(truth / scale.betweenColumns - 1) <= 1.96 * (scaleSigma ?? NaN)) held += 1;
      }
      return held / draws;
    };
    for (const [width, form] of [
      [80, 'line'],
      [8, 'line'],
      [8, 'edges'],
    ] as const) {
      const share = coverage(width, form);
      expect(share).toBeGreaterThan(0.935);
      expect(share).toBeLessThan(0.965);
    }
  });

  it.each([
    ['not-positive', { size: 0 }],
    ['not-positive', { size: -2 }],
    ['not-positive', { sizeSigma: 0 }],
    ['not-positive', { size: NaN }],
    ['too-few-points', { points: points([1, 1]) }],
    ['too-few-points', { form: 'edges' }],
    ['zero-length', { points: points([100, 100], [100, 100]) }],
    ['zero-length', { form: 'rim', points: points([1, 1], [2, 2], [3, 3]) }],
    ['zero-length', { form: 'edges', points: points([1, 1], [9, 1], [3, 1], [12, 1]) }],
    ['point-outside-image', { points: points([100, 100], [513, 100]) }],
    ['point-outside-image', { points: points([-1, 100], [13, 100]) }],
    ['too-uncertain', { points: points([100, 100], [101, 100]) }],
    ['implausible-scale', { size: 400, points: points([100, 100], [200, 100]) }],
  ] as const)('is refused as %s: %o', (code, drawn) => {
    expect(codeOf(drawn)).toBe(code);
  });
});

describe('a scale that is entered', () => {
  const picture = { aspect: 1.25, columns: 512, rows: 512 };

  it('is taken as it is, with the shape of the pixels', () => {
    expect(scaleAsEntered({ ...picture, betweenColumns: 0.2, sigma: null })).toEqual({
      scale: { betweenColumns: 0.2, betweenRows: 0.25, unit: 'mm', basis: 'user' },
      scaleSigma: null,
    });
    expect(scaleAsEntered({ ...picture, betweenColumns: 0.2, sigma: 0.01 })).toMatchObject({
      scaleSigma: expect.closeTo(0.05, 12) as number,
    });
  });

  it.each([
    ['not-positive', 0, null],
    ['implausible-scale', 4, null],
    ['too-uncertain', 0.2, 0.2],
  ] as const)('is refused as %s', (code, betweenColumns, sigma) => {
    expect(scaleAsEntered({ ...picture, betweenColumns, sigma })).toMatchObject({ kind: 'refused', code });
  });
});

describe('known sizes', () => {
  it('of needles lie in the range of their gauge, and fall from gauge to gauge', () => {
    for (const [index, { outerDiameter, range, gauge }] of NEEDLE_GAUGES.entries()) {
      expect(outerDiameter).toBeGreaterThanOrEqual(range[0]);
      expect(outerDiameter).toBeLessThanOrEqual(range[1]);
      const next = NEEDLE_GAUGES[index + 1];
      if (next) expect([next.gauge, next.range[1] <= range[0]]).toEqual([gauge + 1, true]);
    }
    // 18 G: 1.2 to 1.3 mm, 0.1 / √12.
    expect(NEEDLE_GAUGES.filter(({ gauge }) => gauge === 18).map(gaugeSigma)[0]).toBeCloseTo(0.0288675, 6);
    expect(6 * MM_PER_FRENCH).toBeCloseTo(2, 12);
  });
});

describe('what the file says of the same picture', () => {
  const of = (betweenColumns: number, unit: Scale['unit'], basis: Scale['basis']): Scale => ({
    betweenColumns,
    betweenRows: betweenColumns,
    unit,
    basis,
  });
  const own = (size: number): Scale => of(size, 'mm', 'user');

  it('is told with how far it differs, and contradicts from 10 % on', () => {
    const file = of(0.2, 'mm', 'imager-magnification');
    expect(scaleDifference(own(0.21), file)).toMatchObject({
      isContradiction: false,
      text: expect.stringContaining('5 % larger') as string,
    });
    expect(scaleDifference(own(0.15), file)).toMatchObject({
      isContradiction: true,
      text: expect.stringContaining('25 % smaller') as string,
    });
    expect(scaleDifference(own(0.2), file)?.text).toContain('the same');
    expect(scaleDifference(own(0.2), of(1, 'px', 'none'))).toBeNull();
  });

  it('at the detector makes a magnification, which can be none or too much', () => {
    const detector = of(0.3, 'mm-at-detector', 'imager');
    expect(scaleDifference(own(0.2), detector)).toMatchObject({
      isContradiction: false,
      text: expect.stringContaining('magnification of 1.5') as string,
    });
    expect(scaleDifference(own(0.4), detector)?.isContradiction).toBe(true);
    expect(scaleDifference(own(0.05), detector)?.isContradiction).toBe(true);
  });
});
