/** What a font can write: which characters it has, and how wide a text gets. */
export interface Metrics {
  readonly has: (codePoint: number) => boolean;
  readonly widthOf: (text: string, size: number) => number;
}

/** A line as it is drawn; `recorded` where it isn't as it was recorded, so that the file's text says that still. */
export interface DrawnText {
  readonly text: string;
  readonly recorded: string | null;
}

/** Characters that mean the same in the letters that every PDF reader has (PDF 32000-1 D.2). */
const SAME: ReadonlyMap<string, string> = new Map([
  ['−', '-'],
  ['‑', '-'],
  ['≤', '<='],
  ['≥', '>='],
  ['✕', 'x'],
  ['\u00a0', ' '],
  ['\u202f', ' '],
  ['\t', ' '],
]);

/** Letters with no form of their own that loses its mark. */
const PLAIN: ReadonlyMap<string, string> = new Map([
  ['ł', 'l'],
  ['Ł', 'L'],
  ['đ', 'd'],
  ['Đ', 'D'],
  ['ı', 'i'],
  ['ħ', 'h'],
  ['Ħ', 'H'],
]);

/** "\\u5C71": what a character is, where it can't be drawn. */
const numberOf = (character: string): string => {
  const digits = (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
  return digits.length > 4 ? `\\u{${digits}}` : `\\u${digits.padStart(4, '0')}`;
};

/**
 * A text in the characters that a font has. Letters lose marks that it lacks; what is left over becomes a question mark, or, in a text of
 * which no letter could be read, its number: question marks alone are everybody's name.
 */
export const drawable = (text: string, { has }: Pick<Metrics, 'has'>): DrawnText => {
  const canDraw = (letters: string): boolean =>
    letters !== '' && Array.from(letters).every((one) => has(one.codePointAt(0) ?? 0));
  const plainOf = (character: string): string => {
    const plain = PLAIN.get(character) ?? character.normalize('NFD').replaceAll(/\p{M}/gu, '');
    return canDraw(plain) ? plain : '';
  };
  const characters = Array.from(text.normalize('NFC'));
  const isReadable = characters.some((one) => /[\p{L}\p{N}]/u.test(one) && (canDraw(one) || plainOf(one) !== ''));
  const lost: string[] = [];
  const shown = characters
    .map((character) => {
      const same = SAME.get(character) ?? character;
      if (canDraw(same)) return same;
      if (/\p{Cc}/u.test(character)) return ' ';
      lost.push(character);
      return plainOf(character) || (isReadable ? '?' : numberOf(character));
    })
    .join('');
  return { text: shown, recorded: lost.length > 0 ? text : null };
};

/** A text in lines of a width, broken between words; a word that is longer than a line, within it. */
export const wrapped = (text: string, width: number, size: number, metrics: Metrics): readonly DrawnText[] => {
  const lines: string[] = [];
  const fits = (line: string): boolean => metrics.widthOf(drawable(line, metrics).text, size) <= width;
  let line = '';
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (fits(longer)) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    line = '';
    for (const character of word) {
      if (line !== '' && !fits(line + character)) {
        lines.push(line);
        line = '';
      }
      line += character;
    }
  }
  if (line !== '' || lines.length === 0) lines.push(line);
  return lines.map((one) => drawable(one, metrics));
};
