import { streamHeader, withRgbMarker, type StreamHeader } from '../image/jpeg-header.ts';
import { plainPixels } from '../image/native-pixels.ts';
import type { PixelAttributes } from '../image/pixel-attributes.ts';
import { decodeRle } from '../image/rle.ts';
import {
  ENCAPSULATED_UNCOMPRESSED,
  EXPLICIT_LITTLE_ENDIAN,
  JPEG_BASELINE,
  JPEG_LOSSLESS,
  RLE,
  transferSyntax,
} from '../image/transfer-syntax.ts';
import type { ColourPicture, PictureForm } from '../workers/jpeg-picture.ts';

/** The encoded bytes of a frame and how they are encoded. */
export interface EncodedPixels {
  readonly bytes: Uint8Array;
  readonly transferSyntaxUID: string;
  /** Whether nobody else has the memory that the bytes are in: it may be kept, and written to. */
  readonly isOwn?: boolean;
}

/** What the stock decoders are given: they believe the description to the letter, so it is made to fit the bytes. */
export interface DecoderInput extends EncodedPixels {
  readonly pixels: PixelAttributes;
  /** What comes out isn't yet what the image says: from its values comes what is decoded next, uncompressed. */
  readonly next?: (values: ArrayLike<number>) => DecoderInput;
  /** The colours as they are shown: nothing is left to decode. */
  readonly picture?: ColourPicture;
}

/** How colours are decoded that the stock decoders would hold the page up with. */
export interface ColourOptions {
  readonly form: PictureForm;
  readonly jpeg: (bytes: Uint8Array, form: PictureForm) => Promise<ColourPicture>;
}

/** Baseline, extended sequential and progressive frames. */
const COSINE_FRAMES: ReadonlySet<number> = new Set([0xc0, 0xc1, 0xc2]);

interface Size {
  readonly columns: number;
  readonly rows: number;
}

/**
 * Prepares a frame for the stock decoders. What they get wrong is decoded here: run lengths of more than eight bits a colour, JPEG of twelve
 * bits (theirs is off by 15 and more), JPEG in colours (theirs holds the page up, and needs pictures by `data:`), bits beyond those stored, one-bit pixels, shared chrominance, floating point numbers.
 */
export const decoderInput = async (
  { bytes, transferSyntaxUID, isOwn = false }: EncodedPixels,
  pixels: PixelAttributes,
  size: Size,
  options: ColourOptions,
): Promise<DecoderInput> => {
  const plain = uncompressedBytes({ bytes, transferSyntaxUID }, pixels, size);
  if (plain) {
    // Run lengths come out by pixel, whatever order they are described in.
    const byPixel = transferSyntaxUID === RLE ? { planarConfiguration: 0 as const } : {};
    return { ...uncompressed(plain, { ...pixels, ...byPixel }, size), isOwn };
  }
  const header = streamHeader(bytes);
  if (!header) return { bytes, transferSyntaxUID, pixels };
  if (COSINE_FRAMES.has(header.frameMarker)) return cosineJpeg(bytes, header, pixels, size, options);
  // Some writers put lossless streams under the name of a lossy syntax.
  const uid = header.frameMarker === 0xc3 ? JPEG_LOSSLESS : transferSyntaxUID;
  const described = { ...pixels, ...fullChrominance(pixels), planarConfiguration: header.isByPlane ? 1 : 0 } as const;
  return needsRaw(header, pixels)
    ? {
        bytes,
        transferSyntaxUID: uid,
        pixels: rawDescription(described, header),
        next: (values) => fromValues(values, described, size),
      }
    : { bytes, transferSyntaxUID: uid, pixels: described };
};

const fromValues = (values: ArrayLike<number>, pixels: PixelAttributes, size: Size): DecoderInput => {
  const Words = pixels.bitsAllocated <= 8 ? Uint8Array : pixels.bitsAllocated === 16 ? Uint16Array : Uint32Array;
  return uncompressed(new Uint8Array(Words.from(values).buffer), pixels, size);
};

/** Bytes that need no decoder of streams; null of all others. */
export const uncompressedBytes = (
  { bytes, transferSyntaxUID }: EncodedPixels,
  pixels: PixelAttributes,
  { columns, rows }: Size,
): Uint8Array | null => {
  if (transferSyntaxUID === RLE) return decodeRle(bytes, pixels, columns * rows);
  const isPlain =
    transferSyntaxUID === ENCAPSULATED_UNCOMPRESSED || transferSyntax(transferSyntaxUID)?.encapsulated !== true;
  return isPlain ? bytes : null;
};

const uncompressed = (bytes: Uint8Array, pixels: PixelAttributes, { columns, rows }: Size): DecoderInput => {
  const plain = plainPixels({ bytes, pixels }, columns, rows);
  return { ...plain, transferSyntaxUID: EXPLICIT_LITTLE_ENDIAN };
};

/** Decompressed streams hold the chrominance of every pixel, whatever they are called. */
const fullChrominance = ({ photometricInterpretation }: PixelAttributes): Partial<PixelAttributes> =>
  photometricInterpretation === 'YBR_FULL_422' ? { photometricInterpretation: 'YBR_FULL' } : {};

const needsRaw = (header: StreamHeader, pixels: PixelAttributes): boolean => {
  if (pixels.samplesPerPixel > 1) return pixels.bitsAllocated > 8;
  const isSigned = pixels.pixelRepresentation === 1;
  const isOtherSign = header.frameMarker === 0x51 && header.isSigned !== isSigned;
  return isOtherSign || (!isSigned && header.precision > pixels.bitsStored);
};

/** So that values come out of the decoder as they are in the stream, colours included. */
const rawDescription = (pixels: PixelAttributes, header: StreamHeader): PixelAttributes => ({
  ...pixels,
  photometricInterpretation: pixels.samplesPerPixel > 1 ? 'RGB' : 'MONOCHROME2',
  planarConfiguration: 0,
  pixelRepresentation: header.isSigned ? 1 : 0,
  bitsStored: header.precision,
  highBit: header.precision - 1,
});

export const OTHER_SIZE = 'the compressed picture has another size than the image says';

const cosineJpeg = async (
  bytes: Uint8Array,
  header: StreamHeader,
  pixels: PixelAttributes,
  size: Size,
  { form, jpeg }: ColourOptions,
): Promise<DecoderInput> => {
  const isColour = pixels.samplesPerPixel > 1;
  if (header.precision === 8 && pixels.bitsAllocated === 8 && (isColour || header.frameMarker === 0xc0)) {
    const isRgb = isColour && pixels.photometricInterpretation === 'RGB' && !header.saysColour && !header.isSubsampled;
    if (!isColour) return { bytes, transferSyntaxUID: JPEG_BASELINE, pixels };
    const picture = await jpeg(isRgb ? withRgbMarker(bytes) : bytes, form);
    if (picture.width !== size.columns || picture.height !== size.rows) throw new Error(OTHER_SIZE);
    const described = { ...pixels, photometricInterpretation: 'RGB', planarConfiguration: 0 } as const;
    return { bytes, transferSyntaxUID: JPEG_BASELINE, pixels: described, picture };
  }
  const { decodeJpeg } = await import('../image/jpeg-dct.ts');
  const { columns, rows, components, samples } = decodeJpeg(bytes);
  if (columns !== size.columns || rows !== size.rows || components !== pixels.samplesPerPixel)
    throw new Error(OTHER_SIZE);
  return fromValues(samples, { ...pixels, planarConfiguration: 0 }, size);
};
