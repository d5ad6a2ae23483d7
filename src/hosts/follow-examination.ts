import { effect, untracked } from '@preact/signals-core';
import type { Confirmation, Position } from '../confirmation/record.ts';
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
  let asked: { readonly position: Position; readonly shaft: Confirmation['shaft'] } | null = null;
  const examine = (times: number): void => {
    // Nobody asked for it: where it can't be loaded there is one help less.
    import('../session/find-tip.ts').then(
      async ({ examineTip }) => {
        const [mark, record] = [asked, session.active.peek()];
        // It is gone, seen, or being looked at because the reader asked.
        if (!mark || !record || session.seenOf(record)) return;
        const isSeen = await examineTip(session, { isThere: true });
        if (isSeen || times <= 1 || asked !== mark) return;
        timer = setTimeout(() => {
          examine(times - 1);
        }, AGAIN_MS);
      },
      () => undefined,
    );
  };
  const stop = effect(() => {
    const record = session.active.value;
    // Images may come later than a record that was kept, and their pixels later still.
    const canAsk = record !== null && session.pixelsOf !== null && session.imageOf(record) !== undefined;
    if (session.held.value) return;
    untracked(() => {
      const wanted = canAsk && record.tip?.position ? { position: record.tip.position, shaft: record.shaft } : null;
      if (wanted?.position === asked?.position && wanted?.shaft === asked?.shaft) return;
      clearTimeout(timer);
      asked = wanted;
      if (!wanted || session.seenOf(record as Confirmation)) return;
      timer = setTimeout(() => {
        examine(TIMES);
      }, REST_MS);
    });
  });
  return () => {
    asked = null;
    clearTimeout(timer);
    stop();
  };
};
