import { tagOf, vrOf, type AttributeName } from '../../image/dictionary.ts';
import { STUDY_HEADER_NAMES } from '../../image/study-header.ts';
import { EXPLICIT_LITTLE_ENDIAN } from '../../image/transfer-syntax.ts';
import { decimalString, type DataSet, type ElementValue } from './data-set.ts';
import { part10File } from './part10-file.ts';
import {
  element,
  EXPLICIT_LITTLE,
  item,
  joined,
  NOTHING,
  paddingOf,
  piecesOf,
  together,
  type Pieces,
} from './write-element.ts';

/** Characters that some representations may hold; the longest that is allowed (PS3.5 table 6.2-1). */
const MAX_CHARACTERS: Readonly<Record<string, number>> = {
  AE: 16,
  CS: 16,
  LO: 64,
  SH: 16,
  ST: 1024,
  LT: 10240,
};

/** Of each group of a person's name: alphabetic, ideographic, phonetic (PS3.5 6.2.1.1). */
const MAX_GROUP_CHARACTERS = 64;

/** What is copied from the images stays as it is there, fault or not: an accession number that is cut is another accession number. */
const COPIED: ReadonlySet<AttributeName> = new Set(STUDY_HEADER_NAMES);

/** Representations in which a backslash parts values, so that one value can't hold any. */
const ONE_VALUE = new Set(['LT', 'ST', 'UT', 'UR']);

const isBytes = (value: ElementValue): value is Uint8Array => value instanceof Uint8Array;

/** Text that the representation allows: without control characters, not longer than it may be. */
const allowed = (text: string, vr: string): string => {
  const isText = vr === 'LT' || vr === 'ST' || vr === 'UT';
  const clean = isText ? text.replaceAll(/[^\P{Cc}\r\n\t\f]/gu, ' ') : text.replaceAll(/\p{Cc}/gu, ' ');
  const whole = ONE_VALUE.has(vr) ? clean : clean.replaceAll('\\', '/');
  if (vr === 'PN')
    return whole
      .split('=')
      .map((group) => upTo(MAX_GROUP_CHARACTERS, group))
      .join('=');
  const limit = MAX_CHARACTERS[vr];
  return limit === undefined ? whole : upTo(limit, whole);
};

const upTo = (limit: number, text: string): string =>
  text.length <= limit ? text : Array.from(text).slice(0, limit).join('');

type NumberLayout = readonly [size: number, write: (view: DataView, at: number, value: number) => void];

const UNSIGNED_SHORT: NumberLayout = [
  2,
  (view, at, value) => {
    view.setUint16(at, value, true);
  },
];

/** How many bytes a number takes in representations that aren't text, and how it is put there. */
const NUMBERS: Readonly<Record<string, NumberLayout | undefined>> = {
  US: UNSIGNED_SHORT,
  OW: UNSIGNED_SHORT,
  SS: [
    2,
    (view, at, value) => {
      view.setInt16(at, value, true);
    },
  ],
  UL: [
    4,
    (view, at, value) => {
      view.setUint32(at, value, true);
    },
  ],
  SL: [
    4,
    (view, at, value) => {
      view.setInt32(at, value, true);
    },
  ],
  FL: [
    4,
    (view, at, value) => {
      view.setFloat32(at, value, true);
    },
  ],
  FD: [
    8,
    (view, at, value) => {
      view.setFloat64(at, value, true);
    },
  ],
};

type Listed = readonly (string | number | DataSet)[];

const numberBytes = (list: Listed, [size, write]: NumberLayout): Uint8Array => {
  const bytes = new Uint8Array(size * list.length);
  const view = new DataView(bytes.buffer);
  list.forEach((value, index) => {
    if (typeof value !== 'number') throw new TypeError('a binary number is written of a number alone');
    write(view, index * size, value);
  });
  return bytes;
};

/** Tags (eight hexadecimal digits): group, then element. */
const tagBytes = (list: readonly string[]): Uint8Array =>
  numberBytes(
    list.flatMap((tag) => [parseInt(tag.slice(0, 4), 16), parseInt(tag.slice(4), 16)]),
    UNSIGNED_SHORT,
  );

const UTF_8 = new TextEncoder();

const textOf = (value: string | number | DataSet, name: AttributeName, vr: string): string => {
  if (typeof value === 'string') return COPIED.has(name) ? value : allowed(value, vr);
  if (typeof value === 'object') throw new TypeError(`an item is no ${vr}`);
  return vr === 'DS' ? decimalString(value) : String(value);
};

const valueOf = (value: Exclude<ElementValue, Uint8Array>, name: AttributeName, vr: string): Pieces => {
  const list: Listed = typeof value === 'string' || typeof value === 'number' ? [value] : value;
  if (vr === 'SQ') return together(list.map(itemOf));
  const numbers = NUMBERS[vr];
  if (numbers) return piecesOf([numberBytes(list, numbers)]);
  if (vr === 'AT') return piecesOf([tagBytes(list.map((tag) => textOf(tag, name, vr)))]);
  return piecesOf([UTF_8.encode(list.map((one) => textOf(one, name, vr)).join('\\'))]);
};

const itemOf = (one: string | number | DataSet): Pieces => {
  if (typeof one !== 'object') throw new TypeError('a sequence is written of items alone');
  return item(piecesOf([joined(dataSetOf(one))]), EXPLICIT_LITTLE);
};

/** Attributes that are "US or SS" (PS3.6) are in the dictionary as US. */
const representationOf = (name: AttributeName, value: ElementValue): string => {
  const vr = vrOf(name);
  const isNegative = (one: unknown): boolean => typeof one === 'number' && one < 0;
  return vr === 'US' && (Array.isArray(value) ? value.some(isNegative) : isNegative(value)) ? 'SS' : vr;
};

const elementOf = (name: AttributeName, value: ElementValue): Pieces => {
  const tag = tagOf(name);
  const vr = representationOf(name, value);
  // Bytes have no order of their own.
  if (isBytes(value)) return written(tag, vr === 'OW' ? 'OB' : vr, piecesOf([value]));
  return written(tag, vr, valueOf(value, name, vr));
};

/** What is too long for a length of two bytes is written as of unknown representation, which has four (PS3.5 6.2.2). */
const written = (tag: string, vr: string, value: Pieces): Pieces =>
  element(tag, vr, value, EXPLICIT_LITTLE, paddingOf(vr)) ??
  element(tag, 'UN', value, EXPLICIT_LITTLE, paddingOf(vr)) ??
  NOTHING;

const dataSetOf = (dataSet: DataSet): Pieces =>
  together(
    (Object.entries(dataSet) as [AttributeName, ElementValue | undefined][])
      .flatMap(([name, value]) => (value === undefined ? [] : [[tagOf(name), elementOf(name, value)] as const]))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, pieces]) => pieces),
  );

/**
 * A DICOM file (PS3.10), explicit little endian, of a data set that names its SOPClassUID and SOPInstanceUID. Text is written in UTF-8
 * (ISO_IR 192).
 */
export const encodeFile = (dataSet: DataSet): Uint8Array => {
  const { SOPClassUID, SOPInstanceUID } = dataSet;
  if (typeof SOPClassUID !== 'string' || typeof SOPInstanceUID !== 'string')
    throw new Error('an object is written with its SOP class and instance');
  return part10File(
    { sopClassUID: SOPClassUID, sopInstanceUID: SOPInstanceUID, transferSyntaxUID: EXPLICIT_LITTLE_ENDIAN },
    dataSetOf({ ...dataSet, SpecificCharacterSet: 'ISO_IR 192' }),
  );
};
