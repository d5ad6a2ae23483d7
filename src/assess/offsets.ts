import { addCovariance, scaleCovariance, transformCovariance, type Covariance } from '../space/covariance.ts';
import { inner, minus, norm, times, unitVector, type Coordinates } from '../space/surface.ts';
import type { MetricName } from './assessment.ts';
import { achievedAxis, plannedAxis, type Marks } from './marks.ts';
import type { MarkCovariances } from './uncertainty.ts';

/** A vector whose length is a metric, and how uncertain the vector is: what is needed to treat the metric rightly near 0. */
export interface Offset {
  readonly vector: Coordinates;
  readonly covariance: Covariance;
}

const DEGREES = 180 / Math.PI;

export const offsetOf = (name: MetricName, marks: Marks, of: MarkCovariances): Offset | null => {
  const { tip, center, shaft, entry, planEntry, planTarget } = marks;
  const last = shaft.at(-1);
  switch (name) {
    case 'tipToCenter':
      return tip && center && { vector: minus(tip, center), covariance: addCovariance(of.tip, of.center) };
    case 'entryError':
      return (
        entry &&
        planEntry && { vector: minus(entry, planEntry), covariance: addCovariance(of.entry, of.plan, of.planFrame) }
      );
    case 'lateralError': {
      if (!tip || !planEntry || !planTarget) return null;
      const share = shareAlong(planEntry, planTarget, tip);
      const plan = scaleCovariance(of.plan, (1 - share) ** 2 + share ** 2);
      return {
        vector: across(planEntry, planTarget, tip),
        covariance: acrossLine(minus(planTarget, planEntry), addCovariance(of.tip, plan, of.planFrame)),
      };
    }
    case 'normalDistance': {
      if (!tip || !center || !last) return null;
      // The centre's offset from the line through last shaft point and tip moves with both, by their distances along it.
      const share = shareAlong(last, tip, center);
      const axis = addCovariance(scaleCovariance(of.tip, share ** 2), scaleCovariance(of.shaft, (1 - share) ** 2));
      return {
        vector: across(last, tip, center),
        covariance: acrossLine(minus(tip, last), addCovariance(of.center, axis)),
      };
    }
    default:
      return null;
  }
};

/** The turn from the planned to the achieved axis as a vector across them, degrees: its length is the angle. For axes nearly along each other. */
export const turnOf = (marks: Marks, of: MarkCovariances, degrees: number): Offset | null => {
  const { tip, shaft, planEntry, planTarget } = marks;
  const last = shaft.at(-1);
  const [achieved, planned] = [achievedAxis(marks), plannedAxis(marks)];
  if (!achieved || !planned || !tip || !last || !planEntry || !planTarget) return null;
  const aside = minus(achieved, times(planned, inner(achieved, planned)));
  const line = minus(tip, last);
  const plan = minus(planTarget, planEntry);
  return {
    vector: times(unitVector(aside) ?? aside, degrees),
    covariance: scaleCovariance(
      addCovariance(
        acrossLine(line, scaleCovariance(addCovariance(of.tip, of.shaft), 1 / inner(line, line))),
        acrossLine(plan, scaleCovariance(of.plan, 2 / inner(plan, plan))),
      ),
      DEGREES ** 2,
    ),
  };
};

/** Where the foot of `point` lies on the line: 0 at `from`, 1 at `to`. */
const shareAlong = (from: Coordinates, to: Coordinates, point: Coordinates): number => {
  const line = minus(to, from);
  return inner(minus(point, from), line) / inner(line, line);
};

const across = (from: Coordinates, to: Coordinates, point: Coordinates): Coordinates =>
  minus(minus(point, from), times(minus(to, from), shareAlong(from, to, point)));

/** The part of a covariance across a line. */
const acrossLine = (line: Coordinates, covariance: Covariance): Covariance => {
  const unit = times(line, 1 / norm(line));
  return transformCovariance(
    unit.map((a, row) => unit.map((b, column) => (row === column ? 1 : 0) - a * b)),
    covariance,
  );
};
