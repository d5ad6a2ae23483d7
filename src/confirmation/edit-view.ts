import type { ImagePoint } from '../space/frame.ts';
import type { BiplaneSpace, Confirmation, GeometryMember, ProjectionView, Space, Tip, ViewTarget } from './record.ts';

/** Which of two projections. */
export type ViewIndex = 0 | 1;

/** A view without its marks: the image, and how it was taken. */
export type BareView = Omit<ProjectionView, 'tip' | 'shaft' | 'target'>;

/** Members of a view's geometry, as far as they are known or are to change. */
export type ViewGeometry = { readonly [Member in GeometryMember]?: NonNullable<ProjectionView[Member]> };

export const bare = ({ tip: _tip, shaft: _shaft, target: _target, ...view }: ProjectionView): BareView => view;

export const hasMarks = ({ tip, shaft, target }: ProjectionView): boolean =>
  tip !== undefined || target !== undefined || shaft !== undefined;

/** Whether there is a tip to be confirmed: of two projections, one in each view. */
export const isTipWhole = ({ space }: Confirmation): boolean =>
  space.kind !== 'biplane' || space.views.every(({ tip }) => tip !== undefined);

type OfImage = Pick<ProjectionView, 'sopInstanceUID' | 'frame'>;

export const isOnImage = (view: OfImage, { sopInstanceUID, frame }: OfImage): boolean =>
  view.sopInstanceUID === sopInstanceUID && view.frame === frame;

/** The space of a further confirmation of the same images. */
export const withoutMarks = (space: Space): Space =>
  space.kind === 'biplane' ? { ...space, views: [bare(space.views[0]), bare(space.views[1])] } : space;

/**
 * The marks of one view as a record of that image alone, in px: what is drawn, grabbed and moved there. Null where the record isn't one of two
 * projections.
 */
export const seenInView = (record: Confirmation, index: ViewIndex): Confirmation | null =>
  record.space.kind === 'biplane' ? seen(record, record.space.views[index]) : null;

const seen = ({ id, at, tip: ownTip }: Confirmation, view: ProjectionView): Confirmation => {
  const { sopInstanceUID, frame, columns, rows, tip, shaft, target } = view;
  return {
    tipcheck: 1,
    id,
    space: {
      kind: 'projection',
      sopInstanceUID,
      frame,
      modality: 'XA',
      scale: { betweenColumns: 1, betweenRows: 1, unit: 'px', basis: 'none' },
      columns,
      rows,
    },
    ...(at !== undefined && { at }),
    ...(target && { target: { shape: 'circle', ...target } }),
    ...(tip && { tip: { ...ownTip, position: tip } }),
    ...(shaft && { shaft }),
  };
};

/** The record after a change of what is seen in one view. One that can't be had in a view (an entry, a plan, a contour) changes nothing. */
export const editedInView = (
  record: Confirmation,
  index: ViewIndex,
  on: BareView | undefined,
  change: (seen: Confirmation) => Confirmation,
): Confirmation => {
  const { space } = record;
  if (space.kind !== 'biplane') return record;
  const own = space.views[index];
  if (on && hasMarks(own) && !isOnImage(own, on)) return record;
  const view: ProjectionView = on && !hasMarks(own) ? seatedOn(own, on) : own;
  const before = seen(record, view);
  const after = change(before);
  const isSame = (['tip', 'shaft', 'target'] as const).every((mark) => after[mark] === before[mark]);
  if (isSame || (after.target && after.target.shape !== 'circle')) return record;
  const marked: ProjectionView = {
    ...bare(view),
    ...(after.tip?.position && { tip: after.tip.position as ImagePoint }),
    ...(after.shaft && { shaft: after.shaft as readonly ImagePoint[] }),
    ...(after.target && { target: circleOf(after.target) }),
  };
  const other = space.views[index === 0 ? 1 : 0];
  const { tip: _tip, ...rest } = record;
  const tip = tipOfBoth(record.tip, before.tip, after.tip, other.tip !== undefined);
  return {
    ...rest,
    ...(after.at !== undefined && { at: after.at }),
    space: withView(space, index, marked),
    ...(tip && { tip }),
  };
};

const circleOf = ({ shape: _shape, ...circle }: { readonly shape: 'circle' } & ViewTarget): ViewTarget => circle;

/**
 * A view without marks on another image, or frame: what was entered stays, but for angles. The arm may have moved between the frames, so that
 * they are those of the frame that is marked, entered or not.
 */
const seatedOn = (own: ProjectionView, on: BareView): BareView => {
  const { entered = [] } = own;
  const staying = isOnImage(own, on)
    ? entered
    : entered.filter((member) => member !== 'primaryAngle' && member !== 'secondaryAngle');
  const kept = Object.fromEntries(staying.map((member) => [member, own[member]]));
  const all = [...new Set([...(on.entered ?? []), ...staying])];
  return { ...on, ...kept, ...(all.length > 0 && { entered: all }) };
};

const withView = (space: BiplaneSpace, index: ViewIndex, view: ProjectionView): BiplaneSpace => ({
  ...space,
  views: index === 0 ? [view, space.views[1]] : [space.views[0], view],
});

/** Evidence and sigma of a tip that is marked in two views. What was confirmed was both marks; sigma is that of the coarser one. */
const tipOfBoth = (
  own: Tip | undefined,
  before: Tip | undefined,
  after: Tip | undefined,
  otherIsMarked: boolean,
): Tip | undefined => {
  if (after === before) return own;
  if (!after) return otherIsMarked && own ? { ...own, evidence: 'none' } : undefined;
  const { position: _position, image: _image, ...tip } = after;
  if (!otherIsMarked || own?.sigma === undefined || tip.sigma === undefined) return tip;
  return { ...tip, sigma: Math.max(tip.sigma, own.sigma) };
};

/** The record with other geometry of a view, marked as entered or, where it is what the image says, no longer. */
export const withViewGeometry = (
  record: Confirmation,
  index: ViewIndex,
  geometry: ViewGeometry,
  entered: boolean,
): Confirmation => {
  const { space } = record;
  if (space.kind !== 'biplane') return record;
  const { entered: before = [], ...view } = space.views[index];
  const members = Object.keys(geometry) as GeometryMember[];
  const others = before.filter((member) => !members.includes(member));
  const now = entered ? [...others, ...members] : others;
  return {
    ...record,
    space: withView(space, index, { ...view, ...geometry, ...(now.length > 0 && { entered: now }) }),
  };
};
