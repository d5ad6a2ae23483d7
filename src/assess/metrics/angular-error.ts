import { inner, minus, norm, times } from '../../space/surface.ts';
import { achievedAxis, plannedAxis, type Marks } from '../marks.ts';

/** θ between the achieved and the planned axis, degrees. By atan2: acos loses half of the digits near 0. */
export const angularError = (marks: Marks): number | null => {
  const achieved = achievedAxis(marks);
  const planned = plannedAxis(marks);
  if (!achieved || !planned) return null;
  const along = inner(achieved, planned);
  const across = norm(minus(achieved, times(planned, along)));
  return (Math.atan2(across, along) * 180) / Math.PI;
};
