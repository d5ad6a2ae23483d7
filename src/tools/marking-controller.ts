import type { Edit } from '../confirmation/edit.ts';
import type { Target } from '../confirmation/record.ts';
import { handleAt, type Grabbed } from '../overlay/handle-at.ts';
import type { Handle } from '../overlay/handle.ts';
import type { DrawnGroup, Shape } from '../overlay/shape.ts';
import { shapesOf } from '../overlay/shapes.ts';
import { endCalibration, isCalibrating } from '../session/end-calibration.ts';
import type { MarkTool } from '../session/marking.ts';
import type { Session } from '../session/session.ts';
import { hasNoDepth } from '../image/series.ts';
import { positionOf, removalOf } from '../session/handle-marks.ts';
import { sameSpace } from '../session/space-of.ts';
import { canvasPoint, type CanvasPoint } from '../space/frame.ts';
import type * as CalibrationGestures from './calibration-gestures.ts';
import type * as FindGestures from './find-gestures.ts';
import type { Gesture, Press } from './gestures.ts';
import { slabText } from '../session/shown-slab.ts';
import type { FrameSource } from '../session/shown-source.ts';
import { apart, difference, grown, imageAt, moved, resized } from './handle-edits.ts';
import type { Marker, MarkerHost } from './marker.ts';
import { markingView, type MarkingSession, type MarkingView } from './marking-view.ts';
import { CLICK_PX, nextGesture, placePlan, placePoint, placeShaft, placeTarget } from './placing.ts';

/** Canvas pixels within which a press grabs a handle; a finger hides more than a pointer. */
const reachOf = (pointerType: string): number => (pointerType === 'mouse' ? 9 : 24);

const ignore = (): undefined => undefined;

export interface MarkingOptions extends MarkerHost {
  readonly session: Session;
  readonly frames: FrameSource;
}

const inView =
  (view: 0 | 1) =>
  (shape: Shape): Shape =>
    shape.kind === 'handle' ? { ...shape, handle: { ...shape.handle, view } } : shape;

/** A gesture that is carried out, in the order of what was done, as soon as what does it is loaded. */
const onceThere = (gesture: Promise<Gesture | null>): Gesture => ({
  move: (at) => void gesture.then((begun) => begun?.move(at)),
  end: (at) => void gesture.then((begun) => begun?.end(at)),
  cancel: () => void gesture.then((begun) => begun?.cancel()),
});

/** Turns presses and keys on viewports into edits of the session. Knows canvas positions and records; nothing of SVG or of tool groups. */
export class MarkingController implements Marker {
  readonly #options: MarkingOptions;
  /** Makes a viewport one of two that are marked together; null while none are. */
  pairing: ((element: HTMLElement, view: MarkingView) => MarkingView) | null = null;
  /** Whether keys move a cursor of their own now; null where the host has none. */
  keyCursor: (() => boolean) | null = null;
  /** Of the elements that show our cursor now: what they showed before. */
  readonly #cursors = new Map<HTMLElement, { readonly before: string; readonly shown: string }>();

  /** What marks an object of known size; loaded when somebody does, or when one is to be drawn. */
  #calibration: typeof CalibrationGestures | null = null;

  constructor(options: MarkingOptions) {
    this.#options = options;
  }

  /** What looks for tips in pixels; loaded when somebody does, or when something was found. */
  #finding: typeof FindGestures | null = null;

  async #loadFinding(): Promise<typeof FindGestures> {
    this.#finding ??= await import('./find-gestures.ts');
    return this.#finding;
  }

  #suggestionShapes(view: MarkingView): readonly Shape[] {
    const { session, redraw } = this.#options;
    if (!session.suggestions.peek()) return [];
    if (this.#finding) return this.#finding.suggestionsIn(view, session);
    this.#loadFinding().then(redraw, () => undefined);
    return [];
  }

  async #loadCalibration(): Promise<typeof CalibrationGestures> {
    this.#calibration ??= await import('./calibration-gestures.ts');
    return this.#calibration;
  }

  /** The object that is being marked or was calibrated on. */
  #calibrationShapes(view: MarkingView): readonly Shape[] {
    const { session, redraw } = this.#options;
    if (this.#calibration) return this.#calibration.calibrationMarks(view, session);
    // Without it there is a calibration less to see, but none less that holds.
    if (session.calibrating.peek() ?? view.source.calibrations) this.#loadCalibration().then(redraw, () => undefined);
    return [];
  }

  /** The gesture follows the pointer as soon as what carries it out is there, in the order of what was done. */
  #calibrate(press: Press, view: MarkingView): Gesture {
    const { session } = this.#options;
    return onceThere(
      this.#loadCalibration().then(
        ({ calibrationGesture }) => calibrationGesture(press, view, session, reachOf(press.pointerType)),
        () => {
          session.tell('What marks an object of known size could not be loaded.');
          return null;
        },
      ),
    );
  }

  #find(view: MarkingView): Gesture {
    const { session } = this.#options;
    return onceThere(
      this.#loadFinding().then(
        ({ findGesture }) => findGesture(view, session),
        () => {
          session.tell('What looks for tips could not be loaded.');
          return null;
        },
      ),
    );
  }

  get #isReadOnly(): boolean {
    return this.#options.session.readOnly.peek();
  }

  viewOf(element: HTMLElement): MarkingView | null {
    const { session, frames, viewportOf, isByProcessor } = this.#options;
    const viewport = viewportOf(element);
    const calibrated: FrameSource = { frameOf: (imageId) => session.calibrated(frames.frameOf(imageId)) };
    const view = viewport && markingView(viewport, calibrated, isByProcessor(viewport));
    return view ? (this.pairing?.(element, view) ?? view) : null;
  }

  /** What marks made in a view go into. */
  #session(view: MarkingView | null): MarkingSession {
    return view?.paired?.session ?? this.#options.session;
  }

  shapes(element: HTMLElement, group: DrawnGroup): readonly Shape[] {
    const view = this.viewOf(element);
    if (!view) return [];
    if (group === 'calibration') return this.#calibrationShapes(view);
    if (group === 'suggestion') return this.#suggestionShapes(view);
    const active = this.#session(view).active.peek();
    const overlay = active && view.overlayFor(active);
    const own = active && overlay ? shapesOf(overlay, active, this.#options.session.assessment.peek())[group] : [];
    const { paired } = view;
    const shapes =
      paired && overlay ? [...(paired.shapes(overlay)[group] ?? []), ...own.map(inView(paired.index))] : own;
    if (group === 'target') return [...shapes, ...this.#draftShapes(view)];
    return group === 'plan' ? [...shapes, ...this.#planStartShapes(view)] : shapes;
  }

  begin = (press: Press, tool = this.#options.toolOf(press.element)): Gesture | null => {
    const gesture = this.#begun(press, tool);
    return gesture && this.#held(gesture);
  };

  /** Whoever tells of changes waits until the mark is let go. */
  #held(gesture: Gesture): Gesture {
    const { held } = this.#options.session;
    held.value = true;
    return {
      move: (at) => {
        gesture.move(at);
      },
      end: (at) => {
        gesture.end(at);
        held.value = false;
      },
      cancel: () => {
        gesture.cancel();
        held.value = false;
      },
    };
  }

  #begun(press: Press, tool: MarkTool | null): Gesture | null {
    const view = this.#isReadOnly ? null : this.viewOf(press.element);
    if (!view) return null;
    this.#options.acting(press.element);
    // Where what assesses couldn't be loaded, a press tries again.
    this.#options.session.ready().catch(ignore);
    if (tool === 'calibrate') return this.#calibrate(press, view);
    if (tool === 'find')
      return this.#refusedWithoutDepth(view) ? { move: ignore, end: ignore, cancel: ignore } : this.#find(view);
    const grabbed = this.#handleAt(view, press, tool);
    if ((grabbed || tool) && this.#refusedWithoutDepth(view)) return { move: ignore, end: ignore, cancel: ignore };
    if (grabbed) return this.#drag(press, view, grabbed);
    return tool ? this.#place(press, view, tool) : null;
  }

  hover = (press: Press): void => {
    if (this.#isReadOnly) return;
    const view = this.viewOf(press.element);
    const tool = this.#options.toolOf(press.element);
    const handle = view && this.#handleAt(view, press, tool);
    const cursor = handle ? 'grab' : tool ? 'crosshair' : null;
    this.#useCursor(press.element, cursor && view?.slab ? 'not-allowed' : cursor);
  };

  /** A place in a thick picture, or in one through the patient, lies at any depth: nothing is marked or moved there, as if it lay in its plane. */
  #refusedWithoutDepth({ slab, shows, source }: MarkingView): boolean {
    if (shows === 'patient' && hasNoDepth(source.series)) {
      this.#options.session.tell(
        'Nothing can be marked here: this picture looks through the patient (a localizer, projection or rendering), and what it shows lies at no known depth. Mark on the slices.',
      );
      return true;
    }
    if (slab)
      this.#options.session.tell(
        `Nothing can be marked in a slab: what this ${slabText(slab)} shows may lie anywhere in its depth. Switch the slab off first.`,
      );
    return slab !== null;
  }

  release(element: HTMLElement): void {
    this.#useCursor(element, null);
  }

  /** Ours while a press would mark or grab, else the host's. What the host has set meanwhile stays. */
  #useCursor(element: HTMLElement, cursor: string | null): void {
    const { style } = element;
    const ours = this.#cursors.get(element);
    const isOurs = ours !== undefined && style.cursor === ours.shown;
    if (cursor === null) {
      if (isOurs) style.cursor = ours.before;
      this.#cursors.delete(element);
      return;
    }
    this.#cursors.set(element, { before: isOurs ? ours.before : style.cursor, shown: cursor });
    style.cursor = cursor;
  }

  doubleClick = (press: Press): boolean => {
    if (!this.#options.session.draft.peek()) return false;
    this.closeContour(press.element);
    return true;
  };

  /** Moves the selected mark by image pixels of this view; the radius handle grows or shrinks its target. False when nothing is selected or shown here. */
  nudge(element: HTMLElement, columns: number, rows: number): boolean {
    const view = this.viewOf(element);
    const session = this.#session(view);
    const handle = session.selected.peek();
    const record = session.active.peek();
    if (this.#isReadOnly) return false;
    if (handle?.mark === 'calibration')
      return (
        view !== null && (this.#calibration?.nudgeCalibration(view, this.#options.session, columns, rows) ?? false)
      );
    const overlay = record && view?.overlayFor(record);
    const position = record && handle && positionOf(record, handle);
    const at = position && overlay ? overlay.project(position)?.at : null;
    // A ghost of another frame can't be moved from here: it would be moved unseen.
    if (!handle || !record || !view || !overlay || !at || overlay.otherFrame !== null) return false;
    if (this.#refusedWithoutDepth(view)) return true;
    const { column, row } = view.canvasPerPixel;
    const to = canvasPoint(at[0] + columns * column, at[1] + rows * row);
    const by = difference(view.unproject(to), view.unproject(at));
    const edit =
      handle.mark === 'target-radius' ? grown(record, by, columns - rows) : moved(record, handle, by, null, view);
    if (!edit) return false;
    const gesture = nextGesture();
    this.#options.acting(element);
    this.#move(view, edit, gesture);
    this.#settleShaft(view, gesture);
    return true;
  }

  /** Removes the selected mark where this element shows it, if only as a ghost. */
  removeSelected(element: HTMLElement): boolean {
    const view = this.viewOf(element);
    const session = this.#session(view);
    const handle = session.selected.peek();
    if (this.#isReadOnly) return false;
    if (handle?.mark === 'calibration')
      return this.#calibration?.removeCalibrationPoint(this.#options.session) ?? false;
    const record = session.active.peek();
    if (!handle || !record || !view?.overlayFor(record)) return false;
    this.#options.acting(element);
    session.dispatch(removalOf(handle));
    session.selected.value = null;
    return true;
  }

  /** Closes the contour being drawn into a target. One that can't be a target stays as it is, with the reason. */
  closeContour(element: HTMLElement): void {
    const { session } = this.#options;
    const draft = session.draft.peek();
    if (!draft) return;
    if (draft.points.length < 3) {
      session.tell('A contour needs at least three corners.');
      return;
    }
    this.#options.acting(element);
    const target = { shape: 'contour', points: draft.points } as unknown as Target;
    if (!session.dispatchIn(draft.space, { kind: 'set-target', target }, nextGesture())) {
      session.tell('This contour crosses itself or encloses nothing. Backspace takes back a corner, Escape drops it.');
      return;
    }
    session.draft.value = null;
  }

  /** A tip that is moved in a view lies on that view's images from then on. */
  #move(view: MarkingView, edit: Edit, gesture: string): void {
    const session = this.#session(view);
    if (edit.kind === 'move-tip') session.dispatchIn(view.spaceAt(edit.position), edit, gesture);
    else session.dispatch(edit, gesture);
  }

  /** Puts shaft points in order again after a drag or nudge, and keeps hold of the one that was moved. */
  #settleShaft(view: MarkingView, gesture: string): void {
    const session = this.#session(view);
    const handle = session.selected.peek();
    const point = handle?.mark === 'shaft' ? session.active.peek()?.shaft?.[handle.index] : undefined;
    session.amend({ kind: 'sort-shaft' }, gesture);
    const index = point ? (session.active.peek()?.shaft ?? []).indexOf(point) : -1;
    if (index >= 0) session.selected.value = { mark: 'shaft', index };
  }

  /** While a marking tool is active only its own mark's handles can be grabbed: a press beside another mark is meant as a new one. */
  #handleAt(view: MarkingView, press: Press, tool: MarkTool | null): Grabbed | null {
    const record = this.#session(view).active.peek();
    const overlay = record && view.overlayFor(record);
    if (!record || !overlay) return null;
    const shapes = Object.values(shapesOf(overlay, record, null)).flat();
    const grabbed = handleAt(shapes, press.canvas, reachOf(press.pointerType));
    if (!grabbed || tool === null) return grabbed;
    const own: Readonly<Record<MarkTool, readonly Handle['mark'][]>> = {
      target: ['target-radius', 'target-point'],
      tip: [],
      shaft: ['shaft'],
      entry: [],
      plan: ['plan-entry', 'plan-target'],
      calibrate: [],
      find: [],
    };
    return own[tool].includes(grabbed.handle.mark) ? grabbed : null;
  }

  #drag(press: Press, view: MarkingView, { handle, at: grabbedAt }: Grabbed): Gesture {
    const session = this.#session(view);
    const gesture = nextGesture();
    const before = session.active.peek();
    const start = view.unproject(press.canvas);
    const overlay = before && view.overlayFor(before);
    session.selected.value = handle;
    const follow = (at: CanvasPoint): void => {
      if (!before || !overlay) return;
      // A handle is rarely grabbed in its very middle; it must not jump there.
      const rim = canvasPoint(at[0] + grabbedAt[0] - press.canvas[0], at[1] + grabbedAt[1] - press.canvas[1]);
      const edit =
        handle.mark === 'target-radius'
          ? resized(before, overlay, view, rim)
          : moved(before, handle, difference(view.unproject(at), start), before, view);
      if (edit) this.#move(view, edit, gesture);
    };
    let dragged = false;
    return {
      move: (at) => {
        dragged ||= apart(at, press.canvas) >= CLICK_PX;
        if (dragged) follow(at);
      },
      end: (at) => {
        if (dragged) {
          follow(at);
          this.#settleShaft(view, gesture);
        }
      },
      cancel: () => {
        session.cancel(gesture);
      },
    };
  }

  #place(press: Press, view: MarkingView, tool: Exclude<MarkTool, 'calibrate' | 'find'>): Gesture | null {
    const session = this.#session(view);
    if (view.paired && (tool === 'entry' || tool === 'plan')) {
      session.tell('Entry and plan aren’t marked in two views: there are the target, the tip and the shaft.');
      return null;
    }
    switch (tool) {
      case 'target':
        return session.targetShape.peek() === 'contour' && view.shows === 'image'
          ? this.#addCorner(press, view)
          : placeTarget(session, press, view);
      case 'tip':
        // A tip that is marked by hand isn't one of those that were found.
        this.#options.session.suggestions.value = null;
        return placePoint(
          session,
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
        return placeShaft(session, press, view);
      case 'entry':
        return placePoint(session, press, view, (position) => ({ kind: 'set-entry', position }), { mark: 'entry' });
      case 'plan':
        return placePlan(session, press, view);
    }
  }

  /** A corner where the pointer is let go; the first corner again, or the last one twice, closes the contour. */
  #addCorner(press: Press, view: MarkingView): Gesture {
    const { session } = this.#options;
    return {
      move: () => undefined,
      end: (at) => {
        const corner = view.unproject(at);
        const space = view.spaceAt(corner);
        const known = session.draft.peek();
        // Corners belong to the image that they were set on.
        const draft = known && sameSpace(known.space, space) ? known : null;
        const [first, last] = [draft?.points[0], draft?.points.at(-1)].map((point) => point && view.canvasOf(point));
        const reach = reachOf(press.pointerType);
        if (draft && draft.points.length >= 3 && first && apart(first, at) <= reach) this.closeContour(press.element);
        // The second press of a double click falls on the corner that the first one set.
        else if (!last || apart(last, at) >= CLICK_PX)
          session.draft.value = { space: draft?.space ?? space, points: [...(draft?.points ?? []), corner] };
      },
      cancel: () => undefined,
    };
  }

  /** Takes back the last corner of a contour that isn't closed yet, or point of an object that is being marked. False where there is none. */
  removeCorner(): boolean {
    const { draft } = this.#options.session;
    const known = draft.peek();
    if (!known) return this.#calibration?.removeCalibrationPoint(this.#options.session) ?? false;
    draft.value = known.points.length > 1 ? { ...known, points: known.points.slice(0, -1) } : null;
    return true;
  }

  /** Keys that a contour being drawn needs, in every host: Escape drops it, Backspace takes back a corner, Enter closes it. */
  key = (key: string, element: HTMLElement): boolean => {
    const { session } = this.#options;
    const { draft, planStart } = session;
    if (key === 'Escape' && isCalibrating(session)) {
      endCalibration(session);
      return true;
    }
    if (key === 'Escape' && planStart.peek()) {
      planStart.value = null;
      return true;
    }
    if (!draft.peek() || !this.viewOf(element)) return false;
    if (key === 'Escape') draft.value = null;
    else if (key === 'Backspace' || key === 'Delete') this.removeCorner();
    else if (key === 'Enter' && !this.keyCursor?.()) this.closeContour(element);
    else return false;
    return true;
  };

  #planStartShapes(view: MarkingView): readonly Shape[] {
    const begun = this.#options.session.planStart.peek();
    const record = begun && ({ tipcheck: 1, id: 'begun', space: begun.space, entry: begun.position } as const);
    const overlay = record && view.overlayFor(record);
    return record && overlay ? shapesOf(overlay, record, null).entry : [];
  }

  #draftShapes(view: MarkingView): readonly Shape[] {
    const draft = this.#options.session.draft.peek();
    const [first] = draft?.points ?? [];
    if (!draft || !first || view.shows !== 'image' || !sameSpace(draft.space, view.spaceAt(first))) return [];
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
