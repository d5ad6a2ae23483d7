import { DICTIONARY, tagOf, vrOf, type AttributeName } from '../image/dictionary.ts';
import type { ElementSource } from '../image/element-source.ts';
import { privateTagOf } from '../image/private-block.ts';
import type { DataSetBytes } from './byte-reader.ts';
import { textDecoderFor } from './character-set.ts';
import { elementsOf, itemsOf, type ElementPlace } from './elements.ts';
import { numberFromText } from './number-from-text.ts';

const STRING_VRS: ReadonlySet<string> = new Set([
  'AE',
  'AS',
  'CS',
  'DA',
  'DS',
  'DT',
  'IS',
  'LO',
  'LT',
  'PN',
  'SH',
  'ST',
  'TM',
  'UC',
  'UI',
  'UR',
  'UT',
]);

/** Texts longer than this are not attributes that anybody reads on a screen. */
const MAX_TEXT_BYTES = 1024 * 1024;

/** A record inside a report may be as long as one in a file: 64 MiB, and what escapes and padding add. */
const LONGER_TEXTS: Readonly<Partial<Record<AttributeName, number>>> = { TipCheckRecord: 65 * 1024 * 1024 };

const BYTES_PER_NUMBER: Readonly<Record<string, number>> = {
  US: 2,
  SS: 2,
  OW: 2,
  UL: 4,
  SL: 4,
  OL: 4,
  FL: 4,
  OF: 4,
  FD: 8,
  OD: 8,
  OV: 8,
  UV: 8,
  SV: 8,
  OB: 1,
};

/** The representation in the file, unless it has none or one that isn't possible for this attribute. */
const representationOf = (place: ElementPlace, name: AttributeName): string => {
  const { vr } = place;
  const expected = vrOf(name);
  if (vr === undefined || vr === 'UN') return expected;
  if (STRING_VRS.has(vr) || Object.hasOwn(BYTES_PER_NUMBER, vr) || vr === 'SQ') return vr;
  return expected;
};

const numberAt = ({ view, littleEndian }: DataSetBytes, vr: string, at: number): number => {
  switch (vr) {
    case 'US':
    case 'OW':
      return view.getUint16(at, littleEndian);
    case 'SS':
      return view.getInt16(at, littleEndian);
    case 'UL':
    case 'OL':
      return view.getUint32(at, littleEndian);
    case 'SL':
      return view.getInt32(at, littleEndian);
    case 'FL':
    case 'OF':
      return view.getFloat32(at, littleEndian);
    case 'FD':
    case 'OD':
      return view.getFloat64(at, littleEndian);
    case 'SV':
      return Number(view.getBigInt64(at, littleEndian));
    case 'UV':
    case 'OV':
      return Number(view.getBigUint64(at, littleEndian));
    default:
      return view.getUint8(at);
  }
};

/** Elements of one data set as attributes. `meta` answers what the data set itself doesn't have (the file meta information). */
export const dataSetSource = (
  elements: ReadonlyMap<string, ElementPlace>,
  data: DataSetBytes,
  inherited: (bytes: Uint8Array) => string = textDecoderFor(undefined),
  meta?: ElementSource,
): ElementSource => {
  const plainText = (tag: string): string | undefined => {
    const place = elements.get(tag);
    return place && textDecoderFor(undefined)(data.bytes.subarray(place.start, place.end));
  };
  const find = (name: AttributeName): ElementPlace | undefined => {
    const place = elements.get(privateTagOf(name, plainText) ?? tagOf(name));
    return place && place.end > place.start ? place : undefined;
  };
  const rawText = (place: ElementPlace, decode: (bytes: Uint8Array) => string, limit = MAX_TEXT_BYTES): string =>
    decode(data.bytes.subarray(place.start, Math.min(place.end, place.start + limit)));
  const charset = find('SpecificCharacterSet');
  const decode = charset ? textDecoderFor(splitValues(rawText(charset, textDecoderFor(undefined)))) : inherited;

  const numbers = (name: AttributeName): readonly number[] | undefined => {
    const place = find(name);
    if (!place) return meta?.numbers(name);
    const vr = representationOf(place, name);
    if (STRING_VRS.has(vr)) {
      const values = splitValues(rawText(place, decode)).map(numberFromText);
      return values.length === 0 ? undefined : values;
    }
    const size = BYTES_PER_NUMBER[vr];
    if (size === undefined) return undefined;
    const count = Math.floor((place.end - place.start) / size);
    return count === 0
      ? undefined
      : Array.from({ length: count }, (_, index) => numberAt(data, vr, place.start + index * size));
  };

  return {
    numbers,
    strings: (name) => {
      const place = find(name);
      if (!place) return meta?.strings(name);
      const vr = representationOf(place, name);
      if (!STRING_VRS.has(vr)) return numbers(name)?.map(String);
      const text = rawText(place, decode, LONGER_TEXTS[name]);
      const values = vr === 'LT' || vr === 'ST' || vr === 'UT' ? [trim(text)] : splitValues(text);
      const named = vr === 'PN' ? values.map(nameOf) : values;
      return named.every((value) => value === '') ? undefined : named;
    },
    items: (name) => {
      const place = find(name);
      if (!place || DICTIONARY[name][1] !== 'SQ') return undefined;
      const inner: DataSetBytes = place.implicitItems ? { ...data, explicit: false } : data;
      return itemsOf(inner, place).items.map(({ start, end }) =>
        dataSetSource(elementsOf(inner, start, end).elements, inner, decode),
      );
    },
  };
};

/** Padding: spaces, and the zero byte of UIDs. */
const trim = (text: string): string => text.replaceAll('\0', '').trim();

const splitValues = (text: string): readonly string[] => {
  const values = text.split('\\').map(trim);
  return values.length === 1 && values[0] === '' ? [] : values;
};

/** A person's name with its groups, alphabetic, ideographic and phonetic, parted by equals signs (PS3.5 6.2.1). */
const nameOf = (name: string): string => name.split('=').map(trim).join('=').replace(/=+$/, '');
