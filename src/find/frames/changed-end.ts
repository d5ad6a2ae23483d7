import { endOfTrace, judgedBy, type DeviceEnd } from './device-end.ts';
import type { ExposedField } from './field.ts';
import { apart, type Pixel } from './frame.ts';
import type { Plane } from './plane.ts';
import { boundsAround, NOISE_WINDOW, response, ridgeFilter, type RidgeStart } from './ridge.ts';
import { follow, headingAt } from './trace.ts';

/** Share of the device's height, and times the noise, with which it is seen in the frame without its background: it isn't where it lies still. */
const SEEN = 0.6;
const STANDS_OUT = 3;
/** Places one after the other at which it must be seen, and as far back from there as it is looked at: less high as well. */
const RUN = 5;
const BACK = 16;
const LESS = 0.42;
/** Log evidence for a sharp end, or contrast where there is none, and the share of its height that the device has before such an end. */
const SHARP = 0.5;
const CONTRAST = 3;
const PLAIN_CONTRAST = 5.25;
const UP_TO_END = 0.75;
/** Ends in the frame and in the frame without its background are the same one up to here, cells. */
const SAME = 4;
/** Further than this beyond it the device itself is seen: it lies still there, or goes where it has been. */
const ASTRAY = 40;

export interface EndInMotion extends DeviceEnd {
  /** What moves over the cine ends there. */
  readonly isInMotion: boolean;
  /** It was followed in the frame without its background: the frame itself led elsewhere. */
  readonly isFollowedInMotion: boolean;
}

/**
 * The end of the device in the frame without what stands still over the cine, followed from the last places at which it is seen there: neither bones nor
 * other lines lead astray. `null` where the device hardly moves, which takes it away with its background.
 */
const changedEnd = (known: RidgeStart, path: readonly Pixel[], plane: Plane, field: ExposedField): DeviceEnd | null => {
  const { scale, sign } = known.filter;
  const filter = ridgeFilter(plane, scale, sign, boundsAround(plane, path[path.length - 1] ?? [0, 0], NOISE_WINDOW));
  const headings = path.map((_, i) => headingAt(path, i));
  const heights = path.map(([x, y], i) => response(filter, x, y, headings[i] ?? 0));
  const least = Math.max(SEEN * known.height, STANDS_OUT * filter.noise);
  const last = lastRun(heights, least);
  if (last === null) return null;
  let first = last;
  while (first > 0 && last - first < BACK && (heights[first - 1] ?? 0) > LESS * known.height) first -= 1;
  const at = first + (RUN >> 1);
  const place = path[at];
  if (!place) return null;
  const start = { height: known.height, contrast: known.height / filter.noise };
  const trace = follow(filter, place, headings[at] ?? 0, start, field);
  const end = endOfTrace(filter, known.height, trace, field, path.slice(first, at).reverse());
  return end && isPlain(end)
    ? { ...end, length: end.length + lengthOf(path, at), path: [...path.slice(0, at), ...end.path] }
    : null;
};

/** Where the last RUN places begin that are as high as this. */
const lastRun = (heights: readonly number[], least: number): number | null => {
  for (let first = heights.length - RUN; first >= 0; first -= 1)
    if (heights.slice(first, first + RUN).every((height) => height > least)) return first;
  return null;
};

const lengthOf = (path: readonly Pixel[], to: number): number =>
  path.slice(1, to + 1).reduce((sum, place, i) => sum + apart(place, path[i] ?? place), 0);

const isPlain = ({ kind, contrast, lastShare, evidence }: DeviceEnd): boolean =>
  kind === 'sharp' &&
  lastShare > UP_TO_END &&
  (evidence ? contrast > CONTRAST && evidence.logRatio > SHARP : contrast > PLAIN_CONTRAST);

/** An end, and what the frame without its background has to say of it. */
export const inMotion = (
  known: RidgeStart,
  end: DeviceEnd,
  changed: Plane | null,
  field: ExposedField,
): EndInMotion => {
  const still = { ...end, isInMotion: false, isFollowedInMotion: false };
  const moved = changed && changedEnd(known, end.path, changed, field);
  if (!moved) return still;
  const off = apart(moved.place, end.place);
  if (off < SAME && (end.kind === 'sharp' || end.kind === 'tapered')) {
    const motion = { isInMotion: true, isFollowedInMotion: false };
    if (!end.evidence || !moved.evidence) return { ...end, ...motion };
    const logRatio = (end.evidence.logRatio + moved.evidence.logRatio) / 2;
    return { ...judgedBy({ ...end, evidence: { ...end.evidence, logRatio } }, logRatio), ...motion };
  }
  return off < ASTRAY ? { ...moved, isInMotion: true, isFollowedInMotion: true } : still;
};
