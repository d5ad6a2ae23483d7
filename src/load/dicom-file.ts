import { readImageAttributes, type ImageAttributes } from '../image/attributes.ts';
import { codeOf, uidOf, type ElementSource } from '../image/element-source.ts';
import { MEDIA_DIRECTORY, notAnImage } from '../image/image-kind.ts';
import { bitsPerFrame } from '../image/pixel-attributes.ts';
import { isRefusal, refusal, type Refusal } from '../image/refusal.ts';
import {
  DEFLATED_LITTLE_ENDIAN,
  EXPLICIT_BIG_ENDIAN,
  EXPLICIT_LITTLE_ENDIAN,
  transferSyntax,
} from '../image/transfer-syntax.ts';
import { fragmentsOfFrames } from './encapsulated-frames.ts';
import type { ElementPlace } from './elements.ts';
import { inLittleEndian, nativeFrame } from './native-frames.ts';
import { openPart10, type Part10 } from './part10.ts';

/** One image file, read. Holds on to the bytes it was given. */
export interface DicomFile {
  readonly kind: 'dicom-file';
  readonly name: string;
  readonly attributes: ImageAttributes;
  /** The data set, for what `attributes` leaves out. */
  readonly source: ElementSource;
  /** How the bytes of `encodedFrame` are encoded; differs from the file's own syntax where that was deflated or big endian. */
  readonly frameTransferSyntaxUID: string;
  /** The encoded bytes of one frame, 1-based. A view into the file wherever possible. */
  encodedFrame(frame: number): Uint8Array;
}

/** Never throws on bad input: a file is either an image that can be shown, or refused with a reason. */
export const readDicomFile = (bytes: Uint8Array, name: string): DicomFile | Refusal => {
  const part10 = openPart10(bytes);
  if ('kind' in part10) return part10;
  const attributes = readImageAttributes(part10.source);
  if (isRefusal(attributes))
    return isCutOff(part10)
      ? refusal('truncated', `the data set is cut off: ${part10.table.problem ?? ''}`)
      : attributes;
  const frames = framesReader(part10, attributes);
  if (typeof frames !== 'function') return frames;
  return {
    kind: 'dicom-file',
    name,
    attributes,
    source: part10.source,
    frameTransferSyntaxUID: [DEFLATED_LITTLE_ENDIAN, EXPLICIT_BIG_ENDIAN].includes(part10.transferSyntaxUID)
      ? EXPLICIT_LITTLE_ENDIAN
      : part10.transferSyntaxUID,
    encodedFrame: (frame) => {
      if (!Number.isInteger(frame) || frame < 1 || frame > attributes.numberOfFrames) {
        throw new RangeError(`frame ${String(frame)} of ${String(attributes.numberOfFrames)}`);
      }
      return frames(frame - 1);
    },
  };
};

/** A data set that ends too early and isn't known to be something else: what it lacks may have followed. */
const isCutOff = ({ table, source }: Part10): boolean => {
  const sopClassUID = uidOf(source, 'SOPClassUID');
  return (
    table.problem !== undefined &&
    sopClassUID !== MEDIA_DIRECTORY &&
    notAnImage(sopClassUID, codeOf(source, 'Modality')) === undefined
  );
};

const PIXEL_DATA = ['7FE00010', '7FE00008', '7FE00009'];

const framesReader = (part10: Part10, attributes: ImageAttributes): ((index: number) => Uint8Array) | Refusal => {
  const { table } = part10;
  const whole = PIXEL_DATA.map((tag) => table.elements.get(tag)).find((place) => place !== undefined);
  const cutOff = table.cutOff && PIXEL_DATA.includes(table.cutOff.tag) ? table.cutOff : undefined;
  const pixelData = whole ?? cutOff;
  if (pixelData === undefined) {
    return table.problem === undefined
      ? refusal('not-an-image', 'it holds no pixel data')
      : refusal('truncated', `the data set ends before the pixel data: ${table.problem}`);
  }
  const syntax = transferSyntax(part10.transferSyntaxUID);
  if (syntax?.video) return refusal('unsupported-transfer-syntax', `${syntax.name} video is not decoded`);
  const isEncapsulated = syntax?.encapsulated === true;
  if (isEncapsulated !== pixelData.undefinedLength) {
    return refusal(
      'unsupported-transfer-syntax',
      `${syntax?.name ?? 'the transfer syntax'} and the way in which the pixel data are written contradict each other`,
    );
  }
  return isEncapsulated
    ? encapsulatedReader(part10, pixelData, cutOff !== undefined, attributes)
    : nativeReader(part10, pixelData, attributes);
};

const nativeReader = (
  part10: Part10,
  pixelData: ElementPlace,
  attributes: ImageAttributes,
): ((index: number) => Uint8Array) | Refusal => {
  const { columns, rows, numberOfFrames, pixels } = attributes;
  const available = pixelData.end - pixelData.start;
  const unsampled = columns * rows * pixels.samplesPerPixel * pixels.bitsAllocated;
  // Some writers announce subsampled chrominance and write every sample.
  const isFull = Math.ceil((unsampled * numberOfFrames) / 8) <= available;
  const bits = isFull ? unsampled : bitsPerFrame(pixels, columns, rows);
  const needed = Math.ceil((bits * numberOfFrames) / 8);
  if (available < needed) {
    return refusal(
      'truncated',
      `the pixel data are short: ${String(available)} bytes where ${String(columns)} × ${String(rows)} × ${String(numberOfFrames)} pixels take ${String(needed)}`,
    );
  }
  const written = part10.data.bytes.subarray(pixelData.start, pixelData.end);
  if (part10.data.littleEndian) return (index) => nativeFrame(written, bits, index);
  // Pixels of a byte or less are written in words where the representation says so.
  const bytesPerWord = Math.max(pixels.bitsAllocated / 8, pixelData.vr === 'OW' ? 2 : 1);
  let values: Uint8Array | undefined;
  return (index) => nativeFrame((values ??= inLittleEndian(written, bytesPerWord)), bits, index);
};

const encapsulatedReader = (
  part10: Part10,
  pixelData: ElementPlace,
  isCutOff: boolean,
  attributes: ImageAttributes,
): ((index: number) => Uint8Array) | Refusal => {
  const frames = fragmentsOfFrames(part10.data, pixelData, attributes.numberOfFrames, isCutOff, part10.source);
  if ('kind' in frames) return frames;
  const { bytes } = part10.data;
  return (index) => {
    const fragments = frames[index] ?? [];
    const [only] = fragments;
    if (only !== undefined && fragments.length === 1) return bytes.subarray(only.start, only.end);
    const frame = new Uint8Array(fragments.reduce((sum, { start, end }) => sum + end - start, 0));
    let at = 0;
    for (const { start, end } of fragments) {
      frame.set(bytes.subarray(start, end), at);
      at += end - start;
    }
    return frame;
  };
};
