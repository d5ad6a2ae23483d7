import { openPart10 } from '../../src/load/part10.ts';
import { CONFIDENTIALITY_TABLE } from '../../src/release/confidentiality-table.ts';
import { KNOWN_ATTRIBUTES } from '../../src/release/known-attributes.ts';
import type { FillRandom } from '../../src/release/random.ts';
import {
  BIG_ENDIAN,
  ctSlice,
  dataSetBytes,
  DEFLATED,
  encapsulated,
  EXPLICIT,
  IMPLICIT,
  join,
  type Elements,
  type Value,
} from './part10.ts';
import { deflateRawSync } from 'node:zlib';

/** Random numbers that are the same for the same seed (mulberry32). */
export const randomOf = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

export const seededRandom = (seed: number): FillRandom => {
  const random = randomOf(seed);
  return (bytes) => {
    bytes.forEach((_, index) => (bytes[index] = Math.floor(random() * 256)));
  };
};

const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ';

class Gardener {
  /** Text, numbers, dates and UIDs that are found nowhere else. */
  readonly planted: string[] = [];
  readonly random: () => number;
  /** All dates are of one year: an export shifts them by a year and more, so that none becomes another one that was planted. */
  readonly #year: number;

  constructor(seed: number) {
    this.random = randomOf(seed);
    this.#year = 1902 + this.below(110);
  }

  below(limit: number): number {
    return Math.floor(this.random() * limit);
  }

  oneOf<Item>(items: readonly Item[]): Item {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new Error('nothing to choose from');
    return item;
  }

  some<Item>(items: readonly Item[], share: number): readonly Item[] {
    return items.filter(() => this.random() < share);
  }

  #plant(text: string): string {
    this.planted.push(text);
    return text;
  }

  #digits(count: number): string {
    return Array.from({ length: count }, () => String(this.below(10))).join('');
  }

  /** Capitals, at most 12: allowed in every representation of text. */
  word(): string {
    return this.#plant(`ZQ${Array.from({ length: 10 }, () => LETTERS.charAt(this.below(LETTERS.length))).join('')}`);
  }

  uid(): string {
    return this.#plant(`1.2.276.0.7230010.3.1.${String(1 + this.below(9))}${this.#digits(14)}`);
  }

  date(): string {
    const digits = (low: number, high: number): string => String(low + this.below(high - low)).padStart(2, '0');
    return this.#plant(`${String(this.#year)}${digits(1, 13)}${digits(1, 29)}`);
  }

  /** Microseconds tell it from every other; they stay when times are shifted, so they are not looked for alone. */
  time(): string {
    const digits = (high: number): string => String(this.below(high)).padStart(2, '0');
    return this.#plant(`${digits(24)}${digits(60)}${digits(60)}.${this.#digits(6)}`);
  }

  dateTime(): string {
    const digits = (low: number, high: number): string => String(low + this.below(high - low)).padStart(2, '0');
    const date = `${String(this.#year)}${digits(1, 13)}${digits(1, 29)}`;
    return this.#plant(`${date}${digits(0, 24)}${digits(0, 60)}${digits(0, 60)}.${this.#digits(6)}`);
  }

  /** A text in some character set: the word with other characters around it. */
  text(): Value {
    const word = this.word();
    const ascii = new TextEncoder().encode(word);
    switch (this.below(6)) {
      case 0:
        return new TextEncoder().encode(`Müller ${word} Ærø`);
      case 1:
        // ISO 2022 IR 87: escapes to the kanji set and back.
        return join([ascii, Uint8Array.of(0x1b, 0x24, 0x42, 0x3b, 0x33, 0x45, 0x44, 0x1b, 0x28, 0x42), ascii]);
      case 2:
        return new TextEncoder().encode(`山田^${word}^太郎`);
      case 3:
        return join([Uint8Array.of(0xb0, 0xa1, 0xc4, 0xfc), ascii, Uint8Array.of(0xe4, 0xf6)]);
      default:
        return word;
    }
  }

  /** Its bytes as UTF-16, where no attribute would have text. */
  wide(): Uint8Array {
    return new Uint8Array(Buffer.from(this.word(), this.random() < 0.5 ? 'utf16le' : 'latin1'));
  }

  value(vr: string): Value {
    switch (vr) {
      case 'DA':
        return this.date();
      case 'TM':
        return this.time();
      case 'DT':
        return this.dateTime();
      case 'UI':
        return this.uid();
      case 'SQ':
        return [this.item(2)];
      case 'AS':
        return '044Y';
      case 'DS':
      case 'IS':
        return String(this.below(99));
      case 'US':
      case 'SS':
      case 'UL':
      case 'SL':
      case 'FL':
      case 'FD':
        return this.below(99);
      case 'OB':
      case 'OW':
      case 'UN':
        return this.wide();
      case 'PN':
        return `${this.word()}^${this.word()}`;
      case 'AE':
      case 'CS':
        return this.word();
      default:
        return this.text();
    }
  }

  /** An item with whatever may stand in one. */
  item(depth: number): Elements {
    const inner: Record<string, readonly [string, Value]> = {
      '00080018': ['UI', this.uid()],
      '00081030': ['LO', this.text()],
      '00100010': ['PN', this.value('PN')],
      '00204000': ['LT', this.text()],
      '00110010': ['LO', this.word()],
      '00111001': ['LO', this.text()],
      '00280004': ['LO', this.text()],
      '0020000C': ['UN', this.wide()],
    };
    if (depth > 0 && this.random() < 0.6) inner['00081140'] = ['SQ', [this.item(depth - 1), this.item(0)]];
    if (depth > 0 && this.random() < 0.6) inner['00089215'] = ['SQ', [this.code()]];
    return inner;
  }

  /** A hospital's own code, or a public one with somebody's text as its meaning. */
  code(): Elements {
    return this.random() < 0.5
      ? { '00080100': ['SH', this.word()], '00080102': ['SH', '99LOCAL'], '00080104': ['LO', this.text()] }
      : {
          '00080100': ['SH', '113040'],
          '00080102': ['SH', 'DCM'],
          '00080103': ['SH', this.word()],
          '00080104': ['LO', this.text()],
        };
  }
}

const TEXTS = new Set('AE LO LT SH ST UC UT'.split(' '));
const tagsIn = (text: string): string[] =>
  text.split('\n').flatMap((line) => {
    const [group = '', ...elements] = line.split(' ');
    return elements.map((element) => group + element);
  });
const TABLE_TAGS = CONFIDENTIALITY_TABLE.flatMap(([, vr, tags]) =>
  tagsIn(tags).map((tag) => [tag, vr] as const),
).filter(([tag]) => !tag.startsWith('0002') && !['0020000D', '0020000E', '00200052', '00080018'].includes(tag));
const KNOWN_TEXTS = KNOWN_ATTRIBUTES.flatMap(([vr, , tags]) =>
  TEXTS.has(vr) ? tagsIn(tags).map((tag) => [tag, vr] as const) : [],
).filter(([tag]) => !['00080100', '00080102', '00080104', '00080119'].includes(tag));

const hex = (value: number): string => value.toString(16).toUpperCase().padStart(4, '0');

/** Everything that an image file may hide somebody in. */
const plantedElements = (gardener: Gardener): Elements => {
  const elements: Record<string, readonly [string, Value]> = {};
  const plant = (tag: string, vr: string, value: Value = gardener.value(vr)): void => {
    elements[tag] = [vr, value];
  };
  for (const [tag, vr] of gardener.some(TABLE_TAGS, 0.15)) plant(tag, vr);
  for (const [tag, vr] of gardener.some(KNOWN_TEXTS, 0.15)) plant(tag, vr);
  // In representations that aren't theirs.
  for (const [tag] of gardener.some(KNOWN_TEXTS, 0.05))
    plant(tag, gardener.oneOf(['OB', 'UN', 'CS', 'UT', 'UC', 'UR']));
  plant('00180050', 'LO');
  plant('00201041', 'UN', gardener.wide());
  plant('00181310', 'US', new TextEncoder().encode(gardener.word()));
  plant('00186020', 'OB', gardener.wide());
  // Public attributes that there are not.
  for (const vr of ['LO', 'UN', 'OB', 'CS', 'PN', 'UT'])
    plant(`${hex(2 * (0x10 + gardener.below(0x1000)))}F1${gardener.oneOf(['01', '33', 'EE'])}`, vr);
  // Private, with and without a creator.
  plant('00090010', 'LO');
  plant('00091001', 'UN', gardener.wide());
  plant('00291002', 'SQ');
  plant('00331234', 'LO');
  // In sequences that are kept, on several levels, and as UN with implicit items (PS3.5 6.2.2).
  plant('00081140', gardener.oneOf(['SQ', 'UN']), [gardener.item(3), gardener.item(1)]);
  plant('00082218', 'SQ', [gardener.code()]);
  plant('52009229', 'SQ', [gardener.item(2)]);
  plant('00186011', 'SQ', [{ ...gardener.item(1), '00186012': ['US', 1] }]);
  plant('0040A730', 'SQ', [
    { '0040A160': ['UT', gardener.text()], '0040A040': ['CS', 'TEXT'], '0040A043': ['SQ', [gardener.code()]] },
  ]);
  // Graphics, and after the pixels.
  const overlay = hex(0x6000 + 2 * gardener.below(16));
  for (const [element, vr] of [
    ['0022', 'LO'],
    ['1500', 'LO'],
    ['4000', 'LT'],
    ['3000', 'OW'],
  ] as const)
    plant(`${overlay}${element}`, vr, vr === 'OW' ? gardener.wide() : gardener.text());
  plant(`${overlay}0010`, 'US', 2);
  plant(`${overlay}0011`, 'US', 2);
  plant('50000022', 'LO');
  plant('50003000', 'OW', gardener.wide());
  plant('7FE10010', 'LO');
  plant('FFFCFFFC', 'OB', gardener.wide());
  return elements;
};

const JPEG_LOSSLESS = '1.2.840.10008.1.2.4.70';
const SYNTAXES = [EXPLICIT, IMPLICIT, BIG_ENDIAN, DEFLATED, JPEG_LOSSLESS] as const;

const metaOf = (gardener: Gardener, syntax: string, sopInstanceUID: string): Uint8Array => {
  const meta = dataSetBytes({
    '00020001': ['OB', Uint8Array.of(0, 1)],
    '00020002': ['UI', '1.2.840.10008.5.1.4.1.1.2'],
    '00020003': ['UI', sopInstanceUID],
    '00020010': ['UI', syntax],
    '00020012': ['UI', gardener.uid()],
    '00020013': ['SH', gardener.word()],
    '00020016': ['AE', gardener.word()],
    '00020018': ['AE', gardener.word()],
    '00020100': ['UI', gardener.uid()],
    '00020102': ['OB', gardener.wide()],
  });
  const preamble = new Uint8Array(128);
  preamble.set(new TextEncoder().encode(gardener.word()), gardener.below(100));
  return join([preamble, new TextEncoder().encode('DICM'), dataSetBytes({ '00020000': ['UL', meta.length] }), meta]);
};

export interface PlantedStudy {
  readonly files: readonly Uint8Array[];
  readonly planted: readonly string[];
  readonly sopInstanceUIDs: readonly string[];
  readonly frameOfReferenceUID: string;
  /** A confirmation with its texts planted, too. */
  readonly record: object;
}

/** Two images of one study in one of the transfer syntaxes, with words, dates and UIDs planted wherever a file has room for them. */
export const plantedStudy = (seed: number): PlantedStudy => {
  const gardener = new Gardener(seed);
  const uids = { study: gardener.uid(), series: gardener.uid(), frame: gardener.uid() };
  const sopInstanceUIDs = [gardener.uid(), gardener.uid()];
  const syntax = SYNTAXES[seed % SYNTAXES.length] ?? EXPLICIT;
  const files = sopInstanceUIDs.map((sopInstanceUID, index) => {
    const isNative = syntax !== JPEG_LOSSLESS;
    const pixels = new TextEncoder().encode(gardener.word());
    const own: Elements = {
      ...plantedElements(gardener),
      '00080005': ['CS', gardener.oneOf(['ISO_IR 100', 'ISO_IR 192', '\\ISO 2022 IR 87', 'GB18030'])],
      '00080016': ['UI', '1.2.840.10008.5.1.4.1.1.2'],
      '00080018': ['UI', sopInstanceUID],
      '00082112': [
        'SQ',
        [{ '00081150': ['UI', '1.2.840.10008.5.1.4.1.1.2'], '00081155': ['UI', sopInstanceUIDs[1 - index] ?? ''] }],
      ],
      '0020000D': ['UI', uids.study],
      '0020000E': ['UI', uids.series],
      '00200052': ['UI', uids.frame],
      // What follows the last pixel belongs to none.
      '7FE00010': ['OW', join([Uint8Array.from({ length: 48 }, (_, at) => (at * 7 + index) % 32), pixels])],
    };
    const elements = ctSlice(index, own);
    const undefinedLengths = gardener.random() < 0.5;
    const encoding = { explicit: syntax !== IMPLICIT, littleEndian: syntax !== BIG_ENDIAN, undefinedLengths };
    const beforePixels = Object.fromEntries(Object.entries(elements).filter(([tag]) => tag < '7FE00010'));
    const after = Object.fromEntries(Object.entries(elements).filter(([tag]) => tag > '7FE00010'));
    const body = isNative
      ? dataSetBytes(elements, encoding)
      : join([
          dataSetBytes(beforePixels, encoding),
          encapsulated([Uint8Array.of(0xff, 0xd8, 1, 2, 3, 4, 0xff, 0xd9)]),
          dataSetBytes(after, encoding),
        ]);
    if (!isNative) gardener.planted.splice(gardener.planted.indexOf(new TextDecoder().decode(pixels)), 1);
    const meta = metaOf(gardener, syntax, sopInstanceUID);
    return join([meta, syntax === DEFLATED ? new Uint8Array(deflateRawSync(body)) : body]);
  });
  return {
    files,
    planted: gardener.planted,
    sopInstanceUIDs,
    frameOfReferenceUID: uids.frame,
    record: {
      id: gardener.word(),
      space: { kind: 'patient', frameOfReferenceUID: uids.frame },
      target: { shape: 'sphere', center: [1, 2, 3], radius: 6 },
      tip: {
        position: [2, 3, 4],
        evidence: 'person',
        sigma: 0.5,
        image: { sopInstanceUID: sopInstanceUIDs[0] },
        method: { name: gardener.word(), version: gardener.word(), reasons: [gardener.word(), gardener.word()] },
      },
      device: { kind: 'needle', name: gardener.word(), source: gardener.word() },
      procedure: `site-${gardener.word().toLowerCase()}`,
      observer: gardener.word(),
      at: '2026-11-22T10:20:00.123456Z',
      images: [{ sopInstanceUID: sopInstanceUIDs[1], frameOfReferenceUID: uids.frame }],
      looks: [{ at: '2026-11-22T10:15:00Z', frameOfReferenceUID: gardener.uid(), tip: { position: [2, 3, 4] } }],
    },
  };
};

/** Every byte of it, a deflated data set inflated, too; small letters. */
const textOf = (bytes: Uint8Array): string => {
  const part10 = openPart10(bytes);
  const inflated =
    'kind' in part10 || part10.data.bytes === bytes ? '' : Buffer.from(part10.data.bytes).toString('latin1');
  return (Buffer.from(bytes).toString('latin1') + inflated).toLowerCase();
};

/** The words and numbers in texts, those of UTF-16, too: what was planted is found whole or not at all. */
const wordsIn = (texts: readonly string[]): ReadonlySet<string> => {
  const text = texts.join(' ');
  return new Set(
    [text, text.replaceAll('\0', '')].flatMap((one) => [
      ...(one.match(/zq[a-z]{10}/g) ?? []),
      ...(one.match(/\d[\d.]*\d/g) ?? []),
    ]),
  );
};

/**
 * What is really in a study's files and record of what was planted there (some was planted over by others; of the rest, not finding it would mean
 * nothing if it weren't found here), and which of that is in an output, given as bytes and texts.
 */
export const plantedIn = (
  { files, record, planted }: PlantedStudy,
  output: readonly (Uint8Array | string)[],
): { readonly present: readonly string[]; readonly found: readonly string[] } => {
  const input = wordsIn([...files.map(textOf), JSON.stringify(record).toLowerCase()]);
  const present = planted.map((word) => word.toLowerCase()).filter((word) => input.has(word));
  const there = wordsIn(output.map((one) => (typeof one === 'string' ? one.toLowerCase() : textOf(one))));
  return { present, found: present.filter((word) => there.has(word)) };
};
