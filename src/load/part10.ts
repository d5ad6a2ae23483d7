import { refusal, type Refusal } from '../image/refusal.ts';
import type { ElementSource } from '../image/element-source.ts';
import {
  DEFLATED_LITTLE_ENDIAN,
  EXPLICIT_BIG_ENDIAN,
  EXPLICIT_LITTLE_ENDIAN,
  IMPLICIT_LITTLE_ENDIAN,
  transferSyntax,
} from '../image/transfer-syntax.ts';
import { dataSetBytes, tagAt, vrAt, type DataSetBytes } from './byte-reader.ts';
import { dataSetSource } from './data-set-source.ts';
import { elementsOf, type ElementTable } from './elements.ts';
import { inflateWithin } from './inflate.ts';

/** A data set found in a file. */
export interface Part10 {
  readonly data: DataSetBytes;
  readonly table: ElementTable;
  readonly source: ElementSource;
  readonly transferSyntaxUID: string;
}

export type Part10Refusal = Refusal<'empty' | 'not-dicom' | 'truncated' | 'unsupported-transfer-syntax' | 'too-large'>;

const PREAMBLE_BYTES = 128;
const MAGIC = [0x44, 0x49, 0x43, 0x4d];

const hasMagicAt = (bytes: Uint8Array, at: number): boolean => MAGIC.every((byte, index) => bytes[at + index] === byte);

/**
 * Finds the data set by content, never by the file's name: the DICM prefix after a preamble, else a data set that starts at the first byte
 * (with or without file meta information), which is believed only when it then turns out to name a storage class.
 */
export const openPart10 = (bytes: Uint8Array): Part10 | Part10Refusal => {
  if (bytes.length === 0) return refusal('empty', 'the file is empty');
  const hasPreamble = hasMagicAt(bytes, PREAMBLE_BYTES);
  const start = hasPreamble ? PREAMBLE_BYTES + MAGIC.length : hasMagicAt(bytes, 0) ? MAGIC.length : 0;
  if (bytes.length < start + 8) {
    return hasPreamble
      ? refusal('truncated', 'the file ends after its preamble')
      : refusal('not-dicom', 'it is too short to be a DICOM file');
  }
  const little = dataSetBytes(bytes, true, true);
  const isMeta = (tag: string): boolean => tag.startsWith('0002');
  if (!hasPreamble && !isMeta(tagAt(little, start)) && !isPlausibleStart(bytes, start)) {
    return refusal('not-dicom', 'it has neither the DICOM prefix nor a DICOM data set');
  }
  const metaTable = elementsOf(little, start, bytes.length, (tag) => !isMeta(tag));
  if (metaTable.problem !== undefined && metaTable.elements.size > 0)
    return refusal('truncated', `the file meta information is damaged: ${metaTable.problem}`);
  const meta = dataSetSource(metaTable.elements, little);
  const declared = meta.strings('TransferSyntaxUID')?.[0];
  return readDataSet(bytes, metaTable.at, declared, meta, hasPreamble);
};

/** The first element of a data set without any header: group 8, small. */
const isPlausibleStart = (bytes: Uint8Array, start: number): boolean => {
  const little = bytes[start + 1] === 0 && bytes[start] === 8;
  const big = bytes[start] === 0 && bytes[start + 1] === 8;
  return little || (big && vrAt({ bytes }, start + 4) !== null);
};

const readDataSet = (
  bytes: Uint8Array,
  start: number,
  declared: string | undefined,
  meta: ElementSource,
  hasPreamble: boolean,
): Part10 | Part10Refusal => {
  if (declared !== undefined && transferSyntax(declared) === undefined) {
    return refusal(
      'unsupported-transfer-syntax',
      `its transfer syntax (${declared.slice(0, 64)}) is not one that is read`,
    );
  }
  if (declared === DEFLATED_LITTLE_ENDIAN) {
    const inflated = inflateWithin(bytes.subarray(start), bytes.subarray(0, start));
    if (inflated === 'too-large') return refusal('too-large', 'the deflated data set grows beyond any honest image');
    if (typeof inflated === 'string')
      return refusal('truncated', `the deflated data set is ${inflated === 'truncated' ? 'cut off' : 'damaged'}`);
    return finish(dataSetBytes(inflated, true, true), start, declared, meta);
  }
  const sniffed = sniff(bytes, start);
  const littleEndian = declared === undefined ? sniffed.littleEndian : declared !== EXPLICIT_BIG_ENDIAN;
  // Some writers declare implicit VR and write explicit, or the other way round; the bytes are right.
  const explicit = sniffed.explicit;
  const uid =
    declared ?? (explicit ? (littleEndian ? EXPLICIT_LITTLE_ENDIAN : EXPLICIT_BIG_ENDIAN) : IMPLICIT_LITTLE_ENDIAN);
  const part10 = finish(dataSetBytes(bytes, littleEndian, explicit), start, uid, meta);
  if (hasPreamble || part10.source.strings('SOPClassUID')?.[0]?.startsWith('1.2.840.10008.') === true) return part10;
  return refusal('not-dicom', 'it has no DICOM prefix, and what it holds names no DICOM storage class');
};

const sniff = (bytes: Uint8Array, start: number): { readonly littleEndian: boolean; readonly explicit: boolean } => {
  const explicit = vrAt({ bytes }, start + 4) !== null;
  return { explicit, littleEndian: !(explicit && bytes[start] === 0 && bytes[start + 1] !== 0) };
};

const finish = (data: DataSetBytes, start: number, transferSyntaxUID: string, meta: ElementSource): Part10 => {
  const table = elementsOf(data, start, data.bytes.length);
  return {
    data,
    table,
    source: dataSetSource(table.elements, data, undefined, withTransferSyntax(meta, transferSyntaxUID)),
    transferSyntaxUID,
  };
};

/** A file without a declared syntax is answered for by what its bytes showed. */
const withTransferSyntax = (meta: ElementSource, uid: string): ElementSource => ({
  ...meta,
  strings: (name) => (name === 'TransferSyntaxUID' ? [uid] : meta.strings(name)),
});
