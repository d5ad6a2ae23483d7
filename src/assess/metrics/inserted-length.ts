import { minus, norm } from '../../space/surface.ts';
import type { Marks } from '../marks.ts';

/** Entry, along the shaft points, to the tip; straight without shaft points. */
export const insertedLength = ({ entry, shaft, tip }: Marks): number | null => {
  if (!entry || !tip) return null;
  const path = [entry, ...shaft, tip];
  return path.slice(1).reduce((sum, point, index) => sum + norm(minus(point, path[index] ?? point)), 0);
};
