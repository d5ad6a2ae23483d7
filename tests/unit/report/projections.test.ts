import { describe, expect, it } from 'vitest';
import { verdictSentence } from '../../../src/report/wording.ts';
import { assessmentOf, codesOf } from '../../support/records.ts';

const projection = (column: number, space: object = {}, tip: object = {}) =>
  assessmentOf({
    space: {
      kind: 'projection',
      sopInstanceUID: '1.2.3',
      frame: 1,
      modality: 'XA',
      scale: { betweenColumns: 0.25, betweenRows: 0.25, unit: 'mm', basis: 'imager-magnification' },
      ...space,
    },
    target: { shape: 'circle', center: [100, 100], radius: 20 },
    tip: { position: [column, 100], evidence: 'person', sigma: 0.4, ...tip },
  });

describe('a single projection says in plain words', () => {
  it('that outside is proven, at every depth', () => {
    expect(verdictSentence(projection(150))).toBe(
      'Outside is proven: in this projection the marked tip lies 7.5 mm outside the outline of the target, whatever its depth.',
    );
  });

  it('that inside can not be proven, and what would', () => {
    const sentence = verdictSentence(projection(100));
    expect(sentence).toContain('One projection can’t prove inside: the marked tip lies 5.0 mm inside the outline');
    expect(sentence).toContain('A second view at least 15° away, better 60 to 90°, can.');
    // Nobody who reads in passing should see another verdict's word.
    expect(sentence).not.toMatch(/Inside|Outside/);
  });

  it('that outside is not proven where it is too near, or where nobody knows how precisely it was marked', () => {
    expect(verdictSentence(projection(121))).toContain('Not proven outside yet');
    expect(verdictSentence(projection(121))).toContain('too near it to be sure');
    expect(verdictSentence(projection(150, {}, { sigma: undefined }))).toContain(
      'Not proven outside: in this projection the marked tip lies 7.5 mm outside',
    );
  });
});

describe('a scale by the reader', () => {
  const user = { scale: { betweenColumns: 0.25, betweenRows: 0.25, unit: 'mm', basis: 'user' } };

  it('holds at the depth of its object, unless that is the target’s by the reader’s word', () => {
    const codes = (space: object): readonly string[] => codesOf(projection(100, { ...user, ...space }));
    expect(codes({})).toEqual(['single-projection', 'user-calibration', 'depth-scale']);
    expect(codes({ calibration: { method: 'catheter', size: 2 } })).toContain('depth-scale');
    expect(codes({ calibration: { method: 'catheter', size: 2, atTargetDepth: true } })).toEqual([
      'single-projection',
      'user-calibration',
    ]);
    // In a plane through the patient there is no such depth.
    expect(codes({ kind: 'image', modality: 'US' })).not.toContain('depth-scale');
  });
});
