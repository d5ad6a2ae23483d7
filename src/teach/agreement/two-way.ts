/** A number of each case (row) by each reader (column); complete. */
export type Table = readonly (readonly number[])[];

/** Mean squares of a two-way layout with one number a cell (McGraw & Wong 1996, table 2). */
export interface MeanSquares {
  readonly cases: number;
  readonly readers: number;
  readonly mean: number;
  /** Between cases. */
  readonly rows: number;
  /** Between readers. */
  readonly columns: number;
  /** What neither explains. */
  readonly error: number;
  /** Within cases: readers and error together. */
  readonly within: number;
}

export const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

const sumOfSquares = (values: readonly number[], about: number): number =>
  values.reduce((sum, value) => sum + (value - about) ** 2, 0);

/** Rounding leaves about this share of a sum of squares where nothing is left: that is no variance. */
const ROUNDING = 1e-12;

/** Needs two cases and two readers. */
export const meanSquares = (table: Table): MeanSquares => {
  const cases = table.length;
  const readers = table[0]?.length ?? 0;
  if (cases < 2 || readers < 2) throw new Error('a two-way table needs two rows and two columns');
  const all = table.flat();
  const mean = meanOf(all);
  const readerMeans = Array.from({ length: readers }, (_, reader) => meanOf(table.map((row) => row[reader] ?? NaN)));
  const caseMeans = table.map(meanOf);
  const residuals = table.flatMap((row, at) =>
    row.map((value, reader) => value - (caseMeans[at] ?? NaN) - (readerMeans[reader] ?? NaN) + mean),
  );
  const total = sumOfSquares(all, mean);
  const clean = (sum: number): number => (sum <= ROUNDING * total ? 0 : sum);
  const [ofRows, ofColumns, ofError] = [
    clean(readers * sumOfSquares(caseMeans, mean)),
    clean(cases * sumOfSquares(readerMeans, mean)),
    clean(sumOfSquares(residuals, 0)),
  ];
  return {
    cases,
    readers,
    mean,
    rows: ofRows / (cases - 1),
    columns: ofColumns / (readers - 1),
    error: ofError / ((cases - 1) * (readers - 1)),
    within: (ofColumns + ofError) / (cases * (readers - 1)),
  };
};
