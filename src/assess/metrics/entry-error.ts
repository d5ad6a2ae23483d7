import { minus, norm } from '../../space/surface.ts';
import type { Marks } from '../marks.ts';

/** |E − plan entry|: skin-point error. */
export const entryError = ({ entry, planEntry }: Marks): number | null =>
  entry && planEntry ? norm(minus(entry, planEntry)) : null;
