import type { TemplateResult } from 'lit';

/** What a text's braces stand for where that is more than text: a word in bold, a field. */
type Parts = Readonly<Record<string, TemplateResult | string>>;

/** A translated text with elements where its braces are: each language puts them where they belong. */
export const rich = (text: string, parts: Parts): readonly (TemplateResult | string)[] =>
  text.split(/(\{\w+\})/).map((piece) => parts[/^\{(\w+)\}$/.exec(piece)?.[1] ?? ''] ?? piece);
