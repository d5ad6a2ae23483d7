import { courseOf, lengthsAlong, ruler, settled } from './course.ts';
import { crossSection, type Station } from './cross-section.ts';
import { endEvidence } from './end-evidence.ts';
import { fitEdge, shareIn, type EdgeFit } from './edge-fit.ts';
import type { ExposedField } from './field.ts';
import type { EndKind } from './frame-candidate.ts';
import type { Pixel } from './frame.ts';
import { overlapOf } from './overlap.ts';
import { kinksOf } from './passing-line.ts';
import { median } from './plane.ts';
import { contrastScale } from './local-contrast.ts';
import { crossing, response, sidesAt, type RidgeFilter } from './ridge.ts';
import { centred, headingFrom, STEP, type Trace } from './trace.ts';

export interface DeviceEnd {
  readonly kind: EndKind;
  /** Cells of the plane. */
  readonly place: Pixel;
  /** Unit vector, away from the device. */
  readonly direction: Pixel;
  readonly fit: EdgeFit;
  /** 1 SD of the end's own blur, without the filter's, cells. */
  readonly blur: number;
  /** Height of the device before its end in multiples of the noise. */
  readonly contrast: number;
  /** Log evidence for a sharp end over one that fades, and over how many cells it fades if it does; null where there is too little to say. */
  readonly evidence: { readonly logRatio: number; readonly fade: number } | null;
  /** What kind of end, and how blurred, it is if it doesn't fade. */
  readonly unfaded: { readonly kind: EndKind; readonly blur: number };
  /** Height of the last LAST cells before the end, as a share of the usual height: less than 1 where the device fades. */
  readonly lastShare: number;
  /** From the start of the trace to the end, cells. */
  readonly length: number;
  /** Cells from the end to the edge of the field, where that is near. */
  readonly toEdge: number | null;
  readonly path: readonly Pixel[];
  /** Distance from the end (negative on the device) and response. */
  readonly profile: {
    readonly distances: readonly number[];
    readonly values: readonly number[];
    readonly fitted: readonly number[];
  };
}

/** How far on the device and beyond its end the profile is read, cells. */
const BEFORE = 90;
const BEYOND = 30;
const LAST = 12;
/** A true end's own blur is at most this, cells: focal spot, detector, motion, a rounded tip. */
export const SHARPEST = 2.6;
/** Log evidence for a sharp end below which a device is taken to fade: three of four devices end in the image that they are looked for in. */
export const FADES = -0.9;
/** An end this near the edge of the field, cells, is the field's end: the device may go on behind it. */
const EDGE = 14;

/** Further back from the end of the path than this the device is there for sure, cells. */
const SURE = 10;
/** As far from the end as this the shaft says how its height goes with the brightness, cells. */
const NEARBY = 60;
/** Share of the device's usual height that its end must fall by. */
const STEP_SHARE = 0.5;
/** A piece shorter than this, cells, is no device. */
const SHORTEST = 8;

/** A turn of more than this (radians) between the pieces of KINK_PIECE places before and after, with another height: another line. */
const KINK = 0.35;
const KINK_PIECE = 6;
/** Places before a kink that are bent towards it already. */
const BEFORE_KINK = 1;
const OTHER_HEIGHT = 1.3;
/** Share of a line's height that it must have on the other side of a kink to be one that passes there. */
const PASSING = 0.45;

/** The path up to where it turns into something else: a bone's edge or a wire that passes the end of the device. `before`: as of a trace's end. */
const beforeKink = (filter: RidgeFilter, path: readonly Pixel[], before: readonly Pixel[]): readonly Pixel[] => {
  const heightOf = (i: number, j: number): number => {
    let sum = 0;
    const angle = headingFrom(path, i, j);
    for (let k = i; k <= j; k += 1) {
      const place = path[k] ?? [0, 0];
      sum += crossing(filter, place[0], place[1], Math.cos(angle), Math.sin(angle));
    }
    return sum / (j - i + 1);
  };
  const earlier = [...before.slice(0, 3 * KINK_PIECE)].reverse();
  const turns = kinksOf([...earlier, ...path], KINK_PIECE, KINK).slice(earlier.length);
  for (let i = 0; i < path.length; i += 1) {
    const turn = turns[i] ?? 0;
    if (turn === 0 || turns.slice(Math.max(0, i - KINK_PIECE), i + KINK_PIECE + 1).some((one) => one > turn)) continue;
    const first = heightOf(Math.max(0, i - 2 * KINK_PIECE), i - 1);
    const after = heightOf(i + 1, Math.min(path.length - 1, i + 2 * KINK_PIECE));
    const ratio = Math.max(first, after) / Math.max(Math.min(first, after), 1e-12);
    // Another line that was turned into comes from the other side of the kink.
    const on = path[Math.min(path.length - 1, i + KINK_PIECE)] ?? [0, 0];
    const angle = headingFrom(path, i + 2, Math.min(path.length - 1, i + KINK_PIECE + 2));
    const behind = [10, 16, 22].map((cells) => {
      const back = cells + KINK_PIECE * STEP;
      return response(filter, on[0] - back * Math.cos(angle), on[1] - back * Math.sin(angle), angle);
    });
    const crosses = behind.filter((value) => value > PASSING * after).length >= 2;
    if (ratio > OTHER_HEIGHT || crosses) return path.slice(0, Math.max(KINK_PIECE, i - BEFORE_KINK));
  }
  return path;
};

/** Beside the device, to both sides: from it, of its flank, and cells more. */
const BESIDE = [1.5, 2] as const;
const MORE_BESIDE = 1;

/** What is seen like the device beside a place on it, where it isn't: the mean square. */
const besideOf = (
  { flank }: RidgeFilter,
  { place: [x, y], direction }: Station,
  heightAt: (station: Station) => number,
): number => {
  const [dx, dy] = direction;
  let sum = 0;
  for (const times of BESIDE)
    for (const side of [1, -1]) {
      const aside = side * (MORE_BESIDE + times * (flank + 1));
      sum += heightAt({ place: [x - aside * dy, y + aside * dx], direction }) ** 2;
    }
  return sum / (2 * BESIDE.length);
};

/** Cells along the device over which what is seen beside it is evened, what of it is noise, and how much of the rest may lie on the device. */
const EVENED = 4;
const NOISE = 0.15;
const ON_DEVICE = 0.8;

/** From mean squares beside the device, 1 SD of what a bone's edge or a line may add to its height at each place, noise left out. */
const unevenness = (squares: readonly number[]): readonly number[] => {
  const evened = squares.map((_, i) => {
    const near = squares.slice(Math.max(0, i - EVENED), i + EVENED + 1);
    return near.reduce((sum, value) => sum + value, 0) / near.length;
  });
  const noise = evened.toSorted((a, b) => a - b)[Math.floor(evened.length * NOISE)] ?? 0;
  return evened.map((value) => ON_DEVICE * Math.sqrt(Math.max(0, value - noise)));
};

/**
 * The end of a trace, from the profile along it. `null` where there is too little of a device to say anything. `before`: places before the trace's start,
 * from there on back, where the device may be looked at too.
 */
export const endOfTrace = (
  filter: RidgeFilter,
  height: number,
  trace: Trace,
  field: ExposedField,
  before: readonly Pixel[] = [],
): DeviceEnd | null => {
  if (trace.places.length < 5) return null;
  const followed = beforeKink(filter, centred(filter, trace.places), before);
  const reach = lengthsAlong([followed[0] ?? [0, 0], ...before])[before.length] ?? 0;
  const isImage = ([x, y]: Pixel): boolean =>
    x > 1 && y > 1 && x < filter.width - 1 && y < filter.height - 1 && field.isField(x, y, 0);
  const traced = [...centred(filter, [...before].reverse()), ...followed];
  const path = settled(filter, traced, isImage);
  const own = path.slice(before.length);
  // The last two places may have been taken beyond the end, where noise leads.
  const { direction, bend } = courseOf(path.slice(0, Math.max(4, path.length - 2)));
  const { at, total } = ruler(path, direction, bend);
  const ownTotal = total - reach;
  const shaft = [];
  for (let s = -Math.min(BEFORE, total - 2); s <= -Math.max(8, 0.2 * total); s += 1) shaft.push(at(s));
  const heightAt =
    crossSection(filter, shaft) ?? (({ place: [x, y], direction: [dx, dy] }): number => crossing(filter, x, y, dx, dy));
  const onFine = { ...filter, smooth: filter.fine };
  const fineAt = crossSection(onFine, shaft, 'parabola') ?? heightAt;
  const slopeAt = crossSection(onFine, shaft, 'slope') ?? heightAt;
  const [positions, raw, fine, slope, backgrounds]: [number[], number[], number[], number[], number[]] = [
    [],
    [],
    [],
    [],
    [],
  ];
  const beside: number[] = [];
  for (let s = -Math.floor(Math.min(BEFORE, total)); s <= BEYOND; s += 1) {
    const here = at(s);
    if (!isImage(here.place)) {
      if (s > -3) break;
      continue;
    }
    positions.push(s);
    raw.push(heightAt(here));
    fine.push(fineAt(here));
    slope.push(slopeAt(here));
    beside.push(besideOf(filter, here, fineAt));
    const sides = sidesAt(filter, here.place, here.direction);
    backgrounds.push(filter.sign < 0 ? sides - field.low : field.high - sides);
  }
  const scale = contrastScale(
    raw,
    backgrounds,
    positions.map((s) => s < -SURE && s > -NEARBY),
  );
  const scaled = (heights: readonly number[]): readonly number[] => heights.map((value, i) => value / (scale[i] ?? 1));
  const sure = positions.findLastIndex((s) => s <= -SURE);
  const overlap = overlapOf(scaled(raw), sure);
  const alone = (heights: readonly number[]): readonly number[] =>
    scaled(heights).map((value, i) => value - (overlap[i] ?? 0));
  const values = alone(raw);
  const started = height / (scale[positions.findIndex((s) => s >= -ownTotal)] ?? 1);
  // Away from the end, where there is enough of it.
  const seen = values.filter((_, i) => (positions[i] ?? 0) < -Math.min(25, 0.4 * total)).sort((a, b) => a - b);
  const usual = seen.length > 6 ? Math.max(0.6 * started, seen[seen.length >> 1] ?? started) : started;
  const blurs = [0.5, 1, 1.7, 2.5, 3.4, 4.5, 6, 8.5, 12, 17].map((own) => Math.hypot(own, filter.scale));
  const options = {
    from: -Math.min(0.8 * ownTotal, 40),
    to: Math.min(16, positions[positions.length - 1] ?? 0),
    blurs,
    sharpest: Math.hypot(SHARPEST, filter.scale) + 1e-6,
    correlated: 1 + 2 * filter.scale,
    usual,
  };
  const smoothly = fitEdge(positions, values, options);
  if (!smoothly) return null;
  const background = unevenness(beside.map((value, i) => value / (scale[i] ?? 1) ** 2));
  const evidence = endEvidence(
    positions,
    [fine, slope].map((heights) => ({
      values: alone(heights),
      unsure: background.map((unsure, i) => Math.hypot(unsure, (overlap[i] ?? 0) / 2)),
    })),
  );
  const fit: EdgeFit = evidence ? { ...smoothly, end: evidence.end, sigma: evidence.sigma } : smoothly;
  const shareAt = (end: number): number => {
    const near = values.filter((_, i) => (positions[i] ?? 0) > end - 40 && (positions[i] ?? 0) < end - LAST);
    return shareIn(positions, values, end - LAST, end - 1.5, near.length > LAST ? median(near) : usual) ?? 1;
  };
  const here = at(fit.end);
  let toEdge: number | null = null;
  for (let s = 0; s <= 24 && toEdge === null; s += 1) {
    const { place } = at(fit.end + s);
    if (!isImage(place)) toEdge = s;
  }
  const blur = Math.min(SHARPEST, Math.sqrt(Math.max(0, fit.blur ** 2 - filter.scale ** 2)));
  const lastShare = shareAt(fit.end);
  const kind: EndKind =
    (toEdge !== null && toEdge <= EDGE + filter.flank) ||
    (trace.hasLeft && own.length === trace.places.length && fit.end > -6)
      ? 'edge'
      : fit.height - fit.beyond < STEP_SHARE * usual || fit.beyond > 0.4 * fit.height || ownTotal + fit.end < SHORTEST
        ? 'lost'
        : 'sharp';
  const end: DeviceEnd = {
    kind,
    evidence,
    unfaded: { kind, blur },
    place: here.place,
    direction: here.direction,
    fit,
    blur,
    lastShare,
    contrast: (fit.height - fit.beyond) / (filter.noise * Math.sqrt(9 / (1 + 2 * filter.scale))),
    length: ownTotal + fit.end,
    toEdge,
    path: [...own.slice(0, Math.max(1, Math.floor(own.length + Math.min(0, fit.end) / STEP))), here.place],
    profile: { distances: positions.map((s) => s - fit.end), values, fitted: fit.predicted },
  };
  return evidence ? judgedBy(end, evidence.logRatio) : end;
};

/** The same end, of the kind that the evidence of a frame, or of several, makes it. */
export const judgedBy = <End extends DeviceEnd>(end: End, logRatio: number): End => {
  const { evidence, unfaded, fit } = end;
  const fades = evidence !== null && unfaded.kind !== 'edge' && logRatio < FADES;
  return {
    ...end,
    kind: fades ? 'tapered' : unfaded.kind,
    blur: fades ? evidence.fade / 2 : unfaded.blur,
    fit: { ...fit, taperGain: Math.max(0, -logRatio) },
  };
};
