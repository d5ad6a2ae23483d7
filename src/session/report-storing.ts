import { signal, type ReadonlySignal } from '@preact/signals-core';
import { isRefused, type Confirmation, type Refused } from '../confirmation/record.ts';
import type { Assessment } from '../assess/assessment.ts';
import type { ArchiveState } from './archive-state.ts';
import { Outbox, type OutboxEntry, type OutboxObject, type OutboxOptions } from './outbox.ts';
import { saysTheSame } from './record-content.ts';
import type { StoredReport } from './newest-reports.ts';
import type { Session } from './session.ts';

/** A document of the archive, as another names it. */
export type DocumentReference = Pick<
  StoredReport,
  'sopClassUID' | 'sopInstanceUID' | 'seriesInstanceUID' | 'studyInstanceUID'
>;

/** Writes what is stored of a record: the report first. */
export type WriteObjects = (
  record: Confirmation,
  assessment: Assessment,
  /** `predecessor`: what the archive has, or is to have, of the record by now. */
  options: { readonly writtenAt: Date; readonly predecessor: DocumentReference | null },
) => Promise<readonly Omit<OutboxObject, 'isStored'>[] | Refused>;

export interface ReportStoringOptions extends Pick<OutboxOptions, 'destination' | 'store' | 'keep' | 'later' | 'now'> {
  readonly session: Session;
  readonly write: WriteObjects;
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

  constructor(options: ReportStoringOptions) {
    this.#options = options;
    this.#outbox = new Outbox({
      ...options,
      onStored: (entry, warning) => {
        const [report] = entry.objects;
        if (report) this.#note(entry.record, report, this.#now(), warning);
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

  /** False where the browser keeps nothing: what waits is lost with the page. */
  get isKept(): boolean {
    return this.#outbox.isKept.value;
  }

  stateOf(record: Confirmation): ArchiveState {
    const waiting = this.#outbox.entries.value.filter((entry) => entry.record.id === record.id);
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

  /** Takes up what an earlier page left. Its confirmations of the study are there again, unless they are open already. */
  async start(studyInstanceUID: string | null): Promise<void> {
    const { session } = this.#options;
    for (const entry of await this.#outbox.start()) {
      const isOpen = session.cases.peek().confirmations.some(({ id }) => id === entry.record.id);
      if (!isOpen && entry.objects[0]?.studyInstanceUID === studyInstanceUID) session.add(entry.record);
    }
  }

  /** What was found in the archive, and is open now or will be. */
  found(reports: readonly StoredReport[]): void {
    for (const report of reports) this.#note(report.record, report, report.writtenAt, null);
  }

  /** Tries again what waits, as when the network is back. */
  retry(): void {
    void this.#outbox.send();
  }

  /**
   * Stores every confirmation with a mark that the archive doesn't have as it is now, and tries again what waits. Resolves when all of it has been
   * tried once; with the reasons why some couldn't be written.
   */
  async storeAll(): Promise<readonly Refused[]> {
    if (this.#isWriting.peek()) return [];
    this.#isWriting.value = true;
    const refusals: Refused[] = [];
    const sending: Promise<void>[] = [];
    try {
      for (const { record, assessment } of this.#options.session.assessed({ complete: true })) {
        if (!hasMarks(record)) continue;
        const state = this.stateOf(record);
        if (state.kind === 'stored' || state.kind === 'storing' || (state.kind === 'waiting' && !state.isEarlier))
          continue;
        const entry = await this.#written(record, assessment);
        if (isRefused(entry)) refusals.push(entry);
        else sending.push(this.#outbox.add(entry));
      }
    } finally {
      this.#isWriting.value = false;
    }
    await Promise.all([...sending, this.#outbox.retry()]);
    return refusals;
  }

  /** Forgets what waits of a record: it won't be stored. */
  async discard(recordId: string): Promise<void> {
    for (const { id, record } of this.#outbox.entries.peek())
      if (record.id === recordId) await this.#outbox.discard(id);
  }

  dispose(): void {
    this.#outbox.dispose();
  }

  async #written(record: Confirmation, assessment: Assessment): Promise<OutboxEntry | Refused> {
    const writtenAt = this.#now();
    const waiting = this.#outbox.entries
      .peek()
      .findLast(
        ({ record: { id }, problem, objects: [report] }) =>
          id === record.id && (problem?.mayPass !== false || report?.isStored === true),
      );
    const predecessor = waiting?.objects[0] ?? this.#inArchive.peek().get(record.id) ?? null;
    const objects = await this.#options.write(record, assessment, { writtenAt, predecessor });
    if (isRefused(objects)) return objects;
    return {
      id: objects[0]?.sopInstanceUID ?? '',
      record,
      destination: this.#options.destination,
      queuedAt: writtenAt.toISOString(),
      objects: objects.map((object) => ({ ...object, isStored: false })),
      attempts: 0,
      problem: null,
    };
  }

  #note(record: Confirmation, document: DocumentReference, at: Date, warning: string | null): void {
    const { sopClassUID, sopInstanceUID, seriesInstanceUID, studyInstanceUID } = document;
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
