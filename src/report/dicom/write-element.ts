/** How elements are written (PS3.5 A): a file that is changed keeps its own way. */
export interface Encoding {
  readonly littleEndian: boolean;
  readonly explicit: boolean;
}

export const EXPLICIT_LITTLE: Encoding = { littleEndian: true, explicit: true };

/** Bytes in pieces, so that pixel data aren't copied at every level. */
export interface Pieces {
  readonly parts: readonly Uint8Array[];
  readonly length: number;
}

export const NOTHING: Pieces = { parts: [], length: 0 };

export const piecesOf = (parts: readonly Uint8Array[]): Pieces => ({
  parts,
  length: parts.reduce((sum, { length }) => sum + length, 0),
});

export const together = (all: readonly Pieces[]): Pieces => {
  const parts: Uint8Array[] = [];
  // A report has some ten thousand of them, on every level again.
  for (const one of all) for (const part of one.parts) parts.push(part);
  return { parts, length: all.reduce((sum, { length }) => sum + length, 0) };
};

export const joined = ({ parts, length }: Pieces): Uint8Array => {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};

/** Representations whose length takes two bytes (PS3.5 7.1.2). */
const SHORT_LENGTH: ReadonlySet<string> = new Set(
  'AE AS AT CS DA DS DT FD FL IS LO LT PN SH SL SS ST TM UI UL US'.split(' '),
);

const header = (tag: string, vr: string | null, length: number, littleEndian: boolean): Uint8Array => {
  const isShort = vr !== null && SHORT_LENGTH.has(vr);
  const bytes = new Uint8Array(vr === null || isShort ? 8 : 12);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, parseInt(tag.slice(0, 4), 16), littleEndian);
  view.setUint16(2, parseInt(tag.slice(4), 16), littleEndian);
  if (vr === null) view.setUint32(4, length, littleEndian);
  else {
    bytes[4] = vr.charCodeAt(0);
    bytes[5] = vr.charCodeAt(1);
    if (isShort) view.setUint16(6, length, littleEndian);
    else view.setUint32(8, length, littleEndian);
  }
  return bytes;
};

const MAX_SHORT_LENGTH = 0xfffe;

/** One element with a written length; an odd value is filled up. Null where its length can't be written. */
export const element = (
  tag: string,
  vr: string,
  value: Pieces,
  { littleEndian, explicit }: Encoding,
  padding = 0,
): Pieces | null => {
  const isOdd = value.length % 2 === 1;
  const length = value.length + (isOdd ? 1 : 0);
  if (explicit && SHORT_LENGTH.has(vr) && length > MAX_SHORT_LENGTH) return null;
  const first = header(tag, explicit ? vr : null, length, littleEndian);
  const last = isOdd ? [Uint8Array.of(padding)] : [];
  return piecesOf([first, ...value.parts, ...last]);
};

export const item = (content: Pieces, { littleEndian }: Encoding): Pieces =>
  piecesOf([header('FFFEE000', null, content.length, littleEndian), ...content.parts]);

/** The head of an element of undefined length, whose value brings its own end. */
export const openElement = (tag: string, vr: string, { littleEndian, explicit }: Encoding): Uint8Array =>
  header(tag, explicit ? vr : null, 0xffffffff, littleEndian);

/** Text of the default repertoire: what we write ourselves. */
export const textBytes = (text: string): Pieces => piecesOf([Uint8Array.from(text, (char) => char.charCodeAt(0))]);

/** Zero for UIDs and bytes, a space for text (PS3.5 6.2). */
export const paddingOf = (vr: string): number => (/^(UI|O[BDFLVW]|UN)$/.test(vr) ? 0 : 0x20);
