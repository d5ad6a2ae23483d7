import type { DataSetBytes } from '../load/byte-reader.ts';
import type { ElementPlace } from '../load/elements.ts';
import { plainText, valuesOf } from './clean-value.ts';

/** Names and numbers by which a patient is known: name, ids, accession and study numbers, other names, address, insurance. */
const IDENTIFYING = ['00080050', '00100010', '00100020', '00101000', '00101001', '00101005', '00101060', '00200010'];

/** Longer words are kept in coded values only when they are the standard's; shorter ones tell nobody from anybody. */
const MIN_CHARACTERS = 3;

/** The words of them, in capitals: short names such as LEE, which coded values would keep as codes. */
export const identifiersIn = (data: DataSetBytes, elements: ReadonlyMap<string, ElementPlace>): ReadonlySet<string> =>
  new Set(
    IDENTIFYING.flatMap((tag) => {
      const place = elements.get(tag);
      if (!place) return [];
      const text = plainText(data.bytes.subarray(place.start, place.end)).toUpperCase();
      return [...valuesOf(text), ...text.split(/[^A-Z0-9]+/)].filter((word) => word.length === MIN_CHARACTERS);
    }),
  );

/** All words of them, in capitals: for texts that somebody writes about the images. Shorter words are in any sentence. */
export const identifyingWords = (data: DataSetBytes, elements: ReadonlyMap<string, ElementPlace>): readonly string[] =>
  IDENTIFYING.flatMap((tag) => {
    const place = elements.get(tag);
    if (!place) return [];
    const bytes = data.bytes.subarray(place.start, place.end);
    return [...wordsOf(plainText(bytes)), ...wordsOf(new TextDecoder().decode(bytes))];
  });

/** Words of at least three letters or digits, in capitals. */
export const wordsOf = (text: string): readonly string[] =>
  (text.toUpperCase().match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => word.length >= MIN_CHARACTERS);
