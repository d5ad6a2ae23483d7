import { signal, type ReadonlySignal } from '@preact/signals-core';
import type { KeptWork } from './kept-work.ts';
import type { ViewerContext } from './viewer-context.ts';

/** Keeping a viewer's work in the browser while there are pictures, unless its host wants none kept. */
export class ViewerKeeping {
  readonly #context: ViewerContext;
  readonly #isWanted: () => boolean;
  readonly #kept = signal<KeptWork | null>(null);
  #stop: (() => void) | null = null;

  constructor(context: ViewerContext, isWanted: () => boolean) {
    this.#context = context;
    this.#isWanted = isWanted;
  }

  /** Null before it is loaded. */
  get kept(): ReadonlySignal<KeptWork | null> {
    return this.#kept;
  }

  /** Before anything can be marked. */
  async load(): Promise<void> {
    const { session, fail } = this.#context;
    if (this.#kept.peek() || !this.#isWanted()) return;
    try {
      const { keptWorkOf } = await import('./kept-work.ts');
      this.#kept.value ??= keptWorkOf(session);
    } catch (cause) {
      fail({
        code: 'load-failed',
        message: 'Work is not being kept in this browser: what keeps it could not be loaded.',
        cause,
      });
    }
  }

  /** Begins or ends, as the host wants it now. */
  follow(): void {
    const machinery = this.#context.machinery.peek();
    const kept = this.#kept.peek();
    if (!machinery || !this.#isWanted()) this.end();
    else if (kept) this.#stop ??= kept.start(machinery.study.series);
    else
      void this.load().then(() => {
        if (this.#kept.peek()) this.follow();
      });
  }

  /** Deletes all that is kept in this browser, also where nothing is to be kept any more. */
  async forget(): Promise<void> {
    const { keptWorkOf } = await import('./kept-work.ts');
    await (this.#kept.peek() ?? keptWorkOf(this.#context.session)).forget();
  }

  end(): void {
    this.#stop?.();
    this.#stop = null;
  }
}
