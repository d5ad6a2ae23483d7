import { expect, it } from 'vitest';
import { cleanCaseImages, type CleanedImages } from '../../../src/case-file/clean-images.ts';
import {
  caseFindings,
  writeCleanedCase,
  type CaseNotWritten,
  type CaseWriting,
  type WrittenCase,
} from '../../../src/case-file/write-case.ts';
import { parseRecord, serializeRecord } from '../../../src/confirmation/parse.ts';
import type { Confirmation } from '../../../src/confirmation/record.ts';
import { CASE_TEXTS, CaseMaking } from '../../../src/panel/case-making.ts';
import type { CaseDraft } from '../../../src/teach/case.ts';
import { EXPERT_TIPS, given, onSlices, slice, sliceUid } from '../../support/case-files.ts';
import { seededRandom } from '../../support/planted-study.ts';

interface Made {
  readonly making: CaseMaking;
  /** SOPInstanceUIDs that are open; more may arrive. */
  readonly open: string[];
  /** How many images each cleaning took. */
  readonly cleanings: number[];
  readonly previewed: CaseDraft[];
  readonly saved: (readonly Uint8Array[])[];
  readonly written: (WrittenCase | CaseNotWritten)[];
  /** What happens while images are cleaned. */
  whileCleaning: () => void;
}

const view = { sopInstanceUID: sliceUid(1), frame: 1 };

/** A case of slices of somebody whose name is Johanna Ziegler, as its maker begins it. */
const made = (record: Confirmation = onSlices(EXPERT_TIPS[0])): Made => {
  const own: Made = {
    open: [0, 1, 2].map(sliceUid),
    cleanings: [],
    previewed: [],
    saved: [],
    written: [],
    whileCleaning: () => undefined,
    making: new CaseMaking({
      record: () => record,
      procedures: [],
      images: () => [...own.open],
      clean: async (images) => {
        own.cleanings.push(images.length);
        const cleaned = await cleanCaseImages({ images: given(images.map((_, index) => slice(index))) });
        own.whileCleaning();
        return cleaned;
      },
      findingsOf: caseFindings,
      write: async (cleaned: CleanedImages, writing: CaseWriting) => {
        const written = await writeCleanedCase(cleaned, { ...writing, fillRandom: seededRandom(3) });
        own.written.push(written);
        return written;
      },
      save: (zip) => own.saved.push(zip),
      picturesOf: (draft, _, images) => {
        own.previewed.push(draft);
        const pictures = images.map((uid) => ({ key: uid, name: uid, draw: () => Promise.resolve() }));
        return { pictures, end: () => undefined };
      },
      readReference: parseRecord,
      viewNow: () => view,
    }),
  };
  for (const name of CASE_TEXTS) own.making.setText(name, `A ${name}`);
  own.making.ownName.value = 'Expert A';
  return own;
};

const seeAll = ({ making }: Made): void => {
  for (const { key } of making.preview.peek()?.pictures ?? []) making.preview.peek()?.shown(key);
};

const reasons = ({ making }: Made): readonly string[] =>
  making.findings.peek().map(({ reason }) => reason.split(' holds ')[0] ?? '');

const confirmAll = ({ making }: Made): void => {
  for (const finding of making.findings.peek()) making.confirm(finding, true);
};

it('a text that was confirmed is to be confirmed again once it is another', async () => {
  const one = made();
  const { making } = one;
  making.setText('title', 'Johanna’s sign');
  await making.look();
  seeAll(one);
  expect(reasons(one)).toEqual(['the title']);
  expect(making.isReady.value).toBe(false);
  confirmAll(one);
  expect(making.isReady.value).toBe(true);

  making.back();
  making.setText('licence', 'CC-BY-4.0');
  await making.look();
  expect(making.isReady.value).toBe(true);

  making.back();
  making.setText('title', 'Johanna Ziegler’s drain');
  await making.look();
  expect(reasons(one)).toEqual(['the title']);
  expect(making.isReady.value).toBe(false);
  await making.write();
  expect(one.saved).toEqual([]);
});

it('each caption and each name is confirmed by itself', async () => {
  const one = made();
  const { making } = one;
  making.addView('Johanna');
  making.addView('Ziegler');
  making.ownName.value = 'Reinhardt';
  await making.look();
  expect(reasons(one)).toEqual(['key view 1', 'key view 2', 'the name of expert 1']);
  making.confirm(making.findings.peek()[0]!, true);
  expect(making.findings.peek().map((finding) => making.isConfirmed(finding))).toEqual([true, false, false]);
});

it('what is written while images are cleaned is in what is looked at, and nothing else is in the zip', async () => {
  const one = made();
  const { making } = one;
  one.whileCleaning = () => {
    making.addView('The end');
  };
  await making.look();
  seeAll(one);
  expect(one.previewed[0]?.keyViews).toHaveLength(1);
  expect(making.isReady.value).toBe(true);
  making.setText('explanation', 'Another one');
  expect(making.isReady.value).toBe(false);
  await making.write();
  expect(one.written).toEqual([]);

  making.back();
  await making.look();
  expect(one.previewed[1]?.explanation).toBe('Another one');
  await making.write();
  expect(one.saved).toHaveLength(1);
  expect(one.cleanings).toEqual([3]);
});

it('a text that is emptied while images are cleaned is asked for again', async () => {
  const one = made();
  one.whileCleaning = () => {
    one.making.setText('title', '');
  };
  await one.making.look();
  expect(one.making.phase.peek().kind).toBe('asking');
  expect(one.previewed).toEqual([]);
});

it('a record that arrives while the case is looked at leads back to what is written', async () => {
  const one = made();
  await one.making.look();
  seeAll(one);
  one.making.addReferences([{ name: 'b.json', text: serializeRecord(onSlices(EXPERT_TIPS[1])) }]);
  expect(one.making.phase.peek().kind).toBe('asking');
  expect(one.making.isReady.value).toBe(false);
});

it('images that arrive later are in the case, and are looked at', async () => {
  const one = made();
  one.open.pop();
  await one.making.look();
  seeAll(one);
  expect(one.making.isReady.value).toBe(true);
  one.making.back();
  one.open.push(sliceUid(2));
  expect(one.making.images).toBe(3);
  await one.making.look();
  expect(one.cleanings).toEqual([2, 3]);
  expect(one.making.isReady.value).toBe(false);
  seeAll(one);
  await one.making.write();
  expect(one.saved).toHaveLength(1);
});

it('one and the same reading is no second expert’s, in whatever order its members stand', () => {
  const record = onSlices(EXPERT_TIPS[0]);
  const turned = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(turned)
      : typeof value === 'object' && value !== null
        ? Object.fromEntries(
            Object.entries(value)
              .toReversed()
              .map(([name, one]) => [name, turned(one)]),
          )
        : value;
  const { making } = made(turned(record) as Confirmation);
  making.addReferences([
    { name: 'same.json', text: serializeRecord(record) },
    { name: 'other.json', text: serializeRecord(onSlices(EXPERT_TIPS[1])) },
  ]);
  expect(making.refused.peek().map(({ name }) => name)).toEqual(['same.json']);
  expect(making.others.peek()).toHaveLength(1);
});
