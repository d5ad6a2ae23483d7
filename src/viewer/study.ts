import { signal, type ReadonlySignal } from '@preact/signals-core';
import { groupSeries, hasNoDepth, type ImageSeries } from '../image/series.ts';
import type { ImageAttributes } from '../image/attributes.ts';
import type { ElementSource } from '../image/element-source.ts';
import type { ImageFile } from '../load/dicom-file.ts';
import type { RemoteInstance } from '../load/dicomweb.ts';
import type { ImageLookup } from '../session/scale-at-marks.ts';
import type { ImageSource } from '../session/space-of.ts';
import type { FrameRegistry, PixelSource } from './frame-registry.ts';

/** A file that could not be shown, with its reason. */
export interface SkippedFile {
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

export interface Loading {
  readonly done: number;
  readonly total: number;
}

/** An image with where its pixels come from. */
export interface OpenedInstance {
  readonly attributes: ImageAttributes;
  readonly pixels: PixelSource;
  /** The whole of its file, read or fetched again. */
  readonly fileBytes: (signal: AbortSignal) => Uint8Array | Promise<Uint8Array>;
}

/** What is read of a data set only when its picture is shown. */
const tablesOf = (
  dataSet: (signal: AbortSignal) => ElementSource | Promise<ElementSource>,
): Omit<PixelSource, 'frame'> => ({
  palette: async (signal) => (await import('./decoding.ts')).paletteOf(await dataSet(signal)),
  overlayBits: async (overlay, frame, signal) =>
    (await import('./decoding.ts')).overlayBits(await dataSet(signal), overlay, frame),
});

export const openedFile = (file: ImageFile): OpenedInstance => ({
  attributes: file.attributes,
  pixels: {
    frame: async (frame) => ({
      bytes: await file.encodedFrame(frame),
      transferSyntaxUID: file.frameTransferSyntaxUID,
      isOwn: file.hasOwnFrames === true,
    }),
    ...tablesOf(() => file.source),
  },
  fileBytes: () => file.fileBytes(),
});

/** Pixels are fetched when they are shown. */
export const openedRemote = (instance: RemoteInstance): OpenedInstance => ({
  attributes: instance.attributes,
  pixels: {
    frame: (frame, signal) => instance.frame(frame, signal),
    ...tablesOf((signal) => instance.dataSet(signal)),
  },
  fileBytes: (signal) => instance.fileBytes(signal),
});

const TOLD_EVERY_MS = 100;

/** What is open: instances as they arrive, grouped into series; and what could not be read. */
export class Study {
  readonly #registry: FrameRegistry;
  readonly #instances = new Map<string, Omit<OpenedInstance, 'pixels'>>();
  readonly #series = signal<readonly ImageSeries[]>([]);
  readonly #skipped = signal<readonly SkippedFile[]>([]);
  readonly #loading = signal<Loading | null>(null);
  #newest: Loading | null = null;
  /** What tells of the newest. */
  #telling: ReturnType<typeof setTimeout> | null = null;
  /** Made when a frame is first looked up in a grouping. */
  #sources: ReadonlyMap<string, ImageSource> | null = null;

  constructor(registry: FrameRegistry) {
    this.#registry = registry;
  }

  get series(): ReadonlySignal<readonly ImageSeries[]> {
    return this.#series;
  }

  get skipped(): ReadonlySignal<readonly SkippedFile[]> {
    return this.#skipped;
  }

  get loading(): ReadonlySignal<Loading | null> {
    return this.#loading;
  }

  /** How far a load is; null: it has ended. The page isn't drawn again for each of hundreds of files. */
  progress(loading: Loading | null): void {
    this.#newest = loading;
    if (loading && this.#telling !== null) return;
    if (this.#telling !== null) clearTimeout(this.#telling);
    this.#telling =
      loading &&
      setTimeout(() => {
        this.#telling = null;
        if (this.#newest !== loading) this.progress(this.#newest);
      }, TOLD_EVERY_MS);
    this.#loading.value = loading;
  }

  skip(file: SkippedFile): void {
    this.#skipped.value = [...this.#skipped.peek(), file];
  }

  /** Closes everything that is open. */
  clear(): void {
    this.#instances.clear();
    this.#sources = null;
    this.#registry.clear();
    this.#skipped.value = [];
    this.#series.value = [];
  }

  /** Adds an instance; it is seen after the next `group`. One that is already open keeps its pixels. */
  add({ attributes, pixels, fileBytes }: OpenedInstance): void {
    if (this.#instances.has(attributes.sopInstanceUID)) return;
    this.#instances.set(attributes.sopInstanceUID, { attributes, fileBytes });
    this.#registry.addPixels(attributes.sopInstanceUID, pixels);
  }

  /** Sorts everything that is open into series again. */
  group(): void {
    this.#sources = null;
    this.#series.value = groupSeries([...this.#instances.values()].map(({ attributes }) => attributes));
  }

  /** The whole file of an image that is open; what was closed in the meantime can't be had any more. */
  async bytesOf(sopInstanceUID: string, signal: AbortSignal): Promise<Uint8Array> {
    const instance = this.#instances.get(sopInstanceUID);
    if (!instance) throw new Error('the image is no longer open');
    return instance.fileBytes(signal);
  }

  readonly lookup: ImageLookup = (sopInstanceUID, frame): ImageSource | undefined => {
    const all = this.#series.value;
    this.#sources ??= new Map(
      all.flatMap((series) =>
        series.frames.map((one) => [`${one.instance.sopInstanceUID}/${String(one.frame)}`, { series, frame: one }]),
      ),
    );
    return this.#sources.get(`${sopInstanceUID}/${String(frame)}`);
  };

  /** The series that a patient frame or an image of a record belongs to, the given one first. */
  seriesOfFrameOfReference(uid: string): ImageSeries | undefined {
    const isOf = (series: ImageSeries): boolean =>
      series.frameOfReferenceUID === uid || series.seriesInstanceUID === uid;
    const all = this.#series.peek().filter(isOf);
    // A localizer shares the frame of reference of the slices that were planned on it.
    return all.find((series) => !hasNoDepth(series)) ?? all[0];
  }
}
