import { effect, untracked } from '@preact/signals-core';
import type { CornerstoneInstances } from '../tools/create-tools.ts';
import type { Session } from '../session/session.ts';

interface Memo {
  readonly operationType: string;
  /** Undoes with true, does again with false. */
  restoreMemo(undo?: boolean): void;
}

interface Ring {
  push(memo: Memo): unknown;
}

/** Cornerstone's own history (`utilities.HistoryMemo`), which a host's Undo and Redo work on; null where there is none. */
const ringOf = ({ core }: CornerstoneInstances): Ring | null => {
  const { HistoryMemo } = core.utilities as unknown as { HistoryMemo?: { DefaultHistoryMemo?: Partial<Ring> } };
  const ring = HistoryMemo?.DefaultHistoryMemo;
  return typeof ring?.push === 'function' ? (ring as Ring) : null;
};

/**
 * Puts every step of a session into the host's history, among the host's own: one Undo for all, in the order in which things were done. Returns
 * what ends it, or null where the host has no such history.
 */
export const shareUndo = (session: Session, instances: CornerstoneInstances): (() => void) | null => {
  const ring = ringOf(instances);
  if (!ring) return null;
  let before = session.past.peek();
  let isOver = false;
  let restoring = false;
  /** Of the last step, while it may still be taken back as if it had never begun. */
  let last: { isVoid: boolean } | null = null;

  const memoOf = (step: { isVoid: boolean }): Memo => ({
    operationType: 'tipcheck',
    restoreMemo: (undo) => {
      if (isOver || step.isVoid) return;
      restoring = true;
      try {
        if (undo === false) session.redo();
        else session.undo();
      } finally {
        restoring = false;
      }
    },
  });

  const stop = effect(() => {
    const past = session.past.value;
    const isStep = past.length > 0 && past.at(-2) === before.at(-1);
    const isTakenBack = past.length < before.length;
    before = past;
    if (restoring) return;
    if (isStep) {
      const step = { isVoid: false };
      last = step;
      untracked(() => ring.push(memoOf(step)));
    } else if (isTakenBack && last) last.isVoid = true;
  });
  return () => {
    isOver = true;
    stop();
  };
};
