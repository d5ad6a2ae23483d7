import { signal, type ReadonlySignal } from '@preact/signals-core';
import type { ViewerElement } from '../viewer-element.ts';
import type { Address, Place } from './address.ts';
import { goTo } from './go-to.ts';
import type { Line } from './line.ts';
import type { PageBar } from './page-bar.ts';
import type { Site } from './site.ts';

/** What stands on the page now. */
export interface Page {
  readonly site: Site;
  readonly bar: PageBar;
  /** Null while there is nothing to view yet. */
  readonly viewer: ReadonlySignal<ViewerElement | null>;
  /** The study that the viewer was opened for; null for none, as with samples. */
  readonly study: string | null;
  /** Whether the viewer has a study of an archive open, or is about to: one of which nothing came isn't. */
  shows(archive: URL, study: string): boolean;
  /** Opens a study of an archive in a viewer of its own, or goes to a place in the one that is open. Resolves with what isn't there. */
  open(archive: URL, study: string, place: Place): Promise<readonly Line[]>;
}

/** The page's bar, and one viewer after the other. */
export class RunningPage implements Page {
  readonly site: Site;
  readonly bar: PageBar;
  readonly #address: Address;
  readonly #root: HTMLElement;
  readonly #profiles: readonly unknown[];
  readonly #viewer = signal<ViewerElement | null>(null);
  #study: string | null = null;
  #archive: string | null = null;
  #going = new AbortController();

  constructor(site: Site, address: Address, profiles: readonly unknown[], root: HTMLElement) {
    this.site = site;
    this.bar = document.createElement('tipcheck-page-bar') as PageBar;
    // It speaks before there is a viewer.
    this.bar.language = address.language ?? site.language;
    this.#address = address;
    this.#profiles = profiles;
    this.#root = root;
    root.append(this.bar);
  }

  get viewer(): ReadonlySignal<ViewerElement | null> {
    return this.#viewer;
  }

  get study(): string | null {
    return this.#study;
  }

  shows(archive: URL, study: string): boolean {
    if (this.#study !== study || this.#archive !== archive.href) return false;
    const machinery = this.#viewer.peek()?.machinery;
    return !machinery || machinery.opening.ended.peek() === 0 || machinery.study.series.peek().length > 0;
  }

  async open(archive: URL, study: string, place: Place): Promise<readonly Line[]> {
    // What was offered to choose from was for what is open no more.
    this.bar.offer(null);
    if (!this.shows(archive, study)) {
      this.#mount({ dicomweb: archive.href, study });
      this.#study = study;
      this.#archive = archive.href;
    }
    this.#going.abort();
    this.#going = new AbortController();
    const { signal } = this.#going;
    const viewer = this.#viewer.peek();
    if (!viewer) return [];
    try {
      return await goTo(viewer, place, signal);
    } catch (error) {
      // Something else was opened meanwhile.
      if (signal.aborted) return [];
      throw error;
    }
  }

  /** A viewer that opens what its attributes say, in the place of the one before. */
  mount(attributes: Readonly<Record<string, string>>): void {
    this.#mount(attributes);
  }

  #mount(attributes: Readonly<Record<string, string>>): void {
    const { site } = this;
    const language = this.#address.language ?? site.language;
    const profile = this.#address.profile ?? site.defaultProfile;
    const viewer = document.createElement('tipcheck-viewer') as ViewerElement;
    const all = {
      ...attributes,
      ...(language !== null && { language }),
      ...(profile !== null && { profile }),
      ...(this.#address.drawing !== null && { drawing: this.#address.drawing }),
      ...(site.memoryBudget !== null && { 'memory-budget': String(site.memoryBudget) }),
      ...(!site.keepWork && { 'keep-work': 'off' }),
    };
    for (const [name, value] of Object.entries(all)) viewer.setAttribute(name, value);
    if (this.#profiles.length > 0) viewer.profiles = this.#profiles;
    this.#viewer.peek()?.remove();
    this.#study = null;
    this.#archive = null;
    this.#root.append(viewer);
    this.#viewer.value = viewer;
  }
}
