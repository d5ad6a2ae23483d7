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
import { CASE_TEXTS, type CaseSeries } from '../../../src/panel/authored-case.ts';
import { CaseMaking } from '../../../src/panel/case-making.ts';
import type { CaseDraft, Reference } from '../../../src/teach/case.ts';
import { EXPERT_TIPS, given, onSlices, slice, sliceUid } from '../../support/case-files.ts';
import { seededRandom } from '../../support/planted-study.ts';

interface Made {
  readonly making: CaseMaking;
  /** SOPInstanceUIDs that are open in the series that is marked; more may arrive. */
  readonly open: string[];
  /** Further series. */
  readonly others: CaseSeries[];
  /** What the single view shows. */
  readonly view: { sopInstanceUID: string; readonly frame: 1 };
  /** How many images each cleaning took. */
  readonly cleanings: number[];
  readonly previewed: CaseDraft[];
  readonly saved: (readonly Uint8Array[])[];
  readonly written: (WrittenCase | CaseNotWritten)[];
  /** What happens while images are cleaned. */
  whileCleaning: () => void;
}

const seriesOf = (key: string, ...images: readonly string[]): CaseSeries => ({
  ...{ key, name: key, images, frames: images.length, isMarked: false },
});

/** A case of slices of somebody whose name is Johanna Ziegler, as its maker begins it. */
const made = (record: Confirmation = onSlices(EXPERT_TIPS[0])): Made => {
  const own: Made = {
    open: [0, 1, 2].map(sliceUid),
    others: [],
    view: { sopInstanceUID: sliceUid(1), frame: 1 },
    cleanings: [],
    previewed: [],
    saved: [],
    written: [],
    whileCleaning: () => undefined,
    making: new CaseMaking({
      record: () => record,
      procedures: [],
      series: () => [{ ...seriesOf('marked', ...own.open), isMarked: true }, ...own.others],
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
        const pictures = images.map((uid) => ({
          key: uid,
          name: uid,
          draw: () => Promise.resolve(drawnOn(uid, draft)),
        }));
        return { pictures, end: () => undefined };
      },
      readReference: parseRecord,
      viewNow: () => own.view,
    }),
  };
  for (const name of CASE_TEXTS) own.making.authored.setText(name, `A ${name}`);
  own.making.authored.ownName.value = 'Expert A';
  return own;
};

/** The marks come to lie on one of the slices alone. */
const drawnOn = (uid: string, { references }: CaseDraft): readonly Reference[] =>
  uid === sliceUid(1) ? references : [];

const seeAll = async ({ making }: Made): Promise<void> => {
  const preview = making.preview.peek();
  for (const { key, draw } of preview?.pictures ?? [])
    preview?.shown(key, await draw({} as HTMLElement, new AbortController().signal));
};

const reasons = ({ making }: Made): readonly string[] =>
  making.findings.peek().map(({ reason }) => reason.split(' holds ')[0] ?? '');

const confirmAll = ({ making }: Made): void => {
  for (const finding of making.findings.peek()) making.confirm(finding, true);
};

it('a text that was confirmed is to be confirmed again once it is another', async () => {
  const one = made();
  const { making } = one;
  making.authored.setText('title', 'Johanna’s sign');
  await making.look();
  await seeAll(one);
  expect(reasons(one)).toEqual(['the title']);
  expect(making.isReady.value).toBe(false);
  confirmAll(one);
  expect(making.isReady.value).toBe(true);

  making.back();
  making.authored.setText('licence', 'CC-BY-4.0');
  await making.look();
  expect(making.isReady.value).toBe(true);

  making.back();
  making.authored.setText('title', 'Johanna Ziegler’s drain');
  await making.look();
  expect(reasons(one)).toEqual(['the title']);
  expect(making.isReady.value).toBe(false);
  await making.write();
  expect(one.saved).toEqual([]);
});

it('each caption and each name is confirmed by itself', async () => {
  const one = made();
  const { making } = one;
  making.authored.addView('Johanna');
  making.authored.addView('Ziegler');
  making.authored.ownName.value = 'Reinhardt';
  await making.look();
  expect(reasons(one)).toEqual(['key view 1', 'key view 2', 'the name of expert 1']);
  making.confirm(making.findings.peek()[0]!, true);
  expect(making.findings.peek().map((finding) => making.isConfirmed(finding))).toEqual([true, false, false]);
});

it('what is written while images are cleaned is in what is looked at, and nothing else is in the zip', async () => {
  const one = made();
  const { making } = one;
  one.whileCleaning = () => {
    making.authored.addView('The end');
  };
  await making.look();
  await seeAll(one);
  expect(one.previewed[0]?.keyViews).toHaveLength(1);
  expect(making.isReady.value).toBe(true);
  making.authored.setText('explanation', 'Another one');
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
    one.making.authored.setText('title', '');
  };
  await one.making.look();
  expect(one.making.phase.peek().kind).toBe('asking');
  expect(one.previewed).toEqual([]);
});

it('a record that arrives while the case is looked at leads back to what is written', async () => {
  const one = made();
  await one.making.look();
  await seeAll(one);
  one.making.addReferences([{ name: 'b.json', text: serializeRecord(onSlices(EXPERT_TIPS[1])) }]);
  expect(one.making.phase.peek().kind).toBe('asking');
  expect(one.making.isReady.value).toBe(false);
});

it('images that arrive later are in the case, and are looked at', async () => {
  const one = made();
  one.open.pop();
  await one.making.look();
  await seeAll(one);
  expect(one.making.isReady.value).toBe(true);
  one.making.back();
  one.open.push(sliceUid(2));
  expect(one.making.authored.images).toHaveLength(3);
  await one.making.look();
  expect(one.cleanings).toEqual([2, 3]);
  expect(one.making.isReady.value).toBe(false);
  await seeAll(one);
  await one.making.write();
  expect(one.saved).toHaveLength(1);
});

it('what shows an expert’s name is looked at again once it is another, and nothing else', async () => {
  const one = made();
  const { making } = one;
  making.addReferences([{ name: 'b.json', text: serializeRecord(onSlices(EXPERT_TIPS[1])) }]);
  making.authored.renameReference(0, 'Expert B');
  await making.look();
  await seeAll(one);
  expect(making.isReady.value).toBe(true);
  making.back();
  making.authored.renameReference(0, 'Expert Ziegler');
  await making.look();
  expect(making.preview.peek()?.unseen.value).toBe(1);
  expect([...(making.preview.peek()?.seen.peek().keys() ?? [])]).toEqual([sliceUid(0), sliceUid(2)]);
  making.back();
  making.authored.renameReference(0, ' Expert B ');
  making.authored.setText('licence', 'CC-BY-4.0');
  await making.look();
  await seeAll(one);
  // Two names that change places.
  making.back();
  making.authored.ownName.value = 'Expert B';
  making.authored.renameReference(0, 'Expert A');
  await making.look();
  expect(making.preview.peek()?.unseen.value).toBe(1);
});

it('a series that is left out is neither looked at nor written, and one that marks or a key view are on stays in', async () => {
  const one = made();
  const { making } = one;
  const { authored } = making;
  const [second, third] = [[sliceUid(7)], [sliceUid(8), sliceUid(9)]];
  one.others.push(seriesOf('second', ...second), seriesOf('third', ...third));
  const choice = (): readonly (readonly [boolean, string | null])[] =>
    authored.series.map(({ isIn, needed }) => [isIn, needed]);
  expect(authored.images).toHaveLength(6);
  authored.addView('The end');
  authored.take('marked', false);
  authored.take('second', false);
  expect(choice()).toEqual([
    [true, 'marks'],
    [false, null],
    [true, null],
  ]);
  one.view.sopInstanceUID = sliceUid(7);
  expect(authored.canAddView()).toBe(false);
  one.view.sopInstanceUID = sliceUid(9);
  authored.addView('Beside it');
  authored.take('third', false);
  expect(choice()[2]).toEqual([true, 'key-view']);
  authored.removeView(1);
  expect(choice()[2]).toEqual([false, null]);
  await making.look();
  expect(one.cleanings).toEqual([3]);
  expect(making.preview.peek()?.pictures.map(({ key }) => key)).toEqual([0, 1, 2].map(sliceUid));
  await seeAll(one);
  expect(making.isReady.value).toBe(true);
  authored.take('second', true);
  expect(making.isReady.value).toBe(false);
  making.back();
  await making.look();
  expect(one.cleanings).toEqual([3, 4]);
  expect(making.preview.peek()?.unseen.value).toBe(1);
  // A further expert found the tip on one of its images.
  authored.take('third', false);
  making.addReferences([
    {
      name: 'b.json',
      text: serializeRecord(
        onSlices(EXPERT_TIPS[1], {
          tip: { position: [13, 22, 34], evidence: 'person', sigma: 0.4, image: { sopInstanceUID: sliceUid(8) } },
        }),
      ),
    },
  ]);
  expect(choice()[2]).toEqual([true, 'marks']);
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
  expect(making.authored.refused.peek().map(({ name }) => name)).toEqual(['same.json']);
  expect(making.authored.others.peek()).toHaveLength(1);
});
