import { imagePoint, type ImagePoint } from '../space/frame.ts';
import type { Line } from '../space/line.ts';
import { add, cross, dot, length, normalize, scale, subtract, type Vector3 } from '../space/vector.ts';

/** What a C-arm projection says of its geometry: distances in mm, angles in degrees (primary + LAO, secondary + cranial; PS3.3 C.8.7.5). */
export interface CArmGeometry {
  readonly rows: number;
  readonly columns: number;
  readonly imagerSpacing: readonly [betweenRows: number, betweenColumns: number];
  /** Source to detector. */
  readonly sid: number;
  /** Source to isocentre. */
  readonly sod: number;
  readonly primaryAngle: number;
  readonly secondaryAngle: number;
  /** Where the central ray meets the detector; the middle of the image without it. */
  readonly isocenter?: ImagePoint;
}

/**
 * One view in the C-arm frame: origin at the isocentre, +x patient left, +y posterior, +z head of a head-first supine patient, mm. At 0/0
 * the detector is anterior, columns run to the patient's left and rows to the feet.
 */
export interface CArmView {
  readonly source: Vector3;
  /** Unit direction of the central ray, from the source to the detector. */
  readonly towardsDetector: Vector3;
  /** mm from the source to a position, along the central ray. */
  depthOf(position: Vector3): number;
  /** The ray from the source through an image point. */
  rayOf(point: ImagePoint): Line;
  /** Where a position's shadow falls. */
  shadowOf(position: Vector3): ImagePoint;
}

const DEGREES = Math.PI / 180;

export const cArmView = (geometry: CArmGeometry): CArmView => {
  const { rows, columns, imagerSpacing, sid, sod, primaryAngle, secondaryAngle } = geometry;
  const [betweenRows, betweenColumns] = imagerSpacing;
  const [sinP, cosP] = [Math.sin(primaryAngle * DEGREES), Math.cos(primaryAngle * DEGREES)];
  const [sinS, cosS] = [Math.sin(secondaryAngle * DEGREES), Math.cos(secondaryAngle * DEGREES)];
  const towardsDetector: Vector3 = [sinP * cosS, -cosP * cosS, sinS];
  const columnsAlong: Vector3 = [cosP, sinP, 0];
  const rowsAlong: Vector3 = [sinP * sinS, -cosP * sinS, -cosS];
  const source = scale(towardsDetector, -sod);
  const [centerColumn, centerRow] = geometry.isocenter ?? imagePoint(columns / 2, rows / 2);
  return {
    source,
    towardsDetector,
    depthOf: (position) => dot(subtract(position, source), towardsDetector),
    rayOf: ([column, row]) => {
      const onDetector = add(
        scale(columnsAlong, (column - centerColumn) * betweenColumns),
        scale(rowsAlong, (row - centerRow) * betweenRows),
      );
      return { point: source, direction: normalize(add(scale(towardsDetector, sid), onDetector)) };
    },
    shadowOf: (position) => {
      const from = subtract(position, source);
      const magnification = sid / dot(from, towardsDetector);
      return imagePoint(
        centerColumn + (dot(from, columnsAlong) * magnification) / betweenColumns,
        centerRow + (dot(from, rowsAlong) * magnification) / betweenRows,
      );
    },
  };
};

/** Degrees between the central rays below which depth is too uncertain to say "inside". */
export const LEAST_SEPARATION_DEGREES = 15;

/** Angle between the central rays of two views, degrees, folded to 0–90: opposed views see the same. */
export const separationOf = (one: CArmView, other: CArmView): number => {
  const [a, b] = [one.towardsDetector, other.towardsDetector];
  return Math.atan2(length(cross(a, b)), Math.abs(dot(a, b))) / DEGREES;
};

/**
 * Where the shadow of whatever lies on an image point's ray in one view can fall in the other: a line through two image points, those of the
 * ray's positions 100 mm before and behind the isocentre.
 */
export const epipolarLine = (from: CArmView, point: ImagePoint, to: CArmView): readonly [ImagePoint, ImagePoint] => {
  const ray = from.rayOf(point);
  const isocenterDepth = -dot(from.source, from.towardsDetector);
  const perDepth = dot(ray.direction, from.towardsDetector);
  const at = (depth: number): ImagePoint => to.shadowOf(add(ray.point, scale(ray.direction, depth / perDepth)));
  return [at(isocenterDepth - REACH_MM), at(isocenterDepth + REACH_MM)];
};

const REACH_MM = 100;
