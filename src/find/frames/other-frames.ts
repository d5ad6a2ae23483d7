import type { DeviceEnd } from './device-end.ts';
import { framesAround, trackOf, type EndTrack } from './end-track.ts';
import type { ExposedField } from './field.ts';
import { endFrom, seenFrom, withoutOthers } from './follow-device.ts';
import { apart, type FrameSearch, type Pixel } from './frame.ts';
import { planeOf, type Plane } from './plane.ts';
import { ridgeFilter, startWith, type RidgeStart } from './ridge.ts';
import { STEP } from './trace.ts';

/** Other frames that the end is looked for in, and half the side of the window in them, cells. */
const OTHER_FRAMES = 4;
const WINDOW = 72;
/** Ends in two frames are the same one up to here, cells, and the most that one frame counts, log evidence. */
const SAME_END = 36;
export const MOST_TOLD = 6;

/** A ridge below this many times the noise is not taken for a device. */
export const LEAST_CONTRAST = 2.8;

/** What neighbouring frames say of an end. */
export interface FollowedUp {
  /** Where it lies along its axis, cells. */
  readonly track: EndTrack | null;
  /** Mean log evidence for a sharp end over one that fades: what lies behind the end differs where it moves. */
  readonly logRatio: number | null;
}

/** A device in the frame that was pointed at, in cells of its plane. */
export interface SeenDevice {
  readonly plane: Plane;
  readonly field: ExposedField;
  readonly start: RidgeStart;
}

export const lookAgain = (search: FrameSearch, { plane, field, start }: SeenDevice, end: DeviceEnd): FollowedUp => {
  const logRatios = [end.evidence?.logRatio ?? 0];
  if (search.frames.length < 3) return { track: null, logRatio: null };
  const back = end.path[Math.max(0, end.path.length - 14)] ?? end.place;
  const [low, high] = [
    plane.toImage([end.place[0] - WINDOW, end.place[1] - WINDOW]),
    plane.toImage([end.place[0] + WINDOW, end.place[1] + WINDOW]),
  ];
  const [indices, positions]: [number[], number[]] = [[], []];
  for (const index of framesAround(search.pointed, search.frames.length, OTHER_FRAMES)) {
    const frame = search.frames[index];
    if (!frame) continue;
    if (index === search.pointed) {
      indices.push(index);
      positions.push(0);
      continue;
    }
    const window = planeOf(frame, [low[0], low[1], high[0], high[1]], plane.pitch);
    const [left, top] = plane.toPlane(window.toImage([0, 0]));
    const inWindow: ExposedField = { ...field, isField: (x, y, margin) => field.isField(x + left, y + top, margin) };
    const filter = ridgeFilter(window, start.filter.scale, start.filter.sign);
    const runs = Math.atan2(end.direction[1], end.direction[0]);
    const there = startWith(filter, window.toPlane(plane.toImage(back)), 10, inWindow, runs);
    if (there.contrast < LEAST_CONTRAST) continue;
    const towards = Math.cos(there.angle) * end.direction[0] + Math.sin(there.angle) * end.direction[1] > 0;
    const heading = towards ? there.angle : there.angle + Math.PI;
    const followed = withoutOthers(seenFrom(there, inWindow, heading), there, inWindow, heading, []);
    const found = endFrom(there, inWindow, heading, followed, []);
    if (!found) continue;
    const [x, y] = plane.toPlane(window.toImage(found.place));
    if (found.evidence && (found.kind === 'sharp' || found.kind === 'tapered') && apart([x, y], end.place) < SAME_END)
      logRatios.push(found.evidence.logRatio);
    if (found.kind !== 'sharp') continue;
    indices.push(index);
    positions.push((x - end.place[0]) * end.direction[0] + (y - end.place[1]) * end.direction[1]);
  }
  const sum = logRatios.reduce((total, one) => total + Math.max(-MOST_TOLD, Math.min(MOST_TOLD, one)), 0);
  return {
    track: trackOf(indices, positions, search.pointed),
    logRatio: logRatios.length > 1 ? sum / logRatios.length : null,
  };
};

/** Ends of so many frames on one line say where each of them lies: how far they scatter about it at most, and how far from it the one may lie, cells. */
const TRACKED = 4;
const STEADY = 1.5;
const MOST_OFF = 10;
/** 1 SD of where such a line lies at least, cells. */
const LEAST_TRACK = 0.5;

/** The same end at another place near it, with what is measured from it; `sigma`: 1 SD of where it lies along the device, cells. */
export const movedTo = <End extends DeviceEnd>(end: End, place: Pixel, sigma: number): End => {
  const on = (place[0] - end.place[0]) * end.direction[0] + (place[1] - end.place[1]) * end.direction[1];
  return {
    ...end,
    place,
    length: end.length + on,
    path: [...end.path.slice(0, on < 0 ? Math.min(-1, Math.floor(on / STEP)) : -1), place],
    fit: { ...end.fit, end: end.fit.end + on, sigma },
    profile: { ...end.profile, distances: end.profile.distances.map((s) => s - on) },
  };
};

/** The same end, its place weighed with where the other frames have it: each by its variance. */
export const placedBy = <End extends DeviceEnd>(end: End, track: EndTrack | null): End => {
  if (end.kind !== 'sharp' || !track || track.frames < TRACKED || track.spread > STEADY) return end;
  if (Math.abs(track.expected) > MOST_OFF) return end;
  const [own, others] = [end.fit.sigma ** 2, Math.max(LEAST_TRACK, track.spread) ** 2];
  const on = (track.expected * own) / (own + others);
  const place: Pixel = [end.place[0] + on * end.direction[0], end.place[1] + on * end.direction[1]];
  return movedTo(end, place, Math.sqrt((own * others) / (own + others)));
};
