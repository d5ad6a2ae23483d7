import type { ImageAttributes } from './attributes.ts';
import { decodeJpeg, type JpegPicture } from './jpeg-dct.ts';
import { decodeJpegLs } from './jpeg-ls.ts';
import { decodeLosslessJpeg } from './jpeg-lossless.ts';
import { plainPixels, type NativePixels } from './native-pixels.ts';
import { streamHeader } from './jpeg-header.ts';
import { refusal, type Refusal } from './refusal.ts';
import { decodeRle } from './rle.ts';
import { ENCAPSULATED_UNCOMPRESSED, RLE, transferSyntax } from './transfer-syntax.ts';

/** One frame as its file holds it. */
export interface EncodedFrame {
  readonly bytes: Uint8Array;
  readonly transferSyntaxUID: string;
}

/** Pixels without compression; components that a stream mixes for itself are luminance and chrominance still. */
export interface FramePixels extends NativePixels {
  readonly isYbr: boolean;
}

/** By the marker of the frame: baseline, extended sequential and progressive JPEG, lossless JPEG, JPEG-LS. */
const DECODERS: ReadonlyMap<number, (bytes: Uint8Array) => JpegPicture> = new Map([
  [0xc0, decodeJpeg],
  [0xc1, decodeJpeg],
  [0xc2, decodeJpeg],
  [0xc3, decodeLosslessJpeg],
  [0xf7, decodeJpegLs],
]);

/** Whether frames of a transfer syntax can be decoded by `framePixels`, as far as its name tells (PS3.5 A.4). */
export const isDecodedHere = (transferSyntaxUID: string): boolean =>
  /^1\.2\.840\.10008\.1\.2(\.(1(\.98|\.99)?|2|5|4\.(50|51|5[3-9]|6\d|70|80|81)))?$/.test(transferSyntaxUID);

/**
 * The pixels of a frame, by decoders of our own: uncompressed, run lengths, JPEG of either kind, JPEG-LS. Refused: other compressions, and
 * bytes that are damaged.
 */
export const framePixels = (
  { bytes, transferSyntaxUID }: EncodedFrame,
  { pixels, columns, rows }: Pick<ImageAttributes, 'pixels' | 'columns' | 'rows'>,
): FramePixels | Refusal<'not-decoded' | 'damaged-pixels'> => {
  const syntax = transferSyntax(transferSyntaxUID);
  const plain = (own: Uint8Array, planarConfiguration: 0 | 1): FramePixels => {
    const found = plainPixels({ bytes: own, pixels: { ...pixels, planarConfiguration } }, columns, rows);
    return { ...found, isYbr: found.pixels.photometricInterpretation.startsWith('YBR') };
  };
  try {
    if (transferSyntaxUID === RLE) return plain(decodeRle(bytes, pixels, columns * rows), 0);
    if (transferSyntaxUID === ENCAPSULATED_UNCOMPRESSED || syntax?.encapsulated !== true)
      return plain(bytes, pixels.planarConfiguration);
    const header = streamHeader(bytes);
    const decode = header && DECODERS.get(header.frameMarker);
    if (!decode) return refusal('not-decoded', `pixels compressed as ${syntax.name} are not decoded here`);
    const picture = decode(bytes);
    if (picture.columns !== columns || picture.rows !== rows || picture.components !== pixels.samplesPerPixel)
      return refusal('damaged-pixels', 'the compressed picture has another size than the image says');
    const Words = pixels.bitsAllocated > 8 ? Uint16Array : Uint8Array;
    const found = plain(new Uint8Array(Words.from(picture.samples).buffer), 0);
    // What the stream says of its colours goes before what the image calls them: most writers describe what they had before compression.
    const transform = adobeTransform(bytes);
    const isRgb =
      transform === 0 || (pixels.photometricInterpretation === 'RGB' && !header.saysColour && !header.isSubsampled);
    const isCosine = decode === decodeJpeg;
    return isCosine ? { ...found, isYbr: picture.components === 3 && !isRgb } : found;
  } catch {
    return refusal('damaged-pixels', 'the pixels of the image are damaged');
  }
};

const ADOBE = [0xff, 0xee, 0, 14, 0x41, 0x64, 0x6f, 0x62, 0x65];
const SEARCHED_BYTES = 1024;

/** What an Adobe segment says of the components: 0 for red, green and blue; null without one (ITU-T T.872 6.5.3). */
const adobeTransform = (bytes: Uint8Array): number | null => {
  for (let at = 2; at < Math.min(SEARCHED_BYTES, bytes.length - 15); at += 1)
    if (ADOBE.every((byte, index) => bytes[at + index] === byte)) return bytes[at + 15] ?? null;
  return null;
};
