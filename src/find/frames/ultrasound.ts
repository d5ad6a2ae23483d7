import { beamExit } from './beam-exit.ts';
import { notFound, type NotFound, type TipReason } from '../candidate.ts';
import { searchProblem, type FrameSearch, type Pixel } from './frame.ts';
import { onPixels, type EndKind, type FrameCandidate, type JudgedEnd } from './frame-candidate.ts';
import { goesOnBeyond } from './goes-on.ts';
import { needleEnd, type NeedleEnd } from './needle-end.ts';
import { endMotion, needleInFrames, type EndMotion } from './needle-motion.ts';
import { placeOn, viewOf, type NeedleView } from './needle-view.ts';

export const ULTRASOUND_METHOD = 'oriented-line';
export const ULTRASOUND_VERSION = '1.4.0';

/** An end this near the edge of the picture, mm, is the picture's end. */
const EDGE_MM = 2.5;
/**
 * An end of more than this is told as one that leaves the beam (log of how much likelier that is): of single images of phantoms about one tip in ten
 * has more, and one needle in six that leaves the beam less.
 */
const LEAVES_BEAM = -1;
/** Below this the image says plainly that it is a tip: an end that seems to stay doesn't, as where all of the picture goes to and fro with the breath. */
const PLAINLY_TIP = -6;
/** An end that moves over the cine, while what the shaft does isn't told, counts for a tip so much at most. */
const MOST_MOVED = 4;
/** A mark at an end of more than this is contradicted. */
const PLAINLY_LEAVES = 5;

interface BeamLeaving {
  readonly tip: number | null;
  readonly gain: number;
  readonly way: number;
}

const kindOf = ({ line, mm, isImage }: NeedleView, end: NeedleEnd, sense: 1 | -1, leaves: BeamLeaving): EndKind => {
  for (let s = 0; s <= EDGE_MM * mm; s += 1) {
    const [x, y] = placeOn(line, end.at + sense * s);
    if (!isImage(x, y)) return 'edge';
  }
  if (leaves.gain > LEAVES_BEAM) return 'tapered';
  return end.fit.beyond > 0.5 * end.fit.height ? 'lost' : 'sharp';
};

/** How much speaks for the needle leaving the beam at this end, and over what length it would, mm. */
const leavingOf = (view: NeedleView, sense: 1 | -1): BeamLeaving => {
  const exit = beamExit(view, sense);
  return exit ? { gain: exit.gain, way: exit.way, tip: exit.tip } : { gain: LEAVES_BEAM, way: 0, tip: null };
};

/** A needle with both its ends, judged. */
interface JudgedNeedle {
  readonly view: NeedleView;
  readonly ends: readonly {
    readonly sense: 1 | -1;
    readonly end: NeedleEnd;
    readonly kind: EndKind;
    readonly leaves: BeamLeaving;
    /** How far the needle goes on beyond this end in another frame, mm. */
    readonly goesOn: number | null;
    readonly motion: EndMotion['verdict'] | null;
    readonly perFrame: number | null;
    readonly place: Pixel;
  }[];
}

const judgeNeedle = (search: FrameSearch): JudgedNeedle | null => {
  const view = viewOf(search);
  if (!view) return null;
  // The deeper end of the line is the tip's.
  const senses = Math.abs(view.line.direction[1]) < LEVEL ? ([1, -1] as const) : ([1] as const);
  const ends = senses.flatMap((sense) => {
    const endAt = (about?: number) => needleEnd(view.filter, view.line, sense, view.mm, view.isImage, about);
    const alone = leavingOf(view, sense);
    const seen = (alone.tip === null ? null : endAt(sense * alone.tip * view.mm)) ?? endAt();
    if (!seen) return [];
    const isEdge = kindOf(view, seen, sense, alone) === 'edge';
    const frames = isEdge || search.frames.length < 2 ? null : needleInFrames(search, view, sense);
    const moving = frames && endMotion(frames.around, view, sense);
    // Where what the shaft does isn't told, an end that moves is still less likely one that the beam makes.
    const moved = moving?.verdict === 'unclear' ? Math.min(MOST_MOVED, moving.gain / 2) : 0;
    const leaves = { ...alone, gain: alone.gain - moved };
    const first = kindOf(view, seen, sense, leaves);
    const motion = moving?.verdict === 'stays' && leaves.gain < PLAINLY_TIP ? null : moving;
    // An end that goes with the device is its own, however the echo falls off, and all frames together say where it lies.
    const own = motion?.verdict === 'moves' && motion.at !== null ? endAt(motion.at) : null;
    const end = own ?? seen;
    // One that stays where it is while the shaft goes on isn't, nor one beyond which the needle is seen in another frame.
    const told = motion?.verdict === 'stays' ? 'tapered' : own ? 'sharp' : first;
    const goesOn = told === 'sharp' && !own && frames ? goesOnBeyond(frames.all(), view, sense, end.at) : null;
    const kind = goesOn === null ? told : 'tapered';
    const verdict = motion?.verdict ?? null;
    return [
      {
        sense,
        end,
        kind,
        leaves,
        goesOn,
        motion: verdict,
        perFrame: motion?.perFrame ?? null,
        place: placeOn(view.line, end.at),
      },
    ];
  });
  return { view, ends };
};

const length = (cells: number, { plane }: NeedleView, unit: string): string =>
  `${(cells * plane.pitch).toFixed(1)} ${unit}`;

const reasonsOf = (judged: JudgedNeedle, which: JudgedNeedle['ends'][number], unit: string): readonly TipReason[] => {
  const { view } = judged;
  const { end, kind, leaves, goesOn, motion, perFrame } = which;
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
  if (kind === 'tapered' && motion !== 'stays' && goesOn === null)
    reasons.push({
      code: 'tapered-end',
      supports: false,
      message: `The brightness falls slowly, over ${length(leaves.way * view.mm, view, unit)}: the needle leaves the beam.`,
    });
  if (kind === 'edge')
    reasons.push({ code: 'edge-of-image', supports: false, message: 'The line goes on to the edge of the picture.' });
  if (kind === 'lost')
    reasons.push({ code: 'neighbour', supports: false, message: 'The line gets lost in bright surroundings.' });
  if (goesOn !== null)
    reasons.push({
      code: 'frames',
      supports: false,
      message: `In other frames the needle goes on ${length(goesOn * view.mm, view, unit)} beyond this end.`,
    });
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
  const looked = isLevel ? [...judged.ends].sort((a, b) => Math.abs(a.end.at) - Math.abs(b.end.at)) : judged.ends;
  return looked.map((one): JudgedEnd => {
    const { end, sense, kind, leaves, goesOn, motion, place } = one;
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
      kind === 'edge' ||
      (kind === 'tapered' && (motion === 'stays' || goesOn !== null || leaves.gain > PLAINLY_LEAVES));
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
