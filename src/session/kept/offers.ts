import { computed, effect, signal, untracked, type ReadonlySignal } from '@preact/signals-core';
import type { Confirmation } from '../../confirmation/record.ts';
import type { ImageSeries } from '../../image/series.ts';
import { withCalibrations } from '../image-calibration.ts';
import { rescaled } from '../scale-at-marks.ts';
import { viewsOf, withViews } from '../mark-views.ts';
import { saysTheSame } from '../record-content.ts';
import { revisionOf } from '../save-state.ts';
import type { CaseList, Session } from '../session.ts';
import type { HeadMarks, KeptBranch, KeptConfirmation, KeptHead, KeptStore } from './kept-branch.ts';
import { branchOf } from './kept-rows.ts';
import type { Lineage } from './lineage.ts';
import { anotherOf, mergeBranches, type Merged } from './merge-branches.ts';
import { isTooOld } from './old-work.ts';
import { studiesOf } from './study-of.ts';
import type { Writers } from './writers.ts';

/** Kept work that isn't in the session. */
export interface KeptOffer {
  readonly confirmations: number;
  /** Scales that the reader gave. */
  readonly calibrations: number;
  /** Confirmations that this version of the program can't read. */
  readonly unreadable: number;
  /** When it was kept last, ms since 1970. */
  readonly at: number;
}

/** What resuming makes of the session. */
export interface Resumed {
  readonly list: CaseList;
  readonly records: readonly (KeptConfirmation & { readonly study: string })[];
  /** Branches whose whole content is now in the session, with the step that was read, by study. */
  readonly takenOver: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

export interface OffersOptions {
  readonly session: Session;
  readonly lineage: Lineage;
  readonly now: () => number;
  readonly writer: string;
  /** Whether this session is writing the branch, or has more of it to write. */
  readonly isOwnUnderway: (branch: string) => boolean;
  /** The database was told this of branches. */
  readonly marked: (branches: readonly string[], marks: HeadMarks) => void;
  readonly failed: (failure: unknown) => void;
}

interface Connection {
  readonly store: KeptStore;
  readonly writers: Writers;
  readonly open: ReadonlySignal<readonly ImageSeries[]>;
}

const hasWork = ({ order, calibrations }: KeptHead): boolean => order.length + calibrations.length > 0;

/** Marks in another scale were made in the same views. */
const alike = (record: Confirmation, made: Confirmation): Confirmation => withViews(made, viewsOf(record));

/** Looks for kept work on the images that are open. */
export class Offers {
  readonly #options: OffersOptions;
  readonly #branches = signal<readonly KeptBranch[]>([]);
  readonly #isMarkedElsewhere = signal(false);
  readonly #discarded = signal<readonly string[]>([]);
  #connection: Connection | null = null;
  #read = 0;

  constructor(options: OffersOptions) {
    this.#options = options;
  }

  readonly offer: ReadonlySignal<KeptOffer | null> = computed(() => {
    const branches = this.#branches.value;
    if (branches.length === 0) return null;
    const { records, calibrations } = this.#lacking(branches);
    const unreadable = branches.reduce((sum, branch) => sum + branch.unreadable, 0);
    if (records.length + calibrations.length + unreadable === 0) return null;
    const at = Math.max(...branches.map(({ head }) => head.at));
    return { confirmations: records.length, calibrations: calibrations.length, unreadable, at };
  });

  get isMarkedElsewhere(): ReadonlySignal<boolean> {
    return this.#isMarkedElsewhere;
  }

  /** What was offered has just been discarded; it can be had back. */
  readonly wasDiscarded: ReadonlySignal<boolean> = computed(() => this.#discarded.value.length > 0);

  start(connection: Connection): () => void {
    this.#connection = connection;
    const stop = effect(() => {
      void connection.open.value;
      untracked(() => {
        this.#discarded.value = [];
        this.refresh();
      });
    });
    void this.#dropOld(connection);
    return () => {
      stop();
      this.#connection = null;
      this.#branches.value = [];
      this.#isMarkedElsewhere.value = false;
    };
  }

  /** All that was kept is gone. */
  forget(): void {
    this.#branches.value = [];
    this.#discarded.value = [];
    this.refresh();
  }

  /** The next edit: what was discarded before it stays so. */
  edited(): void {
    if (this.#discarded.peek().length > 0) this.#discarded.value = [];
  }

  refresh(): void {
    if (this.#connection) this.#find(this.#connection).catch(this.#options.failed);
  }

  /** Without own branches that went on since they were read, as by undo of their closing. */
  #offered(): readonly KeptBranch[] {
    return this.#branches.peek().filter(({ head }) => !this.#options.isOwnUnderway(head.id));
  }

  /** What the session becomes with everything that is offered. */
  take(): Resumed | null {
    const { session } = this.#options;
    const branches = this.#offered();
    const { records, calibrations, activeId } = this.#lacking(branches);
    // What the session has already isn't brought back: that would be an undo step of nothing.
    if (records.length + calibrations.length === 0) return null;
    const cases = session.cases.peek();
    const all = [...cases.calibrations, ...calibrations];
    const inScale = (record: Confirmation, by: CaseList['calibrations']): Confirmation => {
      const { space } = record;
      const isBy = 'scale' in space && by.some(({ sopInstanceUID }) => sopInstanceUID === space.sopInstanceUID);
      return isBy ? alike(record, rescaled(record, withCalibrations(session.imageOf(record), all))) : record;
    };
    const kept = records.map((one) => ({ ...one, record: inScale(one.record, cases.calibrations) }));
    const replaced = new Set(kept.map(({ record }) => record.id));
    const confirmations = [
      ...cases.confirmations.filter(({ id }) => !replaced.has(id)).map((record) => inScale(record, calibrations)),
      ...kept.map(({ record }) => record),
    ];
    const active = confirmations.find(({ id }) => id === activeId) ?? kept.at(-1)?.record;
    const takenOver = new Map<string, Map<string, number>>();
    for (const { head, unreadable } of branches)
      // What can't be read stays on offer, for a version that can.
      if (unreadable === 0)
        takenOver.set(head.study, (takenOver.get(head.study) ?? new Map<string, number>()).set(head.id, head.step));
    this.#answered(branches.filter(({ unreadable }) => unreadable > 0));
    const studyOf = ({ record }: KeptConfirmation): string =>
      branches.find((branch) => branch.records.some((one) => one.record.id === record.id))?.head.study ??
      branches[0]?.head.study ??
      '';
    return {
      list: { confirmations, calibrations: all, activeId: active?.id ?? cases.activeId },
      // A record in another scale than it was kept in is another revision of it.
      records: kept.map((one, index) => ({
        ...one,
        ...(one.record !== records[index]?.record && {
          revision: revisionOf(one.record),
          ancestors: [one.revision, ...one.ancestors],
        }),
        study: studyOf(one),
      })),
      takenOver,
    };
  }

  async discard(): Promise<void> {
    const ids = this.#offered().map(({ head }) => head.id);
    this.#answered([]);
    this.#discarded.value = ids;
    await this.#mark(ids, this.#options.now());
  }

  async undoDiscard(): Promise<void> {
    const ids = this.#discarded.peek();
    this.#discarded.value = [];
    await this.#mark(ids, null);
  }

  async #mark(ids: readonly string[], discardedAt: number | null): Promise<void> {
    const { store, writers } = this.#connection ?? {};
    try {
      await store?.mark(ids, { discardedAt });
      this.#options.marked(ids, { discardedAt });
      writers?.tell();
      this.refresh();
    } catch (failure) {
      this.#options.failed(failure);
    }
  }

  /** The reader has answered the offer: a look that began before doesn't know of it, and counts no more. */
  #answered(left: readonly KeptBranch[]): void {
    this.#read += 1;
    this.#branches.value = left;
  }

  /** What the branches hold and the session doesn't. */
  #lacking(branches: readonly KeptBranch[]): Merged {
    const { session, lineage } = this.#options;
    const { confirmations, calibrations } = session.cases.value;
    const newId = (): string => crypto.randomUUID();
    const merged = mergeBranches(branches, newId);
    const present = new Map(confirmations.map((record) => [record.id, record]));
    const records = merged.records.flatMap((kept): readonly KeptConfirmation[] => {
      const here = present.get(kept.record.id);
      if (!here || kept.ancestors.includes(revisionOf(here))) return [kept];
      // Read from an archive or a file it is the same work all the same.
      if (saysTheSame(kept.record, here)) return [];
      if (kept.revision === revisionOf(here) || lineage.ancestorsOf(here.id).includes(kept.revision)) return [];
      return [anotherOf(kept.record, newId)];
    });
    const runs = new Set(calibrations.map(({ sopInstanceUID }) => sopInstanceUID));
    return {
      ...merged,
      records,
      calibrations: merged.calibrations.filter(({ sopInstanceUID }) => !runs.has(sopInstanceUID)),
    };
  }

  async #find({ store, writers, open }: Connection): Promise<void> {
    this.#read += 1;
    const read = this.#read;
    const { writer, isOwnUnderway } = this.#options;
    const [heads, living] = await Promise.all([store.heads(), writers.living()]);
    const studies = studiesOf(open.peek());
    const ofStudies = heads.filter((head) => studies.has(head.study) && hasWork(head) && !isOwnUnderway(head.id));
    const isLive = (head: KeptHead): boolean => head.writer !== writer && living.has(head.writer) && !head.isClosed;
    const offered = ofStudies.filter((head) => !isLive(head) && head.resumedAt === null && head.discardedAt === null);
    const branches = await Promise.all(offered.map(async (head) => branchOf(head, await store.rowsOf(head.id))));
    if (read !== this.#read || !this.#connection) return;
    this.#isMarkedElsewhere.value = ofStudies.some(isLive);
    this.#branches.value = branches.filter(({ head }) => !isOwnUnderway(head.id));
  }

  async #dropOld({ store, writers }: Connection): Promise<void> {
    try {
      const [heads, living] = await Promise.all([store.heads(), writers.living()]);
      const old = heads.filter((head) => !living.has(head.writer) && isTooOld(head, this.#options.now()));
      await store.drop(old.filter(({ id }) => !this.#options.isOwnUnderway(id)).map(({ id }) => id));
    } catch {
      // What is wrong with the database is told by what looks for kept work.
    }
  }
}
