import type { Types } from '@cornerstonejs/core';
import type { Edit } from '../confirmation/edit.ts';
import type { Confirmation, Position, Space, Target } from '../confirmation/record.ts';
import { handleAt } from '../overlay/handle-at.ts';
import type { Handle } from '../overlay/handle.ts';
import type { MarkGroup, Shape } from '../overlay/shape.ts';
import { shapesOf } from '../overlay/shapes.ts';
import type { OverlayView } from '../overlay/view.ts';
import type { MarkTool } from '../session/marking.ts';
import type { Session } from '../session/session.ts';
import { canvasPoint, type CanvasPoint } from '../space/frame.ts';
import type { Gesture, GestureHandlers, Press } from './gestures.ts';
import type { FrameSource } from '../session/shown-source.ts';
import { markingView, type MarkingView } from './marking-view.ts';

/** Canvas pixels within which a press grabs a handle; a finger hides more than a pointer. */
const reachOf = (pointerType: string): number => (pointerType === 'mouse' ? 9 : 24);

/** A press that moves less than this far is a click. */
const CLICK_PX = 3;

/** What a target marked by a click alone allows, in the space's unit: shown and editable at once. */
const CLICK_TOLERANCE = { mm: 5, px: 20 } as const;

export interface MarkingOptions {
  readonly session: Session;
  readonly frames: FrameSource;
  readonly viewportOf: (element: HTMLElement) => Types.IViewport | undefined;
  /** The marking tool in use on this element; null: handles can be dragged, other presses are the host's. */
  readonly toolOf: (element: HTMLElement) => MarkTool | null;
  /** Told after every edit that came from an element. */
  readonly changed: (element: HTMLElement) => void;
}

/** Turns presses and keys on viewports into edits of the session. Knows canvas positions and records; nothing of SVG or of tool groups. */
export class MarkingController implements GestureHandlers {
  readonly #options: MarkingOptions;
  #gestures = 0;

  constructor(options: MarkingOptions) {
    this.#options = options;
  }

  viewOf(element: HTMLElement): MarkingView | null {
    const viewport = this.#options.viewportOf(element);
    return viewport ? markingView(viewport, this.#options.frames) : null;
  }

  /** What one group of marks looks like on this element now. */
  shapes(element: HTMLElement, group: MarkGroup): readonly Shape[] {
    const view = this.viewOf(element);
    if (!view) return [];
    const { session } = this.#options;
    const active = session.active.peek();
    const overlay = active && view.overlayFor(active);
    const shapes = active && overlay ? shapesOf(overlay, active, session.assessment.peek())[group] : [];
    return group === 'target' ? [...shapes, ...this.#draftShapes(view)] : shapes;
  }

  begin = (press: Press): Gesture | null => {
    const view = this.viewOf(press.element);
    if (!view) return null;
    const tool = this.#options.toolOf(press.element);
    const handle = this.#handleAt(view, press, tool);
    if (handle) return this.#drag(press, view, handle);
    return tool ? this.#place(press, view, tool) : null;
  };

  hover = (press: Press): void => {
    const view = this.viewOf(press.element);
    const tool = this.#options.toolOf(press.element);
    const handle = view && this.#handleAt(view, press, tool);
    press.element.style.cursor = handle ? 'grab' : tool ? 'crosshair' : '';
  };

  doubleClick = (press: Press): boolean => {
    if (!this.#options.session.draft.peek()) return false;
    this.closeContour(press.element);
    return true;
  };

  /** Moves the selected mark by image pixels of this view. Returns false when nothing is selected or shown here. */
  nudge(element: HTMLElement, columns: number, rows: number): boolean {
    const { session } = this.#options;
    const handle = session.selected.peek();
    const record = session.active.peek();
    const view = this.viewOf(element);
    const overlay = record && view?.overlayFor(record);
    const position = record && handle && positionOf(record, handle);
    const at = position && overlay?.project(position)?.at;
    if (!handle || !record || !view || !at) return false;
    const step = view.canvasPerImagePixel;
    const to = canvasPoint(at[0] + columns * step, at[1] + rows * step);
    const edit = moved(record, handle, difference(view.unproject(to), view.unproject(at)), null);
    if (!edit) return false;
    session.dispatch(edit);
    this.#options.changed(element);
    return true;
  }

  removeSelected(element: HTMLElement): boolean {
    const { session } = this.#options;
    const handle = session.selected.peek();
    if (!handle) return false;
    session.dispatch(removal(handle));
    session.selected.value = null;
    this.#options.changed(element);
    return true;
  }

  /** Closes the contour being drawn into a target; fewer than three corners are dropped. */
  closeContour(element: HTMLElement): void {
    const { session } = this.#options;
    const draft = session.draft.peek();
    session.draft.value = null;
    if (!draft || draft.points.length < 3) return;
    session.dispatchIn(draft.space, {
      kind: 'set-target',
      target: { shape: 'contour', points: draft.points } as unknown as Target,
    });
    this.#options.changed(element);
  }

  #gestureId(): string {
    this.#gestures += 1;
    return `gesture-${String(this.#gestures)}`;
  }

  /** While a marking tool is active only its own mark's handles can be grabbed: a press beside another mark is meant as a new one. */
  #handleAt(view: MarkingView, press: Press, tool: MarkTool | null): Handle | null {
    const record = this.#options.session.active.peek();
    const overlay = record && view.overlayFor(record);
    if (!record || !overlay) return null;
    const shapes = Object.values(shapesOf(overlay, record, null)).flat();
    const handle = handleAt(shapes, press.canvas, reachOf(press.pointerType));
    if (!handle || tool === null) return handle;
    const own: Readonly<Record<MarkTool, readonly Handle['mark'][]>> = {
      target: ['target-radius', 'target-point'],
      tip: [],
      shaft: ['shaft'],
      entry: [],
      plan: ['plan-entry', 'plan-target'],
    };
    return own[tool].includes(handle.mark) ? handle : null;
  }

  #drag(press: Press, view: MarkingView, handle: Handle): Gesture {
    const { session, changed } = this.#options;
    const gesture = this.#gestureId();
    const before = session.active.peek();
    const start = view.unproject(press.canvas);
    const overlay = before && view.overlayFor(before);
    session.selected.value = handle;
    const follow = (at: CanvasPoint): void => {
      const record = session.active.peek();
      if (!before || !record || !overlay) return;
      const to = view.unproject(at);
      const edit =
        handle.mark === 'target-radius'
          ? resized(before, overlay, view, at)
          : moved(before, handle, difference(to, start), before);
      if (!edit) return;
      session.dispatch(edit, gesture);
      changed(press.element);
    };
    let dragged = false;
    return {
      move: (at) => {
        dragged ||= apart(at, press.canvas) >= CLICK_PX;
        if (dragged) follow(at);
      },
      end: (at) => {
        if (dragged) follow(at);
        else changed(press.element);
      },
      cancel: () => {
        session.cancel(gesture);
        changed(press.element);
      },
    };
  }

  #place(press: Press, view: MarkingView, tool: MarkTool): Gesture | null {
    switch (tool) {
      case 'target':
        return this.#options.session.targetShape.peek() === 'contour' && view.shows === 'image'
          ? this.#addCorner(press, view)
          : this.#placeTarget(press, view);
      case 'tip':
        return this.#placePoint(
          press,
          view,
          (position, space) => ({
            kind: 'place-tip',
            position,
            sigma: view.sigmaIn(space),
            image: imageAt(view, position),
          }),
          { mark: 'tip' },
        );
      case 'shaft':
        return this.#placeShaft(press, view);
      case 'entry':
        return this.#placePoint(press, view, (position) => ({ kind: 'set-entry', position }), { mark: 'entry' });
      case 'plan':
        return this.#placePlan(press, view);
    }
  }

  /** A point that follows the pointer until it is let go. */
  #placePoint(
    press: Press,
    view: MarkingView,
    editOf: (position: Position, space: Space) => Edit,
    handle: Handle,
  ): Gesture {
    const { session, changed } = this.#options;
    const gesture = this.#gestureId();
    const put = (at: CanvasPoint): void => {
      const position = view.unproject(at) as unknown as Position;
      const space = view.spaceAt(position);
      session.dispatchIn(space, editOf(position, space), gesture);
      session.selected.value = handle;
      changed(press.element);
    };
    put(press.canvas);
    return {
      move: put,
      end: () => undefined,
      cancel: () => {
        session.cancel(gesture);
        changed(press.element);
      },
    };
  }

  #placeShaft(press: Press, view: MarkingView): Gesture {
    const { session, changed } = this.#options;
    const gesture = this.#gestureId();
    const position = view.unproject(press.canvas) as unknown as Position;
    session.dispatchIn(view.spaceAt(position), { kind: 'add-shaft-point', position }, gesture);
    const index = (session.active.peek()?.shaft ?? []).findIndex((point) =>
      difference(point, position).every((part) => part === 0),
    );
    session.selected.value = { mark: 'shaft', index };
    changed(press.element);
    return {
      move: (at) => {
        session.dispatch(
          { kind: 'move-shaft-point', index, position: view.unproject(at) as unknown as Position },
          gesture,
        );
        changed(press.element);
      },
      end: () => undefined,
      cancel: () => {
        session.cancel(gesture);
        changed(press.element);
      },
    };
  }

  #placePlan(press: Press, view: MarkingView): Gesture {
    const { session, changed } = this.#options;
    const gesture = this.#gestureId();
    const entry = view.unproject(press.canvas) as unknown as Position;
    const reach = (at: CanvasPoint): void => {
      if (apart(at, press.canvas) < CLICK_PX) return;
      session.dispatchIn(
        view.spaceAt(entry),
        { kind: 'set-plan', entry, target: view.unproject(at) as unknown as Position },
        gesture,
      );
      session.selected.value = { mark: 'plan-target' };
      changed(press.element);
    };
    return {
      move: reach,
      end: reach,
      cancel: () => {
        session.cancel(gesture);
        changed(press.element);
      },
    };
  }

  /** Press at the centre, release at the radius; a click alone makes a point with a tolerance. */
  #placeTarget(press: Press, view: MarkingView): Gesture {
    const { session, changed } = this.#options;
    const gesture = this.#gestureId();
    const center = view.unproject(press.canvas);
    const space = view.spaceAt(center);
    const asPoint = session.targetShape.peek() === 'point';
    const grow = (at: CanvasPoint): void => {
      const target = targetOfDrag(view, space, center, at, asPoint);
      session.dispatchIn(space, { kind: 'set-target', target }, gesture);
      session.selected.value = { mark: 'target' };
      changed(press.element);
    };
    return {
      move: (at) => {
        if (apart(at, press.canvas) >= CLICK_PX) grow(at);
      },
      end: (at) => {
        if (apart(at, press.canvas) >= CLICK_PX) {
          grow(at);
          return;
        }
        const unit = 'scale' in space ? space.scale.unit : 'mm';
        const tolerance = unit === 'px' ? CLICK_TOLERANCE.px : CLICK_TOLERANCE.mm;
        session.dispatchIn(
          space,
          { kind: 'set-target', target: { shape: 'point', center, tolerance } as unknown as Target },
          gesture,
        );
        session.selected.value = { mark: 'target' };
        changed(press.element);
      },
      cancel: () => {
        session.cancel(gesture);
        changed(press.element);
      },
    };
  }

  #addCorner(press: Press, view: MarkingView): Gesture {
    const { session, changed } = this.#options;
    const corner = view.unproject(press.canvas);
    const space = view.spaceAt(corner);
    const draft = session.draft.peek();
    const first = draft?.points[0];
    const start = first && view.canvasOf(first);
    if (draft && start && draft.points.length >= 3 && apart(start, press.canvas) <= reachOf(press.pointerType)) {
      this.closeContour(press.element);
    } else {
      session.draft.value = { space: draft?.space ?? space, points: [...(draft?.points ?? []), corner] };
      changed(press.element);
    }
    return { move: () => undefined, end: () => undefined, cancel: () => undefined };
  }

  #draftShapes(view: MarkingView): readonly Shape[] {
    const draft = this.#options.session.draft.peek();
    if (!draft || view.shows !== 'image') return [];
    const points = draft.points.map((point) => view.canvasOf(point));
    return [
      { kind: 'path', points, closed: false, tone: 'target', ghost: false },
      ...points.map((at, index): Shape => ({
        kind: 'handle',
        at,
        handle: { mark: 'target-point', index },
        tone: 'target',
        ghost: false,
      })),
    ];
  }
}

const imageAt = (
  view: MarkingView,
  position: Position,
): { readonly sopInstanceUID: string; readonly frame: number } => {
  const { frame } = view.sourceAt(position);
  return { sopInstanceUID: frame.instance.sopInstanceUID, frame: frame.frame };
};

const apart = (a: CanvasPoint, b: CanvasPoint): number => Math.hypot(a[0] - b[0], a[1] - b[1]);
const difference = (a: readonly number[], b: readonly number[]): number[] =>
  a.map((value, axis) => value - (b[axis] ?? 0));
const sum = (a: readonly number[], b: readonly number[]): Position =>
  a.map((value, axis) => value + (b[axis] ?? 0)) as unknown as Position;

/** The target that a drag from its centre describes. In images the radius counts in columns, for a circle of pixels. */
const targetOfDrag = (
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

const positionOf = (record: Confirmation, handle: Handle): readonly number[] | null => {
  switch (handle.mark) {
    case 'tip':
      return record.tip?.position ?? null;
    case 'entry':
      return record.entry ?? null;
    case 'plan-entry':
      return record.plan?.entry ?? null;
    case 'plan-target':
      return record.plan?.target ?? null;
    case 'shaft':
      return record.shaft?.[handle.index] ?? null;
    case 'target':
    case 'target-radius':
      return record.target && 'center' in record.target ? record.target.center : null;
    case 'target-point':
      return record.target?.shape === 'contour' ? (record.target.points[handle.index] ?? null) : null;
  }
};

/** The edit that moves a handle by a displacement; `from` is the record when the drag began, so that steps don't add up. */
const moved = (now: Confirmation, handle: Handle, by: readonly number[], from: Confirmation | null): Edit | null => {
  const position = positionOf(from ?? now, handle);
  if (!position) return null;
  const to = sum(position, by);
  switch (handle.mark) {
    case 'tip':
      return { kind: 'move-tip', position: to };
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
      return null;
  }
};

const resized = (record: Confirmation, overlay: OverlayView, view: MarkingView, at: CanvasPoint): Edit | null => {
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

const removal = (handle: Handle): Edit => {
  switch (handle.mark) {
    case 'tip':
      return { kind: 'remove-tip' };
    case 'entry':
      return { kind: 'set-entry', position: null };
    case 'plan-entry':
    case 'plan-target':
      return { kind: 'remove-plan' };
    case 'shaft':
      return { kind: 'remove-shaft-point', index: handle.index };
    default:
      return { kind: 'remove-target' };
  }
};
