/** One draggable point of a confirmation. */
export type Handle =
  | { readonly mark: 'tip' | 'entry' | 'plan-entry' | 'plan-target' | 'target' | 'target-radius' }
  | { readonly mark: 'shaft' | 'target-point' | 'calibration'; readonly index: number };

export const sameHandle = (a: Handle | null, b: Handle | null): boolean =>
  a !== null && b !== null && a.mark === b.mark && ('index' in a ? a.index : 0) === ('index' in b ? b.index : 0);
