import { signal } from '@preact/signals-core';
import type { TemplateResult, nothing } from 'lit';
import type { SkippedFile } from '../viewer/study.ts';
import type { TargetFile } from './read-targets.ts';
import type * as targetListParts from './target-list.ts';
import type { ViewerContext } from './viewer-context.ts';

/** Targets that other systems drew: what lists them comes with the first. */
export class ViewerTargets {
  readonly #context: ViewerContext;
  readonly #files = signal<readonly TargetFile[]>([]);
  readonly #parts = signal<typeof targetListParts | null>(null);

  constructor(context: ViewerContext) {
    this.#context = context;
  }

  /** They are listed under the series; what of them can't be used is told. `instead`: those of before are gone. */
  async take(files: readonly TargetFile[], instead: boolean): Promise<void> {
    if (instead) this.#files.value = [];
    if (files.length === 0) return;
    this.#files.value = [...this.#files.peek(), ...files];
    const parts = this.#parts.peek() ?? (await import('./target-list.ts'));
    this.#parts.value = parts;
    const machinery = this.#context.machinery.peek();
    if (!machinery) return;
    const refused = parts.newRefusals(files, { session: this.#context.session, ...machinery });
    this.#context.failAll(refused.map(({ code, path, message }) => ({ code, message: `${path}: ${message}` })));
  }

  list(): { readonly view: TemplateResult | typeof nothing; readonly refused: readonly SkippedFile[] } | undefined {
    const { session, machinery } = this.#context;
    return machinery.value
      ? this.#parts.value?.targetList(this.#files.value, { session, ...machinery.value })
      : undefined;
  }
}
