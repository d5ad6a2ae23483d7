import { describe, expect, it } from 'vitest';
import { reportPage } from '../../../../src/report/page/page.ts';
import type { ImageAttributes } from '../../../../src/image/attributes.ts';
import { imageOf } from '../../../support/report-images.ts';
import { assessmentOf, imageSpace, PATIENT, recordOf } from '../../../support/records.ts';

const printedAt = new Date('2026-11-26T12:00:00Z');
const page = (json: object, image: ImageAttributes | null = null) =>
  reportPage(
    { record: recordOf(json), assessment: assessmentOf(json) },
    { printedAt, image: image && { attributes: image, frame: 1 } },
  );
const factOf = (list: readonly { readonly term: string; readonly text: string }[], term: string) =>
  list.find((fact) => fact.term === term)?.text;

const inside = {
  space: PATIENT,
  target: { shape: 'sphere', center: [0, 0, 0], radius: 10 },
  tip: { position: [1, 0, 0], evidence: 'person', sigma: 0.5 },
  at: '2026-11-22T11:20:00+01:00',
  observer: 'Reader One',
};

describe('the page of a report', () => {
  it('says the verdict in a word and its sentence, and when, by whom and with what', () => {
    const made = page(inside);
    expect(made.verdict).toMatchObject({ verdict: 'inside', word: 'Inside', against: [] });
    expect(made.verdict.sentence).toContain('9.0 mm inside the target surface');
    expect(factOf(made.facts, 'Looked at')).toBe('2026-11-22 10:20 UTC');
    expect(factOf(made.facts, 'Printed')).toBe('2026-11-26 12:00 UTC');
    expect(factOf(made.facts, 'Reader')).toBe('Reader One');
    expect(made.signature.reader).toBe('Reader One');
    expect(made.foot.join(' ')).toContain('record test');
    expect(made.foot).toContain('For review and teaching. Not a medical device.');
    expect(made.measures.map(({ label }) => label)).toEqual(['Tip to target centre', 'Tip to target surface']);
  });

  it.each([
    ['unconfirmed', { ...inside, tip: { ...inside.tip, evidence: 'none' } }],
    ['of unknown uncertainty', { ...inside, tip: { position: [1, 0, 0], evidence: 'person' } }],
    [
      'in a plane of unknown thickness',
      {
        space: imageSpace(0.2, 0.2),
        target: { shape: 'circle', center: [100, 100], radius: 50 },
        tip: { position: [100, 100], evidence: 'person', sigma: 0.4 },
      },
    ],
    [
      'in one projection',
      {
        space: {
          ...imageSpace(0.2, 0.2),
          kind: 'projection',
          modality: 'XA',
          scale: { betweenColumns: 1, betweenRows: 1, unit: 'px', basis: 'none' },
        },
        target: { shape: 'circle', center: [100, 100], radius: 50 },
        tip: { position: [100, 100], evidence: 'person', sigma: 1 },
      },
    ],
  ])('never promises more than the verdict: a tip %s is indeterminate, with why', (_, json) => {
    const made = page(json);
    expect(made.verdict.word).toBe('Indeterminate');
    expect(made.caveats.length).toBeGreaterThan(0);
    expect(JSON.stringify(made)).not.toMatch(/"Inside"|"Outside"|success|safe/i);
  });

  it('says what the look before the step showed where no tip is marked any more', () => {
    const { tip, at, ...rest } = inside;
    const committed = { ...rest, looks: [{ at, tip }], committedAt: '2026-11-22T11:25:00+01:00' };
    const { verdict } = page(committed);
    expect(verdict.word).toBe('Indeterminate');
    expect(verdict.sentence).toBe(
      'No tip is marked. Look 1, 10:20 UTC (last before commitment): inside, −9.0 mm ± 1.0 to surface.',
    );
    expect(page({ ...committed, tip }).verdict.sentence).not.toContain('Look 1');
  });

  it('holds every caveat as a sentence', () => {
    const json = {
      space: imageSpace(0.2, 0.3, { modality: 'US' }),
      target: { shape: 'circle', center: [100, 100], radius: 20 },
      tip: { position: [118, 100], sigma: 1 },
      looks: [{ tip: { position: [90, 100], sigma: 1 } }],
    };
    const { caveats } = assessmentOf(json);
    const made = page(json);
    expect(caveats.length).toBeGreaterThanOrEqual(4);
    expect(made.caveats).toHaveLength(caveats.length);
    caveats.forEach(({ message }, index) => {
      expect(made.caveats[index]?.toLowerCase()).toContain(message.toLowerCase());
      expect(made.caveats[index]).toMatch(/^\p{Lu}.*[.!?]$/u);
    });
    expect(made.looks.map(({ name }) => name)).toEqual(['Look 1, time unknown', 'Now, time unknown']);
  });

  it('names the patient as the images do, and says what they leave out', () => {
    const known = page(
      inside,
      imageOf({
        '00080005': ['CS', 'ISO_IR 192'],
        '00100010': ['PN', 'Yamada^Tarou=山田^太郎'],
        '00100020': ['LO', 'X 1'],
        '00100030': ['DA', '19700131'],
        '00080020': ['DA', '20261122'],
      }).attributes,
    );
    expect(factOf(known.patient, 'Patient')).toBe('Yamada Tarou (山田 太郎)');
    expect(factOf(known.patient, 'Patient ID')).toBe('X 1');
    expect(factOf(known.patient, 'Born')).toBe('1970-01-31');
    expect(factOf(known.patient, 'Study date')).toBe('2026-11-22');
    expect(factOf(page(inside).patient, 'Patient')).toBe('not recorded');
    expect(factOf(page(inside).facts, 'Image')).toBe('not open');
    const removed = page(inside, imageOf({ '00120062': ['CS', 'YES'] }).attributes);
    expect(factOf(removed.patient, 'Patient')).toBe('removed');
  });
});
