/** Finds a made sentence's translation; null for a sentence that the catalog doesn't hold. */
export type Matcher = (sentence: string) => string | null;

interface Pattern {
  /** The longest of its words: a sentence without them needs no closer look. */
  readonly mark: string;
  readonly form: RegExp;
  readonly names: readonly string[];
  readonly translated: string;
}

const BRACES = /\{(\w+)\}/g;

/** What stands for a number: "{count} images" takes no sentence that ends in "images". Any other name stands for whatever comes. */
const NUMBERS = new Set(['n', 'count', 'all', 'done', 'total', 'there']);
const NUMBER = '([\\d.,+−-]+)';

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const namesIn = (text: string): readonly string[] => [...text.matchAll(BRACES)].map(([, name = '']) => name);

/** A text without a word of its own, "{low} to {high}", would take sentences that aren't its own. */
const isTelling = (text: string): boolean => {
  const letters = text.replace(BRACES, '').match(/[a-z]/gi)?.length ?? 0;
  return namesIn(text).length > 0 && (letters >= 4 || (letters > 0 && !text.startsWith('{')));
};

/** "{n} of {all} slices" → what "3 of 40 slices" matches. The most literal text comes first, so that no vaguer one takes its sentences. */
const patternOf = ([text, translated]: readonly [string, string]): Pattern & { readonly literal: number } => {
  const names = namesIn(text);
  const parts = text.split(/\{\w+\}/);
  const values = names.map((name) => (NUMBERS.has(name) ? NUMBER : '(.+?)'));
  return {
    mark: parts.reduce((longest, part) => (part.length > longest.length ? part : longest)),
    form: new RegExp(`^${parts.map((part, at) => escaped(part) + (values[at] ?? '')).join('')}$`, 's'),
    names,
    translated,
    literal: parts.join('').length,
  };
};

/** What stands between the items of a list: what a list holds is translated item by item. */
const LISTS = ['; ', ' · ', ', '] as const;

/** Between what a sentence is about, a file or a member, and the sentence. */
const COLON = ': ';

/** Values that are sentences or words of the product themselves are translated in their turn, and lists of them, too. */
export const matcherOf = (catalog: Readonly<Record<string, string>>): Matcher => {
  const patterns = Object.entries(catalog)
    .filter(([text]) => isTelling(text))
    .map(patternOf)
    .sort((a, b) => b.literal - a.literal);
  const match: Matcher = (sentence) => {
    if (Object.hasOwn(catalog, sentence)) return catalog[sentence] ?? null;
    for (const { mark, form, names, translated } of patterns) {
      const found = sentence.includes(mark) ? form.exec(sentence) : null;
      if (!found) continue;
      const values = new Map(names.map((name, at) => [name, found[at + 1] ?? '']));
      return translated.replace(BRACES, (braces, name: string) => {
        const value = values.get(name);
        return value === undefined ? braces : valueOf(value);
      });
    }
    return null;
  };
  const valueOf = (value: string): string => match(value) ?? reasonOf(value) ?? listOf(value, LISTS) ?? value;
  const listOf = (text: string, separators: readonly string[]): string | null => {
    const separator = separators.find((one) => text.includes(one));
    return separator === undefined ? null : text.split(separator).map(valueOf).join(separator);
  };
  /** "a.dcm: the file is empty": what stands before the reason, a file, a member or a target by its own name, stays. */
  const reasonOf = (sentence: string): string | null => {
    const at = sentence.indexOf(COLON) + COLON.length;
    const reason = at < COLON.length ? null : (match(sentence.slice(at)) ?? reasonOf(sentence.slice(at)));
    return reason === null ? null : sentence.slice(0, at) + reason;
  };
  // A sentence's commas separate no items.
  return (sentence) => match(sentence) ?? reasonOf(sentence) ?? listOf(sentence, LISTS.slice(0, 2));
};
