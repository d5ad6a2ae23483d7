import { hasMarks, isOnImage, seenInView, type ViewIndex } from '../confirmation/edit-view.ts';
import type { Confirmation } from '../confirmation/record.ts';
import { isRefusal } from '../image/refusal.ts';
import { twoViewShapes } from '../overlay/two-view-shapes.ts';
import type { TwoViews } from '../session/marking.ts';
import type { Session } from '../session/session.ts';
import { isOfTwoSeries } from '../session/space-of.ts';
import { bareViewOf, spaceOfTwoViews, viewName, withEnteredOf } from '../session/two-views.ts';
import type { MarkingSession, MarkingView } from './marking-view.ts';

/**
 * Makes viewports the two views that a session has side by side. `indexOf`: which of them an element is; null for any other. Marks in a view go
 * into the view's own marks of the confirmation that belongs to both images.
 */
export const pairing =
  (session: Session, indexOf: (element: HTMLElement) => ViewIndex | null) =>
  (element: HTMLElement, view: MarkingView): MarkingView => {
    const index = indexOf(element);
    const twoViews = session.twoViews.peek();
    return index === null || !twoViews ? view : pairedView(session, twoViews, index, view);
  };

/** The confirmation of both images, where it is the active one. */
const activeOf = (session: Session, { sources }: TwoViews): Confirmation | null => {
  const active = session.active.peek();
  return active && isOfTwoSeries(active.space, [sources[0].series, sources[1].series]) ? active : null;
};

const pairedView = (session: Session, twoViews: TwoViews, index: ViewIndex, view: MarkingView): MarkingView => {
  const { instance, frame } = view.source.frame;
  const space = {
    kind: 'projection',
    sopInstanceUID: instance.sopInstanceUID,
    frame,
    modality: view.source.series.modality,
    scale: { betweenColumns: 1, betweenRows: 1, unit: 'px', basis: 'none' },
    columns: instance.columns,
    rows: instance.rows,
  } as const;
  return {
    ...view,
    spaceAt: () => space,
    paired: {
      index,
      session: sessionOfView(session, twoViews, index),
      shapes: (overlay) => {
        const active = activeOf(session, twoViews);
        return active?.space.kind === 'biplane' ? twoViewShapes(overlay, active.space, index) : {};
      },
    },
  };
};

const sessionOfView = (session: Session, twoViews: TwoViews, index: ViewIndex): MarkingSession => {
  const inWork = (): TwoViews => {
    const active = activeOf(session, twoViews);
    return active ? withEnteredOf(twoViews, active) : twoViews;
  };
  const refuse = (text: string): false => {
    // A drag asks again at every step.
    if (session.notice.peek()?.text !== text) session.tell(text);
    return false;
  };
  return {
    active: {
      peek: () => {
        const active = activeOf(session, twoViews);
        return active && seenInView(active, index);
      },
    },
    selected: {
      get value() {
        return this.peek();
      },
      set value(handle) {
        session.selected.value = handle && { ...handle, view: index };
      },
      peek: () => {
        const handle = session.selected.peek();
        return handle?.view === index ? handle : null;
      },
    },
    targetShape: { peek: () => 'round' },
    draft: session.draft,
    planStart: session.planStart,
    tell: (text) => {
      session.tell(text);
    },
    cancel: (gesture) => {
      session.cancel(gesture);
    },
    dispatchIn: (_, edit, gesture) => {
      const views = inWork();
      const space = spaceOfTwoViews(views);
      const on = bareViewOf(views, index);
      if (isRefusal(space)) return refuse(space.message);
      if (isRefusal(on)) return refuse(on.message);
      const active = activeOf(session, twoViews);
      const own = active?.space.kind === 'biplane' ? active.space.views[index] : null;
      if (own && hasMarks(own) && !isOnImage(own, on))
        return refuse(
          `The marks of ${viewName(index).toLowerCase()} lie on ${own.sopInstanceUID === on.sopInstanceUID ? `frame ${String(own.frame)}` : 'another image'}: go back to it, or delete them first.`,
        );
      return session.dispatchIn(space, { kind: 'in-view', view: index, on, edit }, gesture);
    },
    dispatch: (edit, gesture) => {
      const on = bareViewOf(inWork(), index);
      session.dispatch({ kind: 'in-view', view: index, ...(!isRefusal(on) && { on }), edit }, gesture);
    },
    amend: (edit, gesture) => {
      session.amend({ kind: 'in-view', view: index, edit }, gesture);
    },
  };
};
