import type { CanvasPoint } from '../space/frame.ts';
import type { Shape } from './shapes.ts';

/** One draggable point of a confirmation. */
export type Handle =
  | { readonly mark: 'tip' | 'entry' | 'plan-entry' | 'plan-target' | 'target' | 'target-radius' }
  | { readonly mark: 'shaft' | 'target-point'; readonly index: number };

export const sameHandle = (a: Handle | null, b: Handle | null): boolean =>
  a !== null && b !== null && a.mark === b.mark && ('index' in a ? a.index : 0) === ('index' in b ? b.index : 0);

/** The nearest handle that lies in the shown slice and within `reach` canvas pixels, or null. Ghosts can't be grabbed: dragging one would move it to another slice unseen. */
export const handleAt = (shapes: readonly Shape[], at: CanvasPoint, reach: number): Handle | null => {
  let best: { readonly handle: Handle; readonly distance: number } | null = null;
  for (const shape of shapes) {
    if (shape.kind !== 'handle' || shape.ghost) continue;
    const distance = Math.hypot(shape.at[0] - at[0], shape.at[1] - at[1]);
    if (distance <= reach && (!best || distance < best.distance)) best = { handle: shape.handle, distance };
  }
  return best?.handle ?? null;
};
