import type { Edit } from '../confirmation/edit.ts';
import type { Position, Space, Target } from '../confirmation/record.ts';
import type { Handle } from '../overlay/handle.ts';
import { sameSpace } from '../session/space-of.ts';
import type { CanvasPoint } from '../space/frame.ts';
import type { Gesture, Press } from './gestures.ts';
import { apart, difference, targetOfDrag } from './handle-edits.ts';
import type { MarkingSession, MarkingView } from './marking-view.ts';

/** A press that moves less than this far is a click, in canvas pixels. */
export const CLICK_PX = 3;

/** What a target marked by a click alone allows, in the space's unit: shown and editable at once. */
const CLICK_TOLERANCE = { mm: 5, px: 20 } as const;

let gestures = 0;

/** Never the same twice on a page: several controllers may work on one session. */
export const nextGesture = (): string => {
  gestures += 1;
  return `gesture-${String(gestures)}`;
};

/** A point that follows the pointer until it is let go. */
export const placePoint = (
  session: MarkingSession,
  press: Press,
  view: MarkingView,
  editOf: (position: Position, space: Space) => Edit,
  handle: Handle,
): Gesture => {
  const gesture = nextGesture();
  const put = (at: CanvasPoint): void => {
    const position = view.unproject(at) as unknown as Position;
    const space = view.spaceAt(position);
    if (session.dispatchIn(space, editOf(position, space), gesture)) session.selected.value = handle;
  };
  put(press.canvas);
  return {
    move: put,
    end: () => undefined,
    cancel: () => {
      session.cancel(gesture);
    },
  };
};

/** A point of the shaft, wherever in their order along the device it belongs. */
export const placeShaft = (session: MarkingSession, press: Press, view: MarkingView): Gesture => {
  const gesture = nextGesture();
  const put = (at: CanvasPoint): void => {
    const position = view.unproject(at) as unknown as Position;
    if (!session.dispatchIn(view.spaceAt(position), { kind: 'add-shaft-point', position }, gesture)) return;
    const index = (session.active.peek()?.shaft ?? []).findIndex((point) =>
      difference(point, position).every((part) => part === 0),
    );
    session.selected.value = { mark: 'shaft', index };
  };
  put(press.canvas);
  return {
    move: put,
    end: () => undefined,
    cancel: () => {
      session.cancel(gesture);
    },
  };
};

/** A drag from the planned entry to the planned target; or a click on each, for paths that cross slices. */
export const placePlan = (session: MarkingSession, press: Press, view: MarkingView): Gesture => {
  const gesture = nextGesture();
  const pressed = view.unproject(press.canvas) as unknown as Position;
  const set = (space: Space, entry: Position, target: Position): void => {
    if (!session.dispatchIn(space, { kind: 'set-plan', entry, target }, gesture)) return;
    session.planStart.value = null;
    session.selected.value = { mark: 'plan-target' };
  };
  const drag = (at: CanvasPoint): boolean => {
    if (apart(at, press.canvas) < CLICK_PX) return false;
    set(view.spaceAt(pressed), pressed, view.unproject(at) as unknown as Position);
    return true;
  };
  return {
    move: drag,
    end: (at) => {
      if (drag(at)) return;
      const space = view.spaceAt(pressed);
      const begun = session.planStart.peek();
      if (begun && sameSpace(begun.space, space)) set(space, begun.position, pressed);
      else {
        session.planStart.value = { space, position: pressed };
        session.tell('Now click the planned target; it may lie on another slice.');
      }
    },
    cancel: () => {
      session.cancel(gesture);
    },
  };
};

/** Press at the centre, release at the radius; a click alone makes a point with a tolerance. */
export const placeTarget = (session: MarkingSession, press: Press, view: MarkingView): Gesture => {
  const gesture = nextGesture();
  const center = view.unproject(press.canvas);
  const space = view.spaceAt(center);
  const asPoint = session.targetShape.peek() === 'point';
  const grow = (at: CanvasPoint): void => {
    const target = targetOfDrag(view, space, center, at, asPoint);
    session.dispatchIn(space, { kind: 'set-target', target }, gesture);
    session.selected.value = { mark: 'target' };
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
      // A click without a drag makes a point, but takes no target's place that was drawn.
      const active = session.active.peek();
      if (view.paired || (!asPoint && active?.target && sameSpace(active.space, space))) {
        session.tell('To mark a target, press at its centre and release at its edge.');
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
    },
    cancel: () => {
      session.cancel(gesture);
    },
  };
};
