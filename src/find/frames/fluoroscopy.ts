import { notFound, type NotFound, type TipReason } from '../candidate.ts';
import { isShuttered } from './arms.ts';
import { startNear } from './device-start.ts';
import { endOfTrace, judgedBy, type DeviceEnd } from './device-end.ts';
import { framesAround, trackOf, type EndTrack } from './end-track.ts';
import { continuationOf } from './continuation.ts';
import type { ExposedField } from './field.ts';
import { onPixels, type FrameCandidate, type JudgedEnd } from './frame-candidate.ts';
import { searchProblem, type FrameSearch, type Pixel } from './frame.ts';
import { inMotion, type EndInMotion } from './changed-end.ts';
import { changeFor, fieldFor, planeFor } from './kept.ts';
import { isClosed, leavingLoop, withItsOwnHeight } from './loop.ts';
import { lineAtEnd, takenLine, withoutLine } from './passing-line.ts';
import { planeOf, type Plane } from './plane.ts';
import { ridgeFilter, startWith, type RidgeFilter, type RidgeStart } from './ridge.ts';
import { follow, STEP, type Trace } from './trace.ts';

export const FLUOROSCOPY_METHOD = 'ridge-trace';
export const FLUOROSCOPY_VERSION = '1.7.0';

/** From the seed to the device, cells. */
const REACH = 6;
/** A ridge below this many times the noise is not taken for a device. */
const LEAST_CONTRAST = 2.8;
/** Other frames that the end is looked for in, and half the side of the window in them, cells. */
const OTHER_FRAMES = 4;
const WINDOW = 72;
/** Ends in two frames are the same one up to here, cells, and the most that one frame counts, log evidence. */
const SAME_END = 36;
const MOST_TOLD = 6;
/** Log evidence by which an end that fades must be likelier than a sharp one for a mark there to be contradicted. */
const PLAIN_TAPER = 1.2;
/** Other lines that are taken away at most, for one end. */
const MOST_LINES = 4;
const LINES_AT_END = 2;
const MOST_BRIDGES = 4;
/** Steps from the end back within which such a line lies. */
const NEAR_END = 14;
/** 1 SD that is added to what the fit says, cells, and the share of both that the phantoms' errors have: bumps and outliers are allowed for that most ends don't have. */
const FLOOR_ALONG = 0.35;
const SHARE_ALONG = 0.7;
const FLOOR_ACROSS = 0.35;
/** Below this score a sharp end is taken for chance: what the phantoms' false ends score. */
const LEAST_SCORE = 0.2;

interface Traced {
  readonly start: RidgeStart;
  readonly ends: readonly DeviceEnd[];
}

const apart = (a: Pixel, b: Pixel): number => Math.hypot(a[0] - b[0], a[1] - b[1]);

/** A device followed one way, on the filter without the lines that were told from it. */
interface Followed {
  readonly filter: RidgeFilter;
  readonly trace: Trace;
}

/** A device followed one way, not round and round in a loop. */
const seenFrom = (start: RidgeStart, field: ExposedField, heading: number): Followed =>
  leavingLoop(start, follow(start.filter, start.place, heading, start, field), field);

/** The same without the lines that it had gone over to. `before` are places on the device on the other side of the start, from there on back. */
const withoutOthers = (
  seen: Followed,
  start: RidgeStart,
  field: ExposedField,
  heading: number,
  before: readonly Pixel[],
): Followed => {
  let { filter, trace } = seen;
  // A path that has gone over to another line is followed again without that line.
  for (let lines = 0; lines < MOST_LINES; lines += 1) {
    const line = takenLine(filter, trace.places, field, before);
    if (!line) break;
    const without = withoutLine(filter, line.places, trace.places.slice(0, line.at + 1));
    const again = follow(without, start.place, heading, start, field);
    // What was taken away was the device itself, if it doesn't reach that far any more or ends as the line begins.
    if (again.places.length < 0.8 * line.at || endsOnLine(again.places, line.places)) break;
    [filter, trace] = [without, again];
  }
  return { filter, trace };
};

/** Nearer than this, cells, and within this angle, radians, a path's end runs on as a line. */
const ON_LINE = 4;
const AS_LINE = 0.3;
const LAST_PLACES = 6;

const endsOnLine = (path: readonly Pixel[], line: readonly Pixel[]): boolean => {
  const [end, before] = [path[path.length - 1], path[path.length - 1 - LAST_PLACES]];
  if (!end || !before) return false;
  const at = line.reduce((best, place, i) => (apart(place, end) < apart(line[best] ?? place, end) ? i : best), 0);
  const [near, a, b] = [
    line[at],
    line[Math.max(0, at - LAST_PLACES / 2)],
    line[Math.min(line.length - 1, at + LAST_PLACES / 2)],
  ];
  if (!near || !a || !b || apart(near, end) > ON_LINE) return false;
  const [own, other] = [Math.atan2(end[1] - before[1], end[0] - before[0]), Math.atan2(b[1] - a[1], b[0] - a[0])];
  return Math.abs(Math.sin(own - other)) < Math.sin(AS_LINE);
};

/** The end of a device that was followed one way; `before` are places on it before the start, from there on back. */
const endFrom = (
  start: RidgeStart,
  field: ExposedField,
  heading: number,
  followed: Followed,
  before: readonly Pixel[],
): DeviceEnd | null => {
  let { filter, trace } = followed;
  let end = endOfTrace(filter, start.height, trace, field, before);
  for (let lines = 0; lines < LINES_AT_END && end && end.kind !== 'edge'; lines += 1) {
    const line = lineAtEnd(filter, end.place, end.direction, end.path, field);
    if (!line) break;
    const without = withoutLine(filter, line, end.path);
    const again = follow(without, start.place, heading, start, field);
    const other = endOfTrace(without, start.height, again, field, before);
    // A line near the end takes no more of the device with it than what lies there.
    if (!other || again.places.length < trace.places.length - NEAR_END || endsOnLine(again.places, line)) break;
    [filter, trace, end] = [without, again, other];
  }
  for (let bridges = 0; bridges < MOST_BRIDGES && end && end.kind !== 'edge'; bridges += 1) {
    const on = continuationOf(start.filter, end.path, end.direction, start.height, field);
    if (!on) break;
    trace = { places: [...end.path, ...on.places.slice(1)], hasLeft: on.hasLeft };
    const beyond = endOfTrace(start.filter, start.height, trace, field, before);
    if (!beyond || beyond.length < end.length) break;
    end = beyond;
  }
  // It goes round and nothing leaves the loop: its tip lies on the loop somewhere, or can't be seen.
  return end && end.kind !== 'edge' && isClosed(trace)
    ? { ...end, kind: 'lost', unfaded: { ...end.unfaded, kind: 'lost' } }
    : end;
};

/** Places on the other side of the start that say how a device usually looks. */
const BEFORE = 30;

const traceFrom = (start: RidgeStart, field: ExposedField): readonly DeviceEnd[] => {
  const headings = [start.angle, start.angle + Math.PI];
  const seen = headings.map((heading) => seenFrom(start, field, heading));
  const followed = seen.map((one, n) =>
    withoutOthers(one, start, field, headings[n] ?? start.angle, seen[1 - n]?.trace.places ?? []),
  );
  return headings.flatMap((heading, n) => {
    const [own, other] = [followed[n], followed[1 - n]];
    return (own && endFrom(start, field, heading, own, other?.trace.places.slice(1, BEFORE) ?? [])) ?? [];
  });
};

const traceIn = (plane: Plane, seed: Pixel, field: ExposedField, heading: number | null): Traced | null => {
  const found = startNear(plane, plane.toPlane(seed), REACH, field, heading);
  if (!found || !(found.contrast >= LEAST_CONTRAST)) return null;
  const start = withItsOwnHeight(found, field);
  return { start, ends: traceFrom(start, field) };
};

/** A device in the frame that was pointed at, in cells of its plane. */
interface JudgedDevice {
  readonly plane: Plane;
  readonly field: ExposedField;
  readonly start: RidgeStart;
  readonly ends: readonly EndInMotion[];
}

/** The device, followed from the seed to both its ends, and whether the frame without its background shows them too. */
const judgeDevice = (search: FrameSearch, towards: Pixel | null): JudgedDevice | null => {
  const frame = search.frames[search.pointed];
  if (!frame) return null;
  const plane = planeFor(frame, search.region ?? null);
  const field = fieldFor(plane);
  const [from, to] = [plane.toPlane(search.seed), towards && plane.toPlane(towards)];
  const heading = to && Math.atan2(to[1] - from[1], to[0] - from[0]);
  const still = traceIn(plane, search.seed, field, heading);
  if (!still) return null;
  const { start } = still;
  const changed = changeFor(search.frames, search.pointed, start.filter.sign, search.region ?? null);
  return { plane, field, start, ends: still.ends.map((end) => inMotion(start, end, changed, field)) };
};

/** What neighbouring frames say of an end. */
interface FollowedUp {
  /** Where it lies along its axis, cells. */
  readonly track: EndTrack | null;
  /** Mean log evidence for a sharp end over one that fades: what lies behind the end differs where it moves. */
  readonly logRatio: number | null;
}

const lookAgain = (search: FrameSearch, { plane, field, start }: JudgedDevice, end: DeviceEnd): FollowedUp => {
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

const reasonsOf = (
  end: JudgedDevice['ends'][number],
  { plane }: JudgedDevice,
  unit: string,
  track: EndTrack | null,
): readonly TipReason[] => {
  const length = (cells: number): string => `${(cells * plane.pitch).toFixed(1)} ${unit}`;
  const reasons: TipReason[] = [
    {
      code: 'contrast',
      supports: null,
      message: `The device stands out by ${end.contrast.toFixed(1)} times the noise.`,
    },
    { code: 'length', supports: null, message: `It was followed over ${length(end.length)}.` },
  ];
  if (end.kind === 'sharp') {
    reasons.push({
      code: 'sharp-end',
      supports: true,
      message: `It ends within ${length(Math.max(0.5, end.blur))}, as sharply as the image can show.`,
    });
    if (Math.max(end.fit.beyond, end.fit.next) < 0.2 * end.fit.height)
      reasons.push({ code: 'nothing-beyond', supports: true, message: 'Nothing like it goes on beyond its end.' });
  }
  if (end.kind === 'tapered')
    reasons.push({
      code: 'tapered-end',
      supports: false,
      message: `It fades over ${length(2 * end.blur)}: no end can be told.`,
    });
  if (end.kind === 'edge')
    reasons.push({ code: 'edge-of-image', supports: false, message: 'It goes on to the edge of the exposed field.' });
  if (end.kind === 'lost')
    reasons.push({ code: 'neighbour', supports: false, message: 'It gets lost in what surrounds it.' });
  if (end.isInMotion)
    reasons.push({ code: 'frames', supports: true, message: 'What moves over the cine ends there too.' });
  if (track && track.frames >= 4 && track.spread < 3)
    reasons.push({
      code: 'frames',
      supports: track.range > 2 ? true : null,
      message:
        track.range > 2
          ? `The end is found in ${String(track.frames)} frames and goes ${length(Math.abs(track.perFrame))} per frame.`
          : `The end is found in ${String(track.frames)} frames at the same place.`,
    });
  return reasons;
};

/** Ends of so many frames on one line say where each of them lies: how far they scatter about it at most, and how far from it the one may lie, cells. */
const TRACKED = 4;
const STEADY = 1.5;
const MOST_OFF = 10;
/** 1 SD of where such a line lies at least, cells. */
const LEAST_TRACK = 0.5;

/** The same end, its place weighed with where the other frames have it: each by its variance. */
const placedBy = (end: DeviceEnd, track: EndTrack | null): DeviceEnd => {
  if (end.kind !== 'sharp' || !track || track.frames < TRACKED || track.spread > STEADY) return end;
  if (Math.abs(track.expected) > MOST_OFF) return end;
  const [own, others] = [end.fit.sigma ** 2, Math.max(LEAST_TRACK, track.spread) ** 2];
  const on = (track.expected * own) / (own + others);
  const place: Pixel = [end.place[0] + on * end.direction[0], end.place[1] + on * end.direction[1]];
  return {
    ...end,
    place,
    length: end.length + on,
    path: [...end.path.slice(0, on < 0 ? Math.min(-1, Math.floor(on / STEP)) : -1), place],
    fit: { ...end.fit, end: end.fit.end + on, sigma: Math.sqrt((own * others) / (own + others)) },
    profile: { ...end.profile, distances: end.profile.distances.map((s) => s - on) },
  };
};

/** Both ends of the device that runs through the seed, towards a place not far away where one is given; null where there is none. */
export const endsInFluoroscopy = (search: FrameSearch, towards: Pixel | null = null): readonly JudgedEnd[] | null => {
  const frame = search.frames[search.pointed];
  const judged = judgeDevice(search, towards);
  if (!frame || !judged) return null;
  const whole = judged.ends.reduce((sum, { length }) => sum + length, 0);
  return judged.ends.map((seen): JudgedEnd => {
    const isTold = !seen.isFollowedInMotion && (seen.kind === 'sharp' || seen.kind === 'tapered');
    const { track, logRatio } = isTold ? lookAgain(search, judged, seen) : { track: null, logRatio: null };
    const told = logRatio === null ? seen : judgedBy(seen, logRatio);
    const { isInMotion, isFollowedInMotion } = seen;
    const end = { ...placedBy(told, track), isInMotion, isFollowedInMotion };
    const evidence = reasonsOf(end, judged, frame.unit, track);
    const framesSupport = evidence.some(({ code, supports }) => code === 'frames' && supports === true);
    const distinct = 1 - Math.exp(-end.contrast / 5);
    const clean = Math.max(0, Math.min(1, 1 - end.fit.residual / Math.max(1e-12, end.fit.height)));
    // Both ways: who points near the tip has followed a long device all the same.
    const long = Math.min(1, whole / 36);
    const score = Math.min(1, distinct * clean * long * (end.blur > 2 ? 0.7 : 0.85) + (framesSupport ? 0.12 : 0));
    const candidate = onPixels(judged.plane, frame, {
      place: end.place,
      direction: end.direction,
      along: SHARE_ALONG * Math.hypot(end.fit.sigma, FLOOR_ALONG),
      across: FLOOR_ACROSS,
      score,
      evidence,
      path: end.path,
      profile: end.profile,
      method: FLUOROSCOPY_METHOD,
      version: FLUOROSCOPY_VERSION,
    });
    // An end that hardly stands out of what surrounds it is none to be sure of.
    const kind = end.kind === 'sharp' && score < LEAST_SCORE ? 'lost' : end.kind;
    const isPlainlyNone = kind === 'edge' || (kind === 'tapered' && end.fit.taperGain > PLAIN_TAPER);
    return { kind, candidate, isEvidence: kind === 'sharp', isPlainlyNone };
  });
};

/** The tip of a wire, catheter or needle in a projection, from a place on it. */
export const findInFluoroscopy = (search: FrameSearch): readonly FrameCandidate[] | NotFound => {
  const problem = searchProblem(search);
  if (problem !== null) return notFound('no-pixels', problem);
  if (isShuttered(search))
    return notFound('not-in-image', 'Nothing is exposed at this place: no device can be seen there.');
  const ends = endsInFluoroscopy(search);
  if (!ends) return notFound('no-device', 'Nothing like a wire, catheter or needle runs through this place.');
  const found = ends.filter(({ kind }) => kind === 'sharp').map(({ candidate }) => candidate);
  if (found.length > 0) return found.sort((a, b) => b.score - a.score);
  return notFound(
    'not-in-image',
    'The device leaves the image, fades or gets lost before its tip: the tip is not in this image.',
    ends.flatMap(({ candidate }) => candidate.evidence),
  );
};
