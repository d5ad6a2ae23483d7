import { achievedAxis, type Marks } from '../assess/marks.ts';
import { voxelAxes } from '../assess/uncertainty.ts';
import type { Space } from '../confirmation/record.ts';
import { inner, minus, plus, times, unitVector, type Coordinates } from '../space/surface.ts';

/** The directions that a difference between marks is told along. */
export const COMPONENTS = ['along', 'across', 'through'] as const;
/** The directions that a difference between marks is told along. */
export type Component = (typeof COMPONENTS)[number];

/**
 * Unit directions in the metric frame; null where the records don't have it. `along`: the shaft, towards the tip, + is deeper. `through`: the
 * normal of the slices. `across`: normal × shaft, in the slice and square to the shaft; of a shaft that stands on the slice, the rows' direction
 * made square to it. In an image the normal is that of the image. A shaft that crosses the slices makes `along` and `through` overlap: they are two
 * questions, not a sum.
 */
export type CaseAxes = Readonly<Record<Component, Coordinates | null>>;

/** The sine of the angle between shaft and normal below which their product has no direction worth having: under 3°. */
const STANDING_SINE = 0.05;

/** From the marks of all records of a case that count: the mean of their achieved axes. */
export const caseAxes = (space: Space, records: readonly Marks[]): CaseAxes => {
  const along = meanDirection(records.map(achievedAxis));
  switch (space.kind) {
    case 'patient': {
      if (!space.voxel) return { along, across: null, through: null };
      const [row, , through] = voxelAxes(space.voxel);
      return { along, across: along && acrossOf(along, row, through), through };
    }
    case 'image':
    case 'projection':
      return { along, across: along && [-(along[1] ?? 0), along[0] ?? 0], through: null };
    case 'biplane':
      return { along: null, across: null, through: null };
  }
};

const acrossOf = (along: Coordinates, row: Coordinates, normal: Coordinates): Coordinates | null => {
  const [a = 0, b = 0, c = 0] = normal;
  const [x = 0, y = 0, z = 0] = along;
  const product = [b * z - c * y, c * x - a * z, a * y - b * x];
  return Math.hypot(...product) > STANDING_SINE
    ? unitVector(product)
    : unitVector(minus(row, times(along, inner(row, along))));
};

/** The direction of the sum; null where there is none, or where they point against each other. */
export const meanDirection = (directions: readonly (Coordinates | null)[]): Coordinates | null => {
  const known = directions.filter((one) => one !== null);
  const [first, ...rest] = known;
  if (!first) return null;
  const sum = rest.reduce<Coordinates>((all, one) => plus(all, one), first);
  const mean = unitVector(sum);
  return mean && known.every((one) => inner(one, mean) > 0) ? mean : null;
};
