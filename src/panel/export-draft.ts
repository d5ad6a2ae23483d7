import { computed, signal, type ReadonlySignal } from '@preact/signals-core';
import type { Inspection, LeftOut, ReleaseFinding, Released, Withheld } from '../release/export-deidentified.ts';

/** What an export is of, and who does it. */
export interface ExportParts {
  readonly images: number;
  readonly records: number;
  readonly inspect: (onProgress: (done: number) => void, signal: AbortSignal) => Promise<Inspection>;
  readonly release: (
    choices: ExportChoices,
    onProgress: (done: number) => void,
    signal: AbortSignal,
  ) => Promise<Released | Withheld>;
  readonly save: (zip: readonly Uint8Array[]) => void;
}

export interface ExportChoices {
  readonly dates: 'shifted' | 'removed';
  readonly keepOverlays: boolean;
  readonly acknowledged: readonly ReleaseFinding[];
  /** Numbers of the images that are left out because they can't be exported, by the reader's word. */
  readonly leftOut: readonly number[];
}

export type ExportPhase =
  | { readonly kind: 'looking'; readonly done: number }
  | { readonly kind: 'looked' }
  | { readonly kind: 'writing'; readonly done: number }
  | { readonly kind: 'saved' }
  | { readonly kind: 'failed'; readonly message: string };

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : 'the images could not be read');

/** One export in the making: what was found, what the reader has looked at, how far it is. */
export class ExportDraft {
  readonly images: number;
  readonly records: number;
  readonly #parts: ExportParts;
  readonly #running = new AbortController();
  readonly #phase = signal<ExportPhase>({ kind: 'looking', done: 0 });
  readonly #looked = signal<Inspection>({ findings: [], leftOut: [] });
  readonly dates = signal<ExportChoices['dates']>('shifted');
  readonly keepOverlays = signal(false);
  /** What has to be looked at as the choices are: overlays only where they are kept. */
  readonly #inspection: ReadonlySignal<Inspection> = computed(() => {
    const { findings, leftOut } = this.#looked.value;
    const isKept = this.keepOverlays.value;
    return { findings: findings.filter(({ code }) => isKept || code !== 'overlay-kept'), leftOut };
  });
  readonly #confirmed = signal<ReadonlySet<ReleaseFinding | LeftOut>>(new Set());

  /** Whether everything that was found has been looked at, and something is left to export. */
  readonly isReady: ReadonlySignal<boolean> = computed(() => {
    const { findings, leftOut } = this.#inspection.value;
    const phase = this.#phase.value.kind;
    return (
      (phase === 'looked' || phase === 'saved') &&
      leftOut.length < this.images &&
      [...findings, ...leftOut].every((one) => this.#confirmed.value.has(one))
    );
  });

  constructor(parts: ExportParts) {
    this.#parts = parts;
    this.images = parts.images;
    this.records = parts.records;
    void this.#look();
  }

  get phase(): ReadonlySignal<ExportPhase> {
    return this.#phase;
  }

  get inspection(): ReadonlySignal<Inspection> {
    return this.#inspection;
  }

  isConfirmed(one: ReleaseFinding | LeftOut): boolean {
    return this.#confirmed.value.has(one);
  }

  confirm(one: ReleaseFinding | LeftOut, isConfirmed: boolean): void {
    const next = new Set(this.#confirmed.peek());
    if (isConfirmed) next.add(one);
    else next.delete(one);
    this.#confirmed.value = next;
  }

  /** Ends what is running: the dialog was closed. */
  stop(): void {
    this.#running.abort();
  }

  async #look(): Promise<void> {
    const { inspect } = this.#parts;
    await this.#run(async () => {
      this.#looked.value = await inspect((done) => {
        this.#phase.value = { kind: 'looking', done };
      }, this.#running.signal);
      this.#phase.value = { kind: 'looked' };
    });
  }

  async write(): Promise<void> {
    if (!this.isReady.peek()) return;
    const { release, save } = this.#parts;
    const { findings, leftOut } = this.#inspection.peek();
    const choices: ExportChoices = {
      dates: this.dates.peek(),
      keepOverlays: this.keepOverlays.peek(),
      acknowledged: findings,
      leftOut: leftOut.map(({ image }) => image),
    };
    await this.#run(async () => {
      this.#phase.value = { kind: 'writing', done: 0 };
      const result = await release(
        choices,
        (done) => {
          this.#phase.value = { kind: 'writing', done };
        },
        this.#running.signal,
      );
      if (this.#running.signal.aborted) return;
      if (result.kind === 'released') {
        save(result.zip);
        this.#phase.value = { kind: 'saved' };
      } else this.#phase.value = { kind: 'failed', message: result.message };
    });
  }

  async #run(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!this.#running.signal.aborted) this.#phase.value = { kind: 'failed', message: messageOf(error) };
    }
  }
}
