import type { BiplaneSpace, Look } from '../../confirmation/record.ts';
import { METRIC_NAMES, type MetricName } from '../../assess/assessment.ts';
import { DCM } from './codes.ts';
import { as, type ContentItem } from './content-item.ts';
import { groundOf, type MarkContext } from './marks.ts';
import { fromImage, marked, targetCenter, targetItems, type Ground, type Marked } from './places.ts';

/** What is inferred from marks beside the metrics: the verdict, and how far the tip and the target's centre moved. */
const OTHERS = ['verdict', 'tip', 'targetCenter'] as const;

/** What a number was inferred from: coordinates (TID 320), in the order tip, target, others; null where one of them isn't marked. */
export type Inferences = Readonly<Record<MetricName | (typeof OTHERS)[number], readonly ContentItem[] | null>>;

const NAME = DCM.sourceOfMeasurement;

/** All of them, or null where one is missing. */
const all = (...parts: readonly (readonly ContentItem[] | null)[]): readonly ContentItem[] | null =>
  parts.every((part) => part !== null) ? as('INFERRED FROM', ...parts.flat()) : null;

/** What the metrics of a record, or of one of its looks, were inferred from. The image that shows the tip comes last. */
export const inferencesOf = (context: MarkContext, look: Look | null): Inferences => {
  const { record, source, referTo } = context;
  const { space } = record;
  if (space.kind === 'biplane') return inTwoViews(context, space);
  const ground = groundOf(context, look);
  const shownBy = (look ?? record).tip?.image;
  const { tip: _tip, shaft: _shaft, target: planned, ...rest } = record;
  // A look is measured against the record's target where it has none of its own.
  const target = look?.target ?? planned;
  const marks: Marked = look
    ? {
        ...rest,
        ...(look.tip && { tip: look.tip }),
        ...(look.shaft && { shaft: look.shaft }),
        ...(target && { target }),
      }
    : record;
  return ground ? onGround(context, marks, ground, fromImage(shownBy ? referTo(shownBy) : source)) : NOTHING;
};

const NOTHING = Object.fromEntries([...METRIC_NAMES, ...OTHERS].map((name) => [name, null])) as unknown as Inferences;

const onGround = (
  { record: { space }, segment }: MarkContext,
  { tip, target, shaft = [], entry, plan }: Marked,
  ground: Ground,
  shownBy: readonly ContentItem[],
): Inferences => {
  const position = tip?.position;
  const point = (at: readonly number[] | null | undefined): readonly ContentItem[] | null =>
    at ? [marked(NAME, 'POINT', [at], ground)] : null;
  const line = (...points: readonly (readonly number[] | undefined)[]): readonly ContentItem[] | null => {
    const known = points.flatMap((at) => (at ? [at] : []));
    return known.length < points.length || known.length < 2 ? null : [marked(NAME, 'POLYLINE', known, ground)];
  };
  const here = point(position);
  const center = target ? point(targetCenter(space, target)) : null;
  const outline = target ? targetItems(NAME, target, ground) : [];
  // A shape that can't be drawn stands in the segmentation, or in the record alone: then its centre stands for it.
  const region = outline.length > 0 ? outline : segment ? (center ?? []) : center;
  const planned = line(plan?.entry, plan?.target);
  const axis = line(shaft.at(-1), position);
  // What lies in the patient is named with the image that shows it; image points have theirs.
  const image = ground.kind === 'patient' ? shownBy : [];
  const found = (...parts: readonly (readonly ContentItem[] | null)[]): readonly ContentItem[] | null => {
    const coordinates = all(...parts);
    return coordinates ? [...coordinates, ...image] : null;
  };
  return {
    tipToCenter: found(here, center),
    signedDistance: found(here, region),
    depthError: found(here, planned),
    lateralError: found(here, planned),
    normalDistance: found(axis, center),
    remainingAdvance: found(axis, center),
    angularError: found(axis, planned),
    entryError: found(point(entry), point(plan?.entry)),
    insertedLength: found(line(entry, ...shaft, position)),
    verdict: found(here, region),
    tip: found(here),
    targetCenter: found(center),
  };
};

/** In two views a number comes from the marks of both. A plan is in the C-arm frame, where no image is. */
const inTwoViews = ({ record, referTo }: MarkContext, { views }: BiplaneSpace): Inferences => {
  const grounds = views.map((view): Ground => ({ kind: 'image', reference: referTo(view) }));
  const inBoth = (
    of: (view: BiplaneSpace['views'][number], ground: Ground) => readonly ContentItem[] | null,
  ): readonly ContentItem[] | null => {
    const items = views.map((view, index) => of(view, grounds[index] ?? { kind: 'image', reference: {} }));
    return items.every((one) => one !== null) ? items.flat() : null;
  };
  const tip = inBoth((view, ground) => (view.tip ? [marked(NAME, 'POINT', [view.tip], ground)] : null));
  const target = inBoth((view, ground) =>
    view.target ? targetItems(NAME, { shape: 'circle', ...view.target }, ground) : null,
  );
  const axis = inBoth((view, ground) => {
    const last = view.shaft?.at(-1);
    return last && view.tip ? [marked(NAME, 'POLYLINE', [last, view.tip], ground)] : null;
  });
  const planned = record.plan ? [] : null;
  return {
    ...NOTHING,
    tipToCenter: all(tip, target),
    signedDistance: all(tip, target),
    depthError: all(tip, planned),
    lateralError: all(tip, planned),
    normalDistance: all(axis, target),
    remainingAdvance: all(axis, target),
    angularError: all(axis, planned),
    verdict: all(tip, target),
  };
};
