import { signal } from '@preact/signals-core';
import { CATALOGS, LANGUAGES, type Language } from './catalog.ts';
import { matcherOf, type Matcher } from './matcher.ts';
import type { Catalog, Text } from './text.ts';

/** What stands in a text's braces. */
export type Values = Readonly<Record<string, string | number>>;

interface Spoken {
  readonly language: Language;
  readonly catalog: Catalog | null;
  readonly match: Matcher | null;
}

/** One language a page, as with the page's own `lang`. A signal: what was rendered in it is rendered again when it changes. */
const spoken = signal<Spoken>({ language: 'en', catalog: null, match: null });

export const language = (): Language => spoken.value.language;

const fill = (text: string, values: Values | undefined): string =>
  values ? text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole)) : text;

/** What texts of a language are marked up as. */
export const HTML_TAGS = {
  en: 'en',
  de: 'de',
  fr: 'fr',
  es: 'es',
  zh: 'zh-Hans',
} as const satisfies Readonly<Record<Language, string>>;

/** A text in the page's language. */
export const t = (text: Text, values?: Values): string => say(text, values);

/** The same for parts of sentences that the pure code puts together: `src/report` is handed it. A text that no catalog knows stays English. */
export const say = (text: string, values?: Values): string =>
  fill((spoken.value.catalog as Readonly<Record<string, string>> | null)?.[text] ?? text, values);

/**
 * A sentence that the pure code made, in the page's language: refusals, caveats, labels. It is found in the catalog as it is, or by the one
 * text whose braces its values fill; a sentence that no catalog knows stays as it is.
 */
export const said = (sentence: string): string => spoken.value.match?.(sentence) ?? sentence;

/** The language that a tag asks for, by its first part: "de-AT" is German. Null for one that isn't spoken here. */
export const languageOf = (tag: string): Language | null => {
  const first = tag.trim().toLowerCase().split(/[-_]/)[0];
  return LANGUAGES.find((one) => one === first) ?? null;
};

/** What was asked for last: texts of one before it may come later. */
let asked: Language = 'en';

/** Fetches the language's texts and shows the page in them. Rejects when they can't be fetched; the page then stays as it was. */
export const speak = async (next: Language): Promise<void> => {
  asked = next;
  if (next === spoken.peek().language) return;
  if (next === 'en') {
    spoken.value = { language: 'en', catalog: null, match: null };
    return;
  }
  const catalog = await CATALOGS[next]();
  if (asked === next) spoken.value = { language: next, catalog, match: matcherOf(catalog) };
};
