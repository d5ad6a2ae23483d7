import { describe, expect, it } from 'vitest';
import type { DataSet } from '../../src/report/dicom/data-set.ts';
import { encodeFile } from '../../src/report/dicom/encode.ts';
import { KEY_OBJECT_TITLES, writeKeyObjects, type KeyObjectTitle } from '../../src/report/kos/key-object.ts';
import { dciodvfyErrors, dsrdump, hasDciodvfy, hasDsrdump, hasPydicom, pydicom } from '../support/dicom-tools.ts';
import { caseOf, CASES, reportOf, SAVED_AT } from '../support/reports.ts';
import { inLane } from '../support/lane.ts';

describe('other programs on a report of every kind', () => {
  // The fast lane takes every third.
  const cases = Object.entries(CASES).filter((_, index) => inLane({ fast: index % 3 === 0, full: true }));
  const names = cases.map(([name]) => name);
  const files = Object.fromEntries(cases.map(([name, json]) => [name, encodeFile(reportOf(json))]));

  it.skipIf(!hasDciodvfy).each(names)('of %s dciodvfy finds no error (skipped without it)', (name) => {
    expect(dciodvfyErrors(files[name] ?? new Uint8Array(0))).toEqual([]);
  });

  it.skipIf(!hasDsrdump)('dsrdump prints them, verdict and all (skipped without it)', () => {
    const printed = dsrdump(files);
    for (const name of names) {
      const { record, assessment } = caseOf(CASES[name] ?? {});
      expect(printed[name], name).toContain(`=(${assessment.verdict},99TIPCHK,`);
      expect(printed[name]?.split('"Needle in target"').length, name).toBe(2 + (record.looks?.length ?? 0));
    }
  });
});

/** Every group with its label, coordinates and numbers with units, by another program. */
const CONTENT = `
def value(code): return str(code.get('CodeValue') or code.get('LongCodeValue'))
def name(item): return value(item.ConceptNameCodeSequence[0]) if item.get('ConceptNameCodeSequence') else ''
def number(item):
    measured = item.MeasuredValueSequence
    return [float(measured[0].NumericValue), value(measured[0].MeasurementUnitsCodeSequence[0])] if len(measured) else None
groups = {}
top = [one for one in ds.ContentSequence if name(one) == '126010'][0]
for group in top.ContentSequence:
    found = {'points': [], 'types': [], 'frames': [], 'numbers': {}, 'quantities': {}}
    for one in group.ContentSequence:
        if name(one) == '112039': label = one.TextValue
        if name(one) in ('111030', '121231'):
            found['points'].append([float(x) for x in one.GraphicData])
            found['types'].append(one.GraphicType)
            for child in one.get('ContentSequence', []):
                found['frames'].append(child.ReferencedSOPSequence[0].get('ReferencedFrameNumber', 1))
        if one.ValueType == 'NUM':
            found['numbers'][name(one)] = number(one)
            for child in one.get('ContentSequence', []):
                if name(child) == 'quantity': found['quantities'][value(child.ConceptCodeSequence[0])] = number(one)
    groups[label] = found
say({'groups': groups, 'class': ds.SOPClassUID, 'patient': str(ds.get('PatientID', '')), 'study': ds.StudyInstanceUID})
`;

interface Found {
  readonly groups: Readonly<
    Record<
      string,
      {
        readonly points: readonly (readonly number[])[];
        readonly types: readonly string[];
        readonly frames: readonly unknown[];
        readonly numbers: Readonly<Record<string, readonly [number, string] | null>>;
        readonly quantities: Readonly<Record<string, readonly [number, string] | null>>;
      }
    >
  >;
  readonly class: string;
  readonly study: string;
}
const resultOf = (groups: Found['groups']): Found['groups'][string] => {
  const result = groups['Result'];
  if (!result) throw new Error('the report has no result');
  return result;
};
const contentOf = async (report: DataSet): Promise<Found> => (await pydicom(encodeFile(report), CONTENT)) as Found;

describe.skipIf(!hasPydicom)('pydicom finds what was written (skipped without it)', () => {
  it('in the patient: positions in millimetres within 1e-3, distances with their unit', async () => {
    const json = CASES['patient, sphere, plan'] ?? {};
    const { groups, class: sopClass, study } = await contentOf(reportOf(json));
    const { metrics, probabilityInside } = caseOf(json).assessment;
    expect([sopClass, study]).toEqual(['1.2.840.10008.5.1.4.1.1.88.34', '1.2.3.4']);
    for (const [axis, value] of [14.123456789, -32.25, 57.1].entries())
      expect(groups['Tip']?.points[0]?.[axis]).toBeCloseTo(value, 3);
    expect(groups['Target']?.types).toEqual(['ELLIPSOID']);
    expect(groups['Target']?.points[0]).toEqual([
      6, -34, 56, 18, -34, 56, 12, -40, 56, 12, -28, 56, 12, -34, 50, 12, -34, 62,
    ]);
    const { quantities, numbers } = resultOf(groups);
    expect(quantities['tip-to-center']).toEqual([expect.closeTo(metrics.tipToCenter?.value ?? NaN, 9), 'mm']);
    expect(quantities['signed-distance']).toEqual([expect.closeTo(metrics.signedDistance?.value ?? NaN, 9), 'mm']);
    expect(quantities['angular-error']).toEqual([expect.closeTo(metrics.angularError?.value ?? NaN, 9), 'deg']);
    expect(Object.keys(quantities)).toHaveLength(9);
    expect(numbers['prob-inside']).toEqual([expect.closeTo(probabilityInside ?? NaN, 9), '1']);
  });

  it.each([
    ['image, circle in frame 2', 2, 'mm'],
    ['projection, last frame', 7, 'mm'],
    ['projection, pixels', 7, '{pixels}'],
  ])('in %s: image points as the record has them, in frame %d, distances in %s', async (name, frame, unit) => {
    const json = CASES[name] ?? {};
    const { groups, class: sopClass } = await contentOf(reportOf(json));
    expect(sopClass).toBe('1.2.840.10008.5.1.4.1.1.88.33');
    expect(groups['Tip']?.points[0]?.[0]).toBeCloseTo(302.7, 3);
    expect(groups['Tip']?.points[0]?.[1]).toBeCloseTo(247.3, 3);
    expect(groups['Target']?.types).toEqual(['CIRCLE']);
    const [column = NaN, row = NaN, edgeColumn = NaN, edgeRow = NaN] = groups['Target']?.points[0] ?? [];
    expect([column, row]).toEqual([290.5, 255.5]);
    expect(Math.hypot(edgeColumn - column, edgeRow - row)).toBeCloseTo(45.125, 3);
    expect(groups['Tip']?.frames.map(String)).toEqual([String(frame)]);
    expect(groups['Result']?.quantities['tip-to-center']).toEqual([
      expect.closeTo(caseOf(json).assessment.metrics.tipToCenter?.value ?? NaN, 9),
      unit,
    ]);
  });

  it('in two projections: marks in both, positions as numbers', async () => {
    const json = CASES['two projections'] ?? {};
    const { groups } = await contentOf(reportOf(json));
    const { biplane } = caseOf(json).assessment;
    expect(groups['Tip, view 1']?.points[0]?.[0]).toBeCloseTo(343.746297925, 3);
    expect(groups['Tip, view 2']?.points[0]?.[0]).toBeCloseTo(318.800610635, 3);
    const { numbers } = resultOf(groups);
    for (const [index, axis] of ['x', 'y', 'z'].entries())
      expect(numbers[`bp-tip-${axis}`]).toEqual([expect.closeTo(biplane?.tip?.[index] ?? NaN, 9), 'mm']);
    expect(numbers['131190003']).toEqual([expect.closeTo(biplane?.target?.radius ?? NaN, 9), 'mm']);
    expect(numbers['separation']).toEqual([expect.closeTo(biplane?.separation ?? NaN, 9), 'deg']);
  });
});

describe('a key object selection', () => {
  const selectionOf = (name: string, title?: KeyObjectTitle): DataSet => {
    const { record, assessment, images } = caseOf(CASES[name] ?? {});
    return writeKeyObjects(record, assessment, images, { writtenAt: SAVED_AT, ...(title && { title }) });
  };

  it.skipIf(!hasDciodvfy).each(['patient, looks', 'projection, last frame', 'two projections'])(
    'of %s has no error (skipped without dciodvfy)',
    (name) => {
      expect(dciodvfyErrors(encodeFile(selectionOf(name)))).toEqual([]);
    },
  );

  it.skipIf(!hasPydicom)('names image and frame, its reason and the verdict (skipped without pydicom)', async () => {
    const found = await pydicom(
      encodeFile(selectionOf('projection, last frame', 'for-teaching')),
      `
image = [one for one in ds.ContentSequence if one.ValueType == 'IMAGE'][0].ReferencedSOPSequence[0]
text = [one for one in ds.ContentSequence if one.ValueType == 'TEXT'][0].TextValue
say([ds.ConceptNameCodeSequence[0].CodeValue, image.ReferencedSOPInstanceUID, int(image.ReferencedFrameNumber), text])`,
    );
    expect(found).toEqual(['113004', '1.2.3.4.8.1', 7, expect.stringMatching(/^(Outside|Indeterminate)\. /)]);
  });

  it('is of interest unless it is said to be for something else', () => {
    const titleOf = (title?: KeyObjectTitle): unknown =>
      (selectionOf('image, contour', title).ConceptNameCodeSequence as readonly DataSet[])[0]?.CodeValue;
    expect(titleOf()).toBe('113000');
    const titles = Object.keys(KEY_OBJECT_TITLES) as KeyObjectTitle[];
    expect(new Set(titles.map(titleOf)).size).toBe(titles.length);
  });
});
