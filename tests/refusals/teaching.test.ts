import { describe, expect, it } from 'vitest';
import { isRefused } from '../../src/index.ts';
import { answerTo, parseAnswer } from '../../src/teach/answer.ts';
import { parseCase, parseCaseAnswers } from '../../src/teach/case-schema.ts';
import { answerJson, answersJson, caseJson, ctReading, FRAME, teachingCase } from '../support/teaching.ts';

const refusalOf = (value: object): string => (isRefused(value) ? `${value.code}: ${value.message}` : 'read');
const own = ctReading([0, 0, 0]);
const elsewhere = ctReading([0, 0, 0], { space: { kind: 'patient', frameOfReferenceUID: '1.9' } });

describe('the public part of a case', () => {
  it('is read as it was written', () => {
    expect(parseCase(JSON.stringify(caseJson({ procedure: 'drainage' })))).toEqual(caseJson({ procedure: 'drainage' }));
  });

  it.each([
    [
      caseJson({ tipcheckCase: 2 }),
      'unknown-version: tipcheckCase: must be 1, this program reads version 1 of a teaching case',
    ],
    [{}, 'missing-member: tipcheckCase: is required in a teaching case'],
    [caseJson({ answer: 'inside' }), 'unknown-member: answer: is not a member of the format'],
    [caseJson({ title: ' ' }), 'empty-text: title: must not be empty'],
    [caseJson({ asks: ['target'] }), 'no-tip: asks: must ask for the tip'],
    [caseJson({ images: [] }), 'no-images: images: must name at least one image'],
    [
      caseJson({ images: [{ name: 'images/the-tip-is-here.dcm', sopInstanceUID: '1.2' }] }),
      'invalid-name: images[0].name: must be a number in images/, such as images/0001.dcm',
    ],
    [
      caseJson({ images: [{ name: 'images/../../0001.dcm', sopInstanceUID: '1.2' }] }),
      'invalid-name: images[0].name: must be a number in images/, such as images/0001.dcm',
    ],
    [
      caseJson({ space: { kind: 'image', sopInstanceUID: '1.2.3' } }),
      'unknown-member: space.sopInstanceUID: is not a member of the format',
    ],
    [caseJson({ difficulty: 'impossible' }), 'unknown-difficulty: difficulty: must be one of easy, medium, hard'],
    [caseJson({ modality: 'ct scan!' }), 'invalid-modality: modality: must be a DICOM modality, such as CT'],
    [caseJson({ seal: { salt: '?', nonce: '?', share: '?' } }), 'not-base64: seal.salt: must be base64'],
    [[], 'not-an-object: the teaching case must be a JSON object'],
  ])('is refused with one line %#', (json, wanted) => {
    expect(refusalOf(parseCase(json))).toBe(wanted);
  });

  it('is refused where it is no JSON', () => {
    expect(refusalOf(parseCase('{'))).toMatch(/^not-json: the teaching case is not JSON: [^\n]+$/);
  });
});

describe('the sealed part of a case', () => {
  it.each([
    [
      answersJson([own, elsewhere]),
      'two-frames-of-reference: references[1].record: the marks are in another frame of reference',
    ],
    [answersJson([]), 'no-reference: references: must hold at least one expert’s record'],
    [answersJson([ctReading([0, 0, 0], { tip: undefined })]), 'no-tip: references[0].record: has no tip'],
    [
      answersJson([own], { tipcheckCaseAnswers: 3 }),
      'unknown-version: tipcheckCaseAnswers: must be 1, this program reads version 1 of a case’s sealed part',
    ],
    [
      answersJson([own], { references: [{ expert: 'A', record: { ...own, tipcheck: 9 } }] }),
      'unknown-version: references[0].record.tipcheck: must be 1, this program reads version 1 of the format',
    ],
    [
      answersJson([own], { keyViews: [{ caption: 'here', sopInstanceUID: '1.2', frame: 0, marks: [] }] }),
      'not-a-count: keyViews[0].frame: must be a whole number of at least 1',
    ],
    [
      answersJson([own], {
        keyViews: [{ caption: 'here', sopInstanceUID: '1.2', frame: 1, marks: [], window: { lower: 5, upper: 5 } }],
      }),
      'empty-window: keyViews[0].window: must run from a lower value to an upper one',
    ],
    [answersJson([own], { verdict: 'maybe' }), 'unknown-saying: verdict: must be one of inside, outside, cannot-tell'],
  ])('is refused with one line %#', (json, wanted) => {
    expect(refusalOf(parseCaseAnswers(json))).toBe(wanted);
  });
});

describe('an answer', () => {
  it.each([
    [
      answerJson(own, { tipcheckAnswer: 2 }),
      'unknown-version: tipcheckAnswer: must be 1, this program reads version 1 of a teaching answer',
    ],
    [answerJson(own, { confidence: 0.4 }), 'out-of-range: confidence: must be from 0.5, a guess, to 1, certain'],
    [answerJson(own, { confidence: 80 }), 'out-of-range: confidence: must be from 0.5, a guess, to 1, certain'],
    [answerJson(own, { says: 'yes' }), 'unknown-saying: says: must be one of inside, outside, cannot-tell'],
    [answerJson(own, { learner: 'somebody' }), 'unknown-member: learner: is not a member of the format'],
    [
      answerJson(own, { record: { ...own, tip: { position: [1, 2] } } }),
      'not-a-position: record.tip.position: must be three numbers [x, y, z]',
    ],
  ])('is refused with one line %#', (json, wanted) => {
    expect(refusalOf(parseAnswer(json))).toBe(wanted);
  });

  it('holds the marks, and nothing else of the learner’s record', () => {
    const record = {
      ...own,
      observer: 'Somebody',
      at: '2026-11-22T10:20:00Z',
      id: 'mine',
      device: { kind: 'needle' as const, name: 'No. 17' },
    };
    const answer = answerTo(teachingCase(), { record, says: 'outside', confidence: 0.7 });
    expect(answer).toEqual({
      tipcheckAnswer: 1,
      case: 'case-1',
      says: 'outside',
      confidence: 0.7,
      record: { tipcheck: 1, id: 'answer', space: own.space, target: own.target, tip: own.tip, shaft: own.shaft },
    });
  });

  it.each([
    [ctReading([0, 0, 0], { target: undefined }), 'incomplete-answer: the target is not marked'],
    [elsewhere, 'two-frames-of-reference: the marks are in another frame of reference than the case'],
  ])('isn’t made of a record that doesn’t answer %#', (record, wanted) => {
    expect(
      refusalOf(
        answerTo(teachingCase({ space: { kind: 'patient', frameOfReferenceUID: FRAME } }), {
          record,
          says: 'inside',
          confidence: 0.6,
        }),
      ),
    ).toBe(wanted);
  });
});
