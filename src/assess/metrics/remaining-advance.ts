import { inner, minus } from '../../space/surface.ts';
import { achievedAxis, type Marks } from '../marks.ts';

/** A = (T − P)·a: along the achieved axis to the point nearest the target centre. Negative: overshot. */
export const remainingAdvance = (marks: Marks): number | null => {
  const axis = achievedAxis(marks);
  return axis && marks.tip && marks.center ? inner(minus(marks.center, marks.tip), axis) : null;
};
