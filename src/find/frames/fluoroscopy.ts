import { notFound, type NotFound, type TipReason } from '../candidate.ts';
import { isShuttered } from './arms.ts';
import { inMotion, type EndInMotion } from './changed-end.ts';
import { FADES, judgedBy, type DeviceEnd } from './device-end.ts';
import { startNear } from './device-start.ts';
import type { EndTrack } from './end-track.ts';
import type { ExposedField } from './field.ts';
import { endsFrom } from './follow-device.ts';
import { onPixels, type EndKind, type FrameCandidate, type JudgedEnd } from './frame-candidate.ts';
import { apart, searchProblem, type Frame, type FrameSearch, type Pixel } from './frame.ts';
import { changeFor, fieldFor, planeFor } from './kept.ts';
import { withItsOwnHeight } from './loop.ts';
import { LEAST_CONTRAST, lookAgain, MOST_TOLD, movedTo, placedBy, type SeenDevice } from './other-frames.ts';
import type { Plane } from './plane.ts';
import { boundsAround, NOISE_WINDOW, ridgeFilter, startWith, type RidgeStart } from './ridge.ts';

export const FLUOROSCOPY_METHOD = 'ridge-trace';
export const FLUOROSCOPY_VERSION = '1.8.0';

/** From the seed to the device, cells. */
const REACH = 6;
/** A ridge below LEAST_CONTRAST that is followed so far both ways, and each way, cells, may be a device among bones, whose noise it is, from this on. */
const FAINTEST = 2.2;
const FAINT_LENGTH = 100;
const FAINT_EACH = 25;
/** Log evidence by which an end that fades must be likelier than a sharp one for a mark there to be contradicted. */
const PLAIN_TAPER = 1.2;
/** 1 SD that is added to what the fit says, cells, and the share of both that the phantoms' errors have: bumps and outliers are allowed for that most ends don't have. */
const FLOOR_ALONG = 0.35;
const SHARE_ALONG = 0.7;
const FLOOR_ACROSS = 0.35;
/** Below this score a sharp end is taken for chance: what the phantoms' false ends score. */
const LEAST_SCORE = 0.2;

/** A finer filter than the one that the device stands out in best: noisier, and led elsewhere. Of that its scale, and from one start to the other, cells. */
const FINER = 0.8;
const NEAR_KNOWN = 3;
const LEAST_FINER = 2;
/** Two ends nearer than this, cells, are one. */
const SAME = 4;

/** The device on one filter, with its ends both ways from the start. */
interface TracedDevice extends SeenDevice {
  readonly ends: readonly (EndInMotion | null)[];
}

/** Of a device both ways, cells. */
const wholeOf = ({ ends }: TracedDevice): number => ends.reduce((sum, end) => sum + (end?.length ?? 0), 0);

const finerStart = ({ filter, place, angle }: RidgeStart, plane: Plane, field: ExposedField): RidgeStart | null => {
  const finer = ridgeFilter(plane, FINER * filter.scale, filter.sign, boundsAround(plane, place, NOISE_WINDOW));
  const start = startWith(finer, place, NEAR_KNOWN, field, angle);
  if (start.contrast < LEAST_FINER) return null;
  const flipped = Math.cos(start.angle - angle) < 0 ? { ...start, angle: start.angle + Math.PI } : start;
  return withItsOwnHeight(flipped, field);
};

/** The device, followed from the seed to both its ends on two filters, and whether the frame without its background shows them too. */
const traceDevice = (search: FrameSearch, towards: Pixel | null): readonly TracedDevice[] => {
  const frame = search.frames[search.pointed];
  if (!frame) return [];
  const plane = planeFor(frame, search.region ?? null);
  const field = fieldFor(plane);
  const [from, to] = [plane.toPlane(search.seed), towards && plane.toPlane(towards)];
  const heading = to && Math.atan2(to[1] - from[1], to[0] - from[0]);
  const found = startNear(plane, from, REACH, field, heading);
  if (!found || !(found.contrast >= FAINTEST)) return [];
  const start = withItsOwnHeight(found, field);
  const changed = changeFor(search.frames, search.pointed, start.filter.sign, search.region ?? null);
  const traced = (one: RidgeStart): TracedDevice => ({
    ...{ plane, field, start: one },
    ends: endsFrom(one, field).map((end) => end && inMotion(one, end, changed, field)),
  });
  const own = traced(start);
  const isLong = wholeOf(own) >= FAINT_LENGTH && own.ends.every((end) => end !== null && end.length >= FAINT_EACH);
  if (found.contrast < LEAST_CONTRAST && !isLong) return [];
  const finer = finerStart(start, plane, field);
  return [own, ...(finer ? [traced(finer)] : [])];
};

/** An end, and what all frames together make of it. */
interface ToldEnd {
  readonly end: EndInMotion;
  readonly track: EndTrack | null;
  readonly kind: EndKind;
  readonly score: number;
  readonly logRatio: number;
}

const hasEnd = ({ kind }: { readonly kind: EndKind }): boolean => kind === 'sharp' || kind === 'tapered';

/** What the frame that was pointed at says of an end and, where they are asked, those around it. `whole`: of the device both ways, cells. */
const tell = (search: FrameSearch, device: SeenDevice, seen: EndInMotion, whole: number, isAsked: boolean): ToldEnd => {
  const { track, logRatio } =
    isAsked && !seen.isFollowedInMotion && hasEnd(seen)
      ? lookAgain(search, device, seen)
      : { track: null, logRatio: null };
  const told = logRatio === null ? seen : judgedBy(seen, logRatio);
  const end = placedBy(told, track);
  const distinct = 1 - Math.exp(-end.contrast / 5);
  const clean = Math.max(0, Math.min(1, 1 - end.fit.residual / Math.max(1e-12, end.fit.height)));
  // Both ways: who points near the tip has followed a long device all the same.
  const long = Math.min(1, whole / 36);
  const inFrames = end.isInMotion || (isSteady(track) && track.range > MOVES) ? 0.12 : 0;
  const score = Math.min(1, distinct * clean * long * (end.blur > 2 ? 0.7 : 0.85) + inFrames);
  // An end that hardly stands out of what surrounds it is none to be sure of.
  const kind = end.kind === 'sharp' && score < LEAST_SCORE ? 'lost' : end.kind;
  return { end, track, kind, score, logRatio: logRatio ?? seen.evidence?.logRatio ?? 0 };
};

/** Of an end that was told on two filters, neither known to be right: the mean evidence says whether it is one, the clearer where it lies. */
const toldByBoth = (own: ToldEnd, finer: ToldEnd): ToldEnd => {
  if (!hasEnd(own) || !hasEnd(finer)) return own;
  const better = finer.score > own.score ? finer : own;
  if (own.kind !== finer.kind) {
    const logRatio = (withinTold(own.logRatio) + withinTold(finer.logRatio)) / 2;
    const taken = (own.kind === 'sharp') === logRatio >= FADES ? own : finer;
    const fit = { ...taken.end.fit, taperGain: Math.max(0, -logRatio) };
    return { ...taken, logRatio, end: { ...taken.end, fit } };
  }
  if (own.kind !== 'sharp' || apart(own.end.place, finer.end.place) >= SAME) return better;
  // One end: what other frames say of it was asked for once.
  const place = between(better.end, better === own ? finer.end : own.end);
  return { ...better, track: own.track, end: movedTo(better.end, place, better.end.fit.sigma) };
};

/** One filter tells no more than one frame. */
const withinTold = (logRatio: number): number => Math.max(-MOST_TOLD, Math.min(MOST_TOLD, logRatio));

/** Where two have the same end, each weighed by its variance. */
const between = (end: DeviceEnd, other: DeviceEnd): Pixel => {
  const [own, others] = [1 / end.fit.sigma ** 2, 1 / other.fit.sigma ** 2];
  const share = others / (own + others);
  return [
    end.place[0] + share * (other.place[0] - end.place[0]),
    end.place[1] + share * (other.place[1] - end.place[1]),
  ];
};

/** Ends of so many frames that scatter so little about one line, cells, are one that was found in them; it moves from so many cells on. */
const STEADY_FRAMES = 4;
const STEADY_SPREAD = 3;
const MOVES = 2;

const isSteady = (track: EndTrack | null): track is EndTrack =>
  track !== null && track.frames >= STEADY_FRAMES && track.spread < STEADY_SPREAD;

const reasonsOf = ({ end, track }: ToldEnd, { plane }: SeenDevice, unit: string): readonly TipReason[] => {
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
  if (isSteady(track))
    reasons.push({
      code: 'frames',
      supports: track.range > MOVES ? true : null,
      message:
        track.range > MOVES
          ? `The end is found in ${String(track.frames)} frames and goes ${length(Math.abs(track.perFrame))} per frame.`
          : `The end is found in ${String(track.frames)} frames at the same place.`,
    });
  return reasons;
};

/** Both ends of the device that runs through the seed, towards a place not far away where one is given; null where there is none. */
export const endsInFluoroscopy = (search: FrameSearch, towards: Pixel | null = null): readonly JudgedEnd[] | null => {
  const frame = search.frames[search.pointed];
  const [own, finer] = traceDevice(search, towards);
  if (!frame || !own) return null;
  const told = own.ends.map((seen, n) => {
    if (!seen) return null;
    const first = tell(search, own, seen, wholeOf(own), true);
    const other = finer?.ends[n];
    if (!finer || !other || !hasEnd(first) || !hasEnd(other)) return first;
    // Other frames are asked where the filters differ.
    const isAlike = other.kind === first.kind && apart(other.place, first.end.place) < SAME;
    return toldByBoth(first, tell(search, finer, other, wholeOf(finer), !isAlike));
  });
  const isFound = told.some((one) => one?.kind === 'sharp');
  return told.flatMap((one, n) => {
    if (one) return judgedEnd(one, own, frame);
    // What only the finer filter follows is looked at where no tip was found.
    const other = finer?.ends[n];
    return finer && other && !isFound ? judgedEnd(tell(search, finer, other, wholeOf(finer), true), finer, frame) : [];
  });
};

const judgedEnd = (told: ToldEnd, device: SeenDevice, frame: Frame): JudgedEnd => {
  const { end, kind, score } = told;
  const candidate = onPixels(device.plane, frame, {
    place: end.place,
    direction: end.direction,
    along: SHARE_ALONG * Math.hypot(end.fit.sigma, FLOOR_ALONG),
    across: FLOOR_ACROSS,
    score,
    evidence: reasonsOf(told, device, frame.unit),
    path: end.path,
    profile: end.profile,
    method: FLUOROSCOPY_METHOD,
    version: FLUOROSCOPY_VERSION,
  });
  const isPlainlyNone = kind === 'edge' || (kind === 'tapered' && end.fit.taperGain > PLAIN_TAPER);
  return { kind, candidate, isEvidence: kind === 'sharp', isPlainlyNone };
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
