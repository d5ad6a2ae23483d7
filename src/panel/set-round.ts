import { computed, signal, type ReadonlySignal } from '@preact/signals-core';
import { forgetProgress, keepAnswer, keepProgress, keptAnswer, keptProgress } from '../session/kept-progress.ts';
import type { TeachingAnswer } from '../teach/case.ts';
import {
  beginSet,
  casesInOrder,
  casesToCome,
  retry,
  withAttempt,
  type Attempt,
  type CaseInSet,
  type CaseSet,
  type SetProgress,
} from '../teach/case-set.ts';
import { attemptOf, setRows, setSummary, type SetSummary } from '../teach/set-summary.ts';
import type { Outcome } from './case-round.ts';

export interface SetRoundOptions {
  readonly set: CaseSet;
  /** Whether answers may be kept in the browser, now. */
  readonly keeps: () => boolean;
  /** A whole number, another each time: what the order is shuffled with, unless one is kept. */
  readonly seed: () => number;
  /** Opens a case of the set in the place of the one that is open. Resolves to whether it is. */
  readonly open: (id: string) => Promise<boolean>;
}

/** `kept`: in this browser; `refused` by it; `off`: the site keeps nothing; `unreadable`: nothing is kept over what is there and can't be read. */
export type KeepsProgress = 'kept' | 'refused' | 'off' | 'unreadable';

/**
 * A learner's way through a set of cases: which one is open, and how those before were answered. What was answered is kept in the browser alone; where it
 * isn't, it ends with the page.
 */
export class SetRound {
  readonly #options: SetRoundOptions;
  readonly #progress;
  readonly #current = signal<string | null>(null);
  readonly #keeping;
  /** Whether a record of this round was ever kept: one that is gone was then forgotten elsewhere. */
  #wasKept: boolean;
  readonly #isOpening = signal(false);
  /** A case that is gone back to shows its own again. */
  readonly #outcomes = new Map<string, Outcome>();
  readonly showsSummary = signal(false);
  /** Whether forgetting was pressed once. */
  readonly asksToForget = signal(false);

  constructor(options: SetRoundOptions) {
    this.#options = options;
    const { set, keeps, seed } = options;
    const kept = keeps() ? keptProgress(set) : 'off';
    this.#wasKept = typeof kept === 'object';
    this.#progress = signal<SetProgress>(typeof kept === 'object' ? kept : beginSet(set, seed()));
    this.#keeping = signal<KeepsProgress>(typeof kept === 'object' || kept === 'none' ? 'kept' : kept);
  }

  get set(): CaseSet {
    return this.#options.set;
  }

  get keeping(): KeepsProgress {
    const keeping = this.#keeping.value;
    return this.#options.keeps() ? keeping : 'off';
  }

  get isOpening(): ReadonlySignal<boolean> {
    return this.#isOpening;
  }

  /** In this learner's order. */
  readonly cases = computed((): readonly CaseInSet[] => casesInOrder(this.set, this.#progress.value));
  /** Place of the open case among them, from 0; -1 before one is. */
  readonly place = computed((): number => this.cases.value.findIndex(({ id }) => id === this.#current.value));
  readonly summary = computed((): SetSummary => setSummary(this.set, this.#progress.value));

  /** The attempts at a case, the first one first. */
  attemptsAt(id: string): readonly Attempt[] {
    return this.#progress.value.attempts.filter((attempt) => attempt.case === id);
  }

  /** What to begin with, the next where one can't be opened: the cases that are to be answered, then the others. */
  get firsts(): readonly string[] {
    const all = [...casesToCome(this.set, this.#progress.peek()), ...this.cases.peek()];
    return [...new Set(all.map(({ id }) => id))];
  }

  /** How a case was answered, on this page or, where that was told, before; null where it wasn't. */
  outcomeOf(id: string): Outcome | null {
    return this.#outcomes.get(id) ?? null;
  }

  /** The answer that this browser has kept of a case; null where there is none, or the case is to be tried again. */
  answerKeptOf(id: string): TeachingAnswer | null {
    if (this.keeping !== 'kept' || this.attemptsAt(id).length === 0 || this.#progress.value.again.includes(id))
      return null;
    return keptAnswer(this.set, id);
  }

  /** Told of what an answer that was kept amounts to. */
  answeredBefore(outcome: Outcome): void {
    this.#outcomes.set(outcome.answer.case, outcome);
  }

  /** Told when a case of the set is open. */
  opened(id: string): void {
    this.#current.value = id;
    // A shuffled order is to be the same when the set is opened again before an answer.
    if (this.set.order === 'shuffled' && !this.#wasKept) this.#change((progress) => progress);
  }

  /** Told of an answer. */
  answered(outcome: Outcome): void {
    this.#change((progress) => withAttempt(progress, attemptOf(outcome.score, outcome.answer)));
    this.#outcomes.set(outcome.answer.case, outcome);
    if (this.keeping === 'kept') keepAnswer(this.set, outcome.answer.case, outcome.answer);
  }

  /** Told when the open case is to be tried again. */
  triedAgain(id: string): void {
    this.#outcomes.delete(id);
    this.#change((progress) => retry(progress, id));
    if (this.keeping === 'kept') keepAnswer(this.set, id, null);
  }

  async choose(id: string): Promise<void> {
    if (this.#isOpening.peek()) return;
    this.showsSummary.value = false;
    if (id === this.#current.peek()) return;
    this.#isOpening.value = true;
    try {
      await this.#options.open(id);
    } finally {
      this.#isOpening.value = false;
    }
  }

  /** Forwards or back; beyond the last is the summary. */
  async step(by: 1 | -1): Promise<void> {
    const to = this.cases.peek()[this.place.peek() + by];
    if (to) await this.choose(to.id);
    else if (by === 1) this.showsSummary.value = true;
  }

  /** A row for each attempt. */
  rows(): ReturnType<typeof setRows> {
    return setRows(this.set, this.#progress.peek());
  }

  /** Begins anew, in another order where the set is shuffled. */
  forget(): void {
    const { set, seed } = this.#options;
    const fresh = beginSet(set, seed());
    this.#outcomes.clear();
    forgetProgress(set);
    this.#progress.value = fresh;
    // Other tabs learn from it that all before is forgotten.
    if (this.keeping !== 'off') this.#keep(fresh);
    this.asksToForget.value = false;
  }

  #change(step: (progress: SetProgress) => SetProgress): void {
    const own = this.#progress.peek();
    const from = this.#latest(own);
    const next = step(from);
    if (from.seed !== own.seed) this.#outcomes.clear();
    this.#progress.value = next;
    const keeping = this.#keeping.peek();
    if (keeping === 'kept' || keeping === 'refused') this.#keep(next);
  }

  /** What a step is taken from: another tab may have gone on in the same set, begun it anew, or forgotten it. */
  #latest(own: SetProgress): SetProgress {
    const { set, seed, keeps } = this.#options;
    // What is answered while nothing may be kept isn't kept later, either.
    if (!keeps()) this.#keeping.value = 'off';
    // After a refusal the store lacks answers of this page.
    if (this.#keeping.peek() === 'off' || this.#keeping.peek() === 'refused') return own;
    const kept = keptProgress(set);
    if (kept === 'unreadable' || kept === 'refused') {
      this.#keeping.value = kept;
      return own;
    }
    this.#keeping.value = 'kept';
    if (kept !== 'none') return kept;
    return this.#wasKept ? beginSet(set, seed()) : own;
  }

  #keep(progress: SetProgress): void {
    const isKept = keepProgress(this.set, progress);
    this.#keeping.value = isKept ? 'kept' : 'refused';
    this.#wasKept ||= isKept;
  }
}
