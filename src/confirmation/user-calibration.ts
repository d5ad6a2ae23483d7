import type { ImagePoint } from '../space/frame.ts';
import type { Scale } from '../image/scale.ts';

/** What a reader calibrated an image on; `entered`: the size of a pixel was typed in. */
/** The ways in which a reader finds a scale. */
export const CALIBRATION_METHODS = ['catheter', 'needle', 'ruler', 'sphere', 'entered'] as const;
/** By what a reader found a scale. */
export type CalibrationMethod = (typeof CALIBRATION_METHODS)[number];

/** How a scale of basis `user` was found. Of its members `atTargetDepth` alone changes what is said; the numbers are those of the scale. */
export interface UserCalibration {
  readonly method: CalibrationMethod;
  /** mm: the outer diameter, the distance between two marks, the diameter of a sphere. */
  readonly size?: number;
  /** 1 SD of the size, mm. */
  readonly sizeSigma?: number;
  /** The size as the object is called, such as "6 F" or "18 G". */
  readonly designation?: string;
  /**
   * Image points. Two: the ends of a line across the object (of a sphere: its centre and a point on its edge); four: two along one edge of a
   * shaft and two along the other; of a sphere three or more: points on its edge.
   */
  readonly points?: readonly ImagePoint[];
  /** The picture that the points lie on. */
  readonly sopInstanceUID?: string;
  readonly frame?: number;
  /** The object lies at the target's depth, by the reader's word. */
  readonly atTargetDepth?: boolean;
  readonly observer?: string;
  readonly at?: string;
}

/** A scale with how uncertain it is and how it was found: what the space of an image holds of it. */
export interface Scaling {
  readonly scale: Scale;
  readonly scaleSigma?: number;
  readonly calibration?: UserCalibration;
}

const membersOf = (calibration: UserCalibration | undefined): string =>
  JSON.stringify(Object.entries(calibration ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)));

const isSameScale = (a: Scale, b: Scale): boolean =>
  a.unit === b.unit && a.basis === b.basis && a.betweenColumns === b.betweenColumns && a.betweenRows === b.betweenRows;

/** Whether two scales are one and the same. What a record says of the uncertainty of an image's own scale is the record's alone. */
export const isSameScaling = (a: Scaling, b: Scaling): boolean =>
  isSameScale(a.scale, b.scale) &&
  (a.scale.basis !== 'user' ||
    (a.scaleSigma === b.scaleSigma && membersOf(a.calibration) === membersOf(b.calibration)));

/** The members of a space that say its scale, alone. */
export const scalingOf = ({ scale, scaleSigma, calibration }: Scaling): Scaling => ({
  scale,
  ...(scaleSigma !== undefined && { scaleSigma }),
  ...(calibration && { calibration }),
});
