import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRefused, type Confirmation, type Refused } from '../../../../src/confirmation/record.ts';
import type { DataSet } from '../../../../src/report/dicom/data-set.ts';
import { readDicomObject } from '../../../../src/load/dicom-object.ts';
import { encodeFile } from '../../../../src/report/dicom/encode.ts';
import { readReport, type ReadReport } from '../../../../src/report/sr/read-report.ts';
import { inLane } from '../../../support/lane.ts';
import { codesOf, patientCase, recordOf, type Json } from '../../../support/records.ts';
import { caseOf, CASES, readBack, readDirectly, reportOf } from '../../../support/reports.ts';

const accepted = (read: ReadReport | Refused): ReadReport => {
  if (isRefused(read)) throw new Error(`${read.code}: ${read.message}`);
  return read;
};
/** Through a file. */
const whole = (report: DataSet): ReadReport => accepted(readBack(report));
const direct = (report: DataSet): ReadReport => accepted(readDirectly(report));

/** The report without what no one but we can read. */
const bare = (report: DataSet): DataSet => ({
  ...report,
  TipCheckPrivateCreator: undefined,
  TipCheckRecord: undefined,
});

describe.each(Object.entries(CASES))('a report of %s', (name, json) => {
  it('gives its record back as it was', () => {
    expect(direct(reportOf(json))).toEqual({ record: caseOf(json).record, caveats: [] });
  });

  it('gives its marks back also without the private record', () => {
    const { record, caveats } = direct(bare(reportOf(json)));
    expect(caveats[0]?.code).toBe('report-rounded');
    const { target, ...marks } = caseOf(json).record;
    const kept = target && ['mesh', 'labelmap'].includes(target.shape);
    expect(caveats.map(({ code }) => code).includes('target-not-in-report')).toBe(kept ?? false);
    const expected = { ...marks, ...(target && !kept && { target }) };
    expect(withoutImages(record), name).toEqual(near(withoutImages(expected)));
  });
});

it('the private record is found in whichever block its creator has, and in no one else’s', () => {
  const file = Buffer.from(encodeFile(reportOf(CASES['patient, sphere, plan'] ?? {})));
  const read = (bytes: Uint8Array): ReadReport => {
    const object = readDicomObject(bytes);
    if (!('source' in object)) throw new Error(object.message);
    return accepted(readReport(object.source));
  };
  const replaced = (...swaps: readonly (readonly [from: string, to: string])[]): Buffer =>
    Buffer.from(
      swaps.reduce((hex, [from, to]) => {
        expect(hex.split(from)).toHaveLength(2);
        return hex.replace(from, to);
      }, file.toString('hex')),
      'hex',
    );
  // Little endian: (0099,0010) and (0099,1001) become (0099,00E1) and (0099,E101).
  const moved = replaced(['990010004c4f', '9900e1004c4f'], ['990001105554', '990001e15554']);
  expect(read(moved)).toEqual(read(file));
  expect(read(moved).caveats).toEqual([]);
  // "TIPCHECK" becomes "SOMEBODY".
  const others = replaced([
    `990010004c4f0800${Buffer.from('TIPCHECK').toString('hex')}`,
    `990010004c4f0800${Buffer.from('SOMEBODY').toString('hex')}`,
  ]);
  expect(read(others).caveats.map(({ code }) => code)).toEqual(['report-rounded']);
});

/** Images that a record without any names are those of its report; points of a calibration and zones of time have no place in the content. */
const withoutImages = ({ images: _images, ...record }: Confirmation): unknown =>
  JSON.parse(
    JSON.stringify(record, (key, value: unknown) =>
      key === 'at' || key === 'committedAt'
        ? new Date(String(value)).toISOString()
        : key === 'tip' && value !== undefined
          ? { evidence: 'none', ...(value as object) }
          : key === 'calibration'
            ? { ...(value as object), points: undefined, sopInstanceUID: undefined, frame: undefined }
            : value,
    ),
  );

/** Numbers within 1e-6 relative, or 1e-4 of a position's unit. */
const near = (value: unknown): unknown => {
  if (typeof value === 'number') return expect.closeTo(value, Math.abs(value) < 1 ? 6 : 4);
  if (Array.isArray(value)) return value.map(near);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, near(one)]));
  return value;
};

const runs = inLane({ fast: 4, full: 300 });
const space = CASES['patient, sphere, plan']?.['space'];

/** Numbers as JSON holds them: it has no negative zero. */
const asJson = <Value extends object>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value;

it('any record in the patient comes back digit for digit', () => {
  fc.assert(
    fc.property(patientCase, (one) => {
      const json: Json = asJson({ ...one, space });
      expect(direct(reportOf(json))).toEqual({ record: recordOf(json), caveats: [] });
    }),
    { numRuns: runs },
  );
});

const pixel = fc.double({ min: -50_000, max: 50_000, noNaN: true });
const point = fc.tuple(pixel, pixel);
const size = fc.double({ min: 1e-3, max: 1e4, noNaN: true });
const inPicture = fc.record({
  space: fc.constantFrom(
    ...Object.values(CASES).flatMap((json) => {
      const one = json['space'] as Json;
      return one['kind'] === 'image' || one['kind'] === 'projection' ? [one] : [];
    }),
  ),
  target: fc.record({ shape: fc.constant('circle'), center: point, radius: size }),
  tip: fc.record({
    position: point,
    sigma: size,
    evidence: fc.constantFrom('none', 'person', 'image'),
  }),
  entry: point,
});

it('any record in an image or a projection comes back digit for digit', () => {
  fc.assert(
    fc.property(inPicture, (one) => {
      const json: Json = asJson(one);
      expect(direct(reportOf(json))).toEqual({ record: recordOf(json), caveats: [] });
    }),
    { numRuns: runs },
  );
});

/** Writing files takes time: the fast lane has it for one of each kind. */
const KINDS = ['patient, looks', 'image, circle in frame 2', 'projection, last frame', 'two projections'];

it.each(Object.entries(CASES).filter(([name]) => inLane({ fast: KINDS.includes(name), full: true })))(
  'a file of %s gives its record back as it was',
  (_, json) => {
    expect(whole(reportOf(json))).toEqual({ record: caseOf(json).record, caveats: [] });
  },
);

/** Texts that a record may hold and a DICOM text may not hold as they are. */
it.each([
  'a\\b',
  ' spaces ',
  'line\nbreak',
  'tab\tand\u0007bell',
  'Müller 山田 🩻',
  '\ud800 half',
  '^=',
  'x'.repeat(64),
])('any id and observer come back: %j', (text) => {
  const json: Json = { ...CASES['image, contour'], id: text, observer: text };
  const { record, caveats } = whole(reportOf(json));
  expect([record.id, record.observer, caveats]).toEqual([text, text, []]);
});

it(`a record of more than ${inLane({ fast: 'a tenth of ', full: '' })}a megabyte comes back`, () => {
  const planes = Array.from({ length: inLane({ fast: 6, full: 60 }) }, (_, plane) =>
    Array.from({ length: 400 }, (__, index) => {
      const angle = (2 * Math.PI * index) / 400;
      return [12 + 9 * Math.cos(angle), -34 + 9 * Math.sin(angle), 40 + plane / 3];
    }),
  );
  // Without a tip, so that it doesn't take long to assess.
  const json: Json = { ...CASES['patient, no tip'], target: { shape: 'contours', planes } };
  const record = recordOf(json);
  expect(JSON.stringify(record).length).toBeGreaterThan(inLane({ fast: 0.1, full: 1 }) * 1024 * 1024);
  expect(whole(reportOf(json))).toEqual({ record, caveats: [] });
});

/** The report with the data sets in its content changed. */
const withContent = (report: DataSet, change: (one: DataSet) => DataSet): DataSet => {
  const next = change(report);
  return next.ContentSequence
    ? {
        ...next,
        ContentSequence: (next.ContentSequence as readonly DataSet[]).map((one) => withContent(one, change)),
      }
    : next;
};
const moved = (from: readonly number[], to: readonly number[]) => (one: DataSet) =>
  JSON.stringify(one.GraphicData) === JSON.stringify(from) ? { ...one, GraphicData: to } : one;

describe('where content and private record differ, the content counts', () => {
  const json = CASES['patient, sphere, plan'] ?? {};

  it('for the tip', () => {
    const report = withContent(reportOf(json), moved([14.123456789, -32.25, 57.1], [15, -32.25, 57]));
    const { record, caveats } = direct(report);
    expect(codesOf({ caveats })).toEqual(['report-changed']);
    expect(record.tip).toEqual({ position: [15, -32.25, 57], evidence: 'person', sigma: 1.29 });
    const { tip: _was, ...others } = caseOf(json).record;
    const { tip: _is, ...rest } = record;
    expect(rest).toEqual(others);
  });

  it('for the target', () => {
    const ends = [6, -34, 56, 18, -34, 56, 12, -40, 56, 12, -28, 56, 12, -34, 50, 12, -34, 62];
    const larger = [5, -34, 56, 19, -34, 56, 12, -41, 56, 12, -27, 56, 12, -34, 49, 12, -34, 63];
    const { record, caveats } = direct(withContent(reportOf(json), moved(ends, larger)));
    expect(codesOf({ caveats })).toEqual(['report-changed']);
    expect(record.target).toEqual({ shape: 'sphere', center: [12, -34, 56], radius: 7 });
  });

  it('for a point of the shaft', () => {
    const { record, caveats } = direct(withContent(reportOf(json), moved([60, -80, 90], [61, -80, 90])));
    expect(codesOf({ caveats })).toEqual(['report-changed']);
    expect(record.shaft).toEqual([
      [61, -80, 90],
      [40, -58, 75],
    ]);
  });

  it('for a mark that was taken out', () => {
    const isTip = (group: DataSet): boolean =>
      ((group.ContentSequence ?? []) as readonly DataSet[]).some(({ TextValue }) => TextValue === 'Tip');
    const report = withContent(reportOf(json), (one) => ({
      ...one,
      ...(one.ContentSequence && {
        ContentSequence: (one.ContentSequence as readonly DataSet[]).filter((group) => !isTip(group)),
      }),
    }));
    const { record, caveats } = direct(report);
    expect(codesOf({ caveats })).toEqual(['report-changed']);
    expect(record.tip).toBeUndefined();
  });

  it('for the names of images and frames of reference, as after de-identification', () => {
    const renamed = JSON.parse(
      JSON.stringify({ ...reportOf(json), TipCheckRecord: undefined })
        .replaceAll('"1.2.3.4.1.2"', '"2.25.12"')
        .replaceAll('"1.2.3.4.5"', '"2.25.13"'),
    ) as DataSet;
    const { TipCheckRecord } = reportOf(json);
    const { record, caveats } = direct({ ...renamed, TipCheckRecord });
    expect(codesOf({ caveats })).toEqual(['report-changed']);
    expect(record.space).toMatchObject({ frameOfReferenceUID: '2.25.13' });
    expect(record.images?.map(({ sopInstanceUID }) => sopInstanceUID)).toEqual(['2.25.12']);
  });

  it('but not for what single precision can not hold', () => {
    const report = withContent(reportOf(json), (one) =>
      Array.isArray(one.GraphicData) ? { ...one, GraphicData: (one.GraphicData as number[]).map(Math.fround) } : one,
    );
    expect(direct(report)).toEqual({ record: caseOf(json).record, caveats: [] });
  });
});

it('what another program wrote is refused, and so is what is no report', () => {
  const foreign = withContent(bare(reportOf(CASES['patient, sphere, plan'] ?? {})), (one) => ({
    ...one,
    ContentSequence: one.ContentSequence
      ? (one.ContentSequence as readonly DataSet[]).filter(
          ({ ConceptNameCodeSequence }) =>
            (ConceptNameCodeSequence as readonly DataSet[] | undefined)?.[0]?.CodingSchemeDesignator !== '99TIPCHK',
        )
      : undefined,
  }));
  expect(readDirectly(foreign)).toMatchObject({ kind: 'refused', code: 'not-a-tipcheck-report' });
  const image: DataSet = { ...reportOf(CASES['image, contour'] ?? {}), SOPClassUID: '1.2.840.10008.5.1.4.1.1.2' };
  expect(readDirectly(image)).toMatchObject({ kind: 'refused', code: 'not-a-report' });
});

it('a report whose content is no confirmation is refused', () => {
  const report = withContent(bare(reportOf(CASES['patient, point'] ?? {})), moved([12, -34, 56], [12, -34, 1e9]));
  expect(readDirectly(report)).toMatchObject({ kind: 'refused', code: 'damaged-report' });
});
