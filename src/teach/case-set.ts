import * as v from 'valibot';
import { finite, text } from '../confirmation/basic-schema.ts';
import { says } from '../confirmation/bulk-schema.ts';
import { refusalOf } from '../confirmation/parse.ts';
import { isRefused, refused, type Refused } from '../confirmation/record.ts';
import { caseId, listOf, versionOne } from './case-schema.ts';

/** Cases in a row. */
export interface CaseSet {
  readonly tipcheckSet: 1;
  readonly id: string;
  readonly title: string;
  /** `shuffled`: in an order that differs from learner to learner and stays the same for one. */
  readonly order: 'as-listed' | 'shuffled';
  readonly cases: readonly CaseInSet[];
}

export interface CaseInSet {
  readonly id: string;
  /** Name of the case's file beside the set: no path, so that a set can't lead elsewhere. */
  readonly file: string;
  /** As the case says it, so that a list of cases has names before each is read. */
  readonly title?: string;
}

const MOST_CASES = 1000;

const title = v.pipe(
  text,
  v.check((value) => value.trim() !== '' && value.length <= 500, says('too-long', 'must be 1 to 500 characters')),
);
const order = v.picklist(['as-listed', 'shuffled'], says('unknown-order', 'must be as-listed or shuffled'));

const setSchema = v.strictObject({
  tipcheckSet: v.literal(1),
  id: caseId,
  title,
  order,
  cases: v.pipe(
    listOf(
      v.strictObject({
        id: caseId,
        file: v.pipe(
          text,
          v.check(
            (value) => /^[A-Za-z0-9][A-Za-z0-9._-]{0,120}\.zip$/.test(value),
            says('invalid-name', 'must be the name of a zip beside the set'),
          ),
        ),
        title: v.exactOptional(title),
      }),
      'cases',
      MOST_CASES,
    ),
    v.check((cases) => cases.length > 0, says('no-cases', 'must name at least one case')),
    v.check(
      (cases) =>
        new Set(cases.map(({ id }) => id)).size === cases.length &&
        new Set(cases.map(({ file }) => file)).size === cases.length,
      says('twice', 'must not name a case twice'),
    ),
  ),
});

/** A set of cases from its file. JSON text or an already parsed value; never throws on bad input. */
export const parseCaseSet = (json: unknown): CaseSet | Refused => {
  const value = versionOne(json, 'tipcheckSet', 'set of cases');
  if (isRefused(value)) return value;
  const result = v.safeParse(setSchema, value, { abortEarly: true });
  return result.success ? result.output : refusalOf(result.issues[0]);
};

/** A set as its author writes it: cases that are made, or are to be made of a draft and its images; paths from the draft's own place. */
export interface SetDraft extends Pick<CaseSet, 'id' | 'title' | 'order'> {
  readonly cases: readonly ({ readonly file: string } | { readonly draft: string; readonly images: string })[];
}

const path = v.pipe(
  text,
  v.check((value) => value.trim() !== '', says('empty-text', 'must not be empty')),
);
const draftSchema = v.strictObject({
  tipcheckSetDraft: v.literal(1),
  id: caseId,
  title,
  order,
  cases: v.pipe(
    listOf(
      v.union(
        [v.strictObject({ file: path }), v.strictObject({ draft: path, images: path })],
        says('unknown-case', 'must have a file, or a draft and images'),
      ),
      'cases',
      MOST_CASES,
    ),
    v.check((cases) => cases.length > 0, says('no-cases', 'must name at least one case')),
  ),
});

/** The draft of a set from its file. JSON text or an already parsed value; never throws on bad input. */
export const parseSetDraft = (json: unknown): SetDraft | Refused => {
  const value = versionOne(json, 'tipcheckSetDraft', 'draft of a set');
  if (isRefused(value)) return value;
  const result = v.safeParse(draftSchema, value, { abortEarly: true });
  return result.success ? result.output : refusalOf(result.issues[0]);
};

const OUTCOMES = ['right', 'wrong', 'undecided', 'reference-undecided'] as const;

/** What is kept of an answered case: enough for a summary, nothing of whoever answered. */
export interface Attempt {
  readonly case: string;
  readonly outcome: (typeof OUTCOMES)[number];
  readonly said: string;
  /** What is true; null where that isn't known. */
  readonly truth: string | null;
  readonly confidence: number;
  /** From the mean of the experts; null where it wasn't compared. */
  readonly tipDistance: number | null;
  readonly targetDistance: number | null;
  readonly unit: string;
  /** Differences by component; null where there is none. */
  readonly along: number | null;
  readonly across: number | null;
  readonly through: number | null;
  /** The tip is within the experts' own spread. */
  readonly tipIsRight: boolean | null;
}

/** How far a learner has come in a set: an immutable value; every step makes a new one. */
export interface SetProgress {
  readonly tipcheckProgress: 1;
  readonly set: string;
  /** What the order was shuffled with. */
  readonly seed: number;
  /** In the order of answering; a case that was tried again is in it more than once. */
  readonly attempts: readonly Attempt[];
  /** Cases that were put back to be tried again. */
  readonly again: readonly string[];
}

const orNull = v.nullable(finite);
const progressSchema = v.strictObject({
  tipcheckProgress: v.literal(1),
  set: caseId,
  seed: v.pipe(
    finite,
    v.check((value) => Number.isInteger(value) && value >= 0, says('not-a-count', 'must be a whole number')),
  ),
  attempts: listOf(
    v.strictObject({
      case: caseId,
      outcome: v.picklist(OUTCOMES),
      said: text,
      truth: v.nullable(text),
      confidence: finite,
      tipDistance: orNull,
      targetDistance: orNull,
      unit: text,
      along: orNull,
      across: orNull,
      through: orNull,
      tipIsRight: v.nullable(v.boolean()),
    }),
    'attempts',
    100_000,
  ),
  again: listOf(caseId, 'cases', MOST_CASES),
});

/** Progress as a browser has kept it. Refused where it is another set's: then it is begun anew. */
export const parseProgress = (set: CaseSet, json: unknown): SetProgress | Refused => {
  const value = versionOne(json, 'tipcheckProgress', 'record of progress');
  if (isRefused(value)) return value;
  const result = v.safeParse(progressSchema, value, { abortEarly: true });
  if (!result.success) return refusalOf(result.issues[0]);
  return result.output.set === set.id ? result.output : refused('other-set', 'the progress is that of another set');
};

/** `seed`: a whole number, at random for each learner. */
export const beginSet = (set: CaseSet, seed: number): SetProgress => ({
  tipcheckProgress: 1,
  set: set.id,
  seed: Math.abs(Math.trunc(seed)) % 2 ** 31,
  attempts: [],
  again: [],
});

/** Random numbers that are the same for the same seed (mulberry32). */
const seeded = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

/** The cases in the order of this learner (Fisher–Yates). */
export const casesInOrder = ({ order, cases }: CaseSet, { seed }: SetProgress): readonly CaseInSet[] => {
  if (order === 'as-listed') return cases;
  const random = seeded(seed);
  const shuffled = [...cases];
  for (let at = shuffled.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    const [a, b] = [shuffled[at], shuffled[other]];
    if (a && b) [shuffled[at], shuffled[other]] = [b, a];
  }
  return shuffled;
};

/** What is to be answered, the next first: the cases without an answer, then those that were put back; none when all is done. */
export const casesToCome = (set: CaseSet, progress: SetProgress): readonly CaseInSet[] => {
  const answered = new Set(progress.attempts.map((attempt) => attempt.case));
  const ordered = casesInOrder(set, progress);
  return [
    ...ordered.filter(({ id }) => !answered.has(id)),
    ...ordered.filter(({ id }) => answered.has(id) && progress.again.includes(id)),
  ];
};

/** Puts a case back to be tried again; its earlier attempts stay. A case that wasn't answered is to come anyhow. */
export const retry = (progress: SetProgress, id: string): SetProgress =>
  progress.again.includes(id) || progress.attempts.every((attempt) => attempt.case !== id)
    ? progress
    : { ...progress, again: [...progress.again, id] };

export const withAttempt = (progress: SetProgress, attempt: Attempt): SetProgress => ({
  ...progress,
  attempts: [...progress.attempts, attempt],
  again: progress.again.filter((id) => id !== attempt.case),
});
