import * as v from 'valibot';
import { finite } from '../confirmation/basic-schema.ts';
import { says as saysCode } from '../confirmation/bulk-schema.ts';
import { refusalOf } from '../confirmation/parse.ts';
import { isRefused, refused, type Confirmation, type Refused, type Tip } from '../confirmation/record.ts';
import type { AskedMark, Saying, TeachingAnswer, TeachingCase } from './case.ts';
import { caseId, parseRecordAt, saying, versionOne } from './case-schema.ts';

const answerSchema = v.strictObject({
  tipcheckAnswer: v.literal(1),
  case: caseId,
  says: saying,
  confidence: v.pipe(
    finite,
    v.check(
      (value) => value >= 0.5 && value <= 1,
      saysCode('out-of-range', 'must be from 0.5, a guess, to 1, certain'),
    ),
  ),
  record: v.unknown(),
});

/** A learner's answer from its file. JSON text or an already parsed value; never throws on bad input. */
export const parseAnswer = (json: unknown): TeachingAnswer | Refused => {
  const value = versionOne(json, 'tipcheckAnswer', 'teaching answer');
  if (isRefused(value)) return value;
  const result = v.safeParse(answerSchema, value, { abortEarly: true });
  if (!result.success) return refusalOf(result.issues[0]);
  const record = parseRecordAt('record', result.output.record);
  return isRefused(record) ? record : { ...result.output, record };
};

/** What a learner gives: the confirmation that they made, what they say, and how sure they are. */
export interface GivenAnswer {
  readonly record: Confirmation;
  readonly says: Saying;
  readonly confidence: number;
}

/**
 * The answer to a case: the learner's marks and nothing else of their record, which may hold a name and times. Refused where a mark is missing that
 * the case asks for, or a mark was made elsewhere than on the case's images.
 */
export const answerTo = (to: TeachingCase, { record, says, confidence }: GivenAnswer): TeachingAnswer | Refused => {
  const answer = parseAnswer({ tipcheckAnswer: 1, case: to.id, says, confidence, record: marksAlone(record) });
  return isRefused(answer) ? answer : (answerFault(to, answer) ?? answer);
};

const marksAlone = ({ space, target, tip, shaft, shaftSigma }: Confirmation): object => ({
  tipcheck: 1,
  id: 'answer',
  space,
  ...(target && { target }),
  ...(tip && { tip: tipAlone(tip) }),
  ...(shaft && { shaft }),
  ...(shaftSigma !== undefined && { shaftSigma }),
});

const tipAlone = ({ image: _image, method: _method, ...tip }: Tip): Tip => tip;

/** Why an answer isn't one to this case; null where it is. */
export const answerFault = (to: TeachingCase, answer: TeachingAnswer): Refused | null => {
  if (answer.case !== to.id) return refused('other-case', 'the answer is to another case');
  const { space } = answer.record;
  if (space.kind !== to.space.kind)
    return refused('other-space', `the case asks for marks of kind ${to.space.kind}, these are of ${space.kind}`);
  if (space.kind === 'patient' && to.space.kind === 'patient') {
    if (space.frameOfReferenceUID !== to.space.frameOfReferenceUID)
      return refused('two-frames-of-reference', 'the marks are in another frame of reference than the case');
  } else {
    const known = new Set(to.images.map(({ sopInstanceUID }) => sopInstanceUID));
    const marked = space.kind === 'biplane' ? space.views : space.kind === 'patient' ? [] : [space];
    if (marked.some(({ sopInstanceUID }) => !known.has(sopInstanceUID)))
      return refused('other-image', 'the marks are on an image that is not of this case');
  }
  const missing = to.asks.find((mark) => !isMarked(answer.record, mark));
  return missing ? refused('incomplete-answer', `the ${missing} is not marked`) : null;
};

/** Whether a record holds a mark; of two projections, in both. */
export const isMarked = ({ space, target, tip, shaft = [] }: Confirmation, mark: AskedMark): boolean => {
  if (space.kind === 'biplane')
    return space.views.every((view) => (mark === 'shaft' ? (view.shaft ?? []).length > 0 : view[mark] !== undefined));
  switch (mark) {
    case 'target':
      return target !== undefined;
    case 'tip':
      return tip?.position !== undefined;
    case 'shaft':
      return shaft.length > 0;
  }
};
