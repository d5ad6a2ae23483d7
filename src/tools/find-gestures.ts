import { suggestionShapes } from '../overlay/suggestion-shapes.ts';
import type { Shape } from '../overlay/shape.ts';
import type { Position } from '../confirmation/record.ts';
import { findTip } from '../session/find-tip.ts';
import type { Session } from '../session/session.ts';
import type { Gesture } from './gestures.ts';
import type { MarkingView } from './marking-view.ts';

/** A press on a device, wherever on it: its end is looked for near the place where the pointer is let go. */
export const findGesture = (view: MarkingView, session: Session): Gesture | null => {
  if (session.readOnly.peek()) return null;
  if (view.paired) {
    session.tell('A tip is sought in one view alone: leave the two views first.');
    return null;
  }
  if (!session.pixelsOf) {
    session.tell('The pixels of these images can’t be had here.');
    return null;
  }
  return {
    move: () => undefined,
    end: (at) => {
      const near = view.unproject(at) as unknown as Position;
      const source = view.shows === 'patient' ? view.sourceAt(near) : view.source;
      void findTip(session, source, near);
    },
    cancel: () => undefined,
  };
};

/** The ends that were found, where this view shows the images that they were found in. */
export const suggestionsIn = (view: MarkingView, session: Session): readonly Shape[] => {
  const suggestions = session.suggestions.peek();
  const overlay = suggestions?.ends && view.overlayFor({ tipcheck: 1, id: 'suggested', space: suggestions.space });
  if (!suggestions?.ends || !overlay) return [];
  return suggestionShapes(
    overlay,
    suggestions.ends.map(({ tip, path }, index) => ({
      tip,
      path,
      number: index + 1,
      isCurrent: index === suggestions.index,
    })),
  );
};
