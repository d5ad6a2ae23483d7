import * as fc from 'fast-check';
import { assess, isRefused, parseRecord, type Assessment, type Confirmation } from '../../src/index.ts';

export type Json = Record<string, unknown>;
export type Triple = [number, number, number];

/** The checked record; throws where a test's own record isn't one. */
export const recordOf = (json: object): Confirmation => {
  const record = parseRecord({ tipcheck: 1, id: 'test', ...json });
  if (isRefused(record)) throw new Error(`${record.code}: ${record.message}`);
  return record;
};

export const assessmentOf = (json: object, confidence?: number): Assessment => {
  const result = assess(recordOf(json), confidence === undefined ? {} : { confidence });
  if (isRefused(result)) throw new Error(`${result.code}: ${result.message}`);
  return result;
};

export const codesOf = (assessment: Pick<Assessment, 'caveats'>): string[] =>
  assessment.caveats.map(({ code }) => code);

export const PATIENT = { kind: 'patient', frameOfReferenceUID: '1.2.3' };

export const imageSpace = (betweenColumns: number, betweenRows: number, more: object = {}): Json => ({
  kind: 'image',
  sopInstanceUID: '1.2.3',
  frame: 1,
  modality: 'US',
  scale: { betweenColumns, betweenRows, unit: 'mm', basis: 'us-region' },
  ...more,
});

/** A rotation as rows, from three angles. */
export const rotation = (a: number, b: number, c: number): Triple[] => {
  const [ca, sa, cb, sb, cc, sc] = [Math.cos(a), Math.sin(a), Math.cos(b), Math.sin(b), Math.cos(c), Math.sin(c)];
  return [
    [ca * cb, ca * sb * sc - sa * cc, ca * sb * cc + sa * sc],
    [sa * cb, sa * sb * sc + ca * cc, sa * sb * cc - ca * sc],
    [-sb, cb * sc, cb * cc],
  ];
};

export const turned = (rows: readonly Triple[], v: readonly number[]): Triple =>
  rows.map((row) => row.reduce((sum, value, axis) => sum + value * (v[axis] ?? 0), 0)) as Triple;

const coordinate = fc.double({ min: -80, max: 80, noNaN: true, noDefaultInfinity: true });
const size = (min: number, max: number) => fc.double({ min, max, noNaN: true, noDefaultInfinity: true });
export const place: fc.Arbitrary<Triple> = fc.tuple(coordinate, coordinate, coordinate);
export const angle = size(-3.1, 3.1);

export const apart = (a: readonly number[], b: readonly number[]): number =>
  Math.hypot(...a.map((value, axis) => value - (b[axis] ?? 0)));

/** A whole case in patient space with every mark, the tip near enough to the target that the verdict isn't always the same. */
export const patientCase = fc
  .record({
    center: place,
    offset: fc.tuple(size(-9, 9), size(-9, 9), size(-9, 9)),
    radius: size(1, 12),
    axes: fc.option(fc.tuple(size(1, 10), size(1, 10), size(1, 10)), { nil: null }),
    sigma: size(0.1, 2),
    shaft: place,
    entry: place,
    planEntry: place,
    thickness: fc.option(size(0.5, 6), { nil: null }),
    evidence: fc.constantFrom('none', 'person', 'image'),
  })
  .filter(
    ({ center, offset, shaft, planEntry }) =>
      apart(
        shaft,
        turned(
          rotation(0, 0, 0),
          center.map((value, axis) => value + (offset[axis] ?? 0)),
        ),
      ) > 15 && apart(planEntry, center) > 15,
  )
  .map(({ center, offset, radius, axes, sigma, shaft, entry, planEntry, thickness, evidence }) => ({
    space: {
      ...PATIENT,
      ...(thickness !== null && {
        voxel: {
          betweenColumns: 0.7,
          betweenRows: 0.7,
          betweenSlices: thickness,
          sliceThickness: thickness,
          orientation: [1, 0, 0, 0, 1, 0],
        },
      }),
    },
    target: axes
      ? {
          shape: 'ellipsoid',
          center,
          axes: [
            [axes[0], 0, 0],
            [0, axes[1], 0],
            [0, 0, axes[2]],
          ],
        }
      : { shape: 'sphere', center, radius },
    tip: { position: center.map((value, axis) => value + (offset[axis] ?? 0)), evidence, sigma },
    shaft: [shaft],
    entry,
    plan: { entry: planEntry, target: center },
  }));
export type PatientCase = typeof patientCase extends fc.Arbitrary<infer Case> ? Case : never;
