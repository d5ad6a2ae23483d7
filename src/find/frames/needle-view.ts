import { exposedField } from './field.ts';
import type { FrameSearch, Pixel } from './frame.ts';
import { findLine, type NeedleLine } from './needle-line.ts';
import { planeOf, type Plane } from './plane.ts';
import { ridgeFilter, type RidgeFilter } from './ridge.ts';

/** Cells are no finer than this, mm: half of what ultrasound resolves. */
const FINEST_MM = 0.15;
/** What a pixel without a scale is taken for when a length in millimetres is needed to look at it. */
const PIXEL_MM = 0.2;
/** The scale of the filter across the needle, mm: a needle's echo is about a millimetre thick. */
const ACROSS_MM = 0.4;
/**
 * A line whose mean height is below this many times the speckle's spread is no needle, nor one whose heights above speckle sum up to less
 * than so many spreads times millimetres: the best line through speckle alone reaches 13, the phantoms' needles 35 and more.
 */
const LEAST_HEIGHT = 1.6;
const LEAST_SUM_MM = 20;

/** A needle in one frame of ultrasound, in cells of a plane. */
export interface NeedleView {
  readonly plane: Plane;
  readonly filter: RidgeFilter;
  /** Cells per mm. */
  readonly mm: number;
  readonly line: NeedleLine;
  readonly isImage: (x: number, y: number) => boolean;
}

/** A place that the needle of one frame is looked for at in another, and its angle there, radians. */
export interface KnownNeedle {
  readonly place: Pixel;
  readonly angle: number;
}

export const placeOn = ({ middle, direction }: NeedleLine, at: number): Pixel => [
  middle[0] + at * direction[0],
  middle[1] + at * direction[1],
];

/** The needle in a frame: the one that was pointed at, or the one that is known from another frame. Null where no line stands out of speckle. */
export const viewOf = (search: FrameSearch, index: number, near?: KnownNeedle): NeedleView | null => {
  const frame = search.frames[index];
  if (!frame) return null;
  const plane = planeOf(frame, search.region ?? null, frame.unit === 'mm' ? FINEST_MM : 0);
  const mm = frame.unit === 'mm' ? 1 / plane.pitch : 1 / (PIXEL_MM * plane.pitch);
  const filter = ridgeFilter(plane, ACROSS_MM * mm, 1);
  const field = exposedField(plane);
  const isImage = (x: number, y: number): boolean =>
    x > 1 && y > 1 && x < plane.width - 1 && y < plane.height - 1 && field.isField(x, y, 0);
  const line = findLine(
    filter,
    near?.place ?? plane.toPlane(search.seed),
    near
      ? { aside: 2.5 * mm, along: 60 * mm, near: { angle: near.angle, within: 0.09 } }
      : { aside: 2 * mm, along: 60 * mm },
    isImage,
  );
  return line && line.height > LEAST_HEIGHT * filter.noise && line.gain > LEAST_SUM_MM * mm * filter.noise
    ? { plane, filter, mm, line, isImage }
    : null;
};
