import type { Estimate, Intraclass } from './intraclass.ts';
import type { LimitsOfAgreement } from './limits.ts';
import type { StudyMeasure } from './readings.ts';
import type { Table } from './two-way.ts';

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
