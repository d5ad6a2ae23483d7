import type { CaseInput, WrittenCase } from '../../src/case-file/write-case.ts';
import { writeCase } from '../../src/case-file/write-case.ts';
import type { Confirmation } from '../../src/index.ts';
import type { CaseDraft } from '../../src/teach/case.ts';
import { seededRandom } from './planted-study.ts';
import { ctSlice, part10, type Elements } from './part10.ts';
import { recordOf } from './records.ts';

export const STUDY_FRAME = '1.2.826.0.1.7.77';
export const sliceUid = (index: number): string => `1.2.826.0.1.8.${String(index + 1)}`;

/** A slice of a study about whom everybody is told. */
export const slice = (index: number, more: Elements = {}): Uint8Array =>
  part10(
    ctSlice(index, {
      '00080018': ['UI', sliceUid(index)],
      '00100010': ['PN', 'ZIEGLER^JOHANNA'],
      '00100020': ['LO', 'HOSP4711'],
      '00200052': ['UI', STUDY_FRAME],
      ...more,
    }),
  );

export const given = (files: readonly Uint8Array[]): readonly (() => Promise<Uint8Array>)[] =>
  files.map((bytes) => () => Promise.resolve(bytes));

/** An expert's record on those slices. */
export const onSlices = (tip: readonly number[], more: object = {}): Confirmation =>
  recordOf({
    id: 'HOSP4711-reading',
    space: {
      kind: 'patient',
      frameOfReferenceUID: STUDY_FRAME,
      voxel: { betweenColumns: 0.7, betweenRows: 0.7, betweenSlices: 2.5, sliceThickness: 2.5 },
    },
    target: { shape: 'sphere', center: [11.125, 22.25, 33.375], radius: 6 },
    tip: { position: tip, evidence: 'person', sigma: 0.4, image: { sopInstanceUID: sliceUid(1) } },
    shaft: [[(tip[0] ?? 0) - 50, tip[1], tip[2]]],
    observer: 'Reinhardt',
    at: '2026-11-22T10:20:00Z',
    ...more,
  });

export const draftOf = (references: readonly Confirmation[], more: Partial<CaseDraft> = {}): CaseDraft => ({
  title: 'A drain in a collection',
  question: 'Is the end of the drain in the collection?',
  difficulty: 'hard',
  procedure: 'drainage',
  licence: 'CC0-1.0',
  source: 'made for teaching',
  asks: ['target', 'tip', 'shaft'],
  references: references.map((record, index) => ({ expert: `Expert ${'ABCDEF'.charAt(index)}`, record })),
  teaches: 'The bright line leaves the slice before its end.',
  explanation: 'Scroll on by one slice: there the line ends with its dark flame.',
  keyViews: [
    {
      caption: 'The end',
      sopInstanceUID: sliceUid(1),
      frame: 1,
      focus: [14.0625, 21.5, 34.75],
      halfHeight: 40,
      window: { lower: -150, upper: 350 },
      marks: ['tip', 'shaft'],
    },
  ],
  reveal: ['reference-marks', 'differences', 'key-views', 'explanation'],
  ...more,
});

/** The tips of two experts, in digits that are found nowhere else. */
export const EXPERT_TIPS = [
  [13.40625, 22.03125, 34.15625],
  [13.71875, 22.34375, 34.46875],
] as const;

export const writtenCase = async (
  more: Partial<CaseInput> = {},
): Promise<WrittenCase & { readonly bytes: Uint8Array }> => {
  const written = await writeCase({
    draft: draftOf(EXPERT_TIPS.map((tip) => onSlices(tip))),
    images: given([0, 1, 2].map((index) => slice(index))),
    fillRandom: seededRandom(1),
    ...more,
  });
  if (written.kind !== 'written') throw new Error(`${written.code}: ${written.message}`);
  return { ...written, bytes: new Uint8Array(Buffer.concat(written.zip)) };
};
