import * as v from 'valibot';
import { finite, positive, text, within } from '../confirmation/basic-schema.ts';
import { says } from '../confirmation/bulk-schema.ts';
import { isUid, parseRecord, readJson, refusalOf } from '../confirmation/parse.ts';
import { isProcedureId, PROCEDURE_ID_RULE } from '../confirmation/procedure.ts';
import { isRefused, refused, type Confirmation, type Refused } from '../confirmation/record.ts';
import {
  ASKED_MARKS,
  DIFFICULTIES,
  REVEALED,
  SAYINGS,
  type CaseAnswers,
  type CaseDraft,
  type KeyView,
  type Reference,
  type TeachingCase,
} from './case.ts';
import { spaceConflict } from './same-space.ts';

const MOST_IMAGES = 20_000;
const MOST_REFERENCES = 50;
const MOST_VIEWS = 100;
/** Characters: a page of text several times over. */
const LONG_TEXT = 20_000;
const SHORT_TEXT = 500;

const textWithin = (most: number) =>
  v.pipe(
    text,
    v.check((value) => value.trim() !== '', says('empty-text', 'must not be empty')),
    v.check((value) => value.length <= most, says('too-long', `must be at most ${String(most)} characters`)),
  );
const shortText = textWithin(SHORT_TEXT);
const longText = textWithin(LONG_TEXT);

const uid = v.pipe(text, v.check(isUid, says('invalid-uid', 'is not a UID that DICOM allows')));
export const caseId = v.pipe(
  text,
  v.check(
    (value) => /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(value),
    says('invalid-id', 'must be 1 to 64 letters, digits, dots, hyphens or underscores'),
  ),
);
export const saying = v.picklist(SAYINGS, says('unknown-saying', `must be one of ${SAYINGS.join(', ')}`));
export const listOf = <Item>(item: v.GenericSchema<unknown, Item>, what: string, most: number) =>
  v.pipe(
    v.array(item, says('not-a-list', `must be a list of ${what}`)),
    v.check((list) => list.length <= most, says('too-many', `must be at most ${String(most)} ${what}`)),
  );
const base64 = v.pipe(
  text,
  v.check(
    (value) => /^[A-Za-z0-9+/]{16,88}={0,2}$/.test(value) && value.length % 4 === 0,
    says('not-base64', 'must be base64'),
  ),
);
const isDifferent = (list: readonly string[]): boolean => new Set(list).size === list.length;
const asked = v.picklist(ASKED_MARKS, says('unknown-mark', `must be one of ${ASKED_MARKS.join(', ')}`));

/** The only name that an image may have in a case: a path could lead elsewhere, a word could tell. */
const IMAGE_NAME = /^images\/\d{4,5}\.dcm$/;

/** What the author says of a case before it is answered. */
const questionEntries = {
  title: shortText,
  question: longText,
  difficulty: v.picklist(DIFFICULTIES, says('unknown-difficulty', `must be one of ${DIFFICULTIES.join(', ')}`)),
  procedure: v.optional(v.pipe(text, v.check(isProcedureId, says('invalid-procedure', PROCEDURE_ID_RULE)))),
  licence: shortText,
  source: shortText,
  asks: v.pipe(
    listOf(asked, 'marks', ASKED_MARKS.length),
    v.check((marks) => marks.includes('tip'), says('no-tip', 'must ask for the tip')),
    v.check((list) => isDifferent(list), says('twice', 'must not name a mark twice')),
  ),
};

const caseSchema = v.strictObject({
  tipcheckCase: v.literal(1),
  id: caseId,
  ...questionEntries,
  modality: v.pipe(
    text,
    v.check(
      (value) => /^[A-Z0-9_ ]{1,16}$/.test(value),
      says('invalid-modality', 'must be a DICOM modality, such as CT'),
    ),
  ),
  space: v.variant(
    'kind',
    [
      v.strictObject({ kind: v.literal('patient'), frameOfReferenceUID: uid }),
      v.strictObject({ kind: v.picklist(['image', 'projection', 'biplane']) }),
    ],
    says('unknown-space', 'must be patient, image, projection or biplane'),
  ),
  images: v.pipe(
    listOf(
      v.strictObject({
        name: v.pipe(
          text,
          v.check(
            (value) => IMAGE_NAME.test(value),
            says('invalid-name', 'must be a number in images/, such as images/0001.dcm'),
          ),
        ),
        sopInstanceUID: uid,
      }),
      'images',
      MOST_IMAGES,
    ),
    v.check((images) => images.length > 0, says('no-images', 'must name at least one image')),
    v.check(
      (images) => isDifferent(images.map(({ name }) => name)) && isDifferent(images.map((one) => one.sopInstanceUID)),
      says('twice', 'must not name an image twice'),
    ),
  ),
  seal: v.strictObject({ salt: base64, nonce: base64, share: base64 }),
});

const keyView = v.strictObject({
  caption: shortText,
  sopInstanceUID: uid,
  frame: v.pipe(
    finite,
    v.check(
      (value) => Number.isInteger(value) && value >= 1,
      says('not-a-count', 'must be a whole number of at least 1'),
    ),
  ),
  focus: v.optional(
    v.pipe(
      v.array(within(100_000, 'units'), says('not-a-position', 'must be two or three numbers')),
      v.check(
        (values) => values.length === 2 || values.length === 3,
        says('not-a-position', 'must be two or three numbers'),
      ),
    ),
  ),
  halfHeight: v.optional(positive),
  window: v.optional(
    v.pipe(
      v.strictObject({ lower: finite, upper: finite }),
      v.check(({ lower, upper }) => lower < upper, says('empty-window', 'must run from a lower value to an upper one')),
    ),
  ),
  marks: v.pipe(
    listOf(asked, 'marks', ASKED_MARKS.length),
    v.check((list) => isDifferent(list), says('twice', 'must not name a mark twice')),
  ),
});

/** And what is revealed. Records are checked one by one. */
const answerEntries = {
  references: v.pipe(
    listOf(v.strictObject({ expert: shortText, record: v.unknown() }), 'references', MOST_REFERENCES),
    v.check((references) => references.length > 0, says('no-reference', 'must hold at least one expert’s record')),
    v.check(
      (references) => isDifferent(references.map(({ expert }) => expert)),
      says('twice', 'must not name an expert twice'),
    ),
  ),
  verdict: v.optional(saying),
  teaches: shortText,
  explanation: longText,
  keyViews: listOf(keyView, 'key views', MOST_VIEWS),
  reveal: v.pipe(
    listOf(
      v.picklist(REVEALED, says('unknown-part', `must be one of ${REVEALED.join(', ')}`)),
      'parts',
      REVEALED.length,
    ),
    v.check((list) => isDifferent(list), says('twice', 'must not name a part twice')),
  ),
};

const answersSchema = v.strictObject({
  tipcheckCaseAnswers: v.literal(1),
  case: caseId,
  ...answerEntries,
});

const draftSchema = v.strictObject({ tipcheckDraft: v.literal(1), ...questionEntries, ...answerEntries });

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The value that a text or value is, of version 1 of a format: the version decides what the rest means, so another one is refused before
 * anything else is looked at.
 */
export const versionOne = (json: unknown, member: string, what: string): object | Refused => {
  const read = typeof json === 'string' ? readJson(json, what) : { value: json };
  if (isRefused(read)) return read;
  const { value } = read;
  if (!isObject(value)) return refused('not-an-object', `the ${what} must be a JSON object`);
  if (!Object.hasOwn(value, member)) return refused('missing-member', `${member}: is required in a ${what}`);
  if (value[member] !== 1)
    return refused('unknown-version', `${member}: must be 1, this program reads version 1 of a ${what}`);
  return value;
};

/** The part of a case that is known before the answer. JSON text or an already parsed value; never throws on bad input. */
export const parseCase = (json: unknown): TeachingCase | Refused => {
  const value = versionOne(json, 'tipcheckCase', 'teaching case');
  if (isRefused(value)) return value;
  const result = v.safeParse(caseSchema, value, { abortEarly: true });
  return result.success ? (result.output as TeachingCase) : refusalOf(result.issues[0]);
};

/** A record inside of something else: its refusal says in which member. */
export const parseRecordAt = (path: string, value: unknown): Confirmation | Refused => {
  const record = parseRecord(value);
  return isRefused(record)
    ? refused(record.code, `${path}${/^the record /.test(record.message) ? ': ' : '.'}${record.message}`)
    : record;
};

/** The part of a case that is known after the answer: every record is checked, and all of them are of one space. */
export const parseCaseAnswers = (json: unknown): CaseAnswers | Refused => {
  const value = versionOne(json, 'tipcheckCaseAnswers', 'case’s sealed part');
  if (isRefused(value)) return value;
  const result = v.safeParse(answersSchema, value, { abortEarly: true });
  if (!result.success) return refusalOf(result.issues[0]);
  return withRecords(result.output) as CaseAnswers | Refused;
};

/** A case as its author has written it into a file, the records in it. JSON text or an already parsed value; never throws on bad input. */
export const parseDraft = (json: unknown): CaseDraft | Refused => {
  const value = versionOne(json, 'tipcheckDraft', 'draft of a case');
  if (isRefused(value)) return value;
  const result = v.safeParse(draftSchema, value, { abortEarly: true });
  if (!result.success) return refusalOf(result.issues[0]);
  const draft = withRecords(result.output);
  if (isRefused(draft)) return draft;
  const { tipcheckDraft: _version, ...rest } = draft;
  return rest as CaseDraft;
};

/** What a schema has let through, its records checked. */
const withRecords = <Checked extends v.InferOutput<typeof answersSchema> | v.InferOutput<typeof draftSchema>>(
  checked: Checked,
): (Omit<Checked, 'references' | 'keyViews'> & Pick<CaseAnswers, 'references' | 'keyViews'>) | Refused => {
  const references: Reference[] = [];
  for (const [index, { expert, record: given }] of checked.references.entries()) {
    const record = parseRecordAt(`references[${String(index)}].record`, given);
    if (isRefused(record)) return record;
    references.push({ expert, record });
  }
  return referencesFault(references) ?? { ...checked, references, keyViews: checked.keyViews as readonly KeyView[] };
};

/** Why references can't be compared with anything: no tip, or not all in one space. */
const referencesFault = (references: readonly Reference[]): Refused | null => {
  const [first] = references;
  for (const [index, { record }] of references.entries()) {
    const path = `references[${String(index)}].record`;
    const { space, tip } = record;
    const hasTip =
      space.kind === 'biplane' ? space.views.every((view) => view.tip !== undefined) : tip?.position !== undefined;
    if (!hasTip) return refused('no-tip', `${path}: has no tip`);
    const conflict = first ? spaceConflict(first.record.space, space) : null;
    if (conflict) return refused(conflict.code, `${path}: ${conflict.message}`);
  }
  return null;
};
