import type { ElementSource } from '../image/element-source.ts';
import { personName } from './json-source.ts';
import { numberFromText } from './number-from-text.ts';

type Naturalized = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Naturalized => typeof value === 'object' && value !== null;

/**
 * A data set by DICOM keyword with plain JavaScript values, as dcmjs calls "naturalized" and Cornerstone and OHIF hold it: one value or a
 * list of values, sequences as objects or lists of them.
 */
export const naturalizedSource = (instance: Naturalized): ElementSource => {
  const values = (name: string): readonly unknown[] | undefined => {
    if (!Object.hasOwn(instance, name)) return undefined;
    const value = instance[name];
    if (value === undefined || value === null) return undefined;
    const list = ArrayBuffer.isView(value)
      ? Array.from(value as unknown as ArrayLike<unknown>)
      : Array.isArray(value)
        ? (value as unknown[])
        : [value];
    return list.length === 0 ? undefined : list;
  };
  return {
    strings: (name) => {
      const texts = values(name)?.flatMap(textsOf);
      return texts === undefined || texts.every((text) => text === '') ? undefined : texts;
    },
    numbers: (name) =>
      values(name)?.flatMap((value) => (typeof value === 'number' ? [value] : textsOf(value).map(numberFromText))),
    items: (name) => values(name)?.filter(isObject).map(naturalizedSource),
  };
};

/** Several values may stand in one text, parted by backslashes. Names come as objects with their alphabetic form. */
const textsOf = (value: unknown): readonly string[] => {
  // An empty one among several keeps its place.
  if (value === null || value === undefined) return [''];
  if (typeof value === 'string') return value.split('\\').map((text) => text.trim());
  if (typeof value === 'number' || typeof value === 'bigint') return [String(value)];
  if (isObject(value) && ['Alphabetic', 'Ideographic', 'Phonetic'].some((group) => group in value))
    return [personName(value)];
  return [];
};
