import { intraclass, type Estimate } from './intraclass.ts';
import { limitsOfAgreement, meanDifference, readingSigma, repeatedSigma, sdEstimate } from './limits.ts';
import { markingSigmaOf, type MarkingSigma } from './marking-sigma.ts';
import { MEASURES, type Readings, type StudyMeasure } from './readings.ts';
import type { MeasureAgreement } from './measure-agreement.ts';
import { meanOf, meanSquares } from './two-way.ts';

/** Why a measure isn't in the study. */
export interface NotStudied {
  readonly measure: StudyMeasure;
  /** Readings that don't have it. */
  readonly missing: number;
  readonly of: number;
}

export type { MeasureAgreement } from './measure-agreement.ts';

/** What a study of readers amounts to. */
export interface Agreement {
  readonly readers: readonly string[];
  readonly cases: readonly string[];
  readonly leftOut: readonly string[];
  readonly measures: readonly MeasureAgreement[];
  readonly notStudied: readonly NotStudied[];
  readonly markingSigma: MarkingSigma;
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
  return { readers, cases, leftOut, measures, notStudied, markingSigma: markingSigmaOf(measures, readings.unit) };
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

/** A row for each measure and each thing that is said of it, then one for each first reading. */
export const agreementRows = ({
  measures,
  cases: names,
  readers: all,
}: Agreement): readonly Readonly<Record<string, string | number>>[] =>
  measures.flatMap((of) => {
    const row = (statistic: string, reader: string, estimate: Estimate | null, other = '') =>
      estimate
        ? [
            {
              measure: of.measure,
              statistic,
              reader,
              'other reader': other,
              case: '',
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
      ...of.table.flatMap((values, at) =>
        values.map((value, reader) => ({
          measure: of.measure,
          statistic: 'reading',
          reader: all[reader] ?? '',
          'other reader': '',
          case: names[at] ?? '',
          value,
          low: '',
          high: '',
          unit: of.unit,
          cases: of.cases,
          readers: of.readers,
        })),
      ),
    ];
  });
