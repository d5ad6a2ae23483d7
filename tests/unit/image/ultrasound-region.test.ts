import { describe, expect, it } from 'vitest';
import { imagePoint } from '../../../src/space/frame.ts';
import {
  principalRegion,
  regionAt,
  scaleForPoints,
  type UltrasoundRegion,
} from '../../../src/image/ultrasound-region.ts';
import { regions, us, type RegionValues } from '../../support/images.ts';
import type { Elements } from '../../support/part10.ts';

const SIZE: Elements = {
  '00280010': ['US', 200],
  '00280011': ['US', 300],
  '7FE00010': ['OW', new Uint8Array(300 * 200 * 2)],
};
const read = (...values: readonly RegionValues[]): readonly UltrasoundRegion[] =>
  us({ ...regions(...values), ...SIZE }).frames[0]?.regions ?? [];
const left = { bounds: [10, 20, 109, 119] } as const;
const right = { bounds: [110, 20, 209, 119] } as const;

describe('the region at a point', () => {
  const [region] = read(left);
  it.each([
    [10, 20, true],
    [9.999, 20, false],
    [10, 19.999, false],
    [109.999, 119.999, true],
    [110, 60, false],
    [60, 120, false],
  ])('(%d, %d) inside: %s', (column, row, isInside) => {
    expect(regionAt(read(left), imagePoint(column, row))).toEqual(isInside ? region : null);
  });

  it('goes to the higher priority, then to the first', () => {
    const overlapping = read(
      { ...left, flags: 1, type: 1 },
      { ...left, flags: 0, type: 2 },
      { ...left, flags: 0, type: 3 },
    );
    expect(regionAt(overlapping, imagePoint(50, 50))?.dataType).toBe(2);
    expect(regionAt(overlapping.slice(0, 1), imagePoint(50, 50))?.dataType).toBe(1);
  });

  it('passes over a region that claims nothing', () => {
    const found = regionAt(read({ ...left, format: 0, type: 0, units: [0, 0] }, left), imagePoint(50, 50));
    expect(found?.spatialFormat).toBe(1);
  });
});

describe('one scale for several points', () => {
  const a = imagePoint(20, 30);
  const b = imagePoint(80, 90);
  const c = imagePoint(150, 60);
  const outside = imagePoint(5, 5);

  it('is that of their region, signs dropped, in mm', () => {
    expect(scaleForPoints(read({ ...left, delta: [-0.03, 0.02] }), [a, b])).toEqual({
      betweenColumns: 0.3,
      betweenRows: 0.2,
      unit: 'mm',
      basis: 'us-region',
    });
  });

  it('may span regions of the same scale', () => {
    expect(scaleForPoints(read(left, right), [a, c])).toMatchObject({ betweenColumns: 0.2 });
  });

  it.each([
    ['regions of differing scale', read(left, { ...right, delta: [0.02, 0.03] }), [a, c], 'region-mismatch'],
    ['one inside and one outside', read(left), [a, outside], 'region-mismatch'],
    ['a 2D region and a spectral one', read(left, { ...right, format: 3, units: [4, 7] }), [a, c], 'region-mismatch'],
    ['no region', read(left), [outside], 'no-region'],
    ['a spectral region alone', read({ ...left, format: 3, units: [4, 7] }), [a, b], 'no-region'],
    ['no regions at all', [], [a, b], 'no-region'],
    [
      'a region of higher priority without scale',
      read({ ...left, flags: 1 }, { ...left, flags: 0, format: 2 }),
      [a, b],
      'no-region',
    ],
  ] as const)('is refused for %s', (_, list, points, code) => {
    expect(scaleForPoints(list, points)).toMatchObject({ kind: 'refused', code });
  });
});

describe('the region that gives the image its scale', () => {
  it('is the usable one of highest priority, else the first usable', () => {
    expect(
      principalRegion(read({ flags: 1, type: 1 }, { flags: 0, type: 2, format: 2 }, { flags: 0, type: 3 }))?.dataType,
    ).toBe(3);
    expect(principalRegion(read({ flags: 1, type: 1 }, { flags: 1, type: 2 }))?.dataType).toBe(1);
    expect(principalRegion(read({ units: [3, 4] }, { units: [0, 0] }, { format: 5 }))).toBeNull();
  });
});
