import { describe, expect, it } from 'vitest';
import type { ImageAttributes } from '../../../../src/image/attributes.ts';
import { sourceImagesOf } from '../../../../src/report/dicom/sources.ts';
import { derivedUid } from '../../../../src/report/dicom/uids.ts';
import { recordOf } from '../../../support/records.ts';
import { commonModules } from '../../../../src/report/dicom/modules.ts';
import { clockZone } from '../../../../src/session/clock-zone.ts';
import { ct } from '../../../support/images.ts';
import type { ReadReport } from '../../../../src/report/sr/read-report.ts';
import { encodeFile } from '../../../../src/report/dicom/encode.ts';
import { dsrdump, hasDsrdump } from '../../../support/dicom-tools.ts';
import { caseOf, CASES, readBack, reportOf } from '../../../support/reports.ts';

const modulesOf = (image: ImageAttributes, zone?: string, sopInstanceUID = '2.25.1') =>
  commonModules([{ attributes: image, frames: [1] }], {
    sopClassUID: '1.2.840.10008.5.1.4.1.1.88.34',
    modality: 'SR',
    series: { description: 'Report', number: 1, name: 'report' },
    sopInstanceUID,
    writtenAt: new Date('2026-11-22T23:30:00Z'),
    zone,
  });

describe('one zone holds for all dates and times of an object, those of the study too (PS3.3 C.12.1)', () => {
  const study = { '00080020': ['DA', '20261122'], '00080030': ['TM', '220000'] } as const;

  it('that of the images, before that of this machine', () => {
    const image = ct(1, { ...study, '00080201': ['SH', '-0330'] });
    expect(modulesOf(image, '+0200')).toMatchObject({
      StudyDate: ['20261122'],
      StudyTime: ['220000'],
      TimezoneOffsetFromUTC: '-0330',
      InstanceCreationDate: '20261122',
      InstanceCreationTime: '200000.000',
      ContentDate: '20261122',
      ContentTime: '200000.000',
    });
  });

  it('that of this machine where the images have none, or none that a clock has', () => {
    for (const zone of [undefined, '-0000', '+2500', 'CET'])
      expect(
        modulesOf(ct(1, zone === undefined ? study : { ...study, '00080201': ['SH', zone] }), '+0200'),
      ).toMatchObject({ TimezoneOffsetFromUTC: '+0200', ContentDate: '20261123', ContentTime: '013000.000' });
  });

  it('none is claimed where none is known', () => {
    expect(modulesOf(ct(1, study)).TimezoneOffsetFromUTC).toBeUndefined();
  });
});

describe('moments in a report', () => {
  const json = CASES['patient, looks'] ?? {};
  const momentsOf = (zone?: string): ReadonlySet<string | undefined> =>
    new Set([...JSON.stringify(reportOf(json, { zone })).matchAll(/"DateTime":"(.*?)"/g)].map(([, moment]) => moment));

  it('name their zone themselves, but for UTC', () => {
    expect(momentsOf('+0530')).toContain('20261122154900.000+0530');
    for (const moment of momentsOf('+0530')) expect(moment).toMatch(/^\d{14}\.\d{3}\+0530$/);
    expect(momentsOf('+0000')).toContain('20261122101900.000');
  });

  it.each(['+0530', '-0330', '+0000', undefined])('are read again as they were, written at %s', (zone) => {
    const report = reportOf(json, { zone });
    expect(readBack(report)).toEqual({ record: caseOf(json).record, caveats: [] });
    const { TipCheckRecord: _, ...rest } = report;
    const { record } = readBack(rest) as ReadReport;
    expect(Date.parse(record.at ?? '')).toBe(Date.parse('2026-11-22T08:20:00Z'));
    expect(Date.parse(record.committedAt ?? '')).toBe(Date.parse('2026-11-22T10:19:00Z'));
  });

  it.skipIf(!hasDsrdump)('are read by another program in any zone (skipped without dsrdump)', () => {
    const files = Object.fromEntries(
      ['+0530', '-0330', '+0000'].map((zone) => [zone, encodeFile(reportOf(json, { zone }))]),
    );
    expect(dsrdump(files)['-0330']).toContain('20261122064900.000-0330');
  });
});

it('the zone of this machine is that of the day of the study, not of today', () => {
  const offsetOf = (at: Date): string | undefined => /GMT([+-]\d{4})/.exec(at.toString())?.[1];
  const now = new Date('2026-11-22T23:30:00Z');
  expect(clockZone({ studyDate: '20260701', studyTime: '093000.5' }, now)).toBe(offsetOf(new Date(2026, 6, 1, 9, 30)));
  expect(clockZone({ studyDate: '20260115', studyTime: undefined }, now)).toBe(offsetOf(new Date(2026, 0, 15, 12)));
  expect(clockZone({ studyDate: undefined, studyTime: '093000' }, now)).toBe(offsetOf(now));
});

it('what is written of de-identified images says what they say of it', () => {
  const image = ct(1, {
    '00120062': ['CS', 'YES'],
    '00120063': ['LO', 'Some method'],
    '00120064': [
      'SQ',
      [
        { '00080100': ['SH', '113100'], '00080102': ['SH', 'DCM'], '00080104': ['LO', 'Basic Profile'] },
        { '00080100': ['SH', '113107'], '00080102': ['SH', 'DCM'] },
      ],
    ],
    '00280303': ['CS', 'MODIFIED'],
  });
  expect(modulesOf(image)).toMatchObject({
    PatientIdentityRemoved: ['YES'],
    DeidentificationMethod: ['Some method'],
    DeidentificationMethodCodeSequence: [
      { CodeValue: '113100', CodingSchemeDesignator: 'DCM', CodeMeaning: 'Basic Profile' },
      { CodeValue: '113107', CodingSchemeDesignator: 'DCM', CodeMeaning: '113107' },
    ],
    LongitudinalTemporalInformationModified: ['MODIFIED'],
  });
  expect(modulesOf(ct(1)).DeidentificationMethodCodeSequence).toBeUndefined();
});

it('objects of one series have numbers of their own, which an Integer String can hold', () => {
  const numbers = Array.from({ length: 200 }, (_, index) => {
    const { InstanceNumber } = modulesOf(ct(1), undefined, derivedUid('one of many', String(index)));
    return Number(InstanceNumber);
  });
  expect(new Set(numbers).size).toBe(200);
  for (const number of numbers) expect(number > 0 && number < 2 ** 31 && Number.isInteger(number)).toBe(true);
});

it('images without a series are refused: what refers to them could not name it', () => {
  const bare = { ...ct(2), seriesInstanceUID: undefined };
  const record = recordOf({
    space: { kind: 'patient', frameOfReferenceUID: '1.2.3.4.5' },
    images: [{ sopInstanceUID: bare.sopInstanceUID, frame: 1 }],
  });
  expect(sourceImagesOf(record, [bare], () => null)).toMatchObject({ code: 'no-series' });
  expect(sourceImagesOf(record, [ct(2)], () => null)).toHaveLength(1);
});
