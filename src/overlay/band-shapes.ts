import type { AssessedBand } from '../assess/assessed-band.ts';
import { canvasPoint, type CanvasPoint } from '../space/frame.ts';
import { acrossOf } from '../space/across.ts';
import type { WantedLabel } from './label-layout.ts';
import type { Shape } from './shape.ts';
import { sayIn, type MarkPosition, type OverlayView } from './view.ts';

type Draft = Exclude<Shape, { kind: 'label' }> | WantedLabel;

const STEPS = 24;
/** Canvas pixels: a band on the axis is drawn this wide to each side, so that it is seen beside the line of the device. */
const LEAST_HALF_WIDTH = 4;

/**
 * Where the metal tip may lie, as an outline: the rod around the axis as it is seen across the view's plane, or a ball around the mark where
 * the needle's direction isn't known. Dashed where the plane doesn't meet it.
 */
export const bandShapes = (
  view: OverlayView,
  tip: MarkPosition | undefined,
  band: AssessedBand | undefined,
): readonly Draft[] => {
  if (!band || !tip) return [];
  const { ends, across, reach } = band;
  const [hub, distal] = ends ?? [tip, tip];
  const [from, to] = [view.project(hub), view.project(distal)];
  if (!from || !to) return [];
  const length = Math.hypot(...distal.map((value, axis) => value - (hub[axis] ?? NaN)));
  const sides = ends ? acrossOf(distal.map((value, axis) => (value - (hub[axis] ?? NaN)) / length)) : null;
  const seen = [from.at, to.at].flatMap((at) => circle(at, sides ? LEAST_HALF_WIDTH : reach * view.canvasPerMm));
  if (sides && across > 0)
    for (const end of [hub, distal])
      for (let step = 0; step < STEPS; step += 1) {
        const turn = (2 * Math.PI * step) / STEPS;
        const place = end.map(
          (value, axis) =>
            value + across * (Math.cos(turn) * (sides[0][axis] ?? 0) + Math.sin(turn) * (sides[1][axis] ?? 0)),
        );
        const projected = view.project(place);
        if (projected) seen.push(projected.at);
      }
  const off = view.halfSliceMm + (ends ? across : reach);
  // On one side of the plane with both ends, and out of its slice.
  const ghost =
    view.otherFrame !== null ||
    Math.min(from.offsetMm, to.offsetMm) > off ||
    Math.max(from.offsetMm, to.offsetMm) < -off;
  return [
    { kind: 'path', points: hullOf(seen), closed: true, tone: 'tip', ghost },
    { kind: 'wanted-label', avoid: to.at, from: from.at, text: sayIn(view, 'metal tip within'), tone: 'tip', ghost },
  ];
};

const circle = ([x, y]: CanvasPoint, radius: number): CanvasPoint[] =>
  Array.from({ length: STEPS }, (_, step) => {
    const turn = (2 * Math.PI * step) / STEPS;
    return canvasPoint(x + radius * Math.cos(turn), y + radius * Math.sin(turn));
  });

/** The convex hull of points, by Andrew's monotone chain (1979). What is convex is seen as the hull of its points. */
const hullOf = (points: readonly CanvasPoint[]): readonly CanvasPoint[] => {
  const sorted = points.toSorted(([a, b], [c, d]) => a - c || b - d);
  const half = (ordered: readonly CanvasPoint[]): CanvasPoint[] => {
    const chain: CanvasPoint[] = [];
    for (const point of ordered) {
      while (chain.length >= 2 && !turnsLeft(chain.at(-2), chain.at(-1), point)) chain.pop();
      chain.push(point);
    }
    return chain.slice(0, -1);
  };
  return [...half(sorted), ...half(sorted.toReversed())];
};

const turnsLeft = (a: CanvasPoint | undefined, b: CanvasPoint | undefined, c: CanvasPoint): boolean =>
  a !== undefined && b !== undefined && (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]) > 0;
