import { effect } from '@preact/signals-core';
import type { Session } from '../session/session.ts';
import { language } from '../words/words.ts';

/** Has the marks drawn again whenever something that they show has changed, until the returned function is called. */
export const redrawMarks = (session: Session, redraw: () => void): (() => void) =>
  effect(() => {
    void [session.active.value, session.assessment.value];
    void [session.selected.value, session.draft.value, session.planStart.value];
    void [session.suggestions.value, session.calibrating.value, session.calibrations.value, language()];
    redraw();
  });
