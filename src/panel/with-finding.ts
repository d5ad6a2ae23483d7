import type * as FindTip from '../session/find-tip.ts';
import type { Session } from '../session/session.ts';

/** Does something with what looks for tips, which is loaded when somebody wants it. */
export const withFinding = (session: Session, act: (finding: typeof FindTip) => unknown): void => {
  import('../session/find-tip.ts').then(act, () => {
    session.tell('What looks for tips could not be loaded.');
  });
};
