import { isRefused, type Confirmation } from '../../src/index.ts';
import type { CaseAnswers, TeachingAnswer, TeachingCase } from '../../src/teach/case.ts';
import { parseAnswer } from '../../src/teach/answer.ts';
import { parseCase, parseCaseAnswers } from '../../src/teach/case-schema.ts';
import { recordOf } from './records.ts';

/** Base64 of 16 and of 32 bytes. */
const SHORT = 'AAECAwQFBgcICQoLDA0ODw==';
const LONG = 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=';

export const FRAME = '1.2.826.0.1.1';

/** The public part of a case, as JSON. */
export const caseJson = (more: object = {}): Record<string, unknown> => ({
  tipcheckCase: 1,
  id: 'case-1',
  title: 'A drain in a collection',
  question: 'Where is the tip of the drain?',
  difficulty: 'medium',
  modality: 'CT',
  licence: 'CC0-1.0',
  source: 'phantom',
  asks: ['target', 'tip', 'shaft'],
  space: { kind: 'patient', frameOfReferenceUID: FRAME },
  images: [{ name: 'images/0001.dcm', sopInstanceUID: '1.2.826.0.1.2' }],
  seal: { salt: SHORT, nonce: 'AAECAwQFBgcICQoL', share: LONG },
  ...more,
});

export const answersJson = (records: readonly Confirmation[], more: object = {}): Record<string, unknown> => ({
  tipcheckCaseAnswers: 1,
  case: 'case-1',
  references: records.map((record, index) => ({ expert: `Expert ${String(index + 1)}`, record })),
  teaches: 'The shaft is not the tip.',
  explanation: 'The line ends in the next slice.',
  keyViews: [],
  reveal: ['reference-marks', 'differences', 'key-views', 'explanation'],
  ...more,
});

export const answerJson = (record: Confirmation, more: object = {}): Record<string, unknown> => ({
  tipcheckAnswer: 1,
  case: 'case-1',
  says: 'inside',
  confidence: 0.8,
  record,
  ...more,
});

const whole = <Value extends object>(value: Value): Exclude<Value, { readonly kind: 'refused' }> => {
  if (isRefused(value)) throw new Error(`${value.code}: ${value.message}`);
  return value as Exclude<Value, { readonly kind: 'refused' }>;
};

export const teachingCase = (more: object = {}): TeachingCase => whole(parseCase(caseJson(more)));
export const caseAnswers = (records: readonly Confirmation[], more: object = {}): CaseAnswers =>
  whole(parseCaseAnswers(answersJson(records, more)));
export const teachingAnswer = (record: Confirmation, more: object = {}): TeachingAnswer =>
  whole(parseAnswer(answerJson(record, more)));

/** A reader's record of a CT case whose shaft runs along +x and whose slices lie across z. */
export const ctReading = (tip: readonly number[], more: object = {}): Confirmation =>
  recordOf({
    space: {
      kind: 'patient',
      frameOfReferenceUID: FRAME,
      voxel: { betweenColumns: 0.7, betweenRows: 0.9, betweenSlices: 3, sliceThickness: 3 },
    },
    target: { shape: 'sphere', center: [0, 0, 0], radius: 6 },
    tip: { position: tip, evidence: 'person', sigma: 0.3 },
    shaft: [[(tip[0] ?? 0) - 60, tip[1], tip[2]]],
    ...more,
  });
