import { assess, DEFAULT_CONFIDENCE } from '../assess/assess.ts';
import type { Assessment } from '../assess/assessment.ts';
import { marksOf, targetShape, type Marks } from '../assess/marks.ts';
import { measureBiplane } from '../assess/biplane.ts';
import { tipComponents, totalCovariance, voxelCovariance } from '../assess/uncertainty.ts';
import { isRefused, type Confirmation, type LengthUnit, type Space } from '../confirmation/record.ts';
import { alongAxes, isotropic, type Covariance } from '../space/covariance.ts';

/** A record as it is compared: its marks in one metric frame, how uncertain tip and target were marked, and what it amounts to. */
export interface Measured {
  readonly record: Confirmation;
  readonly marks: Marks;
  readonly unit: LengthUnit;
  /** Unit²; null where nothing is known of it. */
  readonly tipCovariance: Covariance | null;
  readonly targetCovariance: Covariance | null;
  /** What pixels and slices hide of any mark, unit²; null where the record doesn't say how the images are sampled. */
  readonly sampling: Covariance | null;
  readonly assessment: Assessment;
}

/** `space`: whose scale the marks are measured with, where an image has none of its own that would do; else the record's. */
export const measuredRecord = (record: Confirmation, space: Space = record.space): Measured => {
  const assessment = assess(record, { confidence: DEFAULT_CONFIDENCE });
  // The confidence is our own, and the record was checked.
  if (isRefused(assessment)) throw new Error(assessment.message);
  if (space.kind === 'biplane') {
    const { marks, covariance } = measureBiplane(record, space);
    return { record, marks, unit: 'mm', tipCovariance: covariance, targetCovariance: null, sampling: null, assessment };
  }
  const shape = record.target ? targetShape(space, record.target) : null;
  const components = tipComponents(space, record.tip);
  const sigma = record.target?.sigma;
  return {
    record,
    marks: marksOf(space, record, shape),
    unit: 'scale' in space ? space.scale.unit : 'mm',
    tipCovariance: components && totalCovariance(components),
    targetCovariance: sigma === undefined ? null : isotropic(space.kind === 'patient' ? 3 : 2, sigma),
    sampling: samplingOf(space),
    assessment,
  };
};

const samplingOf = (space: Space): Covariance | null => {
  if (space.kind === 'patient') return space.voxel ? voxelCovariance(space.voxel) : null;
  if (space.kind === 'biplane') return null;
  const { betweenColumns, betweenRows } = space.scale;
  return alongAxes(2, [
    { axis: [1, 0], variance: betweenColumns ** 2 / 12 },
    { axis: [0, 1], variance: betweenRows ** 2 / 12 },
  ]);
};
