/** A tiny writer of DICOM files for tests: explicit VR little endian by default, sequences and encapsulated pixel data included. */

export type Value = string | number | readonly number[] | Uint8Array | readonly Elements[];

/** Tag (eight hexadecimal digits) → [VR, value]; a list of Elements is a sequence. */
export type Elements = Readonly<Record<string, readonly [vr: string, value: Value]>>;

export interface Encoding {
  readonly explicit?: boolean;
  readonly littleEndian?: boolean;
  /** Sequences and items with undefined instead of written lengths. */
  readonly undefinedLengths?: boolean;
}

const SHORT = new Set('AE AS AT CS DA DS DT FD FL IS LO LT PN SH SL SS ST TM UI UL US'.split(' '));
const SIZES: Readonly<Record<string, number>> = {
  US: 2,
  SS: 2,
  UL: 4,
  SL: 4,
  FL: 4,
  FD: 8,
  OW: 2,
  OV: 8,
  OF: 4,
  OD: 8,
};
const UNDEFINED = 0xffffffff;

export const join = (parts: readonly Uint8Array[]): Uint8Array => {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};

const numbers = (values: readonly number[], vr: string, little: boolean): Uint8Array => {
  const size = SIZES[vr] ?? 1;
  const bytes = new Uint8Array(values.length * size);
  const view = new DataView(bytes.buffer);
  values.forEach((value, index) => {
    const at = index * size;
    if (vr === 'US' || vr === 'OW') view.setUint16(at, value, little);
    else if (vr === 'SS') view.setInt16(at, value, little);
    else if (vr === 'UL') view.setUint32(at, value, little);
    else if (vr === 'SL') view.setInt32(at, value, little);
    else if (vr === 'FL' || vr === 'OF') view.setFloat32(at, value, little);
    else if (vr === 'FD' || vr === 'OD') view.setFloat64(at, value, little);
    else if (vr === 'OV') view.setBigUint64(at, BigInt(value), little);
    else view.setUint8(at, value);
  });
  return bytes;
};

const isItems = (value: Value): value is readonly Elements[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'object');

const padded = (bytes: Uint8Array, vr: string): Uint8Array =>
  bytes.length % 2 === 0 ? bytes : join([bytes, Uint8Array.of(['UI', 'OB', 'UN', 'OW'].includes(vr) ? 0 : 0x20)]);

const valueBytes = (vr: string, value: Value, encoding: Encoding): Uint8Array => {
  if (value instanceof Uint8Array) return padded(value, vr);
  if (isItems(value) && vr !== 'OW' && (vr === 'SQ' || vr === 'UN')) {
    const inner = vr === 'UN' ? { ...encoding, explicit: false } : encoding;
    return join(value.map((item) => itemBytes(dataSetBytes(item, inner), inner)));
  }
  if (typeof value === 'string') return padded(new TextEncoder().encode(value), vr);
  const list = typeof value === 'number' ? [value] : (value as readonly number[]);
  if (SIZES[vr] === undefined && vr !== 'OB') return padded(new TextEncoder().encode(list.join('\\')), vr);
  return padded(numbers(list, vr, encoding.littleEndian ?? true), vr);
};

const u16 = (value: number, little: boolean): Uint8Array => numbers([value], 'US', little);
const u32 = (value: number, little: boolean): Uint8Array => numbers([value], 'UL', little);
const tagBytes = (tag: string, little: boolean): Uint8Array =>
  join([u16(parseInt(tag.slice(0, 4), 16), little), u16(parseInt(tag.slice(4), 16), little)]);

const itemBytes = (content: Uint8Array, { littleEndian = true, undefinedLengths = false }: Encoding): Uint8Array =>
  undefinedLengths
    ? join([
        tagBytes('FFFEE000', littleEndian),
        u32(UNDEFINED, littleEndian),
        content,
        tagBytes('FFFEE00D', littleEndian),
        u32(0, littleEndian),
      ])
    : join([tagBytes('FFFEE000', littleEndian), u32(content.length, littleEndian), content]);

const elementBytes = (tag: string, vr: string, value: Value, encoding: Encoding): Uint8Array => {
  const { explicit = true, littleEndian = true, undefinedLengths = false } = encoding;
  const content = valueBytes(vr, value, encoding);
  const open = vr === 'SQ' && undefinedLengths;
  const length = open ? UNDEFINED : content.length;
  const header = !explicit
    ? [u32(length, littleEndian)]
    : SHORT.has(vr)
      ? [new TextEncoder().encode(vr), u16(length, littleEndian)]
      : [new TextEncoder().encode(vr), u16(0, littleEndian), u32(length, littleEndian)];
  const end = open ? [tagBytes('FFFEE0DD', littleEndian), u32(0, littleEndian)] : [];
  return join([tagBytes(tag, littleEndian), ...header, content, ...end]);
};

/** A data set without a header, in order of tags. */
export const dataSetBytes = (elements: Elements, encoding: Encoding = {}): Uint8Array =>
  join(
    Object.entries(elements)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([tag, [vr, value]]) => elementBytes(tag, vr, value, encoding)),
  );

export const EXPLICIT = '1.2.840.10008.1.2.1';
export const IMPLICIT = '1.2.840.10008.1.2';
export const BIG_ENDIAN = '1.2.840.10008.1.2.2';
export const DEFLATED = '1.2.840.10008.1.2.1.99';

/** Preamble, prefix and file meta information. */
export const metaBytes = (transferSyntax: string): Uint8Array => {
  const meta = dataSetBytes({ '00020001': ['OB', Uint8Array.of(0, 1)], '00020010': ['UI', transferSyntax] });
  return join([
    new Uint8Array(128),
    new TextEncoder().encode('DICM'),
    dataSetBytes({ '00020000': ['UL', meta.length] }),
    meta,
  ]);
};

/** A whole file. `tail` is appended to the data set, as for encapsulated pixel data. */
export const part10 = (
  elements: Elements,
  transferSyntax = EXPLICIT,
  tail: Uint8Array = new Uint8Array(0),
  encoding: Encoding = {},
): Uint8Array => {
  const bySyntax: Encoding = {
    explicit: transferSyntax !== IMPLICIT,
    littleEndian: transferSyntax !== BIG_ENDIAN,
    ...encoding,
  };
  return join([metaBytes(transferSyntax), dataSetBytes(elements, bySyntax), tail]);
};

/** Pixel data as fragments: the basic offset table (empty by default), then each fragment as an item. */
export const encapsulated = (fragments: readonly Uint8Array[], offsets: readonly number[] = []): Uint8Array =>
  join([
    tagBytes('7FE00010', true),
    new TextEncoder().encode('OB'),
    u16(0, true),
    u32(UNDEFINED, true),
    itemBytes(numbers(offsets, 'UL', true), {}),
    ...fragments.map((fragment) => itemBytes(fragment, {})),
    tagBytes('FFFEE0DD', true),
    u32(0, true),
  ]);

/** Attributes of a small CT slice, to be overridden. */
export const ctSlice = (index: number, overrides: Elements = {}): Elements => ({
  '00080008': ['CS', 'ORIGINAL\\PRIMARY\\AXIAL'],
  '00080016': ['UI', '1.2.840.10008.5.1.4.1.1.2'],
  '00080018': ['UI', `1.2.3.4.1.${String(index)}`],
  '00080060': ['CS', 'CT'],
  '0008103E': ['LO', 'Synthetic'],
  '00180050': ['DS', '2.5'],
  '0020000D': ['UI', '1.2.3.4'],
  '0020000E': ['UI', '1.2.3.4.1'],
  '00200013': ['IS', String(index)],
  '00200032': ['DS', `-10\\-10\\${String(index * 2.5)}`],
  '00200037': ['DS', '1\\0\\0\\0\\1\\0'],
  '00200052': ['UI', '1.2.3.4.5'],
  '00280002': ['US', 1],
  '00280004': ['CS', 'MONOCHROME2'],
  '00280010': ['US', 4],
  '00280011': ['US', 6],
  '00280030': ['DS', '0.8\\0.7'],
  '00280100': ['US', 16],
  '00280101': ['US', 12],
  '00280102': ['US', 11],
  '00280103': ['US', 0],
  '7FE00010': ['OW', Array.from({ length: 24 }, (_, pixel) => pixel + index)],
  ...overrides,
});

/** The elements without some tags. */
export const without = (elements: Elements, ...tags: readonly string[]): Elements =>
  Object.fromEntries(Object.entries(elements).filter(([tag]) => !tags.includes(tag)));
