/** How a sentence is said that is put together of several: its parts come in English, with their values named in braces. */
export type Say = (text: string, values?: Readonly<Record<string, string | number>>) => string;

/** As it stands: what is saved and exported is in English, whatever language the page speaks. */
export const english: Say = (text, values) =>
  values ? text.replace(/\{(\w+)\}/g, (braces, name: string) => String(values[name] ?? braces)) : text;
