import type { ImageFrame } from '../image/series.ts';
import type { Confirmation } from '../confirmation/record.ts';

/** The marks that a press can make. */
export type MarkTool = 'target' | 'tip' | 'shaft' | 'entry' | 'plan';

export type TargetShape = 'round' | 'point' | 'contour';

/** Where a press landed, in the words of a record. */
export interface PlacedPoint {
  readonly space: Confirmation['space'];
  readonly position: readonly number[];
  /** One standard deviation of marking, in the space's unit: max(1 CSS pixel at this zoom, half an image pixel). */
  readonly sigma: number;
  readonly image: { readonly sopInstanceUID: string; readonly frame: number } | null;
  readonly frame: ImageFrame | null;
}
