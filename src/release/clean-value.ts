import { isCodedValue } from './code-words.ts';
import { textBytes, type Pieces } from '../report/dicom/write-element.ts';

/** What stands for a value that was removed where something must stand. It belongs to nobody, and is the same everywhere. */
export const REMOVED = 'REMOVED';

const DUMMIES: Readonly<Record<string, string>> = {
  AE: REMOVED,
  AS: '000Y',
  CS: REMOVED,
  DA: '19000101',
  DT: '19000101000000',
  LO: REMOVED,
  LT: REMOVED,
  PN: REMOVED,
  SH: REMOVED,
  ST: REMOVED,
  TM: '000000',
  UC: REMOVED,
  UT: REMOVED,
};

/** Empty for bytes. */
export const dummyValue = (vr: string): Pieces => textBytes(DUMMIES[vr] ?? '');

/** Characters of the default repertoire; any other makes a value that no pattern here allows. */
export const plainText = (bytes: Uint8Array): string => {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
};

/** Values without padding: spaces, and the zero byte of UIDs. */
export const valuesOf = (text: string): readonly string[] =>
  text.split('\\').map((value) => value.replaceAll('\0', '').trim());

const BYTES: Readonly<Record<string, number>> = { AT: 4, FD: 8, FL: 4, SL: 4, SS: 2, SV: 8, UL: 4, US: 2, UV: 8 };
const NUMBERS: ReadonlySet<string> = new Set([...Object.keys(BYTES), 'DS', 'IS']);
/** Longest decimal and integer strings (PS3.5 6.2), and what longer ones writers get away with. */
const NUMBER_TEXT = /^[ \0]*[+-]?[0-9.]*([eE][+-]?[0-9]{1,3})?[ \0]*$/;
const MAX_NUMBER_CHARACTERS = 24;

/** Whether a file may write the attribute in this way: the standard's representation, or one kind of number for another. */
export const isCompatible = (inFile: string, vrs: readonly string[]): boolean =>
  vrs.includes(inFile) || (NUMBERS.has(inFile) && vrs.some((vr) => NUMBERS.has(vr)));

/** Lists of numbers, all of whose bytes are printable: writing, where numbers should be. Real numbers are hardly ever, from so many bytes on. */
const looksLikeWriting = (bytes: Uint8Array, vr: string, most: number): boolean => {
  const isWhole = vr !== 'FD' && vr !== 'FL';
  if (bytes.length < (isWhole ? 6 : 16) || (!isWhole && most > 0)) return false;
  return (
    bytes.every((byte) => (byte >= 0x20 && byte < 0x7f) || byte === 0) &&
    bytes.filter((byte) => byte === 0).length <= bytes.length / 4
  );
};

/** Whether numbers are numbers, and not more than `most` (0: any number). */
export const areNumbers = (bytes: Uint8Array, vr: string, most: number): boolean => {
  const size = BYTES[vr];
  if (size !== undefined)
    return (
      bytes.length % size === 0 && (most === 0 || bytes.length / size <= most) && !looksLikeWriting(bytes, vr, most)
    );
  const values = plainText(bytes).split('\\');
  return (
    (most === 0 || values.length <= most) &&
    values.every((value) => value.trim().length <= MAX_NUMBER_CHARACTERS && NUMBER_TEXT.test(value))
  );
};

/** A coded value: capitals, digits, spaces, underscores (PS3.5 6.2). */
const CODE = /^[A-Z0-9 _]{0,16}$/;

/** Coded values one by one, in their places; what isn't known is blanked. */
export const cleanCodes = (bytes: Uint8Array, identifiers: ReadonlySet<string>, most: number): string => {
  const values = valuesOf(plainText(bytes)).map((value) =>
    CODE.test(value) && isCodedValue(value, identifiers) ? value : '',
  );
  return (most === 0 ? values : values.slice(0, most)).join('\\');
};
