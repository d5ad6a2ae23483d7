import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** How long a verdict has to stand before it is told: of a run of arrow keys only what comes out of it is. */
const REST_MS = 400;

/**
 * Tells a screen reader of the verdict, once for each change, in the words that stand there. The verdict itself changes with every step of a drag.
 * What is there when the panel comes is read like everything else, and isn't told.
 */
export class VerdictAnnouncer implements ReactiveController {
  readonly #root: () => DocumentFragment | HTMLElement;
  readonly #isHeld: () => boolean;
  #told: string | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param isHeld whether a mark is being drawn or dragged: nothing is told before it is let go */
  constructor(
    host: ReactiveControllerHost & { readonly renderRoot: DocumentFragment | HTMLElement },
    isHeld: () => boolean,
  ) {
    this.#root = () => host.renderRoot;
    this.#isHeld = isHeld;
    host.addController(this);
  }

  hostUpdated(): void {
    clearTimeout(this.#timer);
    const text = wordsOf(this.#root().querySelector('.verdict'));
    if (text === null) return;
    this.#told ??= text;
    if (text === this.#told || this.#isHeld()) return;
    this.#timer = setTimeout(() => {
      this.#told = text;
      const region = this.#root().querySelector('.announced');
      if (region) region.textContent = text;
    }, REST_MS);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
  }
}

/** The word, then the sentences. */
const wordsOf = (verdict: Element | null): string | null => {
  if (!verdict) return null;
  return [...verdict.querySelectorAll('strong, p')]
    .map((part) => part.textContent.replace(/\s+/g, ' ').trim())
    .map((words) => (/[.!?。]$/.test(words) ? words : `${words}.`))
    .join(' ');
};
