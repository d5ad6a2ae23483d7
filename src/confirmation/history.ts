/** Undo and redo over immutable states. One gesture (a drag) is one step however many states it went through. */
export interface History<State> {
  readonly now: State;
  readonly past: readonly State[];
  readonly future: readonly State[];
  /** The gesture that made `now`, if any, and the future that it did away with. */
  readonly gesture: { readonly id: string; readonly future: readonly State[] } | null;
}

const DEPTH = 200;

export const historyOf = <State>(now: State): History<State> => ({ now, past: [], future: [], gesture: null });

/** A new state. States of the same gesture replace each other; the first of them has the state before the gesture as its past. */
export const push = <State>(history: History<State>, now: State, gesture: string | null = null): History<State> => {
  if (now === history.now) return history;
  if (gesture !== null && gesture === history.gesture?.id) return { ...history, now };
  return {
    now,
    past: [...history.past, history.now].slice(-DEPTH),
    future: [],
    gesture: gesture === null ? null : { id: gesture, future: history.future },
  };
};

export const undo = <State>(history: History<State>): History<State> => {
  const before = history.past.at(-1);
  if (before === undefined) return history;
  return { now: before, past: history.past.slice(0, -1), future: [history.now, ...history.future], gesture: null };
};

export const redo = <State>(history: History<State>): History<State> => {
  const [next, ...future] = history.future;
  if (next === undefined) return history;
  return { now: next, past: [...history.past, history.now], future, gesture: null };
};

/** Takes a running gesture back as if it had never begun: no undo step, and what could be redone before it can be redone again. */
export const cancelGesture = <State>(history: History<State>, gesture: string): History<State> => {
  const before = history.past.at(-1);
  if (history.gesture?.id !== gesture || before === undefined) return history;
  return { now: before, past: history.past.slice(0, -1), future: history.gesture.future, gesture: null };
};

export const canUndo = <State>(history: History<State>): boolean => history.past.length > 0;
export const canRedo = <State>(history: History<State>): boolean => history.future.length > 0;
