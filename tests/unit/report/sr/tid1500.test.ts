import { describe, expect, it } from 'vitest';
import type { DataSet } from '../../../../src/report/dicom/data-set.ts';
import { CASES, reportOf } from '../../../support/reports.ts';
import { tid1500Problems } from '../../../support/tid1500.ts';

describe.each(Object.entries(CASES))('a report of %s', (_, json) => {
  it('follows TID 1500 and the templates in it', () => {
    expect(tid1500Problems(reportOf(json))).toEqual([]);
  });
});

it('a target that is a segment of a segmentation refers to it', () => {
  const segment = {
    sopClassUID: '1.2.840.10008.5.1.4.1.1.66.4',
    sopInstanceUID: '2.25.7',
    seriesInstanceUID: '2.25.8',
    segment: 1,
  };
  const report = reportOf(CASES['patient, labelmap'] ?? {}, { segment });
  expect(tid1500Problems(report)).toEqual([]);
  expect(JSON.stringify(report.ContentSequence)).toContain('"ReferencedSegmentNumber":1');
});

/** The report with every data set in it changed where `change` wants to. */
const changed = (dataSet: DataSet, change: (one: DataSet) => DataSet | null): DataSet | null => {
  const next = change(dataSet);
  if (!next) return null;
  return Object.fromEntries(
    Object.entries(next).map(([name, value]) => [
      name,
      Array.isArray(value) && value.some((one) => typeof one === 'object')
        ? (value as readonly DataSet[]).flatMap((one) => changed(one, change) ?? [])
        : value,
    ]),
  );
};
const named = (one: DataSet, value: string): boolean =>
  (one.ConceptNameCodeSequence as readonly DataSet[] | undefined)?.[0]?.CodeValue === value;

it.each<[string, (one: DataSet) => DataSet | null]>([
  ['the language', (one) => (named(one, '121049') ? null : one)],
  ['the observers', (one) => (named(one, '121005') ? null : one)],
  ['the procedure', (one) => (named(one, '121058') ? null : one)],
  ['the tracking UIDs', (one) => (named(one, '112040') ? null : one)],
  ['the regions', (one) => (named(one, '111030') ? null : one)],
  ['the surfaces', (one) => (named(one, '121231') ? null : one)],
  ['the source images', (one) => (named(one, '121233') ? null : one)],
  ['what numbers were inferred from', (one) => (one.RelationshipType === 'INFERRED FROM' ? null : one)],
  ['the units', (one) => ({ ...one, MeasurementUnitsCodeSequence: undefined })],
  ['why a number is missing', (one) => ({ ...one, NumericValueQualifierCodeSequence: undefined })],
  ['the templates', (one) => ({ ...one, ContentTemplateSequence: undefined })],
  ['the evidence', (one) => ({ ...one, CurrentRequestedProcedureEvidenceSequence: undefined })],
  ['the frame of reference', (one) => ({ ...one, ReferencedFrameOfReferenceUID: undefined })],
  ['the private scheme', (one) => ({ ...one, CodingSchemeIdentificationSequence: undefined })],
  [
    'half of a point',
    (one) => (Array.isArray(one.GraphicData) ? { ...one, GraphicData: one.GraphicData.slice(1) } : one),
  ],
])('a report without %s does not', (_, change) => {
  const report = reportOf(CASES['patient, looks'] ?? {});
  expect(tid1500Problems(changed(report, change) ?? {})).not.toEqual([]);
});
