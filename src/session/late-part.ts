import { signal, type ReadonlySignal } from '@preact/signals-core';

/** A part of the product that is loaded once, when it is needed. Where that failed, who asks next tries again. */
export class LatePart<Part> {
  /** What the last failure was; told here alone. */
  cause: unknown;
  readonly #fetch: () => Promise<Part>;
  readonly #loaded = signal<Part | null>(null);
  readonly #failures = signal(0);
  #loading: Promise<Part> | null = null;

  constructor(fetch: () => Promise<Part>) {
    this.#fetch = fetch;
  }

  /** A part that is there already. */
  static of<Part>(part: Part): LatePart<Part> {
    const late = new LatePart<Part>(
      () =>
        new Promise((resolve) => {
          resolve(part);
        }),
    );
    late.#loaded.value = part;
    return late;
  }

  /** Null until it is loaded. */
  get loaded(): ReadonlySignal<Part | null> {
    return this.#loaded;
  }

  /** How often it could not be loaded. */
  get failures(): ReadonlySignal<number> {
    return this.#failures;
  }

  /** The part, loaded now if it isn't there. Rejects where it can't be had. */
  load(): Promise<Part> {
    this.#loading ??= this.#fetch().then(
      (part) => {
        this.#loaded.value = part;
        return part;
      },
      (error: unknown) => {
        this.#loading = null;
        this.cause = error;
        this.#failures.value += 1;
        throw error;
      },
    );
    return this.#loading;
  }

  /** Begins to load it, for whoever doesn't wait for it: what fails is counted. */
  want(): void {
    this.load().catch(() => undefined);
  }

  /** As `want`, unless it failed before: for what asks again and again. */
  wantOnce(): void {
    if (this.#failures.peek() === 0) this.want();
  }
}
