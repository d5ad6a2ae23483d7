import { effect, signal, untracked, type ReadonlySignal } from '@preact/signals-core';
import type { Confirmation } from '../../confirmation/record.ts';
import type { ImageSeries } from '../../image/series.ts';
import { isClosed, type CaseList, type Session } from '../session.ts';
import type { HeadMarks, KeptStore } from './kept-branch.ts';
import { Lineage } from './lineage.ts';
import { Offers, type KeptOffer } from './offers.ts';
import { OwnBranch } from './own-branch.ts';
import { Studies } from './study-of.ts';
import { whyNotKept } from './why-not-kept.ts';
import type { Writers } from './writers.ts';

/** How the session's work stands with the browser's database. */
export type Keeping =
  | { readonly kind: 'nothing' }
  /** On its way. */
  | { readonly kind: 'keeping' }
  | { readonly kind: 'kept' }
  | { readonly kind: 'not-kept'; readonly why: string };

export interface KeeperOptions {
  readonly session: Session;
  readonly openStore: () => KeptStore;
  readonly joinWriters: (writer: string, changed: () => void, forgotten: () => void) => Writers;
  /** ms since 1970 */
  readonly now: () => number;
}

/** A resuming, so that undoing and redoing it is known. */
interface Resuming {
  readonly before: readonly Confirmation[];
  readonly after: readonly Confirmation[];
  readonly takenOver: ReadonlyMap<string, ReadonlyMap<string, number>>;
  isUndone: boolean;
}

const NOTHING = (): void => undefined;
const NONE: CaseList = { confirmations: [], activeId: null, calibrations: [] };

/**
 * Keeps a session's work in a store: each state of it is handed over in the task that makes it, and never waited for. Outlives the pictures:
 * stopped and started with the element that shows them, it goes on where it was.
 */
export class Keeper {
  readonly #options: KeeperOptions;
  readonly #writerId = crypto.randomUUID();
  readonly #lineage = new Lineage();
  readonly #studies = new Studies();
  readonly #branches: OwnBranch[] = [];
  /** What each closing of the case has ended, so that undoing and redoing it is known. */
  readonly #closings = new WeakMap<readonly Confirmation[], readonly OwnBranch[]>();
  readonly #resumings: Resuming[] = [];
  readonly #keeping = signal<Keeping>({ kind: 'nothing' });
  readonly #isUnsafe = signal(false);
  readonly #offers: Offers;
  #running: {
    readonly store: KeptStore;
    readonly writers: Writers;
    readonly open: () => readonly ImageSeries[];
  } | null = null;
  #failure: string | null = null;
  #told = '';
  /** What was marked when all was forgotten. */
  #forgottenList: CaseList | null = null;

  constructor(options: KeeperOptions) {
    this.#options = options;
    this.#offers = new Offers({
      session: options.session,
      now: options.now,
      lineage: this.#lineage,
      writer: this.#writerId,
      // What the database lacks of a closed branch isn't made of what it has: it is offered once it is whole there.
      isOwnUnderway: (id) =>
        this.#branches.some((branch) => branch.id === id && (!branch.isClosed || branch.isWaiting)),
      marked: (ids, marks) => {
        this.#mark(ids, marks);
      },
      failed: (failure) => {
        this.#failure = whyNotKept(failure);
        this.#report();
      },
    });
  }

  get keeping(): ReadonlySignal<Keeping> {
    return this.#keeping;
  }

  /** Something would be lost if the page were closed now: it was refused, or isn't handed over yet. */
  get isUnsafe(): ReadonlySignal<boolean> {
    return this.#isUnsafe;
  }

  /** Work on what is open that was kept and isn't in the session. */
  get offer(): ReadonlySignal<KeptOffer | null> {
    return this.#offers.offer;
  }

  /** What is open is being marked in another tab or viewer, too. */
  get isMarkedElsewhere(): ReadonlySignal<boolean> {
    return this.#offers.isMarkedElsewhere;
  }

  get wasDiscarded(): ReadonlySignal<boolean> {
    return this.#offers.wasDiscarded;
  }

  /** Keeps until the returned function is called. */
  start(open: ReadonlySignal<readonly ImageSeries[]>): () => void {
    const { session, openStore, joinWriters } = this.#options;
    const store = openStore();
    const writers = joinWriters(
      this.#writerId,
      () => {
        this.#offers.refresh();
      },
      () => {
        void this.#forgotten();
      },
    );
    this.#running = { store, writers, open: () => open.peek() };
    const stopWatching = effect(() => {
      const list = session.cases.value;
      untracked(() => {
        this.#changed(list);
      });
    });
    const stopOffers = this.#offers.start({ store, writers, open });
    return () => {
      stopWatching();
      for (const branch of this.#branches) branch.stop();
      stopOffers();
      writers.close();
      store.close();
      this.#running = null;
    };
  }

  /** The page may be gone in a moment: hands over what passed while something else was being written. */
  flush(): void {
    for (const branch of this.#branches) branch.flush();
  }

  /** Brings what is offered back into the session: one undo step. */
  resume(): void {
    const { session } = this.#options;
    const resumed = this.#offers.take();
    if (!resumed) return;
    for (const one of resumed.records) {
      this.#lineage.know(one);
      this.#studies.know(one.record, one.study);
    }
    const before = session.cases.peek().confirmations;
    const { list, takenOver } = resumed;
    this.#resumings.push({ before, after: list.confirmations, takenOver, isUndone: true });
    session.restore(list);
    // A look that was underway counts no more: what else it would have found is looked for again.
    this.#offers.refresh();
  }

  /**
   * Deletes all that was kept in this browser, of every study and every session; rejects where it can't be. What is marked now stays marked, and
   * is kept again from the next edit on.
   */
  async forget(): Promise<void> {
    const { openStore, joinWriters } = this.#options;
    const running = this.#running;
    const store = running?.store ?? openStore();
    const writers = running?.writers ?? joinWriters(this.#writerId, NOTHING, NOTHING);
    try {
      await store.clear();
      await this.#forgotten();
      writers.tellForgotten();
    } finally {
      if (!running) {
        writers.close();
        store.close();
      }
    }
  }

  /** The store was emptied by this session or by another. */
  async #forgotten(): Promise<void> {
    const { session } = this.#options;
    this.#forgottenList = session.cases.peek();
    for (const branch of this.#branches) branch.forget();
    session.saved.value = { ...session.saved.peek(), browser: new Map() };
    this.#failure = null;
    // What was handed over after the store was emptied and before this was heard.
    await this.#running?.store.drop(this.#branches.map(({ id }) => id)).catch(NOTHING);
    this.#offers.forget();
    this.#report();
  }

  discard(): Promise<void> {
    return this.#offers.discard();
  }

  undoDiscard(): Promise<void> {
    return this.#offers.undoDiscard();
  }

  #changed(list: CaseList): void {
    // Looking about is no edit: what was forgotten stays so.
    const { confirmations, calibrations } = this.#forgottenList ?? {};
    if (list.confirmations === confirmations && list.calibrations === calibrations) return;
    this.#forgottenList = null;
    this.#offers.edited();
    const ended = isClosed(list) ? this.#close(list) : [];
    const takenOver = this.#followResumings(list);
    const parts = this.#studies.byStudy(list, this.#running?.open() ?? []);
    const open = this.#branches.filter((branch) => !branch.isClosed);
    for (const study of new Set([...parts.keys(), ...open.map((branch) => branch.study)])) {
      const part = parts.get(study) ?? NONE;
      const branch = this.#branchFor(study, part);
      const others = takenOver.get(study);
      if (others) branch?.takeOver(this.#asTheyAre(others, list));
      branch?.want(part, this.#options.session.gesture);
    }
    if (ended.length > 0) this.#offers.refresh();
    this.#report();
  }

  /** Ends the branches of a case that is closed; what they hold stays. Seen again, by undo and redo, a closing ends those that it ended first. */
  #close({ confirmations }: CaseList): readonly OwnBranch[] {
    const open = this.#branches.filter((branch) => !branch.isClosed);
    const ends = this.#closings.get(confirmations) ?? open;
    this.#closings.set(confirmations, ends);
    const ended = open.filter((branch) => ends.includes(branch));
    for (const branch of ended) branch.close();
    return ended;
  }

  /**
   * What a resuming took over is on offer again once it is undone, until it is redone; not what another one took over, too, that still stands.
   * Returns what all that stand have taken over, by study, where that is another than before.
   */
  #followResumings({ confirmations }: CaseList): ReadonlyMap<string, ReadonlyMap<string, number>> {
    const changed = this.#resumings.filter(
      ({ isUndone, before, after }) => confirmations === (isUndone ? after : before),
    );
    for (const resuming of changed) resuming.isUndone = !resuming.isUndone;
    const takenOver = new Map<string, Map<string, number>>();
    for (const study of new Set(changed.flatMap((one) => [...one.takenOver.keys()]))) {
      const standing = this.#resumings.filter(({ isUndone }) => !isUndone);
      takenOver.set(study, new Map(standing.flatMap((one) => [...(one.takenOver.get(study) ?? [])])));
    }
    const given = changed.filter(({ isUndone }) => isUndone).flatMap((one) => [...one.takenOver.entries()]);
    const ids = given.flatMap(([study, branches]) =>
      [...branches.keys()].filter((id) => !takenOver.get(study)?.has(id)),
    );
    if (ids.length > 0) this.#giveBack(ids);
    return takenOver;
  }

  #giveBack(ids: readonly string[]): void {
    this.#mark(ids, { resumedAt: null });
    this.#running?.store.mark(ids, { resumedAt: null }).then(() => {
      this.#offers.refresh();
    }, NOTHING);
  }

  /** Own branches may have been written since they were read, by undo and redo of their closing. */
  #asTheyAre(others: ReadonlyMap<string, number>, list: CaseList): ReadonlyMap<string, number> {
    const own = this.#branches.filter((branch) => branch.isClosed && branch.isIn(list));
    return new Map([...others].map(([id, step]) => [id, own.find((branch) => branch.id === id)?.step ?? step]));
  }

  /** The branch to which work on a study goes; one that was closed goes on where all that it holds is there again. */
  #branchFor(study: string, { confirmations, calibrations }: CaseList): OwnBranch | null {
    const own = this.#branches.filter((branch) => branch.study === study);
    const open = own.filter((branch) => !branch.isClosed);
    const atWork = open.find(({ hasWork }) => hasWork);
    if (atWork) return atWork;
    const isAny = confirmations.length + calibrations.length > 0;
    const ids = new Set(confirmations.map(({ id }) => id));
    const [again] = own
      .filter(({ order }) => isAny && order.length > 0 && order.every((id) => ids.has(id)))
      .toSorted((a, b) => b.order.length - a.order.length);
    if (again) return again;
    if (open[0] || !isAny) return open[0] ?? null;
    const begun = new OwnBranch({
      study,
      writer: this.#writerId,
      lineage: this.#lineage,
      now: this.#options.now,
      store: () => this.#running?.store ?? null,
      ended: (branch, failure) => {
        this.#ended(branch, failure);
      },
      tookOver: (others, at) => {
        const isAsTaken = ({ id, step }: OwnBranch): boolean => others.get(id) === step;
        this.#mark(
          this.#branches.filter(isAsTaken).map(({ id }) => id),
          { resumedAt: at },
        );
        this.#offers.refresh();
      },
    });
    this.#branches.push(begun);
    return begun;
  }

  /** Own branches that were closed know what the database is told of them. */
  #mark(ids: readonly string[], marks: HeadMarks): void {
    for (const branch of this.#branches) if (branch.isClosed && ids.includes(branch.id)) branch.mark(marks);
  }

  #ended({ kept, isClosed: isOver }: OwnBranch, failure: unknown): void {
    this.#failure = failure === null ? null : whyNotKept(failure);
    const { session } = this.#options;
    const browser = new Map(this.#branches.flatMap((branch) => (branch.isClosed ? [] : [...branch.keptRevisions])));
    session.saved.value = { ...session.saved.peek(), browser };
    // Others want to know that there is a branch, or that it has been closed, not of every edit of it.
    const told = kept ? `${kept.head.id} ${String(kept.head.isClosed)} ${String(kept.head.order.length)}` : this.#told;
    if (told !== this.#told) this.#running?.writers.tell();
    this.#told = told;
    if (isOver) this.#offers.refresh();
    this.#report();
  }

  #report(): void {
    const branches = this.#branches.filter(({ hasWork, isKept }) => hasWork || !isKept);
    const isAllKept = branches.every(({ isKept }) => isKept);
    const kind = branches.some(({ isClosed: isOver, hasWork }) => !isOver && hasWork) ? 'kept' : 'nothing';
    const before = this.#keeping.peek();
    const now: Keeping =
      this.#failure !== null && (!isAllKept || branches.length === 0)
        ? { kind: 'not-kept', why: this.#failure }
        : { kind: isAllKept ? kind : 'keeping' };
    if (now.kind !== before.kind || (now.kind === 'not-kept' && before.kind === 'not-kept' && now.why !== before.why))
      this.#keeping.value = now;
    this.#isUnsafe.value =
      branches.some(({ isWaiting }) => isWaiting) || (now.kind === 'not-kept' && branches.length > 0);
  }
}
