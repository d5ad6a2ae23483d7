import { inner, minus, norm, times } from '../../space/surface.ts';
import { plannedAxis, type Marks } from '../marks.ts';

/** L = |v − (v·p)p|, v = P − plan target: the tip's distance from the planned axis. Not the distance from the achieved one. */
export const lateralError = (marks: Marks): number | null => {
  const axis = plannedAxis(marks);
  if (!axis || !marks.tip || !marks.planTarget) return null;
  const offset = minus(marks.tip, marks.planTarget);
  return norm(minus(offset, times(axis, inner(offset, axis))));
};
