/** One draggable point of a confirmation. */
export type Handle = (
  | { readonly mark: 'tip' | 'entry' | 'plan-entry' | 'plan-target' | 'target' | 'target-radius' }
  | { readonly mark: 'shaft' | 'target-point' | 'calibration'; readonly index: number }
) & {
  /** Of two projections: the view that it is marked in. */
  readonly view?: 0 | 1;
};

export const sameHandle = (a: Handle | null, b: Handle | null): boolean =>
  a !== null &&
  b !== null &&
  a.mark === b.mark &&
  a.view === b.view &&
  ('index' in a ? a.index : 0) === ('index' in b ? b.index : 0);
