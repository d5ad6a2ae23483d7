import { computed, signal, type ReadonlySignal } from '@preact/signals-core';
import type { CaseFinding, CaseNotWritten, WrittenCase } from '../case-file/write-case.ts';
import type { Confirmation } from '../confirmation/record.ts';
import { isMarked } from '../teach/answer.ts';
import { ASKED_MARKS, type CaseDraft, type Difficulty, type Saying } from '../teach/case.ts';

/** What a teaching case is made of, and who makes it. */
export interface CaseMakingParts {
  readonly record: Confirmation;
  readonly images: number;
  readonly write: (
    draft: CaseDraft,
    acknowledged: readonly CaseFinding[],
    onProgress: (done: number) => void,
    signal: AbortSignal,
  ) => Promise<WrittenCase | CaseNotWritten>;
  readonly save: (zip: readonly Uint8Array[]) => void;
}

export type MakingPhase =
  | { readonly kind: 'asking' }
  | { readonly kind: 'writing'; readonly done: number }
  | { readonly kind: 'saved' }
  | { readonly kind: 'failed'; readonly message: string };

/** The texts that an author writes; all are needed. */
export const CASE_TEXTS = ['title', 'question', 'teaches', 'explanation', 'expert', 'source', 'licence'] as const;
export type CaseText = (typeof CASE_TEXTS)[number];

const NO_TEXTS: Readonly<Record<CaseText, string>> = {
  title: '',
  question: '',
  teaches: '',
  explanation: '',
  expert: '',
  source: '',
  licence: '',
};

/** One teaching case in the making: what its author has written, and what de-identification found that they have to look at first. */
export class CaseMaking {
  readonly #parts: CaseMakingParts;
  readonly #running = new AbortController();
  readonly #phase = signal<MakingPhase>({ kind: 'asking' });
  readonly #findings = signal<readonly CaseFinding[]>([]);
  readonly #confirmed = signal<readonly CaseFinding[]>([]);
  readonly texts = signal(NO_TEXTS);
  readonly difficulty = signal<Difficulty>('medium');
  /** Null: what the record itself says. */
  readonly verdict = signal<Saying | null>(null);

  constructor(parts: CaseMakingParts) {
    this.#parts = parts;
  }

  get images(): number {
    return this.#parts.images;
  }

  get phase(): ReadonlySignal<MakingPhase> {
    return this.#phase;
  }

  get findings(): ReadonlySignal<readonly CaseFinding[]> {
    return this.#findings;
  }

  /** Every text is there, and everything that was found has been looked at. */
  readonly isReady: ReadonlySignal<boolean> = computed(
    () =>
      this.#phase.value.kind !== 'writing' &&
      CASE_TEXTS.every((name) => this.texts.value[name].trim() !== '') &&
      this.#findings.value.every((one) => this.isConfirmed(one)),
  );

  setText(name: CaseText, value: string): void {
    this.texts.value = { ...this.texts.peek(), [name]: value };
  }

  isConfirmed(one: CaseFinding): boolean {
    return this.#confirmed.value.some(({ code, reason }) => code === one.code && reason === one.reason);
  }

  confirm(one: CaseFinding, isConfirmed: boolean): void {
    const others = this.#confirmed.peek().filter(({ code, reason }) => code !== one.code || reason !== one.reason);
    this.#confirmed.value = isConfirmed ? [...others, one] : others;
  }

  /** Ends what is running: the dialog was closed. */
  stop(): void {
    this.#running.abort();
  }

  /** Writes the case, or shows what has to be looked at before. */
  async write(): Promise<void> {
    if (!this.isReady.peek()) return;
    this.#phase.value = { kind: 'writing', done: 0 };
    try {
      const written = await this.#parts.write(
        this.#draft(),
        this.#confirmed.peek(),
        (done) => {
          this.#phase.value = { kind: 'writing', done };
        },
        this.#running.signal,
      );
      if (this.#running.signal.aborted) return;
      this.#findings.value = written.findings;
      if (written.kind === 'written') this.#parts.save(written.zip);
      this.#phase.value =
        written.kind === 'written'
          ? { kind: 'saved' }
          : written.code === 'not-acknowledged'
            ? { kind: 'asking' }
            : { kind: 'failed', message: written.message };
    } catch (error) {
      if (!this.#running.signal.aborted)
        this.#phase.value = {
          kind: 'failed',
          message: error instanceof Error ? error.message : 'the images could not be read',
        };
    }
  }

  #draft(): CaseDraft {
    const { record } = this.#parts;
    const { expert, ...texts } = this.texts.peek();
    const verdict = this.verdict.peek();
    return {
      ...texts,
      difficulty: this.difficulty.peek(),
      ...(record.procedure !== undefined && { procedure: record.procedure }),
      asks: ASKED_MARKS.filter((mark) => isMarked(record, mark)),
      references: [{ expert, record }],
      ...(verdict !== null && { verdict }),
      keyViews: [],
      reveal: ['reference-marks', 'differences', 'key-views', 'explanation'],
    };
  }
}
