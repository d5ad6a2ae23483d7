import type { Space, Target } from '../confirmation/record.ts';
import { addCovariance, type Covariance } from '../space/covariance.ts';
import { minus, type Coordinates, type Surface } from '../space/surface.ts';
import { probabilityInside, probabilityInsideBeam } from './probability-inside.ts';
import { calibrationCovariance, markCovariances } from './uncertainty.ts';

/** P(inside) of a tip at a place, with what else of a record is uncertain: its target, its registration, its scale, its beam. */
export const chanceInside = (
  space: Space,
  target: Target | undefined,
  surface: Surface,
  tip: Coordinates,
  covariance: Covariance,
): number => {
  const { center } = markCovariances({ space, ...(target && { target }) }, covariance);
  // A drawn target grows with the scale as the way to it does; a tolerance in mm doesn't.
  const calibration = target?.shape === 'point' ? calibrationCovariance(space, minus(tip, surface.center)) : null;
  const total = addCovariance(covariance, center, ...(calibration ? [calibration] : []));
  if (space.kind === 'image' && space.beamWidth !== undefined)
    return probabilityInsideBeam(surface, tip, total, space.beamWidth);
  return probabilityInside(surface, tip, total);
};
