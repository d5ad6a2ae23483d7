import type { BiplaneSpace, Confirmation, ProjectionView } from '../confirmation/record.ts';
import { cArmView, separationOf, type CArmView } from '../image/c-arm.ts';
import { imagePoint, type ImagePoint } from '../space/frame.ts';
import { scaleCovariance, transformCovariance, isotropic, type Covariance } from '../space/covariance.ts';
import { ball } from '../space/ellipsoid.ts';
import { meetingOf } from '../space/line.ts';
import { inner, minus, norm, times, unitVector, type Coordinates, type Surface } from '../space/surface.ts';
import { cross, subtract, type Vector3 } from '../space/vector.ts';
import type { Biplane, Metrics, Quantity } from './assessment.ts';
import { lengthSpread } from './length-spread.ts';
import type { Marks } from './marks.ts';
import { measure } from './measure.ts';
import { LINEAR_FROM_SIGMAS, linearSpread, type Spread } from './spread.ts';

export interface BiplaneMeasured {
  readonly biplane: Biplane;
  readonly marks: Marks;
  readonly surface: Surface | null;
  /** Of the tip, mm²; null where its sigma isn't known. */
  readonly covariance: Covariance | null;
  readonly metrics: Metrics;
}

type Views = readonly [ProjectionView, ProjectionView];

/** The tip marks of both views, one after the other: what the uncertainty of everything comes from. */
type TipPixels = readonly [column1: number, row1: number, column2: number, row2: number];

const triple = (v: Coordinates): Vector3 => [v[0] ?? NaN, v[1] ?? NaN, v[2] ?? NaN];

/** Triangulates what is marked in both views and measures it. Angles, distances and spacings are taken as exact. */
export const measureBiplane = (record: Confirmation, space: BiplaneSpace): BiplaneMeasured => {
  const { views } = space;
  const arms = views.map(cArmView) as unknown as readonly [CArmView, CArmView];
  const pixels = tipPixels(views);
  const tip = pixels && meetingAt(arms, pixels);
  const target = targetOf(views, arms);
  const surface = target ? ball(target.center, target.radius) : null;
  const sigma = record.tip?.sigma;
  const covariance = pixels && tip && sigma !== undefined ? tipCovariance(arms, pixels, sigma) : null;
  const marks: Marks = {
    tip: tip?.middle ?? null,
    center: surface?.center ?? null,
    shaft: [],
    entry: null,
    planEntry: record.plan ? [...record.plan.entry] : null,
    planTarget: record.plan ? [...record.plan.target] : null,
  };
  const axis = pixels && axisFrom(views, arms, pixels);
  return {
    biplane: {
      tip: tip?.middle ?? null,
      target: target && { center: target.center, radius: target.radius },
      rayGap: { tip: tip?.gap ?? null, target: target?.gap ?? null },
      separation: separationOf(...arms),
    },
    marks,
    surface,
    covariance,
    metrics: {
      ...measure(record, marks, surface, covariance),
      ...(pixels && axis
        ? axisMetrics(views, arms, pixels, marks, covariance && sigma !== undefined ? sigma : null)
        : {}),
    },
  };
};

const tipPixels = ([one, other]: Views): TipPixels | null =>
  one.tip && other.tip ? [one.tip[0], one.tip[1], other.tip[0], other.tip[1]] : null;

const pointsOf = ([a, b, c, d]: TipPixels): readonly [ImagePoint, ImagePoint] => [imagePoint(a, b), imagePoint(c, d)];

const meetingAt = (
  [one, other]: readonly [CArmView, CArmView],
  pixels: TipPixels,
): { readonly middle: Vector3; readonly gap: number } | null => {
  const [first, second] = pointsOf(pixels);
  return meetingOf(one.rayOf(first), other.rayOf(second));
};

/** The sphere whose circles were drawn: its centre where their rays meet, its radius the mean of what each circle spans at that depth. */
const targetOf = (
  views: Views,
  arms: readonly [CArmView, CArmView],
): { readonly center: Vector3; readonly radius: number; readonly gap: number } | null => {
  const [one, other] = views.map(({ target }) => target);
  if (!one || !other) return null;
  const meeting = meetingOf(arms[0].rayOf(one.center), arms[1].rayOf(other.center));
  if (!meeting) return null;
  const radii = views.map(({ target, imagerSpacing, sid }, index) => {
    const spacing = (imagerSpacing[0] + imagerSpacing[1]) / 2;
    return ((target?.radius ?? NaN) * spacing * (arms[index]?.depthOf(meeting.middle) ?? NaN)) / sid;
  });
  return { center: meeting.middle, radius: ((radii[0] ?? NaN) + (radii[1] ?? NaN)) / 2, gap: meeting.gap };
};

/**
 * The direction of the device, towards its tip: where the two planes cross that hold a source and the device's shadow. Shaft points needn't
 * show the same place in both views. Null without a shaft in each, or where the device runs along the plane of both sources.
 */
const axisFrom = (views: Views, arms: readonly [CArmView, CArmView], pixels: TipPixels): Vector3 | null => {
  const points = pointsOf(pixels);
  const planes = views.map(({ shaft }, index) => {
    const [arm, tip, last] = [arms[index], points[index], shaft?.at(-1)];
    return arm && tip && last ? { tip: arm.rayOf(tip).direction, shaft: arm.rayOf(last).direction } : null;
  });
  const [one, other] = planes;
  if (!one || !other) return null;
  const along = unitVector(cross(triple(planeNormal(one)), triple(planeNormal(other))));
  if (!along) return null;
  // The shadow of the way to the tip runs from the shaft's mark to the tip's.
  const advance = subtract(one.tip, one.shaft);
  const sideways = minus(along, times(one.tip, inner(along, one.tip)));
  return triple(inner(sideways, advance) < 0 ? times(along, -1) : along);
};

const planeNormal = ({ tip, shaft }: { readonly tip: Vector3; readonly shaft: Vector3 }): Coordinates =>
  unitVector(cross(tip, shaft)) ?? [0, 0, 0];

/** Step of the differences, px. */
const STEP_PX = 1e-3;

/** How a vector that is computed from the tip marks changes with each of the four pixel coordinates. */
const jacobian = (of: (pixels: TipPixels) => Coordinates | null, pixels: TipPixels): readonly Coordinates[] =>
  pixels.map((value, index) => {
    const at = (step: number): Coordinates =>
      of(pixels.map((one, other) => (other === index ? value + step : one)) as unknown as TipPixels) ?? [];
    return times(minus(at(STEP_PX), at(-STEP_PX)), 1 / (2 * STEP_PX));
  });

const spreadCovariance = (
  of: (pixels: TipPixels) => Coordinates | null,
  pixels: TipPixels,
  sigmaPx: number,
): Covariance => {
  const columns = jacobian(of, pixels);
  const size = columns[0]?.length ?? 0;
  const rows = Array.from({ length: size }, (_, row) => columns.map((column) => column[row] ?? 0));
  return transformCovariance(rows, scaleCovariance(isotropic(4, 1), sigmaPx ** 2));
};

const tipCovariance = (arms: readonly [CArmView, CArmView], pixels: TipPixels, sigmaPx: number): Covariance =>
  spreadCovariance((at) => meetingAt(arms, at)?.middle ?? null, pixels, sigmaPx);

const DEGREES_PER_RADIAN = 180 / Math.PI;

/** The metrics that need the direction of the device. A mark that moves in one view turns the device and moves its tip at once. */
const axisMetrics = (
  views: Views,
  arms: readonly [CArmView, CArmView],
  pixels: TipPixels,
  marks: Marks,
  sigmaPx: number | null,
): Partial<Record<'normalDistance' | 'remainingAdvance' | 'angularError', Quantity>> => {
  const { center, planEntry, planTarget } = marks;
  const deviceAt = (at: TipPixels): { readonly tip: Vector3; readonly along: Vector3 } | null => {
    const [meeting, along] = [meetingAt(arms, at), axisFrom(views, arms, at)];
    return meeting && along && { tip: meeting.middle, along };
  };
  const planned = planEntry && planTarget ? unitVector(minus(planTarget, planEntry)) : null;
  const quantity = (value: number, unit: 'mm' | 'deg', spread: Spread | null): Quantity => ({
    value,
    unit,
    sigma: spread?.sigma ?? null,
    interval: spread?.interval ?? null,
  });
  const vectorOf = (of: (device: { tip: Vector3; along: Vector3 }) => Coordinates) => (at: TipPixels) => {
    const device = deviceAt(at);
    return device && of(device);
  };
  const covarianceOf = (of: (at: TipPixels) => Coordinates | null): Covariance | null =>
    sigmaPx === null ? null : spreadCovariance(of, pixels, sigmaPx);

  const metrics: Partial<Record<'normalDistance' | 'remainingAdvance' | 'angularError', Quantity>> = {};
  if (center) {
    const aside = vectorOf(({ tip, along }) => {
      const way = minus(center, tip);
      return minus(way, times(along, inner(way, along)));
    });
    const offset = aside(pixels);
    if (offset) {
      const covariance = covarianceOf(aside);
      metrics.normalDistance = quantity(
        norm(offset),
        'mm',
        covariance && notNegative(lengthSpread(offset, covariance)),
      );
    }
    const advance = vectorOf(({ tip, along }) => [inner(minus(center, tip), along)]);
    const [value] = advance(pixels) ?? [];
    if (value !== undefined) {
      const variance = covarianceOf(advance)?.[0]?.[0];
      metrics.remainingAdvance = quantity(
        value,
        'mm',
        variance === undefined ? null : linearSpread(value, Math.sqrt(variance)),
      );
    }
  }
  if (planned) {
    const turn = vectorOf(({ along }) => turnBetween(planned, along));
    const offset = turn(pixels);
    if (offset) {
      const degrees = norm(offset);
      metrics.angularError = quantity(degrees, 'deg', angleSpread(degrees, offset, covarianceOf(turn)));
    }
  }
  return metrics;
};

const notNegative = ({ sigma, interval: [low, high] }: Spread): Spread => ({
  sigma,
  interval: [Math.max(0, low), high],
});

/** The turn from one direction to another as a vector across the first: its length is the angle in degrees. */
const turnBetween = (from: Coordinates, to: Coordinates): Coordinates => {
  const along = inner(from, to);
  const aside = minus(to, times(from, along));
  const size = norm(aside);
  const degrees = Math.atan2(size, along) * DEGREES_PER_RADIAN;
  return size > 0 ? times(aside, degrees / size) : times(aside, 0);
};

const angleSpread = (degrees: number, turn: Coordinates, covariance: Covariance | null): Spread | null => {
  if (!covariance) return null;
  const spread = lengthSpread(turn, covariance);
  const { sigma } = spread;
  // Far from 0 a turn's length is as uncertain as the turn along itself.
  const found = degrees >= LINEAR_FROM_SIGMAS * sigma ? linearSpread(degrees, sigma) : spread;
  return { sigma: found.sigma, interval: [Math.max(0, found.interval[0]), Math.min(180, found.interval[1])] };
};
