import { deflateSync } from 'fflate';
import { readImageAttributes, type ImageAttributes } from '../image/attributes.ts';
import { uidOf } from '../image/element-source.ts';
import { bitsPerFrame } from '../image/pixel-attributes.ts';
import { isRefusal, refusal, type Refusal } from '../image/refusal.ts';
import {
  DEFLATED_LITTLE_ENDIAN,
  EXPLICIT_BIG_ENDIAN,
  EXPLICIT_LITTLE_ENDIAN,
  IMPLICIT_LITTLE_ENDIAN,
  transferSyntax,
} from '../image/transfer-syntax.ts';
import { itemsOf, type ElementPlace } from '../load/elements.ts';
import { openPart10, type Part10 } from '../load/part10.ts';
import { part10File } from '../report/dicom/part10-file.ts';
import { cleanDataSet, inOrder } from './clean-data-set.ts';
import { plainText, valuesOf } from './clean-value.ts';
import type { Deidentification } from './deidentify-options.ts';
import { findingsOf, type Finding } from './findings.ts';
import { identifiersIn } from './identifiers.ts';
import { methodElements } from './method-elements.ts';
import { element, joined, openElement, piecesOf, type Pieces } from '../report/dicom/write-element.ts';

export interface DeidentifiedImage {
  readonly bytes: Uint8Array;
  /** What the new file says, read from its bytes. */
  readonly attributes: ImageAttributes;
  readonly findings: readonly Finding[];
}

const PIXEL_TAGS = ['7FE00010', '7FE00008', '7FE00009'];
/** What says what was done is written anew, not kept. */
const OWN_TAGS: ReadonlySet<string> = new Set([...PIXEL_TAGS, '00120062', '00120063', '00120064', '00280303']);

/**
 * An image file in which nothing but the pixels can tell whose it is (PS3.15 E.1, Basic Application Level Confidentiality Profile). The pixel
 * data stay as they are, byte by byte, in the same transfer syntax; what isn't known not to identify anybody is left out. Never throws on
 * bad input: what isn't a whole image is refused.
 */
export const deidentifyImage = (bytes: Uint8Array, all: Deidentification): DeidentifiedImage | Refusal => {
  const part10 = openPart10(bytes);
  if ('kind' in part10) return part10;
  const { data, table } = part10;
  if (table.problem !== undefined) return refusal('truncated', `the data set is cut off: ${table.problem}`);
  const attributes = readImageAttributes(part10.source);
  if (isRefusal(attributes)) return attributes;
  const pixelData = PIXEL_TAGS.map((tag) => table.elements.get(tag)).find((place) => place !== undefined);
  if (!pixelData) return refusal('not-an-image', 'it holds no pixel data');
  const pixels = pixelElement(part10, pixelData, attributes);
  if ('kind' in pixels) return pixels;
  const text = (tag: string): string => {
    const place = table.elements.get(tag);
    return place ? (valuesOf(plainText(data.bytes.subarray(place.start, place.end)))[0] ?? '') : '';
  };
  const cleaned = cleanDataSet(
    data,
    table.elements,
    {
      all,
      identifiers: identifiersIn(data, table.elements),
      numbers: new Map(),
      patient: text('00100020') === '' ? text('00100010') : text('00100020'),
    },
    OWN_TAGS,
  );
  const dataSet = inOrder([...cleaned, ...methodElements(all, data), [pixelData.tag, pixels]]);
  const written = fileOf(part10, dataSet, all);
  const again = openPart10(written);
  const readAgain = 'kind' in again ? again : readImageAttributes(again.source);
  if (isRefusal(readAgain)) return refusal('not-exported', `without its identifying attributes ${readAgain.message}`);
  return {
    bytes: written,
    attributes: readAgain,
    findings: findingsOf({ data, elements: table.elements, pixelData, attributes, keepOverlays: all.keepOverlays }),
  };
};

/** The pixel data as they are. What follows the last pixel of native ones belongs to no pixel and isn't kept. */
const pixelElement = (
  { data, transferSyntaxUID }: Part10,
  place: ElementPlace,
  { columns, rows, numberOfFrames, pixels }: ImageAttributes,
): Pieces | Refusal => {
  const { tag, start, end, vr = 'OW' } = place;
  const isEncapsulated = transferSyntax(transferSyntaxUID)?.encapsulated === true;
  if (isEncapsulated !== place.undefinedLength)
    return refusal('unsupported-transfer-syntax', 'its transfer syntax and its pixel data contradict each other');
  if (isEncapsulated) {
    if (!itemsOf(data, place).isWhole) return refusal('truncated', 'its compressed pixel data are damaged');
    const end0 = data.littleEndian ? [0xfe, 0xff, 0xdd, 0xe0] : [0xff, 0xfe, 0xe0, 0xdd];
    return piecesOf([
      openElement(tag, vr, data),
      data.bytes.subarray(start, end),
      Uint8Array.from([...end0, 0, 0, 0, 0]),
    ]);
  }
  const sizes = [columns * rows * pixels.samplesPerPixel * pixels.bitsAllocated, bitsPerFrame(pixels, columns, rows)];
  const lengths = sizes.map((bits) => Math.ceil((bits * numberOfFrames) / 8));
  const needed = lengths.find((length) => length <= end - start);
  if (needed === undefined) return refusal('truncated', 'the pixel data are short');
  // In big endian words the last byte stands before the padding's.
  const length = vr === 'OW' && !data.littleEndian ? needed + (needed % 2) : needed;
  const written = element(tag, vr, piecesOf([data.bytes.subarray(start, start + length)]), data);
  return written ?? refusal('too-large', 'its pixel data can’t be written');
};

/** Explicit or implicit, as the bytes are: some writers declare one and write the other. */
const syntaxWritten = ({ data, transferSyntaxUID }: Part10): string => {
  if (transferSyntax(transferSyntaxUID)?.encapsulated === true) return transferSyntaxUID;
  if (transferSyntaxUID === DEFLATED_LITTLE_ENDIAN) return transferSyntaxUID;
  if (!data.littleEndian) return EXPLICIT_BIG_ENDIAN;
  return data.explicit ? EXPLICIT_LITTLE_ENDIAN : IMPLICIT_LITTLE_ENDIAN;
};

const fileOf = (part10: Part10, dataSet: Pieces, { uids }: Deidentification): Uint8Array => {
  const { source } = part10;
  const transferSyntaxUID = syntaxWritten(part10);
  return part10File(
    {
      sopClassUID: uids.unlessRegistered(uidOf(source, 'SOPClassUID') ?? ''),
      sopInstanceUID: uids.identityOf(source.strings('SOPInstanceUID')?.[0] ?? ''),
      transferSyntaxUID,
    },
    transferSyntaxUID === DEFLATED_LITTLE_ENDIAN ? piecesOf([deflated(joined(dataSet))]) : dataSet,
  );
};

/** An odd stream is filled up (PS3.5 A.5). */
const deflated = (bytes: Uint8Array): Uint8Array => {
  const packed = deflateSync(bytes);
  return packed.length % 2 === 0 ? packed : joined(piecesOf([packed, new Uint8Array(1)]));
};
