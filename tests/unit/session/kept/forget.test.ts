import { signal } from '@preact/signals-core';
import { describe, expect, it } from 'vitest';
import type { Position, Space } from '../../../../src/confirmation/record.ts';
import { groupSeries, type ImageSeries } from '../../../../src/image/series.ts';
import { Keeper } from '../../../../src/session/kept/keeper.ts';
import { xa } from '../../../support/images.ts';
import { emptyDisk, HeldStore, joinDisk, type Disk } from '../../../support/kept-store.ts';
import { readySession } from '../../../support/sessions.ts';

const [run] = groupSeries([xa()]);
if (!run) throw new Error('no series');
const SPACE: Space = {
  ...{ kind: 'projection', sopInstanceUID: run.instances[0]?.sopInstanceUID ?? '', frame: 1, modality: 'XA' },
  scale: { betweenColumns: 1, betweenRows: 1, unit: 'px', basis: 'none' },
};

const tabOn = (disk: Disk) => {
  const session = readySession();
  const store = new HeldStore(disk);
  const keeper = new Keeper({ session, openStore: () => store, joinWriters: joinDisk(disk), now: () => 0 });
  const images: readonly ImageSeries[] = [run];
  const open = signal(images);
  const stop = keeper.start(open);
  const place = (x: number): void => {
    session.dispatchIn(SPACE, { kind: 'place-tip', position: [x, 1] as unknown as Position, sigma: 0.5 });
  };
  return { session, store, keeper, stop, place, open };
};
const rest = async (): Promise<void> => {
  for (let time = 0; time < 4; time += 1) await new Promise((resolve) => setImmediate(resolve));
};
const isEmpty = (disk: Disk): boolean => disk.heads.size === 0 && disk.rows.size === 0;

describe('kept work that is forgotten', () => {
  it('is gone, of this session and of those that have ended; what is marked stays marked and nobody is asked before leaving', async () => {
    const disk = emptyDisk();
    const earlier = tabOn(disk);
    earlier.place(1);
    earlier.stop();
    const { session, store, keeper, place } = tabOn(disk);
    await rest();
    place(2);
    await store.answer();
    expect(keeper.offer.value).not.toBeNull();
    expect(keeper.keeping.value.kind).toBe('kept');
    await keeper.forget();
    await rest();
    expect(isEmpty(disk)).toBe(true);
    expect(session.cases.value.confirmations).toHaveLength(1);
    expect(keeper.offer.value).toBeNull();
    expect(keeper.keeping.value.kind).toBe('nothing');
    expect(keeper.isUnsafe.value).toBe(false);
    expect(session.saved.value.browser?.size).toBe(0);
  });

  it('stays so while the reader only looks about, or closes the case, and what is marked next is kept whole', async () => {
    const disk = emptyDisk();
    const { session, keeper, store, place, open, stop } = tabOn(disk);
    place(1);
    session.begin();
    place(2);
    await store.answer();
    await keeper.forget();
    const [first] = session.cases.value.confirmations;
    session.activate(first?.id ?? '');
    stop();
    const stopAgain = keeper.start(open);
    await rest();
    expect(isEmpty(disk)).toBe(true);
    place(3);
    await store.answer();
    const [head] = disk.heads.values();
    expect(head?.order).toHaveLength(2);
    expect(disk.rows.get(head?.id ?? '')?.size).toBe(2);
    expect(keeper.keeping.value.kind).toBe('kept');
    await keeper.forget();
    session.close();
    await rest();
    expect(isEmpty(disk)).toBe(true);
    stopAgain();
  });

  it('takes what was on its way with it, also when that is answered afterwards', async () => {
    const disk = emptyDisk();
    const { keeper, store, place } = tabOn(disk);
    place(1);
    place(2);
    expect(store.underway).toBeGreaterThan(0);
    await keeper.forget();
    await store.answer();
    expect(isEmpty(disk)).toBe(true);
    expect(keeper.keeping.value.kind).toBe('nothing');
    place(3);
    await store.answer();
    expect(disk.heads.size).toBe(1);
    expect([...disk.rows.values()].map(({ size }) => size)).toEqual([1]);
    expect(keeper.keeping.value.kind).toBe('kept');
  });

  it('is gone in other tabs, whose next edit is kept as a whole', async () => {
    const disk = emptyDisk();
    const [one, other] = [tabOn(disk), tabOn(disk)];
    other.place(1);
    other.session.begin();
    other.place(2);
    await other.store.answer();
    await one.keeper.forget();
    await rest();
    expect(isEmpty(disk)).toBe(true);
    expect(other.keeper.keeping.value.kind).toBe('nothing');
    other.place(3);
    await other.store.answer();
    const [head] = disk.heads.values();
    expect(disk.rows.get(head?.id ?? '')?.size).toBe(2);
  });

  it('can be forgotten by a session that keeps nothing, and a database that refuses is told of', async () => {
    const disk = emptyDisk();
    const earlier = tabOn(disk);
    earlier.place(1);
    earlier.stop();
    const store = new HeldStore(disk);
    const options = { session: readySession(), joinWriters: joinDisk(disk), now: () => 0 };
    await new Keeper({ ...options, openStore: () => store }).forget();
    expect(isEmpty(disk)).toBe(true);
    expect(disk.living.size).toBe(0);
    store.clear = () => Promise.reject(new DOMException('', 'SecurityError'));
    await expect(new Keeper({ ...options, openStore: () => store }).forget()).rejects.toThrow(DOMException);
  });
});
