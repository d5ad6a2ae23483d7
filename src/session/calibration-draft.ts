import type { CalibrationMethod } from '../confirmation/user-calibration.ts';
import type { ObjectForm } from '../image/known-object.ts';
import type { ImagePoint } from '../space/frame.ts';

/** An object of known size as far as it is marked and told. */
export interface CalibrationDraft {
  readonly sopInstanceUID: string;
  readonly frame: number;
  readonly method: CalibrationMethod;
  readonly form: ObjectForm;
  readonly points: readonly ImagePoint[];
  /** 1 SD of each point along columns and rows, px; null before one is marked. */
  readonly pointSigma: number | null;
  /** mm: the size of the object; of what was entered, mm from one column to the next. */
  readonly size: number | null;
  /** 1 SD of that, mm; null where it counts as exact. */
  readonly sizeSigma: number | null;
  readonly designation: string | null;
  readonly atTargetDepth: boolean;
}
