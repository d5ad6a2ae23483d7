import { framesAround } from './end-track.ts';
import type { FrameSearch } from './frame.ts';
import { movingEnd, type FrameProfile, type MovingEnd } from './moving-end.ts';
import { lineProfile, type NeedleLine } from './needle-line.ts';
import { otherViewOf, placeOn, type NeedleView } from './needle-view.ts';
import { median } from './plane.ts';
import { shaftTravel } from './shaft-travel.ts';

/** Frames besides the one that was pointed at that are looked at. */
const OTHER_FRAMES = 5;
/** A cine of up to so many frames is looked over as a whole, at so many frames more. */
const WHOLE_CINE = 60;
const MORE_FRAMES = 12;
/** What is read of the axis: so far back from the end and so far beyond it, mm. */
const BACK_MM = 40;
const BEYOND_MM = 14;
/** Where the end is sought, mm from where the one frame shows it. */
const EARLIER_MM = 10;
const LATER_MM = 4;
/** A cine in which the end or the shaft goes less far than this shows no movement; and no needle goes farther than that. mm over all frames looked at. */
const STILL_MM = 1.25;
const MOST_MM = 15;
/** Distance over which the needle's echo is correlated, mm. */
const CORRELATED_MM = 1;
/** 1 SD of one value, of that of a piece of the filter. */
const SPREAD = 1.6;
/** By how much an end that moves must explain the frames better (log likelihood). */
const LEAST_GAIN = 3;
/** Below this it stays. */
const PLAINLY_STILL = 1.5;
/** End and shaft go alike where their speeds differ by less than this share. */
const ALIKE = 0.35;

/** What the frames of a cine say of an end: it goes with the device, or it stays where it is while the device moves. */
export interface EndMotion {
  readonly verdict: 'moves' | 'stays' | 'unclear';
  /** How far the end goes per frame along the axis, cells. */
  readonly perFrame: number;
  /** Where it lies in the frame that was pointed at, along the line from its middle, cells; null where it doesn't move. */
  readonly at: number | null;
  /** How much better an end that moves explains the frames than one that stays, beyond what it takes (log likelihood); 0 where it doesn't. */
  readonly gain: number;
}

/** The needle in one frame of a cine. */
export interface NeedleInFrame {
  /** Frames from the one that was pointed at. */
  readonly time: number;
  readonly view: NeedleView;
}

/** The needle in frames of the cine, the one that was pointed at among them, from the earliest on. */
export interface NeedleInFrames {
  /** Those next to the one that was pointed at. */
  readonly around: readonly NeedleInFrame[];
  /** The same and others, from all over the cine where it is short: looked for when they are asked for. */
  readonly all: () => readonly NeedleInFrame[];
}

export const needleInFrames = (search: FrameSearch, view: NeedleView, sense: 1 | -1): NeedleInFrames => {
  const { line, mm } = view;
  // A place that the needle reaches in the other frames too: well before its end.
  const last = sense > 0 ? line.to : line.from;
  const other = sense > 0 ? line.from : line.to;
  const back = sense * Math.max(sense * other, sense * last - 14 * mm);
  const near = { place: placeOn(line, (back + last) / 2), angle: Math.atan2(line.direction[1], line.direction[0]) };
  const { pointed, frames } = search;
  const seenIn = (indices: readonly number[]): readonly NeedleInFrame[] =>
    indices.flatMap((index) => {
      const seen = index === pointed ? view : otherViewOf(search, index, view, near);
      return seen ? [{ time: index - pointed, view: seen }] : [];
    });
  const indices = framesAround(pointed, frames.length, OTHER_FRAMES);
  const around = seenIn(indices);
  return {
    around,
    all: () => {
      const others = framesAround(pointed, frames.length, WHOLE_CINE).filter((index) => !indices.includes(index));
      const every = Math.max(1, Math.ceil(others.length / MORE_FRAMES));
      const more = seenIn(others.filter((_, n) => n % every === 0));
      return [...around, ...more].sort((a, b) => a.time - b.time);
    },
  };
};

/** The needle as it lies in the other frames, read along its axis from the same places of the image. Null with fewer than three frames. */
export const endMotion = (frames: readonly NeedleInFrame[], view: NeedleView, sense: 1 | -1): EndMotion | null => {
  if (frames.length < 3) return null;
  const { line, mm, filter } = view;
  const last = sense > 0 ? line.to : line.from;
  const other = sense > 0 ? line.from : line.to;
  const low = Math.floor(sense * last - BACK_MM * mm);
  const high = Math.ceil(sense * last + BEYOND_MM * mm);
  const profiles = frames.map(({ time, view: seen }): FrameProfile => ({
    time,
    values: valuesOn(seen, line, sense, { low, high }),
  }));
  const pointed = profiles.find(({ time }) => time === 0);
  if (!pointed) return null;
  const [from, to] = [Math.max(0, sense * other - low), sense * last - low];
  const shaft = pointed.values.slice(Math.ceil(from + mm), Math.max(0, Math.floor(to - 5 * mm)));
  const known = shaft.filter((value) => !Number.isNaN(value));
  const usual = known.length > 2 * mm ? Math.max(median(known), 0.5 * line.height) : line.height;
  const limits = { still: STILL_MM * mm, most: MOST_MM * mm };
  const spread = SPREAD * filter.noise;
  const moving = movingEnd(profiles, {
    ...limits,
    from: Math.max(from + 1.5 * mm, to - EARLIER_MM * mm),
    to: to + LATER_MM * mm,
    low: Math.max(from + mm, to - 22 * mm),
    high: to + BEYOND_MM * mm,
    usual,
    spread,
    correlated: CORRELATED_MM * mm,
  });
  if (!moving) return null;
  const isMoving = moving.gain > LEAST_GAIN;
  // The shaft's part that all frames show: a needle's own end isn't on it.
  const reach = Math.max(...profiles.map(({ time }) => Math.abs(time * moving.perFrame)));
  const shaftSpeed = shaftTravel(profiles, {
    ...limits,
    low: from + mm,
    high: isMoving ? moving.at - reach - mm : to - 2 * mm,
    spread,
  });
  return {
    verdict: verdictOf(moving, shaftSpeed),
    perFrame: isMoving ? moving.perFrame : 0,
    at: isMoving ? sense * (moving.at + low) : null,
    gain: Math.max(0, moving.gain - LEAST_GAIN),
  };
};

/** A beating heart's wall ends and moves as well: only where what is on the shaft goes along is the end the device's. */
const verdictOf = ({ gain, perFrame }: MovingEnd, shaft: number | null): EndMotion['verdict'] => {
  if (shaft === null) return 'unclear';
  const isAlike = Math.abs(perFrame - shaft) < ALIKE * Math.max(Math.abs(shaft), Math.abs(perFrame));
  if (gain > LEAST_GAIN) return isAlike ? 'moves' : 'unclear';
  return gain < PLAINLY_STILL ? 'stays' : 'unclear';
};

/** The needle of a frame, read from `low` to `high` of the axis that it has in the frame that was pointed at. */
const valuesOn = (
  { filter, line, isImage }: NeedleView,
  { middle }: NeedleLine,
  sense: 1 | -1,
  { low, high }: { readonly low: number; readonly high: number },
): Float64Array => {
  const [dx, dy] = line.direction;
  const offset = (middle[0] - line.middle[0]) * dx + (middle[1] - line.middle[1]) * dy;
  const read = lineProfile(filter, placeOn(line, offset), [sense * dx, sense * dy], { low, high, step: 1 }, isImage);
  const values = new Float64Array(high - low + 1).fill(NaN);
  read.positions.forEach((position, n) => {
    values[Math.round(position - low)] = read.values[n] ?? NaN;
  });
  return values;
};
