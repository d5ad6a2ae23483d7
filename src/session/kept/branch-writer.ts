import type { HeadMarks, KeptChange, KeptHead, KeptRow } from './kept-branch.ts';

/** What a branch is to hold. */
export interface BranchState {
  readonly head: KeptHead;
  readonly rows: ReadonlyMap<string, KeptRow>;
}

type Known = ReadonlyMap<string, string>;

const revisionsOf = ({ rows }: BranchState): Known => new Map([...rows].map(([key, { revision }]) => [key, revision]));

/**
 * Knows what the database holds of one branch and what is on its way there, and so what the next transaction has to write: only rows that
 * differ. Transactions are carried out in their order. After one that failed nothing is known any more: the next one writes the branch whole.
 */
export class BranchWriter {
  /** Null: unknown. */
  #there: Known | null = new Map();
  /** Of those whose end doesn't count any more nothing is known. */
  #sent: { readonly state: BranchState; readonly known: Known | null; readonly isWhole: boolean }[] = [];
  #kept: BranchState | null = null;
  #wanted: BranchState | null = null;

  get wanted(): BranchState | null {
    return this.#wanted;
  }

  /** What the database has said that it holds. */
  get kept(): BranchState | null {
    return this.#kept;
  }

  get isKept(): boolean {
    return this.#kept === this.#wanted;
  }

  /** Transactions on their way. */
  get underway(): number {
    return this.#sent.length;
  }

  /** Whether the newest state hasn't been handed to the database, or only as a change of what failed to get there. */
  get isWaiting(): boolean {
    return !this.isKept && (this.#ahead === null || this.#sent.at(-1)?.state.head.step !== this.#wanted?.head.step);
  }

  /** What the database holds once all that is on its way is carried out. */
  get #ahead(): Known | null {
    return this.#sent.reduce<Known | null>(
      (there, { known, isWhole }) => (there === null && !isWhole ? null : known),
      this.#there,
    );
  }

  want(state: BranchState): void {
    this.#wanted = state;
  }

  /** The database was told this of the branch by other means than a transaction of its own: whatever is written of it says so from now on. */
  mark(marks: HeadMarks): void {
    const { head } = this.#wanted ?? {};
    const marked = head && { ...head, ...marks };
    if (!this.#wanted || !marked) return;
    if (marked.resumedAt === head.resumedAt && marked.discardedAt === head.discardedAt) return;
    const { isKept } = this;
    this.#wanted = { ...this.#wanted, head: marked };
    if (isKept) this.#kept = this.#wanted;
  }

  /** The database was emptied, also of what is on its way: nothing is wanted there before something is wanted anew, and then as a whole. */
  forget(): void {
    this.#there = null;
    this.#kept = null;
    this.#wanted = null;
    this.#sent = this.#sent.map(({ state }) => ({ state, known: null, isWhole: false }));
  }

  /** The transaction that makes the database hold what is wanted; taken as sent. */
  next(): Pick<KeptChange, 'head' | 'puts' | 'deletes' | 'isWhole'> | null {
    const state = this.#wanted;
    if (!state) return null;
    const before = this.#ahead;
    const known = revisionsOf(state);
    const isWhole = before === null;
    this.#sent.push({ state, known, isWhole });
    const puts = new Map([...state.rows].filter(([key, { revision }]) => before?.get(key) !== revision));
    const deletes = [...(before?.keys() ?? [])].filter((key) => !known.has(key));
    return { head: state.head, puts, deletes, isWhole };
  }

  /** The transaction sent first has come to its end. */
  ended(isDone: boolean): void {
    const first = this.#sent.shift();
    if (!first) return;
    if (!isDone) {
      this.#there = null;
      this.#kept = null;
    } else if (first.known !== null && (this.#there !== null || first.isWhole)) {
      this.#there = first.known;
      this.#kept = first.state;
    }
  }
}
