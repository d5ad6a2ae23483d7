import type { AttributeName } from '../../image/dictionary.ts';

/** Values of one attribute: text of any representation, numbers, bytes, or the items of a sequence. An empty list is an empty value (type 2). */
export type ElementValue = string | number | readonly string[] | readonly number[] | Uint8Array | readonly DataSet[];

/** A data set to be written, by keyword; how each value is encoded follows from the dictionary. What is undefined is left out. */
export type DataSet = { readonly [Name in AttributeName]?: ElementValue | undefined };

const MAX_DECIMAL_CHARACTERS = 16;

/**
 * A number as a Decimal String (PS3.5 6.2): at most 16 characters, with as many digits as fit. Throws RangeError for what isn't a finite
 * number: a report never holds one.
 */
export const decimalString = (value: number): string => {
  if (!Number.isFinite(value)) throw new RangeError(`${String(value)} is not a decimal string`);
  const plain = String(value);
  if (plain.length <= MAX_DECIMAL_CHARACTERS) return plain;
  for (let digits = 15; digits > 0; digits -= 1) {
    const fits = [String(Number(value.toPrecision(digits))), value.toExponential(digits - 1)].find(
      ({ length }) => length <= MAX_DECIMAL_CHARACTERS,
    );
    if (fits !== undefined) return fits;
  }
  throw new RangeError(`${plain} does not fit into a decimal string`);
};

/** DICOM date and time of a moment, by a clock that is ahead of UTC by an offset such as "+0200". */
export const dateAndTime = (at: Date, offset = '+0000'): { readonly date: string; readonly time: string } => {
  const minutes = Number(`${offset.slice(0, 1)}1`) * (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(3)));
  const digits = new Date(at.getTime() + minutes * 60_000).toISOString().replaceAll(/[-:T]/g, '');
  return { date: digits.slice(0, 8), time: digits.slice(8, 21).replace('Z', '') };
};
