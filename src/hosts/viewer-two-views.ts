import { signal, type ReadonlySignal } from '@preact/signals-core';
import type * as twoViewsParts from './two-views-parts.ts';
import type { ViewerContext } from './viewer-context.ts';

export type TwoViewsParts = typeof twoViewsParts;

/** What two views need beside one picture: loaded when they are asked for, and following the stage from then on. */
export class ViewerTwoViews {
  readonly #context: ViewerContext;
  readonly #parts = signal<TwoViewsParts | null>(null);
  #stop: (() => void) | null = null;

  constructor(context: ViewerContext) {
    this.#context = context;
  }

  get parts(): ReadonlySignal<TwoViewsParts | null> {
    return this.#parts;
  }

  async load(): Promise<TwoViewsParts | null> {
    const { session, fail } = this.#context;
    const machinery = this.#context.machinery.peek();
    if (!machinery) return null;
    try {
      const [parts, controller] = await Promise.all([import('./two-views-parts.ts'), machinery.tools.marking.load()]);
      if (this.#context.machinery.peek() !== machinery) return null;
      this.#stop ??= parts.followTwoViews({ session, controller, ...machinery });
      this.#parts.value = parts;
      return parts;
    } catch (cause) {
      fail({ code: 'load-failed', message: 'What shows two views could not be loaded.', cause });
      return null;
    }
  }

  end(): void {
    this.#stop?.();
    this.#stop = null;
    this.#parts.value = null;
  }
}
