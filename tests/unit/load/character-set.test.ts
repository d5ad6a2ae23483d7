import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { textDecoderFor } from '../../../src/load/character-set.ts';
import { hasPydicom, pythonWithPydicom } from '../../support/dicom-tools.ts';

/** Bytes as they are written here, each character of up to U+00FF a byte; `~` is ESC. */
const bytesOf = (text: string): Uint8Array =>
  Uint8Array.from(text.replaceAll('~', '\x1b'), (letter) => letter.charCodeAt(0));

/** Names as files hold them; the first of Japanese, Korean and Chinese ones are those of PS3.5 annexes H, I and K. */
const CASES: readonly (readonly [terms: string, bytes: string, text: string])[] = [
  ['ISO_IR 100', 'M\xfcller^J\xf6rg', 'Müller^Jörg'],
  ['ISO 2022 IR 100\\ISO 2022 IR 126', 'M\xfcller^J\xf6rg', 'Müller^Jörg'],
  ['ISO 2022 IR 100\\ISO 2022 IR 126', '~-F\xc4\xe9\xef\xed\xf5\xf3\xe9\xef\xf2=M\xfcller', 'Διονυσιος=Müller'],
  ['ISO 2022 IR 100\\ISO 2022 IR 144', '~-L\xbb\xee\xda^M\xfcller', 'Люк^Müller'],
  ['ISO 2022 IR 100\\ISO 2022 IR 87', 'M\xfcller=~$B;3ED~(B^~$BB@O:~(B', 'Müller=山田^太郎'],
  [
    '\\ISO 2022 IR 87',
    'Yamada^Tarou=~$B;3ED~(B^~$BB@O:~(B=~$B$d$^$@~(B^~$B$?$m$&~(B',
    'Yamada^Tarou=山田^太郎=やまだ^たろう',
  ],
  [
    'ISO 2022 IR 13\\ISO 2022 IR 87',
    '\xd4\xcf\xc0\xde^\xc0\xdb\xb3=~$B;3ED~(J^~$BB@O:~(J=~$B$d$^$@~(J^~$B$?$m$&~(J',
    'ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう',
  ],
  ['\\ISO 2022 IR 159', '~$(D0!~(B', '丂'],
  [
    '\\ISO 2022 IR 149',
    'Hong^Gildong=~$)C\xfb\xf3^~$)C\xd1\xce\xd4\xd7=~$)C\xc8\xab^~$)C\xb1\xe6\xb5\xbf',
    'Hong^Gildong=洪^吉洞=홍^길동',
  ],
  ['\\ISO 2022 IR 58', 'Zhang^XiaoDong=~$)A\xd5\xc5^~$)A\xd0\xa1\xb6\xab=', 'Zhang^XiaoDong=张^小东='],
  ['GB18030', 'Wang^XiaoDong=\xcd\xf5^\xd0\xa1\xb6\xab=', 'Wang^XiaoDong=王^小东='],
  ['ISO_IR 192', 'Wang=\xe7\x8e\x8b', 'Wang=王'],
  ['ISO_IR 166', '\xca\xc1', 'สม'],
];

describe('texts', () => {
  it.each(CASES)('of %s', (terms, bytes, text) => {
    expect(textDecoderFor(terms.split('\\'))(bytesOf(bytes))).toBe(text);
  });

  it('whose escape sequence is unknown or cut lose no other character', () => {
    const decode = textDecoderFor(['ISO 2022 IR 100', 'ISO 2022 IR 87']);
    expect(decode(bytesOf('M\xfc~(Zller'))).toBe('Müller');
    expect(decode(bytesOf('M\xfcller~'))).toBe('Müller\x1b');
    expect(decode(bytesOf('~$B;3E'))).toMatch(/^山/);
  });

  it('of the Korean set without its escape sequence are read', () => {
    expect(textDecoderFor(['', 'ISO 2022 IR 149'])(bytesOf('\xc8\xab'))).toBe('홍');
  });

  // pydicom 2.3 doesn't go back to the first set at a delimiter, and keeps the escapes of the Chinese set.
  const compared = CASES.filter(([terms, bytes]) => !/~-[FL]/.test(bytes) && !terms.endsWith('IR 58'));

  it.skipIf(!hasPydicom)('are what pydicom reads', () => {
    const script =
      'import json,sys\nfrom pydicom.charset import decode_bytes,convert_encodings\n' +
      'for terms,data in json.load(sys.stdin):\n' +
      ' print(json.dumps(decode_bytes(data.encode("latin-1"),convert_encodings(terms.split("\\\\")),{"^","="})))';
    const cases = compared.map(([terms, bytes]) => [terms, bytes.replaceAll('~', '\x1b')]);
    const { stdout } = spawnSync(pythonWithPydicom ?? '', ['-c', script], {
      input: JSON.stringify(cases),
      encoding: 'utf8',
    });
    const read = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as string);
    expect(read).toEqual(compared.map(([, , text]) => text));
  });
});
