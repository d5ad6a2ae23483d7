import { signal, type ReadonlySignal } from '@preact/signals-core';
import type { LoadInput, Skipped } from '../load/load-input.ts';
import { pause } from '../viewer/pause.ts';
import { previewing, type Preview } from '../viewer/preview.ts';
import { decoding } from '../viewer/frame-registry.ts';
import type { Machinery } from './machinery.ts';
import type { ReportStoring } from '../session/report-storing.ts';
import type { ArchiveStudy, AskedStudy } from './ask-study.ts';
import type * as openParts from './open.ts';
import type { Opened, ReadOptions, Sample } from './open.ts';
import type { OpenOptions } from './opening.ts';
import type { ViewerContext } from './viewer-context.ts';

/** What reads files: an archive needs none of it. */
const reader = async (): Promise<typeof openParts> => {
  try {
    return await import('./open.ts');
  } catch (cause) {
    throw new Error('What reads files could not be loaded.', { cause });
  }
};

/** What a host says of what is opened. */
export interface HostsWish {
  /** Address of the index of samples. */
  readonly samples: string | null;
  readonly layout: 'single' | 'planes' | null;
}

/** Where a viewer's images come from: files, bundled samples, an archive. */
export class ViewerSources {
  readonly #context: ViewerContext;
  readonly #preview: Preview;
  readonly #host: () => HostsWish;
  readonly #samples = signal<readonly Sample[]>([]);
  readonly #openedSample = signal<Sample | null>(null);
  readonly #waiting: ((machinery: Machinery) => void)[] = [];
  readonly #wanted: () => void;
  /** Whether files without images were opened. */
  #hasRecords = false;
  #asked: { readonly study: ArchiveStudy; readonly answer: Promise<AskedStudy> } | null = null;

  /**
   * @param preview of what is on its way, before there is anything to show it in
   * @param host what it says now
   * @param wanted called when something is to be opened and there is nothing yet to open it with
   */
  constructor(context: ViewerContext, preview: Preview, host: () => HostsWish, wanted: () => void) {
    this.#context = context;
    this.#preview = preview;
    this.#host = host;
    this.#wanted = wanted;
  }

  /** Something waits to be opened. */
  get isWaiting(): boolean {
    return this.#waiting.length > 0;
  }

  get samples(): ReadonlySignal<readonly Sample[]> {
    return this.#samples;
  }

  get openedSample(): ReadonlySignal<Sample | null> {
    return this.#openedSample;
  }

  /** What was asked for before there was anything to open it with. */
  ready(machinery: Machinery): void {
    for (const resolve of this.#waiting.splice(0)) resolve(machinery);
  }

  async openSampleList(url: string): Promise<void> {
    const { session, machinery, fail } = this.#context;
    try {
      const { listSamples } = await reader();
      this.#samples.value = await listSamples(url);
    } catch {
      fail({ code: 'no-samples', message: 'The list of samples could not be loaded.' });
      return;
    }
    const [first] = this.#samples.peek();
    const opened = this.#openedSample.peek();
    // Put back on the page, the element shows again what it showed; what was marked stays marked.
    if (opened) await this.openSample(opened, false);
    else if (first && !machinery.peek()?.opening.begun) {
      const { length } = session.cases.peek().confirmations;
      // Records that the reader has opened meanwhile may be the sample's: they stay.
      if (length === 0 || this.#hasRecords) await this.openSample(first, length === 0);
    }
  }

  /** A sample is a case of its own: what was open, and what was marked on it, goes. */
  async openSample(sample: Sample, instead = true): Promise<void> {
    const url = this.#host().samples;
    if (!url) return;
    const read = async (options: ReadOptions): Promise<Opened> => {
      options.onProgress({ done: 0, total: sample.files.length });
      const { readInputs, sampleInputs } = await reader();
      return readInputs(sampleInputs(sample, new URL(url, document.baseURI)), options);
    };
    await this.#open(read, { sample, instead });
  }

  /** Before there is anything to read. */
  fetchReader(): void {
    Promise.all([reader(), decoding(), previewing()]).catch(() => undefined);
  }

  async openInputs(inputs: readonly (LoadInput | Skipped)[]): Promise<void> {
    if (inputs.length === 0) return;
    const hasImages = !inputs.every((input) => 'read' in input && input.name.endsWith('.json'));
    if (!hasImages) this.#hasRecords = true;
    await this.#open(
      async (options) => {
        options.onProgress({ done: 0, total: inputs.length });
        const { readInputs } = await reader();
        return readInputs(inputs, options);
      },
      { hasImages, showsRecord: true },
    );
  }

  /** Asks an archive for a study while what shows it is still on its way. Settles when its first picture is painted, or when it won't be soon. */
  async askArchive(study: ArchiveStudy): Promise<void> {
    if (!isSameStudy(this.#asked?.study, study)) {
      this.forgetArchive();
      const answer = import('./ask-study.ts').then(({ askForStudy }) =>
        askForStudy(study, { preview: this.#preview, layout: this.#host().layout ?? 'single' }),
      );
      answer.catch(() => undefined);
      this.#asked = { study, answer };
      Promise.all([decoding(), previewing()]).catch(() => undefined);
    }
    const { answer } = this.#asked ?? {};
    const previewed = answer?.then((asked) => asked.previewed);
    await Promise.race([previewed?.catch(() => undefined), pause(LONGEST_PREVIEW_MS)]);
    import('./open-archive.ts').catch(() => undefined);
  }

  /** Ends what was asked for and not opened. */
  forgetArchive(): void {
    this.#preview.remove();
    endAsked(this.#asked?.answer);
    this.#asked = null;
  }

  async openArchive(study: ArchiveStudy, storing: Promise<ReportStoring | null>): Promise<void> {
    const ahead = isSameStudy(this.#asked?.study, study) ? this.#asked?.answer : undefined;
    if (ahead) this.#asked = null;
    else this.forgetArchive();
    try {
      await this.#open(async (options) => {
        options.onProgress({ done: 0, total: 1 });
        const [{ askForStudy }, { readArchive }] = await Promise.all([
          import('./ask-study.ts'),
          import('./open-archive.ts'),
        ]);
        const asked = (await ahead) ?? askForStudy(study);
        return readArchive(asked, options, storing, this.#context.session);
      });
    } finally {
      // Also where nothing was opened any more.
      endAsked(ahead);
      if (!this.#context.machinery.peek()?.stage.shown.peek()) this.#preview.remove();
    }
  }

  #machinery(): Promise<Machinery> {
    return new Promise((resolve) => {
      const machinery = this.#context.machinery.peek();
      if (machinery) resolve(machinery);
      else {
        this.#waiting.push(resolve);
        this.#wanted();
      }
    });
  }

  async #open(
    read: (options: ReadOptions) => Promise<Opened>,
    { sample = null, ...options }: OpenOptions & { readonly sample?: Sample | null } = {},
  ): Promise<void> {
    const { opening } = await this.#machinery();
    const shown = await opening.open(read, { layout: sample?.layout ?? this.#host().layout ?? undefined, ...options });
    if (shown) this.#openedSample.value = sample;
  }
}

/** An archive that takes longer isn't waited for: what shows its pictures takes as long again to start. */
const LONGEST_PREVIEW_MS = 1000;

/** Asked in the same way, too: a host may hand its headers over late. */
const isSameStudy = (one: ArchiveStudy | undefined, other: ArchiveStudy): boolean =>
  one?.url === other.url && one.studyInstanceUID === other.studyInstanceUID && one.getHeaders === other.getHeaders;

const endAsked = (answer: Promise<AskedStudy> | undefined): void => {
  answer?.then(
    (asked) => {
      asked.end();
    },
    () => undefined,
  );
};
