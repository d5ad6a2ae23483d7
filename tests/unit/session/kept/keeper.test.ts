import { signal } from '@preact/signals-core';
import { describe, expect, it } from 'vitest';
import { groupSeries } from '../../../../src/image/series.ts';
import { isSaved } from '../../../../src/session/save-state.ts';
import { xa } from '../../../support/images.ts';
import { emptyDisk } from '../../../support/kept-store.ts';
import {
  DAY,
  NOW,
  onDisk,
  OTHER_STUDY,
  placeTip,
  recordsOf,
  rest,
  run,
  spaceOf,
  tabOn,
} from '../../../support/keeper-tabs.ts';

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

  it('that was resumed isn’t offered again by a look at the database that began before', async () => {
    const disk = emptyDisk();
    const tab = tabOn(disk);
    placeTip(tab, 3);
    const [first] = recordsOf(tab);
    tab.session.close();
    await tab.store.answer();
    await rest();
    placeTip(tab, 4);
    // The closing has the database looked at; its answer comes after the resuming.
    tab.session.close();
    await Promise.resolve();
    await Promise.resolve();
    tab.session.undo();
    tab.keeper.resume();
    expect(recordsOf(tab)).toHaveLength(2);
    await rest();
    tab.session.remove(first?.id ?? '');
    expect(tab.keeper.offer.value).toBeNull();
    // Nothing is left to resume: that is no step to be undone.
    tab.keeper.resume();
    tab.session.undo();
    expect(recordsOf(tab)).toHaveLength(2);
    tab.stop();
  });

  it('that a full disk didn’t say to be taken over stays taken over when a later resuming is undone', async () => {
    const disk = emptyDisk();
    const other = tabOn(disk);
    const tab = tabOn(disk);
    placeTip(tab, 3);
    tab.session.close();
    await tab.store.answer();
    await rest();
    placeTip(tab, 4);
    await tab.store.answer();
    tab.store.failing = 1;
    tab.keeper.resume();
    placeTip(other, 5, spaceOf(2));
    other.stop();
    await tab.store.answer(1);
    await rest();
    expect(tab.keeper.offer.value).toMatchObject({ confirmations: 1 });
    tab.keeper.resume();
    expect(recordsOf(tab)).toHaveLength(3);
    tab.session.undo();
    await tab.store.answer();
    await rest();
    expect(tab.keeper.offer.value).toMatchObject({ confirmations: 1 });
    expect(onDisk(disk)).toEqual([...recordsOf(tab), ...recordsOf(other)]);
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
