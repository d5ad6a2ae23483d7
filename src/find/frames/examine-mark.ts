import type { MarkExamination } from '../examine.ts';
import { isShuttered, runsBetween, standingAt } from './arms.ts';
import { endsInFluoroscopy, FLUOROSCOPY_METHOD, FLUOROSCOPY_VERSION } from './fluoroscopy.ts';
import type { FrameCandidate, JudgedEnd } from './frame-candidate.ts';
import { searchProblem, type Frame, type FrameSearch, type Pixel } from './frame.ts';
import { endsInUltrasound, ULTRASOUND_METHOD, ULTRASOUND_VERSION } from './ultrasound.ts';

/** A mark to examine: the search without a seed, the marked tip, and places on the shaft where they were marked. */
export interface MarkSearch extends Omit<FrameSearch, 'seed'> {
  readonly tip: Pixel;
  readonly shaft?: readonly Pixel[];
}

/** In pixels of the finer spacing, or mm: how far a mark may lie beside or along the device and still be on it or at its end. */
const ASIDE = { px: 6, mm: 2.5 } as const;
/** Farther off than this a mark is on something else. */
const NEAR = { px: 9, mm: 6 } as const;
const AT_END = { px: 6, mm: 2 } as const;
/** How far back from the mark the device is looked for, along the shaft. */
const BACK = { px: 14, mm: 6 } as const;
/** Over this length a device is straight enough for its direction to be told from a place on the shaft. */
const STRAIGHT = { px: 60, mm: 0 } as const;
/** From one end to the other of what is a line, not a spot or noise. */
const LINE = { px: 26, mm: 9 } as const;

const apart = (frame: Frame, a: Pixel, b: Pixel): number =>
  Math.hypot((a[0] - b[0]) * frame.betweenColumns, (a[1] - b[1]) * frame.betweenRows);

/** Of ultrasound a tolerance is millimetres, of a projection pixels: the detector's and the eye's. In the frame's unit. */
const tolerance = (
  { modality, frames, pointed }: MarkSearch,
  { px, mm }: { readonly px: number; readonly mm: number },
): number => {
  const frame = frames[pointed];
  if (!frame) return 0;
  const finest = Math.min(frame.betweenColumns, frame.betweenRows);
  return modality === 'US' ? (frame.unit === 'mm' ? mm : 5 * mm * finest) : px * finest;
};

/** The mark's nearest place on the path to an end: how far aside, and how much of the path is left. */
const onPath = (
  frame: Frame,
  mark: Pixel,
  path: readonly Pixel[],
): { readonly aside: number; readonly left: number } => {
  let best = { aside: Infinity, left: 0 };
  let left = 0;
  for (let i = path.length - 1; i > 0; i -= 1) {
    const [a, b] = [path[i] ?? mark, path[i - 1] ?? mark];
    const size = apart(frame, a, b);
    const t =
      size > 0
        ? Math.max(
            0,
            Math.min(
              1,
              ((mark[0] - a[0]) * (b[0] - a[0]) * frame.betweenColumns ** 2 +
                (mark[1] - a[1]) * (b[1] - a[1]) * frame.betweenRows ** 2) /
                (size * size),
            ),
          )
        : 0;
    const aside = apart(frame, mark, [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])]);
    if (aside < best.aside) best = { aside, left: left + t * size };
    left += size;
  }
  return best;
};

/** Whether a line of some length runs through the mark itself. */
const isLineAt = (search: MarkSearch, frame: Frame): boolean =>
  (endsFrom(search, search.tip) ?? []).some(({ candidate: { path } }) => {
    const [a, b] = [path[0], path[path.length - 1]];
    return a !== undefined && b !== undefined && apart(frame, a, b) > tolerance(search, LINE);
  });

const endsFrom = (search: MarkSearch, seed: Pixel, towards: Pixel | null = null): readonly JudgedEnd[] | null =>
  search.modality === 'US' ? endsInUltrasound({ ...search, seed }) : endsInFluoroscopy({ ...search, seed }, towards);

/** How it was looked for, also where nothing was found. */
const methodFor = ({ modality }: MarkSearch): Pick<Examination, 'method' | 'version'> =>
  modality === 'US'
    ? { method: ULTRASOUND_METHOD, version: ULTRASOUND_VERSION }
    : { method: FLUOROSCOPY_METHOD, version: FLUOROSCOPY_VERSION };

type Examination = MarkExamination<FrameCandidate>;

const unseen = (
  search: MarkSearch,
  message: string,
  verdict: Examination['verdict'] = 'not-told',
  supports: false | null = null,
): Examination => ({
  verdict,
  score: 0.5,
  reasons: [{ code: 'off-device', supports, message }],
  beyond: null,
  end: null,
  ...methodFor(search),
});

/**
 * Tests a marked tip against the pixels: does the device go on beyond it, is the mark off it, does the device leave the image or beam here? How far it
 * goes on is told in the frame's unit.
 */
export const examineMarkInFrames = (search: MarkSearch): Examination => {
  const problem = searchProblem({ ...search, seed: search.tip });
  if (problem !== null) return { ...unseen(search, ''), score: 0, reasons: [] };
  if (search.modality === 'US') return examineAlong(search);
  const at = { ...search, seed: search.tip };
  if (isShuttered(at))
    return {
      ...unseen(search, '', 'contradicted'),
      reasons: [
        {
          code: 'edge-of-image',
          supports: false,
          message: 'Nothing is exposed at this mark: no tip can be seen there.',
        },
      ],
    };
  if (search.shaft && search.shaft.length > 0) return examineAlong(search);
  const standing = standingAt(at);
  if (standing.kind === 'unclear') return unseen(search, 'From the mark alone no end of a device can be told.');
  if (standing.kind === 'goes-on')
    return {
      ...unseen(search, '', 'contradicted'),
      reasons: [
        { code: 'device-continues', supports: false, message: 'The device goes on on both sides of this mark.' },
      ],
    };
  const examined = examineAlong({ ...search, shaft: [standing.shaft] });
  // Which way the shaft lies was told from the mark: what speaks against it may be of another line.
  return examined.verdict === 'contradicted' ? { ...examined, verdict: 'not-told' } : examined;
};

/** The same along the device, from a place on its shaft. */
const examineAlong = (search: MarkSearch): Examination => {
  const frame = search.frames[search.pointed];
  const problem = searchProblem({ ...search, seed: search.tip });
  if (problem !== null || !frame) return { ...unseen(search, ''), score: 0, reasons: [] };
  const length = (value: number): string => `${value.toFixed(1)} ${frame.unit}`;
  const { tip, shaft } = search;
  const from = shaft?.[shaft.length - 1];
  const seeds = from === undefined ? [tip] : [backFrom(search, frame, from), from];
  // Where the shaft was marked near by, a line that crosses there is none that leads from there to the tip.
  const towards = from !== undefined && apart(frame, tip, from) < tolerance(search, STRAIGHT) ? tip : null;
  let ends: readonly JudgedEnd[] | null = null;
  let best = { aside: Infinity, left: 0 };
  let which: JudgedEnd | null = null;
  for (const seed of seeds) {
    if (searchProblem({ ...search, seed }) !== null) continue;
    const found = endsFrom(search, seed, towards);
    if (!found) continue;
    ends = found;
    // The end that the mark is meant to be: on from the shaft, or the one that is nearer along the device.
    for (const end of found) {
      const { axis } = end.candidate;
      const onwards =
        from === undefined ||
        (tip[0] - from[0]) * axis[0] * frame.betweenColumns ** 2 +
          (tip[1] - from[1]) * axis[1] * frame.betweenRows ** 2 >
          0;
      if (!onwards) continue;
      const here = onPath(frame, tip, end.candidate.path);
      const isNearer =
        here.aside < best.aside - 1e-9 || (Math.abs(here.aside - best.aside) < 1e-9 && here.left < best.left);
      if (isNearer) [best, which] = [here, end];
    }
    if (which && best.aside <= tolerance(search, ASIDE)) break;
  }
  if (!ends) return unseen(search, 'Nothing like a device runs through the mark: the image can’t tell.');
  if (!which || best.aside > tolerance(search, ASIDE)) {
    const message = which
      ? `The mark lies ${length(best.aside)} off the device.`
      : 'The device doesn’t run through the mark.';
    if (from === undefined) return unseen(search, message);
    // Where the device has faded away, what is marked a little beyond is no tip either.
    if (which?.kind === 'tapered' && which.isPlainlyNone && isOnFrom(search, frame, which.candidate)) {
      const { candidate } = which;
      const { evidence: reasons, method, version } = candidate;
      return { verdict: 'contradicted', score: 0.5, reasons, beyond: null, end: null, method, version };
    }
    const isNear = !which || best.aside < tolerance(search, NEAR);
    // Where a line runs through the mark too, and not far away, the wrong one may have been followed from the shaft.
    const isAnother =
      (isNear && isLineAt(search, frame)) || (towards !== null && runsBetween({ ...search, seed: tip }, from, tip));
    return unseen(search, message, isAnother ? 'not-told' : 'contradicted', false);
  }
  const { kind, candidate, isEvidence, isPlainlyNone } = which;
  const atEnd = Math.max(
    tolerance(search, AT_END),
    2.5 *
      candidate.sigma.along *
      Math.hypot(candidate.axis[0] * frame.betweenColumns, candidate.axis[1] * frame.betweenRows),
  );
  const end = kind === 'sharp' ? candidate : null;
  const { method, version } = candidate;
  if (best.left > atEnd)
    return {
      verdict: 'contradicted',
      score: Math.max(0.5, candidate.score),
      reasons: [
        {
          code: 'device-continues',
          supports: false,
          message: `The device continues ${length(best.left)} beyond this mark.`,
        },
        ...candidate.evidence,
      ],
      beyond: best.left,
      end,
      method,
      version,
    };
  if (isPlainlyNone)
    return { verdict: 'contradicted', score: 0.5, reasons: candidate.evidence, beyond: null, end, method, version };
  return {
    verdict: isEvidence ? 'supported' : 'not-told',
    score: candidate.score,
    reasons: candidate.evidence,
    beyond: kind === 'sharp' ? best.left : null,
    end,
    method,
    version,
  };
};

/** How far beyond where a device is lost from sight a mark may lie, and its line may have bent aside, of that way. */
const BEYOND = { px: 45, mm: 0 } as const;
const BENT = 0.3;

/** Whether the mark lies where a device would go on beyond an end. */
const isOnFrom = (search: MarkSearch, frame: Frame, { tip: end, axis }: FrameCandidate): boolean => {
  const [dx, dy] = [axis[0] * frame.betweenColumns, axis[1] * frame.betweenRows];
  const [x, y] = [(search.tip[0] - end[0]) * frame.betweenColumns, (search.tip[1] - end[1]) * frame.betweenRows];
  const size = Math.hypot(dx, dy);
  const along = (x * dx + y * dy) / size;
  const aside = Math.abs(y * dx - x * dy) / size;
  return along > 0 && along < tolerance(search, BEYOND) && aside < tolerance(search, ASIDE) + BENT * along;
};

/** A place on the shaft not far from the mark: what lies near the tip is what is to be followed. */
const backFrom = (search: MarkSearch, frame: Frame, shaft: Pixel): Pixel => {
  const { tip } = search;
  const size = apart(frame, tip, shaft);
  const share = size > 0 ? Math.min(1, tolerance(search, BACK) / size) : 0;
  return [tip[0] + share * (shaft[0] - tip[0]), tip[1] + share * (shaft[1] - tip[1])];
};
