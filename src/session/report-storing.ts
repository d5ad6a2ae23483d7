import { signal, type ReadonlySignal } from '@preact/signals-core';
import { isRefused, refused, type Confirmation, type Refused } from '../confirmation/record.ts';
import type { Assessment } from '../assess/assessment.ts';
import type { ArchiveState } from './archive-state.ts';
import { Outbox, type OutboxEntry, type OutboxObject, type OutboxOptions } from './outbox.ts';
import type { MakeExtras } from './report-extras.ts';
import { reportOf } from './report-of-entry.ts';
import { saysTheSame } from './record-content.ts';
import type { DocumentReference, StoredReport } from './newest-reports.ts';
import { revisionOf, withRevision } from './save-state.ts';
import type { Session } from './session.ts';
import type { StoredNote, StoredNotes } from './stored-notes.ts';

export interface WriteOptions {
  readonly writtenAt: Date;
  /** What the archive has, or is to have, of the record by now. */
  readonly predecessor: DocumentReference | null;
  /** What is to be stored beside the report. */
  readonly extras: MakeExtras | null;
  /** The archive has the report as it is now: only what goes beside it is missing. */
  readonly isReportStored: boolean;
}

/** Writes what is stored of a record: the report first. */
export type WriteObjects = (
  record: Confirmation,
  assessment: Assessment,
  options: WriteOptions,
) => Promise<readonly Omit<OutboxObject, 'isStored'>[] | Refused>;

export interface ReportStoringOptions extends Pick<OutboxOptions, 'destination' | 'store' | 'keep' | 'later' | 'now'> {
  readonly session: Session;
  readonly write: WriteObjects;
  /** Where it is noted what was stored, beyond the page; null where nothing is kept. */
  readonly notes?: StoredNotes | null;
  /** Nobody but the notes can say what is stored: they are believed. */
  readonly believesNotes?: boolean;
}

interface InArchive extends DocumentReference {
  readonly record: Confirmation;
  readonly at: Date;
  readonly warning: string | null;
}

/** Storing the reports of a session's confirmations, and what is true of each of them in the archive. */
export class ReportStoring {
  readonly #options: ReportStoringOptions;
  readonly #outbox: Outbox;
  readonly #inArchive = signal<ReadonlyMap<string, InArchive>>(new Map());
  readonly #isWriting = signal(false);
  /** Record of each report that was found or stored here, of those that were replaced too. */
  readonly #recordOf = new Map<string, string>();
  #notes: readonly StoredNote[] = [];

  constructor(options: ReportStoringOptions) {
    this.#options = options;
    this.#outbox = new Outbox({
      ...options,
      isHeld: () => options.session.readOnly.peek(),
      onStored: (entry, warning) => {
        const report = reportOf(entry);
        if (report) this.#stored(entry, report, warning);
      },
    });
  }

  /** Objects are being written. */
  get isWriting(): ReadonlySignal<boolean> {
    return this.#isWriting;
  }

  /** What waits of confirmations that aren't open, as of another study. */
  get elsewhere(): readonly OutboxEntry[] {
    const open = new Set(this.#options.session.cases.value.confirmations.map(({ id }) => id));
    return this.#outbox.entries.value.filter(({ record }) => !open.has(record.id));
  }

  /** Pictures and pages that follow a report that is stored, and wait. */
  get extrasWaiting(): readonly OutboxEntry[] {
    return this.#outbox.entries.value.filter((entry) => !reportOf(entry));
  }

  /** False where the browser keeps nothing: what waits is lost with the page. */
  get isKept(): boolean {
    return this.#outbox.isKept.value;
  }

  stateOf(record: Confirmation): ArchiveState {
    const waiting = this.#outbox.entries.value.filter((entry) => entry.record.id === record.id && reportOf(entry));
    const same = waiting.find((entry) => saysTheSame(entry.record, record));
    const known = this.#inArchive.value.get(record.id);
    const entry = same ?? waiting.at(-1);
    if (entry) {
      if (same && this.#outbox.sending.value === same.id) return { kind: 'storing' };
      return {
        kind: 'waiting',
        reason: entry.problem?.message ?? 'an earlier report goes first',
        triesAgain: entry.problem?.mayPass !== false,
        isEarlier: same === undefined,
      };
    }
    if (!known) return { kind: 'absent' };
    return saysTheSame(known.record, record)
      ? { kind: 'stored', at: known.at, warning: known.warning }
      : { kind: 'changed' };
  }

  /** What this browser stored here before, as far as it is known. */
  get notes(): readonly StoredNote[] {
    return this.#notes;
  }

  /** Takes up what an earlier page left. Its confirmations of the study are there again, unless they are open already. */
  async start(studyInstanceUID: string | null): Promise<void> {
    const { session, notes, destination, believesNotes = false } = this.#options;
    this.#notes = (await notes?.of(destination, this.#now().getTime()).catch(() => [])) ?? [];
    if (believesNotes)
      for (const { record, at, warning, ...document } of this.#notes)
        this.#note(record, document, new Date(at), warning);
    for (const entry of await this.#outbox.start()) {
      if (entry.revision !== undefined) withRevision(entry.record, entry.revision);
      const isOpen = session.cases.peek().confirmations.some(({ id }) => id === entry.record.id);
      if (!isOpen && entry.objects[0]?.studyInstanceUID === studyInstanceUID) session.add(entry.record);
    }
  }

  /** The id of the record that a report holds, by the report's SOPInstanceUID; null for one that isn't known. */
  recordOf(sopInstanceUID: string): string | null {
    return this.#recordOf.get(sopInstanceUID) ?? null;
  }

  /** What was found in the archive, and is open now or will be. `all`: with those that were replaced. */
  found(reports: readonly StoredReport[], all: readonly StoredReport[] = reports): void {
    for (const { record, sopInstanceUID } of all) this.#recordOf.set(sopInstanceUID, record.id);
    for (const report of reports) {
      const known = this.#inArchive.peek().get(report.record.id);
      // What was stored meanwhile may not be listed yet.
      if (known && known.at > report.writtenAt && known.sopInstanceUID !== report.sopInstanceUID) continue;
      this.#note(report.record, report, report.writtenAt, null);
    }
  }

  /** Tries again what waits, as when the network is back. */
  retry(): void {
    void this.#outbox.send();
  }

  /**
   * Stores every confirmation with a mark that the archive doesn't have as it is now, and tries again what waits. Resolves when all of it has been
   * tried once; with the reasons why some couldn't be written. `extras` are stored of those too that the archive has already.
   */
  async storeAll({ extras = null }: { readonly extras?: MakeExtras | null } = {}): Promise<readonly Refused[]> {
    if (this.#isWriting.peek() || this.#options.session.readOnly.peek()) return [];
    this.#isWriting.value = true;
    const refusals: Refused[] = [];
    const sending: Promise<void>[] = [];
    try {
      if (!(await this.#isReady())) return [refused('load-failed', 'what measures could not be loaded')];
      for (const { record, assessment } of this.#options.session.assessed({ complete: true })) {
        if (!hasMarks(record)) continue;
        const state = this.stateOf(record);
        const isReportStored = state.kind === 'stored';
        if (state.kind === 'storing' || (state.kind === 'waiting' && !state.isEarlier)) {
          if (extras) refusals.push(refused('report-waiting', 'the report itself is waiting for the archive'));
          continue;
        }
        if (isReportStored && !extras) continue;
        const entry = await this.#written(record, assessment, { extras, isReportStored });
        if (entry && isRefused(entry)) refusals.push(entry);
        else if (entry) sending.push(this.#outbox.add(entry));
      }
    } finally {
      this.#isWriting.value = false;
    }
    await Promise.all([...sending, this.#outbox.retry()]);
    return refusals;
  }

  async #isReady(): Promise<boolean> {
    try {
      await this.#options.session.ready();
      return true;
    } catch {
      return false;
    }
  }

  /** Forgets what waits of a record: it won't be stored. */
  async discard(recordId: string): Promise<void> {
    if (this.#options.session.readOnly.peek()) return;
    for (const { id, record } of this.#outbox.entries.peek())
      if (record.id === recordId) await this.#outbox.discard(id);
  }

  dispose(): void {
    this.#outbox.dispose();
  }

  /** Null where there is nothing to be stored. */
  async #written(
    record: Confirmation,
    assessment: Assessment,
    options: Pick<WriteOptions, 'extras' | 'isReportStored'>,
  ): Promise<OutboxEntry | Refused | null> {
    const writtenAt = this.#now();
    const waiting = this.#outbox.entries
      .peek()
      .findLast(
        (entry) =>
          entry.record.id === record.id &&
          (entry.problem?.mayPass !== false || reportOf(entry)?.isStored) &&
          reportOf(entry),
      );
    const predecessor = (waiting && reportOf(waiting)) ?? this.#inArchive.peek().get(record.id) ?? null;
    const objects = await this.#options.write(record, assessment, { writtenAt, predecessor, ...options });
    if (isRefused(objects)) return objects;
    const [first] = objects;
    if (!first) return null;
    return {
      id: first.sopInstanceUID,
      record,
      revision: revisionOf(record),
      destination: this.#options.destination,
      queuedAt: writtenAt.toISOString(),
      objects: objects.map((object) => ({ ...object, isStored: false })),
      attempts: 0,
      problem: null,
    };
  }

  #stored({ record, revision }: OutboxEntry, document: DocumentReference, warning: string | null): void {
    const at = this.#now();
    this.#note(record, document, at, warning);
    const { destination, notes } = this.#options;
    const { sopClassUID, sopInstanceUID, seriesInstanceUID, studyInstanceUID } = document;
    // One that isn't noted is stored all the same.
    void notes
      ?.put({
        ...{ sopClassUID, sopInstanceUID, seriesInstanceUID, studyInstanceUID, destination, record, warning },
        revision: revision ?? revisionOf(record),
        at: at.getTime(),
      })
      .catch(() => undefined);
  }

  #note(record: Confirmation, document: DocumentReference, at: Date, warning: string | null): void {
    const { sopClassUID, sopInstanceUID, seriesInstanceUID, studyInstanceUID } = document;
    this.#recordOf.set(sopInstanceUID, record.id);
    this.#inArchive.value = new Map(this.#inArchive.peek()).set(record.id, {
      ...{ record, at, warning, sopClassUID, sopInstanceUID, seriesInstanceUID, studyInstanceUID },
    });
  }

  #now(): Date {
    return this.#options.now?.() ?? new Date();
  }
}

/** A confirmation without any mark says nothing that could be stored. */
const hasMarks = ({ target, tip, space }: Confirmation): boolean =>
  target !== undefined ||
  tip?.position !== undefined ||
  (space.kind === 'biplane' && space.views.some((view) => view.tip !== undefined || view.target !== undefined));
