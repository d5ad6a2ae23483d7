import { describe, expect, it } from 'vitest';
import { assess, PROFILES, type Assessment, type ProcedureProfile } from '../../../src/index.ts';
import { unmetTexts } from '../../../src/report/unmet-wording.ts';
import { PATIENT, recordOf } from '../../support/records.ts';

/** A tip in the middle of a ball of 10 mm, with a device that may act beside it. */
const textsOf = (more: object, profile?: ProcedureProfile): readonly string[] => {
  const record = recordOf({
    space: PATIENT,
    target: { shape: 'sphere', center: [0, 0, 0], radius: 10 },
    tip: { position: [0, 0, 0], evidence: 'person', sigma: 0.3 },
    shaft: [[0, 0, -80]],
    ...more,
  });
  return unmetTexts(assess(record, profile ? { profile } : {}) as Assessment);
};
const withZone = (zone: object): object => ({ device: { kind: 'needle', source: 'made up', zones: [zone] } });

describe('what speaks against a step beside an inside verdict', () => {
  it('is a length of the device that sticks out of the target, by how much', () => {
    const notch = { role: 'notch', shape: 'segment' };
    expect(textsOf(withZone({ ...notch, from: -25, to: -7 }))).toEqual(['Notch: sticks out of the target by 15.0 mm.']);
    expect(textsOf(withZone({ ...notch, from: -8, to: -2 }))).toEqual([]);
  });

  it('is an ablation that leaves a part of the target uncovered', () => {
    const ablation = { role: 'ablation', shape: 'ellipsoid', center: 0 };
    expect(textsOf(withZone({ ...ablation, along: 24, across: 16 }))).toEqual([
      'Ablation: leaves 2.0 mm of the target uncovered.',
    ]);
    expect(textsOf(withZone({ ...ablation, along: 24, across: 24 }))).toEqual([]);
  });

  it('is a threshold of the profile that is not met, and a caveat that blocks', () => {
    const biopsy = PROFILES.find(({ id }) => id === 'biopsy');
    const [first] = biopsy?.thresholds ?? [];
    if (!biopsy || !first) throw new Error('no biopsy profile');
    const on = { ...biopsy, thresholds: [{ ...first, enabled: true }] };
    const away = { tip: { position: [0, 0, 6], evidence: 'person', sigma: 0.3 } };
    expect(textsOf(away, on)).toEqual([`Biopsy: not met, ${first.title}.`]);
    expect(textsOf({}, on)).toEqual([]);
    expect(textsOf({ tip: { position: [0, 0, 0], sigma: 0.3 } }, on)).toEqual([
      'Biopsy: blocked, see its profile below.',
    ]);
  });
});
