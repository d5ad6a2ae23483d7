import type { AssessedZone } from '../assess/zones/zone-assessment.ts';
import type { Zone } from '../confirmation/device.ts';
import { canvasPoint, type CanvasPoint } from '../space/frame.ts';
import { acrossOf } from '../space/across.ts';
import type { WantedLabel } from './label-layout.ts';
import type { Shape } from './shape.ts';
import { sayIn, type MarkPosition, type OverlayView, type Projected } from './view.ts';

type Draft = Exclude<Shape, { kind: 'label' }> | WantedLabel;

const LABELS: Readonly<Record<AssessedZone['role'], string>> = {
  'side-holes': 'side holes',
  notch: 'notch',
  bevel: 'bevel',
  stent: 'stent',
  'exposed-tip': 'exposed tip',
  other: 'zone',
  ablation: 'ablation',
};

/** What of the device acts: lengths as thick lines, dashed where they would be if fired; ablations as their outline. */
export const zoneShapes = (
  view: OverlayView,
  zones: readonly Zone[] | undefined,
  assessed: readonly AssessedZone[] | undefined,
): readonly Draft[] =>
  (assessed ?? []).flatMap((found, index) => {
    const zone = zones?.[index];
    if (!zone || !found.path) return [];
    return zone.shape === 'segment'
      ? segment(view, found, found.path)
      : outline(view, found, found.path, zone.along, zone.across);
  });

const isOff = (view: OverlayView, { offsetMm }: Projected): boolean =>
  view.otherFrame !== null || Math.abs(offsetMm) > view.halfSliceMm;

const label = (view: OverlayView, from: CanvasPoint, { role, ifFired }: AssessedZone, ghost: boolean): Draft => ({
  kind: 'wanted-label',
  avoid: null,
  from,
  text: sayIn(view, `${LABELS[role]}${ifFired ? ' if fired' : ''}`),
  tone: 'zone',
  ghost,
});

const segment = (view: OverlayView, zone: AssessedZone, path: readonly MarkPosition[]): readonly Draft[] => {
  const points = path.map((position) => view.project(position));
  const known = points.filter((one) => one !== null);
  if (known.length < 2 || known.length < points.length) return [];
  const away = known.every((one) => isOff(view, one));
  const middle = between(known, 0.5);
  return [
    {
      kind: 'path',
      points: known.map(({ at }) => at),
      closed: false,
      tone: 'zone',
      ghost: zone.ifFired || away,
      thick: true,
    },
    ...(middle ? [label(view, middle, zone, away)] : []),
  ];
};

/** The point at a share of a drawn line's length. */
const between = (line: readonly Projected[], share: number): CanvasPoint | null => {
  const sizes = line.slice(1).map(({ at }, index) => {
    const before = line[index]?.at ?? at;
    return Math.hypot(at[0] - before[0], at[1] - before[1]);
  });
  let left = share * sizes.reduce((sum, size) => sum + size, 0);
  for (const [index, size] of sizes.entries()) {
    const [a, b] = [line[index]?.at, line[index + 1]?.at];
    if (a && b && left <= size) {
      const part = size > 0 ? left / size : 0;
      return canvasPoint(a[0] + part * (b[0] - a[0]), a[1] + part * (b[1] - a[1]));
    }
    left -= size;
  }
  return null;
};

const STEPS = 96;

/**
 * The section of an ablation with the shown plane; where the plane misses it, its outline as seen across the plane, dashed. In coordinates in
 * which the ablation is the unit ball both are circles: with the semi-axes as the columns of S and the plane's normal n, the section lies
 * across Sᵀn, the outline across S⁻¹n.
 */
const outline = (
  view: OverlayView,
  zone: AssessedZone,
  path: readonly MarkPosition[],
  along: number,
  across: number,
): readonly Draft[] => {
  const [hub, distal] = path;
  if (!hub || !distal) return [];
  const center = hub.map((value, axis) => (value + (distal[axis] ?? NaN)) / 2);
  const size = Math.hypot(...distal.map((value, axis) => value - (hub[axis] ?? NaN)));
  const axis = distal.map((value, at) => (value - (hub[at] ?? NaN)) / size);
  const middle = view.project(center);
  const normal = planeNormal(view, center, middle);
  if (!middle || !normal) return [];
  const semi = semiAxes(axis, along / 2, across / 2);
  // How the offset from the plane grows with each coordinate of the unit ball.
  const rise = semi.map((one) => one.reduce((sum, value, at) => sum + value * (normal[at] ?? 0), 0));
  const steepness = Math.hypot(...rise);
  const height = -middle.offsetMm / steepness;
  const misses = Math.abs(height) >= 1;
  // Seen across the plane, the rim is where the surface runs along that direction.
  const seen = semi.map((one, at) => (rise[at] ?? NaN) / one.reduce((sum, value) => sum + value * value, 0));
  const up = unit(misses ? seen : rise);
  const [u, v] = acrossOf(up);
  const radius = misses ? 1 : Math.sqrt(1 - height * height);
  const points = Array.from({ length: STEPS }, (_, step) => {
    const turn = (2 * Math.PI * step) / STEPS;
    const place = up.map(
      (value, at) =>
        (misses ? 0 : height) * value + radius * (Math.cos(turn) * (u[at] ?? 0) + Math.sin(turn) * (v[at] ?? 0)),
    );
    return view.project(
      center.map((value, row) => semi.reduce((sum, one, at) => sum + (one[row] ?? 0) * (place[at] ?? 0), value)),
    )?.at;
  });
  const known = points.filter((point) => point !== undefined);
  const rim = known[0];
  if (!rim || known.length < STEPS) return [];
  const ghost = misses || view.otherFrame !== null;
  return [{ kind: 'path', points: known, closed: true, tone: 'zone', ghost }, label(view, rim, zone, ghost)];
};

const unit = (v: readonly number[]): readonly number[] => v.map((value) => value / Math.hypot(...v));

/** The direction across the shown plane, from how offsets change. Null where the view can't show the place. */
const planeNormal = (view: OverlayView, at: MarkPosition, here: Projected | null): readonly number[] | null => {
  if (!here) return null;
  const normal = at.map((value, axis) => {
    const there = view.project(at.map((one, other) => (other === axis ? value + 1 : one)));
    return there ? there.offsetMm - here.offsetMm : NaN;
  });
  return normal.every(Number.isFinite) && normal.length === 3 ? normal : null;
};

/** Semi-axis vectors of an ellipsoid of revolution. */
const semiAxes = (axis: readonly number[], along: number, across: number): readonly (readonly number[])[] => [
  axis.map((value) => value * along),
  ...acrossOf(axis).map((side) => side.map((value) => value * across)),
];
