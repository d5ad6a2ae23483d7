import { describe, expect, it } from 'vitest';
import type { LookStep } from '../../../../src/assess/assessment.ts';
import { PROFILES } from '../../../../src/assess/profiles/bundled.ts';
import { judgeProfile } from '../../../../src/assess/profiles/judge.ts';
import type { JudgedProfile } from '../../../../src/assess/profiles/profile.ts';
import type { DataSet } from '../../../../src/report/dicom/data-set.ts';
import { writeReport } from '../../../../src/report/sr/document.ts';
import { caseOf, CASES, readDirectly, reportOf, SAVED_AT } from '../../../support/reports.ts';
import type { Json } from '../../../support/records.ts';
import { tid1500Problems } from '../../../support/tid1500.ts';

const itemsOf = (one: DataSet | undefined, name: keyof DataSet = 'ContentSequence'): readonly DataSet[] =>
  (one?.[name] ?? []) as readonly DataSet[];
const nameOf = (one: DataSet): unknown => itemsOf(one, 'ConceptNameCodeSequence')[0]?.CodeValue;
const valueOf = (one: DataSet | undefined): unknown => itemsOf(one, 'ConceptCodeSequence')[0]?.CodeValue;
const named = (one: DataSet | undefined, name: string): readonly DataSet[] =>
  itemsOf(one).filter((child) => nameOf(child) === name);
const numberOf = (one: DataSet | undefined): readonly unknown[] => {
  const [measured] = itemsOf(one, 'MeasuredValueSequence');
  return [
    measured?.FloatingPointValue ?? measured?.NumericValue,
    itemsOf(measured, 'MeasurementUnitsCodeSequence')[0]?.CodeValue,
  ];
};
const groupsOf = (report: DataSet, role: string): readonly DataSet[] =>
  named(report, '126010')
    .flatMap((measurements) => named(measurements, '125007'))
    .filter((group) => valueOf(named(group, 'role')[0]) === role);

const FRAME = '1.2.3.4.5';
const look = (at: string, position: readonly number[], more: object = {}): object => ({
  at,
  frameOfReferenceUID: FRAME,
  tip: { position, evidence: 'person', sigma: 0.5 },
  ...more,
});
/** Listed against the order of time; the second one has the target marked anew, 3 mm deeper. */
const TRAVELLED: Json = {
  ...CASES['patient, sphere, plan'],
  looks: [
    look('2026-11-22T08:15:00Z', [16, -34, 56], {
      target: { shape: 'sphere', center: [12, -34, 59], radius: 6, sigma: 0.4 },
    }),
    look('2026-11-22T08:10:00Z', [30, -34, 56]),
  ],
  target: { shape: 'sphere', center: [12, -34, 56], radius: 6, sigma: 0.4 },
  committedAt: '2026-11-22T08:19:00Z',
};

describe('the trend', () => {
  const { assessment } = caseOf(TRAVELLED);
  const report = reportOf(TRAVELLED);
  const groups = groupsOf(report, 'trend');
  const [first, second] = groups;

  it('has a group for each step, at the time point of the later look', () => {
    expect(assessment.trend?.map(({ from, to }) => [from, to])).toEqual([
      [1, 0],
      [0, 'current'],
    ]);
    expect(groups.map((group) => named(group, '112039')[0]?.TextValue)).toEqual([
      'Change from Look 2 to Look 1',
      'Change from Look 1 to Confirmation',
    ]);
    expect(groups.map((group) => numberOf(named(group, '126073')[0])[0])).toEqual([1, 3]);
    expect(groups.map((group) => numberOf(named(group, 'earlier-look')[0])[0])).toEqual([2, 1]);
    expect(groups.map((group) => numberOf(named(group, 'step-time')[0]))).toEqual([
      [300, 's'],
      [300, 's'],
    ]);
  });

  it('holds each change with its uncertainty, as it was assessed', () => {
    for (const [index, step] of (assessment.trend ?? []).entries()) {
      const changes = new Map(
        named(groups[index], 'change').map((one) => [valueOf(named(one, 'quantity')[0]), one] as const),
      );
      const of: Readonly<Record<keyof LookStep['change'], string>> = {
        tipToCenter: 'tip-to-center',
        signedDistance: 'signed-distance',
        remainingAdvance: 'remaining-adv',
        normalDistance: 'normal-distance',
      };
      expect(changes.size).toBe(4);
      for (const metric of Object.keys(of) as (keyof LookStep['change'])[]) {
        const item = changes.get(of[metric]);
        const quantity = step.change[metric];
        expect(numberOf(item), metric).toEqual(quantity ? [quantity.value, 'mm'] : [undefined, undefined]);
        if (quantity) {
          expect(numberOf(named(item, '371884006')[0])[0]).toBe(quantity.sigma);
          expect(numberOf(named(item, '371886008')[0])[0]).toBeCloseTo(
            (quantity.interval?.[1] ?? NaN) - quantity.value,
            9,
          );
        } else expect(itemsOf(item, 'NumericValueQualifierCodeSequence')[0]?.CodeValue).toBe('114010');
      }
    }
    // 14 mm nearer by the numbers above: from (18, 0, 0) to (4, 0, −3), of radius 6.
    const nearer = named(first, 'change').find((one) => valueOf(named(one, 'quantity')[0]) === 'tip-to-center');
    expect(numberOf(nearer)[0]).toBeCloseTo(5 - 18, 9);
  });

  it('holds how far tip and target moved, the target only where it was marked anew', () => {
    expect(numberOf(named(first, 'tip-moved')[0])).toEqual([expect.closeTo(14, 9), 'mm']);
    expect(named(first, 'target-moved')).toEqual([]);
    expect(numberOf(named(second, 'target-moved')[0])).toEqual([expect.closeTo(3, 9), 'mm']);
    const points = itemsOf(named(first, 'tip-moved')[0])
      .filter(({ ValueType }) => ValueType === 'SCOORD3D')
      .map(({ GraphicData }) => GraphicData);
    expect(points).toEqual([
      [30, -34, 56],
      [16, -34, 56],
    ]);
  });

  it('is told of the commitment: the last time point before it', () => {
    expect(assessment.commitment?.last).toBe(0);
    expect(numberOf(named(groupsOf(report, 'result')[0], 'last-look')[0])).toEqual([1, '1']);
    expect(groupsOf(reportOf(CASES['patient, sphere, plan'] ?? {}), 'trend')).toEqual([]);
  });

  it('follows TID 1500, and the record comes back', () => {
    expect(tid1500Problems(report)).toEqual([]);
    expect(readDirectly(report)).toEqual({ record: caseOf(TRAVELLED).record, caveats: [] });
  });
});

describe('a judged profile', () => {
  const profile = PROFILES.find(({ id }) => id === 'biopsy');
  if (!profile) throw new Error('there is no profile for a biopsy');
  const json = CASES['patient, sphere, plan'] ?? {};
  const { record, assessment, images } = caseOf(json);
  const [own] = profile.thresholds;
  if (!own) throw new Error('the profile has no threshold');
  const thresholds = [
    { ...own, enabled: true },
    { ...own, metric: 'lateralError', comparison: 'within', limit: [-1, 99], enabled: true },
    { ...own, metric: 'ablativeMargin', comparison: 'at-least', limit: 5, enabled: true },
    { ...own, limit: 0.5, enabled: false },
  ] as const;
  const judged: JudgedProfile = {
    ...judgeProfile(assessment, { ...profile, thresholds }),
    blockedBy: ['slice-thickness'],
  };
  const report = writeReport(record, { ...assessment, profile: judged }, images, { writtenAt: SAVED_AT });
  const [group, more] = groupsOf(report, 'judged-profile');

  it('is named, with what counts in its order', () => {
    expect(more).toBeUndefined();
    expect(named(group, 'profile-id')[0]?.TextValue).toBe('biopsy');
    expect(named(group, 'profile-name')[0]?.TextValue).toBe(profile.procedure);
    // No code has more than 16 characters.
    const kebab = (name: string): string =>
      name === 'remainingAdvance' ? 'remaining-adv' : name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    expect(named(group, 'profile-measure').map(valueOf)).toEqual(profile.metrics.map(({ name }) => kebab(name)));
    expect(named(group, 'blocked-by').map(valueOf)).toEqual(['slice-thickness']);
  });

  it('says of each threshold that is on its limits, its result and its source', () => {
    const items = named(group, 'threshold');
    expect(items.map(valueOf)).toEqual(judged.thresholds.map(({ result }) => `th-${result}`));
    expect(items.map((one) => valueOf(named(one, 'quantity')[0]))).toEqual([
      'tip-to-center',
      'lateral-error',
      'ablation-margin',
    ]);
    const bounds = (name: string): unknown[] => items.map((one) => numberOf(named(one, name)[0]));
    expect(bounds('limit-least')).toEqual([
      [undefined, undefined],
      [-1, 'mm'],
      [5, 'mm'],
    ]);
    expect(bounds('limit-most')).toEqual([
      [own.limit, 'mm'],
      [99, 'mm'],
      [undefined, undefined],
    ]);
    expect(items.map((one) => valueOf(named(one, 'comparison')[0]))).toEqual([
      'cmp-at-most',
      'cmp-within',
      'cmp-at-least',
    ]);
    expect(valueOf(items[1])).toBe('th-met');
    expect(valueOf(named(items[2], 'threshold-open')[0])).toBe('why-no-value');
    for (const item of items) expect(named(item, 'threshold-text')[0]?.TextValue).toContain(own.source);
  });

  it('follows TID 1500, and the record comes back', () => {
    expect(tid1500Problems(report)).toEqual([]);
    expect(readDirectly(report)).toEqual({ record, caveats: [] });
  });
});
