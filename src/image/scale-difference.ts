import { BASIS_WORDS } from './basis-words.ts';
import type { Scale } from './scale.ts';

/** Relative difference from which two scales contradict each other: more than a careful calibration is off by. */
const CONTRADICTION = 0.1;

/** Magnifications that a picture of a patient may have: at the detector there is none, and no tube stands nearer than a third of the way. */
const MOST_MAGNIFICATION = 3;

/** A reader's scale against what the file says of the same picture. */
export interface ScaleDifference {
  /** In plain words, a sentence without its full stop. */
  readonly text: string;
  readonly isContradiction: boolean;
}

const significant = (value: number, digits: number): string => String(Number(value.toPrecision(digits)));

/** Null where the file says nothing. Both scales are mm from column to column; the ratio of columns to rows is the same in both. */
export const scaleDifference = (own: Scale, file: Scale): ScaleDifference | null => {
  if (file.unit === 'px') return null;
  const says = `the file says ${significant(file.betweenColumns, 3)} mm, ${BASIS_WORDS[file.basis]}`;
  if (file.unit === 'mm-at-detector') {
    const magnification = file.betweenColumns / own.betweenColumns;
    const isPossible = magnification > 1 - CONTRADICTION && magnification < MOST_MAGNIFICATION;
    return {
      text: `${says}: that makes a magnification of ${significant(magnification, 3)}${isPossible ? '' : ', which no picture of a patient has'}`,
      isContradiction: !isPossible,
    };
  }
  const ratio = own.betweenColumns / file.betweenColumns;
  const percent = Math.round(100 * Math.abs(ratio - 1));
  return {
    text:
      percent === 0
        ? `${says}: the same`
        : `${says}: this scale is ${String(percent)} % ${ratio > 1 ? 'larger' : 'smaller'}`,
    isContradiction: Math.abs(ratio - 1) > CONTRADICTION,
  };
};
