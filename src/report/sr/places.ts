import type { Confirmation, Position, Space, Target } from '../../confirmation/record.ts';
import { targetShape } from '../../assess/marks.ts';
import type { DataSet } from '../dicom/data-set.ts';
import type { Code } from './codes.ts';
import { DCM } from './codes.ts';
import { as, image, scoord, scoord3d, type ContentItem, type Graphic } from './content-item.ts';

/** Names an image, and its frame where it has several. */
export type ReferTo = (image: { readonly sopInstanceUID: string; readonly frame?: number | undefined }) => DataSet;

/** Where marks lie that are written: positions of one patient frame, or image points of one frame of an image. */
export type Ground =
  | { readonly kind: 'patient'; readonly frameOfReferenceUID: string }
  | { readonly kind: 'image'; readonly reference: DataSet };

/** What the marks of a record, or of one of its looks, consist of. */
export type Marked = Pick<Confirmation, 'tip' | 'target' | 'shaft' | 'entry' | 'plan'>;

type Points = readonly (readonly number[])[];

/** A point or an open line. */
export const marked = (name: Code, graphic: 'POINT' | 'POLYLINE', points: Points, ground: Ground): ContentItem =>
  ground.kind === 'patient'
    ? scoord3d(name, graphic, points, ground.frameOfReferenceUID)
    : scoord(name, graphic, points, ground.reference);

const onImage = (name: Code, graphic: Graphic, points: Points, ground: Ground): readonly ContentItem[] =>
  ground.kind === 'image' ? [scoord(name, graphic, points, ground.reference)] : [];

const plus = (a: readonly number[], b: readonly number[], sign: 1 | -1): readonly number[] =>
  a.map((value, axis) => value + sign * (b[axis] ?? 0));

/** A closed line repeats its first point (PS3.3 C.18.6.1.2, C.18.9.1.2). */
const closed = (points: Points): Points => [...points, ...points.slice(0, 1)];

const AXES: Points = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
];

/** Ends of the three axes of an ellipsoid, pair by pair. */
const ellipsoidEnds = (center: readonly number[], axes: Points): Points =>
  axes.flatMap((axis) => [plus(center, axis, -1), plus(center, axis, 1)]);

/** What of a target can be drawn: one region for a flat one, the pieces of its surface for a body, nothing for meshes and labelmaps. */
export const targetItems = (name: Code, target: Target, ground: Ground): readonly ContentItem[] => {
  const solid = (points: Points): readonly ContentItem[] =>
    ground.kind === 'patient' ? [scoord3d(name, 'ELLIPSOID', points, ground.frameOfReferenceUID)] : [];
  switch (target.shape) {
    case 'point':
      return [marked(name, 'POINT', [target.center], ground)];
    case 'sphere':
      return solid(
        ellipsoidEnds(
          target.center,
          AXES.map((axis) => axis.map((value) => value * target.radius)),
        ),
      );
    case 'ellipsoid':
      return solid(ellipsoidEnds(target.center, target.axes));
    case 'contours':
      return ground.kind === 'patient'
        ? target.planes.map((points) => scoord3d(name, 'POLYGON', closed(points), ground.frameOfReferenceUID))
        : [];
    case 'circle':
      return onImage(name, 'CIRCLE', [target.center, [target.center[0] + target.radius, target.center[1]]], ground);
    case 'contour':
      return onImage(name, 'POLYLINE', closed(target.points), ground);
    case 'mesh':
    case 'labelmap':
      return [];
  }
};

/** The centre of a target as a position of the record; null where it encloses nothing. */
export const targetCenter = (space: Space, target: Target): Position | null => {
  if ('center' in target) return target.center;
  const { center } = targetShape(space, target);
  if (!center || !('scale' in space)) return center as Position | null;
  const [column = 0, row = 0] = center;
  return [column / space.scale.betweenColumns, row / space.scale.betweenRows] as unknown as Position;
};

/** The image that a number was taken from (TID 320). */
export const fromImage = (reference: DataSet): readonly ContentItem[] =>
  as('INFERRED FROM', image(DCM.sourceOfMeasurement, reference));
