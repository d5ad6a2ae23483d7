import { signal } from '@preact/signals-core';
import type { Confirmation, Position, Space } from '../../src/confirmation/record.ts';
import { groupSeries, type ImageSeries } from '../../src/image/series.ts';
import { branchOf } from '../../src/session/kept/kept-rows.ts';
import { Keeper } from '../../src/session/kept/keeper.ts';
import type { Session } from '../../src/session/session.ts';
import { xa } from './images.ts';
import { HeldStore, joinDisk, type Disk } from './kept-store.ts';
import { readySession } from './sessions.ts';

const at = (...position: number[]): Position => position as unknown as Position;

const [series] = groupSeries([xa()]);
if (!series) throw new Error('no series');
export const run = series;
const uid = run.instances[0]?.sopInstanceUID ?? '';
/** Two frames of the run are two spaces of one study. */
export const spaceOf = (frame: number): Space => ({
  kind: 'projection',
  sopInstanceUID: uid,
  frame,
  modality: 'XA',
  scale: { betweenColumns: 1, betweenRows: 1, unit: 'px', basis: 'none' },
});
export const OTHER_STUDY: Space = { kind: 'patient', frameOfReferenceUID: '1.2.99' };

export const NOW = Date.UTC(2026, 10, 26, 12);
export const DAY = 24 * 60 * 60 * 1000;

/** A session with its keeper, as of a page that is open. */
export interface Tab {
  readonly session: Session;
  readonly keeper: Keeper;
  readonly store: HeldStore;
  readonly open: ReturnType<typeof signal<readonly ImageSeries[]>>;
  readonly stop: () => void;
}

/** Until what reads of the database has read it. */
export const rest = async (): Promise<void> => {
  for (let time = 0; time < 4; time += 1) await new Promise((resolve) => setImmediate(resolve));
};

export const tabOn = (
  disk: Disk,
  { now = NOW, images = [run] }: { now?: number; images?: readonly ImageSeries[] } = {},
): Tab => {
  const session = readySession();
  const store = new HeldStore(disk);
  const keeper = new Keeper({ session, openStore: () => store, joinWriters: joinDisk(disk), now: () => now });
  const open = signal<readonly ImageSeries[]>(images);
  return { session, keeper, store, open, stop: keeper.start(open) };
};

export const placeTip = ({ session }: Tab, place: number, space = spaceOf(1), gesture: string | null = null): void => {
  const position = space.kind === 'patient' ? at(place, 1, 1) : at(place, 1);
  session.dispatchIn(space, { kind: 'place-tip', position, sigma: 0.5 }, gesture);
};
export const recordsOf = ({ session }: Tab): readonly Confirmation[] => session.cases.value.confirmations;
/** What a database holds that is neither taken over nor discarded. */
export const onDisk = (disk: Disk): readonly Confirmation[] =>
  [...disk.heads.values()]
    .filter(({ resumedAt, discardedAt }) => resumedAt === null && discardedAt === null)
    .flatMap((head) => branchOf(head, disk.rows.get(head.id) ?? new Map()).records.map(({ record }) => record));
