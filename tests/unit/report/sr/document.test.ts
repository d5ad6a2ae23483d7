import { describe, expect, it } from 'vitest';
import type { DataSet } from '../../../../src/report/dicom/data-set.ts';
import { CASES, reportOf, SAVED_AT } from '../../../support/reports.ts';

const flat = (dataSet: DataSet): readonly DataSet[] => [
  dataSet,
  ...((dataSet.ContentSequence ?? []) as readonly DataSet[]).flatMap(flat),
];
const first = (one: DataSet | undefined, name: keyof DataSet): DataSet | undefined =>
  (one?.[name] as readonly DataSet[] | undefined)?.[0];
const itemsNamed = (report: DataSet, value: string): readonly DataSet[] =>
  flat(report).filter((one) => first(one, 'ConceptNameCodeSequence')?.CodeValue === value);
const measured = (one: DataSet | undefined): readonly unknown[] => {
  const value = first(one, 'MeasuredValueSequence');
  return [value?.NumericValue, first(value, 'MeasurementUnitsCodeSequence')?.CodeValue];
};
const codeOf = (one: DataSet | undefined): unknown => first(one, 'ConceptCodeSequence')?.CodeValue;
const caseNamed = (name: string): DataSet => reportOf(CASES[name] ?? {});

it('ten saves are ten objects that keep every tracking UID, the series and the study', () => {
  const saves = Array.from({ length: 10 }, (_, index) =>
    reportOf(CASES['patient, looks'] ?? {}, { writtenAt: new Date(SAVED_AT.getTime() + 1000 * index) }),
  );
  const distinct = (of: (report: DataSet) => unknown): number =>
    new Set(saves.map((one) => JSON.stringify(of(one)))).size;
  expect(distinct(({ SOPInstanceUID }) => SOPInstanceUID)).toBe(10);
  expect(distinct((report) => itemsNamed(report, '112040').map(({ UID }) => UID))).toBe(1);
  expect(distinct(({ SeriesInstanceUID, StudyInstanceUID }) => [SeriesInstanceUID, StudyInstanceUID])).toBe(1);
  expect(itemsNamed(saves[0] ?? {}, '112040').length).toBeGreaterThan(10);
});

it('the same save is the same object, byte for byte', () => {
  const saved = (): DataSet => reportOf(CASES['two projections'] ?? {}, { writtenAt: SAVED_AT });
  expect(saved()).not.toBe(saved());
  expect(saved()).toEqual(saved());
});

it('marks of different records have different tracking UIDs', () => {
  const uids = (id: string): readonly unknown[] =>
    itemsNamed(reportOf({ ...CASES['patient, sphere, plan'], id }), '112040').map(({ UID }) => UID);
  const others = uids('b');
  expect(others.length).toBeGreaterThan(0);
  expect(uids('a').filter((uid) => others.includes(uid))).toEqual([]);
});

describe('a number keeps its unit', () => {
  const distanceIn = (name: string): DataSet | undefined => itemsNamed(caseNamed(name), '121206')[0];
  it('in millimetres, also where the ultrasound region counts in centimetres', () => {
    // 10 cm in the picture: 500 columns of 0.2 mm.
    const report = reportOf({
      ...CASES['image, circle in frame 2'],
      target: { shape: 'circle', center: [10, 10], radius: 5 },
      tip: { position: [510, 10], evidence: 'person', sigma: 0.4 },
    });
    const [value, unit] = measured(itemsNamed(report, '121206')[0]);
    expect(value).toBeCloseTo(100, 9);
    expect(unit).toBe('mm');
  });
  it('in pixels, never in millimetres, where there is no scale', () => {
    expect(measured(distanceIn('projection, pixels'))[1]).toBe('{pixels}');
    const units = flat(caseNamed('projection, pixels')).flatMap((one) => {
      const [, unit] = measured(one);
      return typeof unit === 'string' ? [unit] : [];
    });
    expect(new Set(units)).toEqual(new Set(['{pixels}', '1', 'deg']));
  });
  it('at the detector as millimetres that say so, with their uncertainty', () => {
    const distance = distanceIn('projection, at the detector');
    expect(measured(distance)[1]).toBe('mm');
    const lengths = flat(caseNamed('projection, at the detector')).filter((one) => measured(one)[1] === 'mm');
    expect(lengths.length).toBeGreaterThan(10);
    for (const one of lengths)
      expect(((one.ContentSequence ?? []) as readonly DataSet[]).map(codeOf)).toContain('at-detector');
  });
});

it('what is not known has a reason and no value, and never 0', () => {
  const report = caseNamed('patient, no tip');
  const [distance] = itemsNamed(report, '121206');
  expect(distance?.MeasuredValueSequence).toEqual([]);
  expect(first(distance, 'NumericValueQualifierCodeSequence')?.CodeValue).toBe('114010');
  const [probability] = itemsNamed(caseNamed('projection, last frame'), 'prob-inside');
  expect(probability?.MeasuredValueSequence).toEqual([]);
  expect(first(probability, 'NumericValueQualifierCodeSequence')?.CodeValue).toBe('114011');
});

it('all nine metrics, the verdict, the evidence and the basis of the scale stand in every report', () => {
  for (const [name, json] of Object.entries(CASES)) {
    const report = reportOf(json);
    const quantities = itemsNamed(report, 'quantity').map(codeOf);
    expect(new Set(quantities).size, name).toBe(9);
    expect(itemsNamed(report, '111438').length, name).toBeGreaterThan(0);
    expect(itemsNamed(report, 'basis').length, name).toBe(1);
    if (json['tip'] !== undefined) expect(itemsNamed(report, 'evidence').length, name).toBeGreaterThan(0);
  }
});

it('says which frame the marks are on', () => {
  const frames = (name: string): readonly unknown[] => [
    ...new Set(
      flat(caseNamed(name)).flatMap((one) =>
        one.ValueType === 'SCOORD'
          ? [JSON.stringify(first(first(one, 'ContentSequence'), 'ReferencedSOPSequence')?.ReferencedFrameNumber)]
          : [],
      ),
    ),
  ];
  expect(frames('image, circle in frame 2')).toEqual(['[2]']);
  expect(frames('projection, last frame')).toEqual(['[7]']);
});

it('is complete only where a confirmed tip and a target are marked', () => {
  const flags = (name: string): readonly unknown[] => {
    const { CompletionFlag, CompletionFlagDescription } = caseNamed(name);
    return [CompletionFlag, CompletionFlagDescription];
  };
  expect(flags('patient, sphere, plan')).toEqual(['COMPLETE', undefined]);
  expect(flags('patient, no tip')).toEqual(['PARTIAL', 'no tip is marked']);
  expect(flags('patient, no target')).toEqual(['PARTIAL', 'no target is marked']);
  const unconfirmed = reportOf({
    ...CASES['patient, sphere, plan'],
    tip: { position: [14, -32, 57], sigma: 1 },
  });
  expect(unconfirmed.CompletionFlagDescription).toBe('the tip is not confirmed');
});

it('names the person who marked, and the report that it takes the place of', () => {
  const predecessor = {
    studyInstanceUID: '2.25.1',
    seriesInstanceUID: '2.25.2',
    sopClassUID: '2.25.3',
    sopInstanceUID: '2.25.4',
  };
  const report = reportOf(CASES['patient, sphere, plan'] ?? {}, { predecessors: [predecessor] });
  expect(itemsNamed(report, '121008').map(({ PersonName }) => PersonName)).toEqual(['Reader One']);
  expect(JSON.stringify(report.PredecessorDocumentsSequence)).toContain('"2.25.4"');
  expect(itemsNamed(caseNamed('image, contour'), '121008')).toEqual([]);
  const host = reportOf(CASES['image, contour'] ?? {}, { observer: 'Host User' });
  expect(itemsNamed(host, '121008').map(({ PersonName }) => PersonName)).toEqual(['Host User']);
});
