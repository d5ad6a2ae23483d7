import type { Confirmation, Position, Scale, Space, Target } from '../confirmation/record.ts';
import { bytesOfBase64 } from '../space/labelmap-bits.ts';
import { hasEmptyPlane, planarCentroid, stackedContours } from '../space/contours.ts';
import { ball, ellipsoid } from '../space/ellipsoid.ts';
import { labelmapIndex, labelmapSurface, type LabelmapIndex } from '../space/labelmap.ts';
import { meshIndex, meshSurface, type MeshIndex } from '../space/mesh.ts';
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
  /** Why there is no surface, or not all that was drawn. */
  readonly missing: 'open-surface' | 'slice-thickness' | 'empty-contours' | null;
}

/**
 * Targets of many parts are built once, not anew for every place that a tip is dragged through, nor for another sigma: kept by the list that their
 * geometry is in, which edits of anything else hand on.
 */
const built = new WeakMap<
  object,
  { readonly of: SolidTarget; readonly betweenSlices: number | null; readonly shape: TargetShape }
>();

type SolidTarget = Extract<Target, { readonly shape: 'contours' | 'mesh' | 'labelmap' }>;

const keyOf = (target: SolidTarget): object =>
  target.shape === 'contours' ? target.planes : target.shape === 'mesh' ? target.vertices : target.origin;

const hasSameGeometry = (a: SolidTarget, b: SolidTarget): boolean => {
  if (a.shape === 'labelmap' && b.shape === 'labelmap')
    return (
      a.bits === b.bits &&
      a.betweenColumns === b.betweenColumns &&
      a.betweenRows === b.betweenRows &&
      a.betweenSlices === b.betweenSlices &&
      a.size.every((count, axis) => count === b.size[axis]) &&
      a.orientation.every((value, index) => value === b.orientation[index])
    );
  return a.shape === b.shape && (a.shape !== 'mesh' || b.shape !== 'mesh' || a.triangles === b.triangles);
};

const known = (target: SolidTarget, betweenSlices: number | null): TargetShape | null => {
  const found = built.get(keyOf(target));
  return found && found.betweenSlices === betweenSlices && hasSameGeometry(found.of, target) ? found.shape : null;
};

const keep = (target: SolidTarget, betweenSlices: number | null, shape: TargetShape): TargetShape => {
  built.set(keyOf(target), { of: target, betweenSlices, shape });
  return shape;
};

/** The target in the metric frame. */
export const targetShape = (space: Space, target: Target): TargetShape => {
  switch (target.shape) {
    case 'contours':
    case 'mesh':
    case 'labelmap': {
      // Only contours need it: the thickness of a single plane.
      const betweenSlices =
        target.shape === 'contours' && space.kind === 'patient' ? (space.voxel?.betweenSlices ?? null) : null;
      return known(target, betweenSlices) ?? keep(target, betweenSlices, solidShape(target, betweenSlices));
    }
    default: {
      const surface = roundOrFlat(space, target);
      return { surface, center: surface.center, missing: null };
    }
  }
};

/** A target whose surface takes long to make ready: that is better done elsewhere than on the thread that draws. */
export type LargeTarget = Extract<Target, { readonly shape: 'mesh' | 'labelmap' }>;

const MANY_TRIANGLES = 20_000;
const MANY_VOXELS = 2_000_000;

export const isLarge = (target: Target): target is LargeTarget =>
  target.shape === 'mesh'
    ? target.triangles.length > 3 * MANY_TRIANGLES
    : target.shape === 'labelmap' && target.size.reduce((product, count) => product * count, 1) > MANY_VOXELS;

/** Whether a target can be assessed without being made ready first. */
export const isBuilt = (target: LargeTarget): boolean => known(target, null) !== null;

/** Takes what was made elsewhere of a mesh (null: it isn't closed) or of a labelmap as the surface of that target. */
export const useMeshIndex = (target: LargeTarget, index: MeshIndex | null): void => {
  keep(target, null, shapeOfMesh(index));
};

export const useLabelmapIndex = (target: LargeTarget, index: LabelmapIndex): void => {
  keep(target, null, shapeOf(labelmapSurface(index)));
};

const shapeOf = (surface: Surface): TargetShape => ({ surface, center: surface.center, missing: null });
const shapeOfMesh = (index: MeshIndex | null): TargetShape =>
  index ? shapeOf(meshSurface(index)) : { surface: null, center: null, missing: 'open-surface' };

const solidShape = (target: SolidTarget, betweenSlices: number | null): TargetShape => {
  switch (target.shape) {
    case 'contours': {
      const surface = stackedContours(target.planes, betweenSlices);
      const isEmpty = hasEmptyPlane(target.planes);
      if (surface) return { ...shapeOf(surface), missing: isEmpty ? 'empty-contours' : null };
      const center = planarCentroid(target.planes);
      return {
        surface: null,
        center: isEmpty ? null : center,
        missing: isEmpty ? 'empty-contours' : 'slice-thickness',
      };
    }
    case 'mesh':
      return shapeOfMesh(meshIndex(target.vertices, target.triangles));
    case 'labelmap':
      return shapeOf(labelmapSurface(labelmapIndex(target, bytesOfBase64(target.bits), { withField: false })));
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
