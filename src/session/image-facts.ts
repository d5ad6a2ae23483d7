import { assess } from '../assess/assess.ts';
import { NO_METRICS, type AssessedLook, type Assessment, type LookStep } from '../assess/assessment.ts';
import { caveat as caveatOf } from '../assess/caveats.ts';
import { unmeasured } from '../assess/zones/zone-assessment.ts';
import { isRefused, type BiplaneSpace, type Confirmation } from '../confirmation/record.ts';
import { isSameScaling } from '../confirmation/user-calibration.ts';
import { caveat as caveatWith, distinctCaveats, type Caveat } from '../image/caveat.ts';
import { scaleDifference } from '../image/scale-difference.ts';
import { hasNoDepth } from '../image/series.ts';
import { isMovingRun } from '../image/series-caveats.ts';
import type { ImagePoint } from '../space/frame.ts';
import { fileScaleAt, isOneOf, scalingFor } from './image-calibration.ts';
import type { ImageSource } from './image-source.ts';
import { imageOf, pointsOf, type ImageLookup } from './scale-at-marks.ts';

/** Caveats of a series that are about the scale that its file gives. */
const OF_FILE_SCALE: readonly string[] = [
  'uncalibrated',
  'at-detector-scale',
  'depth-scale',
  'calibration-unknown',
  'spacing-conflict',
  'no-region',
  'anisotropic-scale',
];

/** What the file says of a scale that isn't used is no longer to be known; that it differs from the reader's is. */
const seriesCaveats = (
  { space }: Confirmation,
  points: readonly ImagePoint[],
  source: ImageSource,
): readonly Caveat[] => {
  const { caveats } = source.series;
  if (!('scale' in space) || space.scale.basis !== 'user') return caveats;
  const difference = scaleDifference(space.scale, fileScaleAt(source, points[0] ?? null));
  return [
    ...caveats.filter(({ code }) => !OF_FILE_SCALE.includes(code)),
    // While the C-arm turns, what lay at one depth no longer does.
    ...(isMovingRun(source.frame.instance) ? [caveatOf('depth-scale')] : []),
    ...(difference?.isContradiction
      ? [
          caveatWith(
            'spacing-conflict',
            `The reader’s scale contradicts the file: ${difference.text}. Check which is right.`,
          ),
        ]
      : []),
  ];
};

/** What the record itself can't say because only the image knows it: regions, lossy compression, uneven slices, how the spacing is known. */
const factsOf = (
  record: Confirmation,
  source: ImageSource,
): { readonly caveats: readonly Caveat[]; readonly incomparable: boolean } => {
  const points = pointsOf(record);
  const caveats = [...bandFacts(record, source.series.modality), ...seriesCaveats(record, points, source)];
  if (!isRegional(record, source) || points.length === 0) return { caveats, incomparable: false };
  const found = scalingFor(source, points);
  if (!('kind' in found)) return { caveats, incomparable: false };
  return { caveats: [caveatOf(found.code), ...caveats], incomparable: found.code === 'region-mismatch' };
};

/** Whether the image has scales of its own for parts of it. */
const isRegional = ({ space }: Confirmation, { frame, calibrations = [] }: ImageSource): boolean =>
  'scale' in space && frame.regions.length > 0 && (frame.scale.basis === 'us-region' || calibrations.length > 0);

/** A record in the patient doesn't say that it is of MR, so the verdict can't wait for the band: it is told, and profiles are blocked by it. */
const bandFacts = ({ space, tip }: Confirmation, modality: string): readonly Caveat[] =>
  modality === 'MR' && space.kind === 'patient' && tip && !tip.artefactBand ? [caveatOf('artefact-band-unknown')] : [];

/** The assessment together with what the images say that its marks are on. */
export const withFacts = (assessment: Assessment, record: Confirmation, lookup: ImageLookup): Assessment =>
  record.space.kind === 'biplane'
    ? withViewFacts(assessment, record.space, lookup)
    : withImageFacts(assessment, record, imageOf(record, lookup));

/** What a run's scale is worth is no matter of two views: they have a geometry of their own. */
const VIEW_FACTS: ReadonlySet<string> = new Set(['lossy-image', 'moving-view']);

const withViewFacts = (assessment: Assessment, { views }: BiplaneSpace, lookup: ImageLookup): Assessment => {
  const found = views.flatMap(({ sopInstanceUID, frame }) => lookup(sopInstanceUID, frame)?.series.caveats ?? []);
  const facts = found.filter(({ code }) => VIEW_FACTS.has(code));
  return facts.length > 0 ? { ...assessment, caveats: distinctCaveats([...assessment.caveats, ...facts]) } : assessment;
};

/** Marks in regions of different scale have no distance, so none is given. */
const withImageFacts = (assessment: Assessment, record: Confirmation, source: ImageSource | undefined): Assessment => {
  if (!source) return assessment;
  const { caveats, incomparable } = factsOf(record, source);
  const compared = withoutOtherRegions(assessment, record, source, incomparable);
  const known = new Set(assessment.caveats.map(({ code }) => code));
  const merged = [...assessment.caveats, ...caveats.filter(({ code }) => !known.has(code))];
  if (!incomparable) {
    const told = { ...compared, caveats: merged };
    // What lies at no known depth can't be told to be inside or outside of a body.
    return record.space.kind === 'patient' && hasNoDepth(source.series)
      ? { ...told, verdict: 'indeterminate', outside: null, probabilityInside: null }
      : told;
  }
  // The mismatch explains itself: that the marks then have no scale in common isn't a second thing to tell.
  const first = merged.filter(({ code }) => code === 'region-mismatch');
  const rest = merged.filter(({ code }) => !['region-mismatch', 'near-boundary', 'uncalibrated'].includes(code));
  return {
    ...compared,
    verdict: 'indeterminate',
    outside: null,
    probabilityInside: null,
    metrics: NO_METRICS,
    ...(assessment.zones && { zones: assessment.zones.map(unmeasured) }),
    caveats: [...first, ...rest],
  };
};

/** Looks whose marks lie in another region than the record's, or in several, are in another scale: they are listed and not measured. */
const withoutOtherRegions = (
  assessment: Assessment,
  record: Confirmation,
  source: ImageSource,
  incomparable: boolean,
): Assessment => {
  const { space, looks = [] } = record;
  const isForeign = 'scale' in space && space.scale.basis === 'user' && !isOneOf(source.calibrations, space);
  if (!('scale' in space) || isForeign || !isRegional(record, source)) return assessment;
  const isElsewhere = looks.map((look) => {
    const { target = record.target, tip, shaft } = look;
    const points = pointsOf({ ...(target && { target }), ...(tip && { tip }), ...(shaft && { shaft }) });
    if (points.length === 0) return false;
    const found = scalingFor(source, points);
    return 'kind' in found ? found.code === 'region-mismatch' : !isSameScaling(found, space);
  });
  if (!incomparable && !isElsewhere.includes(true)) return assessment;
  const { trend: _trend, ...rest } = assessment;
  const trend = trendWithout(record, assessment.confidence, isElsewhere, incomparable);
  return {
    ...rest,
    looks: assessment.looks.map((look, index) => (isElsewhere[index] === true ? inAnotherRegion(look) : look)),
    ...(trend && { trend }),
  };
};

/** The steps between the looks that are left, each from the one before it among them; null where fewer than two are. */
const trendWithout = (
  record: Confirmation,
  confidence: number,
  isElsewhere: readonly boolean[],
  isOwnTipElsewhere: boolean,
): Assessment['trend'] | null => {
  const left = (record.looks ?? []).flatMap((look, index) => (isElsewhere[index] === true ? [] : [{ look, index }]));
  const { tip, ...others } = record;
  const looks = left.map(({ look }) => look);
  const again = assess({ ...others, ...(tip && !isOwnTipElsewhere && { tip }), looks }, { confidence });
  if (isRefused(again) || !again.trend) return null;
  const named = (look: LookStep['from']): LookStep['from'] => (look === 'current' ? look : (left[look]?.index ?? look));
  return again.trend.map((step) => ({ ...step, from: named(step.from), to: named(step.to) }));
};

const inAnotherRegion = ({ at }: AssessedLook): AssessedLook => ({
  at,
  verdict: 'indeterminate',
  outside: null,
  probabilityInside: null,
  metrics: NO_METRICS,
  caveats: [caveatOf('region-mismatch')],
});
