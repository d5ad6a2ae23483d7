/** Finds a made sentence's translation; null for a sentence that the catalog doesn't hold. */
export type Matcher = (sentence: string) => string | null;

interface Pattern {
  readonly form: RegExp;
  readonly names: readonly string[];
  readonly translated: string;
  /** It has no word of its own, as "{file}: {why}": it stands for a sentence only where one of its values is known. */
  readonly isGlue: boolean;
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
    isGlue: !/\p{L}/u.test(parts.join('')),
    literal: parts.join('').length,
  };
};

/** Values that are sentences or words of the product themselves are translated in their turn, also those made of others. */
export const matcherOf = (catalog: Readonly<Record<string, string>>): Matcher => {
  const patterns = Object.entries(catalog)
    .filter(([text]) => text.search(BRACES) >= 0)
    .map(patternOf)
    .sort((a, b) => b.literal - a.literal);
  const match: Matcher = (sentence) => {
    const whole = catalog[sentence];
    if (whole !== undefined) return whole;
    for (const { form, names, translated, isGlue } of patterns) {
      const found = form.exec(sentence);
      if (!found) continue;
      const values = found.slice(1).map((value) => ({ value, known: match(value) }));
      if (isGlue && values.every(({ known }) => known === null)) continue;
      return translated.replace(BRACES, (braces, name: string) => {
        const one = values[names.indexOf(name)];
        return one ? (one.known ?? one.value) : braces;
      });
    }
    return null;
  };
  return match;
};
