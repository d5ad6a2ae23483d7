import { exposedField } from './field.ts';
import type { Frame, FrameSearch, Pixel } from './frame.ts';
import { findLine, type NeedleLine } from './needle-line.ts';
import { planeOf, smoothed, tiledPlaneOf, type Plane } from './plane.ts';
import { ridgeFilter, type RidgeFilter } from './ridge.ts';

/** Cells are no finer than this, mm: half of what ultrasound resolves. */
const FINEST_MM = 0.15;
/** What a pixel without a scale is taken for when a length in millimetres is needed to look at it. */
const PIXEL_MM = 0.2;
/** The scale of the filter across the needle, mm: a needle's echo is about a millimetre thick. */
const ACROSS_MM = 0.4;
/**
 * A line whose mean height is below this many times the speckle's spread is no needle, nor one whose heights above speckle sum up to less
 * than so many spreads times millimetres: the best line through speckle alone reaches 13, all but steep and faint needles of phantoms 20 and more.
 */
const LEAST_HEIGHT = 1.6;
const LEAST_SUM_MM = 15;

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

/** The needle that was pointed at, in the frame that was. Null where no line stands out of speckle. */
export const viewOf = (search: FrameSearch): NeedleView | null => {
  const frame = search.frames[search.pointed];
  if (!frame) return null;
  const plane = planeOf(frame, search.region ?? null, finestOf(frame));
  const mm = frame.unit === 'mm' ? 1 / plane.pitch : 1 / (PIXEL_MM * plane.pitch);
  const filter = ridgeFilter(plane, ACROSS_MM * mm, 1);
  const field = exposedField(plane);
  const isImage = (x: number, y: number): boolean =>
    x > 1 && y > 1 && x < plane.width - 1 && y < plane.height - 1 && field.isField(x, y, 0);
  const line = findLine(filter, plane.toPlane(search.seed), { aside: 2 * mm, along: 60 * mm }, isImage);
  return seenOf({ plane, filter, mm, isImage }, line);
};

/**
 * The same needle in another frame of the cine, near where it is known to lie. What the picture's edge and its speckle are is taken from the
 * frame that was pointed at, so that only what lies around the needle is read of this one.
 */
export const otherViewOf = (
  search: FrameSearch,
  index: number,
  known: NeedleView,
  near: KnownNeedle,
): NeedleView | null => {
  const frame = search.frames[index];
  if (!frame) return null;
  const { filter, mm, isImage } = known;
  const plane = tiledPlaneOf(frame, search.region ?? null, finestOf(frame));
  if (plane.width !== known.plane.width || plane.height !== known.plane.height) return null;
  const other = { plane, filter: { ...filter, smooth: smoothed(plane, filter.scale) }, mm, isImage };
  const line = findLine(
    other.filter,
    near.place,
    { aside: 2.5 * mm, along: 60 * mm, near: { angle: near.angle, within: 0.09 } },
    isImage,
  );
  return seenOf(other, line);
};

const finestOf = ({ unit }: Frame): number => (unit === 'mm' ? FINEST_MM : 0);

const seenOf = (parts: Omit<NeedleView, 'line'>, line: NeedleLine | null): NeedleView | null =>
  line && line.height > LEAST_HEIGHT * parts.filter.noise && line.gain > LEAST_SUM_MM * parts.mm * parts.filter.noise
    ? { ...parts, line }
    : null;
