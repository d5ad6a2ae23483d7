import {
  isRefused,
  type BiplaneSpace,
  refused,
  type Confirmation,
  type Look,
  type Refused,
  type Space,
  type Target,
} from '../confirmation/record.ts';
import { addCovariance, type Covariance } from '../space/covariance.ts';
import { minus, type Coordinates, type Surface } from '../space/surface.ts';
import { NO_METRICS, type AssessedLook, type Assessment, type Caveat, type Verdict } from './assessment.ts';
import { isAnisotropic } from '../image/calibration.ts';
import { measureBiplane } from './biplane.ts';
import { caveat, scaleCaveats, type CaveatCode } from './caveats.ts';
import { metricPosition, targetShape, type Marks, type TargetShape } from './marks.ts';
import { probabilityInside, probabilityInsideBeam } from './probability-inside.ts';
import { measure } from './measure.ts';
import { markCovariances, sliceShare, tipComponents, totalCovariance } from './uncertainty.ts';
import { assessZones } from './zones/assess-zones.ts';

export const DEFAULT_CONFIDENCE = 0.95;

/**
 * Assesses a checked record: every metric with its uncertainty, the probability of being inside, the verdict and what
 * the images can't say. Pure; equal input gives equal output. Refused: a confidence outside 0.5 < c < 1. A refused record passes through, so that `assess(parseRecord(json))` can be written.
 */
export const assess = (
  record: Confirmation | Refused,
  options: { readonly confidence?: number } = {},
): Assessment | Refused => {
  if (isRefused(record)) return record;
  const confidence = options.confidence ?? DEFAULT_CONFIDENCE;
  if (typeof confidence !== 'number' || !(confidence > 0.5 && confidence < 1))
    return refused('invalid-confidence', 'confidence must lie between 0.5 and 1');
  const { space, target } = record;
  if (space.kind === 'biplane') return assessBiplane(record, space, confidence);
  const shape = target ? targetShape(space, target) : null;
  const surface = shape?.surface ?? null;
  const marks = marksOf(space, record, shape);
  const components = tipComponents(space, record.tip);
  const covariance = components && totalCovariance(components);
  const metrics = measure(record, marks, surface, covariance);
  const zoned = assessZones(record, marks, surface, covariance);
  const judged = judge(
    record,
    { marks, surface, covariance, confidence },
    {
      tipIsMarked: marks.tip !== null,
      targetIsMarked: target !== undefined,
      canProveInside: space.kind === 'patient' || (space.kind === 'image' && space.beamWidth !== undefined),
      canFlagInside: space.kind !== 'projection',
    },
  );
  const looks = (record.looks ?? []).map((look) => assessLook(record, look));
  const foreign =
    space.kind === 'patient' &&
    [...(record.images ?? []), ...(record.looks ?? [])].some(
      ({ frameOfReferenceUID }) =>
        frameOfReferenceUID !== undefined && frameOfReferenceUID !== space.frameOfReferenceUID,
    );
  const caveats = [
    ...judged.caveats,
    ...(shape?.missing ? [caveat(shape.missing)] : []),
    ...spaceCaveats(space, record),
    ...(foreign ? [caveat('different-frame-of-reference')] : []),
    ...(zoned?.codes ?? []).map(caveat),
  ];
  return {
    verdict: judged.verdict,
    outside: judged.outside,
    probabilityInside: judged.probabilityInside,
    metrics,
    caveats,
    confidence,
    components: components ?? {},
    looks,
    ...(zoned && { zones: zoned.zones }),
  };
};

/** Two projections together have depth: what is marked in both is triangulated, and the rays' gap says how far that can be trusted. */
const assessBiplane = (record: Confirmation, space: BiplaneSpace, confidence: number): Assessment => {
  const { biplane, marks, surface, covariance, metrics } = measureBiplane(record, space);
  const tooParallel = biplane.separation < LEAST_SEPARATION_DEGREES;
  const gap = Math.max(biplane.rayGap.tip ?? 0, biplane.rayGap.target ?? 0);
  const tipIsMarked = space.views.every(({ tip }) => tip !== undefined);
  const targetIsMarked = space.views.every((view) => view.target !== undefined);
  const zoned = assessZones(record, null, null, null);
  const judged = judge(
    record,
    { marks, surface, covariance, confidence },
    {
      tipIsMarked,
      targetIsMarked,
      canProveInside: !tooParallel && gap <= MOST_RAY_GAP_MM,
      canFlagInside: !tooParallel,
    },
  );
  const outside = space.views.some((view) => [view.tip, view.target?.center].some((point) => isOutsideOf(view, point)));
  return {
    verdict: judged.verdict,
    outside: judged.outside,
    probabilityInside: judged.probabilityInside,
    metrics,
    caveats: [
      ...judged.caveats,
      ...(tooParallel ? [caveat('views-too-parallel')] : []),
      ...(gap > MOST_RAY_GAP_MM ? [caveat('ray-gap')] : []),
      ...(outside ? [caveat('tip-outside-image')] : []),
      ...(zoned?.codes ?? []).map(caveat),
    ],
    confidence,
    components: covariance ? { marking: covariance } : {},
    // Marks of a look lie in views of its own, which a record has no place for.
    looks: (record.looks ?? []).map(({ at }) => ({ at: at ?? null, metrics: NO_METRICS, caveats: [caveat('no-tip')] })),
    biplane,
    ...(zoned && { zones: zoned.zones }),
  };
};

/** Degrees between the central rays below which depth is too uncertain to say "inside". */
const LEAST_SEPARATION_DEGREES = 15;

/** Rays that miss each other by more than this, mm, don't show one and the same place. */
const MOST_RAY_GAP_MM = 3;

const isOutsideOf = (
  { columns, rows }: { readonly columns?: number; readonly rows?: number },
  point: readonly number[] | undefined,
): boolean => {
  if (!point || columns === undefined || rows === undefined) return false;
  const [column = 0, row = 0] = point;
  return !(column >= 0 && column <= columns && row >= 0 && row <= rows);
};

const marksOf = (
  space: Space,
  from: Pick<Confirmation, 'tip' | 'shaft' | 'entry' | 'plan'>,
  shape: TargetShape | null,
): Marks => {
  const at = (position: Parameters<typeof metricPosition>[1] | undefined): Coordinates | null =>
    position ? metricPosition(space, position) : null;
  return {
    tip: at(from.tip?.position),
    center: shape?.center ?? null,
    shaft: (from.shaft ?? []).map((position) => metricPosition(space, position)),
    entry: at(from.entry),
    planEntry: at(from.plan?.entry),
    planTarget: at(from.plan?.target),
  };
};

interface Judged {
  readonly verdict: Verdict;
  readonly outside: boolean | null;
  readonly probabilityInside: number | null;
  readonly caveats: readonly Caveat[];
}

/** What a space lets be said. */
interface Provable {
  readonly tipIsMarked: boolean;
  readonly targetIsMarked: boolean;
  readonly canProveInside: boolean;
  /** False where even the measured tip can only be shown to be outside. */
  readonly canFlagInside: boolean;
}

const judge = (
  { space, tip, target }: Confirmation,
  {
    marks,
    surface,
    covariance,
    confidence,
  }: {
    readonly marks: Marks;
    readonly surface: Surface | null;
    readonly covariance: Covariance | null;
    readonly confidence: number;
  },
  { tipIsMarked, targetIsMarked, canProveInside, canFlagInside }: Provable,
): Judged => {
  const codes: CaveatCode[] = [];
  if (!targetIsMarked) codes.push('no-target');
  if (!tipIsMarked) codes.push('no-tip');
  const unconfirmed = tipIsMarked && (tip?.evidence ?? 'none') === 'none';
  if (unconfirmed) codes.push('tip-unconfirmed');
  if (space.kind === 'projection') codes.push('single-projection');
  if (space.kind === 'image' && space.beamWidth === undefined) codes.push('out-of-plane-unknown');
  if (marks.tip && !covariance) codes.push('sigma-unknown');

  const measuredOutside = surface && marks.tip ? surface.signedDistance(marks.tip) > 0 : null;
  const chance =
    surface && marks.tip && covariance ? chanceInside(space, target, surface, marks.tip, covariance) : null;
  if (chance !== null && chance > 1 - confidence && chance < confidence) {
    codes.push('near-boundary');
    const normal = surface && marks.tip ? minus(marks.tip, surface.nearestPoint(marks.tip)) : [];
    if (space.kind === 'patient' && covariance && sliceShare(space, covariance, normal) > 0.5)
      codes.push('slice-thickness');
  }
  const verdict: Verdict =
    chance === null
      ? 'indeterminate'
      : chance <= 1 - confidence
        ? 'outside'
        : chance >= confidence && canProveInside && !unconfirmed
          ? 'inside'
          : 'indeterminate';
  return {
    verdict,
    outside: measuredOutside === false && !canFlagInside ? null : measuredOutside,
    probabilityInside: space.kind === 'projection' ? null : chance,
    caveats: codes.map(caveat),
  };
};

const chanceInside = (
  space: Space,
  target: Target | undefined,
  surface: Surface,
  tip: Coordinates,
  covariance: Covariance,
): number => {
  const total =
    target?.sigma === undefined
      ? covariance
      : addCovariance(covariance, markCovariances({ space, target }, covariance).center);
  if (space.kind === 'image' && space.beamWidth !== undefined)
    return probabilityInsideBeam(surface, tip, total, space.beamWidth);
  return probabilityInside(surface, tip, total);
};

const spaceCaveats = (space: Space, record: Confirmation): readonly Caveat[] => {
  if (space.kind === 'patient') return space.voxel && isAnisotropic(space.voxel) ? [caveat('anisotropic-scale')] : [];
  if (space.kind === 'biplane') return [];
  const outside = (position: readonly number[] | undefined): boolean => isOutsideOf(space, position);
  const { target } = record;
  const center =
    target && 'center' in target
      ? target.center
      : target?.shape === 'contour'
        ? target.points.find(outside)
        : undefined;
  return [
    ...scaleCaveats(space),
    ...(outside(record.tip?.position) || outside(center) ? [caveat('tip-outside-image')] : []),
  ];
};

const assessLook = (record: Confirmation, look: Look): AssessedLook => {
  const { space } = record;
  const at = look.at ?? null;
  if (
    space.kind === 'patient' &&
    look.frameOfReferenceUID !== undefined &&
    look.frameOfReferenceUID !== space.frameOfReferenceUID
  ) {
    return { at, metrics: NO_METRICS, caveats: [caveat('different-frame-of-reference')] };
  }
  const target = look.target ?? record.target;
  const shape = target ? targetShape(space, target) : null;
  const surface = shape?.surface ?? null;
  // Entry and plan belong to the case; tip and shaft to the look.
  const { entry, plan } = record;
  const marks = marksOf(space, { ...look, ...(entry && { entry }), ...(plan && { plan }) }, shape);
  const components = tipComponents(space, look.tip);
  const looked = { ...record, ...(target && { target }) };
  const codes: CaveatCode[] = [];
  if (!target) codes.push('no-target');
  if (shape?.missing) codes.push(shape.missing);
  if (!marks.tip) codes.push('no-tip');
  else if ((look.tip?.evidence ?? 'none') === 'none') codes.push('tip-unconfirmed');
  if (marks.tip && !components) codes.push('sigma-unknown');
  return {
    at,
    metrics: measure(looked, marks, surface, components && totalCovariance(components)),
    caveats: codes.map(caveat),
  };
};

export type { Assessment, Caveat, MetricName, Metrics, Quantity, Verdict } from './assessment.ts';
