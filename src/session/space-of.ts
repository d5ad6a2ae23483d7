import type { Confirmation } from '../confirmation/record.ts';
import { regionAt } from '../image/ultrasound-region.ts';
import type { ImageFrame, ImageSeries } from '../image/series.ts';
import { imagePoint } from '../space/frame.ts';

/** An image and the series it belongs to. */
export interface ImageSource {
  readonly series: ImageSeries;
  readonly frame: ImageFrame;
}
