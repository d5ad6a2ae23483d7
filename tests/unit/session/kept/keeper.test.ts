import { signal } from '@preact/signals-core';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Confirmation, Position, Space } from '../../../../src/confirmation/record.ts';
import { groupSeries, type ImageSeries } from '../../../../src/image/series.ts';
import { branchOf } from '../../../../src/session/kept/kept-rows.ts';
import { Keeper } from '../../../../src/session/kept/keeper.ts';
import { isSaved } from '../../../../src/session/save-state.ts';
import type { Session } from '../../../../src/session/session.ts';
import { xa } from '../../../support/images.ts';
import { emptyDisk, HeldStore, joinDisk, type Disk } from '../../../support/kept-store.ts';
import { inLane } from '../../../support/lane.ts';
import { readySession } from '../../../support/sessions.ts';

const at = (...position: number[]): Position => position as unknown as Position;

const [run] = groupSeries([xa()]);
if (!run) throw new Error('no series');
const uid = run.instances[0]?.sopInstanceUID ?? '';
/** Two frames of the run are two spaces of one study. */
const spaceOf = (frame: number): Space => ({
  kind: 'projection',
  sopInstanceUID: uid,
  frame,
  modality: 'XA',
  scale: { betweenColumns: 1, betweenRows: 1, unit: 'px', basis: 'none' },
});
const OTHER_STUDY: Space = { kind: 'patient', frameOfReferenceUID: '1.2.99' };

const NOW = Date.UTC(2026, 10, 26, 12);
const DAY = 24 * 60 * 60 * 1000;

interface Tab {
  readonly session: Session;
  readonly keeper: Keeper;
  readonly store: HeldStore;
  readonly open: ReturnType<typeof signal<readonly ImageSeries[]>>;
  readonly stop: () => void;
}

const rest = async (): Promise<void> => {
  for (let time = 0; time < 4; time += 1) await new Promise((resolve) => setImmediate(resolve));
};

const tabOn = (
  disk: Disk,
  { now = NOW, images = [run] }: { now?: number; images?: readonly ImageSeries[] } = {},
): Tab => {
  const session = readySession();
  const store = new HeldStore(disk);
  const keeper = new Keeper({ session, openStore: () => store, joinWriters: joinDisk(disk), now: () => now });
  const open = signal<readonly ImageSeries[]>(images);
  return { session, keeper, store, open, stop: keeper.start(open) };
};
const placeTip = ({ session }: Tab, place: number, space = spaceOf(1), gesture: string | null = null): void => {
  const position = space.kind === 'patient' ? at(place, 1, 1) : at(place, 1);
  session.dispatchIn(space, { kind: 'place-tip', position, sigma: 0.5 }, gesture);
};
const recordsOf = ({ session }: Tab): readonly Confirmation[] => session.cases.value.confirmations;
/** What a database holds that is neither taken over nor discarded. */
const onDisk = (disk: Disk): readonly Confirmation[] =>
  [...disk.heads.values()]
    .filter(({ resumedAt, discardedAt }) => resumedAt === null && discardedAt === null)
    .flatMap((head) => branchOf(head, disk.rows.get(head.id) ?? new Map()).records.map(({ record }) => record));

describe('a session’s work', () => {
  it('is handed over in the task of the edit and offered when the study is opened again', async () => {
    const disk = emptyDisk();
    const first = tabOn(disk);
    placeTip(first, 3);
    // Nothing was answered, nothing was waited for.
    expect(onDisk(disk)).toEqual(recordsOf(first));
    expect(first.keeper.keeping.value.kind).toBe('keeping');
    await first.store.answer();
    expect(first.keeper.keeping.value.kind).toBe('kept');
    first.stop();

    const second = tabOn(disk);
    await rest();
    expect(second.keeper.offer.value).toMatchObject({ confirmations: 1, calibrations: 0, at: NOW });
    second.keeper.resume();
    expect(recordsOf(second)).toEqual(recordsOf(first));
    expect(second.keeper.offer.value).toBeNull();
    second.session.undo();
    expect(recordsOf(second)).toEqual([]);
    await rest();
    // Undone, it can be had again; redone, it is taken.
    expect(second.keeper.offer.value).toMatchObject({ confirmations: 1 });
    second.session.redo();
    await rest();
    await second.store.answer();
    expect(recordsOf(second)).toEqual(recordsOf(first));
    second.stop();
    expect(onDisk(disk)).toEqual(recordsOf(first));
  });

  it('is offered to whoever opens its study, and to nobody else', async () => {
    const disk = emptyDisk();
    const first = tabOn(disk);
    placeTip(first, 3);
    first.stop();
    const elsewhere = tabOn(disk, {
      images: groupSeries([xa({ '0020000D': ['UI', '1.2.7'], '00080018': ['UI', '1.2.8'] })]),
    });
    await rest();
    expect(elsewhere.keeper.offer.value).toBeNull();
    elsewhere.open.value = [...(elsewhere.open.value ?? []), run];
    await rest();
    expect(elsewhere.keeper.offer.value).toMatchObject({ confirmations: 1 });
  });

  it('outlives the closing of its case, which is no removal; undo and redo of that are followed', async () => {
    const disk = emptyDisk();
    const tab = tabOn(disk);
    placeTip(tab, 3);
    const marked = recordsOf(tab);
    tab.session.close();
    placeTip(tab, 9, OTHER_STUDY);
    const other = recordsOf(tab);
    expect(onDisk(disk)).toEqual([...marked, ...other]);
    await rest();
    expect(tab.keeper.offer.value).toMatchObject({ confirmations: 1 });
    tab.session.undo();
    expect(onDisk(disk)).toEqual(marked);
    tab.session.undo();
    expect(recordsOf(tab)).toEqual(marked);
    await rest();
    expect(tab.keeper.offer.value).toBeNull();
    placeTip(tab, 4);
    expect(onDisk(disk)).toEqual(recordsOf(tab));
    tab.session.undo();
    tab.session.remove(marked[0]?.id ?? '');
    expect(onDisk(disk)).toEqual([]);
  });

  it('that was resumed and removed, or discarded, isn’t offered again when its closing is made sure of', async () => {
    for (const end of ['resume', 'discard'] as const) {
      const disk = emptyDisk();
      const tab = tabOn(disk);
      placeTip(tab, 3);
      tab.session.close();
      placeTip(tab, 4);
      const others = recordsOf(tab);
      await tab.store.answer();
      await rest();
      if (end === 'discard') await tab.keeper.discard();
      else {
        tab.keeper.resume();
        tab.session.remove(tab.session.active.peek()?.id ?? '');
      }
      await new Promise((resolve) => setTimeout(resolve, 300));
      await tab.store.answer();
      await rest();
      expect(tab.keeper.offer.value).toBeNull();
      expect(onDisk(disk)).toEqual(others);
      if (end === 'resume') {
        tab.session.undo();
        tab.session.undo();
      } else await tab.keeper.undoDiscard();
      await tab.store.answer();
      await rest();
      expect(tab.keeper.offer.value).toMatchObject({ confirmations: 1 });
      expect(onDisk(disk)).toHaveLength(2);
      tab.stop();
    }
  });

  it('is offered after its closing as it was last, not as a disk that refused has it', async () => {
    const disk = emptyDisk();
    const tab = tabOn(disk);
    placeTip(tab, 3);
    tab.store.failing = 1;
    placeTip(tab, 4);
    const marked = recordsOf(tab);
    tab.session.close();
    await tab.store.answer(2);
    await rest();
    tab.keeper.resume();
    expect(recordsOf(tab)).toEqual([]);
    // The page may go in this moment: what failed is handed over again, also while something else is on its way.
    tab.keeper.flush();
    expect(onDisk(disk)).toEqual(marked);
    await tab.store.answer();
    await rest();
    tab.keeper.resume();
    expect(recordsOf(tab)).toEqual(marked);
    tab.stop();
  });

  it('that is begun anew while kept work is on offer takes nothing away from it', async () => {
    const disk = emptyDisk();
    const first = tabOn(disk);
    placeTip(first, 3);
    first.stop();
    const second = tabOn(disk);
    await rest();
    placeTip(second, 8);
    expect(onDisk(disk)).toEqual([...recordsOf(first), ...recordsOf(second)]);
    expect(second.keeper.offer.value).toMatchObject({ confirmations: 1 });
    second.keeper.resume();
    expect(recordsOf(second).map(({ tip }) => tip?.position?.[0])).toEqual([8, 3]);
    await second.store.answer();
    expect(onDisk(disk)).toEqual(recordsOf(second));
  });

  it('goes on in its branch when the element is taken off the page and put back, with what was done meanwhile', async () => {
    const disk = emptyDisk();
    const tab = tabOn(disk);
    placeTip(tab, 3);
    tab.stop();
    placeTip(tab, 4);
    tab.session.undo();
    tab.session.redo();
    expect(disk.heads.size).toBe(1);
    expect(onDisk(disk)).not.toEqual(recordsOf(tab));
    const stop = tab.keeper.start(signal([run]));
    await rest();
    expect(disk.heads.size).toBe(1);
    expect(onDisk(disk)).toEqual(recordsOf(tab));
    expect(tab.keeper.offer.value).toBeNull();
    stop();
  });

  it('is discarded when the reader says so, and comes back when that is undone', async () => {
    const disk = emptyDisk();
    const first = tabOn(disk);
    placeTip(first, 3);
    first.stop();
    const second = tabOn(disk);
    await rest();
    await second.keeper.discard();
    expect(second.keeper.offer.value).toBeNull();
    expect(second.keeper.wasDiscarded.value).toBe(true);
    await second.keeper.undoDiscard();
    await rest();
    expect(second.keeper.offer.value).toMatchObject({ confirmations: 1 });
    await second.keeper.discard();
    placeTip(second, 5);
    expect(second.keeper.wasDiscarded.value).toBe(false);
    second.stop();
    const third = tabOn(disk);
    await rest();
    expect(third.keeper.offer.value).toMatchObject({ confirmations: 1 });
    third.keeper.resume();
    expect(recordsOf(third)).toEqual(recordsOf(second));
  });

  it('is dropped after 30 days, and what was discarded after one', async () => {
    const disk = emptyDisk();
    const first = tabOn(disk, { now: NOW - 31 * DAY });
    placeTip(first, 3);
    first.stop();
    const second = tabOn(disk, { now: NOW - 29 * DAY });
    await rest();
    placeTip(second, 4);
    second.stop();
    const third = tabOn(disk);
    await rest();
    third.stop();
    expect(onDisk(disk)).toEqual(recordsOf(second));
    expect(disk.rows.size).toBe(1);
    const fourth = tabOn(disk);
    await rest();
    await fourth.keeper.discard();
    fourth.stop();
    tabOn(disk, { now: NOW + DAY / 2 });
    await rest();
    expect(disk.heads.size).toBe(1);
    disk.living.clear();
    tabOn(disk, { now: NOW + 2 * DAY });
    await rest();
    expect(disk.heads.size).toBe(0);
  });
});

describe('a record', () => {
  it('is saved in the browser when its present revision is; undo gives an earlier revision back', async () => {
    const tab = tabOn(emptyDisk());
    placeTip(tab, 3);
    const [first] = recordsOf(tab);
    if (!first) throw new Error('nothing marked');
    const revision = tab.session.revisionOf(first.id);
    expect(isSaved(first, tab.session.saved.value.browser)).toBe(false);
    await tab.store.answer();
    expect(isSaved(first, tab.session.saved.value.browser)).toBe(true);
    placeTip(tab, 4);
    expect(tab.session.revisionOf(first.id)).not.toBe(revision);
    expect(recordsOf(tab).map((record) => isSaved(record, tab.session.saved.value.browser))).toEqual([false]);
    tab.session.undo();
    expect(tab.session.revisionOf(first.id)).toBe(revision);
    expect(tab.session.revisionOf('no such')).toBeNull();
  });

  it('with a large target is written without it after the first time', async () => {
    const disk = emptyDisk();
    const tab = tabOn(disk);
    const labelmap = {
      shape: 'labelmap',
      size: [64, 64, 64],
      origin: [0, 0, 0],
      orientation: [1, 0, 0, 0, 1, 0],
      betweenColumns: 1,
      betweenRows: 1,
      betweenSlices: 1,
      bits: Buffer.alloc(64 ** 3 / 8, 255).toString('base64'),
    };
    placeTip(tab, 3, OTHER_STUDY);
    tab.session.dispatch({ kind: 'set-target', target: labelmap as never });
    placeTip(tab, 4, OTHER_STUDY);
    await tab.store.answer();
    const sizes = tab.store.written.map(({ puts }) => JSON.stringify([...puts.values()]).length);
    expect(sizes.map((size) => size > labelmap.bits.length)).toEqual([false, true, false]);
    expect(onDisk(disk)).toEqual(recordsOf(tab));
    tab.session.undo();
    tab.session.undo();
    expect([...(disk.rows.values().next().value?.keys() ?? [])]).toHaveLength(1);
  });
});

describe('a disk that is full', () => {
  it('is told with its reason, the marks stay, and all of them are kept once there is room', async () => {
    const disk = emptyDisk();
    const tab = tabOn(disk);
    tab.store.failing = 1;
    placeTip(tab, 3);
    placeTip(tab, 5, spaceOf(2));
    await tab.store.answer(1);
    expect(tab.keeper.keeping.value).toEqual({
      kind: 'not-kept',
      why: 'the disk, or the space that this page may use, is full',
    });
    expect(tab.keeper.isUnsafe.value).toBe(true);
    expect(recordsOf(tab)).toHaveLength(2);
    // The second edit alone went through; what it was built on didn't.
    await tab.store.answer();
    expect(tab.keeper.keeping.value.kind).toBe('kept');
    expect(tab.keeper.isUnsafe.value).toBe(false);
    expect(onDisk(disk)).toEqual(recordsOf(tab));
  });

  it('stays told while it is full, and the next edit tries again', async () => {
    const disk = emptyDisk();
    const tab = tabOn(disk);
    tab.store.failing = 2;
    placeTip(tab, 3);
    await tab.store.answer();
    placeTip(tab, 4);
    await tab.store.answer();
    expect(tab.keeper.keeping.value.kind).toBe('not-kept');
    expect(onDisk(disk)).toEqual([]);
    placeTip(tab, 5);
    await tab.store.answer();
    expect(tab.keeper.keeping.value.kind).toBe('kept');
    expect(onDisk(disk)).toEqual(recordsOf(tab));
    tab.stop();
  });
});

describe('two tabs on one study', () => {
  it('know of each other, and neither writes over the other', async () => {
    const disk = emptyDisk();
    const [one, two] = [tabOn(disk), tabOn(disk)];
    await rest();
    expect([one, two].map(({ keeper }) => keeper.isMarkedElsewhere.value)).toEqual([false, false]);
    placeTip(one, 3);
    await one.store.answer();
    await rest();
    expect([one, two].map(({ keeper }) => keeper.isMarkedElsewhere.value)).toEqual([false, true]);
    expect(two.keeper.offer.value).toBeNull();
    placeTip(two, 7);
    await two.store.answer();
    await rest();
    expect(one.keeper.isMarkedElsewhere.value).toBe(true);
    expect(onDisk(disk)).toEqual([...recordsOf(one), ...recordsOf(two)]);
    one.stop();
    await rest();
    expect(two.keeper.isMarkedElsewhere.value).toBe(false);
    expect(two.keeper.offer.value).toMatchObject({ confirmations: 1 });
    two.stop();
    const three = tabOn(disk);
    await rest();
    expect(three.keeper.offer.value).toMatchObject({ confirmations: 2 });
    three.keeper.resume();
    expect(new Set(recordsOf(three))).toEqual(new Set([...recordsOf(one), ...recordsOf(two)]));
  });

  it('that edit one record apart both keep their version of it', async () => {
    const disk = emptyDisk();
    const [one, two] = [tabOn(disk), tabOn(disk)];
    placeTip(one, 1);
    const [record] = recordsOf(one);
    if (!record) throw new Error('nothing marked');
    two.session.add(structuredClone(record));
    placeTip(one, 2);
    placeTip(two, 3);
    one.stop();
    two.stop();
    const three = tabOn(disk);
    await rest();
    three.keeper.resume();
    expect(
      recordsOf(three)
        .map(({ tip }) => tip?.position?.[0])
        .toSorted(),
    ).toEqual([2, 3]);
    expect(new Set(recordsOf(three).map(({ id }) => id)).size).toBe(2);
  });
});

/** What a reader may do, and what a browser may do at any moment. */
const act = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('mark'), place: fc.integer({ min: 1, max: 60 }), space: fc.nat(2) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('drag'), steps: fc.integer({ min: 1, max: 5 }), space: fc.nat(2) }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constantFrom('undo', 'redo', 'remove', 'close', 'begin', 'answer', 'resume', 'fail', 'discard'),
    }),
  },
);
type Act = typeof act extends fc.Arbitrary<infer Value> ? Value : never;
let gestures = 0;

const perform = async (tab: Tab, one: Act): Promise<void> => {
  const { session, store, keeper } = tab;
  const spaces = [spaceOf(1), spaceOf(2), OTHER_STUDY];
  const space = spaces['space' in one ? one.space : 0] ?? OTHER_STUDY;
  if ('place' in one) placeTip(tab, one.place, space);
  else if ('steps' in one) {
    gestures += 1;
    for (let step = 0; step < one.steps; step += 1) placeTip(tab, 70 + step, space, `gesture ${String(gestures)}`);
  } else if (one.do === 'undo') session.undo();
  else if (one.do === 'redo') session.redo();
  else if (one.do === 'remove') session.remove(session.active.peek()?.id ?? '');
  else if (one.do === 'close') session.close();
  else if (one.do === 'begin') session.begin();
  else if (one.do === 'resume') keeper.resume();
  else if (one.do === 'discard') await keeper.discard();
  else if (one.do === 'fail') store.failing += 1;
  else await store.answer(2);
};

const mark = (place: number): Act => ({ do: 'mark', place, space: 0 });
const drag: Act = { do: 'drag', steps: 1, space: 0 };
const just = (what: 'undo' | 'close' | 'begin' | 'answer' | 'resume' | 'fail' | 'discard'): Act => ({ do: what });
const NINE_MARKS = Array.from({ length: 9 }, (_, index) => mark(index + 1));
/** Each once left a record on the disk twice, gave an older state of it back, or discarded what is being worked on. */
const FOUND: readonly Act[][] = [
  [drag, just('fail'), just('close'), mark(1), just('answer'), just('resume')],
  [mark(1), drag, just('fail'), just('begin'), just('close'), just('answer'), just('resume')],
  [mark(1), just('close'), mark(2), just('answer'), just('resume'), just('undo'), just('undo'), just('undo')],
  [mark(1), just('close'), just('answer'), mark(2), just('resume'), just('close'), just('undo')],
  [mark(1), just('close'), just('answer'), just('undo'), just('discard')],
];

describe('whatever a reader does, and whenever the page ends', () => {
  it('what was marked is on the disk, but for the states of the gesture in hand', async () => {
    let [checked, failed, resumed] = [0, 0, 0];
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 25, size: 'max' }), async (acts) => {
        const disk = emptyDisk();
        const tab = tabOn(disk, { images: [run] });
        for (const one of acts) {
          await perform(tab, one);
          if (one.do === 'resume' && recordsOf(tab).length > 0) resumed += 1;
          if (one.do === 'fail') failed += 1;
        }
        tab.store.failing = 0;
        // Hands over what passed while something else was on its way, as a page does that is hidden or left.
        tab.keeper.flush();
        await tab.store.answer();
        tab.keeper.flush();
        await tab.store.answer();
        const there = onDisk(disk);
        for (const record of recordsOf(tab)) expect(there).toContainEqual(record);
        if (recordsOf(tab).length > 0) expect(tab.keeper.keeping.value.kind).toBe('kept');
        expect(recordsOf(tab).every((record) => isSaved(record, tab.session.saved.value.browser))).toBe(true);
        // And no record of the session is there twice.
        const ids = onDisk(disk).map(({ id }) => id);
        for (const { id } of recordsOf(tab)) expect(ids.filter((other) => other === id)).toHaveLength(1);
        if (recordsOf(tab).length > 0) checked += 1;
        tab.stop();
      }),
      { numRuns: inLane({ fast: 60, full: 2000 }), seed: 20261126, examples: FOUND.map((acts) => [acts]) },
    );
    expect(checked).toBeGreaterThan(30);
    expect(failed).toBeGreaterThan(15);
    expect(resumed).toBeGreaterThan(5);
  });

  // A disk that is behind gets the newest state next, not each that passed: so it is never further behind than that.
  it('every edit that is no step of a drag is on the disk before the next one, unless the disk refuses or is eight behind', async () => {
    let [checked, behind] = [0, 0];
    const acts = fc.array(
      act.filter((one) => !['drag', 'fail'].includes(one.do)),
      { maxLength: 12, size: 'max' },
    );
    await fc.assert(
      fc.asyncProperty(acts, async (some) => {
        const disk = emptyDisk();
        const tab = tabOn(disk);
        for (const one of some) {
          await perform(tab, one);
          if (tab.keeper.isUnsafe.value) {
            expect(tab.store.underway).toBeGreaterThanOrEqual(8);
            behind += 1;
            await tab.store.answer(8);
            expect(tab.keeper.isUnsafe.value).toBe(false);
          }
          const there = onDisk(disk);
          for (const record of recordsOf(tab)) expect(there).toContainEqual(record);
          // What was undone or removed is gone there, too; what was closed stays.
          if (!some.some(({ do: what }) => what === 'close')) expect(there).toHaveLength(recordsOf(tab).length);
          checked += recordsOf(tab).length;
        }
        tab.stop();
      }),
      { numRuns: inLane({ fast: 60, full: 2000 }), seed: 20261127, examples: [[NINE_MARKS]] },
    );
    expect(checked).toBeGreaterThan(200);
    expect(behind).toBeGreaterThan(0);
  });
});
