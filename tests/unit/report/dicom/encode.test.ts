import { describe, expect, it } from 'vitest';
import { readDicomObject } from '../../../../src/load/dicom-object.ts';
import { dateAndTime, decimalString, type DataSet } from '../../../../src/report/dicom/data-set.ts';
import { encodeFile } from '../../../../src/report/dicom/encode.ts';
import { derivedUid } from '../../../../src/report/dicom/uids.ts';
import { SOFTWARE_VERSION } from '../../../../src/report/dicom/equipment.ts';
import { hasPydicom, pydicom } from '../../../support/dicom-tools.ts';
import packageJson from '../../../../package.json' with { type: 'json' };

describe('a decimal string', () => {
  it.each([0.1, 0, 1 / 3, -1 / 3, -123.4567890123456, 1.2345678901234e-7, -1.2345678901234e-12, 1.2345678901234567e19])(
    'of %d has at most 16 characters and nine digits that are right',
    (value) => {
      const text = decimalString(value);
      expect(text.length).toBeLessThanOrEqual(16);
      expect(text).toMatch(/^[-+.0-9e]+$/);
      expect(Math.abs(Number(text) - value)).toBeLessThanOrEqual(1e-9 * Math.abs(value));
    },
  );

  it('is never of what is no number', () => {
    for (const value of [NaN, Infinity, -Infinity]) expect(() => decimalString(value)).toThrow(RangeError);
  });
});

it('dates and times are those of a clock, UTC without one', () => {
  const at = new Date('2026-11-22T23:30:05.250-03:00');
  expect(dateAndTime(at)).toEqual({ date: '20261123', time: '023005.250' });
  expect(dateAndTime(at, '-0330')).toEqual({ date: '20261122', time: '230005.250' });
  expect(dateAndTime(at, '+0545')).toEqual({ date: '20261123', time: '081505.250' });
});

it('a derived UID is the same for the same names, and another for others', () => {
  const uid = derivedUid('tracking', 'a', 'tip');
  expect(uid).toMatch(/^2\.25\.[1-9][0-9]{0,38}$/);
  expect(derivedUid('tracking', 'a', 'tip')).toBe(uid);
  expect(new Set([uid, derivedUid('tracking', 'a', 'target'), derivedUid('tracking', 'a/tip')]).size).toBe(3);
});

it('the version that objects name is that of the package', () => {
  expect(SOFTWARE_VERSION).toBe(packageJson.version);
});

describe('text that is longer than its representation allows', () => {
  const read = (dataSet: DataSet) => {
    const object = readDicomObject(
      encodeFile({ SOPClassUID: '1.2.840.10008.5.1.4.1.1.88.34', SOPInstanceUID: '2.25.1', ...dataSet }),
    );
    if (!('source' in object)) throw new Error(object.message);
    return object.source;
  };

  it.each<[keyof DataSet, string]>([
    ['AccessionNumber', '2026-11-26/RAD-INTERV/0001'],
    ['StudyID', 'a study of twenty-nine letters'],
    ['PatientID', 'P'.repeat(70)],
    ['PatientName', `${'A'.repeat(50)}^${'B'.repeat(20)}`],
  ])('%s stays as the images have it: cut, it would name something else', (name, value) => {
    expect(read({ [name]: [value] }).strings(name)).toEqual([value]);
  });

  it('a name has 64 characters in each of its three groups (PS3.5 6.2)', () => {
    const groups = ['A'.repeat(60), '山'.repeat(64), 'や'.repeat(64)];
    expect(read({ PatientName: groups.join('=') }).strings('PatientName')).toEqual([groups.join('=')]);
    expect(read({ PersonName: groups.join('=') }).strings('PersonName')).toEqual([groups.join('=')]);
    expect(read({ PersonName: `${'A'.repeat(70)}=${'山'.repeat(70)}` }).strings('PersonName')).toEqual([
      `${'A'.repeat(64)}=${'山'.repeat(64)}`,
    ]);
  });

  it('what we write ourselves is cut', () => {
    expect(read({ SeriesDescription: 'a'.repeat(65) }).strings('SeriesDescription')).toEqual(['a'.repeat(64)]);
  });
});

describe('what no file can hold as it is', () => {
  const SOP = { SOPClassUID: '1.2.840.10008.5.1.4.1.1.88.34', SOPInstanceUID: '2.25.1' } as const;

  it('coordinates too many for a length of two bytes come back, as of unknown representation', () => {
    const GraphicData = Array.from({ length: 17_000 }, (_, index) => index / 4);
    const file = encodeFile({ ...SOP, GraphicData });
    const object = readDicomObject(file);
    if (!('source' in object)) throw new Error(object.message);
    expect(object.source.numbers('GraphicData')).toEqual(GraphicData);
    // (0070,0022), UN, and a length of four bytes.
    expect(Buffer.from(file).includes(Buffer.from([0x70, 0, 0x22, 0, 0x55, 0x4e, 0, 0, 0xa0, 0x09, 0x01, 0]))).toBe(
      true,
    );
  });

  it.each<[string, DataSet]>([
    ['text as a binary number', { ...SOP, GraphicData: ['1'] }],
    ['an item as text', { ...SOP, TextValue: [{}] }],
    ['a number as an item', { ...SOP, ContentSequence: [1] }],
    ['no instance', { SOPClassUID: SOP.SOPClassUID }],
  ])('%s is a mistake of the program', (_, dataSet) => {
    expect(() => encodeFile(dataSet)).toThrow();
  });
});

it.skipIf(!hasPydicom)('a file reads back by another program as it was written (skipped without pydicom)', async () => {
  const bytes = encodeFile({
    SOPClassUID: '1.2.840.10008.5.1.4.1.1.88.59',
    SOPInstanceUID: '2.25.1',
    PatientName: 'Müller^Ägidius=山田^太郎',
    PatientID: [],
    SeriesNumber: 7,
    TextValue: 'two\nlines',
    SeriesDescription: 'a\\b and \u0007 and more than sixty-four characters, which is what a Long String may have',
    NumericValue: 0.1 + 0.2,
    GraphicData: [1.5, -2.25, 300.125],
    Rows: 65535,
    RedPaletteColorLookupTableDescriptor: [256, 1, 16],
    DimensionIndexValues: [7, 4_000_000_000],
    OverlayOrigin6000: [-1, 1],
    DisplayedAreaTopLeftHandCorner: [-1, 2_000_000_000],
    PhysicalDeltaX: -0.1,
    DimensionIndexPointer: '00209157',
    EncapsulatedDocument: Uint8Array.of(1, 2, 3),
    EncapsulatedDocumentLength: 3,
    ContentSequence: [{ ValueType: 'TEXT', ReferencedFrameNumber: [2, 3] }, { ContentSequence: [] }],
  });
  const found = await pydicom(
    bytes,
    `say([str(ds.PatientName), str(ds.PatientID), int(ds.SeriesNumber), ds.TextValue, ds.SeriesDescription, float(ds.NumericValue), list(ds.GraphicData), list(ds.EncapsulatedDocument), [int(n) for n in ds.ContentSequence[0].ReferencedFrameNumber], len(ds.ContentSequence[1].ContentSequence), ds.file_meta.TransferSyntaxUID, ds.file_meta.MediaStorageSOPInstanceUID, ds.Rows, list(ds.RedPaletteColorLookupTableDescriptor), list(ds.DimensionIndexValues), list(ds[0x60000050].value), list(ds.DisplayedAreaTopLeftHandCorner), ds.PhysicalDeltaX, '%08X' % int(ds.DimensionIndexPointer)])`,
  );
  expect(found).toEqual([
    'Müller^Ägidius=山田^太郎',
    '',
    7,
    'two\nlines',
    'a/b and   and more than sixty-four characters, which is what a L',
    expect.closeTo(0.3, 12),
    [1.5, -2.25, 300.125],
    [1, 2, 3, 0],
    [2, 3],
    0,
    '1.2.840.10008.1.2.1',
    '2.25.1',
    65535,
    [256, 1, 16],
    [7, 4_000_000_000],
    [-1, 1],
    [-1, 2_000_000_000],
    -0.1,
    '00209157',
  ]);
});
