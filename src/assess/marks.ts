import type { Confirmation, Position, Scale, Space, Target } from '../confirmation/record.ts';
import { bytesOfBase64 } from '../confirmation/labelmap-bits.ts';
import { planarCentroid, stackedContours } from '../space/contours.ts';
import { ball, ellipsoid } from '../space/ellipsoid.ts';
import { labelmap } from '../space/labelmap.ts';
import { closedMesh } from '../space/mesh.ts';
import { polygon } from '../space/polygon.ts';
import { minus, unitVector, type Coordinates, type Surface } from '../space/surface.ts';

/**
 * The points that a metric is made of, all in one metric frame: patient mm, or the image scaled to its unit (columns × betweenColumns,
 * rows × betweenRows), so that distances and angles in images are taken after scaling. A mark that wasn't made is null.
 */
export interface Marks {
  readonly tip: Coordinates | null;
  readonly center: Coordinates | null;
  /** From the hub side towards the tip. */
  readonly shaft: readonly Coordinates[];
  readonly entry: Coordinates | null;
  readonly planEntry: Coordinates | null;
  readonly planTarget: Coordinates | null;
}

const scaleOf = (space: Space): Pick<Scale, 'betweenColumns' | 'betweenRows'> | null =>
  'scale' in space ? space.scale : null;

/** A position of the record in the metric frame. */
export const metricPosition = (space: Space, position: Position): Coordinates => {
  const scale = scaleOf(space);
  return scale ? [position[0] * scale.betweenColumns, position[1] * scale.betweenRows] : [...position];
};

/** A target as a surface, and what keeps it from being one. */
export interface TargetShape {
  /** Null where it has no inside that could be told: then there is no distance to it and no probability. */
  readonly surface: Surface | null;
  /** Its centre, or the centroid of what it encloses; null where it encloses nothing. */
  readonly center: Coordinates | null;
  /** Why there is no surface. */
  readonly missing: 'open-surface' | 'slice-thickness' | null;
}

/** Large targets are built once, not anew for every place that a tip is dragged through. */
const built = new WeakMap<Target, { readonly betweenSlices: number | null; readonly shape: TargetShape }>();

/** The target in the metric frame. */
export const targetShape = (space: Space, target: Target): TargetShape => {
  const betweenSlices = space.kind === 'patient' ? (space.voxel?.betweenSlices ?? null) : null;
  const known = built.get(target);
  if (known && known.betweenSlices === betweenSlices) return known.shape;
  switch (target.shape) {
    case 'contours':
    case 'mesh':
    case 'labelmap': {
      const shape = solidShape(target, betweenSlices);
      built.set(target, { betweenSlices, shape });
      return shape;
    }
    default: {
      const surface = roundOrFlat(space, target);
      return { surface, center: surface.center, missing: null };
    }
  }
};

const solidShape = (
  target: Extract<Target, { readonly shape: 'contours' | 'mesh' | 'labelmap' }>,
  betweenSlices: number | null,
): TargetShape => {
  const of = (surface: Surface): TargetShape => ({ surface, center: surface.center, missing: null });
  switch (target.shape) {
    case 'contours': {
      const surface = stackedContours(target.planes, betweenSlices);
      return surface
        ? of(surface)
        : { surface: null, center: planarCentroid(target.planes), missing: 'slice-thickness' };
    }
    case 'mesh': {
      const surface = closedMesh(target.vertices, target.triangles);
      return surface ? of(surface) : { surface: null, center: null, missing: 'open-surface' };
    }
    case 'labelmap': {
      const bytes = bytesOfBase64(target.bits);
      const [columns, rows] = target.size;
      return of(
        labelmap({
          ...target,
          isSet: (column, row, slice) => {
            const voxel = column + columns * (row + rows * slice);
            // Not by shifting: there may be more than 2³² voxels.
            return (((bytes[Math.floor(voxel / 8)] ?? 0) >> (voxel % 8)) & 1) === 1;
          },
        }),
      );
    }
  }
};

const roundOrFlat = (
  space: Space,
  target: Exclude<Target, { readonly shape: 'contours' | 'mesh' | 'labelmap' }>,
): Surface => {
  const at = (position: Position): Coordinates => metricPosition(space, position);
  switch (target.shape) {
    case 'point':
      return ball(at(target.center), target.tolerance);
    case 'sphere':
      return ball(at(target.center), target.radius);
    case 'ellipsoid':
      return ellipsoid(
        at(target.center),
        target.axes.map((axis) => [...axis]),
      );
    case 'circle': {
      const scale = scaleOf(space) ?? { betweenColumns: 1, betweenRows: 1 };
      const [columns, rows] = [target.radius * scale.betweenColumns, target.radius * scale.betweenRows];
      return columns === rows
        ? ball(at(target.center), columns)
        : ellipsoid(at(target.center), [
            [columns, 0],
            [0, rows],
          ]);
    }
    case 'contour':
      return polygon(target.points.map(at));
  }
};

/** The marks of a record, or of one of its looks, in the metric frame. */
export const marksOf = (
  space: Space,
  from: Pick<Confirmation, 'tip' | 'shaft' | 'entry' | 'plan'>,
  shape: TargetShape | null,
): Marks => {
  const at = (position: Parameters<typeof metricPosition>[1] | undefined): Coordinates | null =>
    position ? metricPosition(space, position) : null;
  return {
    tip: at(from.tip?.position),
    center: shape?.center ?? null,
    shaft: (from.shaft ?? []).map((position) => metricPosition(space, position)),
    entry: at(from.entry),
    planEntry: at(from.plan?.entry),
    planTarget: at(from.plan?.target),
  };
};

/** Unit direction from one point to another; null where they coincide. */
const direction = (from: Coordinates, to: Coordinates): Coordinates | null => unitVector(minus(to, from));

/** The achieved axis: from the last shaft point to the tip, pointing at the tip. The entry isn't used for it. */
export const achievedAxis = ({ shaft, tip }: Marks): Coordinates | null => {
  const last = shaft.at(-1);
  return last && tip ? direction(last, tip) : null;
};

/** The planned axis: from the planned entry to the planned target. */
export const plannedAxis = ({ planEntry, planTarget }: Marks): Coordinates | null =>
  planEntry && planTarget ? direction(planEntry, planTarget) : null;
