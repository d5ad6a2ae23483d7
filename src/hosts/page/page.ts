import { defineElements } from '../element.ts';
import { readAddress, type Address, type Place } from './address.ts';
import { archiveOf } from './archive.ts';
import { caseUrl } from './case-link.ts';
import type { ImageDisplayRequest } from './iid.ts';
import { fetchSite } from './fetch-site.ts';
import { findRequested } from './find.ts';
import { line, type Line } from './line.ts';
import { PageBar } from './page-bar.ts';
import { RunningPage, type Page } from './running-page.ts';
import { siteProfiles } from './site-profiles.ts';

export interface PageOptions {
  /** Where the bar and the viewer are put. */
  readonly root: HTMLElement;
  /** Index of the bundled samples, relative to the page; null: the page has none. */
  readonly samples: string | null;
}

const BESIDE = 'tipcheck.json';

const isLine = (value: object): value is Line => 'text' in value;

/** Opens the teaching case that an address names. */
const openLinkedCase = async (page: RunningPage, { case: named }: Address): Promise<void> => {
  page.mount({});
  const viewer = page.viewer.peek();
  const url = caseUrl(named ?? '', page.site, new URL(document.baseURI));
  if (!(url instanceof URL)) {
    page.bar.tell(url);
    return;
  }
  const overtaken = new AbortController();
  // What the host around the page has opened meanwhile stays.
  const end = page.viewer.subscribe((now) => {
    if (now !== viewer) overtaken.abort();
  });
  page.bar.waiting('The teaching case is on its way…');
  try {
    const { fetchCase } = await import('./fetch-case.ts');
    const found = await fetchCase(url, overtaken.signal);
    page.bar.waiting(null);
    if (found && 'text' in found) page.bar.tell(found);
    // What the reader has opened in the viewer meanwhile stays, too.
    else if (found && !overtaken.signal.aborted && viewer?.machinery?.opening.begun !== true)
      await viewer?.openInputs(found);
  } catch {
    page.bar.tell(line('What opens teaching cases could not be loaded.'));
  } finally {
    end();
    page.bar.waiting(null);
  }
};

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
    page.open(archive, study, place).then(
      (lines) => {
        bar.tell(...lines);
      },
      () => {
        bar.tell(line('What the address names could not be shown.'));
      },
    );
  };
  /** What the host around the page has opened meanwhile stays. */
  const isOvertaken = (): boolean => page.viewer.peek() !== null;
  const [only] = isExact(request) ? request.studyUIDs : [];
  if (only !== undefined) {
    open(only);
    return;
  }
  bar.waiting('The archive is asked for the studies…');
  try {
    const { findStudies } = await import('../../load/find-studies.ts');
    const { studies, lines } = await findRequested(request, (query) => findStudies(archive.href, query));
    if (isOvertaken()) return;
    bar.tell(...lines);
    const [first, ...others] = studies;
    if (!first) page.mount({});
    else if (others.length === 0) open(first.studyInstanceUID);
    else {
      bar.offer({
        studies,
        choose: (study) => {
          open(study.studyInstanceUID);
        },
      });
    }
  } catch (error) {
    if (isOvertaken()) return;
    bar.tell(searchFailed(error));
    page.mount({});
  } finally {
    bar.waiting(null);
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
  const isStudyAsked = address.case === null && (address.asks || address.dicomweb !== null);
  const archive = isStudyAsked ? archiveOf(address, site, new URL(document.baseURI)) : null;
  if (archive !== null && isLine(archive)) page.bar.tell(archive);
  if (address.case !== null) void openLinkedCase(page, address);
  else if (address.request && archive instanceof URL) void openRequested(page, address.request, archive, address.place);
  // What was asked for and can't be opened isn't replaced by something else, which could be taken for it.
  else page.mount(!address.asks && site.samples && samples !== null ? { samples } : {});
  return page;
};
