import { readImageAttributes } from '../image/attributes.ts';
import { isRefusal, refusal, type Refusal } from '../image/refusal.ts';
import type { LoadInput } from '../load/load-input.ts';
import { openPart10 } from '../load/part10.ts';
import { isZip, zipEntries } from '../load/zip-entries.ts';
import { answerFault } from '../teach/answer.ts';
import type { CaseAnswers, TeachingAnswer, TeachingCase } from '../teach/case.ts';
import { parseCase, parseCaseAnswers } from '../teach/case-schema.ts';
import { CASE_NAME, SEALED_NAME } from './names.ts';
import { imagesFault, missingImages, type PlacedImage } from './place-images.ts';
import { openSealed, sealedFault } from './seal.ts';

/** A case that was read: what a learner sees before they answer. The answers are in it as sealed bytes alone. */
export interface CaseFile {
  readonly kind: 'case';
  readonly case: TeachingCase;
  /** In the case's order; each is unpacked when it is read. */
  readonly images: readonly LoadInput[];
  readonly sealed: Uint8Array;
  /** The bytes of `case.json`, which the answers are bound to. */
  readonly caseJson: Uint8Array;
}

/** What of a case is needed to answer it and to open its answers, wherever its images are. */
export type SealedCase = Pick<CaseFile, 'case' | 'sealed' | 'caseJson'>;

/** Whether an archive says that it is a teaching case: then it is opened as one, not as a folder of images. */
export const isCaseFile = (bytes: Uint8Array): boolean =>
  isZip(bytes) && filesOf(bytes).some(({ name }) => name === CASE_NAME);

type File = { readonly name: string; readonly input: LoadInput | null };

/** By the names within the archive; one that breaks off has an entry without a name. */
export const filesOf = (bytes: Uint8Array): readonly File[] =>
  zipEntries(bytes, '').map((entry) =>
    'read' in entry ? { name: entry.name.slice(1), input: entry } : { name: entry.path.slice(1), input: null },
  );

export const isDamaged = (files: readonly File[]): boolean =>
  files.some(({ name, input }) => name === '' && input === null);

/** A case without a look at its images. */
type ListedCase = Omit<CaseFile, 'images'> & { readonly inputs: ReadonlyMap<string, LoadInput | null> };

/** What a case's archive says of itself, its answers sealed: all of it that can be told without opening its images. */
export const listedCase = async (bytes: Uint8Array): Promise<ListedCase | Refusal> => {
  if (!isZip(bytes)) return refusal('not-a-case', 'it is no zip archive');
  const files = filesOf(bytes);
  if (isDamaged(files)) return DAMAGED;
  const inputs = new Map(files.map(({ name, input }) => [name, input]));
  if (!inputs.has(CASE_NAME)) return refusal('not-a-case', `the archive holds no ${CASE_NAME}`);
  const [caseJson, sealed] = [await contentOf(inputs.get(CASE_NAME)), await contentOf(inputs.get(SEALED_NAME))];
  if (!caseJson) return DAMAGED;
  const text = textOf(caseJson);
  if (text === null) return refusal('not-utf-8', `${CASE_NAME} is not UTF-8 text`);
  const of = parseCase(text);
  if (isRefusal(of)) return of;
  if (!sealed) return refusal('damaged-case', 'the sealed answers of the case are missing or damaged');
  const fault = sealedFault(sealed);
  if (fault) return fault;
  const missing = of.images.filter(({ name }) => !inputs.has(name)).length;
  if (missing > 0)
    return refusal(
      'missing-images',
      `${String(missing)} of the ${String(of.images.length)} images of the case ${missing === 1 ? 'is' : 'are'} missing`,
    );
  return { kind: 'case', case: of, sealed, caseJson, inputs };
};

/**
 * Reads a teaching case. Everything of it is checked before anything is handed on: each image is there, can be read, is the one that the case names, and
 * lies in its frame of reference. The answers stay sealed.
 */
export const readCaseFile = async (bytes: Uint8Array): Promise<CaseFile | Refusal> => {
  const listed = await listedCase(bytes);
  if (isRefusal(listed)) return listed;
  const { inputs, ...file } = listed;
  const of = listed.case;
  const placed: PlacedImage[] = [];
  const images: LoadInput[] = [];
  for (const [index, { name, sopInstanceUID }] of of.images.entries()) {
    const input = inputs.get(name) ?? null;
    const image = await placedImage(input);
    if (!input || !image) return refusal('damaged-case', `image ${String(index + 1)} of the case can’t be read`);
    if (image.sopInstanceUID !== sopInstanceUID)
      return refusal('other-image', `image ${String(index + 1)} of the case is not the one that it names`);
    placed.push(image);
    images.push(input);
  }
  return imagesFault(of.space, placed) ?? { ...file, images };
};

export const DAMAGED = refusal('damaged-case', 'the archive is damaged');

export const contentOf = async (
  input: LoadInput | null | undefined,
  signal?: AbortSignal,
): Promise<Uint8Array | null> => {
  try {
    return input ? await input.read(signal) : null;
  } catch {
    return null;
  }
};

const placedImage = async (input: LoadInput | null): Promise<PlacedImage | null> => {
  const bytes = await contentOf(input);
  if (!bytes) return null;
  const part10 = openPart10(bytes);
  if ('kind' in part10 || part10.table.problem !== undefined) return null;
  const attributes = readImageAttributes(part10.source);
  return isRefusal(attributes) ? null : attributes;
};

export const textOf = (bytes: Uint8Array): string | null => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
};

/**
 * Opens the answers of a case, for an answer to it and not without: one that is whole and of this case. Refused where the sealed part was
 * changed, is of another version, or speaks of images that the case doesn't hold.
 */
export const revealCase = async (file: SealedCase, answer: TeachingAnswer): Promise<CaseAnswers | Refusal> => {
  const fault = answerFault(file.case, answer);
  if (fault) return fault;
  const opened = await openSealed(file.sealed, file.case.seal, file.caseJson);
  if (isRefusal(opened)) return opened;
  const answers = parseCaseAnswers(opened.text);
  if (isRefusal(answers)) return answers;
  return answersFault(file.case, answers) ?? answers;
};

const answersFault = (of: TeachingCase, answers: CaseAnswers): Refusal | null => {
  if (answers.case !== of.id) return refusal('other-case', 'the sealed part belongs to another case');
  const { space } = of;
  const isElsewhere = answers.references.some(({ record }) =>
    record.space.kind === 'patient' && space.kind === 'patient'
      ? record.space.frameOfReferenceUID !== space.frameOfReferenceUID
      : record.space.kind !== space.kind,
  );
  if (isElsewhere)
    return refusal('two-frames-of-reference', 'the references are in another frame of reference than the case');
  return missingImages(
    of.images.map(({ sopInstanceUID }) => sopInstanceUID),
    answers.references.map(({ record }) => record),
    answers.keyViews,
  );
};
