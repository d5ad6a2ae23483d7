import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readImageAttributes, type ImageAttributes } from '../../src/image/attributes.ts';
import { calibrationOf } from '../../src/image/calibration.ts';
import { isRefusal } from '../../src/image/refusal.ts';
import { groupSeries } from '../../src/image/series.ts';
import { naturalizedSource } from '../../src/load/naturalized-source.ts';
import { inLane } from '../support/lane.ts';

type Tags = Readonly<Record<string, unknown>>;

/** Values that archives hold where a size is expected, and that are none. */
const WORTHLESS = [
  undefined,
  null,
  '',
  [],
  [0, 0],
  [-0.3, -0.3],
  [0.3],
  ['0,3', '0,3'],
  [NaN, NaN],
  ['abc', 'def'],
  [0.3, 0],
];
const WORTHLESS_NUMBER = [undefined, null, '', 0, -1.5, 'abc', NaN];
const A = [0.3, 0.4];
const B = [0.25, 0.35];

const spacing = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom<unknown>(...WORTHLESS) },
  { weight: 4, arbitrary: fc.constantFrom<unknown>(A, B) },
  { weight: 1, arbitrary: fc.constantFrom<unknown>([1e300, 1e300], [1e-300, 1e-300]) },
);
const distance = (...values: readonly number[]): fc.Arbitrary<unknown> =>
  fc.constantFrom<unknown>(...WORTHLESS_NUMBER, ...values, ...values, ...values);
/** Mostly right, so that regions whose every value is right come up. */
const mostly = (right: unknown, ...others: readonly unknown[]): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 9, arbitrary: fc.constant(right) }, { weight: 1, arbitrary: fc.constantFrom(...others) });
const region = fc.record({
  RegionSpatialFormat: mostly(1, 0, 2, 3, undefined),
  RegionDataType: mostly(1, 0, 2),
  RegionFlags: fc.constantFrom<unknown>(0, 1, 2, 3, undefined),
  RegionLocationMinX0: mostly(0, 5, 90, undefined),
  RegionLocationMinY0: mostly(0, 5, 90),
  RegionLocationMaxX1: mostly(9, 200, 2),
  RegionLocationMaxY1: mostly(7, 200, 2),
  PhysicalUnitsXDirection: mostly(3, 4, 0, undefined),
  PhysicalUnitsYDirection: mostly(3, 7, 0),
  PhysicalDeltaX: mostly(0.05, -0.05, 0.02, 0, undefined, 'abc', 1e308),
  PhysicalDeltaY: mostly(0.05, -0.05, 0.02, 0, undefined),
});
const object = fc.constantFrom<unknown>(
  undefined,
  [],
  [{}],
  [{ ObjectPixelSpacingInCenterOfBeam: [0, 0] }],
  [{ ObjectPixelSpacingInCenterOfBeam: [0.21, 0.22] }],
);

const CLASSES = [
  '2',
  '2.1',
  '4',
  '12.1',
  '12.1.1',
  '12.2',
  '1',
  '1.1',
  '1.2',
  '13.1.1',
  '3.1',
  '6.1',
  '6.2',
  '7',
  '77.1.4',
  '20',
];
const tags = fc.record({
  SOPClassUID: fc.constantFrom(...CLASSES).map((tail) => `1.2.840.10008.5.1.4.1.1.${tail}`),
  Modality: fc.constantFrom('CT', 'MR', 'XA', 'RF', 'CR', 'DX', 'MG', 'US', 'OT', 'XC', 'RG', ''),
  PixelSpacing: spacing,
  ImagerPixelSpacing: spacing,
  NominalScannedPixelSpacing: spacing,
  PixelSpacingCalibrationType: fc.constantFrom<unknown>(
    undefined,
    undefined,
    'GEOMETRY',
    'FIDUCIAL',
    'constructor',
    '',
  ),
  EstimatedRadiographicMagnificationFactor: distance(1.5, 1.2, 0.5, 40, 1e-320),
  DistanceSourceToDetector: distance(1200, 1000, 1e308),
  DistanceSourceToPatient: distance(800, 1500, 1e-308),
  PixelAspectRatio: fc.constantFrom<unknown>(undefined, [1, 1], [4, 3], [0, 1], [-4, 3], 'abc'),
  SequenceOfUltrasoundRegions: fc.option(fc.array(region, { maxLength: 3 }), { nil: undefined }),
  ProjectionPixelCalibrationSequence: object,
});

const imageOf = ({ ProjectionPixelCalibrationSequence, ...plain }: Tags): ImageAttributes => {
  const read = readImageAttributes(
    naturalizedSource({
      ...plain,
      SharedFunctionalGroupsSequence: [{ ProjectionPixelCalibrationSequence }],
      SOPInstanceUID: '1.2.3',
      Rows: 8,
      Columns: 10,
      BitsAllocated: 8,
    }),
  );
  if (isRefusal(read)) throw new Error(read.message);
  return read;
};

const isSize = (value: unknown): value is number => typeof value === 'number' && value > 0 && Number.isFinite(value);
const isPair = (value: unknown): value is readonly [number, number] =>
  Array.isArray(value) && value.length === 2 && value.every(isSize);
const near = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9 * Math.max(a, b);

/** Whether the sizes are those of a tag, in DICOM's order (between rows first), times a factor. */
const isOf = (value: unknown, rows: number, columns: number, factor = 1): boolean =>
  isPair(value) && near(value[0] * factor, rows) && near(value[1] * factor, columns);

/** The tags that can prove each basis, written anew from the standard: what is looked for is a number that no tag stands behind. */
const isProved = (given: Tags, basis: string, rows: number, columns: number): boolean => {
  const { PixelSpacing, ImagerPixelSpacing, NominalScannedPixelSpacing, PixelSpacingCalibrationType: type } = given;
  const [sid, sod, factor] = [
    given['DistanceSourceToDetector'],
    given['DistanceSourceToPatient'],
    given['EstimatedRadiographicMagnificationFactor'],
  ];
  switch (basis) {
    case 'pixel-spacing':
      return isOf(PixelSpacing, rows, columns);
    case 'pixel-spacing-geometry':
      return type === 'GEOMETRY' && isOf(PixelSpacing, rows, columns);
    case 'pixel-spacing-fiducial':
      return type === 'FIDUCIAL' && isOf(PixelSpacing, rows, columns);
    case 'imager':
      return isOf(ImagerPixelSpacing, rows, columns);
    case 'nominal-scanned':
      return isOf(NominalScannedPixelSpacing, rows, columns);
    case 'imager-magnification':
      return (
        (isSize(factor) && factor >= 1 && isOf(ImagerPixelSpacing, rows, columns, 1 / factor)) ||
        (isSize(sid) && isSize(sod) && sid >= sod && isOf(ImagerPixelSpacing, rows, columns, sod / sid)) ||
        (near(rows, 0.21) && near(columns, 0.22) && JSON.stringify(given).includes('[0.21,0.22]'))
      );
    case 'us-region': {
      const list = (given['SequenceOfUltrasoundRegions'] ?? []) as readonly Tags[];
      return list.some(
        (each) =>
          each['RegionSpatialFormat'] === 1 &&
          each['PhysicalUnitsXDirection'] === 3 &&
          each['PhysicalUnitsYDirection'] === 3 &&
          isOf([Math.abs(Number(each['PhysicalDeltaY'])), Math.abs(Number(each['PhysicalDeltaX']))], rows, columns, 10),
      );
    }
    default:
      return false;
  }
};

const UNITS: Readonly<Record<string, string>> = {
  imager: 'mm-at-detector',
  'nominal-scanned': 'mm-at-detector',
  none: 'px',
};

describe('whatever combination of tags a file has', () => {
  it('no size of a pixel is without the tag that proves it, and none is a default', () => {
    const bases = new Map<string, number>();
    fc.assert(
      fc.property(tags, (given) => {
        const { scale, caveats } = calibrationOf(imageOf(given), 1);
        const { basis, unit, betweenRows, betweenColumns } = scale;
        bases.set(basis, (bases.get(basis) ?? 0) + 1);
        const has = (code: string): boolean => caveats.some((each) => each.code === code);
        return (
          unit === (UNITS[basis] ?? 'mm') &&
          isSize(betweenRows) &&
          isSize(betweenColumns) &&
          has('uncalibrated') === (basis === 'none') &&
          has('at-detector-scale') === (unit === 'mm-at-detector') &&
          has('depth-scale') === (basis === 'imager-magnification') &&
          (basis === 'none' ? betweenColumns === 1 : isProved(given, basis, betweenRows, betweenColumns))
        );
      }),
      { numRuns: inLane({ fast: 300, full: 1000 }), seed: 20261126, endOnFailure: true },
    );
    // Nothing is proved by cases that don't come up.
    expect([...bases.keys()].sort()).toEqual([
      'imager',
      'imager-magnification',
      'nominal-scanned',
      'none',
      'pixel-spacing',
      'pixel-spacing-fiducial',
      'pixel-spacing-geometry',
      'us-region',
    ]);
    expect(Math.min(...bases.values())).toBeGreaterThan(5);
  });

  it('the unit of a series is that of its frames, and a projection whose only spacing is the imager’s is never in mm', () => {
    fc.assert(
      fc.property(tags, (given) => {
        const image = imageOf(given);
        const [series] = groupSeries([image]);
        expect(series?.scale.basis).toBe(calibrationOf(image, 1).scale.basis);
        if (series?.space !== 'projection' || isPair(given.PixelSpacing) || isPair(given.NominalScannedPixelSpacing))
          return;
        const isCorrected = [given.EstimatedRadiographicMagnificationFactor, given.DistanceSourceToPatient].some(
          isSize,
        );
        if (!isCorrected && !JSON.stringify(given).includes('[0.21,0.22]')) expect(series.scale.unit).not.toBe('mm');
      }),
      { numRuns: 150, seed: 20261126, endOnFailure: true },
    );
  });
});
