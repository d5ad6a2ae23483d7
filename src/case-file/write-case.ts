import { isRefused, type Confirmation } from '../confirmation/record.ts';
import { refusal, type Refusal } from '../image/refusal.ts';
import { Archive, MAX_ZIP_BYTES, utf8 } from '../release/archive.ts';
import { deidentifyRecord } from '../release/deidentify-record.ts';
import type { LeftOut } from '../release/export-deidentified.ts';
import type { ReleaseFinding } from '../release/found.ts';
import { wordsOf } from '../release/identifiers.ts';
import { platformRandom, randomName, type FillRandom } from '../release/random.ts';
import { isSameFinding, type Acknowledged } from '../teach/acknowledged.ts';
import type { CaseAnswers, CaseDraft, CaseSpace, Reference } from '../teach/case.ts';
import { parseCase, parseCaseAnswers } from '../teach/case-schema.ts';
import { cleanCaseImages, TOO_LARGE, type CaseImagesInput, type CleanedImages } from './clean-images.ts';
import { CASE_NAME, READ_ME_NAME, SEALED_NAME } from './names.ts';
import { imagesFault, missingImages, type PlacedImage } from './place-images.ts';
import { newSeal, sealAnswers } from './seal.ts';

/** What is written, and what somebody answers for. */
export interface CaseWriting {
  readonly draft: CaseDraft;
  /** Findings that somebody has looked at and answers for, those of texts included. */
  readonly acknowledged?: readonly Acknowledged[];
  /** Where the id and the seal come from; the platform's generator without it. */
  readonly fillRandom?: FillRandom;
}

export interface CaseInput extends CaseImagesInput, CaseWriting {}

/** A text of the draft that holds a word by which the patient, or who marked, is known. */
export interface TextFinding {
  readonly code: 'word-in-text';
  readonly reason: string;
  readonly images: readonly [];
  /** Another one once the text, or what is found in it, is another; neither is repeated. */
  readonly textHash: string;
}

export type CaseFinding = ReleaseFinding | TextFinding;

export interface WrittenCase {
  readonly kind: 'written';
  readonly id: string;
  /** The file in pieces, one after the other. */
  readonly zip: readonly Uint8Array[];
  /** As they are in it, without what could tell whose they are. */
  readonly references: readonly Reference[];
  readonly findings: readonly CaseFinding[];
}

/** Nothing is written: `findings` have to be acknowledged first, or something can't be part of a case. */
export interface CaseNotWritten extends Refusal {
  readonly findings: readonly CaseFinding[];
  readonly leftOut: readonly LeftOut[];
}

const ID_CHARACTERS = 20;

/** What has to be looked at before a case of these images is written: what was found in them, and in what the author says. */
export const caseFindings = (draft: CaseDraft, cleaned: CleanedImages): readonly CaseFinding[] => [
  ...cleaned.findings,
  ...findingsInTexts(
    draft,
    new Set([...cleaned.words, ...draft.references.flatMap(({ record }) => wordsOf(record.observer ?? ''))]),
  ),
];

/**
 * A teaching case as one zip: images without patient data, what a learner sees before they answer, and the answers sealed. Images lie in it in the
 * order of their random UIDs, under numbers: their place tells nothing. All or nothing, as an export is.
 */
export const writeCase = async (input: CaseInput): Promise<WrittenCase | CaseNotWritten> => {
  const cleaned = await cleanCaseImages(input);
  return cleaned.kind === 'cleaned' ? writeCleanedCase(cleaned, input) : cleaned;
};

/** As `writeCase`, of images that are clean already. */
export const writeCleanedCase = async (
  cleaned: CleanedImages,
  { draft, acknowledged = [], fillRandom = platformRandom }: CaseWriting,
): Promise<WrittenCase | CaseNotWritten> => {
  const { deidentification } = cleaned;
  const findings = caseFindings(draft, cleaned);
  const notWritten = ({ code, message }: Pick<Refusal, 'code' | 'message'>): CaseNotWritten => ({
    ...refusal(code, message),
    findings,
    leftOut: [],
  });
  const isOpen = (finding: CaseFinding): boolean => !acknowledged.some((one) => isSameFinding(one, finding));
  const open = findings.filter(isOpen).length;
  if (open > 0)
    return notWritten({
      code: 'not-acknowledged',
      message: `${String(open)} of the findings have not been acknowledged`,
    });

  const references: Reference[] = [];
  for (const { expert, record } of draft.references) {
    const clean = deidentifyRecord(record, randomName(fillRandom, ID_CHARACTERS), deidentification);
    if (isRefused(clean))
      return notWritten({ code: clean.code, message: `a reference can’t be part of a case: ${clean.message}` });
    references.push({ expert, record: clean });
  }
  const id = randomName(fillRandom, ID_CHARACTERS);
  const answers = answersOf(draft, id, references, (uid) => deidentification.uids.identityOf(uid));
  if (isRefused(answers)) return notWritten(answers);
  const space = caseSpace(references[0]?.record);
  const inOrder = [...cleaned.images].sort((a, b) => (a.sopInstanceUID < b.sopInstanceUID ? -1 : 1));
  const sopInstanceUIDs = inOrder.map(({ sopInstanceUID }) => sopInstanceUID);
  const fault =
    (space && imagesFault(space, inOrder)) ??
    missingImages(
      sopInstanceUIDs,
      references.map(({ record }) => record),
      answers.keyViews,
    );
  if (fault) return notWritten(fault);
  const caseOf = parseCase({
    tipcheckCase: 1,
    id,
    title: draft.title,
    question: draft.question,
    difficulty: draft.difficulty,
    modality: modalityOf(references[0]?.record, inOrder),
    ...(draft.procedure !== undefined && { procedure: draft.procedure }),
    licence: draft.licence,
    source: draft.source,
    asks: draft.asks,
    space,
    images: sopInstanceUIDs.map((sopInstanceUID, index) => ({ name: nameOf(index), sopInstanceUID })),
    seal: newSeal(fillRandom),
  });
  if (isRefused(caseOf)) return notWritten(caseOf);
  const caseJson = utf8(`${JSON.stringify(caseOf, null, 2)}\n`);
  const sealed = await sealAnswers(JSON.stringify(answers), caseOf.seal, caseJson, fillRandom);
  if (!(sealed instanceof Uint8Array)) return notWritten(sealed);
  const archive = new Archive();
  archive.add(CASE_NAME, caseJson);
  archive.add(SEALED_NAME, sealed, true);
  archive.add(READ_ME_NAME, utf8(READ_ME));
  for (const [index, { bytes, isPressed }] of inOrder.entries()) archive.add(nameOf(index), bytes, isPressed);
  if (archive.bytes > MAX_ZIP_BYTES) return notWritten(TOO_LARGE);
  return { kind: 'written', id, zip: archive.end(), references, findings };
};

const nameOf = (index: number): string => `images/${String(index + 1).padStart(4, '0')}.dcm`;

const caseSpace = (record: Confirmation | undefined): CaseSpace | undefined => {
  if (!record) return undefined;
  const { space } = record;
  return space.kind === 'patient'
    ? { kind: 'patient', frameOfReferenceUID: space.frameOfReferenceUID }
    : { kind: space.kind };
};

/** Of the image that is marked on, else of the first that says it. */
const modalityOf = (record: Confirmation | undefined, images: readonly PlacedImage[]): string => {
  if (record && 'modality' in record.space) return record.space.modality;
  return images.find(({ modality }) => modality !== undefined)?.modality ?? 'OT';
};

const answersOf = (
  { references: _given, verdict, teaches, explanation, keyViews, reveal }: CaseDraft,
  id: string,
  references: readonly Reference[],
  identityOf: (uid: string) => string,
): CaseAnswers | Refusal =>
  parseCaseAnswers({
    tipcheckCaseAnswers: 1,
    case: id,
    references,
    ...(verdict !== undefined && { verdict }),
    teaches,
    explanation,
    keyViews: keyViews.map((view) => ({ ...view, sopInstanceUID: identityOf(view.sopInstanceUID) })),
    reveal,
  });

/** Which of the author's texts hold a word that is a name or number of the patient or of who marked. The word itself is not repeated. */
const findingsInTexts = (draft: CaseDraft, words: ReadonlySet<string>): readonly TextFinding[] => {
  const texts: readonly (readonly [string, string])[] = [
    ['the title', draft.title],
    ['the question', draft.question],
    ['the licence', draft.licence],
    ['the source', draft.source],
    ['the lesson', draft.teaches],
    ['the explanation', draft.explanation],
    ...draft.keyViews.map(({ caption }, index) => [`key view ${String(index + 1)}`, caption] as const),
    ...draft.references.map(({ expert }, index) => [`the name of expert ${String(index + 1)}`, expert] as const),
  ];
  return texts.flatMap(([where, text]) => {
    const found = wordsOf(text).filter((word) => words.has(word));
    if (found.length === 0) return [];
    return [
      {
        code: 'word-in-text' as const,
        reason: `${where} holds a word that is also in the patient’s names and numbers or an observer’s name`,
        images: [] as const,
        textHash: hashOf([text, ...found].join('\n')),
      },
    ];
  });
};

/** FNV-1a, 32 bits: short, and nothing can be read from it. */
const hashOf = (text: string): string => {
  let hash = 0x811c9dc5;
  for (const byte of utf8(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
};

const READ_ME = [
  'A teaching case, made with TipCheck',
  '',
  'Open this file as it is, without unpacking it, in the viewer: mark, say inside or outside and how sure you are, then the answer is shown.',
  '',
  'images/      images without patient data: names, numbers, dates, people and devices are removed or replaced (DICOM PS3.15 E.1)',
  'case.json    the question',
  'sealed.bin   the answer, sealed so that nobody sees it by accident; it is no secret',
  '',
  'For review and teaching. Not a medical device.',
  '',
].join('\n');
