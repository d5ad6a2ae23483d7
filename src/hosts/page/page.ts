import { signal, type ReadonlySignal } from '@preact/signals-core';
import { defineElements } from '../element.ts';
import type { ViewerElement } from '../viewer-element.ts';
import { readAddress, type Address, type Place } from './address.ts';
import { archiveOf } from './archive.ts';
import type { ImageDisplayRequest } from './iid.ts';
import { fetchSite } from './fetch-site.ts';
import { findRequested } from './find.ts';
import { goTo } from './go-to.ts';
import { line, type Line } from './line.ts';
import { PageBar } from './page-bar.ts';
import { siteProfiles } from './site-profiles.ts';
import type { Site } from './site.ts';

export interface PageOptions {
  /** Where the bar and the viewer are put. */
  readonly root: HTMLElement;
  /** Index of the bundled samples, relative to the page; null: the page has none. */
  readonly samples: string | null;
}

/** What stands on the page now. */
export interface Page {
  readonly site: Site;
  readonly bar: PageBar;
  /** Null while there is nothing to view yet. */
  readonly viewer: ReadonlySignal<ViewerElement | null>;
  /** The study that the viewer was opened for; null for none, as with samples. */
  readonly study: string | null;
  /** Opens a study of an archive in a viewer of its own, or goes to a place in the one that is open. Resolves with what isn't there. */
  open(archive: URL, study: string, place: Place): Promise<readonly Line[]>;
}

const BESIDE = 'tipcheck.json';

const isLine = (value: URL | Line): value is Line => !(value instanceof URL);

class RunningPage implements Page {
  readonly site: Site;
  readonly bar: PageBar;
  readonly #address: Address;
  readonly #root: HTMLElement;
  readonly #profiles: readonly unknown[];
  readonly #viewer = signal<ViewerElement | null>(null);
  #study: string | null = null;
  #going = new AbortController();

  constructor(site: Site, address: Address, profiles: readonly unknown[], root: HTMLElement) {
    this.site = site;
    this.bar = document.createElement('tipcheck-page-bar') as PageBar;
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

  async open(archive: URL, study: string, place: Place): Promise<readonly Line[]> {
    if (this.#study !== study) {
      this.#mount({ dicomweb: archive.href, study });
      this.#study = study;
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
      ...(site.memoryBudget !== null && { 'memory-budget': String(site.memoryBudget) }),
      ...(!site.keepWork && { 'keep-work': 'off' }),
    };
    for (const [name, value] of Object.entries(all)) viewer.setAttribute(name, value);
    if (this.#profiles.length > 0) viewer.profiles = this.#profiles;
    this.#viewer.peek()?.remove();
    this.#study = null;
    this.#root.append(viewer);
    this.#viewer.value = viewer;
  }
}

const isExact = (request: ImageDisplayRequest): request is ImageDisplayRequest & { readonly kind: 'studies' } =>
  request.kind === 'studies' && request.studyUIDs.length === 1 && request.accessionNumbers.length === 0;

/** Opens what an address asks for: at once where it names one study, else after asking the archive, and the reader where there are several. */
const openRequested = async (
  page: RunningPage,
  request: ImageDisplayRequest,
  archive: URL,
  place: Place,
): Promise<void> => {
  const { bar } = page;
  const open = (study: string): void => {
    bar.offer(null);
    void page.open(archive, study, place).then((lines) => {
      bar.tell(...lines);
    });
  };
  const [only] = isExact(request) ? request.studyUIDs : [];
  if (only !== undefined) {
    open(only);
    return;
  }
  bar.searching(true);
  try {
    const { findStudies, MOST_FOUND } = await import('../../load/find-studies.ts');
    const { studies, lines } = await findRequested(request, (query) => findStudies(archive.href, query));
    bar.tell(...lines);
    const [first, ...others] = studies;
    if (!first) page.mount({});
    else if (others.length === 0) open(first.studyInstanceUID);
    else {
      if (studies.length >= MOST_FOUND)
        bar.tell(line('There are more studies: the first {count} are listed.', { count: studies.length }));
      bar.offer({
        studies,
        choose: (study) => {
          open(study.studyInstanceUID);
        },
      });
    }
  } catch (error) {
    bar.tell(searchFailed(error));
    page.mount({});
  } finally {
    bar.searching(false);
  }
};

const searchFailed = (error: unknown): Line => {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
  const reason =
    code === 'unauthorized'
      ? 'it asks for permission'
      : code === 'network'
        ? 'the server can’t be reached'
        : 'the server failed';
  return line('The archive could not be searched: {reason}.', {}, reason);
};

/**
 * The page that a site deploys (docs/site.md): reads the settings beside it and what its address asks for (docs/launching.md), opens that in a
 * viewer, and lets the pages that the settings name talk to it from outside (docs/bridge.md).
 */
export const startPage = async ({ root, samples }: PageOptions): Promise<Page> => {
  defineElements();
  if (!customElements.get('tipcheck-page-bar')) customElements.define('tipcheck-page-bar', PageBar);
  const { site, lines } = await fetchSite(new URL(BESIDE, document.baseURI));
  const address = readAddress(location.search);
  const profiles = await siteProfiles(site.profiles, new URL(document.baseURI));
  if (site.title !== null) document.title = site.title;
  const page = new RunningPage(site, address, profiles.found, root);
  page.bar.tell(...lines, ...profiles.lines, ...address.lines);
  if (site.framedBy.length > 0 && window.parent !== window)
    void import('./bridge.ts').then(
      ({ startBridge }) => startBridge(page, site.framedBy),
      () => {
        page.bar.tell(line('What talks to the page around this one could not be loaded.'));
      },
    );
  const archive =
    address.asks || address.dicomweb !== null ? archiveOf(address, site, new URL(document.baseURI)) : null;
  if (archive !== null && isLine(archive)) page.bar.tell(archive);
  if (address.request && archive instanceof URL) void openRequested(page, address.request, archive, address.place);
  // What was asked for and can't be opened isn't replaced by something else, which could be taken for it.
  else page.mount(!address.asks && site.samples && samples !== null ? { samples } : {});
  return page;
};
