/** Text of the character sets that DICOM allows (PS3.3 C.12.1.1.2), by the platform's decoders. */
const ENCODINGS: Readonly<Record<string, string>> = {
  'ISO_IR 100': 'iso-8859-1',
  'ISO_IR 101': 'iso-8859-2',
  'ISO_IR 109': 'iso-8859-3',
  'ISO_IR 110': 'iso-8859-4',
  'ISO_IR 144': 'iso-8859-5',
  'ISO_IR 127': 'iso-8859-6',
  'ISO_IR 126': 'iso-8859-7',
  'ISO_IR 138': 'iso-8859-8',
  'ISO_IR 148': 'windows-1254',
  'ISO_IR 203': 'iso-8859-15',
  'ISO_IR 13': 'shift_jis',
  'ISO_IR 166': 'windows-874',
  'ISO_IR 192': 'utf-8',
  GB18030: 'gb18030',
  GBK: 'gbk',
  'ISO 2022 IR 87': 'iso-2022-jp',
  'ISO 2022 IR 159': 'iso-2022-jp',
  'ISO 2022 IR 149': 'euc-kr',
  'ISO 2022 IR 58': 'gbk',
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

/** Escape sequences that announce a set (ESC, intermediates, final); the decoders of stateless encodings don't know them. */
const ESCAPES = new RegExp(`${String.fromCharCode(0x1b)}[ -/]+[0-~]`, 'g');

/** How the texts of a data set with this SpecificCharacterSet are decoded. */
export const textDecoderFor = (
  specificCharacterSet: readonly string[] | undefined,
): ((bytes: Uint8Array) => string) => {
  const known = (specificCharacterSet ?? []).map(
    (value) => ENCODINGS[value] ?? ENCODINGS[value.replace('ISO 2022 IR', 'ISO_IR')],
  );
  // The later values name the sets that escapes switch to; the first is the one at the start.
  const label = known.slice(1).find((value) => value !== undefined) ?? known[0] ?? 'iso-8859-1';
  const decoder = decoderOf(label);
  if (label === 'iso-2022-jp') return (bytes) => decoder.decode(bytes);
  return (bytes) => decoder.decode(bytes).replaceAll(ESCAPES, '');
};
