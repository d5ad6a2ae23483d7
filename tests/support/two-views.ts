import { arm, shadowByTurning, type View } from './c-arm-by-turning.ts';
import type { Pair, Triple } from '../unit/sample-data/files.ts';

export type Geometry = Pick<
  View,
  'sid' | 'sod' | 'primaryAngle' | 'secondaryAngle' | 'imagerSpacing' | 'rows' | 'columns'
>;

export const minus = (a: readonly number[], b: readonly number[]): Triple =>
  a.map((value, axis) => value - (b[axis] ?? 0)) as Triple;
export const inner = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, axis) => sum + value * (b[axis] ?? 0), 0);
export const norm = (a: readonly number[]): number => Math.hypot(...a);

/** A view whose pixels are not square, as everything about it is drawn by a program of its own (c-arm-by-turning). */
export const viewOf = (
  geometry: Geometry,
  tip: Triple,
  shaft: Triple,
  center: Triple,
  radius: number,
  index: number,
) => {
  const view = { sopInstanceUID: `1.2.${String(index)}`, frame: 1, ...geometry } as unknown as View;
  const shadow = (point: Triple): Pair => shadowByTurning(view, point);
  // The circle's radius by the documented formula, turned round: radius · mean spacing · depth / SID.
  const [a, b] = [geometry.primaryAngle, geometry.secondaryAngle].map((degrees) => (degrees * Math.PI) / 180);
  const towards = [Math.sin(a ?? 0) * Math.cos(b ?? 0), -Math.cos(a ?? 0) * Math.cos(b ?? 0), Math.sin(b ?? 0)];
  const depth = inner(center, towards) + geometry.sod;
  const spacing = (geometry.imagerSpacing[0] + geometry.imagerSpacing[1]) / 2;
  return {
    ...view,
    tip: shadow(tip),
    shaft: [shadow(shaft)],
    target: { center: shadow(center), radius: (radius * geometry.sid) / (spacing * depth) },
  };
};

export const randomCase = (random: () => number, separation: number | null = null) => {
  const between = (low: number, high: number): number => low + (high - low) * random();
  const point = (reach: number): Triple => [between(-reach, reach), between(-reach, reach), between(-reach, reach)];
  const center = point(40);
  const tip = center.map((value) => value + between(-9, 9)) as Triple;
  const shaft = tip.map((value) => value + between(15, 40) * (random() < 0.5 ? -1 : 1)) as Triple;
  const geometry = (primaryAngle: number, secondaryAngle: number): Geometry => ({
    rows: 1024,
    columns: 900,
    imagerSpacing: [between(0.15, 0.3), between(0.15, 0.3)],
    sid: between(950, 1250),
    sod: between(600, 850),
    primaryAngle,
    secondaryAngle,
  });
  const first = between(-60, 30);
  const geometries = [
    geometry(first, separation === null ? between(-25, 25) : 0),
    geometry(first + (separation ?? between(25, 90)), separation === null ? between(-25, 25) : 0),
  ] as const;
  const radius = between(2, 10);
  return { tip, shaft, center, radius, geometries };
};

export const recordOf = (
  { tip, shaft, center, radius, geometries }: ReturnType<typeof randomCase>,
  more: object = {},
  tipMark: object = { evidence: 'person', sigma: 0.7 },
) => ({
  space: {
    kind: 'biplane',
    views: geometries.map((geometry, index) => viewOf(geometry, tip, shaft, center, radius, index + 1)),
  },
  tip: tipMark,
  ...more,
});

/** Where the rays of two image points come nearest to each other, by solving for how far along each ray: a program apart from src. */
export const meetingByTurning = (views: readonly [View, View], marks: readonly [Pair, Pair]): Triple => {
  const [one, other] = views.map((view, index) => {
    const { source, middle, columnsAlong, rowsAlong } = arm(view);
    const [column, row] = marks[index] ?? [NaN, NaN];
    const [c, r] = [(column - view.columns / 2) * view.imagerSpacing[1], (row - view.rows / 2) * view.imagerSpacing[0]];
    const on = [0, 1, 2].map((axis) => middle[axis]! + c * columnsAlong[axis]! + r * rowsAlong[axis]!);
    return { source, ray: minus(on, source) };
  });
  const [{ source: p, ray: u }, { source: q, ray: v }] = [one!, other!];
  // |p + s·u − q − t·v|² is least where its gradient in s and t is 0.
  const between = minus(q, p);
  const [uu, uv, vv, ub, vb] = [inner(u, u), inner(u, v), inner(v, v), inner(u, between), inner(v, between)];
  const s = (ub * vv - vb * uv) / (uu * vv - uv * uv);
  const t = (ub * uv - vb * uu) / (uu * vv - uv * uv);
  return [0, 1, 2].map((axis) => (p[axis]! + s * u[axis]! + q[axis]! + t * v[axis]!) / 2) as Triple;
};

/** The documented radius, mm, of a target drawn around `center`. */
export const radiusByTurning = (views: readonly [View, View], center: Triple): number =>
  views.reduce((sum, view) => {
    const { source, towardsDetector } = arm(view);
    const spacing = (view.imagerSpacing[0] + view.imagerSpacing[1]) / 2;
    return sum + (view.target.radius * spacing * inner(minus(center, source), towardsDetector)) / view.sid / 2;
  }, 0);

/** By how much one view's true geometry differs from what is written, and its marks from the shadows. */
export interface ViewErrors {
  readonly imagerSpacing?: number;
  readonly sid?: number;
  readonly sod?: number;
  readonly primaryAngle?: number;
  readonly secondaryAngle?: number;
  readonly tip?: Pair;
  readonly center?: Pair;
}

/** A geometry with errors: spacing as a share, distances in mm, angles in degrees. */
export const withErrors = <Seen extends Geometry>(geometry: Seen, errors: ViewErrors): Seen => ({
  ...geometry,
  imagerSpacing: geometry.imagerSpacing.map((value) => value * (1 + (errors.imagerSpacing ?? 0))) as unknown as Pair,
  sid: geometry.sid + (errors.sid ?? 0),
  sod: geometry.sod + (errors.sod ?? 0),
  primaryAngle: geometry.primaryAngle + (errors.primaryAngle ?? 0),
  secondaryAngle: geometry.secondaryAngle + (errors.secondaryAngle ?? 0),
});

const off = ([column, row]: Pair, [c, r]: Pair = [0, 0]): Pair => [column + c, row + r];

/** The views as they are recorded: drawn by the true geometry, marked with an error, and said to be of the geometry as written. */
export const viewsSeen = (
  { tip, shaft, center, radius, geometries }: ReturnType<typeof randomCase>,
  errors: readonly ViewErrors[],
) =>
  geometries.map((geometry, index) => {
    const wrong = errors[index] ?? {};
    const drawn = viewOf(withErrors(geometry, wrong), tip, shaft, center, radius, index + 1);
    return {
      ...drawn,
      ...geometry,
      tip: off(drawn.tip, wrong.tip),
      target: { ...drawn.target, center: off(drawn.target.center, wrong.center) },
    };
  });

/** 1 SD of every error: of a geometry as a record states it, of the marks in px. */
export interface Sigmas {
  readonly geometry: { imagerSpacing?: number; sid?: number; sod?: number; angle?: number };
  readonly tip: number;
  readonly center: number;
}

/** The errors of one view made of nine independent numbers, each times its 1 SD. */
export const errorsOf = ({ geometry, tip, center }: Sigmas, z: readonly number[]): ViewErrors => {
  const times = (index: number, sigma: number | undefined): number => (z[index] ?? 0) * (sigma ?? 0);
  return {
    imagerSpacing: times(0, geometry.imagerSpacing),
    sid: times(1, geometry.sid),
    sod: times(2, geometry.sod),
    primaryAngle: times(3, geometry.angle),
    secondaryAngle: times(4, geometry.angle),
    tip: [times(5, tip), times(6, tip)],
    center: [times(7, center), times(8, center)],
  };
};
export const ERRORS_A_VIEW = 9;

export const normals = (random: () => number) => (): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

export const deviation = (values: readonly number[]): number => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
};

export const GEOMETRY_SIGMA = { imagerSpacing: 0.005, sid: 2, sod: 2, angle: 0.5 };

/** A case far from where distances and angles bend, the angle between its views known, and the record of it. */
export const farCase = (random: () => number, separation: number) => {
  const drawn = randomCase(random, separation);
  drawn.tip = [14, -11, 9].map((value, axis) => value + (drawn.center[axis] ?? NaN)) as Triple;
  drawn.shaft = [25, 22, -30].map((value, axis) => value + (drawn.tip[axis] ?? NaN)) as Triple;
  return drawn;
};

/** A record of views as they were seen; `sigmas` null: without any uncertainty, so that it is only measured. */
export const recordSeen = (
  drawn: ReturnType<typeof randomCase>,
  errors: readonly ViewErrors[],
  sigmas: Sigmas | null,
  more: object = {},
) => {
  const views = viewsSeen(drawn, errors).map((view) =>
    sigmas && sigmas.center > 0 ? { ...view, target: { ...view.target, sigma: sigmas.center } } : view,
  );
  return {
    space: { kind: 'biplane', views, ...(sigmas && { geometrySigma: sigmas.geometry }) },
    tip: { evidence: 'person', ...(sigmas && { sigma: sigmas.tip }) },
    ...more,
  };
};
