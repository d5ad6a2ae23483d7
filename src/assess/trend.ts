import { instantOf } from '../confirmation/instant.ts';
import { addCovariance, isotropic, type Covariance } from '../space/covariance.ts';
import { NORMAL_95 } from '../space/normal-distribution.ts';
import { errorsAlong } from '../space/normal-samples.ts';
import { minus, norm, plus, type Coordinates } from '../space/surface.ts';
import { CHANGING_METRICS, type ChangingMetric, type LookStep, type Metrics, type Quantity } from './assessment.ts';
import { lengthSpread } from './length-spread.ts';
import type { ExaminedLook } from './looks.ts';
import { measure } from './measure.ts';
import { normalDistance } from './metrics/normal-distance.ts';
import { remainingAdvance } from './metrics/remaining-advance.ts';
import { tipToCenter } from './metrics/tip-to-center.ts';
import type { Measure, Spread } from './spread.ts';

/**
 * The steps from look to look in the order of their times, over the looks that have a tip and a time; null where there are fewer than two. All
 * of them lie in the record's frame of reference: what lies in another was never examined, so nothing is subtracted from it. Looks at the
 * same time stay in the order in which they are given.
 */
export const trendOf = (looks: readonly ExaminedLook[]): readonly LookStep[] | null => {
  const timed = looks.flatMap((look) => {
    const instant = look.at === null ? null : instantOf(look.at);
    return instant !== null && look.examined.marks.tip ? [{ look, instant }] : [];
  });
  if (timed.length < 2) return null;
  const inOrder = timed.toSorted((a, b) => a.instant - b.instant);
  return inOrder.slice(1).flatMap((later, index) => {
    const earlier = inOrder[index];
    return earlier ? [stepOf(earlier.look, later.look, (later.instant - earlier.instant) / 1000)] : [];
  });
};

const stepOf = (earlier: ExaminedLook, later: ExaminedLook, seconds: number): LookStep => {
  const sigma = sharedTargetSigma(earlier, later);
  const of = (look: ExaminedLook): Metrics => (sigma === 0 ? look.examined.metrics : withExactTarget(look));
  const [before, after] = [of(earlier), of(later)];
  const change = Object.fromEntries(
    CHANGING_METRICS.map((name) => [
      name,
      changeOf(before[name], after[name], sigma === 0 ? 0 : leftOfTarget(name, earlier, later, sigma)),
    ]),
  ) as Record<ChangingMetric, Quantity | null>;
  return {
    from: earlier.look,
    to: later.look,
    seconds,
    tipMoved: tipMoved(earlier, later),
    targetMoved: targetMoved(earlier, later),
    change,
  };
};

const unitOf = ({ record: { space } }: ExaminedLook): Quantity['unit'] => ('scale' in space ? space.scale.unit : 'mm');

const lengthOf = (unit: Quantity['unit'], vector: Coordinates, covariance: Covariance | null): Quantity => {
  const spread: Spread | null = covariance && lengthSpread(vector, covariance);
  return { value: norm(vector), unit, sigma: spread?.sigma ?? null, interval: spread?.interval ?? null };
};

/** How far apart the two marks of the tip lie. Both are as uncertain as they are by themselves: marked one by one, each off its own voxels. */
const tipMoved = (earlier: ExaminedLook, later: ExaminedLook): Quantity | null => {
  const [from, to] = [earlier.examined.marks.tip, later.examined.marks.tip];
  if (!from || !to) return null;
  const [a, b] = [earlier.examined.covariance, later.examined.covariance];
  return lengthOf(unitOf(later), minus(to, from), a && b && addCovariance(a, b));
};

/**
 * How far apart the target's centres lie; null unless both looks have a target of their own and its centre was marked anew. That a target which
 * nobody marked again has stayed where it was is assumed, not measured.
 */
const targetMoved = (earlier: ExaminedLook, later: ExaminedLook): Quantity | null => {
  const [from, to] = [earlier.examined.marks.center, later.examined.marks.center];
  if (!from || !to || !earlier.hasOwnTarget || !later.hasOwnTarget || isSamePlace(from, to)) return null;
  const [a, b] = [earlier.record.target?.sigma, later.record.target?.sigma];
  const covariance =
    a === undefined || b === undefined ? null : addCovariance(isotropic(to.length, a), isotropic(to.length, b));
  return lengthOf(unitOf(later), minus(to, from), covariance);
};

const isSamePlace = (a: Coordinates, b: Coordinates): boolean => a.every((value, axis) => value === b[axis]);

/**
 * Later less earlier. The two are independent, so variances add. The interval joins how far each value may be off towards either side (Zou and
 * Donner, Statistics in Medicine 2008;27:1693): value ± 1.96 sigma where both have such an interval, and right also where one of them is near 0
 * and can only be larger. `shared`: 1 SD of what both have in common and doesn't cancel.
 */
const changeOf = (earlier: Quantity | null, later: Quantity | null, shared: number): Quantity | null => {
  if (!earlier || !later) return null;
  const value = later.value - earlier.value;
  const { unit } = later;
  if (earlier.sigma === null || later.sigma === null || !earlier.interval || !later.interval)
    return { value, unit, sigma: null, interval: null };
  const common = NORMAL_95 * shared;
  const below = Math.hypot(later.value - later.interval[0], earlier.interval[1] - earlier.value, common);
  const above = Math.hypot(later.interval[1] - later.value, earlier.value - earlier.interval[0], common);
  return {
    value,
    unit,
    sigma: Math.hypot(earlier.sigma, later.sigma, shared),
    interval: [value - below, value + above],
  };
};

/** 1 SD per axis of a target that both looks are measured against: its error is one and the same for both. 0 where they have none in common. */
const sharedTargetSigma = (earlier: ExaminedLook, later: ExaminedLook): number => {
  const [a, b] = [earlier.examined.marks.center, later.examined.marks.center];
  if (!a || !b || !isSamePlace(a, b)) return 0;
  return Math.max(earlier.record.target?.sigma ?? 0, later.record.target?.sigma ?? 0);
};

const withExactTarget = ({ record, examined }: ExaminedLook): Metrics => {
  const { target: _target, ...rest } = record;
  return measure(rest, examined.marks, examined.shape?.surface ?? null, examined.covariance);
};

const BY_CENTER: Readonly<Record<Exclude<ChangingMetric, 'signedDistance'>, Measure>> = {
  tipToCenter,
  remainingAdvance,
  normalDistance,
};

/** Samples of where a target is that both looks are measured against. */
const SAMPLES = 512;

/** 1 SD of a change when the target that both looks share is elsewhere and everything else where it was marked: what doesn't cancel. */
const leftOfTarget = (name: ChangingMetric, earlier: ExaminedLook, later: ExaminedLook, sigma: number): number => {
  const [before, after] = [byPlaceOfTarget(name, earlier), byPlaceOfTarget(name, later)];
  if (!before || !after) return 0;
  const size = earlier.examined.marks.tip?.length ?? 0;
  const errors = errorsAlong(new Array<number>(size).fill(sigma), SAMPLES);
  const found = Array.from({ length: SAMPLES }, (_, index) => {
    const by = errors.slice(3 * index, 3 * index + size);
    return after([...by]) - before([...by]);
  });
  const mean = found.reduce((sum, value) => sum + value, 0) / SAMPLES;
  return Math.sqrt(found.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (SAMPLES - 1));
};

/** A metric as a function of how far the target lies from where it was marked. */
const byPlaceOfTarget = (
  name: ChangingMetric,
  { examined: { marks, shape } }: ExaminedLook,
): ((by: Coordinates) => number) | null => {
  const { tip, center } = marks;
  if (!tip || !center) return null;
  if (name !== 'signedDistance') return (by) => BY_CENTER[name]({ ...marks, center: plus(center, by) }) ?? NaN;
  const surface = shape?.surface;
  return surface ? (by) => surface.signedDistance(minus(tip, by)) : null;
};
