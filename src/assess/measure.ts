import type { Confirmation } from '../confirmation/record.ts';
import { addCovariance, scaleCovariance as scaled, transformCovariance, type Covariance } from '../space/covariance.ts';
import { inner, minus, norm, times, type Coordinates, type Surface } from '../space/surface.ts';
import { METRIC_NAMES, NO_METRICS, type MetricName, type Metrics, type Quantity } from './assessment.ts';
import type { Marks } from './marks.ts';
import { angularError } from './metrics/angular-error.ts';
import { depthError } from './metrics/depth-error.ts';
import { entryError } from './metrics/entry-error.ts';
import { insertedLength } from './metrics/inserted-length.ts';
import { lateralError } from './metrics/lateral-error.ts';
import { normalDistance } from './metrics/normal-distance.ts';
import { remainingAdvance } from './metrics/remaining-advance.ts';
import { tipToCenter } from './metrics/tip-to-center.ts';
import {
  lengthSpread,
  linearSigma,
  linearSpread,
  markCovariances,
  type MarkCovariances,
  type Spread,
} from './uncertainty.ts';

const METRICS: Readonly<Record<Exclude<MetricName, 'signedDistance'>, (marks: Marks) => number | null>> = {
  tipToCenter,
  depthError,
  lateralError,
  normalDistance,
  remainingAdvance,
  angularError,
  entryError,
  insertedLength,
};

/** Metrics that are lengths of a vector: never below 0, and not linear near it. */
const LENGTHS: ReadonlySet<MetricName> = new Set([
  'tipToCenter',
  'lateralError',
  'normalDistance',
  'angularError',
  'entryError',
  'insertedLength',
]);

/** All nine metrics of a set of marks, each with its spread where the tip's covariance is known. */
export const measure = (
  record: Pick<Confirmation, 'space' | 'target' | 'shaftSigma' | 'entrySigma' | 'plan'>,
  marks: Marks,
  surface: Surface | null,
  covariance: Covariance | null,
): Metrics => {
  const covariances = covariance && markCovariances(record, covariance);
  const unit = 'scale' in record.space ? record.space.scale.unit : 'mm';
  const metrics: Record<MetricName, Quantity | null> = { ...NO_METRICS };
  for (const name of METRIC_NAMES) {
    const value =
      name === 'signedDistance'
        ? surface && marks.tip
          ? surface.signedDistance(marks.tip)
          : null
        : METRICS[name](marks);
    if (value === null) continue;
    const spread = covariances && spreadOf(name, value, marks, surface, covariances);
    metrics[name] = {
      value,
      unit: name === 'angularError' ? 'deg' : unit,
      sigma: spread?.sigma ?? null,
      interval: spread?.interval ?? null,
    };
  }
  return metrics;
};

const spreadOf = (
  name: MetricName,
  value: number,
  marks: Marks,
  surface: Surface | null,
  covariances: MarkCovariances,
): Spread | null => {
  const { tip, center } = marks;
  if ((name === 'tipToCenter' || name === 'signedDistance') && tip && center && surface) {
    const between = addCovariance(covariances.tip, covariances.center);
    const toCenter = lengthSpread(minus(tip, center), between);
    if (name === 'tipToCenter') return toCenter;
    // A ball's surface distance is its centre distance less the radius, and just as uncertain.
    if (isRound(surface)) {
      const radius = norm(minus(tip, center)) - value;
      return { sigma: toCenter.sigma, interval: [toCenter.interval[0] - radius, toCenter.interval[1] - radius] };
    }
    const moved = (marksNow: Marks): number | null =>
      marksNow.tip && marksNow.center
        ? surface.signedDistance(minus(marksNow.tip, minus(marksNow.center, center)))
        : null;
    return linearSpread(value, linearSigma(moved, marks, covariances));
  }
  if (name === 'signedDistance') return null;
  const sigma = linearSigma(METRICS[name], marks, covariances);
  const spread = linearSpread(value, Number.isFinite(sigma) ? sigma : 0);
  if (!LENGTHS.has(name)) return spread;
  if (name !== 'angularError' && name !== 'insertedLength') {
    const offset = offsetOf(name, marks);
    if (offset) return lengthSpread(offset.vector, offset.covariance(covariances));
  }
  return { sigma: spread.sigma, interval: [Math.max(0, spread.interval[0]), spread.interval[1]] };
};

const isRound = (surface: Surface): boolean => {
  const sizes = surface.toUnitBall?.map(norm);
  return sizes !== undefined && sizes.every((size) => Math.abs(size - (sizes[0] ?? size)) <= 1e-12 * size);
};

/** The vector whose length a metric is, with how uncertain it is across its axis. */
const offsetOf = (
  name: MetricName,
  marks: Marks,
): { readonly vector: Coordinates; readonly covariance: (of: MarkCovariances) => Covariance } | null => {
  const { tip, center, shaft, entry, planEntry, planTarget } = marks;
  const last = shaft.at(-1);
  if (name === 'entryError' && entry && planEntry) {
    return { vector: minus(entry, planEntry), covariance: (of) => addCovariance(of.entry, of.plan) };
  }
  if (name === 'lateralError' && tip && planEntry && planTarget) {
    const share = along(planEntry, planTarget, tip);
    return {
      vector: across(planEntry, planTarget, tip),
      covariance: (of) =>
        flattened(planEntry, planTarget, addCovariance(of.tip, scaled(of.plan, (1 - share) ** 2 + share ** 2))),
    };
  }
  if (name === 'normalDistance' && tip && center && last) {
    // The centre's offset from the line through last shaft point and tip moves with both of them, by their distances along it.
    const share = along(last, tip, center);
    return {
      vector: across(last, tip, center),
      covariance: (of) =>
        flattened(last, tip, addCovariance(of.center, scaled(of.tip, share ** 2), scaled(of.shaft, (1 - share) ** 2))),
    };
  }
  return null;
};

const along = (from: Coordinates, to: Coordinates, point: Coordinates): number => {
  const line = minus(to, from);
  return inner(minus(point, from), line) / inner(line, line);
};

const across = (from: Coordinates, to: Coordinates, point: Coordinates): Coordinates => {
  const share = along(from, to, point);
  const line = minus(to, from);
  return minus(point, from).map((value, axis) => value - share * (line[axis] ?? 0));
};

/** The part of a covariance across a line. */
const flattened = (from: Coordinates, to: Coordinates, covariance: Covariance): Covariance => {
  const line = minus(to, from);
  const unit = times(line, 1 / norm(line));
  return transformCovariance(
    unit.map((a, row) => unit.map((b, column) => (row === column ? 1 : 0) - a * b)),
    covariance,
  );
};
