import { add, distance, dot, normalize, scale, subtract, type Vector3 } from '../../space/vector.ts';
import type { TipCandidate, TipReason } from '../candidate.ts';
import type { MarkExamination } from '../examine.ts';
import { endsInVolume, isAtEdgeOfImage, VOLUME_METHOD, VOLUME_VERSION, type VolumeSearch } from './locate-in-volume.ts';
import { VOID_METHOD, VOID_SCORE, VOID_VERSION } from './void.ts';
import type { Volume } from './volume.ts';

export interface ExaminedMark {
  readonly tip: Vector3;
  /** 1 SD of marking, mm. */
  readonly sigma?: number;
  /** Further points on the device, from the hub side: which of its ends is meant. */
  readonly shaft?: readonly Vector3[];
}

/** How far from a mark a device is looked for, mm: of a void more, since the device may lie beside it. */
const RADIUS_MM = { bright: 6, dark: 10 } as const;
/** A mark may lie this far from the end, or from the middle of the device, whatever the sigmas are: half of the thickest needle and a pixel. */
const ALLOWED_MM = 1.5;
/** Ends below this score are no evidence. */
const LEAST_SCORE = 0.25;
/** Marking of a tip that says nothing of its own precision. */
const MARKING_SIGMA_MM = 0.8;

/**
 * Checks a tip mark against the voxels: whether the device goes on beyond it (the mark is on the shaft), whether there is a device at all,
 * whether it leaves the images here. A dark flame beyond the mark is not looked at: a shaft that leaves the slice has one as well (Tidwell &
 * Johnson 1994).
 *
 * In MR (`polarity` dark) only the void is seen, which ends up to 10 mm from the device: it can contradict a mark that lies farther from its end than that, or
 * beside it, and never supports one.
 */
export const examineMarkInVolume = (
  volume: Volume,
  { tip, sigma = MARKING_SIGMA_MM, shaft = [] }: ExaminedMark,
  search: VolumeSearch = {},
): MarkExamination<TipCandidate<Vector3>> => {
  const isVoid = search.polarity === 'dark';
  const device = isVoid ? 'void' : 'device';
  const told = (
    verdict: MarkExamination<never>['verdict'],
    score: number,
    reasons: readonly TipReason[],
    end: TipCandidate<Vector3> | null = null,
    beyond: number | null = null,
  ): MarkExamination<TipCandidate<Vector3>> => ({
    verdict,
    score,
    reasons,
    end,
    beyond,
    ...(isVoid ? { method: VOID_METHOD, version: VOID_VERSION } : { method: VOLUME_METHOD, version: VOLUME_VERSION }),
  });
  const ends = endsInVolume(volume, tip, { radius: RADIUS_MM[isVoid ? 'dark' : 'bright'], ...search });
  if ('kind' in ends) {
    if (ends.code !== 'no-device') return told('not-told', 0, ends.evidence);
    const message = 'Nothing long and thin stands out at this mark.';
    // A device along B0, or in a spin echo, may take away too little to be seen.
    return isVoid
      ? told('not-told', 0, [{ code: 'off-device', supports: null, message }])
      : told('contradicted', 0.6, [{ code: 'off-device', supports: false, message }]);
  }
  const limitOf = ({ sigma: { along } }: TipCandidate<Vector3>): number => ALLOWED_MM + 2 * Math.hypot(sigma, along);
  const sideLimitOf = ({ sigma: { across } }: TipCandidate<Vector3>): number =>
    ALLOWED_MM + 2 * Math.hypot(sigma, across);
  const leastOf = (one: TipCandidate<Vector3>): number =>
    LEAST_SCORE * (isVoid ? VOID_SCORE : 1) * (isAtEdgeOfImage(one) ? 0.1 : 1);
  const meant = meantEnd(ends, tip, shaft.at(-1));
  // A mark well within a device is neither of its ends, whichever was meant: one that tells something is shown then.
  const wellWithin = ends.filter((one) => {
    const { beyond, beside } = placeOn(one, tip);
    return beyond > limitOf(one) && beside <= sideLimitOf(one);
  });
  const isWellWithin = wellWithin.some(({ axis }) => wellWithin.some((other) => dot(axis, other.axis) < -0.5));
  const end = isWellWithin && !(meant && meant.score >= leastOf(meant)) ? wellWithin[0] : meant;
  if (!end || end.score < leastOf(end)) return told('not-told', 0, end?.evidence ?? []);
  const { beyond, beside } = placeOn(end, tip);
  const limit = limitOf(end);
  if (beside > sideLimitOf(end))
    return told(
      'contradicted',
      end.score,
      [
        {
          code: 'off-device',
          supports: false,
          message: `This mark lies ${beside.toFixed(1)} mm beside the ${device}.`,
        },
        ...end.evidence,
      ],
      end,
      beyond,
    );
  if (beyond > limit || (isAtEdgeOfImage(end) && beyond > 0))
    return told(
      'contradicted',
      end.score,
      [
        {
          code: 'device-continues',
          supports: false,
          message: isAtEdgeOfImage(end)
            ? `The ${device} continues ${beyond.toFixed(0)} mm beyond this mark, to the edge of the images.`
            : `The ${device} continues ${beyond.toFixed(1)} mm beyond this mark.`,
        },
        ...end.evidence,
      ],
      end,
      beyond,
    );
  if (beyond < -limit)
    return told(
      'contradicted',
      end.score,
      [
        {
          code: 'off-device',
          supports: false,
          message: `The ${device} ends ${(-beyond).toFixed(1)} mm before this mark.`,
        },
        ...end.evidence,
      ],
      end,
      beyond,
    );
  if (isVoid) return told('not-told', end.score, end.evidence, end, beyond);
  return told(
    'supported',
    end.score,
    [
      {
        code: 'sharp-end',
        supports: true,
        message: `The device ends within ${Math.max(0.1, Math.abs(beyond)).toFixed(1)} mm of this mark, as sharply as the images show an end.`,
      },
      ...end.evidence,
    ],
    end,
    beyond,
  );
};

/** Which end is meant: the one that the shaft points lead to, else the likelier tip of the device that the mark lies on. */
const meantEnd = (
  ends: readonly TipCandidate<Vector3>[],
  mark: Vector3,
  shaft: Vector3 | undefined,
): TipCandidate<Vector3> | undefined => {
  const leads = shaft && distance(shaft, mark) > 3 ? normalize(subtract(mark, shaft)) : null;
  const along = leads ? ends.filter(({ axis }) => dot(axis, leads) > 0.5) : ends;
  return (along.length > 0 ? along : ends)[0];
};

/** Where a mark lies on a device: how far the device goes on beyond it, and how far beside it the mark is, mm. */
const placeOn = (
  { path, tip, axis }: TipCandidate<Vector3>,
  mark: Vector3,
): { readonly beyond: number; readonly beside: number } => {
  const ahead = dot(subtract(mark, tip), axis);
  const straight = distance(mark, add(tip, scale(axis, ahead)));
  // Near the end the fitted axis is truer than the places that were followed.
  if (ahead > -6) return { beyond: -ahead, beside: straight };
  let [left, beyond, beside] = [0, -ahead, straight];
  const places = strided([...path.filter((place) => dot(subtract(place, tip), axis) < 0), tip]);
  for (let n = places.length - 1; n > 0; n -= 1) {
    const [b, a] = [places[n], places[n - 1]];
    if (!a || !b) continue;
    const way = subtract(b, a);
    const size = Math.hypot(...way);
    if (!(size > 0)) continue;
    const t = Math.max(0, Math.min(1, dot(subtract(mark, a), way) / (size * size)));
    const off = distance(mark, add(a, scale(way, t)));
    if (off < beside) [beside, beyond] = [off, left + (1 - t) * size];
    left += size;
  }
  return { beyond, beside };
};

/** Places are found one by one and lie a little to either side: how long a device is, is measured in strides of this many mm. */
const STRIDE_MM = 6;

/** Of a path its last place, and before it places that lie a stride apart. */
const strided = (path: readonly Vector3[]): readonly Vector3[] => {
  const kept: Vector3[] = [];
  for (const place of path.toReversed()) {
    const last = kept.at(-1);
    if (!last || distance(place, last) >= STRIDE_MM) kept.push(place);
  }
  const first = path[0];
  if (first && kept.at(-1) !== first) kept.push(first);
  return kept.reverse();
};
