import type { Types } from '@cornerstonejs/core';
import type { Palette } from '../image/palette.ts';
import { overlayFrameAt, type OverlayDescription } from '../image/overlay-planes.ts';
import type { PixelAttributes } from '../image/pixel-attributes.ts';
import type { ImageAttributes } from '../image/attributes.ts';
import type { ImageFrame, ImageSeries } from '../image/series.ts';
import { LatePart } from '../session/late-part.ts';
import type { ImageSource } from '../session/space-of.ts';
import type { CornerstoneLibraries } from './cornerstone.ts';
import type { DecoderInput, EncodedPixels } from './decoder-input.ts';
import { unlessEnded } from './image-loads.ts';
import { imagePlaneOf } from './image-plane.ts';

/** Where the pixels of one instance come from: a file in memory or an archive. */
export interface PixelSource {
  /** One frame, 1-based. The signal fires when it is no longer wanted. */
  frame(frame: number, signal: AbortSignal): EncodedPixels | Promise<EncodedPixels>;
  /** Lookup tables, for PALETTE COLOR only. */
  palette(signal: AbortSignal): Palette | null | Promise<Palette | null>;
  /** The bits of an overlay that has data of its own: one frame of it, 1-based, a byte a bit; null where they are missing. */
  overlayBits(
    overlay: OverlayDescription,
    frame: number,
    signal: AbortSignal,
  ): Uint8Array | null | Promise<Uint8Array | null>;
}

/** An overlay plane with its bits, a byte each. */
export interface OverlayPicture {
  readonly overlay: OverlayDescription;
  readonly bits: Uint8Array;
}

interface Ahead {
  readonly wanting: AbortController;
  readonly encoded: Promise<EncodedPixels>;
  /** Whether somebody beside the load reads them, sooner or later than it does: then it may not write to them. */
  isShared: boolean;
}

interface Registered extends ImageSource {
  readonly pixels: PixelSource;
  /** What Cornerstone was told of the image, by kind: it asks several times for each picture that it draws. */
  readonly answers: Map<string, unknown>;
  /** Its bytes, where they were fetched ahead: for one load. */
  ahead?: Ahead | undefined;
}

const SCHEME = 'tipcheck';

/** Asked for with every picture: the browser would go through all modules that it takes each time. */
const lateDecoding = new LatePart(() => import('./decoding.ts'));

/** Fetched with the first picture, or ahead of it. */
export const decoding = () => lateDecoding.load();

/** Every registered frame of every viewer on the page, by image id. Cornerstone's loaders and metadata providers are global, so this is too. */
const registered = new Map<string, Registered>();
/** How the decoder was told to understand the bytes of images that are being or have been decoded. */
const described = new Map<string, { readonly pixels: PixelAttributes; readonly palette: Palette | null }>();
let registries = 0;
/** Ids are never used again: what is still said of one is of the image that it was. */
let issued = 0;
const equipped = new WeakSet<object>();

/**
 * Teaches a Cornerstone core our image ids. Bytes come from our own reader and metadata from our own attributes, so that an image means the
 * same whichever way it came in; the stock decoders do the decoding, in their workers.
 */
const equip = (libraries: CornerstoneLibraries): void => {
  const { core } = libraries;
  if (equipped.has(core)) return;
  equipped.add(core);
  core.imageLoader.registerImageLoader(SCHEME, (imageId, options) => {
    const wanting = new AbortController();
    return {
      promise: unlessEnded(load(imageId, libraries, options ?? {}, wanting.signal), wanting.signal),
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
  libraries: CornerstoneLibraries,
  options: Record<string, unknown>,
  signal: AbortSignal,
): Promise<never> => {
  const { core, createImage } = libraries;
  const found = registered.get(imageId);
  if (!found) throw new Error('the image is no longer open');
  const { frame, pixels } = found;
  const { instance } = frame;
  const [
    {
      colourImage,
      decodedImage,
      decoderInput,
      eightBitPalette,
      finishPicture,
      jpegInWorkers,
      mendedColours,
      ownBytes,
      plainImage,
    },
    encoded,
  ] = await Promise.all([decoding(), encodedOf(found, signal)]);
  signal.throwIfAborted();
  let palette: Palette | null = null;
  if (instance.pixels.photometricInterpretation === 'PALETTE COLOR') {
    const whole = await pixels.palette(signal);
    // The decoder would never answer.
    if (!whole) throw new Error('its colour palette is incomplete');
    palette = eightBitPalette(whole);
  }
  const describe = (input: DecoderInput): void => {
    described.set(imageId, { pixels: input.pixels, palette });
    registered.get(imageId)?.answers.delete('imagePixelModule');
  };
  /** The description is read at once, so that what is decoded at the same time isn't mixed up with it. */
  const decode = async (input: DecoderInput, more: Record<string, unknown>): Promise<Types.IImage> => {
    describe(input);
    const image = (await createImage(imageId, ownBytes(input), input.transferSyntaxUID, more)) as Types.IImage;
    return image.color ? mendedColours(image) : image;
  };
  // What a processor draws is asked for with opacity: a bitmap is what it draws fastest.
  const form = options['useRGBA'] === true ? 'bitmap' : 'bytes';
  const voiLutFunction = voiLutFunctionOf(instance.frames[frame.frame - 1]?.voiLutFunction);
  let input = await decoderInput(encoded, instance.pixels, instance, { form, jpeg: jpegInWorkers });
  signal.throwIfAborted();
  const { rowPixelSpacing, columnPixelSpacing } = imagePlaneOf(found);
  if (input.picture) {
    describe(input);
    return colourImage(core, input.picture, { imageId, rowPixelSpacing, columnPixelSpacing }) as never;
  }
  if (input.next) {
    const raw = await decode(input, { preScale: { enabled: false } });
    input = input.next(raw.getPixelData());
  }
  const told = {
    imageId,
    source: found,
    voiLutFunction,
    isRescaled: (options['preScale'] as { readonly enabled?: boolean } | undefined)?.enabled !== false,
    rowPixelSpacing,
    columnPixelSpacing,
  };
  describe(input);
  const image =
    plainImage(core, input, told) ??
    (await decodedImage(libraries, input, told, options)) ??
    (await decode(input, { ...options }));
  finishPicture(image, instance, frame.frame);
  return image as never;
};

/** What was fetched ahead is taken, and ended with the load that took it. */
const encodedOf = (found: Registered, signal: AbortSignal): EncodedPixels | Promise<EncodedPixels> => {
  const { ahead, pixels, frame } = found;
  if (!ahead) return pixels.frame(frame.frame, signal);
  found.ahead = undefined;
  signal.addEventListener('abort', () => {
    ahead.wanting.abort();
  });
  return ahead.encoded.then((encoded) => (ahead.isShared ? { ...encoded, isOwn: false } : encoded));
};

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
  const { instance } = frame;
  const attributes = instance.frames[frame.frame - 1];
  switch (type) {
    case 'imagePixelModule': {
      const { pixels, palette } = described.get(imageId) ?? { pixels: instance.pixels, palette: null };
      return {
        ...pixels,
        // What has no sign is taken for floating point numbers.
        pixelRepresentation: pixels.isFloat ? undefined : pixels.pixelRepresentation,
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
    case 'imagePlaneModule':
      return imagePlaneOf(found);
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
        // A list, of which the decoder takes the first.
        voiLUTFunction: [voiLutFunctionOf(attributes?.voiLutFunction)],
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

/** Overlays inside the pixels came before compression did: they are read from uncompressed ones and run lengths only. */
const embeddedBits = async (
  encoded: EncodedPixels,
  overlay: OverlayDescription,
  image: ImageAttributes,
): Promise<Uint8Array | null> => {
  const { embeddedOverlayBits, uncompressedBytes } = await decoding();
  const bytes = uncompressedBytes(encoded, image.pixels, image);
  return bytes && embeddedOverlayBits(bytes, overlay, image.pixels.bitsAllocated);
};

const VOI_LUT_FUNCTIONS = ['LINEAR', 'SIGMOID', 'LINEAR_EXACT'] as const;

/** Cornerstone draws nothing with a function that it doesn't know. */
const voiLutFunctionOf = (name: string | undefined): (typeof VOI_LUT_FUNCTIONS)[number] =>
  VOI_LUT_FUNCTIONS.find((one) => one === name) ?? 'LINEAR';

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

  /** Where the pixels of an instance come from; undefined of one that isn't open. */
  pixelsOf(sopInstanceUID: string): PixelSource | undefined {
    return this.#pixels.get(sopInstanceUID);
  }

  /** Image ids in the order of the series' frames. Ids stay the same when a series grows. */
  imageIdsOf(series: ImageSeries): string[] {
    return series.frames.flatMap((frame) => {
      const pixels = this.#pixels.get(frame.instance.sopInstanceUID);
      if (!pixels) return [];
      const key = `${frame.instance.sopInstanceUID}/${String(frame.frame)}`;
      const id = this.#ids.get(key) ?? `${this.#prefix}/${String((issued += 1))}`;
      this.#ids.set(key, id);
      const before = registered.get(id);
      if (before?.series !== series || before.frame !== frame)
        registered.set(id, { series, frame, pixels, answers: new Map(), ahead: before?.ahead });
      return [id];
    });
  }

  /** The bytes of an image for who looks at them beside the load that takes them; begins to fetch them. Null where they are being loaded already. */
  lookAhead(imageId: string): Promise<EncodedPixels> | null {
    this.fetchAhead(imageId);
    const ahead = registered.get(imageId)?.ahead;
    if (!ahead) return null;
    ahead.isShared = true;
    return ahead.encoded;
  }

  /** Begins to fetch the bytes of an image that is asked for next, while what shows it is made ready, unless they are being loaded already. */
  fetchAhead(imageId: string): void {
    const found = registered.get(imageId);
    if (!found || found.ahead || this.#libraries.core.cache.getImageLoadObject(imageId)) return;
    const wanting = new AbortController();
    this.#open.signal.addEventListener('abort', () => {
      wanting.abort();
    });
    const encoded = (async () => found.pixels.frame(found.frame.frame, wanting.signal))();
    const ahead: Ahead = { wanting, encoded, isShared: false };
    found.ahead = ahead;
    // Who has taken it hears of its failure; a later load tries again.
    encoded.catch(() => {
      if (found.ahead === ahead) found.ahead = undefined;
    });
  }

  /** Fires when what is open now is closed. */
  get whileOpen(): AbortSignal {
    return this.#open.signal;
  }

  frameOf(imageId: string): ImageSource | undefined {
    return registered.get(imageId);
  }

  /** The overlay planes on one frame of an instance, each a byte a bit. */
  async overlaysOf({ instance, frame }: ImageFrame): Promise<readonly OverlayPicture[]> {
    const pixels = this.#pixels.get(instance.sopInstanceUID);
    if (!pixels) return [];
    const pictures = await Promise.all(
      instance.overlays.map(async (overlay): Promise<OverlayPicture | null> => {
        const overlayFrame = overlayFrameAt(overlay, frame);
        if (overlayFrame === null) return null;
        const bits =
          overlay.bitPosition === null
            ? await pixels.overlayBits(overlay, overlayFrame, this.#open.signal)
            : await embeddedBits(await pixels.frame(frame, this.#open.signal), overlay, instance);
        return bits && { overlay, bits };
      }),
    );
    return pictures.filter((picture) => picture !== null);
  }

  /** Whatever is asked about a picture that was made from ours is answered as of one of them, until the returned function is called. */
  standIn(imageId: string, forImageId: string): () => void {
    const source = registered.get(forImageId);
    if (source) registered.set(imageId, source);
    return () => {
      registered.delete(imageId);
    };
  }

  /** Forgets every image and its decoded pixels. */
  clear(): void {
    const { cache } = this.#libraries.core;
    this.#open.abort();
    this.#open = new AbortController();
    for (const id of this.#ids.values()) {
      registered.delete(id);
      described.delete(id);
      if (cache.getImageLoadObject(id)) cache.removeImageLoadObject(id, { force: true });
    }
    this.#ids.clear();
    this.#pixels.clear();
  }
}
