import { inner, minus } from '../../space/surface.ts';
import { plannedAxis, type Marks } from '../marks.ts';

/** D = (P − plan target)·p: along the planned axis, + beyond the planned target, − short of it. */
export const depthError = (marks: Marks): number | null => {
  const axis = plannedAxis(marks);
  return axis && marks.tip && marks.planTarget ? inner(minus(marks.tip, marks.planTarget), axis) : null;
};
