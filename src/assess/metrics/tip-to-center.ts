import { minus, norm } from '../../space/surface.ts';
import type { Marks } from '../marks.ts';

/** ED = |P − T|: target positioning error, the usual headline. */
export const tipToCenter = ({ tip, center }: Marks): number | null => (tip && center ? norm(minus(tip, center)) : null);
