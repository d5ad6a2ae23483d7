import { computed, signal, type ReadonlySignal } from '@preact/signals-core';
import type { GetHeaders } from '../load/dicomweb-client.ts';
import type { ReportStoring } from '../session/report-storing.ts';
import type { StoreFunction } from './host-store.ts';
import type { ViewerContext } from './viewer-context.ts';

/** Where a viewer's study came from and where its reports go, as its host says it now. */
export interface ArchiveOfViewer {
  readonly dicomweb: string | null;
  readonly study: string | null;
  readonly getHeaders: GetHeaders | null;
  /** The host's own way to store; null: reports go where the study came from. */
  readonly store: StoreFunction | null;
  /** Which archive that stores in. */
  readonly storeName: string | null;
  /** Whether anything may be kept in the browser. */
  readonly keeps: boolean;
}

/** Storing the reports of a viewer, where there is an archive: what does it is loaded then. */
export class ViewerStoring {
  readonly #context: ViewerContext;
  readonly #archive: () => ArchiveOfViewer;
  readonly #storing = signal<ReportStoring | null>(null);
  readonly #offered = computed(() => (this.#context.session.readOnly.value ? null : this.#storing.value));
  #stop: (() => void) | null = null;

  constructor(context: ViewerContext, archive: () => ArchiveOfViewer) {
    this.#context = context;
    this.#archive = archive;
  }

  /** What reads of the archive and stores there, also where nothing may be stored. Null where there is no archive. */
  get begun(): ReadonlySignal<ReportStoring | null> {
    return this.#storing;
  }

  /** Null where there is nothing to store in, and where nothing may be stored. */
  get storing(): ReadonlySignal<ReportStoring | null> {
    return this.#offered;
  }

  /** Begins anew: reports can be stored, and what waits from an earlier page is sent. */
  async start(): Promise<ReportStoring | null> {
    this.end();
    const { session, fail } = this.#context;
    const machinery = this.#context.machinery.peek();
    const { dicomweb: url, study: studyInstanceUID, store, storeName: name, keeps } = this.#archive();
    if (!machinery || (store === null && !(url && studyInstanceUID))) return null;
    try {
      const { startStoring } = await import('./storing.ts');
      const begun = this.#storing.peek();
      if (this.#context.machinery.peek() !== machinery || begun) return begun;
      const { storing, stop } = startStoring(
        session,
        machinery.study,
        store === null && url && studyInstanceUID
          ? { url, studyInstanceUID, getHeaders: () => this.#archive().getHeaders?.() ?? Promise.resolve({}) }
          : { store: () => this.#archive().store, name },
        { keeps },
      );
      this.#storing.value = storing;
      this.#stop = stop;
      await storing.start(studyInstanceUID);
      return storing;
    } catch (cause) {
      fail({ code: 'load-failed', message: 'What stores reports could not be loaded.', cause });
      return null;
    }
  }

  end(): void {
    this.#stop?.();
    this.#stop = null;
    this.#storing.value = null;
  }
}
