/**
 * Text of the character sets that DICOM allows (PS3.3 C.12.1.1.2), with code extensions by ISO 2022 (PS3.5 6.1.2), by the platform's decoders.
 */

/** Sets without code extensions: they are the only one of their data set. */
const WHOLE: Readonly<Record<string, string>> = { 'ISO_IR 192': 'utf-8', GB18030: 'gb18030', GBK: 'gbk' };

/** What lies in the upper half of the code table (G1), by the number of its registration. */
const UPPER: Readonly<Record<string, string>> = {
  100: 'iso-8859-1',
  101: 'iso-8859-2',
  109: 'iso-8859-3',
  110: 'iso-8859-4',
  144: 'iso-8859-5',
  127: 'iso-8859-6',
  126: 'iso-8859-7',
  138: 'iso-8859-8',
  148: 'windows-1254',
  203: 'iso-8859-15',
  13: 'shift_jis',
  166: 'windows-874',
  149: 'euc-kr',
  58: 'gbk',
};

/** A set of two bytes in the lower half (G0), as EUC-JP has it: the bytes that come before each character there. */
type TwoByteSet = readonly number[];
const JIS_X_0208: TwoByteSet = [];
const JIS_X_0212: TwoByteSet = [0x8f];

/** What an escape sequence switches to, by the bytes behind ESC (PS3.3 tables C.12-3 and C.12-4). */
type Switch = { readonly upper: string } | { readonly lower: TwoByteSet | null };
const SWITCHES: Readonly<Record<string, Switch>> = {
  '(B': { lower: null },
  '(J': { lower: null },
  $B: { lower: JIS_X_0208 },
  '$(D': { lower: JIS_X_0212 },
  '-A': { upper: 'iso-8859-1' },
  '-B': { upper: 'iso-8859-2' },
  '-C': { upper: 'iso-8859-3' },
  '-D': { upper: 'iso-8859-4' },
  '-L': { upper: 'iso-8859-5' },
  '-G': { upper: 'iso-8859-6' },
  '-F': { upper: 'iso-8859-7' },
  '-H': { upper: 'iso-8859-8' },
  '-M': { upper: 'windows-1254' },
  '-b': { upper: 'iso-8859-15' },
  ')I': { upper: 'shift_jis' },
  '-T': { upper: 'windows-874' },
  '$)C': { upper: 'euc-kr' },
  '$)A': { upper: 'gbk' },
};

const decoders = new Map<string, TextDecoder>();

const decoderOf = (label: string): TextDecoder => {
  const known = decoders.get(label);
  if (known) return known;
  let decoder: TextDecoder;
  try {
    decoder = new TextDecoder(label);
  } catch {
    // A platform without this decoder: every byte still gives a character.
    decoder = new TextDecoder('iso-8859-1');
  }
  decoders.set(label, decoder);
  return decoder;
};

const ESCAPE = 0x1b;

/** The escape sequence that begins at a byte: ESC, intermediate bytes, a final one. Null where there is none. */
const sequenceAt = (bytes: Uint8Array, at: number): string | null => {
  let end = at + 1;
  while (isBetween(bytes[end], 0x20, 0x2f)) end += 1;
  return isBetween(bytes[end], 0x30, 0x7e) ? String.fromCharCode(...bytes.subarray(at + 1, end + 1)) : null;
};

const isBetween = (byte: number | undefined, from: number, to: number): boolean =>
  byte !== undefined && byte >= from && byte <= to;

/** Backslash, `^` and `=` part values and components, control characters lines: each begins in the first set again (PS3.5 6.1.2.5.3). */
const endsComponent = (byte: number): boolean => byte === 0x5c || byte === 0x5e || byte === 0x3d || byte < 0x20;

const decodeTwoBytes = (bytes: Uint8Array, before: TwoByteSet): string => {
  const euc: number[] = [];
  for (let at = 0; at < bytes.length; at += 2) {
    const [high = 0, low] = bytes.subarray(at, at + 2);
    if (low === undefined) euc.push(high);
    else euc.push(...before, high | 0x80, low | 0x80);
  }
  return decoderOf('euc-jp').decode(Uint8Array.from(euc));
};

/** Decodes text whose escape sequences switch between sets. @param first what lies in the upper half at the start of each component */
const decodeExtended = (bytes: Uint8Array, first: string): string => {
  let text = '';
  let [upper, lower]: [string, TwoByteSet | null] = [first, null];
  let start = 0;
  const flush = (end: number): void => {
    const run = bytes.subarray(start, end);
    if (run.length > 0) text += lower ? decodeTwoBytes(run, lower) : decoderOf(upper).decode(run);
    start = end;
  };
  for (let at = 0; at < bytes.length;) {
    const byte = bytes[at] ?? 0;
    const sequence = byte === ESCAPE ? sequenceAt(bytes, at) : null;
    if (sequence !== null) {
      flush(at);
      at += 1 + sequence.length;
      start = at;
      const to = SWITCHES[sequence];
      if (to && 'upper' in to) ({ upper } = to);
      else if (to) ({ lower } = to);
    } else if (lower && byte >= 0x21) {
      // Both bytes of a character: the second may look like a delimiter.
      at += 2;
    } else {
      if (endsComponent(byte)) {
        flush(at);
        [upper, lower] = [first, null];
      }
      at += 1;
    }
  }
  flush(bytes.length);
  return text;
};

/** How the texts of a data set with this SpecificCharacterSet are decoded. */
export const textDecoderFor = (
  specificCharacterSet: readonly string[] | undefined,
): ((bytes: Uint8Array) => string) => {
  const terms = specificCharacterSet ?? [];
  const whole = terms.map((term) => WHOLE[term]).find((label) => label !== undefined);
  if (whole !== undefined) return (bytes) => decoderOf(whole).decode(bytes);
  // Each component begins with the set that is named first. Where that has no upper half, writers are known to leave out the escape to the next.
  const first = terms.map((term) => UPPER[/\d+$/.exec(term)?.[0] ?? '']).find((label) => label !== undefined);
  return (bytes) => decodeExtended(bytes, first ?? 'iso-8859-1');
};
