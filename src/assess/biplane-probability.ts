import { normalQuantile } from '../space/normal-distribution.ts';
import { minus, norm, type Coordinates, type Surface } from '../space/surface.ts';
import { tipAndTarget } from './biplane-distances.ts';
import { jointCovariance, type ErrorSource, type Inputs, type Parameter } from './biplane-errors.ts';
import { probabilityInside } from './probability-inside.ts';
import { seededGenerator } from './sampled-spread.ts';

/** Enough for 0.003 of a probability: only what linear propagation gets wrong is counted. */
const SAMPLES = 2048;

/** As near to 0 or 1 the correction couldn't be seen. */
const SURE = 1e-4;

const GEOMETRY: readonly ErrorSource[] = ['spacing', 'sourceDistances', 'angles'];

/**
 * P(the true tip lies inside the true target), by linear propagation of how the tip moves as seen from the target (`columns`, mm a parameter).
 * Where the geometry is uncertain it is corrected by sampling: views at a small angle turn half a degree into distances that aren't normal.
 */
export const probabilityInsideBiplane = (
  inputs: Inputs,
  parameters: readonly Parameter[],
  columns: readonly Coordinates[],
  surface: Surface,
  tip: Coordinates,
): number => {
  const linear = probabilityInside(surface, tip, jointCovariance(columns, parameters));
  const isSure = linear < SURE || linear > 1 - SURE;
  if (isSure || !parameters.some(({ source }) => GEOMETRY.includes(source))) return linear;
  return Math.min(1, Math.max(0, linear + bentShare(inputs, parameters, columns, surface, tip)));
};

/** Of seeded samples of all inputs, the share that is inside and wouldn't be by linear propagation, less the reverse. */
const bentShare = (
  inputs: Inputs,
  parameters: readonly Parameter[],
  columns: readonly Coordinates[],
  surface: Surface,
  tip: Coordinates,
): number => {
  const random = seededGenerator();
  let more = 0;
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    let drawn = inputs;
    const straight = [...tip];
    parameters.forEach(({ sigma, moved }, index) => {
      const error = sigma * normalQuantile(random());
      drawn = moved(drawn, error);
      straight.forEach((value, axis) => {
        straight[axis] = value + error * (columns[index]?.[axis] ?? 0);
      });
    });
    const found = tipAndTarget(drawn);
    const isInside = found !== null && norm(minus(found.slice(0, 3), found.slice(3, 6))) <= (found[6] ?? NaN);
    more += Number(isInside) - Number(surface.contains(straight));
  }
  return more / SAMPLES;
};
