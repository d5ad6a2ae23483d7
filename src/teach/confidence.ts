import { NORMAL_95 } from '../space/normal-distribution.ts';
import type { Outcome } from './score.ts';

/** How sure somebody was, and how it turned out. */
export interface Said {
  readonly outcome: Outcome;
  readonly confidence: number;
}

/** What was said with about the same confidence. */
export interface ReliabilityBin {
  readonly from: number;
  /** Not included, but for the last. */
  readonly to: number;
  readonly count: number;
  readonly meanConfidence: number;
  readonly shareRight: number;
  /** 95 % interval of that share (Wilson 1927). */
  readonly interval: readonly [low: number, high: number];
}

/** Whether somebody who is sure is right. */
export interface ConfidenceCalibration {
  /** Answers that were right or wrong; the others say nothing of confidence. */
  readonly count: number;
  readonly right: number;
  /** Mean of (confidence − right)², with right 1 or 0 (Brier 1950): 0 is best, 0.25 is guessing. Null without an answer. */
  readonly brier: number | null;
  /** Mean confidence less the share that was right: + is too sure of oneself. */
  readonly overconfidence: number | null;
  /** Of tenths from 50 to 100 %; empty ones are left out. */
  readonly bins: readonly ReliabilityBin[];
}

const BINS = [0.5, 0.6, 0.7, 0.8, 0.9] as const;
const BIN_WIDTH = 0.1;

/** Over the answers of a set. */
export const confidenceCalibration = (said: readonly Said[]): ConfidenceCalibration => {
  const judged = said
    .filter(({ outcome }) => outcome === 'right' || outcome === 'wrong')
    .map(({ outcome, confidence }) => ({ confidence, right: outcome === 'right' ? 1 : 0 }));
  const right = judged.reduce((sum, one) => sum + one.right, 0);
  const meanOf = (values: readonly number[]): number | null =>
    values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    count: judged.length,
    right,
    brier: meanOf(judged.map((one) => (one.confidence - one.right) ** 2)),
    overconfidence: meanOf(judged.map((one) => one.confidence - one.right)),
    bins: BINS.flatMap((from, index) => {
      const next = BINS[index + 1];
      const held = judged.filter(({ confidence }) => confidence >= from && (next === undefined || confidence < next));
      const meanConfidence = meanOf(held.map(({ confidence }) => confidence));
      const shareRight = meanOf(held.map((one) => one.right));
      if (meanConfidence === null || shareRight === null) return [];
      const interval = wilson(shareRight, held.length);
      return [{ from, to: next ?? from + BIN_WIDTH, count: held.length, meanConfidence, shareRight, interval }];
    }),
  };
};

const wilson = (share: number, count: number): readonly [number, number] => {
  const z2 = NORMAL_95 ** 2;
  const middle = share + z2 / (2 * count);
  const half = NORMAL_95 * Math.sqrt((share * (1 - share)) / count + z2 / (4 * count * count));
  const scale = 1 + z2 / count;
  return [Math.max(0, (middle - half) / scale), Math.min(1, (middle + half) / scale)];
};
