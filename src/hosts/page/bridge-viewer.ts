import { effect } from '@preact/signals-core';
import type { Confirmation } from '../../confirmation/record.ts';
import { isSaved } from '../../session/save-state.ts';
import type { TipcheckChange, TipcheckErrorDetail, ViewerElement } from '../viewer-element.ts';
import { archiveOf } from './archive.ts';
import type { BridgeAnswer, BridgeCase, BridgeErrorCode, BridgeEvent, BridgeRequest } from './bridge-messages.ts';
import { PROTOCOL } from './bridge-messages.ts';
import { opened, showRecord } from './go-to.ts';
import { lineText } from './line.ts';
import type { Page } from './running-page.ts';
import { atMostEvery } from './rate.ts';

/** Characters of a record's JSON that are sent. */
const MOST_RECORD_CHARACTERS = 4 * 1024 * 1024;
const CHANGES_EVERY_MS = 100;

const caseOf = ({ record, assessment }: TipcheckChange): BridgeCase =>
  record && JSON.stringify(record).length > MOST_RECORD_CHARACTERS
    ? { record: null, assessment: null, isTooLarge: true }
    : { record, assessment, isTooLarge: false };

const MESSAGES: Readonly<Record<BridgeErrorCode, string>> = {
  'no-archive': 'there is no such archive here, or none to store in',
  'not-opened': 'the study could not be opened',
  'no-such-record': 'there is no such confirmation',
  unsaved: 'there are marks that are saved nowhere; store them, or say discard',
  superseded: 'something else was opened meanwhile',
  'not-stored': 'a report could not be written',
  failed: 'the page failed',
};

const failure = (id: string, code: BridgeErrorCode): BridgeAnswer => ({
  id,
  type: 'error',
  code,
  message: MESSAGES[code],
});

/** What isn't in the archive as it is now and isn't kept in the browser. */
const unsaved = ({ session, storing }: ViewerElement): readonly Confirmation[] =>
  session.cases
    .peek()
    .confirmations.filter(
      (record) => storing?.stateOf(record).kind !== 'stored' && !isSaved(record, session.saved.peek().browser),
    );

/** Does what a host asks, in the page's viewer. */
export class BridgeViewer {
  readonly #page: Page;
  readonly #version: string;
  #opening = new AbortController();

  constructor(page: Page, version: string) {
    this.#page = page;
    this.#version = version;
  }

  async answer(request: BridgeRequest): Promise<BridgeAnswer> {
    const { id } = request;
    const viewer = this.#page.viewer.peek();
    switch (request.type) {
      case 'hello':
        return { id, type: 'ready', version: this.#version, protocol: PROTOCOL };
      case 'open':
        return this.#open(request);
      case 'select': {
        const machinery = viewer?.machinery;
        return viewer && machinery && (await showRecord(viewer, machinery, request.record))
          ? { id, type: 'done' }
          : failure(id, 'no-such-record');
      }
      case 'state': {
        const { session } = viewer ?? {};
        return {
          id,
          type: 'state',
          study: this.#page.study,
          confirmations: session?.cases.peek().confirmations.map((one) => one.id) ?? [],
          ...caseOf({ record: session?.active.peek() ?? null, assessment: session?.assessment.peek() ?? null }),
        };
      }
      case 'store':
        return viewer ? this.#store(id, viewer) : failure(id, 'no-archive');
    }
  }

  async #open(request: Extract<BridgeRequest, { type: 'open' }>): Promise<BridgeAnswer> {
    const { id, study, archive = null, discard = false } = request;
    const url = archiveOf({ dicomweb: null, archive }, this.#page.site, new URL(document.baseURI));
    if (!(url instanceof URL)) return failure(id, 'no-archive');
    const before = this.#page.viewer.peek();
    if (before && !this.#page.shows(url, study) && !discard && unsaved(before).length > 0)
      return failure(id, 'unsaved');
    this.#opening.abort();
    this.#opening = new AbortController();
    const { signal } = this.#opening;
    const { series = null, frame = null, record = null } = request;
    const going = this.#page.open(url, study, { series, frame, record });
    // Waited for below, once the study has come.
    going.catch(() => undefined);
    const viewer = this.#page.viewer.peek();
    try {
      if (!viewer || !(await opened(viewer, signal))) return failure(id, 'not-opened');
      const notes = (await going).map(lineText);
      return signal.aborted ? failure(id, 'superseded') : { id, type: 'done', notes };
    } catch (error) {
      if (signal.aborted) return failure(id, 'superseded');
      throw error;
    }
  }

  async #store(id: string, viewer: ViewerElement): Promise<BridgeAnswer> {
    const { storing, session } = viewer;
    if (!storing) return failure(id, 'no-archive');
    const refusals = await storing.storeAll();
    if (refusals.length > 0) return failure(id, 'not-stored');
    const ids = (kinds: readonly string[]): readonly string[] =>
      session.cases
        .peek()
        .confirmations.filter((record) => kinds.includes(storing.stateOf(record).kind))
        .map((record) => record.id);
    return { id, type: 'stored', stored: ids(['stored']), waiting: ids(['waiting', 'storing']) };
  }
}

/** Tells what happens in the page's viewer, whichever it is at the time, until the returned function is called. */
export const followPage = (page: Page, tell: (event: BridgeEvent) => void): (() => void) =>
  effect(() => {
    const viewer = page.viewer.value;
    return viewer ? followViewer(viewer, tell) : undefined;
  });

const followViewer = (viewer: ViewerElement, tell: (event: BridgeEvent) => void): (() => void) => {
  const changes = atMostEvery(CHANGES_EVERY_MS, (change: TipcheckChange) => {
    tell({ type: 'change', ...caseOf(change) });
  });
  const changed = (event: Event): void => {
    changes.push((event as CustomEvent<TipcheckChange>).detail);
  };
  const failed = (event: Event): void => {
    tell({ type: 'trouble', code: (event as CustomEvent<TipcheckErrorDetail>).detail.code });
  };
  viewer.addEventListener('tipcheck-change', changed);
  viewer.addEventListener('tipcheck-error', failed);
  const stopStored = followStored(viewer, tell);
  return () => {
    stopStored();
    changes.stop();
    viewer.removeEventListener('tipcheck-change', changed);
    viewer.removeEventListener('tipcheck-error', failed);
  };
};

/** A report that was found stored, as at the opening of a study, isn't told of: nobody stored it now. */
const followStored = (viewer: ViewerElement, tell: (event: BridgeEvent) => void): (() => void) => {
  const wasStored = new Map<string, boolean>();
  return effect(() => {
    const { storing, session } = viewer;
    if (!storing) return;
    for (const record of session.cases.value.confirmations) {
      const state = storing.stateOf(record);
      const isStored = state.kind === 'stored';
      if (isStored && wasStored.get(record.id) === false)
        tell({ type: 'report-stored', record: record.id, at: state.at.toISOString() });
      wasStored.set(record.id, isStored);
    }
  });
};
