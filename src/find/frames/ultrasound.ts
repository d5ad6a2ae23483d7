import { notFound, type NotFound, type TipReason } from '../candidate.ts';
import { framesAround, shaftShift, trackOf, type EndTrack } from './end-track.ts';
import { exposedField } from './field.ts';
import { searchProblem, type FrameSearch, type Pixel } from './frame.ts';
import { onPixels, type EndKind, type FrameCandidate, type JudgedEnd } from './frame-candidate.ts';
import { needleEnd, SHARPEST_MM, type NeedleEnd } from './needle-end.ts';
import { findLine, lineProfile, type NeedleLine } from './needle-line.ts';
import { planeOf, type Plane } from './plane.ts';
import { ridgeFilter, type RidgeFilter } from './ridge.ts';

export const ULTRASOUND_METHOD = 'oriented-line';
export const ULTRASOUND_VERSION = '1.1.0';

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
/** An end this near the edge of the picture, mm, is the picture's end. */
const EDGE_MM = 2.5;
const TAPER_GAIN = 0.4;
/** Of the needle's height, what may be left beyond its end: where more is, it goes on, fainter. */
const LEFT_BEYOND = 0.1;
/** By how much it must fit better for a mark there to be contradicted. */
const PLAIN_TAPER = 8;
/** Below this share of its usual height over its last millimetres a needle is fading, if its end is blurred too. */
const FADING_SHARE = 0.7;
/** Frames besides the one that was pointed at that are looked at. */
const OTHER_FRAMES = 5;

/** A needle in one frame, in cells of a plane. */
interface NeedleView {
  readonly plane: Plane;
  readonly filter: RidgeFilter;
  /** Cells per mm. */
  readonly mm: number;
  readonly line: NeedleLine;
  readonly isImage: (x: number, y: number) => boolean;
}

const placeOn = ({ middle, direction }: NeedleLine, at: number): Pixel => [
  middle[0] + at * direction[0],
  middle[1] + at * direction[1],
];

const viewOf = (
  search: FrameSearch,
  index: number,
  near?: { readonly place: Pixel; readonly angle: number },
): NeedleView | null => {
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

const kindOf = ({ line, mm, isImage }: NeedleView, end: NeedleEnd, sense: 1 | -1): EndKind => {
  for (let s = 0; s <= EDGE_MM * mm; s += 1) {
    const [x, y] = placeOn(line, end.at + sense * s);
    if (!isImage(x, y)) return 'edge';
  }
  const isBlurred = end.blur > SHARPEST_MM * mm + 0.01 && end.fit.taperGain > TAPER_GAIN;
  if (end.fit.beyond > LEFT_BEYOND * end.fit.height && end.fit.beyond <= 0.5 * end.fit.height) return 'tapered';
  if (isBlurred || (end.lastShare < FADING_SHARE && end.blur > 0.8 * mm)) return 'tapered';
  return end.fit.beyond > 0.5 * end.fit.height ? 'lost' : 'sharp';
};

/** What the other frames say of an end: it goes with the device, or it stays where it is while the device moves. */
interface EndMotion {
  readonly track: EndTrack;
  /** How far the shaft's glitter goes per frame along the axis, cells; null where it can't be told. */
  readonly shaft: number | null;
}

const motionOf = (search: FrameSearch, view: NeedleView, end: NeedleEnd, sense: 1 | -1): EndMotion | null => {
  if (search.frames.length < 3) return null;
  const { line, mm } = view;
  // A place that the needle reaches in the other frames too: well before its end.
  const start = sense > 0 ? Math.max(line.from, end.at - 14 * mm) : Math.min(line.to, end.at + 14 * mm);
  const near = { place: placeOn(line, (start + end.at) / 2), angle: Math.atan2(line.direction[1], line.direction[0]) };
  const [indices, positions]: [number[], number[]] = [[], []];
  const profiles: { readonly index: number; readonly values: readonly number[] }[] = [];
  for (const index of framesAround(search.pointed, search.frames.length, OTHER_FRAMES)) {
    const other = index === search.pointed ? view : viewOf(search, index, near);
    if (!other) continue;
    const there = index === search.pointed ? end : needleEnd(other.filter, other.line, sense, mm, other.isImage);
    if (!there) continue;
    const [x, y] = placeOn(other.line, there.at);
    indices.push(index);
    positions.push(((x - line.middle[0]) * line.direction[0] + (y - line.middle[1]) * line.direction[1]) * sense);
    // The shaft as it lies in this frame, read from the same place of the image.
    const offset =
      (near.place[0] - other.line.middle[0]) * other.line.direction[0] +
      (near.place[1] - other.line.middle[1]) * other.line.direction[1];
    const from = placeOn(other.line, offset);
    const { values } = lineProfile(
      other.filter,
      from,
      [sense * other.line.direction[0], sense * other.line.direction[1]],
      { low: -14 * mm, high: 1 * mm, step: 1 },
      other.isImage,
    );
    profiles.push({ index, values });
  }
  const track = trackOf(indices, positions);
  if (!track) return null;
  const shaft = shaftShift(profiles, Math.round(3 * mm));
  return { track, shaft: shaft?.shift ?? null };
};

/** What the frames of a cine say, in mm per frame. */
const verdictOf = ({ track, shaft }: EndMotion, mm: number): 'moves' | 'stays' | 'unclear' => {
  const goes = Math.abs(track.perFrame);
  if (shaft !== null && Math.abs(shaft) > 0.4 * mm) {
    if (Math.abs(track.perFrame - shaft) < 0.4 * Math.abs(shaft) && track.spread < 1.2 * mm) return 'moves';
    return goes < 0.5 * Math.abs(shaft) ? 'stays' : 'unclear';
  }
  return goes > 0.6 * mm && track.spread < 0.2 * track.range ? 'moves' : 'unclear';
};

/** A needle with both its ends, judged. */
interface JudgedNeedle {
  readonly view: NeedleView;
  readonly ends: readonly {
    readonly sense: 1 | -1;
    readonly end: NeedleEnd;
    readonly kind: EndKind;
    readonly motion: 'moves' | 'stays' | 'unclear' | null;
    readonly perFrame: number | null;
    readonly place: Pixel;
  }[];
}

const judgeNeedle = (search: FrameSearch): JudgedNeedle | null => {
  const view = viewOf(search, search.pointed);
  if (!view) return null;
  const ends = ([1, -1] as const).flatMap((sense) => {
    const end = needleEnd(view.filter, view.line, sense, view.mm, view.isImage);
    if (!end) return [];
    const first = kindOf(view, end, sense);
    const motion = first === 'edge' || first === 'lost' ? null : motionOf(search, view, end, sense);
    const seen = motion ? verdictOf(motion, view.mm) : null;
    // An end that goes with the device is its own, however the echo falls off; one that stays where it is while the shaft goes on isn't.
    const kind = seen === 'stays' ? 'tapered' : seen === 'moves' && first === 'tapered' ? 'sharp' : first;
    return [
      { sense, end, kind, motion: seen, perFrame: motion?.track.perFrame ?? null, place: placeOn(view.line, end.at) },
    ];
  });
  return { view, ends };
};

const length = (cells: number, { plane }: NeedleView, unit: string): string =>
  `${(cells * plane.pitch).toFixed(1)} ${unit}`;

const reasonsOf = (judged: JudgedNeedle, which: JudgedNeedle['ends'][number], unit: string): readonly TipReason[] => {
  const { view } = judged;
  const { end, kind, motion, perFrame } = which;
  const reasons: TipReason[] = [
    {
      code: 'contrast',
      supports: null,
      message: `The line stands out of speckle by ${(view.line.height / view.filter.noise).toFixed(1)} times its spread.`,
    },
    {
      code: 'length',
      supports: null,
      message: `A bright line was followed over ${length(view.line.to - view.line.from, view, unit)}.`,
    },
  ];
  if (kind === 'sharp')
    reasons.push({
      code: 'sharp-end',
      supports: null,
      message: `The brightness ends within ${length(end.blur, view, unit)}; on one frame that is no proof of a tip.`,
    });
  if (kind === 'tapered' && motion !== 'stays')
    reasons.push({
      code: 'tapered-end',
      supports: false,
      message: `The brightness falls slowly, over ${length(2 * end.blur, view, unit)}: the needle leaves the beam.`,
    });
  if (kind === 'edge')
    reasons.push({ code: 'edge-of-image', supports: false, message: 'The line goes on to the edge of the picture.' });
  if (kind === 'lost')
    reasons.push({ code: 'neighbour', supports: false, message: 'The line gets lost in bright surroundings.' });
  if (motion === 'moves')
    reasons.push({
      code: 'frames',
      supports: true,
      message: `The end goes with the device, ${length(Math.abs(perFrame ?? 0), view, unit)} per frame.`,
    });
  if (motion === 'stays')
    reasons.push({
      code: 'frames',
      supports: false,
      message: 'The end stays where it is while the shaft moves: the needle leaves the beam there.',
    });
  return reasons;
};

/** Single frames never weigh more than this: the end of a bright line is no evidence by itself. */
const ONE_FRAME = 0.3;
/** Nor an end that goes with the device over the frames more than this. */
const MOVING = 0.6;
/** A line less steep than this (sine) has no deeper end. */
const LEVEL = 0.14;

/** 1 SD that the phantoms show beside what the fit says, mm. */
const FLOOR_ALONG_MM = 0.3;
const FLOOR_ACROSS_MM = 0.4;

/** Ends of the needle that runs through the seed that may be its tip; null where there is none. */
export const endsInUltrasound = (search: FrameSearch): readonly JudgedEnd[] | null => {
  const frame = search.frames[search.pointed];
  const judged = judgeNeedle(search);
  if (!frame || !judged) return null;
  const { line, plane, filter, mm } = judged.view;
  const isLevel = Math.abs(line.direction[1]) < LEVEL;
  const looked = isLevel
    ? [...judged.ends].sort((a, b) => Math.abs(a.end.at) - Math.abs(b.end.at))
    : judged.ends.filter(({ sense }) => sense > 0);
  return looked.map((one): JudgedEnd => {
    const { end, sense, kind, motion, place } = one;
    const most = motion === 'moves' ? MOVING : ONE_FRAME;
    const candidate = onPixels(plane, frame, {
      place,
      direction: [sense * line.direction[0], sense * line.direction[1]],
      along: Math.hypot(end.fit.sigma, FLOOR_ALONG_MM * mm),
      across: FLOOR_ACROSS_MM * mm,
      score: most * Math.min(1, line.height / filter.noise / 5),
      evidence: reasonsOf(judged, one, frame.unit),
      path: [placeOn(line, sense > 0 ? line.from : line.to), place],
      profile: { distances: end.positions, values: end.values, fitted: end.fit.predicted },
      method: ULTRASOUND_METHOD,
      version: ULTRASOUND_VERSION,
    });
    const isPlainlyNone =
      kind === 'edge' || (kind === 'tapered' && (motion === 'stays' || end.fit.taperGain > PLAIN_TAPER));
    return { kind, candidate, isEvidence: kind === 'sharp' && motion === 'moves', isPlainlyNone };
  });
};

/**
 * The end of a needle in an ultrasound image, as a suggestion of low weight. The deeper end of the line is the tip's, as needles come in from
 * the transducer's side; where that can't be told (a level line), the end that was pointed nearer to.
 */
export const findInUltrasound = (search: FrameSearch): readonly FrameCandidate[] | NotFound => {
  const problem = searchProblem(search);
  if (problem !== null) return notFound('no-pixels', problem);
  const ends = endsInUltrasound(search);
  if (!ends) return notFound('no-device', 'No bright line runs through this place.');
  const found = ends.filter(({ kind }) => kind === 'sharp').map(({ candidate }) => candidate);
  if (found.length > 0) return found;
  return notFound(
    'not-in-image',
    'The needle leaves the beam or the picture before its tip: the tip is not in this image.',
    ends.flatMap(({ candidate }) => candidate.evidence),
  );
};
