import { intraclass, type Estimate, type Intraclass } from './intraclass.ts';
import {
  limitsOfAgreement,
  meanDifference,
  readingSigma,
  repeatedSigma,
  sdEstimate,
  type LimitsOfAgreement,
} from './limits.ts';
import { MEASURES, type Readings, type StudyMeasure } from './readings.ts';
import { meanOf, meanSquares, type Table } from './two-way.ts';

/** One reader against the others. */
export interface ReaderBias {
  readonly reader: string;
  /** Mean over the cases of this reader less the mean of all. */
  readonly againstAll: Estimate;
  /** Less the mean of the other readers: what a bias of this one alone amounts to. */
  readonly againstOthers: Estimate;
  /** Of this reader's readings about each other, where they read cases more than once. */
  readonly repeated: Estimate | null;
}

export interface ReaderPair extends LimitsOfAgreement {
  readonly readers: readonly [first: string, second: string];
}

/** What readers agree on, of one thing that they marked or measured. Everything but `repeated` is of first readings. */
export interface MeasureAgreement {
  readonly measure: StudyMeasure;
  readonly unit: string;
  readonly cases: number;
  readonly readers: number;
  readonly mean: number;
  readonly biases: readonly ReaderBias[];
  readonly pairs: readonly ReaderPair[];
  /** 1 SD of a reading by any one reader, bias included: what the uncertainty of a mark has to say. */
  readonly sigma: Estimate | null;
  /** 1 SD between readers' own means: their biases. 0 where they differ no more than chance lets them. */
  readonly betweenReaders: number;
  /** 1 SD of what is left when cases and readers are allowed for. */
  readonly residual: Estimate | null;
  /** 1 SD of one reader's readings of one case, from cases that were read more than once. */
  readonly repeated: Estimate | null;
  /** Null where cases don't differ in it: there is nothing to correlate. */
  readonly intraclass: Intraclass | null;
  /** First readings: a row for each case, a column for each reader. */
  readonly table: Table;
}

/** Why a measure isn't in the study. */
export interface NotStudied {
  readonly measure: StudyMeasure;
  /** Readings that don't have it. */
  readonly missing: number;
  readonly of: number;
}

export interface Agreement {
  readonly readers: readonly string[];
  readonly cases: readonly string[];
  readonly leftOut: readonly string[];
  readonly measures: readonly MeasureAgreement[];
  readonly notStudied: readonly NotStudied[];
}

/** A measure that isn't there in every reading isn't studied, and that is said: a statistic of those that could be measured would be of other cases. */
export const agreementOf = (readings: Readings): Agreement => {
  const measures: MeasureAgreement[] = [];
  const notStudied: NotStudied[] = [];
  for (const measure of MEASURES) {
    const values = readings.cells.flatMap((cell) => cell.values[measure]);
    const missing = values.filter((value) => value === null).length;
    if (missing > 0) notStudied.push({ measure, missing, of: values.length });
    else measures.push(measureAgreement(measure, readings));
  }
  const { readers, cases, leftOut } = readings;
  return { readers, cases, leftOut, measures, notStudied };
};

/** Every cell holds a number: its first is the reading that counts. */
const measureAgreement = (measure: StudyMeasure, { readers, cases, cells, unit }: Readings): MeasureAgreement => {
  const byName = new Map(cases.map((name) => [name, new Map<string, readonly number[]>()]));
  for (const cell of cells)
    byName.get(cell.case)?.set(
      cell.reader,
      cell.values[measure].filter((value) => value !== null),
    );
  const repeats = cases.map((name) => readers.map((reader) => byName.get(name)?.get(reader) ?? []));
  const table = repeats.map((row) => row.map((cell) => cell[0] ?? NaN));
  const squares = meanSquares(table);
  const { columns, error, mean } = squares;
  return {
    measure,
    unit: measure === 'angularError' ? 'deg' : unit,
    cases: cases.length,
    readers: readers.length,
    mean,
    biases: readers.map((reader, at) => ({
      reader,
      againstAll: meanDifference(table.map((row) => (row[at] ?? NaN) - meanOf(row))),
      againstOthers: meanDifference(
        table.map((row) => (row[at] ?? NaN) - meanOf(row.filter((_, other) => other !== at))),
      ),
      repeated: repeatedSigma(repeats.map((row) => row[at] ?? [])),
    })),
    pairs: readers.flatMap((first, a) =>
      readers.slice(a + 1).map((second, later) => ({
        readers: [first, second] as const,
        ...limitsOfAgreement(table.map((row) => (row[a] ?? NaN) - (row[a + 1 + later] ?? NaN))),
      })),
    ),
    sigma: readingSigma(squares),
    betweenReaders: Math.sqrt(Math.max(0, (columns - error) / cases.length)),
    residual: sdEstimate(error, (cases.length - 1) * (readers.length - 1)),
    repeated: repeatedSigma(repeats.flat()),
    intraclass: intraclass(squares),
    table,
  };
};

/** Rows of the statistics: a row for each measure and each thing that is said of it. */
export const agreementRows = ({ measures }: Agreement): readonly Readonly<Record<string, string | number>>[] =>
  measures.flatMap((of) => {
    const row = (statistic: string, reader: string, estimate: Estimate | null, other = '') =>
      estimate
        ? [
            {
              measure: of.measure,
              statistic,
              reader,
              'other reader': other,
              value: estimate.value,
              low: estimate.interval[0],
              high: estimate.interval[1],
              unit: statistic.startsWith('ICC') ? '' : of.unit,
              cases: of.cases,
              readers: of.readers,
            },
          ]
        : [];
    return [
      ...row('reading sigma', '', of.sigma),
      ...row('residual SD', '', of.residual),
      ...row('repeated SD', '', of.repeated),
      ...of.biases.flatMap(({ reader, againstAll, againstOthers, repeated }) => [
        ...row('bias against all', reader, againstAll),
        ...row('bias against others', reader, againstOthers),
        ...row('repeated SD', reader, repeated),
      ]),
      ...of.pairs.flatMap(({ readers: [first, second], bias, low, high }) => [
        ...row('difference', first, bias, second),
        ...row('lower limit of agreement', first, low, second),
        ...row('upper limit of agreement', first, high, second),
      ]),
      ...row('ICC(1,1)', '', of.intraclass?.oneWay ?? null),
      ...row('ICC(2,1)', '', of.intraclass?.twoWayRandom ?? null),
      ...row('ICC(3,1)', '', of.intraclass?.twoWayFixed ?? null),
    ];
  });
