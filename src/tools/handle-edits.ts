import type { Edit } from '../confirmation/edit.ts';
import type { Confirmation, Position, Space, Target } from '../confirmation/record.ts';
import type { Handle } from '../overlay/handle.ts';
import type { OverlayView } from '../overlay/view.ts';
import { positionOf } from '../session/handle-marks.ts';
import type { CanvasPoint } from '../space/frame.ts';
import type { MarkingView } from './marking-view.ts';

export const imageAt = (
  view: MarkingView,
  position: Position,
): { readonly sopInstanceUID: string; readonly frame: number } => {
  const { frame } = view.sourceAt(position);
  return { sopInstanceUID: frame.instance.sopInstanceUID, frame: frame.frame };
};

export const apart = (a: CanvasPoint, b: CanvasPoint): number => Math.hypot(a[0] - b[0], a[1] - b[1]);
export const difference = (a: readonly number[], b: readonly number[]): number[] =>
  a.map((value, axis) => value - (b[axis] ?? 0));
const sum = (a: readonly number[], b: readonly number[]): Position =>
  a.map((value, axis) => value + (b[axis] ?? 0)) as unknown as Position;

/** The target that a drag from its centre describes. In images the radius counts in columns, for a circle of pixels. */
export const targetOfDrag = (
  view: MarkingView,
  space: Space,
  center: readonly number[],
  at: CanvasPoint,
  asPoint: boolean,
): Target => {
  const [first = 0, second = 0, third = 0] = difference(view.unproject(at), center);
  const radius = Math.hypot(first, second, third);
  if (space.kind === 'patient')
    return (asPoint
      ? { shape: 'point', center, tolerance: radius }
      : { shape: 'sphere', center, radius }) as unknown as Target;
  const scale = 'scale' in space ? space.scale : { betweenColumns: 1, betweenRows: 1 };
  if (asPoint)
    return {
      shape: 'point',
      center,
      tolerance: Math.hypot(first * scale.betweenColumns, second * scale.betweenRows),
    } as unknown as Target;
  return { shape: 'circle', center, radius } as unknown as Target;
};

/** The edit that moves a handle by a displacement; `from` is the record when the drag began, so that steps don't add up. */
export const moved = (
  now: Confirmation,
  handle: Handle,
  by: readonly number[],
  from: Confirmation | null,
  view: MarkingView,
): Edit | null => {
  const position = positionOf(from ?? now, handle);
  if (!position) return null;
  const to = sum(position, by);
  switch (handle.mark) {
    case 'tip':
      return { kind: 'move-tip', position: to, image: imageAt(view, to) };
    case 'entry':
      return { kind: 'set-entry', position: to };
    case 'plan-entry':
      return now.plan ? { kind: 'set-plan', entry: to, target: now.plan.target } : null;
    case 'plan-target':
      return now.plan ? { kind: 'set-plan', entry: now.plan.entry, target: to } : null;
    case 'shaft':
      return { kind: 'move-shaft-point', index: handle.index, position: to };
    case 'target-point':
      return { kind: 'move-target-point', index: handle.index, position: to };
    case 'target':
      return from?.target && 'center' in from.target
        ? { kind: 'set-target', target: { ...from.target, center: to } as Target }
        : { kind: 'move-target', by };
    case 'target-radius':
    case 'calibration':
      return null;
  }
};

export const resized = (
  record: Confirmation,
  overlay: OverlayView,
  view: MarkingView,
  at: CanvasPoint,
): Edit | null => {
  const { target, space } = record;
  if (!target || !('center' in target)) return null;
  const [first = 0, second = 0, third = 0] = difference(view.unproject(at), target.center);
  if (space.kind === 'patient') {
    // A section off the centre is smaller than the sphere: the new radius is the distance from the centre itself.
    const offset = overlay.project(target.center)?.offsetMm ?? 0;
    const inPlane = Math.sqrt(Math.max(0, first * first + second * second + third * third - offset * offset));
    return { kind: 'resize-target', radius: Math.max(0.1, Math.hypot(inPlane, offset)) };
  }
  const scale = target.shape === 'point' && 'scale' in space ? space.scale : { betweenColumns: 1, betweenRows: 1 };
  return {
    kind: 'resize-target',
    radius: Math.max(0.1, Math.hypot(first * scale.betweenColumns, second * scale.betweenRows)),
  };
};

/** The edit that makes a round target larger by `steps` displacements `by`, or smaller by negative ones. */
export const grown = (record: Confirmation, by: readonly number[], steps: number): Edit | null => {
  const { target, space } = record;
  const size = target && ('radius' in target ? target.radius : 'tolerance' in target ? target.tolerance : null);
  if (!target || typeof size !== 'number') return null;
  const [first = 0, second = 0, third = 0] = by;
  const scale = target.shape === 'point' && 'scale' in space ? space.scale : { betweenColumns: 1, betweenRows: 1 };
  const step = Math.hypot(first * scale.betweenColumns, second * scale.betweenRows, third);
  return { kind: 'resize-target', radius: Math.max(0.1, size + Math.sign(steps) * step) };
};
