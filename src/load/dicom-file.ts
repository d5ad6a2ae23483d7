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
import { fragmentsOfFrames, frameOfItems, framesByTable, joined, type BytePlace } from './encapsulated-frames.ts';
import type { ElementPlace } from './elements.ts';
import { inLittleEndian, nativeFrame, nativePlace, type NativePlace } from './native-frames.ts';
import { openPart10, type Part10 } from './part10.ts';

/** One image file: what it is, and its frames when they are asked for. */
export interface ImageFile {
  readonly kind: 'dicom-file';
  readonly name: string;
  readonly attributes: ImageAttributes;
  /** The data set, for what `attributes` leaves out. */
  readonly source: ElementSource;
  /** How the bytes of `encodedFrame` are encoded; differs from the file's own syntax where that was deflated or big endian. */
  readonly frameTransferSyntaxUID: string;
  /** Whether nobody else has the memory of what `encodedFrame` answers, which may then be written to. */
  readonly hasOwnFrames?: boolean;
  /** The encoded bytes of one frame, 1-based. */
  encodedFrame(frame: number): Uint8Array | Promise<Uint8Array>;
  /** The whole file as it was opened. */
  fileBytes(): Uint8Array | Promise<Uint8Array>;
}

/** An image file in memory. Holds on to the bytes it was given. */
export interface DicomFile extends ImageFile {
  /** A view into the file wherever possible. */
  encodedFrame(frame: number): Uint8Array;
  fileBytes(): Uint8Array;
}

/** What a file is and where its frames lie in it. */
export interface FileLayout extends Omit<ImageFile, 'kind' | 'name' | 'encodedFrame' | 'fileBytes'> {
  /** The file, or its inflated data set: what the places refer to. */
  readonly bytes: Uint8Array;
  readonly isInflated: boolean;
  /** Where the pixel data begin. */
  readonly pixelsAt: number;
  /** Where a frame lies, 1-based, in pieces that follow each other. */
  readonly placesOf: (frame: number) => readonly BytePlace[];
  /** Whether the places are those of a table that nothing confirms but their bytes. */
  readonly isTabled: boolean;
  /** The frame from the bytes of its places. Throws `WrongTable` where they aren't a frame's. */
  readonly frameFrom: (bytes: Uint8Array, frame: number) => Uint8Array;
}

/** Never throws on bad input: a file is either an image that can be shown, or refused with a reason. */
export const readDicomFile = (bytes: Uint8Array, name: string): DicomFile | Refusal => {
  const layout = layoutOf(bytes);
  if ('kind' in layout) return layout;
  const { attributes, source, frameTransferSyntaxUID } = layout;
  return {
    kind: 'dicom-file',
    name,
    attributes,
    source,
    frameTransferSyntaxUID,
    encodedFrame: (frame) => {
      const pieces = layout.placesOf(frame).map(({ start, end }) => layout.bytes.subarray(start, end));
      return layout.frameFrom(joined(pieces), frame);
    },
    fileBytes: () => bytes,
  };
};

/**
 * Finds out what a file is from all of its bytes, or from the first of them where the file has `fileBytes`: only uncompressed pixel data, and those of several frames with a table
 * of their offsets, may then reach beyond them, and any refusal may be for want of the rest.
 */
export const layoutOf = (bytes: Uint8Array, fileBytes = bytes.length): FileLayout | Refusal => {
  const part10 = openPart10(bytes);
  if ('kind' in part10) return part10;
  const attributes = readImageAttributes(part10.source);
  if (isRefusal(attributes))
    return isCutOff(part10)
      ? refusal('truncated', `the data set is cut off: ${part10.table.problem ?? ''}`)
      : attributes;
  const frames = framesOf(part10, attributes, fileBytes);
  if ('kind' in frames) return frames;
  const isInflated = part10.transferSyntaxUID === DEFLATED_LITTLE_ENDIAN;
  const indexOf = (frame: number): number => {
    if (!Number.isInteger(frame) || frame < 1 || frame > attributes.numberOfFrames)
      throw new RangeError(`frame ${String(frame)} of ${String(attributes.numberOfFrames)}`);
    return frame - 1;
  };
  return {
    attributes,
    source: part10.source,
    frameTransferSyntaxUID:
      isInflated || part10.transferSyntaxUID === EXPLICIT_BIG_ENDIAN
        ? EXPLICIT_LITTLE_ENDIAN
        : part10.transferSyntaxUID,
    bytes: part10.data.bytes,
    isInflated,
    pixelsAt: frames.pixelsAt,
    isTabled: frames.isTabled === true,
    placesOf: (frame) => frames.placesOf(indexOf(frame)),
    frameFrom: (encoded, frame) => frames.frameFrom?.(encoded, indexOf(frame)) ?? encoded,
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

/** By 0-based index. */
interface Frames {
  readonly pixelsAt: number;
  readonly isTabled?: true;
  placesOf(index: number): readonly BytePlace[];
  frameFrom?(bytes: Uint8Array, index: number): Uint8Array;
}

const framesOf = (part10: Part10, attributes: ImageAttributes, fileBytes: number): Frames | Refusal => {
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
  const isInHead = part10.data.bytes.length < fileBytes && cutOff !== undefined;
  // What follows may belong to a frame that seems to be complete.
  if (isEncapsulated && isInHead)
    return (
      tabledFrames(part10, pixelData, attributes, fileBytes) ??
      refusal('truncated', 'its compressed pixel data reach beyond what was read')
    );
  if (isEncapsulated) return encapsulatedFrames(part10, pixelData, cutOff !== undefined, attributes);
  return nativeFrames(
    pixelData,
    isInHead ? announcedEnd(part10, pixelData, fileBytes) : pixelData.end,
    part10.data.littleEndian,
    attributes,
  );
};

/** Where pixel data that reach beyond the first bytes of a file end: as long as they say, if the file is. */
const announcedEnd = ({ data }: Part10, { start }: ElementPlace, fileBytes: number): number =>
  // Every representation that pixel data may have writes its length into the four bytes before the value.
  Math.min(fileBytes, start + data.view.getUint32(start - 4, data.littleEndian));

const nativeFrames = (
  { start, vr }: ElementPlace,
  end: number,
  isLittleEndian: boolean,
  { columns, rows, numberOfFrames, pixels }: ImageAttributes,
): Frames | Refusal => {
  const available = end - start;
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
  // Pixels of a byte or less are written in words where the representation says so.
  const bytesPerWord = isLittleEndian ? 1 : Math.max(pixels.bitsAllocated / 8, vr === 'OW' ? 2 : 1);
  const wordsOf = (index: number): NativePlace => {
    const place = nativePlace(bits, index);
    const first = Math.floor(place.start / bytesPerWord) * bytesPerWord;
    const last = Math.min(available, Math.ceil(place.end / bytesPerWord) * bytesPerWord);
    return { ...place, start: first, end: last };
  };
  return {
    pixelsAt: start,
    placesOf: (index) => {
      const words = wordsOf(index);
      return [{ start: start + words.start, end: start + words.end }];
    },
    frameFrom: (bytes, index) => {
      const place = nativePlace(bits, index);
      if (bytesPerWord < 2) return nativeFrame(bytes, bits, place.shift);
      const { start: first } = wordsOf(index);
      const turned = inLittleEndian(bytes, bytesPerWord).subarray(place.start - first, place.end - first);
      return nativeFrame(turned, bits, place.shift);
    },
  };
};

/** Of one frame all has to be read. */
const tabledFrames = (
  { data, source }: Part10,
  pixelData: ElementPlace,
  { numberOfFrames }: ImageAttributes,
  fileBytes: number,
): Frames | undefined => {
  const places = numberOfFrames > 1 ? framesByTable(data, pixelData, numberOfFrames, fileBytes, source) : undefined;
  return (
    places && {
      pixelsAt: pixelData.start,
      isTabled: true,
      placesOf: (index) => places.slice(index, index + 1),
      frameFrom: (bytes, index) => frameOfItems(bytes, index === numberOfFrames - 1),
    }
  );
};

const encapsulatedFrames = (
  part10: Part10,
  pixelData: ElementPlace,
  isCutOff: boolean,
  attributes: ImageAttributes,
): Frames | Refusal => {
  const frames = fragmentsOfFrames(part10.data, pixelData, attributes.numberOfFrames, isCutOff, part10.source);
  if ('kind' in frames) return frames;
  return { pixelsAt: pixelData.start, placesOf: (index) => frames[index] ?? [] };
};
