import { computed, signal, type ReadonlySignal } from '@preact/signals-core';
import { isRefused, type Refused } from '../confirmation/record.ts';
import type { Session } from '../session/session.ts';
import { answerTo, isMarked } from '../teach/answer.ts';
import type { AskedMark, CaseAnswers, KeyView, Saying, TeachingAnswer, TeachingCase } from '../teach/case.ts';
import { score, type Score } from '../teach/score.ts';

/** What a host does for a teaching case. */
export interface CaseRoundOptions {
  readonly case: TeachingCase;
  readonly session: Session;
  /** Opens the sealed answers, for an answer that is whole. */
  readonly reveal: (answer: TeachingAnswer) => Promise<CaseAnswers | Refused>;
  /** Shows the picture as a key view has it. */
  readonly goTo: (view: KeyView) => void;
  /** How it was answered before: then it is open already. */
  readonly earlier?: Outcome | null;
  readonly answered?: (outcome: Outcome) => void;
  readonly triedAgain?: () => void;
  /** Back to viewing: the images stay open. */
  readonly leave: () => void;
}

/** What is known once the case is answered. */
export interface Outcome {
  readonly answer: TeachingAnswer;
  readonly answers: CaseAnswers;
  readonly score: Score;
}

/** Why an answer can't be given yet. */
export type NotYet =
  | { readonly kind: 'unmarked'; readonly marks: readonly AskedMark[] }
  | { readonly kind: 'not-said' }
  | { readonly kind: 'refused'; readonly message: string };

const MARKS: readonly AskedMark[] = ['target', 'tip', 'shaft'];

/**
 * One learner's round at a case: what they say before the answer, and what is known after it. Until then nothing of the references is in it, nor
 * in anything that it was made of.
 */
export class CaseRound {
  readonly #options: CaseRoundOptions;
  readonly #outcome = signal<Outcome | null>(null);
  readonly #problem = signal<string | null>(null);
  readonly #isOpening = signal(false);
  readonly #keyView = signal<KeyView | null>(null);

  readonly says = signal<Saying | null>(null);
  /** 0.5, a guess, to 1. */
  readonly confidence = signal(0.75);

  constructor(options: CaseRoundOptions) {
    this.#options = options;
    this.#outcome.value = options.earlier ?? null;
  }

  get case(): TeachingCase {
    return this.#options.case;
  }

  get session(): Session {
    return this.#options.session;
  }

  /** Null while the case is blind. */
  get outcome(): ReadonlySignal<Outcome | null> {
    return this.#outcome;
  }

  /** Why the answers could not be opened. */
  get problem(): ReadonlySignal<string | null> {
    return this.#problem;
  }

  /** The key view that was gone to last. */
  get keyView(): ReadonlySignal<KeyView | null> {
    return this.#keyView;
  }

  readonly #given = computed((): TeachingAnswer | NotYet => {
    const record = this.session.active.value;
    const says = this.says.value;
    const unmarked = this.case.asks.filter((mark) => !record || !isMarked(record, mark));
    if (!record || unmarked.length > 0) return { kind: 'unmarked', marks: unmarked };
    if (says === null) return { kind: 'not-said' };
    const answer = answerTo(this.case, { record, says, confidence: this.confidence.value });
    return isRefused(answer) ? { kind: 'refused', message: answer.message } : answer;
  });

  /** Null where an answer can be given. */
  readonly notYet: ReadonlySignal<NotYet | null> = computed(() => {
    const given = this.#given.value;
    return 'kind' in given ? given : null;
  });

  /** The marks of the references that are drawn; none before the answer. */
  readonly referenceMarks: ReadonlySignal<readonly AskedMark[]> = computed(() => {
    const outcome = this.#outcome.value;
    if (outcome?.answers.reveal.includes('reference-marks') !== true) return [];
    return this.#keyView.value?.marks ?? MARKS;
  });

  async answer(): Promise<void> {
    const answer = this.#given.peek();
    if ('kind' in answer || this.#isOpening.peek() || this.#outcome.peek()) return;
    this.#isOpening.value = true;
    this.#problem.value = null;
    const answers = await this.#options.reveal(answer);
    this.#isOpening.value = false;
    const scored = isRefused(answers) ? answers : score(this.case, answers, answer);
    if (isRefused(answers)) this.#problem.value = answers.message;
    else if (isRefused(scored)) this.#problem.value = scored.message;
    else {
      this.session.tool.value = null;
      const outcome = { answer, answers, score: scored };
      this.#outcome.value = outcome;
      this.#options.answered?.(outcome);
    }
  }

  goTo(view: KeyView): void {
    this.#keyView.value = view;
    this.#options.goTo(view);
  }

  /** All marks of the references again. */
  showAllMarks(): void {
    this.#keyView.value = null;
  }

  /** The case is blind again, and nothing is marked. */
  retry(): void {
    const { session } = this;
    for (const { id } of session.cases.peek().confirmations) session.remove(id);
    this.#outcome.value = null;
    this.#keyView.value = null;
    this.says.value = null;
    this.confidence.value = 0.75;
    this.#options.triedAgain?.();
  }

  leave(): void {
    this.#options.leave();
  }
}
