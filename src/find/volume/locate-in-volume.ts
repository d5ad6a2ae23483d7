import { add, cross, distance, dot, scale, subtract, type Vector3 } from '../../space/vector.ts';
import { notFound, type NotFound, type TipCandidate, type TipReason } from '../candidate.ts';
import { fitEnd, type FittedEnd } from './fit-end.ts';
import { acrossOf, seedLines, surroundingsOf, type Surroundings } from './seed-line.ts';
import { isBranchOf, isPassed, lengthOf, liesOn, nearestOn, type Found, type FoundEnd } from './followed.ts';
import { traceDevice } from './trace-device.ts';
import {
  atHalfLoss,
  endsInDark,
  VOID_METHOD,
  VOID_SCORE,
  VOID_VERSION,
  voidReason,
  voidsNear,
  voidSigma,
  type LineSearch,
} from './void.ts';
import { VolumeSampler, type Volume } from './volume.ts';

export const VOLUME_METHOD = 'line-trace-end-fit';
export const VOLUME_VERSION = '1.2.1';

export interface VolumeSearch {
  /** How far from the place that was pointed at the device may be, mm. */
  readonly radius?: number;
  /** Bright devices (metal in CT) or dark ones (the void of a device in MR: of it only the artefact's end is told, with its band). */
  readonly polarity?: 'bright' | 'dark';
}

const RADIUS_MM = 8;
/** Values further above the background than this count as this, HU. */
const CAP = 1500;
/** Devices that are followed no longer than this are none: a calcification is shorter. */
const LEAST_LENGTH_MM = 8;
/** Lines that are tried, at most. */
const TRIED = 3;
/** Ends nearer to each other than this are one. */
const SAME_MM = 2;
/** What an end at the edge of the images counts. */
const AT_EDGE = 0.1;
/** What a branch of a longer device counts. */
const BRANCH = 0.4;
/** An end that counts less than this share of the best, edges left aside, belongs to something else. */
const MEANT = 0.25;

/**
 * Ends of thin, bright (or dark) devices near a place in a volume, the likeliest tip first. Nothing is learned or drawn at random: equal images
 * give equal answers.
 *
 * A line is sought through the brightest voxels near the place, followed both ways with its middle found anew at each step, and each end is fitted as a
 * blurred half line (`fitEnd`). After the plan of line search, refinement and an intensity trace along the axis (PMC8035571), with the end from a
 * model of the image instead of a threshold.
 *
 * @param seed in the patient frame, mm
 */
export const locateInVolume = (
  volume: Volume,
  seed: Vector3,
  search: VolumeSearch = {},
): readonly TipCandidate<Vector3>[] | NotFound => {
  const ends = endsInVolume(volume, seed, search);
  if ('kind' in ends) return ends;
  const inImage = ends.filter((end) => !isAtEdgeOfImage(end));
  // An end of something else near by isn't the end of what was pointed at.
  const meant = Math.max(...ends.map((end) => (isAtEdgeOfImage(end) ? end.score / AT_EDGE : end.score)));
  if (inImage.some(({ score }) => score > meant * MEANT)) return inImage;
  return {
    kind: 'not-found',
    code: 'not-in-image',
    message: 'The device goes on to the edge of the images at both ends: its tip isn’t in them.',
    evidence: ends.flatMap(({ evidence }) => evidence),
  };
};

export const isAtEdgeOfImage = ({ evidence }: Pick<TipCandidate<Vector3>, 'evidence'>): boolean =>
  evidence.some(({ code }) => code === 'edge-of-image');

/** All ends of devices near a place, best first: also those at the edge of the images. */
export const endsInVolume = (
  volume: Volume,
  seed: Vector3,
  { radius = RADIUS_MM, polarity = 'bright' }: VolumeSearch = {},
): readonly TipCandidate<Vector3>[] | NotFound => {
  if (Math.min(...volume.size) < 2)
    return notFound('no-pixels', 'A volume has to have two slices, rows and columns at least.');
  if (new VolumeSampler(volume).depthOf(seed) < -radius)
    return notFound('outside-volume', 'The place lies outside of the images.');
  const search = polarity === 'bright' ? brightNear(volume, seed, radius) : voidsNear(volume, seed, radius);
  if (!search) return notFound('no-pixels', 'There are too few pixels around the place.');
  const { sampler, around, lines, width } = search;
  const found: Found[] = [];
  let ways = 0;
  for (const line of lines) {
    if (ways >= TRIED) break;
    if (found.some(({ end }) => liesOn(end.places, line.place, width))) continue;
    ways += 1;
    const ahead = traceDevice(sampler, around, line);
    const behind = traceDevice(
      sampler,
      around,
      { ...line, direction: scale(line.direction, -1) },
      ahead.places.toReversed(),
    );
    const places = [...[...behind.places].reverse(), ...ahead.places.slice(1)];
    const contrasts = [...[...behind.contrasts].reverse(), ...ahead.contrasts.slice(1)];
    const [first, last] = [places[0], places.at(-1)];
    if (!first || !last || distance(first, last) < LEAST_LENGTH_MM) continue;
    const ends: FoundEnd[] = [
      { places, contrasts, kind: ahead.end },
      { places: [...places].reverse(), contrasts: [...contrasts].reverse(), kind: behind.end },
    ];
    for (const end of ends) {
      const candidate = candidateOf(sampler, around, end, seed);
      if (candidate && !found.some((one) => distance(one.candidate.tip, candidate.tip) < SAME_MM + width))
        found.push({ end, candidate });
    }
  }
  if (found.length === 0)
    return notFound('no-device', `Nothing long and thin stands out within ${String(radius)} mm of the place.`);
  const ranked = found
    .map(({ end, candidate }) => ({
      end,
      candidate: found.some((other) => isBranchOf({ end, candidate }, other))
        ? { ...candidate, score: BRANCH * candidate.score }
        : candidate,
    }))
    .sort((a, b) => b.candidate.score - a.candidate.score);
  return ranked
    .filter(({ candidate }, n) => !ranked.slice(0, n).some(({ end }) => isPassed(candidate, end, width)))
    .map(({ candidate }) => candidate);
};

/** Thin bright lines near a place. Null where there are too few voxels. */
const brightNear = (volume: Volume, seed: Vector3, radius: number): LineSearch | null => {
  const sampler = new VolumeSampler(volume);
  const around = surroundingsOf(sampler, seed, 1, CAP);
  return around && { sampler, around, lines: seedLines(sampler, around, seed, radius), width: 0 };
};

const candidateOf = (
  sampler: VolumeSampler,
  around: Surroundings,
  end: FoundEnd,
  seed: Vector3,
): TipCandidate<Vector3> | null => {
  const isVoid = around.sign < 0;
  const line = fitEnd(sampler, around, end.places, isVoid ? [] : end.contrasts, !isVoid && end.kind === 'edge');
  const fitted = line && isVoid ? atHalfLoss(sampler, around, line) : line;
  const last = end.places.at(-1);
  if (!fitted || !last || distance(fitted.tip, last) > 8 + sampler.deviceWidth) return null;
  const evidence: TipReason[] = isVoid ? [voidReason(fitted)] : [];
  const length = lengthOf(end.places);
  const isAtEdge = end.kind === 'edge' || sampler.depthOf(fitted.tip) < 1.5;
  if (isAtEdge)
    evidence.push({
      code: 'edge-of-image',
      supports: false,
      message: 'The device goes on to the edge of the images: its end isn’t in them.',
    });
  const contrast = fitted.amplitude / Math.max(around.noise, fitted.residual);
  evidence.push({
    code: 'contrast',
    supports: contrast > 6,
    message: `The device stands out by ${contrast.toFixed(1)} times what is left unexplained.`,
  });
  evidence.push({
    code: 'length',
    supports: length > 20,
    message: `The device was followed over ${length.toFixed(0)} mm.`,
  });
  const profile = profileOf(sampler, fitted, end.places);
  const onward = brightBeyond(profile, around.sign * fitted.amplitude);
  if (onward > CONTINUES)
    evidence.push({
      code: 'device-continues',
      supports: false,
      message: `Beyond this end the image stays ${around.sign > 0 ? 'bright' : 'dark'}: ${(100 * onward).toFixed(0)} % of the device’s contrast over the next millimetres.`,
    });
  else
    evidence.push({
      code: 'nothing-beyond',
      supports: true,
      message: 'Beyond this end the image is as it is around the device.',
    });
  const inAir = isVoid ? endsInDark(sampler, around, fitted) : isInAir(sampler, fitted);
  if (inAir)
    evidence.push({
      code: 'in-air',
      supports: false,
      message: 'Around this end there is air: it is outside of the body.',
    });
  const score = scoreOf({
    contrast,
    length,
    isAtEdge,
    continues: onward > CONTINUES,
    inAir,
    apart: isVoid ? 0 : apartFrom(sampler, fitted, end.places),
    // Anywhere in a void is on it.
    beside: Math.max(0, distance(nearestOn(end.places, seed), seed) - sampler.deviceWidth / 2),
    off: distance(fitted.tip, seed),
  });
  const seen = { axis: fitted.axis, evidence, path: end.places, profile };
  return isVoid
    ? {
        ...seen,
        tip: fitted.tip,
        sigma: voidSigma(fitted),
        score: VOID_SCORE * score,
        method: VOID_METHOD,
        version: VOID_VERSION,
      }
    : {
        ...seen,
        tip: add(fitted.tip, scale(fitted.axis, POINT_MM)),
        sigma: sigmaOf(fitted, sampler),
        score,
        method: VOLUME_METHOD,
        version: VOLUME_VERSION,
      };
};

/** Air and lung are below this, HU. */
const AIR = -500;
const AROUND_MM = 5;

/** Whether most of what lies round the device just beyond its end is air, or nothing at all. */
const isInAir = (sampler: VolumeSampler, { tip, axis }: FittedEnd): boolean => {
  const middle = add(tip, scale(axis, AROUND_MM));
  const [aside, over] = acrossOf(axis);
  const ring = Array.from({ length: 8 }, (_, k) => {
    const angle = (k * Math.PI) / 4;
    const [u, v] = [AROUND_MM * Math.cos(angle), AROUND_MM * Math.sin(angle)];
    return sampler.at(...add(middle, add(scale(aside, u), scale(over, v))));
  });
  return ring.filter((value) => !(value >= AIR)).length > 4;
};

/** Over how many mm behind the end what is fitted is compared with what was followed. */
const COMPARED_MM = 30;

/** The usual distance of the places that were followed from the fitted device: in thick slices they form stairs about it. */
const apartFrom = (sampler: VolumeSampler, { tip, axis, placeAt }: FittedEnd, places: readonly Vector3[]): number => {
  const off = places.flatMap((place) => {
    const back = dot(subtract(place, tip), axis);
    return back < 0 && back > -COMPARED_MM ? [distance(place, placeAt(back))] : [];
  });
  const stairs = (Math.max(sampler.thickness, sampler.spacing[2]) / 4) * Math.hypot(...cross(axis, sampler.normal));
  return (off.toSorted((a, b) => a - b)[off.length >> 1] ?? 0) / (0.4 + stairs);
};

interface Seen {
  readonly contrast: number;
  readonly length: number;
  readonly isAtEdge: boolean;
  readonly continues: boolean;
  readonly inAir: boolean;
  /** How far the fitted device lies from where it was followed, in what slices make up. */
  readonly apart: number;
  /** Of the place that was pointed at: from the device, and from this end of it. */
  readonly beside: number;
  readonly off: number;
}

const scoreOf = ({ contrast, length, isAtEdge, continues, inAir, apart, beside, off }: Seen): number =>
  (isAtEdge ? AT_EDGE : 1) *
  (continues ? 0.3 : 1) *
  (inAir ? 0.3 : 1) *
  // What is fitted across what was followed is something else.
  Math.exp(-0.5 * Math.max(0, apart - 1) ** 2) *
  Math.min(1, contrast / 8) *
  Math.min(1, length / 25) *
  // What was pointed at is nearest.
  Math.exp(-0.5 * (beside / 4) ** 2) *
  // Of two ends alike the nearer one was meant.
  (0.8 + 0.2 * Math.exp(-off / 40));

/**
 * How far beyond the place at which half of the metal has ended the very tip lies: devices end in a bevel or a point. The mean over bevels of no length to one
 * diameter and needles of 14 to 25 gauge; their spread is 0.22 mm, the rest is for what the fit's model leaves out.
 */
const POINT_MM = 0.25;
const POINT_SIGMA_MM = 0.23;

const sigmaOf = (fitted: FittedEnd, sampler: VolumeSampler): { along: number; across: number } => {
  const through = Math.abs(dot(fitted.axis, sampler.normal));
  return {
    along: Math.hypot(fitted.sigmaAlong, POINT_SIGMA_MM, 0.06 * sampler.thickness * through),
    across: Math.hypot(fitted.sigmaAcross, 0.044),
  };
};

/** Share of the contrast beyond an end from which on the device is taken to go on. */
const CONTINUES = 0.25;

/** How much of the device's contrast there is from 1.5 to 6 mm beyond the end, over what the fitted end leaves there. */
const brightBeyond = ({ distances, values, fitted }: TipCandidate<Vector3>['profile'], contrast: number): number => {
  const left = distances.flatMap((s, n) => (s >= 1.5 && s <= 6 ? [(values[n] ?? 0) - (fitted[n] ?? 0)] : []));
  if (left.length === 0) return 0;
  return left.reduce((sum, one) => sum + one, 0) / left.length / contrast;
};

const PROFILE_STEP_MM = 0.5;
const PROFILE_BACK_MM = 25;
const PROFILE_ON_MM = 15;

/** Values along the device and, straight on, beyond its end. */
const profileOf = (
  sampler: VolumeSampler,
  fitted: FittedEnd,
  places: readonly Vector3[],
): TipCandidate<Vector3>['profile'] => {
  const distances: number[] = [];
  const values: number[] = [];
  const model: number[] = [];
  const back = Math.min(PROFILE_BACK_MM, lengthOf(places));
  for (let s = -back; s <= PROFILE_ON_MM; s += PROFILE_STEP_MM) {
    const straight = add(fitted.tip, scale(fitted.axis, s));
    const place = s < -4 ? nearestOn(places, straight) : straight;
    const value = sampler.at(...place);
    if (Number.isNaN(value)) continue;
    distances.push(s);
    values.push(value);
    model.push(fitted.valueAt(s));
  }
  return { distances, values, fitted: model };
};
