import { signal, type ReadonlySignal } from '@preact/signals-core';
import { groupSeries, type ImageSeries } from '../image/series.ts';
import type { ImageAttributes } from '../image/attributes.ts';
import type { ElementSource } from '../image/element-source.ts';
import type { DicomFile } from '../load/dicom-file.ts';
import type { RemoteInstance } from '../load/dicomweb.ts';
import type { ImageLookup } from '../session/image-facts.ts';
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
}

/** What is read of a data set only when its picture is shown. */
const tablesOf = (dataSet: () => ElementSource | Promise<ElementSource>): Omit<PixelSource, 'frame'> => ({
  palette: async () => (await import('./decoding.ts')).paletteOf(await dataSet()),
  overlayBits: async (overlay, frame) => (await import('./decoding.ts')).overlayBits(await dataSet(), overlay, frame),
});

export const openedFile = (file: DicomFile): OpenedInstance => ({
  attributes: file.attributes,
  pixels: {
    frame: (frame) => ({ bytes: file.encodedFrame(frame), transferSyntaxUID: file.frameTransferSyntaxUID }),
    ...tablesOf(() => file.source),
  },
});

/** Pixels are fetched when they are shown, until the signal fires. */
export const openedRemote = (instance: RemoteInstance, signal: AbortSignal): OpenedInstance => ({
  attributes: instance.attributes,
  pixels: {
    frame: (frame) => instance.frame(frame, signal),
    ...tablesOf(() => instance.dataSet(signal)),
  },
});

/** What is open: instances as they arrive, grouped into series; and what could not be read. */
export class Study {
  readonly #registry: FrameRegistry;
  readonly #instances = new Map<string, ImageAttributes>();
  readonly #series = signal<readonly ImageSeries[]>([]);
  readonly #skipped = signal<readonly SkippedFile[]>([]);
  readonly #loading = signal<Loading | null>(null);

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

  progress(loading: Loading | null): void {
    this.#loading.value = loading;
  }

  skip(file: SkippedFile): void {
    this.#skipped.value = [...this.#skipped.peek(), file];
  }

  /** Closes everything that is open. */
  clear(): void {
    this.#instances.clear();
    this.#registry.clear();
    this.#skipped.value = [];
    this.#series.value = [];
  }

  /** Adds an instance; it is seen after the next `group`. One that is already open keeps its pixels. */
  add({ attributes, pixels }: OpenedInstance): void {
    if (this.#instances.has(attributes.sopInstanceUID)) return;
    this.#instances.set(attributes.sopInstanceUID, attributes);
    this.#registry.addPixels(attributes.sopInstanceUID, pixels);
  }

  /** Sorts everything that is open into series again. */
  group(): void {
    this.#series.value = groupSeries([...this.#instances.values()]);
  }

  readonly lookup: ImageLookup = (sopInstanceUID, frame): ImageSource | undefined => {
    for (const series of this.#series.value) {
      const found = series.frames.find((one) => one.frame === frame && one.instance.sopInstanceUID === sopInstanceUID);
      if (found) return { series, frame: found };
    }
    return undefined;
  };

  /** The series that a patient frame or an image of a record belongs to, the given one first. */
  seriesOfFrameOfReference(uid: string): ImageSeries | undefined {
    const isOf = (series: ImageSeries): boolean =>
      series.frameOfReferenceUID === uid || series.seriesInstanceUID === uid;
    const all = this.#series.peek().filter(isOf);
    // A localizer shares the frame of reference of the slices that were planned on it.
    return all.find(({ caveats }) => !caveats.some(({ code }) => code === 'localizer')) ?? all[0];
  }
}
