import { hasNoDepth, type ImageSeries } from './series.ts';

/** The series that one wants to see first; one without depth, as a localizer, only when there is nothing else. */
export const opensWith = (all: readonly ImageSeries[]): ImageSeries | undefined =>
  all.find((series) => !hasNoDepth(series)) ?? all[0];

/** Index of the image that a series opens at: of a run its beginning, of a stack its middle. */
export const opensAt = ({ frames, frameTimesMs }: ImageSeries): number =>
  frameTimesMs ? 0 : Math.floor(frames.length / 2);
