/** Finds a made sentence's translation; null for a sentence that the catalog doesn't hold. */
export type Matcher = (sentence: string) => string | null;

interface Pattern {
  readonly form: RegExp;
  readonly names: readonly string[];
  readonly translated: string;
}

const BRACES = /\{(\w+)\}/g;

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** "{n} of {all} slices" → what "3 of 40 slices" matches. The most literal text comes first, so that no vaguer one takes its sentences. */
const patternOf = ([text, translated]: readonly [string, string]): Pattern & { readonly literal: number } => {
  const names = [...text.matchAll(BRACES)].map(([, name = '']) => name);
  const parts = text.split(/\{\w+\}/);
  return {
    form: new RegExp(`^${parts.map(escaped).join('(.+?)')}$`, 's'),
    names,
    translated,
    literal: parts.join('').length,
  };
};

/** Values that are sentences or words of the product themselves are translated in their turn. */
export const matcherOf = (catalog: Readonly<Record<string, string>>): Matcher => {
  const patterns = Object.entries(catalog)
    .filter(([text]) => text.search(BRACES) >= 0)
    .map(patternOf)
    .sort((a, b) => b.literal - a.literal);
  const match: Matcher = (sentence) => {
    const whole = catalog[sentence];
    if (whole !== undefined) return whole;
    for (const { form, names, translated } of patterns) {
      const found = form.exec(sentence);
      if (!found) continue;
      const values = new Map(names.map((name, at) => [name, found[at + 1] ?? '']));
      return translated.replace(BRACES, (braces, name: string) => {
        const value = values.get(name);
        return value === undefined ? braces : (catalog[value] ?? value);
      });
    }
    return null;
  };
  return match;
};
