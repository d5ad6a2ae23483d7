import type { Caveat } from './caveat.ts';

/** How a scale is known. */
export type Basis =
  | 'pixel-spacing'
  | 'pixel-spacing-geometry'
  | 'pixel-spacing-fiducial'
  | 'us-region'
  | 'imager-magnification'
  | 'imager'
  | 'nominal-scanned'
  | 'user'
  | 'none';

/** Millimetres in the patient, millimetres at the detector of a projection, or image pixels. */
export type LengthUnit = 'mm' | 'mm-at-detector' | 'px';

/** The size of an image pixel in `unit`, and how it is known. With `px`: betweenColumns 1, betweenRows the pixel aspect ratio. */
export interface Scale {
  readonly betweenColumns: number;
  readonly betweenRows: number;
  readonly unit: LengthUnit;
  readonly basis: Basis;
}

/** A scale never travels without what must be known with it. */
export interface Calibration {
  readonly scale: Scale;
  readonly caveats: readonly Caveat[];
}

/** mm that no picture of a patient is wide or high. */
export const MOST_PICTURE_MM = 2000;
