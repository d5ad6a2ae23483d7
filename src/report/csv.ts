/** What a spreadsheet may take for a formula, behind whatever blanks; numbers are no text. */
const FORMULA = /^\s*[=+\-@\t\r]/;

/** A row of the table is one line of the file. */
const inOneLine = (cell: string | number): string | number =>
  typeof cell === 'string' ? cell.replaceAll(/[\r\n\v\f\u0085\u2028\u2029]+/g, ' ') : cell;

/** Rows of one and the same cells as a table with a header. Cells that a spreadsheet would take for a formula are escaped. */
export const csvOf = async (rows: readonly Readonly<Record<string, string | number>>[]): Promise<string> => {
  const { default: papaparse } = await import('papaparse');
  return `${papaparse.unparse(
    rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, inOneLine(cell)]))),
    { escapeFormulae: FORMULA, newline: '\r\n' },
  )}\r\n`;
};
