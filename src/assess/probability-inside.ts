import { eigen, scaleCovariance, transformCovariance, type Covariance } from '../space/covariance.ts';
import { normalCdf } from '../space/normal-distribution.ts';
import { errorsAlong } from '../space/normal-samples.ts';
import { integrate } from '../space/quadrature.ts';
import { inner, minus, norm, plus, times, type Coordinates, type Surface } from '../space/surface.ts';

/** Standard deviations beyond which a normal density is left out of an integral. */
const REACH = 8;
const NODES = 20;
/** For integrals that are cut into pieces at their steps. */
const PIECE_NODES = 12;

/**
 * P(the true tip lies inside), for a tip measured at `tip` with a normal error of this covariance. Round and polygonal targets by
 * quadrature (error below 1e-4), other shapes by the fixed sample set.
 */
export const probabilityInside = (surface: Surface, tip: Coordinates, covariance: Covariance): number => {
  if (surface.toUnitBall) {
    const matrix = surface.toUnitBall;
    const offset = matrix.map((line) => inner(line, minus(tip, surface.center)));
    return inUnitBall(offset, transformCovariance(matrix, covariance));
  }
  if (surface.corners) return inPolygon(surface.corners, tip, covariance);
  return bySamples(surface, tip, covariance);
};

/**
 * P(inside) of a round target in an image whose beam is `thickness` thick: the offset out of the plane is uniform in ±thickness/2, and
 * the target is a ball cut through its centre, its out-of-plane semi-axis the geometric mean of the two in the plane.
 */
export const probabilityInsideBeam = (
  surface: Surface,
  tip: Coordinates,
  covariance: Covariance,
  thickness: number,
): number => {
  const matrix = surface.toUnitBall;
  if (!matrix) return probabilityInside(surface, tip, covariance);
  const [[a = 0, b = 0] = [], [c = 0, d = 0] = []] = matrix;
  const outOfPlane = 1 / Math.sqrt(Math.abs(a * d - b * c));
  const offset = matrix.map((line) => inner(line, minus(tip, surface.center)));
  const inPlane = transformCovariance(matrix, covariance);
  const reach = Math.asin(Math.min(thickness / 2, outOfPlane) / outOfPlane);
  // In the angle whose sine is the height, the shrinking of the section is smooth up to the pole.
  const f = (angle: number): number => {
    const section = Math.cos(angle);
    if (section <= 1e-9) return 0;
    return inUnitBall(times(offset, 1 / section), scaleCovariance(inPlane, 1 / section ** 2)) * section;
  };
  // The tip leaves the section where that has shrunk to its distance from the centre: a step as wide as the error, so cut there.
  const away = norm(offset);
  const widest = Math.sqrt(Math.max(...eigen(inPlane).map(({ value }) => value)));
  const cuts = [-REACH, -2, 0, 2, REACH]
    .map((steps) => Math.acos(Math.min(1, Math.max(0, away - steps * widest))))
    .filter((angle) => angle > 0 && angle < reach);
  const ends = [0, ...cuts, reach];
  let within = 0;
  for (let index = 1; index < ends.length; index += 1)
    within += integrate(f, ends[index - 1] ?? 0, ends[index] ?? 0, PIECE_NODES);
  return clamp((2 * outOfPlane * within) / thickness);
};

/** P(|x| ≤ 1) for x normal around `mean`: closed form where that is known, else Φ differences along the widest axis, quadrature over the others. */
const inUnitBall = (mean: Coordinates, covariance: Covariance): number => {
  const axes = eigen(covariance)
    .map(({ value, vector }) => ({ sigma: Math.sqrt(value), at: inner(vector, mean) }))
    .sort((one, other) => other.sigma - one.sigma);
  const widest = axes[0]?.sigma ?? 0;
  const away = norm(mean);
  if (Math.abs(away - 1) > REACH * widest) return away > 1 ? 0 : 1;
  const narrowest = axes.at(-1)?.sigma ?? 0;
  return clamp(
    axes.length === 3 && widest - narrowest <= 1e-9 * widest ? inUnitBallAround(away, widest) : layer(axes, 1),
  );
};

/** The same error along every axis of a ball in 3D: clinical literature's formula, and Maxwell's distribution at the centre. */
const inUnitBallAround = (away: number, sigma: number): number => {
  const density = (z: number): number => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  if (away < 1e-6 * sigma) return 2 * normalCdf(1 / sigma) - 1 - (2 / sigma) * density(1 / sigma);
  const [near, far] = [(1 - away) / sigma, (1 + away) / sigma];
  return normalCdf(near) + normalCdf(far) - 1 - (sigma / away) * (density(near) - density(far));
};

interface Axis {
  readonly sigma: number;
  readonly at: number;
}

/** P over the remaining axes of the ball's section with this radius. The first axis (the widest) is done in closed form. */
const layer = (axes: readonly Axis[], radius: number): number => {
  const axis = axes.at(-1);
  if (!axis) return 1;
  const { sigma, at } = axis;
  if (!(sigma > 1e-12))
    return Math.abs(at) > radius ? 0 : layer(axes.slice(0, -1), Math.sqrt(radius * radius - at * at));
  if (axes.length === 1) return normalCdf((radius - at) / sigma) - normalCdf((-radius - at) / sigma);
  const from = Math.max(-radius, at - REACH * sigma);
  const to = Math.min(radius, at + REACH * sigma);
  if (from >= to) return 0;
  const rest = axes.slice(0, -1);
  // In the angle whose sine is the height, the section's radius is smooth at the poles.
  const angles = [Math.asin(Math.max(-1, from / radius)), Math.asin(Math.min(1, to / radius))] as const;
  const middle = Math.asin(Math.min(1, Math.max(-1, Math.min(to, Math.max(from, at)) / radius)));
  const f = (angle: number): number => {
    const height = radius * Math.sin(angle);
    const section = radius * Math.cos(angle);
    const z = (height - at) / sigma;
    return (Math.exp((-z * z) / 2) / (sigma * Math.sqrt(2 * Math.PI))) * layer(rest, section) * section;
  };
  return integrate(f, angles[0], middle, NODES) + integrate(f, middle, angles[1], NODES);
};

/**
 * P inside a polygon, exactly one integral an edge: in coordinates in which the error is standard normal, the wedge between the mean and an
 * edge holds (1/2π)∫(1 − exp(−ρ(θ)²/2))dθ, ρ the distance to the edge in direction θ; the edges' signed sum is the polygon.
 */
const inPolygon = (corners: readonly Coordinates[], tip: Coordinates, covariance: Covariance): number => {
  const axes = eigen(covariance);
  // An error of (nearly) no width along one axis is taken as a very narrow one.
  const floor = 1e-14 * Math.max(...axes.map(({ value }) => value)) + Number.MIN_VALUE;
  const whiten = (point: Coordinates): Coordinates =>
    axes.map(({ value, vector }) => inner(vector, minus(point, tip)) / Math.sqrt(Math.max(value, floor)));
  const white = corners.map(whiten);
  let sum = 0;
  white.forEach((a, index) => {
    sum += wedge(a, white[(index + 1) % white.length] ?? a);
  });
  return clamp(Math.abs(sum));
};

const wedge = (a: Coordinates, b: Coordinates): number => {
  const along = minus(b, a);
  const size = norm(along);
  const [ax = 0, ay = 0] = a;
  const [bx = 0, by = 0] = b;
  const turn = ax * by - bx * ay;
  if (size === 0 || turn === 0) return 0;
  const distance = Math.abs(turn) / size;
  const foot = plus(a, times(along, -inner(a, along) / (size * size)));
  const angleOf = (point: Coordinates): number => Math.atan2(inner(minus(point, foot), along) / size, distance);
  const [from, to] = [angleOf(a), angleOf(b)];
  const f = (angle: number): number => -Math.expm1(-((distance / Math.cos(angle)) ** 2) / 2);
  // Close to the line the integrand is a narrow step at ±90°; splitting there keeps the nodes where it bends.
  const bend = Math.acos(Math.min(1, distance / REACH));
  const cuts = [from, ...[-bend, 0, bend].filter((cut) => cut > from && cut < to), to];
  let part = 0;
  for (let index = 1; index < cuts.length; index += 1)
    part += integrate(f, cuts[index - 1] ?? from, cuts[index] ?? to, 24);
  return (Math.sign(turn) * part) / (2 * Math.PI);
};

/** Any other shape, by the fixed sample set. */
const bySamples = (surface: Surface, tip: Coordinates, covariance: Covariance): number => {
  const axes = eigen(covariance);
  const errors = errorsAlong(axes.map(({ value }) => Math.sqrt(value)));
  const distance = surface.signedDistance(tip);
  let inside = 0;
  for (let at = 0; at < errors.length; at += 3) {
    // Nearer than the surface, a sample is on the tip's own side of it.
    if (Math.hypot(errors[at] ?? 0, errors[at + 1] ?? 0, errors[at + 2] ?? 0) < Math.abs(distance)) {
      if (distance < 0) inside += 1;
      continue;
    }
    const point = tip.map((value, row) =>
      axes.reduce((sum, { vector }, axis) => sum + (vector[row] ?? 0) * (errors[at + axis] ?? 0), value),
    );
    if (surface.contains(point)) inside += 1;
  }
  return (3 * inside) / errors.length;
};

const clamp = (p: number): number => Math.min(1, Math.max(0, p));
