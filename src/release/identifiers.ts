import type { DataSetBytes } from '../load/byte-reader.ts';
import type { ElementPlace } from '../load/elements.ts';
import { plainText, valuesOf } from './clean-value.ts';

/** Names and numbers by which a patient is known: name, ids, accession and study numbers, other names, address, insurance. */
const IDENTIFYING = ['00080050', '00100010', '00100020', '00101000', '00101001', '00101005', '00101060', '00200010'];

/** Shorter ones are words of other things, too. */
const MIN_CHARACTERS = 4;

/** Coded values of images that may also be somebody's name; no export can do without them. */
const WORDS_OF_THE_STANDARD: ReadonlySet<string> = new Set(
  'ORIGINAL DERIVED PRIMARY SECONDARY AXIAL LOCALIZER MIXED VOLUME PALETTE COLOR FULL PARTIAL HEAD BRAIN CHEST NECK HAND FOOT KNEE HIP SPINE HEART BREAST LUNG LIVER MONOCHROME1 MONOCHROME2'.split(
    ' ',
  ),
);

/** The words of them, in capitals: a second net under coded values, which are kept otherwise. */
export const identifiersIn = (data: DataSetBytes, elements: ReadonlyMap<string, ElementPlace>): ReadonlySet<string> =>
  new Set(
    IDENTIFYING.flatMap((tag) => {
      const place = elements.get(tag);
      if (!place) return [];
      const text = plainText(data.bytes.subarray(place.start, place.end)).toUpperCase();
      return [...valuesOf(text), ...text.split(/[^A-Z0-9]+/)].filter(
        (word) => word.length >= MIN_CHARACTERS && !WORDS_OF_THE_STANDARD.has(word),
      );
    }),
  );
