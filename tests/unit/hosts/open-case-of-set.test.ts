import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { revealCase } from '../../../src/case-file/read-case.ts';
import { readSetFile, type SetFile } from '../../../src/case-file/read-set.ts';
import { writeSet } from '../../../src/case-file/write-set.ts';
import { beginSetOf } from '../../../src/hosts/open-case-of-set.ts';
import type { Opened, OpenSet, ReadOptions } from '../../../src/hosts/opened.ts';
import { refusal, type Refusal } from '../../../src/image/refusal.ts';
import { isRefused } from '../../../src/index.ts';
import type { SetRound } from '../../../src/panel/set-round.ts';
import type { TeachingAnswer } from '../../../src/teach/case.ts';
import { score } from '../../../src/teach/score.ts';
import type { Loading } from '../../../src/viewer/study.ts';
import { onSlices, writtenCase } from '../../support/case-files.ts';
import { stubLocalStorage } from '../../support/local-storage.ts';
import { seededRandom } from '../../support/planted-study.ts';
import { teachingAnswer } from '../../support/teaching.ts';

const cases = await Promise.all([1, 2, 3].map((seed) => writtenCase({ fillRandom: seededRandom(seed) })));
const written = await writeSet({
  ...{ id: 'three', title: 'Three cases', order: 'as-listed' },
  cases: cases.map(({ bytes }) => bytes),
});
if (written.kind !== 'written') throw new Error(written.message);
const whole = await readSetFile(new Uint8Array(Buffer.concat(written.zip)));
if (whole.kind !== 'set') throw new Error(whole.message);

/** The set with some of its cases by their places, from 0, read otherwise. */
const withCases = (others: Readonly<Record<number, SetFile['readCase']>>): SetFile => ({
  ...whole,
  readCase: (id, signal) => (others[cases.findIndex((one) => one.id === id)] ?? whole.readCase)(id, signal),
});
const broken = (): Promise<Refusal> => Promise.resolve(refusal('unreadable', 'the case’s file could not be read'));
/** As a fetch that nothing comes of: its end makes a file that could not be read. */
const never: SetFile['readCase'] = (_, signal) =>
  new Promise((resolve) => {
    signal?.addEventListener('abort', () => {
      resolve(broken());
    });
  });

const optionsOf = (ending: AbortController, told: Loading[] = []): ReadOptions => ({
  signal: ending.signal,
  onProgress: (progress) => void told.push(progress),
  onInstances: () => undefined,
  onFirst: () => Promise.resolve(),
  maxHeldBytes: Infinity,
  keepsWork: () => true,
});
const begin = (file: SetFile): Promise<Opened> => beginSetOf(file, 'set.zip', optionsOf(new AbortController()));

let store = stubLocalStorage();
beforeEach(() => {
  store = stubLocalStorage();
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

describe('a case that was answered on an earlier page', () => {
  const answered = async (): Promise<TeachingAnswer> => {
    const [id = ''] = cases.map((one) => one.id);
    const file = await whole.readCase(id);
    if (file.kind !== 'case') throw new Error(file.message);
    const { space } = onSlices([0, 0, 0]);
    const record = onSlices([14, 22, 34], { space: { ...space, ...file.case.space }, tip: TIP });
    const answer = teachingAnswer(record, { case: id, says: 'outside', confidence: 0.9 });
    const answers = await revealCase(file, answer);
    if (isRefused(answers)) throw new Error(answers.message);
    const scored = score(file.case, answers, answer);
    if (isRefused(scored)) throw new Error(scored.message);
    const { teachingCase } = await begin(whole);
    teachingCase?.set?.round.answered({ answer, answers, score: scored });
    return answer;
  };
  const TIP = { position: [14, 22, 34], evidence: 'person', sigma: 0.4 };
  const opened = async (round: SetRound | undefined, set: OpenSet | null | undefined, id: string): Promise<Opened> => {
    const read: Opened[] = [];
    if (!set) throw new Error('no set');
    set.openInstead = async (again) => {
      read.push(await again(optionsOf(new AbortController())));
      return true;
    };
    await round?.choose(id);
    const [one] = read;
    if (!one) throw new Error('nothing was opened');
    return one;
  };
  const [first, second] = cases.map(({ id }) => id);

  it('stays answered, with its marks and its score', async () => {
    const answer = await answered();
    const begun = await begin(whole);
    expect(begun.teachingCase?.file.case.id).toBe(second);
    expect(begun.records).toEqual([]);
    const round = begun.teachingCase?.set?.round;
    expect(round?.outcomeOf(second ?? '')).toBeNull();
    const again = await opened(round, begun.teachingCase?.set, first ?? '');
    expect(again.records).toEqual([answer.record]);
    expect(round?.outcomeOf(first ?? '')?.score.verdict.outcome).toBe(round?.attemptsAt(first ?? '')[0]?.outcome);
    expect(round?.attemptsAt(first ?? '')).toHaveLength(1);
  });

  it('is blind where the case has become another one', async () => {
    await answered();
    const begun = await begin(whole);
    const key = [...store.items.keys()].find((name) => name.endsWith(' answers')) ?? '';
    store.items.set(
      key,
      (store.items.get(key) ?? '').replace(/"frameOfReferenceUID":"[^"]+"/, '"frameOfReferenceUID":"2.25.1"'),
    );
    const again = await opened(begun.teachingCase?.set?.round, begun.teachingCase?.set, first ?? '');
    expect(again.records).toEqual([]);
    expect(begun.teachingCase?.set?.round.outcomeOf(first ?? '')).toBeNull();
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
