import { dot, subtract, type Vector3 } from '../space/vector.ts';
import type { ImageFrame } from './stacks.ts';

/** The frame whose plane lies nearest to a patient position, as an index; null where no frame has a place in the patient. */
export const nearestFrame = (frames: readonly Pick<ImageFrame, 'plane'>[], position: Vector3): number | null => {
  let best: number | null = null;
  let bestMm = Infinity;
  for (const [index, { plane }] of frames.entries()) {
    const offsetMm = plane ? Math.abs(dot(subtract(position, plane.origin), plane.normal)) : Infinity;
    if (offsetMm < bestMm) [best, bestMm] = [index, offsetMm];
  }
  return best;
};
