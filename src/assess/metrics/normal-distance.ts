import { inner, minus, norm, times } from '../../space/surface.ts';
import { achievedAxis, type Marks } from '../marks.ts';

/** ND = |(T − P) − ((T − P)·a)a|: the target centre's distance from the achieved axis. Advancing does not change it. */
export const normalDistance = (marks: Marks): number | null => {
  const axis = achievedAxis(marks);
  if (!axis || !marks.tip || !marks.center) return null;
  const ahead = minus(marks.center, marks.tip);
  return norm(minus(ahead, times(axis, inner(ahead, axis))));
};
