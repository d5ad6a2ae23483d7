import type { AttributeName } from '../../image/dictionary.ts';
import { vrOf } from '../../image/dictionary.ts';
import type { ElementSource } from '../../image/element-source.ts';
import { decimalString, type DataSet, type ElementValue } from './data-set.ts';

type Listed = readonly (string | number | DataSet)[];

const listed = (value: ElementValue): Listed =>
  value instanceof Uint8Array ? [] : typeof value === 'string' || typeof value === 'number' ? [value] : value;

/** A number as its representation holds it: single precision, or as many digits as a decimal string has. */
const asWritten = (value: number, vr: string): number =>
  vr === 'FL' ? Math.fround(value) : vr === 'DS' ? Number(decimalString(value)) : value;

/** A data set that is about to be written, read as it will read back from its file. */
export const memorySource = (dataSet: DataSet): ElementSource => {
  const values = (name: AttributeName): Listed | undefined => {
    const value = dataSet[name];
    const list = value === undefined ? [] : listed(value);
    return list.length > 0 ? list : undefined;
  };
  return {
    strings: (name) => {
      const texts = values(name)?.map((value) => (typeof value === 'object' ? '' : String(value).trim()));
      return texts?.every((text) => text === '') === true ? undefined : texts;
    },
    numbers: (name) => values(name)?.map((value) => (typeof value === 'number' ? asWritten(value, vrOf(name)) : NaN)),
    items: (name) => values(name)?.flatMap((value) => (typeof value === 'object' ? [memorySource(value)] : [])),
  };
};
