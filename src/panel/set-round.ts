import { computed, signal, type ReadonlySignal } from '@preact/signals-core';
import { forgetProgress, keepProgress, keptProgress } from '../session/kept-progress.ts';
import {
  beginSet,
  casesInOrder,
  nextCase,
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
  /** Whether answers may be kept in the browser. */
  readonly keeps: boolean;
  /** A whole number: what the order is shuffled with, unless one is kept. */
  readonly seed: number;
  /** Opens a case of the set in the place of the one that is open. Resolves to whether it is. */
  readonly open: (id: string) => Promise<boolean>;
}

/** `kept`: in this browser; `refused` by it; `off`: the site keeps nothing. */
export type KeepsProgress = 'kept' | 'refused' | 'off';

/**
 * A learner's way through a set of cases: which one is open, and how those before were answered. What was answered is kept in the browser alone; where it
 * isn't, it ends with the page.
 */
export class SetRound {
  readonly #options: SetRoundOptions;
  readonly #progress;
  readonly #current = signal<string | null>(null);
  readonly #keeping;
  readonly #isOpening = signal(false);
  /** Answers of this page: a case that is gone back to shows its own again. */
  readonly #outcomes = new Map<string, Outcome>();
  readonly showsSummary = signal(false);
  /** Whether forgetting was pressed once. */
  readonly asksToForget = signal(false);

  constructor(options: SetRoundOptions) {
    this.#options = options;
    const { set, keeps, seed } = options;
    const kept = keeps ? keptProgress(set) : null;
    this.#progress = signal<SetProgress>(kept ?? beginSet(set, seed));
    this.#keeping = signal<KeepsProgress>(
      !keeps ? 'off' : keepProgress(set, this.#progress.peek()) ? 'kept' : 'refused',
    );
  }

  get set(): CaseSet {
    return this.#options.set;
  }

  get keeping(): ReadonlySignal<KeepsProgress> {
    return this.#keeping;
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

  /** What to begin with: the first case without an answer; the first of all, with the summary, where there is none. */
  get first(): string {
    const next = nextCase(this.set, this.#progress.peek());
    return (next ?? this.cases.peek()[0])?.id ?? '';
  }

  /** How a case was answered on this page; null where it wasn't. */
  outcomeOf(id: string): Outcome | null {
    return this.#outcomes.get(id) ?? null;
  }

  /** Told when a case of the set is open. */
  opened(id: string): void {
    this.#current.value = id;
  }

  /** Told of an answer. */
  answered(outcome: Outcome): void {
    this.#outcomes.set(outcome.answer.case, outcome);
    this.#change((progress) => withAttempt(progress, attemptOf(outcome.score, outcome.answer)));
  }

  /** Told when the open case is to be tried again. */
  triedAgain(id: string): void {
    this.#outcomes.delete(id);
    this.#change((progress) => retry(progress, id));
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
    this.#outcomes.clear();
    forgetProgress(set);
    this.#progress.value = beginSet(set, seed);
    this.asksToForget.value = false;
  }

  /** Another tab may have gone on in the same set. */
  #change(step: (progress: SetProgress) => SetProgress): void {
    const { set, keeps } = this.#options;
    const own = this.#progress.peek();
    const kept = keeps ? keptProgress(set) : null;
    const next = step(kept?.seed === own.seed ? kept : own);
    this.#progress.value = next;
    if (keeps) this.#keeping.value = keepProgress(set, next) ? 'kept' : 'refused';
  }
}
