import { calibrationShapes } from '../overlay/calibration-shapes.ts';
import type { Shape } from '../overlay/shape.ts';
import { calibrationLabel } from '../confirmation/calibration-words.ts';
import { POINTS_OF_FORM } from '../image/known-object.ts';
import { draftOn, formOf } from '../session/begin-calibration.ts';
import type { CalibrationDraft } from '../session/calibration-draft.ts';
import { isCalibrating } from '../session/end-calibration.ts';
import type { Session } from '../session/session.ts';
import { canvasPoint, imagePoint, type CanvasPoint, type ImagePoint } from '../space/frame.ts';
import type { Gesture, Press } from './gestures.ts';
import type { MarkingView } from './marking-view.ts';
import { said } from '../words/words.ts';

export { beginCalibration } from '../session/begin-calibration.ts';

/** A press that moves less than this far is a click. */
const CLICK_PX = 3;

/** Share of an image pixel that a nudge moves an end of the object: a whole one would be too much across a shaft a few pixels wide. */
const NUDGE = 0.25;

/** What the points of an object are known to on this view, px: in pixels the larger of one CSS pixel and half an image pixel. */
const pointSigmaOn = (view: MarkingView): number =>
  view.sigmaIn({
    kind: 'image',
    sopInstanceUID: '',
    frame: 1,
    modality: '',
    scale: { betweenColumns: 1, betweenRows: 1, unit: 'px', basis: 'none' },
  });

const pointAt = (view: MarkingView, at: CanvasPoint): ImagePoint => {
  const [column = NaN, row = NaN] = view.unproject(at);
  return imagePoint(column, row);
};

const apart = (a: CanvasPoint, b: CanvasPoint): number => Math.hypot(a[0] - b[0], a[1] - b[1]);

const withPoint = (points: readonly ImagePoint[], index: number, point: ImagePoint): readonly ImagePoint[] =>
  index < points.length ? points.map((one, at) => (at === index ? point : one)) : [...points, point];

/**
 * Marks an object of known size: a line, two edges or a radius by dragging, or by a click on each end; points on an edge by clicks. Points
 * that are there can be dragged. Null where the image has no use for it.
 */
export const calibrationGesture = (
  press: Press,
  view: MarkingView,
  session: Session,
  reach: number,
): Gesture | null => {
  // What is loaded late comes to a session in which nothing may be marked any more.
  if (session.readOnly.peek()) return null;
  if (view.shows !== 'image') {
    session.tell('These images are placed in the patient: they have their scale.');
    return null;
  }
  const [before, selectedBefore] = [session.calibrating.peek(), session.selected.peek()];
  const draft = draftOn(session, view.source);
  if (draft.method === 'entered') {
    session.tell('A size that is entered needs no object. Choose one in the form to draw it.');
    return null;
  }
  const set = (points: readonly ImagePoint[], index: number): void => {
    // Of points marked at several zooms the coarsest counts.
    const kept = points.length > 1 || near >= 0 ? (draft.points.length > 0 ? (draft.pointSigma ?? 0) : 0) : 0;
    session.calibrating.value = { ...draft, points, pointSigma: Math.max(kept, pointSigmaOn(view)) };
    session.selected.value = { mark: 'calibration', index };
  };
  const near = draft.points.findIndex((point) => apart(view.canvasOf(point), press.canvas) <= reach);
  const isFull = draft.form !== 'rim' && draft.points.length >= POINTS_OF_FORM[draft.form];
  // Beside a finished object a press begins it anew.
  const points = near < 0 && isFull ? [] : draft.points;
  const index = near < 0 ? points.length : near;
  const grabbed = near < 0 ? null : view.canvasOf(points[near] ?? [NaN, NaN]);
  /** Where the first end of a pair is let go, the second one begins. */
  const isFirst = near < 0 && draft.form !== 'rim' && index % 2 === 0;
  const follow = (at: CanvasPoint): void => {
    if (grabbed) {
      // A point is rarely grabbed in its very middle; it must not jump there.
      const to = canvasPoint(at[0] + grabbed[0] - press.canvas[0], at[1] + grabbed[1] - press.canvas[1]);
      set(withPoint(points, index, pointAt(view, to)), index);
    } else if (isFirst) set([...points, pointAt(view, press.canvas), pointAt(view, at)], index + 1);
    else set(withPoint(points, index, pointAt(view, at)), index);
  };
  if (!grabbed) set(withPoint(points, index, pointAt(view, press.canvas)), index);
  else session.selected.value = { mark: 'calibration', index };
  let dragged = false;
  const move = (at: CanvasPoint): void => {
    dragged ||= apart(at, press.canvas) >= CLICK_PX;
    if (dragged) follow(at);
  };
  return {
    move,
    end: move,
    cancel: () => {
      const isOver = session.readOnly.peek();
      session.calibrating.value = isOver ? null : before;
      session.selected.value = isOver ? null : selectedBefore;
    },
  };
};

/** Moves the selected point by quarters of an image pixel. */
export const nudgeCalibration = (view: MarkingView, session: Session, columns: number, rows: number): boolean => {
  const [draft, handle] = [session.calibrating.peek(), session.selected.peek()];
  const point = draft && handle?.mark === 'calibration' ? draft.points[handle.index] : undefined;
  if (!draft || handle?.mark !== 'calibration' || !point || !isShownOn(view, draft)) return false;
  const to = imagePoint(point[0] + columns * NUDGE, point[1] + rows * NUDGE);
  session.calibrating.value = { ...draft, points: withPoint(draft.points, handle.index, to) };
  return true;
};

/** Takes back the last point. False where there is none. */
export const removeCalibrationPoint = (session: Session): boolean => {
  const draft = session.calibrating.peek();
  if (!draft || draft.points.length === 0 || !isCalibrating(session)) return false;
  session.calibrating.value = { ...draft, points: draft.points.slice(0, -1) };
  session.selected.value = null;
  return true;
};

const isShownOn = (
  { source: { frame } }: MarkingView,
  place: { readonly sopInstanceUID?: string; readonly frame?: number },
): boolean => place.sopInstanceUID === frame.instance.sopInstanceUID && place.frame === frame.frame;

/** The object that is being marked on this view; without one those that its scale comes from. */
export const calibrationMarks = (view: MarkingView, session: Session): readonly Shape[] => {
  if (view.shows !== 'image') return [];
  const draft: CalibrationDraft | null = session.calibrating.peek();
  if (draft && isShownOn(view, draft))
    return calibrationShapes({
      form: draft.form,
      points: draft.points.map((point) => view.canvasOf(point)),
      label: '',
      isOpen: true,
    });
  return (view.source.calibrations ?? []).flatMap(({ sopInstanceUID, calibration }) =>
    calibration.points && isShownOn(view, { sopInstanceUID, frame: calibration.frame ?? 1 })
      ? calibrationShapes({
          form: formOf(calibration),
          points: calibration.points.map((point) => view.canvasOf(point)),
          label: said(calibrationLabel(calibration)),
          isOpen: false,
        })
      : [],
  );
};
