import { NORMAL_95 } from '../space/normal-distribution.ts';
import { inner, minus, norm, times, unitVector, type Coordinates } from '../space/surface.ts';
import { jointCovariance, type Inputs, type Parameter } from './biplane-errors.ts';
import { setupOf, targetOf, tipOf } from './biplane-geometry.ts';
import { lengthSpread } from './length-spread.ts';
import type { Spread } from './spread.ts';

/** How the tip, the way to it from the target's centre, and the target's radius change together with each parameter. */
export interface JointColumns {
  readonly tip: readonly Coordinates[];
  readonly offset: readonly Coordinates[];
  readonly radius: readonly number[];
}

/** Tip, centre and radius as one vector, mm; the tip alone without a target. */
export const tipAndTarget = ({ views }: Inputs): Coordinates | null => {
  const setup = setupOf(views);
  const [tip, target] = [tipOf(setup), targetOf(setup)];
  return tip && [...tip.middle, ...(target ? [...target.middle, target.radius] : [])];
};

export const splitColumns = (columns: readonly Coordinates[]): JointColumns => ({
  tip: columns.map((column) => column.slice(0, 3)),
  offset: columns.map((column) => minus(column.slice(0, 3), column.slice(3, 6))),
  radius: columns.map((column) => column[6] ?? 0),
});

/**
 * How the tip moves as seen from a target that is exact: r·(tip − centre)/radius is shorter than r just where the tip is inside, whatever the
 * geometry makes of both.
 */
export const relativeColumns = (columns: JointColumns, offset: Coordinates, r: number): readonly Coordinates[] =>
  columns.offset.map((column, index) => minus(column, times(offset, (columns.radius[index] ?? 0) / r)));

/** The spreads of the distances to the target's centre (|offset|) and to its surface (|offset| − radius). */
export const distanceSpreads = (
  columns: JointColumns,
  offset: Coordinates,
  radius: number,
  parameters: readonly Parameter[],
): { readonly toCenter: Spread; readonly toSurface: Spread } => {
  const value = norm(offset);
  const { sigma, interval } = lengthSpread(offset, jointCovariance(columns.offset, parameters));
  const toCenter: Spread = {
    sigma,
    interval: [Math.min(value, Math.max(0, interval[0])), Math.max(value, interval[1])],
  };
  const distance = value - radius;
  const more = varianceFromRadius(columns, offset, parameters);
  if (more === 0) {
    const less = value - distance;
    return { toCenter, toSurface: { sigma, interval: [interval[0] - less, interval[1] - less] } };
  }
  const with95 = (width: number): number => Math.sqrt(Math.max(0, width ** 2 + NORMAL_95 ** 2 * more));
  return {
    toCenter,
    toSurface: {
      sigma: Math.sqrt(Math.max(0, sigma ** 2 + more)),
      interval: [distance - with95(value - interval[0]), distance + with95(interval[1] - value)],
    },
  };
};

/** What the radius adds to the variance of |offset| − radius: its own less twice what it shares with the offset along itself. */
const varianceFromRadius = (columns: JointColumns, offset: Coordinates, parameters: readonly Parameter[]): number => {
  const unit = unitVector(offset);
  return parameters.reduce((sum, { sigma }, index) => {
    const radius = columns.radius[index] ?? 0;
    const along = unit ? inner(columns.offset[index] ?? [], unit) : 0;
    return sum + sigma ** 2 * radius * (radius - 2 * along);
  }, 0);
};
