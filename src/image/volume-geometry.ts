import { PARALLEL_DEGREES, TILT_DEGREES, UNIFORM_SPACING } from '../space/tolerance.ts';
import { dot, scale, subtract, length, type Vector3 } from '../space/vector.ts';
import type { PlaneGeometry } from './plane-geometry.ts';
import { refusal, type Refusal } from './refusal.ts';

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
const SAME_POSITION_MM = UNIFORM_SPACING.mm;

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
const alongNormal = (
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

const usualStep = (steps: readonly number[]): number => {
  const distinct = steps.filter((step) => step > SAME_POSITION_MM).sort((a, b) => a - b);
  return distinct.length === 0 ? 0 : median(distinct);
};

/** mm between neighbouring planes that don't lie at one position; null where there are none. */
export const usualDistance = (planes: readonly PlaneGeometry[]): number | null =>
  usualStep(alongNormal(planes).steps) || null;

const isUniformStep = (step: number, usual: number): boolean =>
  Math.abs(step - usual) <= Math.max(UNIFORM_SPACING.relative * usual, UNIFORM_SPACING.mm);

/** mm by which a step leaves the normal. */
const sideways = (step: Vector3, normal: Vector3): number => length(subtract(step, scale(normal, dot(step, normal))));

const tiltOf = (sorted: readonly PlaneGeometry[], normal: Vector3): number => {
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

export type VolumeRefusalCode =
  | 'no-geometry'
  | 'too-few-slices'
  | 'mixed-orientation'
  | 'mixed-spacing'
  | 'duplicate-positions'
  | 'gantry-tilt'
  | 'misaligned-slices'
  | 'non-uniform-slices';

export type VolumeCheck = { readonly kind: 'ok'; readonly betweenSlices: number } | Refusal<VolumeRefusalCode>;

const MIN_SLICES = 3;

/** mm sideways that rounding of positions explains. */
const ROUNDING_MM = 0.05;

/**
 * Whether the images are the slices of a rectangular grid, so that reformatted planes show things where they are. A volume renderer
 * that is given a tilted stack shears it silently, by centimetres at the far end; so every slice's position is checked against the
 * line along row × column through the first one.
 */
export const volumeCheck = (frames: readonly { readonly plane: PlaneGeometry | null }[]): VolumeCheck => {
  const planes = frames.flatMap(({ plane }) => (plane ? [plane] : []));
  const first = planes[0];
  if (first === undefined || planes.length < frames.length)
    return refusal('no-geometry', 'not every image says where it lies in the patient');
  if (planes.some((plane) => !isParallel(plane, first)))
    return refusal('mixed-orientation', 'the images are not parallel to each other');
  const isSameSpacing = (plane: PlaneGeometry): boolean =>
    Math.abs(plane.betweenColumns / first.betweenColumns - 1) < SAME_SPACING &&
    Math.abs(plane.betweenRows / first.betweenRows - 1) < SAME_SPACING;
  if (!planes.every(isSameSpacing)) return refusal('mixed-spacing', 'the images have pixels of differing size');
  if (planes.length < MIN_SLICES)
    return refusal(
      'too-few-slices',
      `${planes.length === 1 ? 'there is 1 slice' : `there are ${String(planes.length)} slices`}, and ${String(MIN_SLICES)} or more are needed`,
    );
  const { normal, sorted, steps } = alongNormal(planes);
  const duplicates = steps.filter((step) => step <= SAME_POSITION_MM).length;
  if (duplicates > 0)
    return refusal(
      'duplicate-positions',
      `${duplicates === 1 ? '1 image lies' : `${String(duplicates)} images lie`} where another one lies, so there is no single stack of slices`,
    );
  const tiltDegrees = tiltOf(sorted, normal);
  if (tiltDegrees > 0) {
    return refusal(
      'gantry-tilt',
      `the slices are tilted by ${tiltDegrees.toFixed(1)}° against their line of positions, so reformatted planes would be sheared`,
    );
  }
  const start = sorted[0] ?? first;
  const worst = sorted.reduce((most, plane) => Math.max(most, excess(subtract(plane.origin, start.origin), normal)), 0);
  if (worst > ROUNDING_MM)
    return refusal(
      'misaligned-slices',
      `slices are shifted sideways against each other by up to ${worst.toFixed(2)} mm`,
    );
  const usual = usualStep(steps);
  const odd = steps.find((step) => !isUniformStep(step, usual));
  if (odd !== undefined) {
    return refusal(
      'non-uniform-slices',
      `slices lie ${usual.toFixed(2)} mm apart, but two of them ${odd.toFixed(2)} mm: slices are missing or unevenly spaced`,
    );
  }
  return { kind: 'ok', betweenSlices: usual };
};

/** Relative difference of pixel sizes within one stack that rounding explains. */
export const SAME_SPACING = 1e-3;

/** mm by which an offset leaves the cone around the normal that counts as not tilted. */
const excess = (offset: Vector3, normal: Vector3): number =>
  sideways(offset, normal) - Math.tan(TILT_DEGREES / DEGREES_PER_RADIAN) * Math.abs(dot(offset, normal));
