import type { Assessment } from '../assess/assess.ts';
import type { Confirmation, Target } from '../confirmation/record.ts';
import { canvasPoint, type CanvasPoint } from '../space/frame.ts';
import { bandShapes } from './band-shapes.ts';
import type { Handle } from './handle.ts';
import { placeLabels, type WantedLabel } from './label-layout.ts';
import type { MarkGroup, Shape, Tone } from './shape.ts';
import { targetMiddle, targetOutline } from './target-outline.ts';
import { sayIn, type MarkPosition, type OverlayView, type Projected } from './view.ts';
import { zoneShapes } from './zone-shapes.ts';

/** Shapes before the labels among them have a place. */
type Draft = Exclude<Shape, { kind: 'label' }> | WantedLabel;

const CIRCLE_STEPS = 96;

const isGhost = (view: OverlayView, projected: Projected): boolean =>
  view.otherFrame !== null || Math.abs(projected.offsetMm) > view.halfSliceMm;

/** "+3.2 mm": how far a ghost lies off the shown plane; "frame 12" in a cine. */
const ghostNote = (view: OverlayView, projected: Projected): string => {
  if (view.otherFrame !== null) return sayIn(view, `frame ${String(view.otherFrame)}`);
  const { offsetMm } = projected;
  return `${offsetMm < 0 ? '−' : '+'}${Math.abs(offsetMm).toFixed(1)} mm`;
};

const circlePath = (center: CanvasPoint, radius: number): CanvasPoint[] =>
  Array.from({ length: CIRCLE_STEPS }, (_, step) => {
    const angle = (2 * Math.PI * step) / CIRCLE_STEPS;
    return canvasPoint(center[0] + radius * Math.cos(angle), center[1] + radius * Math.sin(angle));
  });

const point = (view: OverlayView, position: MarkPosition, handle: Handle, tone: Tone, name: string): Draft[] => {
  const projected = view.project(position);
  if (!projected) return [];
  const ghost = isGhost(view, projected);
  const shapes: Draft[] = [{ kind: 'handle', at: projected.at, handle, tone, ghost }];
  if (ghost) {
    shapes.push({
      kind: 'wanted-label',
      avoid: null,
      from: projected.at,
      text: `${sayIn(view, name)} ${ghostNote(view, projected)}`,
      tone,
      ghost,
    });
  }
  return shapes;
};

const polyline = (view: OverlayView, positions: readonly MarkPosition[], closed: boolean, tone: Tone): Draft[] => {
  const projected = positions.map((position) => view.project(position));
  if (projected.length < 2 || projected.some((one) => one === null)) return [];
  const known = projected.filter((one) => one !== null);
  return [
    { kind: 'path', points: known.map(({ at }) => at), closed, tone, ghost: known.some((one) => isGhost(view, one)) },
  ];
};

/** The section of a sphere with the shown plane; dashed at its largest where the plane misses it. */
const sphereSection = (view: OverlayView, center: Projected, radiusMm: number): Draft => {
  const misses = Math.abs(center.offsetMm) >= radiusMm;
  const sectionMm = misses ? radiusMm : Math.sqrt(radiusMm ** 2 - center.offsetMm ** 2);
  return {
    kind: 'path',
    points: circlePath(center.at, sectionMm * view.canvasPerMm),
    closed: true,
    tone: 'target',
    ghost: misses || view.otherFrame !== null,
  };
};

/** A circle in image pixels, which is an ellipse on a canvas whose pixels aren't square. */
const imageCircle = (center: MarkPosition, radiusColumns: number, radiusRows: number): MarkPosition[] =>
  Array.from({ length: CIRCLE_STEPS }, (_, step) => {
    const angle = (2 * Math.PI * step) / CIRCLE_STEPS;
    return [(center[0] ?? 0) + radiusColumns * Math.cos(angle), (center[1] ?? 0) + radiusRows * Math.sin(angle)];
  });

const roundTarget = (
  view: OverlayView,
  confirmation: Confirmation,
  center: MarkPosition,
  radius: number,
  inPixels: boolean,
): Draft[] => {
  const projected = view.project(center);
  if (!projected) return [];
  const { space } = confirmation;
  const shapes: Draft[] = [];
  let rim: CanvasPoint;
  if (space.kind === 'patient') {
    const section = sphereSection(view, projected, radius);
    shapes.push(section);
    const sectionPx = section.kind === 'path' && section.points[0] ? section.points[0][0] - projected.at[0] : 0;
    rim = canvasPoint(projected.at[0] + sectionPx, projected.at[1]);
  } else {
    const scale = 'scale' in space ? space.scale : { betweenColumns: 1, betweenRows: 1 };
    const radiusColumns = inPixels ? radius : radius / scale.betweenColumns;
    const radiusRows = inPixels ? radius : radius / scale.betweenRows;
    shapes.push(...polyline(view, imageCircle(center, radiusColumns, radiusRows), true, 'target'));
    rim = view.project([(center[0] ?? 0) + radiusColumns, center[1] ?? 0])?.at ?? projected.at;
  }
  const ghost = isGhost(view, projected);
  shapes.push(...point(view, center, { mark: 'target' }, 'target', 'target'));
  shapes.push({ kind: 'handle', at: rim, handle: { mark: 'target-radius' }, tone: 'target', ghost });
  return shapes;
};

const targetShapes = (view: OverlayView, confirmation: Confirmation, target: Target): Draft[] => {
  switch (target.shape) {
    case 'point':
      return roundTarget(view, confirmation, target.center, target.tolerance, false);
    case 'sphere':
      return roundTarget(view, confirmation, target.center, target.radius, false);
    case 'circle':
      return roundTarget(view, confirmation, target.center, target.radius, true);
    case 'contour':
      return [
        ...polyline(view, target.points, true, 'target'),
        ...target.points.flatMap((position, index) =>
          point(view, position, { mark: 'target-point', index }, 'target', 'target').slice(0, 1),
        ),
      ];
    case 'ellipsoid':
    case 'contours':
    case 'mesh':
    case 'labelmap':
      return sectionOfTarget(view, confirmation, target);
  }
};

/** What the shown plane cuts of a target; where it misses it, how far off its middle lies. */
const sectionOfTarget = (view: OverlayView, confirmation: Confirmation, target: Target): Draft[] => {
  const lines = targetOutline(view, confirmation, target);
  const drafts = lines.map((points): Draft => ({ kind: 'path', points, closed: false, tone: 'target', ghost: false }));
  const middle = targetMiddle(confirmation, target);
  if (!middle) return drafts;
  const marked = point(view, middle, { mark: 'target' }, 'target', 'target');
  // Moving every point of a large target at each step of a drag would stutter: only an ellipsoid has a handle.
  return [
    ...drafts,
    ...marked.filter(({ kind }) => target.shape === 'ellipsoid' || (kind !== 'handle' && lines.length === 0)),
  ];
};

const targetCenter = (target: Target | undefined): MarkPosition | null =>
  target && 'center' in target ? target.center : null;

const tipShapes = (view: OverlayView, confirmation: Confirmation, assessment: Assessment | null): Draft[] => {
  const { tip } = confirmation;
  if (!tip?.position) return [];
  const shapes = point(view, tip.position, { mark: 'tip' }, 'tip', 'tip');
  const projected = view.project(tip.position);
  if (!projected || isGhost(view, projected)) return shapes;
  const center = targetCenter(confirmation.target);
  const middle = center && view.project(center);
  if (middle) shapes.push({ kind: 'path', points: [middle.at, projected.at], closed: false, tone: 'tip', ghost: true });
  const toCenter = assessment?.metrics.tipToCenter;
  if (toCenter) {
    shapes.push({
      kind: 'wanted-label',
      avoid: middle?.at ?? null,
      from: projected.at,
      text: sayIn(view, `${toCenter.value.toFixed(1)} ${toCenter.unit} to centre`),
      tone: 'tip',
      ghost: false,
    });
  }
  return shapes;
};

const shaftShapes = (view: OverlayView, { shaft, tip }: Confirmation): Draft[] => {
  const points = shaft ?? [];
  const line = tip?.position ? [...points, tip.position] : points;
  return [
    ...polyline(view, line, false, 'device'),
    ...points.flatMap((position, index) => point(view, position, { mark: 'shaft', index }, 'device', 'shaft')),
  ];
};

const planShapes = (view: OverlayView, { plan }: Confirmation): Draft[] =>
  plan
    ? [
        ...polyline(view, [plan.entry, plan.target], false, 'plan'),
        ...point(view, plan.entry, { mark: 'plan-entry' }, 'plan', 'plan entry'),
        ...point(view, plan.target, { mark: 'plan-target' }, 'plan', 'plan target'),
      ]
    : [];

const draftsOf = (
  group: MarkGroup,
  view: OverlayView,
  confirmation: Confirmation,
  assessment: Assessment | null,
): readonly Draft[] => {
  switch (group) {
    case 'target':
      return confirmation.target ? targetShapes(view, confirmation, confirmation.target) : [];
    case 'tip':
      return [
        ...tipShapes(view, confirmation, assessment),
        ...bandShapes(view, confirmation.tip?.position, assessment?.artefactBand),
      ];
    case 'shaft':
      return [...shaftShapes(view, confirmation), ...zoneShapes(view, confirmation.device?.zones, assessment?.zones)];
    case 'entry':
      return confirmation.entry ? point(view, confirmation.entry, { mark: 'entry' }, 'device', 'entry') : [];
    case 'plan':
      return planShapes(view, confirmation);
  }
};

/** The order in which labels choose their places: what is measured first. */
const MARK_GROUPS: readonly MarkGroup[] = ['tip', 'target', 'shaft', 'entry', 'plan'];

/** The shapes of a confirmation in a view, group by group. Labels of all groups are placed together, so that none covers another. */
export const shapesOf = (
  view: OverlayView,
  confirmation: Confirmation,
  assessment: Assessment | null,
): Readonly<Record<MarkGroup, readonly Shape[]>> => {
  const drafts = MARK_GROUPS.flatMap((group) =>
    draftsOf(group, view, confirmation, assessment).map((draft) => ({ group, draft })),
  );
  const wanted = drafts.flatMap(({ draft }) => (draft.kind === 'wanted-label' ? [draft] : []));
  const handles = drafts.flatMap(({ draft }) => (draft.kind === 'handle' ? [draft.at] : []));
  const lines = drafts.flatMap(({ draft }) => (draft.kind === 'path' && !draft.closed ? [draft.points] : []));
  const placed = new Map<Draft, Shape>(
    placeLabels(wanted, { handles, lines }, view).map((label, index) => [wanted[index] as Draft, label]),
  );
  const shapes: Record<MarkGroup, Shape[]> = { tip: [], target: [], shaft: [], entry: [], plan: [] };
  for (const { group, draft } of drafts) {
    const shape = draft.kind === 'wanted-label' ? placed.get(draft) : draft;
    if (shape) shapes[group].push(shape);
  }
  return shapes;
};
