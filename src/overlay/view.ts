import type { CanvasPoint } from '../space/frame.ts';

/** A position as a record holds it: patient millimetres (3 numbers) or an image point (2). Which one, the record's space says. */
export type MarkPosition = readonly number[];

/** Where a mark comes to lie in a view. */
export interface Projected {
  readonly at: CanvasPoint;
  /** Signed distance in mm from the shown plane, + away from the reader. 0 in an image of its own frame. */
  readonly offsetMm: number;
}

/** What a viewport shows, as far as drawing marks needs it. Plain functions: no Cornerstone here. */
export interface OverlayView {
  /** Null where the view can't show the record at all (another frame of reference, another image). */
  project(position: MarkPosition): Projected | null;
  /** The position on the shown plane, or in the shown image, that lies under a canvas point. */
  positionAt(at: CanvasPoint): MarkPosition;
  /** A mark within this distance of the shown plane counts as in it: half the distance to the next slice. */
  readonly halfSliceMm: number;
  /** Canvas pixels for 1 mm in patient views; unused in images, whose circles are drawn point by point. */
  readonly canvasPerMm: number;
  /** Images only: the frame that the marks belong to where it isn't the one shown; they are ghosts then. Null where it is. */
  readonly otherFrame: number | null;
  readonly width: number;
  readonly height: number;
  /** Puts a label's words into the reader's language; without it they stay English. */
  readonly say?: (words: string) => string;
}

/** Words of a label as a view's reader is told them. */
export const sayIn = ({ say }: OverlayView, words: string): string => say?.(words) ?? words;
