import { MOST_PICTURE_MM } from '../image/scale.ts';
import { samePlace } from './check-polygon.ts';
import { refused, type ImageSpace, type ProjectionSpace, type Refused } from './record.ts';

const WHERE = 'space.calibration';

/** How a calibration must agree with itself and with the scale that came of it. */
export const checkCalibration = (space: ImageSpace | ProjectionSpace): Refused | null => {
  const { calibration, scale, columns, rows } = space;
  if (!calibration) return null;
  const { method, size, sizeSigma, designation, points } = calibration;
  if (scale.basis !== 'user')
    return refused('basis-mismatch', `${WHERE}: says how a scale of basis user was found, not one of ${scale.basis}`);
  if (method === 'entered') {
    if (size !== undefined || sizeSigma !== undefined || designation !== undefined || points)
      return refused('invalid-calibration', `${WHERE}: a scale that was entered has no object`);
  } else if (size === undefined) return refused('missing-member', `${WHERE}.size: is required`);
  if (Math.max((columns ?? 0) * scale.betweenColumns, (rows ?? 0) * scale.betweenRows) > MOST_PICTURE_MM)
    return refused('implausible-scale', 'space.scale: the picture would be more than 2 m large');
  if (!points) return null;
  if (method === 'sphere' ? points.length < 2 : points.length !== 2 && points.length !== 4)
    return refused(
      'invalid-calibration',
      `${WHERE}.points: must be ${method === 'sphere' ? 'two or more' : 'two or four'}`,
    );
  for (const [index, point] of points.entries()) {
    const [column, row] = point;
    if (column < 0 || row < 0 || column > (columns ?? Infinity) || row > (rows ?? Infinity))
      return refused('point-outside-image', `${WHERE}.points[${String(index)}]: lies outside the image`);
    // The second line of a shaft begins where it likes.
    const before = points[index - 1];
    if (before && !(method !== 'sphere' && index === 2) && samePlace(before, point))
      return refused('zero-length', `${WHERE}.points: ${String(index - 1)} and ${String(index)} are the same`);
  }
  return null;
};
