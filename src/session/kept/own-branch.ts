import type { CaseList } from '../session.ts';
import { revisionOf, type Revisions } from '../save-state.ts';
import { BranchWriter, type BranchState } from './branch-writer.ts';
import type { HeadMarks, KeptHead, KeptStore } from './kept-branch.ts';
import { keyOf } from './kept-rows.ts';
import type { Lineage } from './lineage.ts';

export interface OwnBranchOptions {
  readonly study: string;
  /** The session that writes. */
  readonly writer: string;
  readonly lineage: Lineage;
  readonly now: () => number;
  /** Null while the session is in no element that stands on a page. */
  readonly store: () => KeptStore | null;
  /** Told of the end of each transaction, with what went wrong. */
  readonly ended: (branch: OwnBranch, failure: unknown) => void;
  /** The database has marked other branches as taken over by this one, by their ids. */
  readonly tookOver: (others: ReadonlyMap<string, number>, at: number) => void;
}

/**
 * Waiting for the disk itself would hold the next edits back where it is busy: each is handed to the operating system, which a killed browser
 * can't take back, and the last is made sure of against a loss of power once it rests, ms.
 */
const REST_MS = 200;
/** After a failure it is tried again, also without a further edit, ms. */
const RETRY_MS = 5000;
/** Edits that are on their way at one time; a disk that is slower than that gets the newest. */
const MOST_UNDERWAY = 8;

const hasSame = <Item>(a: readonly Item[], b: readonly Item[]): boolean =>
  a.length === b.length && a.every((one, index) => one === b[index]);

/** A branch that this session writes. */
export class OwnBranch {
  readonly id = crypto.randomUUID();
  readonly study: string;
  readonly #options: OwnBranchOptions;
  readonly #writer = new BranchWriter();
  #step = 0;
  #gesture: string | null = null;
  #isClosed = false;
  #takenOver: ReadonlyMap<string, number> = new Map();
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** The last transaction may still be in the memory of the operating system. */
  #isLoose = false;

  constructor(options: OwnBranchOptions) {
    this.#options = options;
    this.study = options.study;
  }

  /** The session has closed the study: more work on it is a branch of its own. */
  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Null where nothing is to be kept of it. */
  get step(): number | null {
    return this.#writer.wanted?.head.step ?? null;
  }

  get order(): readonly string[] {
    return this.#writer.wanted?.head.order ?? [];
  }

  get hasWork(): boolean {
    const head = this.#writer.wanted?.head;
    return head !== undefined && head.order.length + head.calibrations.length > 0;
  }

  get isKept(): boolean {
    return this.#writer.isKept;
  }

  /** Not all of it has been handed over. */
  get isWaiting(): boolean {
    return this.#writer.isWaiting;
  }

  /** What the database has of it. */
  get kept(): BranchState | null {
    return this.#writer.kept;
  }

  get keptRevisions(): Revisions {
    const { head, rows } = this.#writer.kept ?? {};
    return new Map(head?.order.map((id) => [id, rows?.get(keyOf(id))?.revision ?? '']));
  }

  /** The next transaction marks other branches as taken over by this one. */
  takeOver(others: ReadonlyMap<string, number>): void {
    this.#takenOver = new Map([...others].filter(([id]) => id !== this.id));
  }

  /** Whether a list has all that it holds, as it is or as what was made of it. */
  isIn({ confirmations, calibrations }: CaseList): boolean {
    const { head, rows } = this.#writer.wanted ?? {};
    const isThere = (id: string): boolean => {
      const record = confirmations.find((one) => one.id === id);
      const revision = rows?.get(keyOf(id))?.revision ?? '';
      return (
        record !== undefined &&
        (revisionOf(record) === revision || this.#options.lineage.ancestorsOf(id).includes(revision))
      );
    };
    return (
      head !== undefined && head.order.every(isThere) && head.calibrations.every((one) => calibrations.includes(one))
    );
  }

  close(): void {
    this.#isClosed = true;
    // Of one that was forgotten nothing is written.
    if (this.#writer.wanted) this.#wantHead({});
  }

  /** The database was told this of it, and is to hear nothing else from here. */
  mark(marks: HeadMarks): void {
    this.#writer.mark(marks);
  }

  /** Nothing of it is kept any more, until it is to hold something again. */
  forget(): void {
    clearTimeout(this.#timer);
    this.#writer.forget();
    this.#takenOver = new Map();
    this.#gesture = null;
    this.#isLoose = false;
  }

  /** It is to hold this, and is handed over now. Of the states of one gesture those may be left out that pass while another is underway. */
  want({ confirmations, activeId, calibrations }: CaseList, gesture: string | null): void {
    const { lineage } = this.#options;
    const isStep = gesture !== null && gesture === this.#gesture;
    this.#gesture = gesture;
    const rows = new Map(confirmations.flatMap((record) => lineage.rowsOf(record, gesture)));
    const order = confirmations.map(({ id }) => id);
    const before = this.#writer.wanted;
    // Nothing of this study is looked at: the next one to do so comes back to where this one was.
    const looked = activeId ?? before?.head.activeId ?? null;
    const active = looked !== null && order.includes(looked) ? looked : null;
    const isSame =
      before !== null &&
      !before.head.isClosed &&
      before.head.activeId === active &&
      hasSame(before.head.order, order) &&
      hasSame(before.head.calibrations, calibrations) &&
      [...rows].every(([key, { revision }]) => before.rows.get(key)?.revision === revision);
    this.#isClosed = false;
    if (isSame) this.flush();
    else this.#wantHead({ order, calibrations, activeId: active }, rows, isStep);
  }

  /** Hands over what isn't yet. */
  flush(): void {
    if (this.#writer.isWaiting) this.#send(true);
  }

  stop(): void {
    this.flush();
    clearTimeout(this.#timer);
  }

  #wantHead(
    change: Partial<Pick<KeptHead, 'order' | 'activeId' | 'calibrations'>>,
    rows = this.#writer.wanted?.rows ?? new Map(),
    isStep = false,
  ): void {
    const { study, writer, now } = this.#options;
    this.#step += 1;
    const head: KeptHead = {
      order: [],
      activeId: null,
      calibrations: [],
      ...this.#writer.wanted?.head,
      ...change,
      id: this.id,
      study,
      writer,
      at: now(),
      step: this.#step,
      isClosed: this.#isClosed,
      resumedAt: null,
      discardedAt: null,
    };
    this.#writer.want({ head, rows });
    const { underway } = this.#writer;
    if (underway === 0 || (!isStep && underway < MOST_UNDERWAY)) this.#send(false);
    this.#after(REST_MS);
  }

  #after(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (this.#isLoose || this.#writer.isWaiting) this.#send(true);
    }, ms);
  }

  #send(isStrict: boolean): void {
    const store = this.#options.store();
    const change = store && this.#writer.next();
    if (!change) return;
    const takenOver = this.#takenOver;
    this.#isLoose = !isStrict;
    store.write({ ...change, takenOver, isStrict }).then(
      () => {
        if (this.#takenOver === takenOver && takenOver.size > 0) {
          this.#takenOver = new Map();
          this.#options.tookOver(takenOver, change.head.at);
        }
        this.#end(null);
      },
      (failure: unknown) => {
        this.#end(failure ?? new DOMException('', 'UnknownError'));
      },
    );
  }

  #end(failure: unknown): void {
    this.#writer.ended(failure === null);
    const { isKept, isWaiting, underway } = this.#writer;
    if (failure !== null) this.#after(RETRY_MS);
    else if (!isKept && (isWaiting || underway === 0)) this.#send(false);
    this.#options.ended(this, failure);
  }
}
