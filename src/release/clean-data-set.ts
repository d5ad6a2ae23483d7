import type { DataSetBytes } from '../load/byte-reader.ts';
import { elementsOf, itemsOf, type ElementPlace } from '../load/elements.ts';
import { ruleFor, type Rule } from './attribute-rule.ts';
import { areNumbers, cleanCodes, dummyValue, isCompatible, plainText, REMOVED, valuesOf } from './clean-value.ts';
import { shiftedDate, shiftedDateTime, shiftedTime, timeTagOf, type DateShift } from './date-shift.ts';
import type { Deidentification } from './deidentify-options.ts';
import { isPublicCode } from './public-codes.ts';
import {
  element,
  item,
  NOTHING,
  paddingOf,
  piecesOf,
  textBytes,
  together,
  type Pieces,
} from '../report/dicom/write-element.ts';

/** An element that is written, by its tag. */
export type Cleaned = readonly [tag: string, element: Pieces];

/** What holds for all data sets of one file. */
export interface FileContext {
  readonly all: Deidentification;
  readonly identifiers: ReadonlySet<string>;
  /** Labels that are numbered, by tag and label. */
  readonly numbers: Map<string, string>;
  /** Who the patient is, for the pseudonym. */
  readonly patient: string;
}

/** Deeper than any image's items lie. */
const MAX_DEPTH = 32;

const CODE_TAGS = ['00080100', '00080119', '00080120', '00080102', '00080104'];
/** What describes a code (PS3.3 table 8.8-1): written anew. */
const CODE_DETAILS: ReadonlySet<string> = new Set([
  ...CODE_TAGS,
  ...['00080103', '00080105', '00080106', '00080107', '0008010B', '0008010D', '0008010F', '00080117', '00080118'],
  ...['00080121', '00080122', '00080123', '00080124'],
]);

/** One data set (a file's, an item's) element by element, in the order of tags. */
class DataSetCleaner {
  readonly #data: DataSetBytes;
  readonly #elements: ReadonlyMap<string, ElementPlace>;
  readonly #file: FileContext;
  readonly #depth: number;

  constructor(data: DataSetBytes, elements: ReadonlyMap<string, ElementPlace>, file: FileContext, depth: number) {
    this.#data = data;
    this.#elements = elements;
    this.#file = file;
    this.#depth = depth;
  }

  elements(skip: ReadonlySet<string>): readonly Cleaned[] {
    const cleaned: Cleaned[] = [];
    for (const place of this.#elements.values()) {
      if (skip.has(place.tag)) continue;
      const written = this.#cleaned(place, ruleFor(place.tag, this.#file.all.keepOverlays));
      if (written) cleaned.push([place.tag, written]);
    }
    return cleaned;
  }

  /** An item that holds a code keeps it where the code is a public one; its meaning is text and isn't kept. */
  item(): readonly Cleaned[] {
    if (!CODE_TAGS.some((tag) => this.#elements.has(tag))) return this.elements(new Set());
    const scheme = this.#text('00080102');
    const [tag = '00080100', code = ''] =
      ['00080100', '00080119'].map((one) => [one, this.#text(one)]).find(([, text]) => text !== '') ?? [];
    const isPublic = isPublicCode(scheme, code);
    const written: readonly (readonly [tag: string, vr: string, text: string])[] = isPublic
      ? [
          [tag, tag === '00080100' ? 'SH' : 'UC', code],
          ['00080102', 'SH', scheme],
          ['00080104', 'LO', code],
        ]
      : [
          ['00080100', 'SH', REMOVED],
          ['00080102', 'SH', '99TIPCHECK'],
          ['00080104', 'LO', REMOVED],
        ];
    return [
      ...written.flatMap(([one, vr, text]): Cleaned[] => {
        const bytes = this.#write(one, vr, textBytes(text));
        return bytes ? [[one, bytes]] : [];
      }),
      ...this.elements(CODE_DETAILS),
    ];
  }

  #cleaned(place: ElementPlace, rule: Rule): Pieces | null {
    const { tag } = place;
    const isEmpty = place.end === place.start;
    const { all, patient } = this.#file;
    switch (rule.does) {
      case 'remove':
        return null;
      case 'empty':
        return this.#write(tag, rule.vr, NOTHING);
      case 'dummy':
        return this.#write(tag, rule.vr, isEmpty ? NOTHING : dummyValue(rule.vr));
      case 'pseudonym':
        return this.#write(tag, rule.vr, isEmpty ? NOTHING : textBytes(all.pseudonyms.of(patient)));
      case 'uid':
        return this.#uids(place, (uid) => all.uids.identityOf(uid));
      case 'registered-uid':
        return this.#uids(place, (uid) => all.uids.unlessRegistered(uid));
      case 'defined-text': {
        const text = valuesOf(this.#text(tag))[0] ?? '';
        return this.#write(tag, rule.vr, textBytes(isEmpty || rule.pattern.test(text) ? text : rule.otherwise));
      }
      case 'number':
        return this.#write(tag, rule.vr, isEmpty ? NOTHING : textBytes(this.#number(tag)));
      case 'shift':
        return this.#date(place, rule);
      case 'items':
        return this.#items(place);
      case 'keep':
        return this.#kept(place, rule.vrs, rule.most);
      case 'bulk':
        return this.#bulk(place, rule.vrs);
    }
  }

  #bytes({ start, end }: ElementPlace): Uint8Array {
    return this.#data.bytes.subarray(start, end);
  }

  #text(tag: string): string {
    const place = this.#elements.get(tag);
    return place ? valuesOf(plainText(this.#bytes(place))).join('\\') : '';
  }

  #write(tag: string, vr: string, value: Pieces): Pieces | null {
    return element(tag, vr, value, this.#data, paddingOf(vr));
  }

  /** The representation in which a kept value stands in the file; null where it can't be one of the attribute. */
  #representation(
    { vr }: ElementPlace,
    vrs: readonly string[],
  ): { readonly read: string; readonly write: string } | null {
    const [own = 'UN'] = vrs;
    if (vr === undefined) return { read: own, write: this.#data.explicit ? 'UN' : own };
    if (vr === 'UN') return { read: own, write: 'UN' };
    // A code is judged by its words, whatever kind of text it was written as.
    if (own === 'CS' && (vr === 'LO' || vr === 'SH')) return { read: own, write: own };
    return isCompatible(vr, vrs) ? { read: vr, write: vr } : null;
  }

  #uids(place: ElementPlace, replace: (uid: string) => string): Pieces | null {
    const uids = valuesOf(plainText(this.#bytes(place)));
    return this.#write(place.tag, 'UI', textBytes(uids.map(replace).join('\\')));
  }

  #number(tag: string): string {
    const { numbers } = this.#file;
    const key = `${tag} ${this.#text(tag)}`;
    const known = numbers.get(key);
    if (known !== undefined) return known;
    const number = String([...numbers.keys()].filter((one) => one.startsWith(tag)).length + 1);
    numbers.set(key, number);
    return number;
  }

  #date(place: ElementPlace, { vr, otherwise }: Extract<Rule, { does: 'shift' }>): Pieces | null {
    const { shift } = this.#file.all;
    const dates = this.#text(place.tag);
    if (shift && dates !== '') {
      const shifted = dates.split('\\').map((date, index) => this.#shifted(place.tag, vr, date, index, shift));
      if (shifted.every((date) => date !== null)) return this.#write(place.tag, vr, textBytes(shifted.join('\\')));
    }
    if (otherwise === 'remove') return null;
    const isDummy = otherwise === 'dummy' && place.end > place.start;
    return this.#write(place.tag, vr, isDummy ? dummyValue(vr) : NOTHING);
  }

  #shifted(tag: string, vr: string, date: string, index: number, shift: DateShift): string | null {
    if (date === '') return '';
    if (vr === 'TM') return shiftedTime(date, shift);
    if (vr === 'DT') return shiftedDateTime(date, shift);
    const timeTag = timeTagOf(tag);
    return shiftedDate(date, timeTag === undefined ? undefined : this.#text(timeTag).split('\\')[index], shift);
  }

  #items(place: ElementPlace): Pieces | null {
    const { vr, tag, implicitItems } = place;
    if (vr !== undefined && vr !== 'SQ' && vr !== 'UN') return null;
    if (this.#depth >= MAX_DEPTH) return null;
    const inner: DataSetBytes = implicitItems ? { ...this.#data, explicit: false } : this.#data;
    const { items, isWhole } = itemsOf(inner, place);
    if (!isWhole) return null;
    const cleaned = items.map(({ start, end }) => {
      const { elements } = elementsOf(inner, start, end);
      const cleaner = new DataSetCleaner(inner, elements, this.#file, this.#depth + 1);
      return item(inOrder(cleaner.item()), inner);
    });
    return this.#write(tag, implicitItems && this.#data.explicit ? 'UN' : 'SQ', together(cleaned));
  }

  #kept(place: ElementPlace, vrs: readonly string[], most: number): Pieces | null {
    const representation = this.#representation(place, vrs);
    if (!representation) return null;
    const { read, write } = representation;
    const bytes = this.#bytes(place);
    if (read === 'CS') {
      const codes = cleanCodes(bytes, this.#file.identifiers, most);
      return this.#write(place.tag, write, textBytes(codes));
    }
    return areNumbers(bytes, read, most) ? this.#write(place.tag, write, piecesOf([bytes])) : null;
  }

  #bulk(place: ElementPlace, vrs: readonly string[]): Pieces | null {
    const { vr } = place;
    if (place.undefinedLength || (vr !== undefined && !vrs.includes(vr))) return null;
    const write = vr ?? (this.#data.explicit ? 'UN' : (vrs[0] ?? 'OB'));
    return this.#write(place.tag, write, piecesOf([this.#bytes(place)]));
  }
}

/** The elements of a file's data set that may leave the house. */
export const cleanDataSet = (
  data: DataSetBytes,
  elements: ReadonlyMap<string, ElementPlace>,
  file: FileContext,
  skip: ReadonlySet<string>,
): readonly Cleaned[] => new DataSetCleaner(data, elements, file, 0).elements(skip);

/** Elements as a data set has them: in the order of their tags (PS3.5 7.1). */
export const inOrder = (cleaned: readonly Cleaned[]): Pieces =>
  together(cleaned.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, bytes]) => bytes));
