import { shadowsIn } from '../assess/biplane-shadows.ts';
import type { BiplaneSpace } from '../confirmation/record.ts';
import { canvasPoint, type CanvasPoint, type ImagePoint } from '../space/frame.ts';
import type { MarkGroup, Shape } from './shape.ts';
import type { OverlayView } from './view.ts';

/** Canvas px: the ring round the place that both tips give. */
const RING_PX = 7;
const RING_STEPS = 24;

/**
 * What is seen in one of two views because of the other: the line on which the other's mark must lie, and where the position and the sphere
 * fall that both views give. Drawn only where the view shows the image that its marks are on.
 */
export const twoViewShapes = (
  overlay: OverlayView,
  { views }: BiplaneSpace,
  index: 0 | 1,
): Readonly<Partial<Record<MarkGroup, readonly Shape[]>>> => {
  if (overlay.otherFrame !== null) return {};
  const { columns, rows } = views[index];
  const { line, tip, target } = shadowsIn(views, index);
  const onCanvas = (point: ImagePoint): CanvasPoint | null => overlay.project(point)?.at ?? null;
  const path = (points: readonly (CanvasPoint | null)[], more: Pick<Path, 'closed' | 'tone' | 'name'>): Path[] => {
    const known = points.filter((point) => point !== null);
    return known.length > 1 && known.length === points.length
      ? [{ kind: 'path', points: known, ghost: true, ...more }]
      : [];
  };
  const epipolar = (mark: 'tip' | 'target'): Path[] => {
    const clipped = line[mark] && clippedToImage(line[mark], columns, rows);
    return clipped ? path(clipped.map(onCanvas), { closed: false, tone: mark, name: 'epipolar-line' }) : [];
  };
  const middle = tip && onCanvas(tip);
  return {
    tip: [
      ...epipolar('tip'),
      ...(middle ? path(ring(middle), { closed: true, tone: 'tip', name: 'reprojection' }) : []),
    ],
    target: [
      ...epipolar('target'),
      ...(target ? path(target.map(onCanvas), { closed: true, tone: 'target', name: 'reprojection' }) : []),
    ],
  };
};

type Path = Extract<Shape, { readonly kind: 'path' }>;

const ring = ([x, y]: CanvasPoint): readonly CanvasPoint[] =>
  Array.from({ length: RING_STEPS }, (_, step) => {
    const turn = (2 * Math.PI * step) / RING_STEPS;
    return canvasPoint(x + RING_PX * Math.cos(turn), y + RING_PX * Math.sin(turn));
  });

/** The part of a line that lies in the image, by its ends; null where it passes the image by. */
const clippedToImage = (
  [a, b]: readonly [ImagePoint, ImagePoint],
  columns: number,
  rows: number,
): readonly ImagePoint[] | null => {
  let [from, to] = [-Infinity, Infinity];
  for (const [axis, size] of [columns, rows].entries()) {
    const [start, step] = [a[axis] ?? NaN, (b[axis] ?? NaN) - (a[axis] ?? NaN)];
    if (step === 0) {
      if (start < 0 || start > size) return null;
      continue;
    }
    const ends = [-start / step, (size - start) / step];
    from = Math.max(from, Math.min(...ends));
    to = Math.min(to, Math.max(...ends));
  }
  if (!(from < to)) return null;
  return [from, to].map(
    (share) => [a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])] as unknown as ImagePoint,
  );
};
