import type { Position, Scale, Space, Target } from '../confirmation/record.ts';
import { ball, ellipsoid } from '../space/ellipsoid.ts';
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

/** The surface of a target in the metric frame, or null for the shapes that aren't assessed yet. */
export const surfaceOf = (space: Space, target: Target): Surface | null => {
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
    case 'contours':
    case 'mesh':
    case 'labelmap':
      return null;
  }
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
