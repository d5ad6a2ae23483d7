import * as fc from 'fast-check';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { AttributeName } from '../../../src/image/dictionary.ts';
import { openPart10 } from '../../../src/load/part10.ts';
import { isRefused } from '../../../src/confirmation/record.ts';
import { shiftedDate, shiftedDateTime, shiftedTime } from '../../../src/release/date-shift.ts';
import { deidentifyImage } from '../../../src/release/deidentify-image.ts';
import { deidentifyRecord } from '../../../src/release/deidentify-record.ts';
import { exportDeidentified, inspectForRelease } from '../../../src/release/export-deidentified.ts';
import { Pseudonyms } from '../../../src/release/pseudonyms.ts';
import { platformRandom } from '../../../src/release/random.ts';
import { UidMap } from '../../../src/release/uid-map.ts';
import { ctSlice, encapsulated, part10, without, type Elements } from '../../support/part10.ts';
import { recordOf } from '../../support/records.ts';

const DAY_S = 86_400;
const context = (seconds: number | null = null, keepOverlays = false) => ({
  uids: new UidMap(platformRandom),
  pseudonyms: new Pseudonyms(platformRandom),
  shift: seconds === null ? null : { seconds },
  keepOverlays,
});

describe('dates and times', () => {
  it('move by the shift, date and time of day together, and keep their precision', () => {
    const hour = { seconds: -3600 };
    expect(shiftedDate('20240301', '003000', hour)).toBe('20240229');
    expect(shiftedTime('003000.25', hour)).toBe('233000.25');
    expect(shiftedTime('0030', hour)).toBe('2330');
    expect(shiftedDateTime('20240301003000.5+0100', hour)).toBe('20240229233000.5+0100');
    expect(shiftedDateTime('202403', { seconds: -31 * DAY_S })).toBe('202402');
    for (const none of ['2024-03-01', '20240230', '', 'ZQWORD']) expect(shiftedDate(none, undefined, hour)).toBeNull();
    for (const none of ['25', '1', '12:30', '123456.', 'ZQ']) expect(shiftedTime(none, hour)).toBeNull();
    expect(shiftedDateTime('20240301ZQ', hour)).toBeNull();
  });

  it('keep every interval', () => {
    const instant = fc.date({
      min: new Date('1950-01-01T00:00:00Z'),
      max: new Date('2030-01-01T00:00:00Z'),
      noInvalidDate: true,
    });
    const written = (at: Date): readonly [string, string] => {
      const digits = at.toISOString().replaceAll(/[-:T]/g, '');
      return [digits.slice(0, 8), digits.slice(8, 14)];
    };
    const read = (date: string, time: string): number =>
      Date.UTC(
        Number(date.slice(0, 4)),
        Number(date.slice(4, 6)) - 1,
        Number(date.slice(6)),
        Number(time.slice(0, 2)),
        Number(time.slice(2, 4)),
        Number(time.slice(4)),
      );
    fc.assert(
      fc.property(instant, fc.integer({ min: -3650 * DAY_S, max: -365 * DAY_S }), (at, seconds) => {
        const [date, time] = written(at);
        const moved = read(shiftedDate(date, time, { seconds }) ?? '', shiftedTime(time, { seconds }) ?? '');
        return moved - read(date, time) === seconds * 1000;
      }),
    );
  });
});

describe('an image', () => {
  const codesOf = (elements: Elements, tail?: Uint8Array, syntax?: string): readonly string[] => {
    const image = deidentifyImage(part10(elements, syntax, tail), context());
    if ('kind' in image) throw new Error(image.message);
    return image.findings.map(({ code }) => code);
  };

  it('is said to need a look where there may be writing or a face in it', () => {
    expect(codesOf(ctSlice(1))).toEqual([]);
    expect(codesOf(ctSlice(1, { '00280301': ['CS', 'YES'] }))).toEqual(['burned-in-risk']);
    expect(
      codesOf(ctSlice(1, { '00080060': ['CS', 'US'], '00080016': ['UI', '1.2.840.10008.5.1.4.1.1.6.1'] })),
    ).toEqual(['burned-in-risk']);
    const saysNo: Elements = { '00080060': ['CS', 'US'], '00280301': ['CS', 'NO'] };
    expect(codesOf(ctSlice(1, { ...saysNo, '00080016': ['UI', '1.2.840.10008.5.1.4.1.1.6.1'] }))).toEqual([]);
    expect(codesOf(ctSlice(1, { ...saysNo, '00080016': ['UI', '1.2.840.10008.5.1.4.1.1.7'] }))).toEqual([
      'burned-in-risk',
    ]);
    expect(codesOf(ctSlice(1, { '00180015': ['CS', 'HEAD'] }))).toEqual(['recognizable-features']);
    expect(codesOf(ctSlice(1, { '60000010': ['US', 4], '60000011': ['US', 6] }))).toEqual(['overlay-in-pixels']);
    const comment = new TextEncoder().encode('Taken of Jane Doe');
    const stream = Uint8Array.from([0xff, 0xd8, 0xff, 0xfe, 0, comment.length + 2, ...comment, 0xff, 0xd9]);
    const compressed = without(ctSlice(1), '7FE00010');
    expect(codesOf(compressed, encapsulated([stream]), '1.2.840.10008.1.2.4.70')).toEqual(['text-in-stream']);
  });

  it('keeps the bits of overlays only where that is asked for', () => {
    const file = part10(
      ctSlice(1, {
        '60000010': ['US', 4],
        '60000011': ['US', 6],
        '60003000': ['OW', [3, 5]],
        '60004000': ['LT', 'JANE'],
      }),
    );
    const sizes = [false, true].map((keep) => {
      const image = deidentifyImage(file, context(null, keep));
      if ('kind' in image) throw new Error(image.message);
      expect(Buffer.from(image.bytes).includes('JANE')).toBe(false);
      return Buffer.from(image.bytes).includes(Buffer.from([0, 0x60, 0, 0x30]));
    });
    expect(sizes).toEqual([false, true]);
  });

  it('that isn’t whole, or is no image, is refused', () => {
    const code = (bytes: Uint8Array): string | null => {
      const image = deidentifyImage(bytes, context());
      return 'kind' in image ? image.code : null;
    };
    const whole = part10(ctSlice(1));
    expect(code(whole)).toBeNull();
    expect(code(new Uint8Array(0))).toBe('empty');
    expect(code(new TextEncoder().encode('not an image at all'))).toBe('not-dicom');
    expect(code(whole.subarray(0, whole.length - 20))).toBe('truncated');
    expect(code(part10(ctSlice(1, { '00280010': ['US', 400] })))).toBe('truncated');
    expect(code(part10(ctSlice(1, { '00080016': ['UI', '1.2.840.10008.5.1.4.1.1.88.33'] })))).toBe('not-an-image');
    expect(code(part10(ctSlice(1), '1.2.840.10008.1.2.4.70'))).toBe('unsupported-transfer-syntax');
  });
});

describe('an export', () => {
  const ultrasound = part10(ctSlice(1, { '00280301': ['CS', 'YES'] }));
  const images = [() => Promise.resolve(ultrasound)];

  it('gives nothing away until each finding is acknowledged, and nothing where an image can’t be exported', async () => {
    const { findings } = await inspectForRelease({ images });
    expect(findings).toEqual([
      { code: 'burned-in-risk', reason: 'the image says that it has burned-in annotation', images: [1] },
    ]);
    const held = await exportDeidentified({ images, records: [] });
    expect(held).toMatchObject({ kind: 'refused', code: 'not-acknowledged', findings });
    expect(held).not.toHaveProperty('zip');
    expect((await exportDeidentified({ images, records: [], acknowledged: findings })).kind).toBe('released');
    const broken = await exportDeidentified({
      images: [...images, () => Promise.resolve(ultrasound.subarray(0, ultrasound.length - 20))],
      records: [],
      acknowledged: findings,
    });
    expect(broken).toMatchObject({ code: 'not-exported', leftOut: [{ image: 2, code: 'truncated' }] });
  });

  it('keeps overlay planes only where somebody has looked at them, and says by which option', async () => {
    const withOverlay = part10(
      ctSlice(1, {
        '60000010': ['US', 4],
        '60000011': ['US', 6],
        '60000040': ['CS', 'G'],
        '60000050': ['SS', [1, 1]],
        '60000100': ['US', 1],
        '60000102': ['US', 0],
        '60003000': ['OW', [0xffff, 0xff]],
      }),
    );
    const plain = part10(ctSlice(2));
    const two = [withOverlay, plain].map((bytes) => () => Promise.resolve(bytes));
    const finding = { code: 'overlay-kept', reason: 'overlay graphics are kept, which may be writing', images: [1] };
    expect((await inspectForRelease({ images: two })).findings).toEqual([]);
    expect((await inspectForRelease({ images: two, keepOverlays: true })).findings).toEqual([finding]);
    expect(await exportDeidentified({ images: two, records: [], keepOverlays: true })).toMatchObject({
      code: 'not-acknowledged',
      findings: [finding],
    });
    const codesOf = (keepOverlays: boolean): readonly (string | undefined)[] => {
      const image = deidentifyImage(withOverlay, context(-DAY_S, keepOverlays));
      if ('kind' in image) throw new Error(image.message);
      const object = openPart10(image.bytes);
      if ('kind' in object) throw new Error(object.message);
      return (object.source.items('DeidentificationMethodCodeSequence') ?? []).map((item) =>
        ['CodeValue', 'CodeMeaning'].map((name) => item.strings(name as AttributeName)?.[0]).join(' '),
      );
    };
    // The meanings of CID 7050 (PS3.16).
    const always = ['113100 Basic Application Confidentiality Profile'];
    const shifted = ['113107 Retain Longitudinal Temporal Information Modified Dates Option'];
    expect(codesOf(false)).toEqual([...always, ...shifted]);
    expect(codesOf(true)).toEqual([...always, '113103 Clean Graphics Option', ...shifted]);
  });

  it('holds large images once: the archive is pieces, of which theirs are the bytes that were written', async () => {
    const size = 17 * 1024 * 1024;
    const rows = 4096;
    const columns = size / 2 / rows;
    const large = part10(
      ctSlice(1, {
        '00280010': ['US', rows],
        '00280011': ['US', columns],
        '7FE00010': ['OW', new Uint8Array(size).fill(7)],
      }),
    );
    const released = await exportDeidentified({ images: [() => Promise.resolve(large)], records: [] });
    if (released.kind !== 'released') throw new Error(released.message);
    const lengths = released.zip.map(({ length }) => length);
    expect(Math.max(...lengths)).toBeGreaterThan(size);
    // Nothing else of that size: no copy of the whole.
    expect(lengths.reduce((sum, length) => sum + length)).toBeLessThan(size + 100_000);
    expect(Object.keys(unzipSync(Buffer.concat(released.zip)))).toEqual(['images/0001.dcm', 'README.txt']);
  });

  it('hands the report writer the cleaned record and images alone, and stops where it refuses', async () => {
    const record = recordOf({ space: { kind: 'patient', frameOfReferenceUID: '1.2.3.4.5' }, observer: 'JANE' });
    const { findings: acknowledged } = await inspectForRelease({ images });
    let given = '';
    const released = await exportDeidentified({
      images,
      records: [record],
      acknowledged,
      writeReport: (cleaned, of) => {
        given = JSON.stringify([cleaned, of]);
        return new TextEncoder().encode('the report');
      },
    });
    expect(released.kind).toBe('released');
    expect(given).not.toMatch(/JANE|"1\.2\.3\.4/);
    const refused = await exportDeidentified({
      images,
      records: [record],
      acknowledged,
      writeReport: () => ({ kind: 'refused', code: 'missing-image', message: 'no image' }),
    });
    expect(refused).toMatchObject({ kind: 'refused', code: 'not-exported' });
  });
});

describe('a record', () => {
  it('keeps procedures that we bundle and sizes, and drops other words', () => {
    const cleaned = (more: object) => {
      const record = deidentifyRecord(
        recordOf({ space: { kind: 'patient', frameOfReferenceUID: '1.2.3' }, ...more }),
        'ANOTHER',
        context(-DAY_S),
      );
      if (isRefused(record)) throw new Error(record.message);
      return record;
    };
    expect(cleaned({ procedure: 'biopsy' }).procedure).toBe('biopsy');
    expect(cleaned({ procedure: 'dr-jane-biopsy' }).procedure).toBeUndefined();
    expect(cleaned({ at: '2026-11-22T10:20:00+02:00' }).at).toBe('2026-11-21T08:20:00.000Z');
    expect(cleaned({ device: { kind: 'wire', name: 'JANE', source: 'JANE' } }).device).toEqual({
      kind: 'wire',
      source: 'REMOVED',
    });
    expect(cleaned({}).id).toBe('ANOTHER');
  });
});
