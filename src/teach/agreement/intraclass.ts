import { quantileF } from './distributions.ts';
import type { MeanSquares } from './two-way.ts';

/** An estimate with its 95 % confidence interval. */
export interface Estimate {
  readonly value: number;
  readonly interval: readonly [low: number, high: number];
}

/**
 * Intraclass correlations of single readings (Shrout & Fleiss 1979): `oneWay` ICC(1,1), each case by other readers; `twoWayRandom` ICC(2,1), absolute
 * agreement of readers who stand for others; `twoWayFixed` ICC(3,1), consistency of these very readers.
 */
export interface Intraclass {
  readonly oneWay: Estimate;
  readonly twoWayRandom: Estimate;
  readonly twoWayFixed: Estimate;
}

const UPPER = 0.975;
const PERFECT: Estimate = { value: 1, interval: [1, 1] };

/** With the intervals of McGraw & Wong 1996, table 7. Null where the cases don't differ at all: then there is nothing to agree on. */
export const intraclass = (squares: MeanSquares): Intraclass | null => {
  const { cases: n, readers: k, rows, error, within } = squares;
  if (rows === 0 && error === 0) return null;
  const apart = (n - 1) * (k - 1);
  return {
    oneWay:
      within === 0
        ? PERFECT
        : {
            value: (rows - within) / (rows + (k - 1) * within),
            interval: byRatio(rows / within, k, n - 1, n * (k - 1)),
          },
    twoWayRandom: within === 0 ? PERFECT : random(squares),
    twoWayFixed:
      error === 0
        ? PERFECT
        : { value: (rows - error) / (rows + (k - 1) * error), interval: byRatio(rows / error, k, n - 1, apart) },
  };
};

/** (F/Fq − 1)/(F/Fq + k − 1) at both ends. */
const byRatio = (ratio: number, k: number, of: number, within: number): readonly [number, number] => {
  const bound = (f: number): number => (f - 1) / (f + k - 1);
  return [bound(ratio / quantileF(UPPER, of, within)), bound(ratio * quantileF(UPPER, within, of))];
};

const random = ({ cases: n, readers: k, rows, columns, error }: MeanSquares): Estimate => {
  const value = (rows - error) / (rows + (k - 1) * error + (k * (columns - error)) / n);
  const a = (k * value) / (n * (1 - value));
  const b = 1 + (k * value * (n - 1)) / (n * (1 - value));
  // Satterthwaite's degrees of freedom of a·MSC + b·MSE. Of a sum they are no fewer than those of its smaller part; with a negative correlation it is
  // a difference, whose formula can give none at all.
  const formula =
    (a * columns + b * error) ** 2 / ((a * columns) ** 2 / (k - 1) + (b * error) ** 2 / ((n - 1) * (k - 1)));
  const freedom = formula > k - 1 ? formula : k - 1;
  const rest = k * columns + (k * n - k - n) * error;
  const low = quantileF(UPPER, n - 1, freedom);
  const high = quantileF(UPPER, freedom, n - 1);
  return {
    value,
    interval: [
      (n * (rows - low * error)) / (low * rest + n * rows),
      (n * (high * rows - error)) / (rest + n * high * rows),
    ],
  };
};
