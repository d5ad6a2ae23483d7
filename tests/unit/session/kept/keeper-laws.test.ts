import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSaved } from '../../../../src/session/save-state.ts';
import { emptyDisk } from '../../../support/kept-store.ts';
import {
  onDisk,
  OTHER_STUDY,
  placeTip,
  recordsOf,
  run,
  spaceOf,
  tabOn,
  type Tab,
} from '../../../support/keeper-tabs.ts';
import { inLane } from '../../../support/lane.ts';

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
const FOUND: readonly (readonly Act[])[] = [
  [drag, just('fail'), just('close'), mark(1), just('answer'), just('resume')],
  [mark(1), drag, just('fail'), just('begin'), just('close'), just('answer'), just('resume')],
  [mark(1), just('close'), mark(2), just('answer'), just('resume'), just('undo'), just('undo'), just('undo')],
  [mark(1), just('close'), just('answer'), mark(2), just('resume'), just('close'), just('undo')],
  [mark(1), just('close'), just('answer'), just('undo'), just('discard')],
];

/** Carries out acts in a session of its own, and checks that each record that it ends with is on the disk, once. Tells what there was to check. */
const keepsEachOnce = async (
  acts: readonly Act[],
): Promise<{ readonly hasRecords: boolean; readonly failed: number; readonly resumed: number }> => {
  const disk = emptyDisk();
  const tab = tabOn(disk, { images: [run] });
  let [failed, resumed] = [0, 0];
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
  const records = recordsOf(tab);
  for (const record of records) expect(there).toContainEqual(record);
  if (records.length > 0) expect(tab.keeper.keeping.value.kind).toBe('kept');
  expect(records.every((record) => isSaved(record, tab.session.saved.value.browser))).toBe(true);
  // And no record of the session is there twice.
  const ids = there.map(({ id }) => id);
  for (const { id } of records) expect(ids.filter((other) => other === id)).toHaveLength(1);
  tab.stop();
  return { hasRecords: records.length > 0, failed, resumed };
};

describe('whatever a reader does, and whenever the page ends', () => {
  it('what was marked is on the disk, but for the states of the gesture in hand', async () => {
    let [checked, failed, resumed] = [0, 0, 0];
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 25, size: 'max' }), async (acts) => {
        const told = await keepsEachOnce(acts);
        checked += Number(told.hasRecords);
        failed += told.failed;
        resumed += told.resumed;
      }),
      { numRuns: inLane({ fast: 60, full: 2000 }), seed: 20261126, examples: FOUND.map((acts) => [[...acts]]) },
    );
    expect(checked).toBeGreaterThan(30);
    expect(failed).toBeGreaterThan(15);
    expect(resumed).toBeGreaterThan(5);
  });

  it('a record that was resumed stays in one branch when a second resuming, of nothing, is undone', async () => {
    const before = [
      mark(1),
      just('close'),
      just('answer'),
      mark(2),
      just('close'),
      just('undo'),
      mark(3),
      just('resume'),
    ];
    const told = await keepsEachOnce([...before, just('fail'), mark(4), just('resume'), just('undo')]);
    expect(told).toEqual({ hasRecords: true, failed: 1, resumed: 2 });
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
