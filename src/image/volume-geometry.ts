import { PARALLEL_DEGREES, TILT_DEGREES, UNIFORM_SPACING } from '../space/tolerance.ts';
import { dot, scale, subtract, length, type Vector3 } from '../space/vector.ts';
import type { PlaneGeometry } from './plane-geometry.ts';

/** What a stack of parallel images looks like along its normal. */
export interface SliceSummary {
  /** Median distance between neighbours along the normal, mm; 0 when all lie at one position. */
  readonly spacing: number;
  /** Largest SliceThickness, mm; null where none is recorded. */
  readonly thickness: number | null;
  readonly uniform: boolean;
  /** Unsigned angle between the normal and the line of positions; 0 when under 0.1. */
  readonly tiltDegrees: number;
}

/** mm along the normal within which two images lie at the same position. */
export const SAME_POSITION_MM = UNIFORM_SPACING.mm;

const DEGREES_PER_RADIAN = 180 / Math.PI;

/** Signed distance of a plane's first pixel along `normal`. */
export const positionAlong = (normal: Vector3, plane: PlaneGeometry): number => dot(plane.origin, normal);

/** Whether rows and columns of two planes point the same way. */
export const isParallel = (a: PlaneGeometry, b: PlaneGeometry): boolean => {
  const limit = Math.cos(PARALLEL_DEGREES / DEGREES_PER_RADIAN);
  return dot(a.alongRow, b.alongRow) >= limit && dot(a.alongColumn, b.alongColumn) >= limit;
};

const median = (sorted: readonly number[]): number => {
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
};

/** Planes in order along the normal, and the distances between neighbours. */
export const alongNormal = (
  planes: readonly PlaneGeometry[],
): { readonly normal: Vector3; readonly sorted: readonly PlaneGeometry[]; readonly steps: readonly number[] } => {
  const normal = planes[0]?.normal ?? [0, 0, 1];
  const sorted = [...planes].sort((a, b) => positionAlong(normal, a) - positionAlong(normal, b));
  const steps = sorted.slice(1).map((plane, index) => {
    const before = sorted[index];
    return before ? dot(subtract(plane.origin, before.origin), normal) : 0;
  });
  return { normal, sorted, steps };
};

/** Median distance, mm, of neighbours that don't lie at one position; 0 where there are none. */
export const usualStep = (steps: readonly number[]): number => {
  const distinct = steps.filter((step) => step > SAME_POSITION_MM).sort((a, b) => a - b);
  return distinct.length === 0 ? 0 : median(distinct);
};

/** mm between neighbouring planes that don't lie at one position; null where there are none. */
export const usualDistance = (planes: readonly PlaneGeometry[]): number | null =>
  usualStep(alongNormal(planes).steps) || null;

/**
 * mm between the acquired planes around a position: of the two that it lies between, or the wider step beside the plane that it lies on. The
 * usual distance where that is the same within 1 %. Null where all planes lie at one position.
 */
export const distanceAround = (planes: readonly PlaneGeometry[], position: Vector3): number | null => {
  const { normal, sorted, steps } = alongNormal(planes);
  const usual = usualStep(steps);
  const [first] = sorted;
  if (!first || usual === 0) return null;
  const at = dot(subtract(position, first.origin), normal);
  let widest = 0;
  let from = 0;
  for (const [index, step] of steps.entries()) {
    const isFirst = index === 0;
    const isLast = index === steps.length - 1;
    // Outside the stack the nearest step counts.
    if ((isFirst || at >= from - SAME_POSITION_MM) && (isLast || at <= from + step + SAME_POSITION_MM))
      widest = Math.max(widest, step);
    from += step;
  }
  return widest <= SAME_POSITION_MM || isUniformStep(widest, usual) ? usual : widest;
};

/** Whether a distance between neighbours counts as the usual one. */
export const isUniformStep = (step: number, usual: number): boolean =>
  Math.abs(step - usual) <= Math.max(UNIFORM_SPACING.relative * usual, UNIFORM_SPACING.mm);

/** mm by which a step leaves the normal. */
const sideways = (step: Vector3, normal: Vector3): number => length(subtract(step, scale(normal, dot(step, normal))));

/** Degrees between the normal and the line from the first position to the last; 0 when under 0.1. */
export const tiltOf = (sorted: readonly PlaneGeometry[], normal: Vector3): number => {
  const first = sorted[0];
  const last = sorted.at(-1);
  if (!first || !last) return 0;
  const line = subtract(last.origin, first.origin);
  const along = Math.abs(dot(line, normal));
  if (along <= SAME_POSITION_MM) return 0;
  const degrees = Math.atan2(sideways(line, normal), along) * DEGREES_PER_RADIAN;
  return degrees < TILT_DEGREES ? 0 : degrees;
};

/** The summary of two or more parallel images; null for fewer. The caller has made sure that they are parallel. */
export const slicesOf = (
  planes: readonly PlaneGeometry[],
  thicknesses: readonly (number | undefined)[],
): SliceSummary | null => {
  if (planes.length < 2) return null;
  const { normal, sorted, steps } = alongNormal(planes);
  const spacing = median(steps.toSorted((a, b) => a - b));
  const known = thicknesses.filter((thickness) => thickness !== undefined);
  return {
    spacing,
    thickness: known.length === 0 ? null : known.reduce((a, b) => Math.max(a, b)),
    uniform: steps.every((step) => isUniformStep(step, spacing)),
    tiltDegrees: tiltOf(sorted, normal),
  };
};

/** How many of the images lie at positions of their own along the normal. */
export const distinctPositions = (planes: readonly PlaneGeometry[]): number =>
  planes.length - alongNormal(planes).steps.filter((step) => step <= SAME_POSITION_MM).length;

/** Relative difference of pixel sizes within one stack that rounding explains. */
export const SAME_SPACING = 1e-3;
