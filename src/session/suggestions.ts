import type { Confirmation, Space, Tip } from '../confirmation/record.ts';
import type { TipCandidate } from '../find/candidate.ts';
import type { MarkExamination } from '../find/examine.ts';
import type { ImageSeries } from '../image/series.ts';
import type { Vector3 } from '../space/vector.ts';
import type { ImageSource } from './image-source.ts';

/** One frame's pixels as they are decoded, with what makes values of them. */
export interface DecodedPixels {
  /** Row by row; of colours all samples of a pixel together. */
  readonly stored: ArrayLike<number>;
  readonly samplesPerPixel: number;
  readonly slope: number;
  readonly intercept: number;
}

/** The pixels of images of a series by their places in it; null where an image has to be fetched first and `isThere` asks for those at hand only. */
export type PixelsOf = (
  series: ImageSeries,
  indices: readonly number[],
  options: { readonly signal: AbortSignal; readonly isThere?: boolean },
) => Promise<readonly DecodedPixels[] | null>;

/** An end that was found, in the patient (mm) or in an image (pixels). */
export type FoundEnd = TipCandidate<Vector3 | readonly [number, number]>;

/** What was found near a place that the reader pointed at. */
export interface Suggestions {
  /** The image that was pointed at, and the space that its marks are in. */
  readonly source: ImageSource;
  readonly space: Space;
  /** Null while it is being looked for. */
  readonly ends: readonly FoundEnd[] | null;
  /** Which of them is looked at. */
  readonly index: number;
  /** Why there are none: a sentence in English; null where there are, or where it isn't known yet. */
  readonly reason: string | null;
}

/** What the pixels say of a marked tip. */
export interface ExaminedTip {
  /** The tip as it was marked: what was seen of it holds for no other, wherever it lies. */
  readonly tip: Tip;
  /** The shaft as it was then: it says which end of the device is meant. */
  readonly shaft: Confirmation['shaft'];
  /** Null while it is being looked at; `nothing`: these images can't be asked, with the reason. */
  readonly result: MarkExamination<FoundEnd> | { readonly kind: 'nothing'; readonly reason: string } | null;
}

/** Whether what was seen is of this record's tip as it is. Confirming it, or saying how surely it was marked, doesn't move it. */
export const isOfTip = (examined: ExaminedTip, { tip, shaft }: Pick<Confirmation, 'tip' | 'shaft'>): boolean =>
  tip?.position !== undefined && examined.tip.position === tip.position && examined.shaft === shaft;

export const isContradicted = (examined: ExaminedTip | null): boolean => {
  const result = examined?.result;
  return result !== null && result !== undefined && !('kind' in result) && result.verdict === 'contradicted';
};

/** Below this an end is no evidence by itself: a person has to say that it is the tip. */
const LEAST_EVIDENCE = 0.5;

/** Where the end of a device shows the device itself. In ultrasound and MR it never does: a beam is thin, a void isn't the metal. */
const SHOWING_METAL: readonly string[] = ['CT', 'XA', 'RF'];

/** Whether an end counts as seen in the image, for a reader who takes it as evidence: it is clear, and nothing speaks against it. */
export const isImageEvidence = ({ score, evidence }: FoundEnd, modality: string): boolean =>
  SHOWING_METAL.includes(modality) && score >= LEAST_EVIDENCE && evidence.every(({ supports }) => supports !== false);

/** Whether what was seen of a mark is as sure as an end has to be that is accepted as seen. */
export const canBeEvidence = ({ verdict, end }: MarkExamination<FoundEnd>, modality: string): boolean =>
  verdict === 'supported' && end !== null && isImageEvidence(end, modality);
