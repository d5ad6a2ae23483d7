import type { TeachingAnswer } from './case.ts';
import { COMPONENTS, type Component } from './case-axes.ts';
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
    truth: scored.verdict.truth,
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

/** A component of the tip's differences over first attempts in mm. */
export interface ComponentSummary {
  readonly count: number;
  /** Which way they lie on the whole; null without any. */
  readonly mean: number | null;
  /** Sample standard deviation; null of fewer than two. */
  readonly sd: number | null;
}

/** What wrong answers said. */
export interface SetErrors {
  readonly insideButOutside: number;
  readonly outsideButInside: number;
  /** Inside or outside was said where the images can't tell. */
  readonly toldWhatCannotBe: number;
}

/** What a learner's way through a set amounts to. */
export interface SetSummary {
  readonly cases: number;
  readonly answered: number;
  /** By the first attempt at each case: a second one has seen the answer. */
  readonly outcomes: Readonly<Record<Attempt['outcome'], number>>;
  readonly tipWithinSpread: { readonly right: number; readonly of: number };
  /** Of first attempts in mm. */
  readonly medianTipDistanceMm: number | null;
  readonly components: Readonly<Record<Component, ComponentSummary>>;
  readonly errors: SetErrors;
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
  const inMm = firsts.filter(({ unit }) => unit === 'mm');
  const judged = firsts.filter(({ tipIsRight }) => tipIsRight !== null);
  return {
    cases: set.cases.length,
    answered: byCase.size,
    outcomes,
    tipWithinSpread: { right: judged.filter(({ tipIsRight }) => tipIsRight === true).length, of: judged.length },
    medianTipDistanceMm: median(inMm.flatMap(({ tipDistance }) => tipDistance ?? [])),
    components: Object.fromEntries(
      COMPONENTS.map((name) => [name, componentSummary(inMm.flatMap((attempt) => attempt[name] ?? []))]),
    ) as Record<Component, ComponentSummary>,
    errors: errorsOf(firsts),
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

const componentSummary = (values: readonly number[]): ComponentSummary => {
  const count = values.length;
  const mean = count === 0 ? null : values.reduce((sum, value) => sum + value, 0) / count;
  const squares = values.reduce((sum, value) => sum + (value - (mean ?? 0)) ** 2, 0);
  return { count, mean, sd: count < 2 ? null : Math.sqrt(squares / (count - 1)) };
};

const errorsOf = (attempts: readonly Attempt[]): SetErrors => {
  const wrong = attempts.filter(({ outcome }) => outcome === 'wrong');
  const count = (truth: string, said?: string): number =>
    wrong.filter((one) => one.truth === truth && (said === undefined || one.said === said)).length;
  return {
    insideButOutside: count('outside', 'inside'),
    outsideButInside: count('inside', 'outside'),
    toldWhatCannotBe: count('cannot-tell'),
  };
};

const yesNo = (is: boolean | null): string => (is === null ? '' : is ? 'yes' : 'no');

/** A row for each attempt, in the order of the cases; null becomes an empty cell, and what is in pixels has columns of its own. */
export const setRows = (set: CaseSet, progress: SetProgress): readonly Readonly<Record<string, string | number>>[] =>
  casesInOrder(set, progress).flatMap(({ id, title }, index) =>
    progress.attempts
      .filter((attempt) => attempt.case === id)
      .map((attempt, attemptIndex) => {
        const within = (unit: 'mm' | 'px', value: number | null): number | '' =>
          attempt.unit === unit ? (value ?? '') : '';
        const places = (unit: 'mm' | 'px'): Readonly<Record<string, number | ''>> => ({
          [`tip_distance_${unit}`]: within(unit, attempt.tipDistance),
          [`tip_along_shaft_${unit}`]: within(unit, attempt.along),
          [`tip_across_shaft_${unit}`]: within(unit, attempt.across),
          [`tip_through_slices_${unit}`]: within(unit, attempt.through),
          [`target_distance_${unit}`]: within(unit, attempt.targetDistance),
        });
        return {
          number: index + 1,
          case: id,
          title: title ?? '',
          attempt: attemptIndex + 1,
          counts: yesNo(attemptIndex === 0),
          outcome: attempt.outcome,
          said: attempt.said,
          truth: attempt.truth ?? '',
          confidence: attempt.confidence,
          tip_within_spread: yesNo(attempt.tipIsRight),
          ...places('mm'),
          ...places('px'),
        };
      }),
  );
