import { assess } from '../../src/assess/assess.ts';
import type { Assessment } from '../../src/assess/assessment.ts';
import { PROFILES } from '../../src/assess/profiles/bundled.ts';
import type { ProcedureProfile } from '../../src/assess/profiles/profile.ts';
import { isRefused, type Confirmation } from '../../src/confirmation/record.ts';
import type { ImageAttributes } from '../../src/image/attributes.ts';
import { encodeFile } from '../../src/report/dicom/encode.ts';
import type { DataSet } from '../../src/report/dicom/data-set.ts';
import { memorySource } from '../../src/report/dicom/memory-source.ts';
import { sourceImagesOf, type SourceImages } from '../../src/report/dicom/sources.ts';
import { writeReport, type ReportOptions } from '../../src/report/sr/document.ts';
import { readDicomObject } from '../../src/load/dicom-object.ts';
import { readReport, type ReadReport } from '../../src/report/sr/read-report.ts';
import type { Refused } from '../../src/confirmation/record.ts';
import { ct, us, xa } from './images.ts';
import { recordOf, type Json } from './records.ts';

/** Records of every kind with synthetic images that they can be reported on. */

export interface ReportCase {
  readonly record: Confirmation;
  readonly assessment: Assessment;
  readonly images: SourceImages;
}

const CT_FRAME = '1.2.3.4.5';
const CT_SPACE = {
  kind: 'patient',
  frameOfReferenceUID: CT_FRAME,
  voxel: {
    betweenColumns: 0.7,
    betweenRows: 0.8,
    betweenSlices: 2.5,
    sliceThickness: 2.5,
    orientation: [1, 0, 0, 0, 1, 0],
  },
};
const CT_IMAGES = [{ sopInstanceUID: '1.2.3.4.1.2', frame: 1, frameOfReferenceUID: CT_FRAME }];
const ct2 = ct(2);
/** An ultrasound run of 5 frames, and a single image. */
const frames = (count: number) =>
  ({ '00280008': ['IS', String(count)], '7FE00010': ['OW', new Array<number>(24 * count).fill(0)] }) as const;
const usRun = us({
  '00080016': ['UI', '1.2.840.10008.5.1.4.1.1.3.1'],
  '00080018': ['UI', '1.2.3.4.7.1'],
  ...frames(5),
});
const xaRun = xa({ '00080018': ['UI', '1.2.3.4.8.1'], ...frames(7) });
const xaFirst = xa({ '00080018': ['UI', '1.2.3.4.9.1'] });
const xaSecond = xa({ '00080018': ['UI', '1.2.3.4.9.2'] });
const IMAGES: readonly ImageAttributes[] = [ct2, usRun, xaRun, xaFirst, xaSecond];

// The synthetic pictures are of very few pixels; an outline of a mark beyond them has a caveat and is written as any other.
const made = new WeakMap<Json, ReportCase>();

/** Made once for each record: some take long to assess. */
export const caseOf = (json: Json): ReportCase => {
  const found = made.get(json) ?? makeCase(json);
  made.set(json, found);
  return found;
};

/** Judged by everything in the profile of its procedure, where a record names one. */
const switchedOn = (profile: ProcedureProfile): ProcedureProfile => ({
  ...profile,
  thresholds: profile.thresholds.map((threshold) => ({ ...threshold, enabled: true })),
});

const makeCase = (json: Json): ReportCase => {
  const record = recordOf(json);
  const images = sourceImagesOf(record, IMAGES, () => ({ sopInstanceUID: ct2.sopInstanceUID, frame: 1 }));
  if (isRefused(images)) throw new Error(`${images.code}: ${images.message}`);
  const profile = PROFILES.find(({ id }) => id === record.procedure);
  const assessment = assess(record, profile && { profile: switchedOn(profile) });
  if (isRefused(assessment)) throw new Error(`${assessment.code}: ${assessment.message}`);
  return { record, assessment, images };
};

export const SAVED_AT = new Date('2026-11-26T10:00:00Z');

const written = new WeakMap<Json, DataSet>();

/** Written once for each record; anew where options are given. */
export const reportOf = (json: Json, options?: Partial<ReportOptions>): DataSet => {
  const known = options ? undefined : written.get(json);
  if (known) return known;
  const { record, assessment, images } = caseOf(json);
  const report = writeReport(record, assessment, images, { writtenAt: SAVED_AT, ...options });
  if (!options) written.set(json, report);
  return report;
};

/** The report as a file holds it, read again. */
export const readBack = (report: DataSet): ReadReport | Refused => {
  const object = readDicomObject(encodeFile(report));
  if (!('source' in object)) throw new Error(object.message);
  return readReport(object.source);
};

/** The report read as its file would be, without making one: for many. */
export const readDirectly = (report: DataSet): ReadReport | Refused => readReport(memorySource(report));

const patient = (more: Json): Json => ({
  space: CT_SPACE,
  target: { shape: 'sphere', center: [12, -34, 56], radius: 6 },
  tip: { position: [14.123456789, -32.25, 57.1], evidence: 'person', sigma: 1.29 },
  shaft: [
    [60, -80, 90],
    [40, -58, 75],
  ],
  entry: [71.5, -90.25, 98],
  plan: { entry: [70, -90, 100], target: [12, -34, 56], sigma: 0.5 },
  device: { kind: 'needle' },
  at: '2026-11-22T10:20:00+02:00',
  observer: 'Reader One',
  images: CT_IMAGES,
  ...more,
});

const square = (z: number, half: number): number[][] => [
  [12 - half, -34 - half, z],
  [12 + half, -34 - half, z],
  [12 + half, -34 + half, z],
  [12 - half, -34 + half, z],
];

const inImage = (more: Json): Json => ({
  space: {
    kind: 'image',
    sopInstanceUID: '1.2.3.4.7.1',
    frame: 2,
    modality: 'US',
    scale: { betweenColumns: 0.2, betweenRows: 0.25, unit: 'mm', basis: 'us-region' },
    beamWidth: 3,
    columns: 6,
    rows: 4,
  },
  target: { shape: 'circle', center: [290.5, 255.5], radius: 45.125 },
  tip: { position: [302.7, 247.3], evidence: 'person', sigma: 0.4 },
  shaft: [[456.524265673, 120.026572393]],
  entry: [500, 100],
  plan: { entry: [510, 90], target: [290.5, 255.5] },
  device: { kind: 'needle' },
  ...more,
});

const inProjection = (scale: object, more: Json = {}): Json =>
  inImage({
    space: { kind: 'projection', sopInstanceUID: '1.2.3.4.8.1', frame: 7, modality: 'XA', scale },
    device: { kind: 'catheter' },
    ...more,
  });

const viewOf = (sopInstanceUID: string, primaryAngle: number, more: object): Json => ({
  sopInstanceUID,
  frame: 1,
  rows: 640,
  columns: 640,
  imagerSpacing: [0.2, 0.25],
  sid: 1100,
  sod: 750,
  primaryAngle,
  secondaryAngle: 6,
  ...more,
});

const BIPLANE: Json = {
  space: {
    kind: 'biplane',
    views: [
      viewOf('1.2.3.4.9.1', -32, {
        tip: [343.746297925, 306.233001499],
        shaft: [
          [327.144967126, 251.702220149],
          [335.609341509, 279.50534957],
        ],
        target: { center: [342.418582266, 315.776909338], radius: 43.763209973, sigma: 1.5 },
        isocenter: [321, 319.5],
        entered: ['isocenter', 'sod'],
      }),
      viewOf('1.2.3.4.9.2', 43, {
        tip: [318.800610635, 301.685682617],
        shaft: [[421.881519404, 292.6841384]],
        target: { center: [297.78733432, 308.230278242], radius: 43.778648495 },
      }),
    ],
    geometrySigma: { sid: 4, sod: 5, angle: 0.5, imagerSpacing: 0.01 },
  },
  tip: { evidence: 'person', sigma: 1 },
  plan: { entry: [40, 60, 30], target: [-6, 1, 2], sigma: 1 },
  device: { kind: 'needle' },
};

/** Every space, every shape of target, and what a record may hold beside them. */
export const CASES: Readonly<Record<string, Json>> = {
  'patient, sphere, plan': patient({}),
  'patient, point': patient({ target: { shape: 'point', center: [12, -34, 56], tolerance: 5, sigma: 0.75 } }),
  'patient, ellipsoid': patient({
    target: {
      shape: 'ellipsoid',
      center: [12, -34, 56],
      axes: [
        [3, 4, 0],
        [-4, 3, 0],
        [0, 0, 7.5],
      ],
    },
  }),
  'patient, stacked contours': patient({
    target: { shape: 'contours', planes: [square(52.5, 5), square(55, 6), square(57.5, 5)] },
  }),
  'patient, one contour': patient({ target: { shape: 'contours', planes: [square(55, 6)] } }),
  'patient, mesh': patient({
    target: {
      shape: 'mesh',
      vertices: [0, 0, 40, 30, 0, 40, 0, -60, 40, 10, -30, 70],
      triangles: [0, 2, 1, 0, 1, 3, 1, 2, 3, 2, 0, 3],
    },
  }),
  'patient, labelmap': patient({
    target: {
      shape: 'labelmap',
      size: [2, 2, 2],
      origin: [11, -35, 55],
      orientation: [1, 0, 0, 0, 1, 0],
      betweenColumns: 2,
      betweenRows: 2,
      betweenSlices: 2,
      bits: '/w==',
    },
  }),
  'patient, no tip': (({ tip: _tip, ...rest }) => rest)(patient({})),
  'patient, no target': (({ target: _target, ...rest }) => rest)(patient({})),
  'patient, nothing but its space': { space: CT_SPACE },
  'patient, suggestion and covariance': patient({
    tip: {
      position: [14, -32, 57],
      evidence: 'image',
      covariance: [0.25, 0.05, 0, 0.05, 0.3, 0, 0, 0, 1.1],
      image: { sopInstanceUID: '1.2.3.4.1.2', frame: 1 },
      method: { name: 'axis fit', version: '1.2', score: 0.875, reasons: ['ends abruptly', 'no taper'] },
    },
  }),
  'patient, artefact band': patient({
    tip: { position: [14, -32, 57], evidence: 'person', sigma: 1, artefactBand: { from: -6, to: 2, across: 1 } },
  }),
  'patient, working zones': patient({
    device: {
      kind: 'needle',
      name: 'Example needle',
      source: 'made up for a test',
      zones: [
        { role: 'notch', shape: 'segment', from: -20, to: -5, throw: 22 },
        { role: 'ablation', shape: 'ellipsoid', center: -5, along: 30, across: 20 },
      ],
    },
  }),
  'patient, looks': patient({
    committedAt: '2026-11-22T10:19:00Z',
    procedure: 'biopsy',
    looks: [
      {
        at: '2026-11-22T10:10:00Z',
        frameOfReferenceUID: CT_FRAME,
        tip: { position: [30, -50, 70], evidence: 'person', sigma: 1 },
        shaft: [[40, -58, 75]],
        voxel: { betweenColumns: 0.7, betweenRows: 0.7, betweenSlices: 5, sliceThickness: 5 },
      },
      {
        at: '2026-11-22T10:15:00Z',
        frameOfReferenceUID: '1.2.3.4.99',
        tip: { position: [20, -40, 60], sigma: 1 },
        target: { shape: 'point', center: [12, -34, 56], tolerance: 4 },
      },
      { at: '2026-11-22T10:17:00Z' },
    ],
  }),
  'image, circle in frame 2': inImage({}),
  'image, contour': inImage({
    target: {
      shape: 'contour',
      points: [
        [250, 220],
        [330, 225],
        [320, 300],
        [245, 290],
      ],
    },
  }),
  'image, point, and a look': inImage({
    target: { shape: 'point', center: [290.5, 255.5], tolerance: 8 },
    looks: [
      { at: '2026-11-22T10:10:00Z', tip: { position: [330, 220], evidence: 'none', sigma: 0.5 }, shaft: [[400, 150]] },
    ],
  }),
  'projection, last frame': inProjection({
    betweenColumns: 0.3409,
    betweenRows: 0.3409,
    unit: 'mm',
    basis: 'imager-magnification',
  }),
  'projection, at the detector': inProjection({
    betweenColumns: 0.5,
    betweenRows: 0.5,
    unit: 'mm-at-detector',
    basis: 'imager',
  }),
  'projection, pixels': inProjection({ betweenColumns: 1, betweenRows: 1.25, unit: 'px', basis: 'none' }),
  'projection, calibrated by the reader': inProjection(
    { betweenColumns: 0.31, betweenRows: 0.31, unit: 'mm', basis: 'user' },
    {
      space: {
        kind: 'projection',
        sopInstanceUID: '1.2.3.4.8.1',
        frame: 7,
        modality: 'XA',
        scale: { betweenColumns: 0.31, betweenRows: 0.31, unit: 'mm', basis: 'user' },
        scaleSigma: 0.02,
        calibration: {
          method: 'catheter',
          size: 2,
          sizeSigma: 0.05,
          designation: '6 F',
          points: [
            [10, 10],
            [10, 16.5],
          ],
          sopInstanceUID: '1.2.3.4.8.1',
          frame: 7,
          atTargetDepth: true,
        },
      },
    },
  ),
  'two projections': BIPLANE,
};
