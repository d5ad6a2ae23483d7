import type { CanvasPoint } from '../space/frame.ts';
import type { Handle } from './handle.ts';
import type { Shape } from './shape.ts';

/** A handle and where it is drawn. */
export interface Grabbed {
  readonly handle: Handle;
  readonly at: CanvasPoint;
}

/** The nearest handle that lies in the shown slice and within `reach` canvas pixels, or null. Ghosts can't be grabbed: dragging one would move it to another slice unseen. */
export const handleAt = (shapes: readonly Shape[], at: CanvasPoint, reach: number): Grabbed | null => {
  let best: (Grabbed & { readonly distance: number }) | null = null;
  for (const shape of shapes) {
    if (shape.kind !== 'handle' || shape.ghost) continue;
    const distance = Math.hypot(shape.at[0] - at[0], shape.at[1] - at[1]);
    if (distance <= reach && (!best || distance < best.distance)) best = { ...shape, distance };
  }
  return best && { handle: best.handle, at: best.at };
};
