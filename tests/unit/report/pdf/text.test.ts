import { expect, it } from 'vitest';
import { drawable, wrapped } from '../../../../src/report/pdf/text.ts';

/** As the fonts that every PDF reader has: Latin 1. */
const metrics = { has: (code: number) => code >= 32 && code < 256, widthOf: (text: string) => text.length };

it.each([
  ['Γιώτα', '\\u0393\\u03B9\\u03CE\\u03C4\\u03B1'],
  ['李 明', '\\u674E \\u660E'],
  ['𠮷', '\\u{20BB7}'],
  ['Иванов', '\\u0418\\u0432\\u0430\\u043D\\u043E\\u0432'],
  // A group that can be read says who it is.
  ['Yamada Tarou (山田 太郎)', 'Yamada Tarou (?? ??)'],
  ['Łucja Müller', 'Lucja Müller'],
])('%s is drawn as %s where the font lacks its letters, and recorded as it is', (text, drawn) => {
  expect(drawable(text, metrics)).toEqual({ text: drawn, recorded: text });
});

it('names of which nothing can be drawn still differ on paper', () => {
  expect(drawable('李明', metrics).text).not.toBe(drawable('王芳', metrics).text);
});

it('no line is wider than it may be, and none of the text is lost', () => {
  const lines = wrapped('Παπαδόπουλος Γιώργος', 20, 1, metrics);
  for (const { text } of lines) expect(text.length).toBeLessThanOrEqual(20);
  expect(lines.map(({ recorded }) => recorded).join('')).toBe('ΠαπαδόπουλοςΓιώργος');
});
