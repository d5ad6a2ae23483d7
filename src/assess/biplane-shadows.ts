import { epipolarLine } from '../image/c-arm.ts';
import type { ImagePoint } from '../space/frame.ts';
import { inner, minus, norm, times, unitVector } from '../space/surface.ts';
import { add, cross, type Vector3 } from '../space/vector.ts';
import { setupOf, targetOf, tipOf, type Setup, type Views } from './biplane-geometry.ts';

type Index = 0 | 1;
type Mark = 'tip' | 'target';

/** What the marks of one view, and of both together, amount to in the other: image points of that view. */
export interface ViewShadows {
  /** A line through two points, on which the other view's mark must lie here; null where that isn't marked. */
  readonly line: Readonly<Record<Mark, readonly [ImagePoint, ImagePoint] | null>>;
  /** Where the position falls that both tips give. */
  readonly tip: ImagePoint | null;
  /** The outline of the sphere that both circles give. */
  readonly target: readonly ImagePoint[] | null;
}

export const shadowsIn = (views: Views, index: Index): ViewShadows => {
  const setup = setupOf(views);
  const arm = setup.arms[index];
  const [tip, target] = [tipOf(setup), targetOf(setup)];
  return {
    line: { tip: lineOf(setup, index, 'tip'), target: lineOf(setup, index, 'target') },
    tip: tip && arm.shadowOf(tip.middle),
    target: target && sphereOutline(setup, index, target.middle, target.radius),
  };
};

/** How far each mark lies from the line of the other view's, px of its own view. Null where one isn't marked. */
export const lineGaps = (views: Views, mark: Mark): readonly [number, number] | null => {
  const setup = setupOf(views);
  const [first, second] = ([0, 1] as const).map((index) => {
    const [own, line] = [pointOf(setup, index, mark), lineOf(setup, index, mark)];
    return own && line ? distanceToLine(own, line) : null;
  });
  return typeof first === 'number' && typeof second === 'number' ? [first, second] : null;
};

const pointOf = ({ views }: Setup, index: Index, mark: Mark): ImagePoint | undefined =>
  mark === 'tip' ? views[index].tip : views[index].target?.center;

const lineOf = (setup: Setup, index: Index, mark: Mark): readonly [ImagePoint, ImagePoint] | null => {
  const other = index === 0 ? 1 : 0;
  const point = pointOf(setup, other, mark);
  if (!point) return null;
  const line = epipolarLine(setup.arms[other], point, setup.arms[index]);
  // Opposed views, along whose common ray the mark lies: everything on it falls on one point.
  const size = Math.hypot(line[1][0] - line[0][0], line[1][1] - line[0][1]);
  return size > LEAST_LINE_PX ? line : null;
};

const LEAST_LINE_PX = 1e-6;

const distanceToLine = ([column, row]: ImagePoint, [a, b]: readonly [ImagePoint, ImagePoint]): number => {
  const [along, down] = [b[0] - a[0], b[1] - a[1]];
  return Math.abs(along * (row - a[1]) - down * (column - a[0])) / Math.hypot(along, down);
};

const STEPS = 96;

/** The shadow of the circle in which rays from the source touch the sphere. None where the source lies in it. */
const sphereOutline = (
  { arms }: Setup,
  index: Index,
  center: Vector3,
  radius: number,
): readonly ImagePoint[] | null => {
  const arm = arms[index];
  const { source } = arm;
  const way = minus(center, source);
  const distance = norm(way);
  const along = unitVector(way);
  if (!along || distance <= radius) return null;
  const sine = radius / distance;
  const middle = add(source, triple(times(way, 1 - sine * sine)));
  const size = radius * Math.sqrt(1 - sine * sine);
  const u = unitVector(cross(triple(along), axisAcross(triple(along)))) ?? [NaN, NaN, NaN];
  const v = cross(triple(along), triple(u));
  return Array.from({ length: STEPS }, (_, step) => {
    const turn = (2 * Math.PI * step) / STEPS;
    const [c, s] = [size * Math.cos(turn), size * Math.sin(turn)];
    return arm.shadowOf(add(middle, triple([0, 1, 2].map((axis) => c * (u[axis] ?? NaN) + s * (v[axis] ?? NaN)))));
  });
};

const triple = (v: readonly number[]): Vector3 => [v[0] ?? NaN, v[1] ?? NaN, v[2] ?? NaN];

/** The axis of the frame that is farthest from a direction. */
const axisAcross = (direction: Vector3): Vector3 => {
  const axes: readonly Vector3[] = [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ];
  return axes.reduce((best, axis) =>
    Math.abs(inner(axis, direction)) < Math.abs(inner(best, direction)) ? axis : best,
  );
};
