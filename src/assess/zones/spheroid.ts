import { ellipsoid } from '../../space/ellipsoid.ts';
import { inner, minus, norm, times, triple, unitVector, type Coordinates } from '../../space/surface.ts';
import { scale, type Vector3 } from '../../space/vector.ts';

/** An ellipsoid of revolution about a unit `axis`. A point of it is seen in the plane through it and the axis, where the ellipsoid is an ellipse. */
export interface Spheroid {
  readonly center: Coordinates;
  readonly axis: Coordinates;
  readonly profile: SpheroidProfile;
}

export interface SpheroidProfile {
  /** Semi-axes along and across. */
  readonly along: number;
  readonly across: number;
  /** Signed distance of a place in the ellipse's plane, negative inside. */
  distance(along: number, across: number): number;
  nearest(along: number, across: number): Coordinates;
}

export const spheroidProfile = (along: number, across: number): SpheroidProfile => {
  const ellipse = ellipsoid(
    [0, 0],
    [
      [along, 0],
      [0, across],
    ],
  );
  return {
    along,
    across,
    distance: (x, y) => ellipse.signedDistance([x, y]),
    nearest: (x, y) => ellipse.nearestPoint([x, y]),
  };
};

const seen = ({ center, axis }: Spheroid, point: Coordinates) => {
  const from = minus(point, center);
  const along = inner(from, axis);
  const aside = minus(from, times(axis, along));
  return { along, aside, across: norm(aside) };
};

/** Distance of a point to the surface, negative inside. */
export const distanceTo = (spheroid: Spheroid, point: Coordinates): number => {
  const { along, across } = seen(spheroid, point);
  return spheroid.profile.distance(along, across);
};

/** Distance of a point to the surface, negative inside, and the unit outward normal at the point of the surface nearest to it. */
export const nearestTo = (
  spheroid: Spheroid,
  point: Coordinates,
): { readonly distance: number; readonly normal: Coordinates } => {
  const { axis, profile } = spheroid;
  const { along, aside, across } = seen(spheroid, point);
  const [x = 0, y = 0] = profile.nearest(along, across);
  const gap = Math.hypot(along - x, across - y);
  const inside = (along / profile.along) ** 2 + (across / profile.across) ** 2 <= 1;
  const [perAlong, perAcross] = [x / profile.along ** 2, y / profile.across ** 2];
  const size = Math.hypot(perAlong, perAcross);
  // On the axis every side is as near; any one is right.
  const sideways = across > 0 ? times(aside, 1 / across) : acrossOf(axis);
  return {
    distance: inside ? -gap : gap,
    normal: axis.map((value, at) => (perAlong * value + perAcross * (sideways[at] ?? 0)) / size),
  };
};

/** A unit direction across another. */
const acrossOf = (axis: Coordinates): Coordinates => {
  const smallest = axis.reduce((best, value, at) => (Math.abs(value) < Math.abs(axis[best] ?? 0) ? at : best), 0);
  const any = axis.map((_, at) => (at === smallest ? 1 : 0));
  return unitVector(minus(any, times(axis, inner(any, axis)))) ?? any;
};

/** Its three semi-axes; those across turn little when it does (Duff et al., J. Comput. Graph. Tech. 6 (2017) 1–8). */
export const spheroidAxes = ({ axis, profile: { along, across } }: Spheroid): readonly [Vector3, Vector3, Vector3] => {
  const [x, y, z] = triple(axis);
  const sign = z >= 0 ? 1 : -1;
  const a = -1 / (sign + z);
  return [
    scale([x, y, z], along),
    scale([1 + sign * x * x * a, sign * x * y * a, -sign * x], across),
    scale([x * y * a, sign + y * y * a, -y], across),
  ];
};

/** How far the spheroid reaches in a unit direction. */
export const reachOf = ({ center, axis, profile: { along, across } }: Spheroid, direction: Coordinates): number => {
  const share = inner(axis, direction) ** 2;
  return inner(center, direction) + Math.sqrt(along ** 2 * share + across ** 2 * (1 - share));
};
