import {
  isRefused,
  type BiplaneSpace,
  refused,
  type Confirmation,
  type Refused,
  type Space,
} from '../confirmation/record.ts';
import type { Assessment, Caveat } from './assessment.ts';
import { isAnisotropic } from '../image/calibration.ts';
import { LEAST_SEPARATION_DEGREES } from '../image/c-arm.ts';
import { measureBiplane } from './biplane.ts';
import { caveat, scaleCaveats } from './caveats.ts';
import { commitmentOf } from './commitment.ts';
import { examine } from './examine.ts';
import { judge } from './judge.ts';
import { assessLooks, unmeasuredLook } from './looks.ts';
import { trendOf } from './trend.ts';
import { withProfile } from './profiles/judge.ts';
import type { ProcedureProfile } from './profiles/profile.ts';
import { assessZones } from './zones/assess-zones.ts';

export const DEFAULT_CONFIDENCE = 0.95;

/**
 * Assesses a checked record: every metric with its uncertainty, the probability of being inside, the verdict and what
 * the images can't say. Pure; equal input gives equal output. Refused: a confidence outside 0.5 < c < 1. A refused record passes through, so that `assess(parseRecord(json))` can be written;
 * so does a refused profile. A profile adds how the numbers stand to it and changes nothing else.
 */
export const assess = (
  record: Confirmation | Refused,
  options: { readonly confidence?: number; readonly profile?: ProcedureProfile | Refused } = {},
): Assessment | Refused => {
  if (isRefused(record)) return record;
  const { profile } = options;
  if (profile && isRefused(profile)) return profile;
  const assessment = assessAlone(record, options);
  return profile && !isRefused(assessment) ? withProfile(assessment, record.space, profile) : assessment;
};

const assessAlone = (record: Confirmation, options: { readonly confidence?: number }): Assessment | Refused => {
  const confidence = options.confidence ?? DEFAULT_CONFIDENCE;
  if (typeof confidence !== 'number' || !(confidence > 0.5 && confidence < 1))
    return refused('invalid-confidence', 'confidence must lie between 0.5 and 1');
  const { space } = record;
  if (space.kind === 'biplane') return assessBiplane(record, space, confidence);
  const now = examine(record, confidence);
  const { shape, marks, components, metrics, band, judged } = now;
  const { looks, examined } = assessLooks(record, confidence);
  const trend = trendOf([
    ...examined,
    { look: 'current', at: record.at ?? null, record, examined: now, hasOwnTarget: true },
  ]);
  const committed = commitmentOf(record, marks.tip !== null);
  const zoned = assessZones(record, marks, shape?.surface ?? null, now.covariance);
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
    ...(committed?.caveats ?? []),
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
    ...(band && { artefactBand: band }),
    ...(trend && { trend }),
    ...(committed && { commitment: committed.commitment }),
    ...(zoned && { zones: zoned.zones }),
  };
};

/** Two projections together have depth: what is marked in both is triangulated, and the rays' gap says how far that can be trusted. */
const assessBiplane = (record: Confirmation, space: BiplaneSpace, confidence: number): Assessment => {
  const { biplane, marks, surface, covariance, components, chance, metrics } = measureBiplane(record, space);
  const tooParallel = biplane.separation < leastSeparation(space);
  const gap = Math.max(biplane.rayGap.tip ?? 0, biplane.rayGap.target ?? 0);
  const tipIsMarked = space.views.every(({ tip }) => tip !== undefined);
  const targetIsMarked = space.views.every((view) => view.target !== undefined);
  const zoned = assessZones(record, null, null, null);
  const judged = judge(
    record,
    { marks, surface, covariance, confidence, chance },
    {
      tipIsMarked,
      targetIsMarked,
      canProveInside: !tooParallel && gap <= MOST_RAY_GAP_MM,
      canFlagInside: !tooParallel,
    },
  );
  const committed = commitmentOf(record, tipIsMarked);
  const outside = space.views.some((view) => [view.tip, view.target?.center].some((point) => isOutsideOf(view, point)));
  return {
    verdict: judged.verdict,
    outside: judged.outside,
    probabilityInside: judged.probabilityInside,
    metrics,
    caveats: [
      ...judged.caveats.map((one) => IN_BOTH_VIEWS[one.code] ?? one),
      ...(tooParallel ? [caveat('views-too-parallel')] : []),
      ...(gap > MOST_RAY_GAP_MM ? [caveat('ray-gap')] : []),
      ...(space.views.some(({ entered = [] }) => entered.length > 0) ? [caveat('entered-geometry')] : []),
      ...(outside ? [caveat('tip-outside-image')] : []),
      ...(committed?.caveats ?? []),
      ...(zoned?.codes ?? []).map(caveat),
    ],
    confidence,
    components,
    // Marks of a look lie in views of its own, which a record has no place for.
    looks: (record.looks ?? []).map(({ at }) => unmeasuredLook(at ?? null, 'no-tip')),
    ...(committed && { commitment: committed.commitment }),
    biplane,
    ...(zoned && { zones: zoned.zones }),
  };
};

/** A mark in one view alone is none yet. */
const IN_BOTH_VIEWS: Readonly<Partial<Record<string, Caveat>>> = {
  'no-tip': { code: 'no-tip', message: 'The tip is not marked in both views.' },
  'no-target': { code: 'no-target', message: 'The target is not marked in both views.' },
};

/** An angle between the views that is known worse than to a tenth bends what is measured so much that intervals don't hold. */
const LEAST_SEPARATION_SIGMAS = 10;

/** Degrees; the angle between the views is off by what both are off. */
const leastSeparation = ({ geometrySigma }: BiplaneSpace): number =>
  Math.max(LEAST_SEPARATION_DEGREES, LEAST_SEPARATION_SIGMAS * Math.SQRT2 * (geometrySigma?.angle ?? 0));

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

export type { Assessment, Caveat, MetricName, Metrics, Quantity, Verdict } from './assessment.ts';
