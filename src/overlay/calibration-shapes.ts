import { circleThrough } from '../space/circle-fit.ts';
import { canvasPoint, type CanvasPoint } from '../space/frame.ts';
import type { Shape } from './shape.ts';

/** How an object of known size is drawn: as it was marked. */
export interface DrawnCalibration {
  readonly form: 'line' | 'edges' | 'radius' | 'rim';
  /** Canvas points. */
  readonly points: readonly CanvasPoint[];
  readonly label: string;
  /** Its points can be dragged. */
  readonly isOpen: boolean;
}

const TICK_PX = 8;
const CIRCLE_STEPS = 96;
const LABEL_OFFSET_PX = 14;

/** A caliper's line, a shaft's two edges or a circle, in a tone and a form of its own, so that nothing takes it for a mark of the device. */
export const calibrationShapes = ({ form, points, label, isOpen }: DrawnCalibration): readonly Shape[] => {
  const [a, b, c, d] = points;
  const shapes: Shape[] = [];
  if (form === 'line' && a && b) shapes.push(line(a, b), tick(a, b), tick(b, a));
  if (form === 'edges') {
    if (a && b) shapes.push(line(a, b));
    if (c && d) shapes.push(line(c, d));
    if (a && b && c && d) shapes.push({ ...line(middle(a, b), middle(c, d)), ghost: true });
  }
  if (form === 'radius' && a && b) shapes.push(circle(a, Math.hypot(b[0] - a[0], b[1] - a[1])));
  const fitted = form === 'rim' ? circleThrough(points) : null;
  if (fitted) shapes.push(circle(canvasPoint(...fitted.center), fitted.radius));
  if (isOpen)
    shapes.push(
      ...points.map((at, index): Shape => ({
        kind: 'handle',
        at,
        handle: { mark: 'calibration', index },
        tone: 'calibration',
        ghost: false,
      })),
    );
  // Beside its rightmost point, where it hides nothing of the object.
  const from = points.reduce<CanvasPoint | undefined>(
    (best, one) => (!best || one[0] > best[0] ? one : best),
    undefined,
  );
  if (from && shapes.length > 0 && label !== '')
    shapes.push({
      kind: 'label',
      from,
      at: canvasPoint(from[0] + LABEL_OFFSET_PX, from[1] - LABEL_OFFSET_PX),
      text: label,
      tone: 'calibration',
      ghost: false,
    });
  return shapes;
};

const line = (from: CanvasPoint, to: CanvasPoint): Extract<Shape, { kind: 'path' }> => ({
  kind: 'path',
  points: [from, to],
  closed: false,
  tone: 'calibration',
  ghost: false,
});

/** The jaw of a caliper at one end. */
const tick = (at: CanvasPoint, other: CanvasPoint): Shape => {
  const [x, y] = [other[0] - at[0], other[1] - at[1]];
  const size = Math.hypot(x, y) || 1;
  const [across, down] = [(-y / size) * TICK_PX, (x / size) * TICK_PX];
  return line(canvasPoint(at[0] - across, at[1] - down), canvasPoint(at[0] + across, at[1] + down));
};

const middle = (a: CanvasPoint, b: CanvasPoint): CanvasPoint => canvasPoint((a[0] + b[0]) / 2, (a[1] + b[1]) / 2);

const circle = (center: CanvasPoint, radius: number): Shape => ({
  ...line(center, center),
  points: Array.from({ length: CIRCLE_STEPS }, (_, step) => {
    const angle = (2 * Math.PI * step) / CIRCLE_STEPS;
    return canvasPoint(center[0] + radius * Math.cos(angle), center[1] + radius * Math.sin(angle));
  }),
  closed: true,
});
