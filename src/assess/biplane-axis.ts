import type { Covariance } from '../space/covariance.ts';
import { inner, minus, norm, times, unitVector, type Coordinates } from '../space/surface.ts';
import type { MetricName, Quantity } from './assessment.ts';
import { jacobian, jointCovariance, type Inputs, type Parameter, type VectorOf } from './biplane-errors.ts';
import { deviceAxis, setupOf, targetOf, tipOf } from './biplane-geometry.ts';
import { lengthSpread } from './length-spread.ts';
import { LINEAR_FROM_SIGMAS, linearSpread, type Spread } from './spread.ts';

type AxisMetrics = Partial<
  Record<Extract<MetricName, 'normalDistance' | 'remainingAdvance' | 'angularError'>, Quantity>
>;

const DEGREES_PER_RADIAN = 180 / Math.PI;

export const quantity = (value: number, unit: 'mm' | 'deg', spread: Spread | null): Quantity => ({
  value,
  unit,
  sigma: spread?.sigma ?? null,
  interval: spread?.interval ?? null,
});

/**
 * The metrics that need the direction of the device. A mark that moves in one view turns the device and moves its tip at once, and an error
 * of the geometry moves the target with them; so each is a function of all inputs. `parameters` null: their uncertainty isn't known.
 */
export const axisMetrics = (inputs: Inputs, parameters: readonly Parameter[] | null): AxisMetrics => {
  const covarianceOf = (of: VectorOf): Covariance | null => {
    const columns = parameters && jacobian(of, inputs, parameters);
    return columns && jointCovariance(columns, parameters);
  };
  const metrics: AxisMetrics = {};
  const offset = besideAxis(inputs);
  if (offset) {
    const covariance = covarianceOf(besideAxis);
    const spread = covariance && notNegative(lengthSpread(offset, covariance));
    metrics.normalDistance = quantity(norm(offset), 'mm', spread);
  }
  const [advance] = alongAxis(inputs) ?? [];
  if (advance !== undefined) {
    const variance = covarianceOf(alongAxis)?.[0]?.[0];
    const spread = variance === undefined ? null : linearSpread(advance, Math.sqrt(variance));
    metrics.remainingAdvance = quantity(advance, 'mm', spread);
  }
  const turn = turnFromPlan(inputs);
  if (turn) {
    const degrees = norm(turn);
    metrics.angularError = quantity(degrees, 'deg', angleSpread(degrees, turn, covarianceOf(turnFromPlan)));
  }
  return metrics;
};

/** From the tip to the target's centre, and the device's direction. */
const wayAndAxis = ({ views }: Inputs): { readonly way: Coordinates; readonly along: Coordinates } | null => {
  const setup = setupOf(views);
  const [tip, target, along] = [tipOf(setup), targetOf(setup), deviceAxis(setup)];
  return tip && target && along && { way: minus(target.middle, tip.middle), along };
};

const besideAxis: VectorOf = (inputs) => {
  const found = wayAndAxis(inputs);
  return found && minus(found.way, times(found.along, inner(found.way, found.along)));
};

const alongAxis: VectorOf = (inputs) => {
  const found = wayAndAxis(inputs);
  return found && [inner(found.way, found.along)];
};

/** The turn from the planned to the achieved axis as a vector across the first: its length is the angle in degrees. */
const turnFromPlan: VectorOf = ({ views, plan }) => {
  const setup = setupOf(views);
  const planned = plan && unitVector(minus(plan.target, plan.entry));
  const achieved = tipOf(setup) && deviceAxis(setup);
  if (!planned || !achieved) return null;
  const along = inner(planned, achieved);
  const aside = minus(achieved, times(planned, along));
  const size = norm(aside);
  const degrees = Math.atan2(size, along) * DEGREES_PER_RADIAN;
  return size > 0 ? times(aside, degrees / size) : times(aside, 0);
};

const notNegative = ({ sigma, interval: [low, high] }: Spread): Spread => ({
  sigma,
  interval: [Math.max(0, low), high],
});

const angleSpread = (degrees: number, turn: Coordinates, covariance: Covariance | null): Spread | null => {
  if (!covariance) return null;
  const spread = lengthSpread(turn, covariance);
  const { sigma } = spread;
  // Far from 0 a turn's length is as uncertain as the turn along itself.
  const found = degrees >= LINEAR_FROM_SIGMAS * sigma ? linearSpread(degrees, sigma) : spread;
  return { sigma: found.sigma, interval: [Math.max(0, found.interval[0]), Math.min(180, found.interval[1])] };
};
