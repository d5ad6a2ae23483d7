import type { ImageFrame } from '../image/series.ts';
/** A display window as DICOM writes it: the centre and the number of values that it spans. */
export interface Window {
  readonly center: number;
  readonly width: number;
}

/** The stored values between which greys run. */
export interface VoiRange {
  readonly lower: number;
  readonly upper: number;
}

/** From Window Center and Width with the linear function (PS3.3 C.11.2.1.2.1): a width of 1 is a threshold. */
export const voiRangeOf = ({ center, width }: Window): VoiRange => ({
  lower: center - 0.5 - (width - 1) / 2,
  upper: center - 0.5 + (width - 1) / 2,
});

export const windowOfRange = ({ lower, upper }: VoiRange): Window => ({
  center: (lower + upper + 1) / 2,
  width: upper - lower + 1,
});

/** The window that the file recommends for a frame; null where it recommends none. */
export const recommendedWindow = ({ instance, frame }: ImageFrame): Window | null =>
  instance.frames[frame - 1]?.windows[0] ?? null;
