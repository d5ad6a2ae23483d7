import { METRIC_NAMES, type MetricName, type Quantity, type Verdict } from '../assess/assessment.ts';
import { achievedAxis } from '../assess/marks.ts';
import type { LengthUnit, Refused } from '../confirmation/record.ts';
import { quadraticForm, type Covariance } from '../space/covariance.ts';
import { inner, minus, norm, times, type Coordinates } from '../space/surface.ts';
import { answerFault } from './answer.ts';
import type { CaseAnswers, Saying, TeachingAnswer, TeachingCase } from './case.ts';
import { caseAxes, COMPONENTS, meanDirection, type CaseAxes, type Component } from './case-axes.ts';
import { compare, type Compared } from './compared.ts';
import { measuredRecord, type Measured } from './measured.ts';
import { spaceConflict } from './same-space.ts';

/**
 * `right`, `wrong`; `undecided`: the learner says that the images don't tell, and they do; `reference-undecided`: the experts' own records
 * don't decide, so that nothing can be said of the answer.
 */
export type Outcome = 'right' | 'wrong' | 'undecided' | 'reference-undecided';

/** What was said, against what is true. */
export interface ScoredVerdict {
  readonly outcome: Outcome;
  readonly said: Saying;
  /** Null where the references don't decide and the author doesn't say. */
  readonly truth: Saying | null;
  /** Who says what is true: the case's author, or all references alike. */
  readonly by: 'author' | 'references' | null;
  /** What the learner's own marks amount to, whatever they said. */
  readonly measured: Verdict;
}

/** A learner's place against the mean of the experts' places. */
export interface ScoredPlace {
  readonly unit: LengthUnit;
  /** From the mean of the experts. */
  readonly distance: number;
  /** From the line through that mean along the shaft; null without a shaft. */
  readonly offAxis: number | null;
  /** Each from the mean of the experts, whose own is 0. */
  readonly components: Readonly<Record<Component, Compared | null>>;
  /** Every component that can be judged is right; null where none can. */
  readonly isRight: boolean | null;
}

/** A metric of the learner's record against the experts'. */
export interface ScoredMetric extends Compared {
  readonly unit: Quantity['unit'];
}

/** Why something wasn't compared. */
export interface NotCompared {
  readonly what: 'tip' | 'target' | 'shaft' | MetricName;
  readonly code: 'not-marked' | 'no-reference' | 'other-image' | 'other-frame' | 'other-unit';
}

/** What an answer to a case amounts to. */
export interface Score {
  readonly case: string;
  readonly verdict: ScoredVerdict;
  readonly confidence: number;
  readonly tip: ScoredPlace | null;
  readonly target: ScoredPlace | null;
  /** The angle between the learner's shaft and the mean of the experts', degrees; the reference is 0. */
  readonly shaft: Compared | null;
  readonly metrics: Readonly<Record<MetricName, ScoredMetric | null>>;
  readonly notCompared: readonly NotCompared[];
  /** Number of references that it was held against. */
  readonly experts: number;
}

/** Scores an answer. Refused where it isn't one to this case, or the answers are another case's. */
export const score = (of: TeachingCase, answers: CaseAnswers, answer: TeachingAnswer): Score | Refused => {
  const fault = answerFault(of, answer) ?? (answers.case === of.id ? null : foreignAnswers);
  if (fault) return fault;
  const experts = answers.references.map(({ record }) => measuredRecord(record));
  const [first] = experts;
  if (!first) return foreignAnswers;
  const space = first.record.space;
  const conflict = spaceConflict(space, answer.record.space);
  // Elsewhere a place means nothing; what is said and measured of it still does.
  const own = measuredRecord(answer.record, conflict ? answer.record.space : spaceOfPlaces(space, answer));
  const axes = caseAxes(
    space,
    experts.map(({ marks }) => marks),
  );
  const notCompared: NotCompared[] = [];
  const compared = <Result>(what: NotCompared['what'], result: Result | NotCompared['code']): Result | null => {
    if (typeof result !== 'string') return result;
    notCompared.push({ what, code: result as NotCompared['code'] });
    return null;
  };
  const elsewhere = conflict ? (conflict.code === 'other-frame' ? 'other-frame' : 'other-image') : null;
  const metrics = Object.fromEntries(
    METRIC_NAMES.map((name) => [name, compared(name, scoredMetric(name, own, experts))]),
  ) as Record<MetricName, ScoredMetric | null>;
  return {
    case: of.id,
    verdict: scoredVerdict(answer.says, answers, experts, own.assessment.verdict),
    confidence: answer.confidence,
    tip: compared('tip', elsewhere ?? scoredPlace('tip', own, experts, axes)),
    target: compared('target', elsewhere ?? scoredPlace('center', own, experts, axes)),
    shaft: compared('shaft', elsewhere ?? scoredShaft(own, experts)),
    metrics,
    notCompared,
    experts: experts.length,
  };
};

const foreignAnswers: Refused = {
  kind: 'refused',
  code: 'other-case',
  message: 'the sealed part belongs to another case',
};

/** Places of one image are compared in the references' scale: a learner may have calibrated it otherwise, or not at all. */
const spaceOfPlaces = (space: Measured['record']['space'], answer: TeachingAnswer): Measured['record']['space'] =>
  space.kind === 'image' || space.kind === 'projection' ? space : answer.record.space;

const scoredVerdict = (
  said: Saying,
  { verdict: stated }: CaseAnswers,
  experts: readonly Measured[],
  measured: Verdict,
): ScoredVerdict => {
  const agreed = agreedVerdict(experts);
  const truth = stated ?? agreed;
  return {
    outcome:
      truth === null
        ? 'reference-undecided'
        : said === truth
          ? 'right'
          : said === 'cannot-tell'
            ? 'undecided'
            : 'wrong',
    said,
    truth,
    by: stated !== undefined ? 'author' : agreed !== null ? 'references' : null,
    measured,
  };
};

/** What all of the references say; one that doesn't decide, or two that differ, leave it open. */
const agreedVerdict = (experts: readonly Measured[]): 'inside' | 'outside' | null => {
  const verdict = experts[0]?.assessment.verdict;
  return verdict !== undefined &&
    verdict !== 'indeterminate' &&
    experts.every(({ assessment }) => assessment.verdict === verdict)
    ? verdict
    : null;
};

const scoredPlace = (
  mark: 'tip' | 'center',
  own: Measured,
  experts: readonly Measured[],
  axes: CaseAxes,
): ScoredPlace | 'not-marked' | 'no-reference' => {
  const place = own.marks[mark];
  if (!place) return 'not-marked';
  const marked = experts.flatMap((expert) => {
    const at = expert.marks[mark];
    return at ? [{ at, covariance: mark === 'tip' ? expert.tipCovariance : expert.targetCovariance }] : [];
  });
  const [first] = marked;
  if (!first) return 'no-reference';
  const mean = first.at.map((_, axis) => marked.reduce((sum, { at }) => sum + (at[axis] ?? 0), 0) / marked.length);
  const offset = minus(place, mean);
  const along = (direction: Coordinates | null): Compared | null =>
    direction &&
    compare(
      inner(offset, direction),
      marked.map(({ at, covariance }) => ({
        value: inner(minus(at, mean), direction),
        sigma: sigmaAlong(covariance, direction),
      })),
      sigmaAlong(experts[0]?.sampling ?? null, direction) ?? 0,
    );
  const components = Object.fromEntries(COMPONENTS.map((name) => [name, along(axes[name])])) as Record<
    Component,
    Compared | null
  >;
  return {
    unit: experts[0]?.unit ?? 'mm',
    distance: norm(offset),
    offAxis: axes.along && norm(minus(offset, times(axes.along, inner(offset, axes.along)))),
    components,
    isRight: allRight(Object.values(components)),
  };
};

const allRight = (parts: readonly (Compared | null)[]): boolean | null => {
  const judged = parts.flatMap((part) => (part && part.isRight !== null ? [part.isRight] : []));
  return judged.length === 0 ? null : judged.every((isRight) => isRight);
};

const sigmaAlong = (covariance: Covariance | null, direction: Coordinates): number | null =>
  covariance && Math.sqrt(Math.max(0, quadraticForm(covariance, direction)));

const DEGREES = 180 / Math.PI;

/** Unsigned: the experts' own angles to their mean say how far a shaft may be turned from it. */
const scoredShaft = (own: Measured, experts: readonly Measured[]): Compared | 'not-marked' | 'no-reference' => {
  const axis = achievedAxis(own.marks);
  if (!axis) return 'not-marked';
  const axes = experts.map(({ marks }) => achievedAxis(marks)).filter((one) => one !== null);
  const mean = meanDirection(axes);
  if (!mean) return 'no-reference';
  const angleTo = (one: Coordinates): number => DEGREES * Math.acos(Math.min(1, Math.max(-1, inner(one, mean))));
  const angles = axes.map(angleTo);
  const rms = Math.sqrt(angles.reduce((sum, angle) => sum + angle * angle, 0) / angles.length);
  // One expert's shaft is its own mean: what is left of it is how surely its ends were marked.
  const stated = markedAngleSigma(experts[0]);
  const sigma = rms > NO_ANGLE ? Math.max(rms, stated ?? 0) : stated;
  const compared = compare(angleTo(axis), [{ value: 0, sigma }], sampledAngle(experts[0]));
  if (!compared) return 'no-reference';
  const farthest = Math.max(...angles);
  return axes.length > 1
    ? {
        ...compared,
        range: [0, farthest],
        isRight: compared.isRight === false ? compared.own <= farthest : compared.isRight,
      }
    : compared;
};

/** Degrees; less is rounding. */
const NO_ANGLE = 1e-5;

/** What the image's sampling hides of a shaft's direction, 1 SD, degrees: of both of its ends. */
const sampledAngle = (expert: Measured | undefined): number => {
  const [tip, last, sampling] = [expert?.marks.tip, expert?.marks.shaft.at(-1), expert?.sampling];
  if (!tip || !last || !sampling) return 0;
  const variance = sampling.reduce((sum, line, axis) => sum + (line[axis] ?? 0), 0) / sampling.length;
  return (DEGREES * Math.sqrt(2 * variance)) / norm(minus(tip, last));
};

/** 1 SD of a shaft's direction from how surely its ends were marked, degrees; null where that isn't known. */
const markedAngleSigma = (expert: Measured | undefined): number | null => {
  const [tip, last] = [expert?.marks.tip, expert?.marks.shaft.at(-1)];
  const [ofTip, ofShaft] = [expert?.record.tip?.sigma, expert?.record.shaftSigma];
  if (!tip || !last || ofTip === undefined || ofShaft === undefined) return null;
  return (DEGREES * Math.hypot(ofTip, ofShaft)) / norm(minus(tip, last));
};

const scoredMetric = (
  name: MetricName,
  own: Measured,
  experts: readonly Measured[],
): ScoredMetric | NotCompared['code'] => {
  const quantity = own.assessment.metrics[name];
  if (!quantity) return 'not-marked';
  const known = experts.flatMap(({ assessment }) => assessment.metrics[name] ?? []);
  if (known.length === 0) return 'no-reference';
  if (known.some(({ unit }) => unit !== quantity.unit)) return 'other-unit';
  const compared = compare(
    quantity.value,
    known.map(({ value, sigma }) => ({ value, sigma })),
  );
  return compared ? { ...compared, unit: quantity.unit } : 'no-reference';
};
