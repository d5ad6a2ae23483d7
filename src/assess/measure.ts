import type { Confirmation } from '../confirmation/record.ts';
import { addCovariance, eigen, type Covariance } from '../space/covariance.ts';
import { NORMAL_95 } from '../space/normal-distribution.ts';
import { minus, norm, type Coordinates, type Surface } from '../space/surface.ts';
import { METRIC_NAMES, NO_METRICS, type MetricName, type Metrics, type Quantity } from './assessment.ts';
import { lengthSpread } from './length-spread.ts';
import type { Marks } from './marks.ts';
import { angularError } from './metrics/angular-error.ts';
import { depthError } from './metrics/depth-error.ts';
import { entryError } from './metrics/entry-error.ts';
import { insertedLength } from './metrics/inserted-length.ts';
import { lateralError } from './metrics/lateral-error.ts';
import { normalDistance } from './metrics/normal-distance.ts';
import { remainingAdvance } from './metrics/remaining-advance.ts';
import { signedDistance } from './metrics/signed-distance.ts';
import { tipToCenter } from './metrics/tip-to-center.ts';
import { offsetOf, turnOf, type Offset } from './offsets.ts';
import { sampledSpread } from './sampled-spread.ts';
import { LINEAR_FROM_SIGMAS, linearSigma, linearSpread, type Measure, type Spread } from './spread.ts';
import { surfaceSpread } from './surface-spread.ts';
import { markCovariances, scaleSigmaOf, type MarkCovariances } from './uncertainty.ts';

const METRICS: Readonly<Record<Exclude<MetricName, 'signedDistance'>, Measure>> = {
  tipToCenter,
  depthError,
  lateralError,
  normalDistance,
  remainingAdvance,
  angularError,
  entryError,
  insertedLength,
};

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
  // Both distances to a round target are as uncertain as the one to its centre: found once.
  const toCenter = covariances && spreadOfOffset(offsetOf('tipToCenter', marks, covariances));
  const spread = (name: MetricName, value: number): Spread | null => {
    if (name === 'tipToCenter' || !covariances) return toCenter;
    if (name === 'signedDistance') return distanceSpread(value, marks, surface, covariances, toCenter);
    return spreadOf(name, value, marks, covariances);
  };
  for (const name of METRIC_NAMES) {
    const value = name === 'signedDistance' ? signedDistance(marks, surface) : METRICS[name](marks);
    if (value === null) continue;
    const found = withinRange(name, value, withScaleSigma(record, name, value, spread(name, value)));
    metrics[name] = {
      value,
      unit: name === 'angularError' ? 'deg' : unit,
      sigma: found?.sigma ?? null,
      interval: found?.interval ?? null,
    };
  }
  return metrics;
};

const spreadOf = (
  name: Exclude<MetricName, 'signedDistance'>,
  value: number,
  marks: Marks,
  of: MarkCovariances,
): Spread => {
  const axes = axesOf(name, marks, of);
  const sampled = (): Spread => sampledSpread(value, METRICS[name], marks, of);
  if (axes.some(isShort)) return sampled();
  if (name === 'angularError') return angleSpread(value, marks, of);
  const offset = spreadOfOffset(offsetOf(name, marks, of));
  if (offset) return offset;
  const linear = linearSpread(value, linearSigma(METRICS[name], marks, of));
  return axes.some(({ length, sigma }) => sigma ** 2 / length > BENT_FROM * linear.sigma) ? sampled() : linear;
};

/** An end that moves across its axis by e changes a length by about e²/length: from this share of the linear sigma on that isn't linear any more. */
const BENT_FROM = 0.2;

const spreadOfOffset = (offset: Offset | null): Spread | null =>
  offset && lengthSpread(offset.vector, offset.covariance);

const distanceSpread = (
  value: number,
  { tip, center }: Marks,
  surface: Surface | null,
  of: MarkCovariances,
  toCenter: Spread | null,
): Spread | null => {
  if (!surface || !tip || !center) return null;
  if (!isRound(surface) || !toCenter) return surfaceSpread(surface, tip, addCovariance(of.tip, of.center));
  // A ball's surface distance is its centre distance less the radius, and just as uncertain.
  const radius = norm(minus(tip, center)) - value;
  return { sigma: toCenter.sigma, interval: [toCenter.interval[0] - radius, toCenter.interval[1] - radius] };
};

const isRound = (surface: Surface): boolean => {
  const sizes = surface.toUnitBall?.map(norm);
  return sizes !== undefined && sizes.every((size) => Math.abs(size - (sizes[0] ?? size)) <= 1e-12 * size);
};

/** Near 0° and 180° an angle can't go farther, so it is treated there as the length of a turn; elsewhere it is linear. */
const angleSpread = (degrees: number, marks: Marks, of: MarkCovariances): Spread => {
  const opposed = degrees > 90;
  const turn = turnOf(marks, of, opposed ? 180 - degrees : degrees);
  if (!turn) return linearSpread(degrees, 0);
  if (norm(turn.vector) >= LINEAR_FROM_SIGMAS * widest(turn.covariance))
    return linearSpread(degrees, linearSigma(angularError, marks, of));
  const { sigma, interval } = lengthSpread(turn.vector, turn.covariance);
  return opposed ? { sigma, interval: [180 - interval[1], 180 - interval[0]] } : { sigma, interval };
};

interface Axis {
  readonly length: number;
  readonly sigma: number;
}

/** An axis about as short as its ends are uncertain has no direction to speak of. */
const isShort = ({ length, sigma }: Axis): boolean => length < LINEAR_FROM_SIGMAS * sigma;

const widest = (covariance: Covariance): number => Math.sqrt(Math.max(...eigen(covariance).map(({ value }) => value)));

/** The straight pieces that a metric takes its direction or its length from. */
const axesOf = (name: MetricName, { tip, shaft, entry, planEntry, planTarget }: Marks, of: MarkCovariances): Axis[] => {
  const between = (a: Coordinates, b: Coordinates, ofA: Covariance, ofB: Covariance): Axis => ({
    length: norm(minus(a, b)),
    sigma: widest(addCovariance(ofA, ofB)),
  });
  const last = shaft.at(-1);
  const achieved = tip && last ? [between(tip, last, of.tip, of.shaft)] : [];
  const planned = planEntry && planTarget ? [between(planEntry, planTarget, of.plan, of.plan)] : [];
  switch (name) {
    case 'normalDistance':
    case 'remainingAdvance':
      return achieved;
    case 'depthError':
    case 'lateralError':
      return planned;
    case 'angularError':
      return [...achieved, ...planned];
    case 'insertedLength': {
      if (!tip || !entry) return [];
      const path = [
        { at: entry, covariance: of.entry },
        ...shaft.map((at) => ({ at, covariance: of.shaft })),
        { at: tip, covariance: of.tip },
      ];
      return path.slice(1).flatMap((point, index) => {
        const before = path[index];
        return before ? [between(before.at, point.at, before.covariance, point.covariance)] : [];
      });
    }
    default:
      return [];
  }
};

/**
 * With what the scale adds: off by a share, it makes every length off by that share of it, and a drawn target with it; the tolerance of a point
 * stays what it is, so that its surface moves as its centre does. Independent of the marks, so squares add; angles are as they were.
 */
const withScaleSigma = (
  { space, target }: Pick<Confirmation, 'space' | 'target'>,
  name: MetricName,
  value: number,
  spread: Spread | null,
): Spread | null => {
  const share = scaleSigmaOf(space);
  if (!spread || share === null || name === 'angularError') return spread;
  const tolerance = name === 'signedDistance' && target?.shape === 'point' ? target.tolerance : 0;
  const added = share * Math.abs(value + tolerance);
  const [low, high] = spread.interval;
  return {
    sigma: Math.hypot(spread.sigma, added),
    interval: [value - Math.hypot(value - low, NORMAL_95 * added), value + Math.hypot(high - value, NORMAL_95 * added)],
  };
};

/** Lengths and angles never go below 0, angles not above 180°. */
const withinRange = (name: MetricName, value: number, spread: Spread | null): Spread | null => {
  if (!spread || name === 'signedDistance' || name === 'depthError' || name === 'remainingAdvance') return spread;
  const most = name === 'angularError' ? 180 : Infinity;
  const [low, high] = spread.interval;
  return { sigma: spread.sigma, interval: [Math.min(value, Math.max(0, low)), Math.max(value, Math.min(most, high))] };
};
