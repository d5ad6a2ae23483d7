import { displayAspectOf } from '../image/display-aspect.ts';
import type { Palette } from '../image/palette.ts';
import type { ImageSeries } from '../image/series.ts';
import type { ImageSource } from '../session/space-of.ts';
import type { CornerstoneLibraries } from './cornerstone.ts';
import { unlessEnded } from './image-loads.ts';

/** The encoded bytes of a frame and how they are encoded. */
export interface EncodedPixels {
  readonly bytes: Uint8Array;
  readonly transferSyntaxUID: string;
}

/** Where the pixels of one instance come from: a file in memory or an archive. */
export interface PixelSource {
  /** One frame, 1-based. The signal fires when it is no longer wanted. */
  frame(frame: number, signal: AbortSignal): EncodedPixels | Promise<EncodedPixels>;
  /** Lookup tables, for PALETTE COLOR only. */
  palette(signal: AbortSignal): Palette | null | Promise<Palette | null>;
}

interface Registered extends ImageSource {
  readonly pixels: PixelSource;
  /** What Cornerstone was told of the image, by kind: it asks several times for each picture that it draws. */
  readonly answers: Map<string, unknown>;
}

const SCHEME = 'tipcheck';

/** Every registered frame of every viewer on the page, by image id. Cornerstone's loaders and metadata providers are global, so this is too. */
const registered = new Map<string, Registered>();
/** Of images that are being or have been decoded. */
const palettes = new Map<string, Palette>();
let registries = 0;
const equipped = new WeakSet<object>();

/**
 * Teaches a Cornerstone core our image ids. Bytes come from our own reader and metadata from our own attributes, so that an image means the
 * same whichever way it came in; the stock decoders do the decoding, in their workers.
 */
const equip = ({ core, createImage, startDecoders }: CornerstoneLibraries): void => {
  if (equipped.has(core)) return;
  equipped.add(core);
  core.imageLoader.registerImageLoader(SCHEME, (imageId, options) => {
    startDecoders();
    const wanting = new AbortController();
    return {
      promise: unlessEnded(load(imageId, createImage, options ?? {}, wanting.signal), wanting.signal),
      cancelFn: () => {
        wanting.abort();
      },
    };
  });
  // Above every provider of the stock loader: those would answer from files that they never saw.
  core.metaData.addProvider(
    (type: string, imageId: unknown) => (typeof imageId === 'string' ? rememberedMetadata(type, imageId) : undefined),
    10_000,
  );
};

const load = async (
  imageId: string,
  createImage: CornerstoneLibraries['createImage'],
  options: Record<string, unknown>,
  signal: AbortSignal,
): Promise<never> => {
  const found = registered.get(imageId);
  if (!found) throw new Error('the image is no longer open');
  const { frame, pixels } = found;
  if (frame.instance.pixels.hasPalette) {
    const palette = await pixels.palette(signal);
    // The decoder would never answer.
    if (!palette) throw new Error('its colour palette is incomplete');
    palettes.set(imageId, palette);
    found.answers.delete('imagePixelModule');
  }
  const { bytes, transferSyntaxUID } = await pixels.frame(frame.frame, signal);
  signal.throwIfAborted();
  return (await createImage(imageId, ownBytes(bytes), transferSyntaxUID, { ...options })) as never;
};

/** A view would take the whole of its file along to the worker. */
const ownBytes = (bytes: Uint8Array): Uint8Array =>
  bytes.byteLength === bytes.buffer.byteLength ? bytes : bytes.slice();

/** What we say of an image is made once. Not frozen: Cornerstone writes the calibration, which none of ours has, into its plane. */
const rememberedMetadata = (type: string, imageId: string): unknown => {
  const answers = registered.get(imageId)?.answers;
  if (answers?.has(type) === true) return answers.get(type);
  const answer = metadata(type, imageId);
  if (answer === undefined) return undefined;
  answers?.set(type, answer);
  return answer;
};

const metadata = (type: string, imageId: string): unknown => {
  const found = registered.get(imageId);
  if (!found) return undefined;
  const { series, frame } = found;
  const { instance, plane } = frame;
  const attributes = instance.frames[frame.frame - 1];
  switch (type) {
    case 'imagePixelModule': {
      const palette = palettes.get(imageId);
      return {
        ...instance.pixels,
        rows: instance.rows,
        columns: instance.columns,
        ...(palette && {
          redPaletteColorLookupTableDescriptor: palette.descriptor,
          greenPaletteColorLookupTableDescriptor: palette.descriptor,
          bluePaletteColorLookupTableDescriptor: palette.descriptor,
          redPaletteColorLookupTableData: palette.red,
          greenPaletteColorLookupTableData: palette.green,
          bluePaletteColorLookupTableData: palette.blue,
        }),
      };
    }
    case 'imagePlaneModule': {
      const inPatient = series.space === 'patient' && plane;
      const alongRow = inPatient ? [...plane.alongRow] : [1, 0, 0];
      const alongColumn = inPatient ? [...plane.alongColumn] : [0, 1, 0];
      const betweenRows = inPatient ? plane.betweenRows : displayAspectOf(frame);
      const betweenColumns = inPatient ? plane.betweenColumns : 1;
      return {
        rows: instance.rows,
        columns: instance.columns,
        imagePositionPatient: inPatient ? [...plane.origin] : [0, 0, 0],
        imageOrientationPatient: [...alongRow, ...alongColumn],
        rowCosines: alongRow,
        columnCosines: alongColumn,
        pixelSpacing: [betweenRows, betweenColumns],
        rowPixelSpacing: betweenRows,
        columnPixelSpacing: betweenColumns,
        sliceThickness: attributes?.sliceThickness ?? series.betweenSlices ?? undefined,
        frameOfReferenceUID: series.frameOfReferenceUID ?? series.key,
        usingDefaultValues: !inPatient,
      };
    }
    case 'generalSeriesModule':
      return {
        modality: series.modality,
        seriesInstanceUID: series.seriesInstanceUID,
        studyInstanceUID: series.studyInstanceUID,
      };
    case 'voiLutModule': {
      const windows = attributes?.windows ?? [];
      return {
        windowCenter: windows.length > 0 ? windows.map(({ center }) => center) : undefined,
        windowWidth: windows.length > 0 ? windows.map(({ width }) => width) : undefined,
        voiLUTFunction: attributes?.voiLutFunction,
      };
    }
    case 'modalityLutModule':
      return {
        rescaleSlope: attributes?.rescaleSlope ?? 1,
        rescaleIntercept: attributes?.rescaleIntercept ?? 0,
        rescaleType: attributes?.rescaleType,
      };
    case 'sopCommonModule':
      return { sopClassUID: instance.sopClassUID, sopInstanceUID: instance.sopInstanceUID };
    // Not undefined: the stock providers would then look for a file that they never loaded.
    case 'calibrationModule':
    case 'scalingModule':
    case 'cineModule':
      return {};
    default:
      return undefined;
  }
};

/** The frames of one viewer under Cornerstone image ids. */
export class FrameRegistry {
  readonly #libraries: CornerstoneLibraries;
  readonly #prefix: string;
  readonly #pixels = new Map<string, PixelSource>();
  readonly #ids = new Map<string, string>();
  #open = new AbortController();

  constructor(libraries: CornerstoneLibraries) {
    this.#libraries = libraries;
    registries += 1;
    this.#prefix = `${SCHEME}:${String(registries)}`;
    equip(libraries);
  }

  /** The pixels of an instance; given once, before its series is shown. */
  addPixels(sopInstanceUID: string, pixels: PixelSource): void {
    this.#pixels.set(sopInstanceUID, pixels);
  }

  /** Image ids in the order of the series' frames. Ids stay the same when a series grows. */
  imageIdsOf(series: ImageSeries): string[] {
    return series.frames.flatMap((frame) => {
      const pixels = this.#pixels.get(frame.instance.sopInstanceUID);
      if (!pixels) return [];
      const key = `${frame.instance.sopInstanceUID}/${String(frame.frame)}`;
      const id = this.#ids.get(key) ?? `${this.#prefix}/${String(this.#ids.size)}`;
      this.#ids.set(key, id);
      const before = registered.get(id);
      if (before?.series !== series || before.frame !== frame)
        registered.set(id, { series, frame, pixels, answers: new Map() });
      return [id];
    });
  }

  /** Fires when what is open now is closed. */
  get whileOpen(): AbortSignal {
    return this.#open.signal;
  }

  frameOf(imageId: string): ImageSource | undefined {
    return registered.get(imageId);
  }

  /** Forgets every image and its decoded pixels. */
  clear(): void {
    const { cache } = this.#libraries.core;
    this.#open.abort();
    this.#open = new AbortController();
    for (const id of this.#ids.values()) {
      registered.delete(id);
      palettes.delete(id);
      if (cache.getImageLoadObject(id)) cache.removeImageLoadObject(id, { force: true });
    }
    this.#ids.clear();
    this.#pixels.clear();
  }
}
