import type { ReadonlySignal } from '@preact/signals-core';
import type { Session } from '../session/session.ts';
import type { Machinery } from './machinery.ts';

/** Detail of `tipcheck-error`: one line for people, and a code in kebab-case for programs. */
export interface TipcheckErrorDetail {
  readonly code: string;
  readonly message: string;
  /** What was thrown, where a part of the viewer could not be loaded: mostly the bundler's or the server's to mend. */
  readonly cause?: unknown;
}

/** What the parts of a viewer have in common. */
export interface ViewerContext {
  readonly session: Session;
  /** Null while the viewer isn't on a page. */
  readonly machinery: ReadonlySignal<Machinery | null>;
  /** Brings the keys back to the viewer. */
  readonly focus: () => void;
  /** Tells the reader, and whoever listens. */
  readonly fail: (detail: TipcheckErrorDetail) => void;
  /** Tells the reader of the first, and whoever listens of each. */
  readonly failAll: (failures: readonly TipcheckErrorDetail[]) => void;
}

/** @param tell hands a failure to whoever listens */
export const failuresOf = (
  session: Session,
  tell: (detail: TipcheckErrorDetail) => void,
): Pick<ViewerContext, 'fail' | 'failAll'> => ({
  fail: (detail) => {
    session.tell(detail.message);
    tell(detail);
  },
  failAll: (failures) => {
    const [first, ...others] = failures;
    if (!first) return;
    const more = others.length > 0 ? ` And ${String(others.length)} more, listed under the series.` : '';
    session.tell(first.message + more);
    for (const failure of failures) tell(failure);
  },
});
