import { expect, it } from 'vitest';
import { assessmentText } from '../../../src/hosts/cli-assess-text.ts';
import { generator } from '../../support/random.ts';
import { assessmentOf, recordOf } from '../../support/records.ts';
import { farCase, recordSeen } from '../../support/two-view-errors.ts';

const record = recordSeen(farCase(generator(1), 40), [{}, { tip: [0, 30], center: [2, 5] }], null);
const linesOf = (json: object): string[] => assessmentText(recordOf(json), assessmentOf(json), null).split('\n');

it('two projections are told with how well they agree', () => {
  const { rayGap, reprojection } = assessmentOf(record).biplane!;
  const lines = linesOf(record);
  const from = lines.indexOf('Two projections:');
  const [gap, target] = [rayGap.tip!.toFixed(2), rayGap.target!.toFixed(2)];
  const px = (residual: readonly number[] | null): string[] => residual!.map((value) => `${value.toFixed(1)} px`);
  const [[tip1, tip2], [target1, target2]] = [px(reprojection.tip), px(reprojection.target)];
  expect(lines.slice(from, from + 4)).toEqual([
    'Two projections:',
    '  angle between the views: 40.0°',
    `  tip: rays pass each other at ${gap} mm; mark to shadow ${String(tip1)} in view 1, ${String(tip2)} in view 2`,
    `  target: rays pass each other at ${target} mm; mark to shadow ${String(target1)} in view 1, ${String(target2)} in view 2`,
  ]);
  expect(Number(gap)).toBeGreaterThan(Number(target));
  expect(reprojection.tip![0] + reprojection.tip![1]).toBeGreaterThan(20);
});

it('a mark that is missing in one of them is not measured', () => {
  const [one, other] = record.space.views;
  const without = Object.fromEntries(Object.entries(other!).filter(([name]) => name !== 'tip'));
  expect(linesOf({ ...record, space: { ...record.space, views: [one, without] } })).toContain('  tip: not measured');
  // Two marks in one view: their rays meet at its source, where nothing casts a shadow.
  const twice = { ...one!, tip: [one!.tip[0] + 50, one!.tip[1]] };
  expect(linesOf({ ...record, space: { ...record.space, views: [one, twice] } })).toContain('  tip: not measured');
});

it('one projection, or the patient, has no such part', () => {
  const patient = {
    space: { kind: 'patient', frameOfReferenceUID: '1.2.3' },
    target: { shape: 'sphere', center: [0, 0, 0], radius: 6 },
    tip: { position: [1, 2, 2], evidence: 'person', sigma: 0.5 },
  };
  expect(linesOf(patient)).not.toContain('Two projections:');
});
