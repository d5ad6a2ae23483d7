import type { Confirmation, PatientSpace, Space, Tip, Voxel } from '../confirmation/record.ts';
import { dimensionsOf } from '../confirmation/record.ts';
import {
  addCovariance,
  alongAxes,
  fromFlat,
  isotropic,
  quadraticForm,
  zeroCovariance,
  type Covariance,
} from '../space/covariance.ts';
import { minus, norm, type Coordinates } from '../space/surface.ts';
import { cross, normalize, type Vector3 } from '../space/vector.ts';

/** The covariance of the tip, in the metric frame, by source. Null without `sigma` or `covariance`: then no uncertainty is known. */
export const tipComponents = (space: Space, tip: Tip | undefined): Readonly<Record<string, Covariance>> | null => {
  if (!tip) return null;
  const size = dimensionsOf(space);
  const marking = tip.covariance
    ? fromFlat(size, tip.covariance)
    : tip.sigma === undefined
      ? null
      : isotropic(size, tip.sigma);
  if (!marking) return null;
  return space.kind === 'patient' && space.voxel ? { marking, voxel: voxelCovariance(space.voxel) } : { marking };
};

/** A position read off voxels is uniform within one: width²/12 along each of its axes; the slice counts with its thickness or spacing, whichever is larger. */
export const voxelCovariance = (voxel: Voxel): Covariance => {
  const [row, column, normal] = voxelAxes(voxel);
  return alongAxes(3, [
    { axis: row, variance: voxel.betweenColumns ** 2 / 12 },
    { axis: column, variance: voxel.betweenRows ** 2 / 12 },
    { axis: normal, variance: sliceVariance(voxel) },
  ]);
};

const sliceVariance = (voxel: Voxel): number => Math.max(voxel.betweenSlices, voxel.sliceThickness) ** 2 / 12;

/** Unit directions of a row, of a column and of the normal of the slices. */
export const voxelAxes = ({ orientation }: Voxel): readonly [Vector3, Vector3, Vector3] => {
  const [a, b, c, d, e, f] = orientation ?? [1, 0, 0, 0, 1, 0];
  const row = normalize([a, b, c]);
  const normal = normalize(cross(row, [d, e, f]));
  return [row, cross(normal, row), normal];
};

/** The share of a direction's variance that comes from the slice, 0 to 1. */
export const sliceShare = (space: PatientSpace, total: Covariance, direction: Coordinates): number => {
  if (!space.voxel) return 0;
  const [, , normal] = voxelAxes(space.voxel);
  const size = norm(direction);
  if (size === 0) return 0;
  const along = direction.reduce((sum, value, axis) => sum + (value / size) * (normal[axis] ?? 0), 0);
  const all = quadraticForm(
    total,
    direction.map((value) => value / size),
  );
  return all > 0 ? (along ** 2 * sliceVariance(space.voxel)) / all : 0;
};

const registrationCovariance = (space: Space): Covariance | null =>
  space.kind === 'patient' && space.registrationSigma !== undefined ? isotropic(3, space.registrationSigma) : null;

/** What is uncertain of the tip only as seen from the target: registration, and the scale, which lengthens the way between them. */
export const relativeComponents = (
  space: Space,
  tip: Coordinates | null,
  center: Coordinates | null,
): Readonly<Record<string, Covariance>> => {
  const registration = registrationCovariance(space);
  const calibration = tip && center ? calibrationCovariance(space, minus(tip, center)) : null;
  return { ...(registration && { registration }), ...(calibration && { calibration }) };
};

/** A scale that is off by a share of itself lengthens a way by that share, along it. */
export const calibrationCovariance = (space: Space, way: Coordinates): Covariance | null => {
  const share = scaleSigmaOf(space);
  return share === null ? null : way.map((a) => way.map((b) => share * share * a * b));
};

/** 1 SD of an image's scale as a share of it; null where it is taken as exact. */
export const scaleSigmaOf = (space: Space): number | null =>
  'scaleSigma' in space ? (space.scaleSigma ?? null) : null;

export const totalCovariance = (components: Readonly<Record<string, Covariance>>): Covariance =>
  addCovariance(...Object.values(components));

/** How uncertain each mark is; exact (zero) unless the record says otherwise. */
export interface MarkCovariances {
  readonly tip: Covariance;
  readonly center: Covariance;
  readonly shaft: Covariance;
  readonly entry: Covariance;
  readonly plan: Covariance;
  /** A common shift of both planned points: the images of the plan lie where the tip's do no better than they were registered. */
  readonly planFrame: Covariance;
}

export const markCovariances = (
  record: Pick<Confirmation, 'space' | 'target' | 'shaftSigma' | 'entrySigma' | 'plan'>,
  tip: Covariance,
): MarkCovariances => {
  const size = dimensionsOf(record.space);
  const of = (sigma: number | undefined): Covariance =>
    sigma === undefined ? zeroCovariance(size) : isotropic(size, sigma);
  const registration = registrationCovariance(record.space) ?? zeroCovariance(size);
  return {
    tip,
    center: addCovariance(of(record.target?.sigma), registration),
    planFrame: registration,
    shaft: of(record.shaftSigma),
    entry: of(record.entrySigma),
    plan: of(record.plan?.sigma),
  };
};
