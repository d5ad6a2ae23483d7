import { afterEach, expect, test } from 'vitest';
import { CATALOGS } from '../../../src/words/catalog.ts';
import { matcherOf } from '../../../src/words/matcher.ts';
import { language, languageOf, said, speak, t } from '../../../src/words/words.ts';

/** The parts of one language; the whole is put together in catalog.ts. */
const GERMAN = import.meta.glob<Record<string, Readonly<Record<string, string>>>>(
  ['../../../src/words/de/*.ts', '!**/catalog.ts'],
  { eager: true },
);

afterEach(() => speak('en'));

const braces = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).sort();

test('every text says the same values in every language, and none is left empty', async () => {
  for (const [tag, load] of Object.entries(CATALOGS))
    for (const [english, translated] of Object.entries(await load())) {
      expect.soft(braces(translated), `${tag}: ${english}`).toEqual(braces(english));
      expect.soft(translated.trim(), `${tag}: ${english}`).not.toBe('');
      expect.soft(translated, `${tag}: ${english}`).toBe(translated.trim());
    }
});

test('no text stands in two catalogs, where one of them would be changed in vain', () => {
  const all = Object.values(GERMAN).flatMap((module) =>
    Object.values(module).flatMap((catalog) => Object.keys(catalog)),
  );
  expect(all.length).toBeGreaterThan(1000);
  expect(all.filter((text, index) => all.indexOf(text) < index)).toEqual([]);
});

test('a page speaks the language that it is asked for, and English again', async () => {
  expect(t('Know this')).toBe('Know this');
  await speak('de');
  expect(language()).toBe('de');
  expect(t('Know this')).toBe('Zu beachten');
  expect(said('Nothing to assess yet.')).toBe('Noch nichts zu beurteilen.');
  expect(said('A sentence of a host.')).toBe('A sentence of a host.');
  await speak('en');
  expect(said('Nothing to assess yet.')).toBe('Nothing to assess yet.');
});

test('of two languages that were asked for one after the other the later one is spoken, whichever comes first', async () => {
  const [german, french] = [speak('de'), speak('fr')];
  await Promise.all([german, french]);
  expect(language()).toBe('fr');
  const spanish = speak('es');
  await speak('en');
  await spanish;
  expect(language()).toBe('en');
});

test('a tag with a region, in any case, names its language; one that is not spoken names none', () => {
  expect(languageOf('de-AT')).toBe('de');
  expect(languageOf('zh-Hans-CN')).toBe('zh');
  expect(languageOf(' ES ')).toBe('es');
  expect(languageOf('pt')).toBeNull();
  expect(languageOf('')).toBeNull();
});

test('a made sentence is told by the most literal text whose values it fills, and values that are words are translated too', () => {
  const match = matcherOf({
    '{what} is too large.': '{what} ist zu groß.',
    'The {mark} at {mm} mm is too large.': '{mark} bei {mm} mm ist zu groß.',
    tip: 'Spitze',
    'a.c': 'whole',
  });
  expect(match('The tip at 3.5 mm is too large.')).toBe('Spitze bei 3.5 mm ist zu groß.');
  expect(match('The file is too large.')).toBe('The file ist zu groß.');
  expect(match('abc')).toBeNull();
  expect(match('a.c')).toBe('whole');
});

test('a reason is translated behind the name of the file that it is of', () => {
  const match = matcherOf({
    'the file is empty': 'die Datei ist leer',
    '{first} And {n} more.': '{first} Und {n} weitere.',
  });
  expect(match('a.dcm: the file is empty')).toBe('a.dcm: die Datei ist leer');
  expect(match('a.dcm: the file is empty And 2 more.')).toBe('a.dcm: die Datei ist leer Und 2 weitere.');
  expect(match('C-arm: of another maker')).toBeNull();
});

test('what stands in a sentence’s braces is told in its turn, items of lists one by one', () => {
  const match = matcherOf({
    'Not stored: {reason}': 'Nicht gespeichert: {reason}',
    'frame {n} is damaged': 'Bild {n} ist beschädigt',
    'View {n}': 'Ansicht {n}',
    'angles not known': 'Winkel nicht bekannt',
  });
  expect(match('Not stored: frame 3 is damaged; frame 4 is damaged')).toBe(
    'Nicht gespeichert: Bild 3 ist beschädigt; Bild 4 ist beschädigt',
  );
  expect(match('View 2 · angles not known · SID 1100 mm')).toBe('Ansicht 2 · Winkel nicht bekannt · SID 1100 mm');
});

test('a number’s place takes numbers alone, and a text without words of its own takes no sentence', () => {
  const match = matcherOf({ 'Look {n}': 'Kontrolle {n}', '{low} to {high}': '{low} bis {high}' });
  expect(match('Look 2')).toBe('Kontrolle 2');
  expect(match('Look twice')).toBeNull();
  expect(match('Close to the target')).toBeNull();
});
