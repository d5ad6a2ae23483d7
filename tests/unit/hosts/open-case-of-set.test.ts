import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CaseFile } from '../../../src/case-file/read-case.ts';
import { readSetFile, type SetFile } from '../../../src/case-file/read-set.ts';
import { writeSet } from '../../../src/case-file/write-set.ts';
import { beginSetOf } from '../../../src/hosts/open-case-of-set.ts';
import type { Opened, ReadOptions } from '../../../src/hosts/opened.ts';
import { refusal, type Refusal } from '../../../src/image/refusal.ts';
import type { Loading } from '../../../src/viewer/study.ts';
import { writtenCase } from '../../support/case-files.ts';
import { stubLocalStorage } from '../../support/local-storage.ts';
import { seededRandom } from '../../support/planted-study.ts';

const cases = await Promise.all([1, 2, 3].map((seed) => writtenCase({ fillRandom: seededRandom(seed) })));
const written = await writeSet({
  ...{ id: 'three', title: 'Three cases', order: 'as-listed' },
  cases: cases.map(({ bytes }) => bytes),
});
if (written.kind !== 'written') throw new Error(written.message);
const whole = await readSetFile(new Uint8Array(Buffer.concat(written.zip)));
if (whole.kind !== 'set') throw new Error(whole.message);

/** The set with some of its cases by their places, from 0, read otherwise. */
const withCases = (others: Readonly<Record<number, () => Promise<CaseFile | Refusal>>>): SetFile => ({
  ...whole,
  readCase: (id) => (others[cases.findIndex((one) => one.id === id)] ?? (() => whole.readCase(id)))(),
});
const broken = (): Promise<Refusal> => Promise.resolve(refusal('unreadable', 'the case’s file could not be read'));
const never = (): Promise<never> => new Promise(() => undefined);

const optionsOf = (ending: AbortController, told: Loading[] = []): ReadOptions => ({
  signal: ending.signal,
  onProgress: (progress) => void told.push(progress),
  onInstances: () => undefined,
  onFirst: () => Promise.resolve(),
  maxHeldBytes: Infinity,
  keepsWork: () => true,
});
const begin = (file: SetFile): Promise<Opened> => beginSetOf(file, 'set.zip', optionsOf(new AbortController()));

beforeEach(() => {
  stubLocalStorage();
});
afterEach(() => {
  vi.unstubAllGlobals();
});

describe('a set with cases that can’t be opened', () => {
  it('begins with the first that can, and tells of those before', async () => {
    const opened = await begin(withCases({ 0: broken, 1: broken }));
    expect(opened.teachingCase?.file.case.id).toBe(cases[2]?.id);
    expect(opened.instances).toHaveLength(3);
    expect(opened.failures).toEqual(
      [1, 2].map((number) => ({
        path: 'set.zip',
        code: 'unreadable',
        message: `case ${String(number)}: the case’s file could not be read`,
      })),
    );
  });

  it('tells of none after the one that is open', async () => {
    const opened = await begin(withCases({ 1: broken }));
    expect(opened.teachingCase?.file.case.id).toBe(cases[0]?.id);
    expect(opened.failures).toEqual([]);
  });

  it('is refused where none can be', async () => {
    const opened = await begin(withCases({ 0: broken, 1: broken, 2: broken }));
    expect(opened.teachingCase).toBeUndefined();
    expect(opened.instances).toEqual([]);
    expect(opened.failures).toHaveLength(3);
  });
});

describe('a case of a set that doesn’t come', () => {
  it('is shown to be loading, and ended with the load, at the beginning', async () => {
    const ending = new AbortController();
    const told: Loading[] = [];
    const begun = beginSetOf(withCases({ 0: never }), 'set.zip', optionsOf(ending, told));
    expect(told).toEqual([{ done: 0, total: 1 }]);
    ending.abort();
    await expect(begun).rejects.toThrow('aborted');
  });

  it('leaves the way to the others free once its load is ended', async () => {
    const { teachingCase } = await begin(withCases({ 1: never }));
    const set = teachingCase?.set;
    if (!set) throw new Error('no set');
    const ending = new AbortController();
    const read: Opened[] = [];
    set.openInstead = async (again) => {
      try {
        read.push(await again(optionsOf(ending)));
        return true;
      } catch {
        return false;
      }
    };
    const { round } = set;
    round.opened(cases[0]?.id ?? '');
    const stepped = round.step(1);
    expect(round.isOpening.peek()).toBe(true);
    ending.abort();
    await stepped;
    expect(round.isOpening.peek()).toBe(false);
    expect(read).toEqual([]);
  });
});
