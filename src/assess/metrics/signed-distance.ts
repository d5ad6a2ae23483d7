import type { Surface } from '../../space/surface.ts';
import type { Marks } from '../marks.ts';

/** Distance from the tip to the target's surface, negative inside. */
export const signedDistance = ({ tip }: Marks, surface: Surface | null): number | null =>
  tip && surface ? surface.signedDistance(tip) : null;
