import { isBuilt, isLarge, targetShape } from '../assess/marks.ts';
import type { Confirmation, Target } from '../confirmation/record.ts';
import { canvasPoint, type CanvasPoint } from '../space/frame.ts';
import type { Surface } from '../space/surface.ts';
import { zeroLines } from '../space/zero-lines.ts';
import type { OverlayView } from './view.ts';

/** Canvas pixels between the points of an outline. */
const STEP = 3;

/** How many views' outlines are kept: those of a layout are drawn again whenever a mark moves. */
const KEPT = 8;
const outlines = new WeakMap<Surface, Map<string, readonly (readonly CanvasPoint[])[]>>();

/** The section of a target of any shape with the plane that a view of the patient shows; none where the plane misses it. */
export const targetOutline = (
  view: OverlayView,
  { space }: Confirmation,
  target: Target,
): readonly (readonly CanvasPoint[])[] => {
  if (isLarge(target) && !isBuilt(target)) return [];
  const { surface } = targetShape(space, target);
  if (!surface) return [];
  const { width, height, canvasPerMm } = view;
  const corners = [canvasPoint(0, 0), canvasPoint(width, 0), canvasPoint(0, height)].map((at) => view.positionAt(at));
  const [corner = [], right = [], down = []] = corners;
  const key = [width, height, ...corners.flat()].map((value) => value.toPrecision(9)).join(' ');
  const kept = outlines.get(surface) ?? new Map<string, readonly (readonly CanvasPoint[])[]>();
  const known = kept.get(key);
  if (known) return known;
  // The plane is flat and seen straight on: three points tell where all others lie.
  const distance = (x: number, y: number): number =>
    canvasPerMm *
    surface.signedDistance(
      corner.map(
        (value, axis) =>
          value + (x / width) * ((right[axis] ?? NaN) - value) + (y / height) * ((down[axis] ?? NaN) - value),
      ),
    );
  const lines = zeroLines(distance, width, height, STEP).map((line) => line.map(([x, y]) => canvasPoint(x, y)));
  const [oldest] = kept.keys();
  if (kept.size >= KEPT && oldest !== undefined) kept.delete(oldest);
  kept.set(key, lines);
  outlines.set(surface, kept);
  return lines;
};

/** Where a target's centre lies, for views that don't cut it. */
export const targetMiddle = ({ space }: Pick<Confirmation, 'space'>, target: Target): readonly number[] | null =>
  isLarge(target) && !isBuilt(target) ? null : targetShape(space, target).center;
