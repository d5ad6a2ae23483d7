import type { LengthUnit } from '../confirmation/record.ts';

/** All that is measured, in the order of a report. */
export const METRIC_NAMES = [
  'tipToCenter',
  'signedDistance',
  'depthError',
  'lateralError',
  'normalDistance',
  'remainingAdvance',
  'angularError',
  'entryError',
  'insertedLength',
] as const;
/** What is measured: each is in every assessment, null where it can't be. */
export type MetricName = (typeof METRIC_NAMES)[number];

/** A measured value. `sigma` is 1 SD and `interval` 95 %; both null where no uncertainty is known. */
export interface Quantity {
  readonly value: number;
  readonly unit: LengthUnit | 'deg';
  readonly sigma: number | null;
  readonly interval: readonly [low: number, high: number] | null;
}
