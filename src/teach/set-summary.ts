import type { TeachingAnswer } from './case.ts';
import type { Component } from './case-axes.ts';
import { casesInOrder, type Attempt, type CaseSet, type SetProgress } from './case-set.ts';
import { confidenceCalibration, type ConfidenceCalibration } from './confidence.ts';
import type { Score } from './score.ts';

/** What is kept of a score. */
export const attemptOf = (scored: Score, answer: TeachingAnswer): Attempt => {
  const part = (name: Component): number | null => scored.tip?.components[name]?.difference ?? null;
  return {
    case: scored.case,
    outcome: scored.verdict.outcome,
    said: answer.says,
    confidence: answer.confidence,
    tipDistance: scored.tip?.distance ?? null,
    targetDistance: scored.target?.distance ?? null,
    unit: scored.tip?.unit ?? '',
    along: part('along'),
    across: part('across'),
    through: part('through'),
    tipIsRight: scored.tip?.isRight ?? null,
  };
};

/** What a learner's way through a set amounts to. */
export interface SetSummary {
  readonly cases: number;
  readonly answered: number;
  /** By the first attempt at each case: a second one has seen the answer. */
  readonly outcomes: Readonly<Record<Attempt['outcome'], number>>;
  readonly tipWithinSpread: { readonly right: number; readonly of: number };
  /** Of first attempts in mm. */
  readonly medianTipDistanceMm: number | null;
  readonly calibration: ConfidenceCalibration;
  /** Cases that were tried again, and are right now after having been wrong at first. */
  readonly improved: number;
}

export const setSummary = (set: CaseSet, progress: SetProgress): SetSummary => {
  const ids = new Set(set.cases.map(({ id }) => id));
  const byCase = new Map<string, Attempt[]>();
  for (const attempt of progress.attempts) {
    if (ids.has(attempt.case)) byCase.set(attempt.case, [...(byCase.get(attempt.case) ?? []), attempt]);
  }
  const firsts = [...byCase.values()].flatMap(([first]) => first ?? []);
  const outcomes = { right: 0, wrong: 0, undecided: 0, 'reference-undecided': 0 };
  for (const { outcome } of firsts) outcomes[outcome] += 1;
  const judged = firsts.filter(({ tipIsRight }) => tipIsRight !== null);
  return {
    cases: set.cases.length,
    answered: byCase.size,
    outcomes,
    tipWithinSpread: { right: judged.filter(({ tipIsRight }) => tipIsRight === true).length, of: judged.length },
    medianTipDistanceMm: median(
      firsts.flatMap(({ tipDistance, unit }) => (tipDistance !== null && unit === 'mm' ? [tipDistance] : [])),
    ),
    calibration: confidenceCalibration(firsts),
    improved: [...byCase.values()].filter(
      (attempts) => attempts[0]?.outcome !== 'right' && attempts.at(-1)?.outcome === 'right',
    ).length,
  };
};

const median = (values: readonly number[]): number | null => {
  const sorted = [...values].sort((a, b) => a - b);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
};

/** A row for each attempt, in the order of the cases; null becomes an empty cell. */
export const setRows = (set: CaseSet, progress: SetProgress): readonly Readonly<Record<string, string | number>>[] =>
  casesInOrder(set, progress).flatMap(({ id }, index) =>
    progress.attempts
      .filter((attempt) => attempt.case === id)
      .map((attempt, attemptIndex) => ({
        case: index + 1,
        id,
        attempt: attemptIndex + 1,
        outcome: attempt.outcome,
        said: attempt.said,
        confidence: attempt.confidence,
        'tip within spread': attempt.tipIsRight === null ? '' : attempt.tipIsRight ? 'yes' : 'no',
        'tip distance': attempt.tipDistance ?? '',
        'tip along shaft': attempt.along ?? '',
        'tip across shaft': attempt.across ?? '',
        'tip through slice': attempt.through ?? '',
        'target distance': attempt.targetDistance ?? '',
        unit: attempt.unit,
      })),
  );
