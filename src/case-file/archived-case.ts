import { isRefused, type Confirmation } from '../confirmation/record.ts';
import type { ImageAttributes } from '../image/attributes.ts';
import { isRefusal, refusal, type Refusal } from '../image/refusal.ts';
import { utf8 } from '../release/archive.ts';
import { platformRandom, randomName, type FillRandom } from '../release/random.ts';
import type { ReadManifest } from '../report/tce/read-manifest.ts';
import type { TeachingFile } from '../report/tce/teaching-file.ts';
import { isMarked } from '../teach/answer.ts';
import { ASKED_MARKS, type Difficulty } from '../teach/case.ts';
import { parseCase, parseCaseAnswers } from '../teach/case-schema.ts';
import { markedImages } from '../teach/marked-images.ts';
import { missingImages } from './place-images.ts';
import type { SealedCase } from './read-case.ts';
import { newSeal, sealAnswers } from './seal.ts';

/** A teaching file as an archive holds it. */
export interface ArchivedTeaching {
  readonly manifest: ReadManifest;
  /** Null where the manifest names none. */
  readonly information: TeachingFile | null;
  /** Of the reports that the manifest names. */
  readonly records: readonly Confirmation[];
  readonly images: readonly ImageAttributes[];
}

/** What is said where the teaching file says nothing, in the reader's language. */
export interface ArchivedWords {
  readonly title: string;
  readonly question: string;
  readonly notTold: string;
  readonly expert: (n: number) => string;
  readonly selected: (n: number) => string;
}

const DIFFICULTIES = { primary: 'easy', intermediate: 'medium', advanced: 'hard' } as const satisfies Readonly<
  Record<NonNullable<TeachingFile['level']>, Difficulty>
>;
const ID_CHARACTERS = 20;
const MOST_KEY_VIEWS = 20;

/**
 * A teaching case of an archive's teaching file: its question, and its reports' marks sealed as they are in a case's file. Title, abstract, keywords and
 * discussion come after the answer, because they say what it is. Refused: no report with a tip, marks in several spaces, what a case is
 * refused for.
 */
export const archivedCase = async (
  { manifest, information, records, images }: ArchivedTeaching,
  words: ArchivedWords,
  fillRandom: FillRandom = platformRandom,
): Promise<SealedCase | Refusal> => {
  const [first] = records;
  if (!first) return refusal('no-reference', 'the manifest names no confirmation');
  const { space } = first;
  const shown = shownImages(images, space, [
    ...records.flatMap(markedImages),
    ...manifest.images.map(({ sopInstanceUID }) => sopInstanceUID),
  ]);
  const uids = shown.map(({ sopInstanceUID }) => sopInstanceUID);
  const missing = missingImages(uids, records, []);
  if (missing) return missing;
  const id = randomName(fillRandom, ID_CHARACTERS);
  const names = new Set<string>();
  const references = records.map((record, index) => {
    const own = record.observer?.trim() ?? '';
    const expert = own === '' || names.has(own) ? words.expert(index + 1) : own;
    names.add(expert);
    const { observer: _observer, ...rest } = record;
    return { expert, record: rest };
  });
  const selected = manifest.images.filter(({ sopInstanceUID }) => uids.includes(sopInstanceUID));
  const isSelection = selected.length < Math.min(shown.length, MOST_KEY_VIEWS);
  const abstract = (information?.abstract ?? manifest.description ?? '').trim();
  const teaches = oneLine(abstract);
  const said = [
    teaches === abstract ? '' : abstract,
    information?.keywords.join(', '),
    information?.finding,
    information?.discussion,
  ];
  const answers = parseCaseAnswers({
    tipcheckCaseAnswers: 1,
    case: id,
    references,
    teaches: teaches || words.notTold,
    explanation: said.filter(Boolean).join('\n') || words.notTold,
    keyViews: isSelection
      ? selected.map(({ sopInstanceUID, frame }, index) => ({
          caption: words.selected(index + 1),
          sopInstanceUID,
          frame,
          marks: [...ASKED_MARKS],
        }))
      : [],
    reveal: ['reference-marks', 'differences', 'key-views', 'explanation'],
  });
  if (isRefused(answers)) return answers;
  const caseOf = parseCase({
    tipcheckCase: 1,
    id,
    title: words.title,
    question: information?.history?.trim() || words.question,
    difficulty: DIFFICULTIES[information?.level ?? 'intermediate'],
    modality: shown[0]?.modality ?? 'OT',
    ...(first.procedure !== undefined && { procedure: first.procedure }),
    licence: words.notTold,
    source: information?.author.trim() || words.notTold,
    asks: ASKED_MARKS.filter((mark) => records.every((record) => isMarked(record, mark))),
    space:
      space.kind === 'patient'
        ? { kind: 'patient', frameOfReferenceUID: space.frameOfReferenceUID }
        : { kind: space.kind },
    images: shown.map(({ sopInstanceUID }, index) => ({
      name: `images/${String(index + 1).padStart(4, '0')}.dcm`,
      sopInstanceUID,
    })),
    seal: newSeal(fillRandom),
  });
  if (isRefused(caseOf)) return caseOf;
  const caseJson = utf8(JSON.stringify(caseOf));
  const sealed = await sealAnswers(JSON.stringify(answers), caseOf.seal, caseJson, fillRandom);
  return isRefusal(sealed) ? sealed : { case: caseOf, sealed, caseJson };
};

/** As long as a line of a case may be. */
const MOST_LETTERS = 500;

const oneLine = (text: string): string => {
  const line = text.replace(/\s+/g, ' ');
  return line.length <= MOST_LETTERS ? line : `${line.slice(0, MOST_LETTERS - 1)}…`;
};

/** Secondary captures: pictures of a screen, with what somebody marked in them. */
const isCapture = ({ sopClassUID = '' }: ImageAttributes): boolean =>
  `${sopClassUID}.`.startsWith('1.2.840.10008.5.1.4.1.1.7.');

/**
 * What a learner sees of a study: no captured screens, and only what can be marked as the records are: in patient space the images of their frame of reference, else the
 * series of the images that are named.
 */
const shownImages = (
  images: readonly ImageAttributes[],
  space: Confirmation['space'],
  named: readonly string[],
): readonly ImageAttributes[] => {
  const taken = images.filter((image) => !isCapture(image));
  if (space.kind === 'patient')
    return taken.filter(({ frameOfReferenceUID }) => frameOfReferenceUID === space.frameOfReferenceUID);
  const series = new Set(
    taken
      .filter(({ sopInstanceUID }) => named.includes(sopInstanceUID))
      .map(({ seriesInstanceUID }) => seriesInstanceUID),
  );
  return taken.filter(({ seriesInstanceUID }) => series.has(seriesInstanceUID));
};
