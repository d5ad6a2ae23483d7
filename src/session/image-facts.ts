import { NO_METRICS, type AssessedLook, type Assessment } from '../assess/assessment.ts';
import { caveat as caveatOf } from '../assess/caveats.ts';
import { unmeasured } from '../assess/zones/zone-assessment.ts';
import { applyEdit } from '../confirmation/edit.ts';
import type { BiplaneSpace, Confirmation, Scale } from '../confirmation/record.ts';
import { distinctCaveats, type Caveat } from '../image/caveat.ts';
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
  if (space.kind === 'biplane') return lookup(space.views[0].sopInstanceUID, space.views[0].frame);
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
  const regional = 'scale' in record.space && frame.scale.basis === 'us-region' && frame.regions.length > 0;
  if (!regional) return { caveats: series.caveats, incomparable: false };
  const found = scaleForPoints(frame.regions, pointsOf(record));
  if (!isRefusal(found) || pointsOf(record).length === 0) return { caveats: series.caveats, incomparable: false };
  const mismatch = found.code === 'region-mismatch';
  return { caveats: [caveatOf(mismatch ? 'region-mismatch' : 'no-region'), ...series.caveats], incomparable: mismatch };
};

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
  const { trend, ...rest } = assessment;
  const isOut = (look: number | 'current'): boolean => (look === 'current' ? incomparable : isElsewhere[look] === true);
  const steps = trend?.filter(({ from, to }) => !isOut(from) && !isOut(to)) ?? [];
  return {
    ...rest,
    looks: assessment.looks.map((look, index) => (isElsewhere[index] === true ? inAnotherRegion(look) : look)),
    ...(steps.length > 0 && { trend: steps }),
  };
};

const inAnotherRegion = ({ at }: AssessedLook): AssessedLook => ({
  at,
  verdict: 'indeterminate',
  outside: null,
  probabilityInside: null,
  metrics: NO_METRICS,
  caveats: [caveatOf('region-mismatch')],
});
