import { effect, untracked } from '@preact/signals-core';
import type { Tip } from '../confirmation/record.ts';
import { seenOf } from '../session/suggestions.ts';
import type { Session } from '../session/session.ts';

/** ms that a mark has to rest: what a drag or a row of key presses passes over isn't examined. */
const REST_MS = 400;
/** ms after which images that were on their way are asked for again, and how often. */
const AGAIN_MS = 1500;
const TIMES = 20;

/**
 * Every tip that comes to rest is held against the pixels that are in memory: whoever has marked the shaft is told so without asking. What was seen
 * of a mark goes with it. Returns what ends it.
 */
export const followExamination = (session: Session): (() => void) => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked: Tip['position'];
  const examine = (times: number): void => {
    // Nobody asked for it: where it can't be loaded there is one help less.
    import('../session/find-tip.ts').then(
      async ({ examineTip }) => {
        const position = asked;
        const isSeen = await examineTip(session, { isThere: true });
        if (isSeen || times <= 1 || asked !== position) return;
        timer = setTimeout(() => {
          examine(times - 1);
        }, AGAIN_MS);
      },
      () => undefined,
    );
  };
  const stop = effect(() => {
    const tip = session.active.value?.tip;
    if (session.held.value) return;
    untracked(() => {
      const seen = session.examined.peek();
      if (seen && (!tip || !seenOf(seen, tip))) session.examined.value = null;
      if (tip?.position === asked) return;
      clearTimeout(timer);
      asked = tip?.position;
      if (!asked) return;
      timer = setTimeout(() => {
        examine(TIMES);
      }, REST_MS);
    });
  });
  return () => {
    asked = undefined;
    clearTimeout(timer);
    stop();
  };
};
