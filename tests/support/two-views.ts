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
