import { computed, signal, type ReadonlySignal, type Signal } from '@preact/signals-core';
import type { Reference } from '../teach/case.ts';

/** One picture that will leave the house, with all that is drawn over it. */
export interface ReleasePicture {
  /** The same for the same picture with the same marks. */
  readonly key: string;
  /** In the reader's language. */
  readonly name: string;
  /** Draws it into an empty element, from the very bytes that are released. Resolves to the references that it shows, with their names; rejects where it can't be shown. */
  readonly draw: (into: HTMLElement, signal: AbortSignal) => Promise<readonly Reference[]>;
}

/** What has been on the screen, by the pictures' keys, each with the references that it showed. */
export type SeenPictures = ReadonlyMap<string, readonly Reference[]>;

/** How many pictures stand on a page. */
export const PICTURES_A_PAGE = 12;

/** Everything that is released, page by page: what has been on the screen, and what could not be shown. */
export class ReleasePreview {
  readonly pictures: readonly ReleasePicture[];
  readonly #seen: Signal<SeenPictures>;
  readonly #failed = signal<ReadonlySet<string>>(new Set());
  readonly #page = signal(0);
  readonly #large = signal<number | null>(null);
  /** The reader has looked elsewhere at what can't be shown here. */
  readonly lookedElsewhere = signal(false);

  /** `seenBefore`: what the same reader has had on the screen already, and looks the same. */
  constructor(pictures: readonly ReleasePicture[], seenBefore: SeenPictures = new Map()) {
    this.pictures = pictures;
    this.#seen = signal(seenBefore);
  }

  get seen(): ReadonlySignal<SeenPictures> {
    return this.#seen;
  }

  /** From 0. */
  get page(): ReadonlySignal<number> {
    return this.#page;
  }

  /** Which picture is shown alone. */
  get large(): ReadonlySignal<number | null> {
    return this.#large;
  }

  get pages(): number {
    return Math.max(1, Math.ceil(this.pictures.length / PICTURES_A_PAGE));
  }

  readonly unseen: ReadonlySignal<number> = computed(
    () => this.pictures.filter(({ key }) => !this.#seen.value.has(key) && !this.#failed.value.has(key)).length,
  );

  readonly notShown: ReadonlySignal<readonly ReleasePicture[]> = computed(() =>
    this.pictures.filter(({ key }) => this.#failed.value.has(key)),
  );

  readonly isLookedAt: ReadonlySignal<boolean> = computed(
    () => this.unseen.value === 0 && (this.notShown.value.length === 0 || this.lookedElsewhere.value),
  );

  goTo(page: number): void {
    this.#page.value = Math.max(0, Math.min(this.pages - 1, page));
  }

  /** Shows one picture alone, or the page that it is on. */
  enlarge(index: number | null): void {
    const before = this.#large.peek();
    this.#large.value = index === null ? null : Math.max(0, Math.min(this.pictures.length - 1, index));
    if (index === null && before !== null) this.goTo(Math.floor(before / PICTURES_A_PAGE));
  }

  /** It was drawn, and is on the screen. */
  shown(key: string, references: readonly Reference[]): void {
    if (!this.#seen.peek().has(key)) this.#seen.value = new Map([...this.#seen.peek(), [key, references]]);
  }

  couldNotShow(key: string): void {
    if (!this.#failed.peek().has(key)) this.#failed.value = new Set([...this.#failed.peek(), key]);
  }
}
