import type { Confirmation, PatientSpace, Space, Tip, Voxel } from '../confirmation/record.ts';
import { dimensionsOf } from '../confirmation/record.ts';
import {
  addCovariance,
  alongAxes,
  fromFlat,
  isotropic,
  quadraticForm,
  zeroCovariance,
  eigen,
  type Covariance,
} from '../space/covariance.ts';
import { NORMAL_95 } from '../space/normal-distribution.ts';
import { normalSamples } from '../space/normal-samples.ts';
import { norm, type Coordinates } from '../space/surface.ts';
import { cross, normalize, type Vector3 } from '../space/vector.ts';
import type { Marks } from './marks.ts';

/** Below this many standard deviations from a metric's singular place (distance 0) linear propagation isn't used. */
const LINEAR_FROM_SIGMAS = 3;

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
const voxelCovariance = (voxel: Voxel): Covariance => {
  const [row, column, normal] = voxelAxes(voxel);
  return alongAxes(3, [
    { axis: row, variance: voxel.betweenColumns ** 2 / 12 },
    { axis: column, variance: voxel.betweenRows ** 2 / 12 },
    { axis: normal, variance: sliceVariance(voxel) },
  ]);
};

const sliceVariance = (voxel: Voxel): number => Math.max(voxel.betweenSlices, voxel.sliceThickness) ** 2 / 12;

const voxelAxes = ({ orientation }: Voxel): readonly [Vector3, Vector3, Vector3] => {
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

export const totalCovariance = (components: Readonly<Record<string, Covariance>>): Covariance =>
  addCovariance(...Object.values(components));

/** How uncertain each mark is; exact (zero) unless the record says otherwise. */
export interface MarkCovariances {
  readonly tip: Covariance;
  readonly center: Covariance;
  readonly shaft: Covariance;
  readonly entry: Covariance;
  readonly plan: Covariance;
}

export const markCovariances = (
  record: Pick<Confirmation, 'space' | 'target' | 'shaftSigma' | 'entrySigma' | 'plan'>,
  tip: Covariance,
): MarkCovariances => {
  const size = dimensionsOf(record.space);
  const of = (sigma: number | undefined): Covariance =>
    sigma === undefined ? zeroCovariance(size) : isotropic(size, sigma);
  return {
    tip,
    center: of(record.target?.sigma),
    shaft: of(record.shaftSigma),
    entry: of(record.entrySigma),
    plan: of(record.plan?.sigma),
  };
};

/** Every mark with its covariance and how to put a moved one back. */
const parts = (
  marks: Marks,
  covariances: MarkCovariances,
): readonly {
  readonly at: Coordinates;
  readonly covariance: Covariance;
  readonly moved: (to: Coordinates) => Marks;
}[] => {
  const list: {
    readonly at: Coordinates;
    readonly covariance: Covariance;
    readonly moved: (to: Coordinates) => Marks;
  }[] = [];
  const one = (at: Coordinates | null, covariance: Covariance, moved: (to: Coordinates) => Marks): void => {
    if (at && covariance.some((line) => line.some((value) => value !== 0))) list.push({ at, covariance, moved });
  };
  one(marks.tip, covariances.tip, (tip) => ({ ...marks, tip }));
  one(marks.center, covariances.center, (center) => ({ ...marks, center }));
  one(marks.entry, covariances.entry, (entry) => ({ ...marks, entry }));
  one(marks.planEntry, covariances.plan, (planEntry) => ({ ...marks, planEntry }));
  one(marks.planTarget, covariances.plan, (planTarget) => ({ ...marks, planTarget }));
  marks.shaft.forEach((point, index) => {
    one(point, covariances.shaft, (to) => ({
      ...marks,
      shaft: marks.shaft.map((old, at) => (at === index ? to : old)),
    }));
  });
  return list;
};

const STEP = 1e-4;

/** Linear propagation: √Σ gᵀCg with the gradient by central differences. */
export const linearSigma = (
  metric: (marks: Marks) => number | null,
  marks: Marks,
  covariances: MarkCovariances,
): number => {
  let variance = 0;
  for (const { at, covariance, moved } of parts(marks, covariances)) {
    const gradient = at.map((_, axis) => {
      const shifted = (by: number): number =>
        metric(moved(at.map((value, index) => (index === axis ? value + by : value)))) ?? NaN;
      return (shifted(STEP) - shifted(-STEP)) / (2 * STEP);
    });
    variance += quadraticForm(covariance, gradient);
  }
  return Math.sqrt(variance);
};

export interface Spread {
  readonly sigma: number;
  readonly interval: readonly [number, number];
}

export const linearSpread = (value: number, sigma: number): Spread => ({
  sigma,
  interval: [value - NORMAL_95 * sigma, value + NORMAL_95 * sigma],
});

/**
 * The spread of a length |v| measured with an error of covariance C. Far from 0 linear; near 0, where a length can't go below it, its
 * standard deviation over the fixed sample set and the interval of all true lengths that the measured one doesn't contradict at 95 %.
 */
export const lengthSpread = (offset: Coordinates, covariance: Covariance): Spread => {
  const value = norm(offset);
  const axes = eigen(covariance);
  const largest = Math.sqrt(Math.max(...axes.map((axis) => axis.value)));
  if (largest === 0) return { sigma: 0, interval: [value, value] };
  const unit = value > 0 ? offset.map((part) => part / value) : (axes[0]?.vector ?? offset);
  const along = Math.sqrt(quadraticForm(covariance, unit));
  if (value >= LINEAR_FROM_SIGMAS * largest) return linearSpread(value, along);
  const errors = normalSamples().map((sample) =>
    axes.reduce<number[]>(
      (sum, axis, index) =>
        sum.map((part, at) => part + Math.sqrt(axis.value) * (axis.vector[at] ?? 0) * (sample[index] ?? 0)),
      offset.map(() => 0),
    ),
  );
  const lengths = (trueLength: number): number[] =>
    errors.map((error) => norm(error.map((part, axis) => part + trueLength * (unit[axis] ?? 0))));
  const measured = lengths(value);
  const mean = measured.reduce((sum, one) => sum + one, 0) / measured.length;
  const sigma = Math.sqrt(measured.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (measured.length - 1));
  const shareBelow = (trueLength: number): number =>
    lengths(trueLength).filter((one) => one <= value).length / errors.length;
  // shareBelow falls as the true length grows: the ends are where it is 97.5 % and 2.5 %.
  const solve = (share: number): number => {
    let [low, high] = [0, value + 6 * largest];
    if (shareBelow(0) <= share) return 0;
    for (let step = 0; step < 14; step += 1) {
      const middle = (low + high) / 2;
      if (shareBelow(middle) > share) low = middle;
      else high = middle;
    }
    return (low + high) / 2;
  };
  return { sigma, interval: [solve(0.975), Math.max(value, solve(0.025))] };
};
