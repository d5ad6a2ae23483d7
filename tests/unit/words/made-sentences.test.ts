import { afterEach, describe, expect, it } from 'vitest';
import { assess, isRefused, PROFILES, type Assessment, type Confirmation } from '../../../src/index.ts';
import { basisParts, calibrationLabel } from '../../../src/confirmation/calibration-words.ts';
import { scaleDifference } from '../../../src/image/scale-difference.ts';
import { changeWords, distanceText, lookRows, targetMovedText } from '../../../src/report/look-wording.ts';
import { editedText, resultText } from '../../../src/report/profile-wording.ts';
import { english, type Say } from '../../../src/report/say.ts';
import { unmetTexts } from '../../../src/report/unmet-wording.ts';
import { quantityText, verdictSentence } from '../../../src/report/wording.ts';
import { zonePieces } from '../../../src/report/zone-wording.ts';
import { archiveWords } from '../../../src/session/archive-state.ts';
import { LANGUAGES } from '../../../src/words/catalog.ts';
import { said, say, speak } from '../../../src/words/words.ts';
import { leftEnglish } from '../../support/left-english.ts';
import { imageSpace, PATIENT, recordOf } from '../../support/records.ts';

afterEach(() => speak('en'));

const OTHERS = LANGUAGES.filter((tag) => tag !== 'en');

const tip = { position: [0, 0, 4], evidence: 'person', sigma: 0.5 };
const patient = {
  space: PATIENT,
  target: { shape: 'sphere', center: [0, 0, 0], radius: 10 },
  tip,
  shaft: [[0, 0, -80]],
};
const flat = (space: object, position: readonly number[], more: object = {}): object => ({
  space,
  target: { shape: 'circle', center: [100, 100], radius: 20 },
  tip: { position, evidence: 'person', sigma: 1 },
  ...more,
});
const projection = {
  ...imageSpace(0.2, 0.2, { modality: 'XA' }),
  kind: 'projection',
  scale: { betweenColumns: 0.2, betweenRows: 0.2, unit: 'mm', basis: 'imager-magnification' },
};
const atDetector = { ...projection, scale: { ...projection.scale, unit: 'mm-at-detector', basis: 'imager' } };

/** Records whose assessments say every kind of sentence that there is. */
const RECORDS: Readonly<Record<string, object>> = {
  inside: patient,
  outside: { ...patient, tip: { ...tip, position: [0, 0, 30] } },
  'too near to tell': { ...patient, tip: { ...tip, position: [0, 0, 10.2] } },
  unconfirmed: { ...patient, tip: { position: [0, 0, 1], sigma: 0.5 } },
  'without uncertainty': { ...patient, tip: { position: [0, 0, 1], evidence: 'person' } },
  'without a target': { space: PATIENT, tip },
  'without a tip': { ...patient, tip: undefined },
  'with a band': { ...patient, tip: { ...tip, artefactBand: { from: -5, to: 1 } } },
  'out of the plane': flat(imageSpace(0.2, 0.2), [101, 100]),
  'outside in a projection': flat(projection, [160, 100]),
  'near in a projection': flat(projection, [121, 100]),
  'unknown in a projection': flat(projection, [130, 100], { tip: { position: [130, 100], evidence: 'person' } }),
  'over the target in a projection': flat(projection, [101, 100]),
  'at the detector': flat(atDetector, [160, 100]),
};

const assessed = (json: object, options: Parameters<typeof assess>[1] = {}): [Confirmation, Assessment] => {
  const record = recordOf(Object.fromEntries(Object.entries(json).filter(([, value]) => value !== undefined)));
  const assessment = assess(record, options);
  if (isRefused(assessment)) throw new Error(assessment.message);
  return [record, assessment];
};

/** Words are told in each language, differ from the English, and no English is left in them. */
const expectTold = async (
  sentences: (tell: Say, word: (text: string) => string) => readonly string[],
): Promise<void> => {
  const plain = sentences(english, (text) => text);
  expect(plain.filter((text) => /[a-z]{4}/.test(text)).length).toBeGreaterThan(0);
  for (const tag of OTHERS) {
    await speak(tag);
    for (const [index, text] of sentences(say, said).entries()) {
      const before = plain[index] ?? '';
      if (/[a-z]{4}/.test(before)) expect.soft(text, `${tag}: ${before}`).not.toBe(before);
      expect.soft(leftEnglish(text), `${tag}: ${before} → ${text}`).toEqual([]);
    }
    await speak('en');
  }
};

describe('what is said of an assessment', () => {
  it.each(Object.keys(RECORDS))('that is %s', async (name) => {
    const [, assessment] = assessed(RECORDS[name] ?? {});
    const { signedDistance } = assessment.metrics;
    await expectTold((tell, word) => [
      verdictSentence(assessment, tell),
      ...assessment.caveats.map(({ message }) => word(message)),
      ...(signedDistance?.unit === 'mm-at-detector' ? [quantityText(signedDistance, tell)] : []),
    ]);
  });

  it('keeps the point in every number', async () => {
    const [, assessment] = assessed(RECORDS['outside'] ?? {});
    for (const tag of OTHERS) {
      await speak(tag);
      expect(verdictSentence(assessment, say)).toContain('20.0 mm');
    }
  });

  it('of working zones and what speaks against a step', async () => {
    const zones = [
      { role: 'notch', shape: 'segment', from: -25, to: -7, throw: 22 },
      { role: 'notch', shape: 'segment', from: -25, to: -7 },
      { role: 'ablation', shape: 'ellipsoid', center: 0, along: 24, across: 16 },
    ];
    const [, assessment] = assessed({ ...patient, device: { kind: 'needle', source: 'made up', zones } });
    await expectTold((tell) => [
      ...(assessment.zones ?? []).flatMap((zone) => zonePieces(zone, tell)),
      ...unmetTexts(assessment, tell),
    ]);
  });

  it('of looks in time', async () => {
    const [record, assessment] = assessed({
      ...patient,
      at: '2026-11-22T10:20:00Z',
      committedAt: '2026-11-22T10:18:00Z',
      looks: [
        { tip: { ...tip, position: [0, 0, 25] }, at: '2026-11-22T10:05:00Z' },
        { tip: { ...tip, position: [0, 0, 14] }, target: { ...patient.target, center: [2, 0, 0] } },
      ],
    });
    await expectTold((tell, word) =>
      lookRows(record, assessment).flatMap(({ name, time, tag, distance, change, step }) => [
        word(name),
        word(time).replace('UTC', ''),
        ...(tag === null ? [] : [word(tag)]),
        ...(distance ? [distanceText(distance, tell)] : []),
        ...(change ? [changeWords(change, tell).means] : []),
        ...(step?.targetMoved ? [targetMovedText(step, tell) ?? ''] : []),
      ]),
    );
  });

  it('of a profile’s thresholds', async () => {
    const cases = PROFILES.map((profile) => ({
      ...profile,
      thresholds: profile.thresholds.map((one) => ({ ...one, enabled: true })),
    }));
    for (const profile of cases.filter(({ thresholds }) => thresholds.length > 0)) {
      const [, { profile: judged }] = assessed({ ...patient, procedure: profile.id }, { profile });
      const edited = profile.thresholds.map((one) => ({ ...one, limit: 9 }));
      await expectTold((tell) => [
        ...(judged?.thresholds ?? []).map((one) => resultText(one, tell)),
        ...edited.map((one) => editedText(one, tell)),
      ]);
    }
  });
});

describe('what is said of scales and of the archive', () => {
  it('names the object that a scale is by, and how far it is from the file’s', async () => {
    const calibration = { method: 'catheter', form: 'line', size: 2, designation: '6 F', atTargetDepth: true } as const;
    const scale = { betweenColumns: 0.2, betweenRows: 0.2, unit: 'mm', basis: 'user' } as const;
    const files = [
      { ...scale, basis: 'pixel-spacing' },
      { ...scale, betweenColumns: 0.3, betweenRows: 0.3, basis: 'us-region' },
      { ...scale, betweenColumns: 0.1, betweenRows: 0.1, basis: 'pixel-spacing-geometry' },
      { ...scale, betweenColumns: 0.26, unit: 'mm-at-detector', basis: 'imager' },
      { ...scale, betweenColumns: 0.1, unit: 'mm-at-detector', basis: 'imager' },
    ] as const;
    await expectTold((_, word) => [
      word(calibrationLabel(calibration)),
      ...basisParts({ scale, scaleSigma: 0.02, calibration: calibration })
        .filter((part) => !part.startsWith('±'))
        .map(word),
      ...files.map((file) => word(scaleDifference(scale, file)?.text ?? '')),
    ]);
  });

  it('says where a confirmation stands with the archive', async () => {
    const now = new Date('2026-11-22T10:20:00Z');
    const reason = 'the archive is out of resources (A700); 2 of 5 objects are stored';
    await expectTold((_, word) =>
      [
        archiveWords({ kind: 'absent' }, now),
        archiveWords({ kind: 'storing' }, now),
        archiveWords({ kind: 'stored', at: now, warning: null }, now),
        archiveWords({ kind: 'stored', at: now, warning: 'the archive changed values in it' }, now),
        archiveWords({ kind: 'changed' }, now),
        archiveWords({ kind: 'waiting', reason, triesAgain: true, isEarlier: false }, now),
        archiveWords({ kind: 'waiting', reason, triesAgain: false, isEarlier: true }, now),
      ].map(word),
    );
  });
});
