import type { Scaling, UserCalibration } from '../confirmation/user-calibration.ts';
import type { ImageFrame, ImageSeries } from '../image/series.ts';

/**
 * A scale that a reader gave an image. It holds in every frame of the instance: of a run they share their view. In ultrasound it holds in the
 * region that the object lies in.
 */
export interface ImageCalibration extends Scaling {
  readonly sopInstanceUID: string;
  readonly calibration: UserCalibration;
}

/** An image and the series it belongs to. */
export interface ImageSource {
  readonly series: ImageSeries;
  readonly frame: ImageFrame;
  /** What the reader calibrated of it; absent where nothing was. */
  readonly calibrations?: readonly ImageCalibration[];
}
