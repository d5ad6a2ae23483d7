import { effect, untracked, type ReadonlySignal } from '@preact/signals-core';
import type { LatePart } from '../session/late-part.ts';
import { lateAssessing } from '../session/late-assessing.ts';
import type { Session } from '../session/session.ts';
import type { TipcheckErrorDetail } from './viewer-context.ts';

/** ms after which a page that is never idle loads them all the same. */
const PATIENCE_MS = 2000;

/**
 * Loads what marks and assesses before it is needed: when the page has nothing else to do, not before there is a picture to mark in, at once where there
 * are marks to draw. A press doesn't wait for either. Returns what ends it.
 */
export const loadInTime = (
  session: Session,
  wantMarking: () => void,
  pictured: ReadonlySignal<boolean> | null = null,
): (() => void) => {
  let isWanted = false;
  const want = (): void => {
    if (isWanted) return;
    isWanted = true;
    wantMarking();
    session.ready().catch(() => undefined);
  };
  let end: (() => void) | null = null;
  const stop = effect(() => {
    if (session.active.value) untracked(want);
    else if (pictured?.value ?? true) end ??= whenIdle(want);
  });
  return () => {
    isWanted = true;
    stop();
    end?.();
  };
};

/** Not every browser says when it is idle. */
export const whenIdle = (act: () => void): (() => void) => {
  if (typeof requestIdleCallback === 'function') {
    const asked = requestIdleCallback(act, { timeout: PATIENCE_MS });
    return () => {
      cancelIdleCallback(asked);
    };
  }
  const timer = setTimeout(act, PATIENCE_MS / 10);
  return () => {
    clearTimeout(timer);
  };
};

/** Tells of each time that one of them could not be loaded. Returns what ends it. */
export const tellFailedLoads = (
  marking: LatePart<unknown>,
  tell: (detail: TipcheckErrorDetail) => void,
  drawing: LatePart<unknown> | null = null,
): (() => void) => {
  const onFailure = (part: LatePart<unknown> | null, message: string): (() => void) | undefined => {
    const before = part?.failures.peek();
    return part?.failures.subscribe((failures) => {
      if (failures !== before) tell({ code: 'load-failed', message, cause: part.cause });
    });
  };
  const stops = [
    onFailure(marking, 'What marks could not be loaded. The next press tries again.'),
    onFailure(
      drawing,
      'What draws marks could not be loaded: they are kept, but not shown. The next press tries again.',
    ),
    onFailure(lateAssessing, 'What measures could not be loaded. The next press tries again.'),
  ];
  return () => {
    for (const stop of stops) stop?.();
  };
};
