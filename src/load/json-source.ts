import { tagOf, vrOf, type AttributeName } from '../image/dictionary.ts';
import type { ElementSource } from '../image/element-source.ts';
import { numberFromText } from './number-from-text.ts';

/** A data set in the DICOM JSON model (PS3.18 F), as unknown as the network is. */
export type DicomJson = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A person's name as files hold it, its groups parted by equals signs (PS3.5 6.2.1). */
export const personName = ({ Alphabetic, Ideographic, Phonetic }: Readonly<Record<string, unknown>>): string =>
  [Alphabetic, Ideographic, Phonetic]
    .map((group) => (typeof group === 'string' ? group.trim() : ''))
    .join('=')
    .replace(/=+$/, '');

const textFrom = (value: unknown): string => {
  if (typeof value === 'string') return value.replaceAll('\0', '').trim();
  if (typeof value === 'number') return String(value);
  if (isObject(value)) return personName(value);
  return '';
};

const numberFrom = (value: unknown): number =>
  typeof value === 'number' ? value : typeof value === 'string' ? numberFromText(value.trim()) : NaN;

const bytesFrom = (base64: string): Uint8Array | undefined => {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
};

/** 16-bit words, as lookup tables are kept inline. */
const wordsFrom = (bytes: Uint8Array): readonly number[] => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: bytes.byteLength >> 1 }, (_, index) => view.getUint16(index * 2, true));
};

/** DICOMweb metadata as attributes. */
export const jsonSource = (json: DicomJson): ElementSource => {
  const elementOf = (name: AttributeName): Readonly<Record<string, unknown>> | undefined => {
    const element = json[tagOf(name)] ?? json[tagOf(name).toLowerCase()];
    return isObject(element) ? element : undefined;
  };
  const valuesOf = (name: AttributeName): readonly unknown[] | undefined => {
    const value = elementOf(name)?.['Value'];
    return Array.isArray(value) && value.length > 0 ? (value as readonly unknown[]) : undefined;
  };
  return {
    strings: (name) => {
      const texts = valuesOf(name)?.map(textFrom);
      return texts === undefined || texts.every((text) => text === '') ? undefined : texts;
    },
    numbers: (name) => {
      const values = valuesOf(name);
      if (values) return values.map(numberFrom);
      const inline = elementOf(name)?.['InlineBinary'];
      if (typeof inline !== 'string' || vrOf(name) !== 'OW') return undefined;
      const bytes = bytesFrom(inline);
      return bytes && wordsFrom(bytes);
    },
    items: (name) => valuesOf(name)?.filter(isObject).map(jsonSource),
  };
};
