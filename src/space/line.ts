import { add, cross, distance, dot, scale, subtract, type Vector3 } from './vector.ts';

/** A line through a point along a unit direction. */
export interface Line {
  readonly point: Vector3;
  readonly direction: Vector3;
}

/** Sine of the angle below which two directions count as the same. */
const PARALLEL_SINE = 1e-9;

/** Where two lines come nearest to each other: the middle of the shortest segment between them, and its length. Null for parallel lines. */
export const meetingOf = (one: Line, other: Line): { readonly middle: Vector3; readonly gap: number } | null => {
  const across = cross(one.direction, other.direction);
  const sine2 = dot(across, across);
  if (!(sine2 > PARALLEL_SINE ** 2)) return null;
  const between = subtract(other.point, one.point);
  const on = (line: Line, along: Vector3): Vector3 =>
    add(line.point, scale(line.direction, dot(cross(between, along), across) / sine2));
  const [a, b] = [on(one, other.direction), on(other, one.direction)];
  return { middle: scale(add(a, b), 0.5), gap: distance(a, b) };
};
