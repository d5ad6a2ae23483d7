import { signal } from '@preact/signals-core';
import { describe, expect, it } from 'vitest';
import type { Confirmation, Position, Space } from '../../../src/confirmation/record.ts';
import { groupSeries, type ImageSeries } from '../../../src/image/series.ts';
import { tellRevisions } from '../../../src/session/archive-lineage.ts';
import { Keeper } from '../../../src/session/kept/keeper.ts';
import type { StoredReport } from '../../../src/session/newest-reports.ts';
import { revisionOf } from '../../../src/session/save-state.ts';
import type { Session } from '../../../src/session/session.ts';
import type { StoredNote } from '../../../src/session/stored-notes.ts';
import { xa } from '../../support/images.ts';
import { emptyDisk, HeldStore, joinDisk, type Disk } from '../../support/kept-store.ts';
import { readySession } from '../../support/sessions.ts';

const [run] = groupSeries([xa()]);
if (!run) throw new Error('no series');
const SPACE: Space = {
  ...{ kind: 'projection', sopInstanceUID: run.instances[0]?.sopInstanceUID ?? '', frame: 1, modality: 'XA' },
  scale: { betweenColumns: 1, betweenRows: 1, unit: 'px', basis: 'none' },
};

const rest = async (): Promise<void> => {
  for (let time = 0; time < 4; time += 1) await new Promise((resolve) => setImmediate(resolve));
};

/** A page that opens the study: with what the archive has, if anything. */
const pageOn = async (disk: Disk, fromArchive: readonly Confirmation[] = []) => {
  const session = readySession();
  const store = new HeldStore(disk);
  const keeper = new Keeper({ session, openStore: () => store, joinWriters: joinDisk(disk), now: () => 0 });
  const images: readonly ImageSeries[] = [run];
  const stop = keeper.start(signal(images));
  for (const record of fromArchive) session.add(record);
  await store.answer();
  await rest();
  return {
    session,
    keeper,
    place: (x: number): void => {
      session.dispatchIn(SPACE, { kind: 'place-tip', position: [x, 1] as unknown as Position, sigma: 0.5 });
    },
    active: (): Confirmation => {
      const record = session.active.peek();
      if (!record) throw new Error('nothing is marked');
      return record;
    },
    close: async (): Promise<void> => {
      await store.answer();
      stop();
    },
  };
};
const tips = (session: Session): readonly (number | undefined)[] =>
  session.cases.value.confirmations.map(({ tip }) => tip?.position?.[0]);

let written = 0;
/** A report as it is read back: another value that says the same. */
const reportOf = (record: Confirmation, predecessors: readonly string[] = []): StoredReport => {
  written += 1;
  return {
    record: structuredClone(record),
    ...{ sopClassUID: '1.2.840.10008.5.1.4.1.1.88.33', sopInstanceUID: `9.${String(written)}`, predecessors },
    ...{ seriesInstanceUID: '9', studyInstanceUID: '1', writtenAt: new Date(written) },
  };
};
const noteOf = (record: Confirmation, { sopInstanceUID }: StoredReport): StoredNote => ({
  ...{
    destination: 'https://archive',
    record: structuredClone(record),
    revision: revisionOf(record),
    at: 0,
    warning: null,
  },
  ...{ sopClassUID: '1', sopInstanceUID, seriesInstanceUID: '9', studyInstanceUID: '1' },
});

describe('work that was kept, on a study that is opened from its archive', () => {
  it('is one offer when it is newer than what was stored here, and takes its place', async () => {
    const disk = emptyDisk();
    const first = await pageOn(disk);
    first.place(1);
    const report = reportOf(first.active());
    const note = noteOf(first.active(), report);
    first.place(2);
    await first.close();

    tellRevisions([report], [report], [note]);
    const second = await pageOn(disk, [report.record]);
    expect(second.keeper.offer.value).toMatchObject({ confirmations: 1 });
    expect(tips(second.session)).toEqual([1]);
    second.keeper.resume();
    expect(tips(second.session)).toEqual([2]);
    expect(second.active().id).toBe(report.record.id);
    second.session.undo();
    expect(tips(second.session)).toEqual([1]);
    second.session.redo();
    await second.close();
    // The page was loaded again: still one.
    const again = reportOf(report.record);
    const same = { ...again, sopInstanceUID: report.sopInstanceUID };
    tellRevisions([same], [same], [note]);
    const third = await pageOn(disk, [same.record]);
    expect(third.keeper.offer.value).toMatchObject({ confirmations: 1 });
    third.keeper.resume();
    expect(tips(third.session)).toEqual([2]);
    await third.close();
  });

  it('is one offer when it was made of what another browser had stored', async () => {
    const disk = emptyDisk();
    const elsewhere = await pageOn(emptyDisk());
    elsewhere.place(1);
    const read = (): StoredReport => ({ ...reportOf(elsewhere.active()), sopInstanceUID: '9.99' });
    const report = read();
    tellRevisions([report], [report], []);
    const first = await pageOn(disk, [report.record]);
    first.place(2);
    await first.close();
    const later = read();
    tellRevisions([later], [later], []);
    const second = await pageOn(disk, [later.record]);
    second.keeper.resume();
    expect(tips(second.session)).toEqual([2]);
    await second.close();
  });

  it('is not offered when the archive has what was made of it', async () => {
    const disk = emptyDisk();
    const first = await pageOn(disk);
    first.place(1);
    const report = reportOf(first.active());
    const note = noteOf(first.active(), report);
    await first.close();
    const elsewhere = await pageOn(emptyDisk(), [structuredClone(report.record)]);
    elsewhere.place(3);
    const between = reportOf(elsewhere.active(), [report.sopInstanceUID]);
    elsewhere.place(4);
    const newest = reportOf(elsewhere.active(), [between.sopInstanceUID]);
    tellRevisions([newest], [report, between, newest], [note]);
    const second = await pageOn(disk, [newest.record]);
    expect(second.keeper.offer.value).toBeNull();
    expect(tips(second.session)).toEqual([4]);
    await second.close();
  });

  it('is offered beside it where neither was made of the other', async () => {
    const disk = emptyDisk();
    const first = await pageOn(disk);
    first.place(1);
    const report = reportOf(first.active());
    first.place(2);
    await first.close();
    const other = reportOf({ ...report.record, observer: 'another' }, ['9.77']);
    tellRevisions([other], [other], []);
    const second = await pageOn(disk, [other.record]);
    second.keeper.resume();
    expect(tips(second.session)).toEqual([1, 2]);
    expect(new Set(second.session.cases.value.confirmations.map(({ id }) => id)).size).toBe(2);
    await second.close();
  });

  it('knows a report that was changed on its way as another version, and ends where reports name each other', () => {
    const report = reportOf({
      tipcheck: 1,
      id: 'a',
      space: SPACE,
      tip: { position: [1, 1], evidence: 'none' },
    } as never);
    const note = noteOf({ ...report.record, id: 'b' }, report);
    const ring = { ...report, predecessors: ['9.500'] };
    const other = { ...report, sopInstanceUID: '9.500', predecessors: [report.sopInstanceUID] };
    tellRevisions([ring], [ring, other], [note]);
    expect(revisionOf(report.record)).not.toBe(note.revision);
    expect(revisionOf(report.record)).toContain(report.sopInstanceUID);
  });
});
