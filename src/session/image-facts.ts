import { assess } from '../assess/assess.ts';
import { NO_METRICS, type AssessedLook, type Assessment, type LookStep } from '../assess/assessment.ts';
import { caveat as caveatOf } from '../assess/caveats.ts';
import { unmeasured } from '../assess/zones/zone-assessment.ts';
import { applyEdit } from '../confirmation/edit.ts';
import { isRefused, type Confirmation, type Scale } from '../confirmation/record.ts';
import type { Caveat } from '../image/caveat.ts';
import { isRefusal } from '../image/refusal.ts';
import { scaleForPoints } from '../image/ultrasound-region.ts';
import type { ImagePoint } from '../space/frame.ts';
import { scaleAt, type ImageSource } from './space-of.ts';

/** Finds a loaded image by what a record says of it. */
export type ImageLookup = (sopInstanceUID: string, frame: number) => ImageSource | undefined;

/** The image that a record's marks were made on: its own, or the one that the tip names. */
export const imageOf = (record: Confirmation, lookup: ImageLookup): ImageSource | undefined => {
  const { space, tip } = record;
  if ('sopInstanceUID' in space) return lookup(space.sopInstanceUID, space.frame);
  return tip?.image ? lookup(tip.image.sopInstanceUID, tip.image.frame ?? 1) : undefined;
};

const pointsOf = ({
  tip,
  target,
  shaft,
  entry,
  plan,
}: Pick<Confirmation, 'tip' | 'target' | 'shaft' | 'entry' | 'plan'>): ImagePoint[] => {
  const centers = target && 'center' in target ? [target.center] : target?.shape === 'contour' ? target.points : [];
  const points = [
    ...(tip?.position ? [tip.position] : []),
    ...centers,
    ...(shaft ?? []),
    ...(entry ? [entry] : []),
    ...(plan ? [plan.entry, plan.target] : []),
  ];
  return points as unknown as ImagePoint[];
};

export const sameScale = (a: Scale, b: Scale): boolean =>
  a.unit === b.unit && a.basis === b.basis && a.betweenColumns === b.betweenColumns && a.betweenRows === b.betweenRows;

/** The record with the scale that holds at all of its marks. In ultrasound that depends on the regions that they lie in. */
export const withScaleOfMarks = (record: Confirmation, source: ImageSource | undefined): Confirmation => {
  if (!source || !('scale' in record.space) || record.space.scale.basis === 'user') return record;
  const points = pointsOf(record);
  if (points.length === 0) return record;
  const scale = scaleAt(source, points);
  return sameScale(scale, record.space.scale) ? record : applyEdit(record, { kind: 'set-scale', scale });
};

/** What the record itself can't say because only the image knows it: regions, lossy compression, uneven slices, how the spacing is known. */
const factsOf = (
  record: Confirmation,
  source: ImageSource,
): { readonly caveats: readonly Caveat[]; readonly incomparable: boolean } => {
  const { series, frame } = source;
  const own = [...bandFacts(record, series.modality), ...series.caveats];
  const regional = 'scale' in record.space && frame.scale.basis === 'us-region' && frame.regions.length > 0;
  if (!regional) return { caveats: own, incomparable: false };
  const found = scaleForPoints(frame.regions, pointsOf(record));
  if (!isRefusal(found) || pointsOf(record).length === 0) return { caveats: own, incomparable: false };
  const mismatch = found.code === 'region-mismatch';
  return { caveats: [caveatOf(mismatch ? 'region-mismatch' : 'no-region'), ...own], incomparable: mismatch };
};

/** A record in the patient doesn't say that it is of MR, so the verdict can't wait for the band: it is told, and profiles are blocked by it. */
const bandFacts = ({ space, tip }: Confirmation, modality: string): readonly Caveat[] =>
  modality === 'MR' && space.kind === 'patient' && tip && !tip.artefactBand ? [caveatOf('artefact-band-unknown')] : [];

/** The assessment together with what the images say. Marks in regions of different scale have no distance, so none is given. */
export const withImageFacts = (
  assessment: Assessment,
  record: Confirmation,
  source: ImageSource | undefined,
): Assessment => {
  if (!source) return assessment;
  const { caveats, incomparable } = factsOf(record, source);
  const compared = withoutOtherRegions(assessment, record, source, incomparable);
  const known = new Set(assessment.caveats.map(({ code }) => code));
  const merged = [...assessment.caveats, ...caveats.filter(({ code }) => !known.has(code))];
  if (!incomparable) return { ...compared, caveats: merged };
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
  { frame }: ImageSource,
  incomparable: boolean,
): Assessment => {
  const { space, looks = [] } = record;
  if (!('scale' in space) || space.scale.basis === 'user' || frame.scale.basis !== 'us-region') return assessment;
  const isElsewhere = looks.map((look) => {
    const { target = record.target, tip, shaft } = look;
    const points = pointsOf({ ...(target && { target }), ...(tip && { tip }), ...(shaft && { shaft }) });
    const found = points.length > 0 ? scaleForPoints(frame.regions, points) : space.scale;
    return isRefusal(found) ? found.code === 'region-mismatch' : !sameScale(found, space.scale);
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
