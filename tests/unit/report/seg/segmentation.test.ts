import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRefused, type Confirmation } from '../../../../src/confirmation/record.ts';
import { groupSeries } from '../../../../src/image/series.ts';
import type { ImageFrame } from '../../../../src/image/stacks.ts';
import { isRefusal } from '../../../../src/image/refusal.ts';
import { readDicomObject } from '../../../../src/load/dicom-object.ts';
import { encodeFile } from '../../../../src/report/dicom/encode.ts';
import { derivedUid } from '../../../../src/report/dicom/uids.ts';
import { segmentationOf } from '../../../../src/report/seg/segmentation.ts';
import { readTargets } from '../../../../src/report/targets/read-targets.ts';
import { base64OfBytes, bytesOfBase64 } from '../../../../src/space/labelmap-bits.ts';
import { dciodvfyErrors, hasDciodvfy, hasPydicom, pydicom } from '../../../support/dicom-tools.ts';
import { ct } from '../../../support/images.ts';
import { inLane } from '../../../support/lane.ts';
import type { Elements } from '../../../support/part10.ts';
import { recordOf } from '../../../support/records.ts';

const COLUMNS = 21;
const ROWS = 17;
const SLICES = 7;
const FRAME = '1.2.3.4.5';

/** An oblique stack: rows along (0.8, 0.6, 0), 0.8 × 1.1 mm pixels, 2.5 mm apart along the normal. */
const orientation = [0.8, 0.6, 0, -0.48, 0.64, 0.6] as const;
const normal = [0.36, -0.48, 0.8] as const;
const first = [-12, 7, 30] as const;
const slice = (index: number): Elements => ({
  '00200032': ['DS', first.map((value, axis) => String(value + 2.5 * index * (normal[axis] ?? NaN))).join('\\')],
  '00200037': ['DS', orientation.join('\\')],
  '00280010': ['US', ROWS],
  '00280011': ['US', COLUMNS],
  '00280030': ['DS', '1.1\\0.8'],
  '00100010': ['PN', 'Doe^Jane'],
  '00100020': ['LO', 'P1'],
  '00080020': ['DA', '20260101'],
  '7FE00010': ['OW', new Uint8Array(ROWS * COLUMNS * 2)],
});
const images: readonly ImageFrame[] =
  groupSeries(Array.from({ length: SLICES }, (_, index) => ct(index + 1, slice(index))))[0]?.frames ?? [];

/** The centre of a voxel, by hand. */
const centreOf = (column: number, row: number, index: number): [number, number, number] =>
  first.map(
    (value, axis) =>
      value +
      0.8 * column * (orientation[axis] ?? NaN) +
      1.1 * row * (orientation[axis + 3] ?? NaN) +
      2.5 * index * (normal[axis] ?? NaN),
  ) as [number, number, number];

const middle = centreOf(10, 8, 3);
const recordWith = (target: object): Confirmation =>
  recordOf({ id: 'case 7', space: { kind: 'patient', frameOfReferenceUID: FRAME }, target });

const written = (record: Confirmation): Uint8Array => {
  const dataSet = segmentationOf({
    record,
    images,
    sopInstanceUID: '2.25.77',
    writtenAt: new Date('2026-11-22T10:20:00Z'),
  });
  if (isRefused(dataSet)) throw new Error(dataSet.message);
  return encodeFile(dataSet);
};

const readBack = (bytes: Uint8Array) => {
  const object = readDicomObject(bytes);
  if ('code' in object) throw new Error(object.message);
  const targets = readTargets(object);
  if (isRefusal(targets)) throw new Error('refused');
  const [only] = targets;
  if (targets.length !== 1 || only?.kind !== 'found' || only.place !== 'patient' || only.region.shape !== 'labelmap')
    throw new Error(JSON.stringify(only));
  return { ...only, region: only.region };
};

const labelmap = (size: readonly [number, number, number], bits: Uint8Array): object => ({
  shape: 'labelmap',
  size,
  origin: [-3.25, 4.5, 17.125],
  orientation: [...orientation],
  betweenColumns: 0.7,
  betweenRows: 0.9,
  betweenSlices: 1.25,
  bits: base64OfBytes(bits),
});

const sphere = { shape: 'sphere', center: middle, radius: 5.2 };
const ball = (column: number, row: number, index: number): boolean =>
  Math.hypot(...centreOf(column, row, index).map((value, axis) => value - (middle[axis] ?? NaN))) <= 5.2;

describe('a labelmap written as a segmentation', () => {
  it('comes back with exactly its voxels, also where frames begin in the middle of a byte', () => {
    fc.assert(
      fc.property(
        fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 5 })),
        fc.infiniteStream(fc.boolean()),
        (size, random) => {
          const voxels = size[0] * size[1] * size[2];
          const bits = new Uint8Array(Math.ceil(voxels / 8));
          for (let at = 0; at < voxels; at += 1)
            if (random.next().value === true || at === 0) bits[at >> 3] = (bits[at >> 3] ?? 0) | (1 << (at & 7));
          const record = recordWith(labelmap(size, bits));
          const { region, frameOfReferenceUID } = readBack(written(record));
          expect(frameOfReferenceUID).toBe(FRAME);
          expect(region.size).toEqual(size);
          expect(bytesOfBase64(region.bits)).toEqual(bits);
          expect(region.origin).toEqual([-3.25, 4.5, 17.125].map((value) => expect.closeTo(value, 9) as number));
          expect([region.betweenColumns, region.betweenRows]).toEqual([0.7, 0.9]);
          expect(region.betweenSlices).toBeCloseTo(1.25, 9);
          expect(region.orientation).toEqual(orientation.map((value) => expect.closeTo(value, 12) as number));
        },
      ),
      { numRuns: inLane({ fast: 6, full: 100 }) },
    );
  });
});

describe('a sphere on the planes of the images', () => {
  it('has the voxels whose centres lie in it', () => {
    const { region } = readBack(written(recordWith(sphere)));
    const bits = bytesOfBase64(region.bits);
    const [columns, rows] = region.size;
    expect([columns, rows]).toEqual([COLUMNS, ROWS]);
    const lowest = Math.round((region.origin[0] - first[0]) / (2.5 * normal[0]));
    let inside = 0;
    for (let index = 0; index < region.size[2]; index += 1)
      for (let row = 0; row < rows; row += 1)
        for (let column = 0; column < columns; column += 1) {
          const at = column + columns * (row + rows * index);
          const isSet = (((bits[at >> 3] ?? 0) >> (at & 7)) & 1) === 1;
          expect(isSet, `${column}/${row}/${index}`).toBe(ball(column, row, index + lowest));
          inside += isSet ? 1 : 0;
        }
    // 4/3 π 5.2³ mm³ in voxels of 2.2 mm³.
    expect(inside).toBeGreaterThan(230);
    expect(inside).toBeLessThan(310);
  });

  it.skipIf(!hasPydicom)('is the same for another program, voxel by voxel (skipped without pydicom)', async () => {
    const found = (await pydicom(
      written(recordWith(sphere)),
      `import numpy as np
pixels = ds.pixel_array
shared = ds.SharedFunctionalGroupsSequence[0]
iop = [float(v) for v in shared.PlaneOrientationSequence[0].ImageOrientationPatient]
dr, dc = [float(v) for v in shared.PixelMeasuresSequence[0].PixelSpacing]
centre = np.array(${JSON.stringify(middle)})
wrong, total, sources = 0, 0, []
for k, group in enumerate(ds.PerFrameFunctionalGroupsSequence):
    ipp = np.array([float(v) for v in group.PlanePositionSequence[0].ImagePositionPatient])
    sources.append(group.DerivationImageSequence[0].SourceImageSequence[0].ReferencedSOPInstanceUID)
    for r in range(ds.Rows):
        for c in range(ds.Columns):
            at = ipp + c * dc * np.array(iop[:3]) + r * dr * np.array(iop[3:])
            total += int(pixels[k][r][c])
            wrong += int((np.linalg.norm(at - centre) <= 5.2) != bool(pixels[k][r][c]))
s = ds.SegmentSequence[0]
say([wrong, total, sources, s.TrackingUID, s.SegmentedPropertyTypeCodeSequence[0].CodeValue, ds.FrameOfReferenceUID, str(ds.PatientName), ds.StudyInstanceUID, ds.NumberOfFrames, float(shared.PixelMeasuresSequence[0].SpacingBetweenSlices)])`,
    )) as unknown[];
    const [wrong, total, sources] = found as [number, number, string[]];
    expect(wrong).toBe(0);
    expect(total).toBeGreaterThan(200);
    expect(sources).toEqual([2, 3, 4, 5, 6].map((index) => `1.2.3.4.1.${String(index)}`));
    expect(found.slice(3)).toEqual([
      derivedUid('tracking', 'case 7', 'target'),
      '112162',
      FRAME,
      'Doe^Jane',
      '1.2.3.4',
      5,
      expect.closeTo(2.5, 9),
    ]);
  });
});

it('contours take the pixels within them on their planes', () => {
  // A rectangle of the image's own rows and columns, on two planes: its pixels can be counted.
  const outline = (index: number): number[][] =>
    [
      [3.5, 2.5],
      [11.5, 2.5],
      [11.5, 9.5],
      [3.5, 9.5],
    ].map(([column = NaN, row = NaN]) => centreOf(column, row, index));
  const { region } = readBack(written(recordWith({ shape: 'contours', planes: [outline(2), outline(3)] })));
  const bits = bytesOfBase64(region.bits);
  const set: number[] = [];
  for (let at = 0; at < region.size[0] * region.size[1] * region.size[2]; at += 1)
    if ((((bits[at >> 3] ?? 0) >> (at & 7)) & 1) === 1) set.push(at);
  const expected: number[] = [];
  for (const index of [0, 1])
    for (let row = 3; row <= 9; row += 1)
      for (let column = 4; column <= 11; column += 1) expected.push(column + COLUMNS * (row + ROWS * index));
  expect(set).toEqual(expected);
});

it('of images that were compressed with loss it says how, as they do', () => {
  const lossy = groupSeries(
    Array.from({ length: SLICES }, (_, index) =>
      ct(index + 1, {
        ...slice(index),
        '00282110': ['CS', '01'],
        '00282112': ['DS', '4.2\\1.5'],
        '00282114': ['CS', 'ISO_10918_1\\ISO_15444_1'],
      }),
    ),
  )[0]?.frames;
  const of = (on: readonly ImageFrame[] = []) =>
    segmentationOf({ record: recordWith(sphere), images: on, sopInstanceUID: '2.25.1', writtenAt: new Date(0) });
  expect(of(lossy)).toMatchObject({
    LossyImageCompression: '01',
    LossyImageCompressionRatio: [4.2, 1.5],
    LossyImageCompressionMethod: ['ISO_10918_1', 'ISO_15444_1'],
  });
  expect(of(images)).toMatchObject({ LossyImageCompression: '00' });
});

it('those of different frames of reference are of different series, those of one of the same', () => {
  const seriesOf = (frame: string, radius: number): unknown => {
    const moved = images.map((image) => ({ ...image, instance: { ...image.instance, frameOfReferenceUID: frame } }));
    const dataSet = segmentationOf({
      record: recordOf({ space: { kind: 'patient', frameOfReferenceUID: frame }, target: { ...sphere, radius } }),
      images: moved,
      sopInstanceUID: '2.25.1',
      writtenAt: new Date(0),
    });
    if (isRefused(dataSet)) throw new Error(dataSet.message);
    return dataSet.SeriesInstanceUID;
  };
  expect(seriesOf(FRAME, 4)).toBe(seriesOf(FRAME, 5));
  expect(seriesOf(FRAME, 4)).not.toBe(seriesOf('1.2.3.4.6', 4));
});

it('the dimensions of its frames point to the segment and to the place (PS3.3 C.7.6.17)', () => {
  const file = Buffer.from(written(recordWith(sphere)));
  const tagAt = (at: number): string =>
    [file.readUInt16LE(at), file.readUInt16LE(at + 2)].map((part) => part.toString(16).padStart(4, '0')).join(',');
  const pointers: string[][] = [];
  // An element of representation AT: its tag, "AT", a length of four, the tag that it points to; little endian (PS3.5 6.2, 7.1.2).
  for (let at = file.indexOf('AT'); at >= 0; at = file.indexOf('AT', at + 1))
    if (file.readUInt16LE(at + 2) === 4) pointers.push([tagAt(at - 4), tagAt(at + 4)]);
  expect(pointers).toEqual([
    ['0020,9165', '0062,000b'],
    ['0020,9167', '0062,000a'],
    ['0020,9165', '0020,0032'],
    ['0020,9167', '0020,9113'],
  ]);
});

it.skipIf(!hasDciodvfy).each([
  ['a sphere', sphere],
  ['a labelmap', labelmap([5, 3, 2], Uint8Array.of(0xff, 0x0f, 0x3f, 0x15))],
] as const)('%s breaks no rule that dciodvfy knows (skipped without it)', (_, target) => {
  expect(dciodvfyErrors(written(recordWith(target)))).toEqual([]);
});

it.skipIf(!hasPydicom)(
  'is of a category of CID 7150, and of a type that DICOM has (skipped without pydicom)',
  async () => {
    expect(
      await pydicom(
        written(recordWith(sphere)),
        `from pydicom.sr.codedict import codes
said = lambda item: (item.CodeValue, item.CodingSchemeDesignator, item.CodeMeaning)
triple = lambda code: (code.value, code.scheme_designator, code.meaning)
segment = ds.SegmentSequence[0]
categories = [triple(getattr(codes.cid7150, name)) for name in codes.cid7150.dir()]
say([said(segment.SegmentedPropertyCategoryCodeSequence[0]) in categories, said(segment.SegmentedPropertyTypeCodeSequence[0]) == triple(codes.DCM.Target)])`,
      ),
    ).toEqual([true, true]);
  },
);

describe('what has no segmentation', () => {
  const refusalOf = (record: Confirmation, on = images): string => {
    const made = segmentationOf({ record, images: on, sopInstanceUID: '2.25.1', writtenAt: new Date(0) });
    return isRefused(made) ? made.code : 'written';
  };
  it.each([
    ['a record without a target', recordOf({ space: { kind: 'patient', frameOfReferenceUID: FRAME } }), 'no-target'],
    [
      'a target between the pixels',
      recordWith({ ...sphere, center: centreOf(10.5, 8.5, 3.5), radius: 0.3 }),
      'no-voxel',
    ],
    [
      'a target of another frame of reference',
      recordOf({ space: { kind: 'patient', frameOfReferenceUID: '1.9' }, target: sphere }),
      'different-frame-of-reference',
    ],
    [
      'an open mesh',
      recordWith({
        shape: 'mesh',
        vertices: [...centreOf(1, 1, 1), ...centreOf(9, 1, 1), ...centreOf(1, 9, 1)],
        triangles: [0, 1, 2],
      }),
      'open-surface',
    ],
  ])('%s', (_, record, code) => {
    expect(refusalOf(record)).toBe(code);
  });
  it('images that say no plane', () => {
    expect(
      refusalOf(
        recordWith(sphere),
        images.map((image) => ({ ...image, plane: null })),
      ),
    ).toBe('no-plane');
    expect(refusalOf(recordWith(sphere), [])).toBe('no-plane');
  });
});
