/** A document with what a bench found between the bench's markers; null where it has none. */
export const withTable = (document: string, bench: string, table: string): string | null => {
  const [begin, end] = [`<!-- bench:${bench} -->`, `<!-- /bench:${bench} -->`];
  const [from, to] = [document.indexOf(begin), document.indexOf(end)];
  if (from < 0 || to < from) return null;
  return `${document.slice(0, from + begin.length)}\n\n${table}\n\n${document.slice(to)}`;
};
