import type { CanvasPoint } from '../space/frame.ts';
import type { Handle } from './handle.ts';
import type { Shape } from './shape.ts';

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
