import {
  patientPoint,
  pixelIndex,
  pixelIndexFromImagePoint,
  imagePointFromPixelIndex,
  type ImagePoint,
  type PatientPoint,
  type PixelIndex,
} from '../space/frame.ts';
import { add, cross, dot, normalize, scale, subtract, type Vector3 } from '../space/vector.ts';

/**
 * Where one image lies in the patient frame (PS3.3 C.7.6.2): `origin` is the centre of the first pixel (ImagePositionPatient),
 * `alongRow` the unit direction in which columns increase, `alongColumn` the one in which rows increase (ImageOrientationPatient),
 * spacings in mm. `normal` = alongRow × alongColumn.
 */
export interface PlaneGeometry {
  readonly origin: PatientPoint;
  readonly alongRow: Vector3;
  readonly alongColumn: Vector3;
  readonly normal: Vector3;
  /** mm between the centres of neighbouring columns (PixelSpacing[1]). */
  readonly betweenColumns: number;
  /** mm between the centres of neighbouring rows (PixelSpacing[0]). */
  readonly betweenRows: number;
}

/** Normalises the direction cosines. The caller has checked that they are orthogonal and not zero. */
export const planeGeometry = (
  position: Vector3,
  orientation: readonly [number, number, number, number, number, number],
  betweenRows: number,
  betweenColumns: number,
): PlaneGeometry => {
  const alongRow = normalize([orientation[0], orientation[1], orientation[2]]);
  const alongColumn = normalize([orientation[3], orientation[4], orientation[5]]);
  return {
    origin: patientPoint(...position),
    alongRow,
    alongColumn,
    normal: normalize(cross(alongRow, alongColumn)),
    betweenRows,
    betweenColumns,
  };
};

export const patientFromPixelIndex = (plane: PlaneGeometry, [column, row]: PixelIndex): PatientPoint =>
  patientPoint(
    ...add(
      plane.origin,
      add(scale(plane.alongRow, column * plane.betweenColumns), scale(plane.alongColumn, row * plane.betweenRows)),
    ),
  );

export const patientFromImagePoint = (plane: PlaneGeometry, point: ImagePoint): PatientPoint =>
  patientFromPixelIndex(plane, pixelIndexFromImagePoint(point));

/** Orthogonal projection onto the plane, as an index. `offsetMm` says how far off the plane, along its normal. */
export const pixelIndexFromPatient = (
  plane: PlaneGeometry,
  point: PatientPoint,
): { readonly index: PixelIndex; readonly offsetMm: number } => {
  const offset = subtract(point, plane.origin);
  return {
    index: pixelIndex(
      dot(offset, plane.alongRow) / plane.betweenColumns,
      dot(offset, plane.alongColumn) / plane.betweenRows,
    ),
    offsetMm: dot(offset, plane.normal),
  };
};

export const imagePointFromPatient = (
  plane: PlaneGeometry,
  point: PatientPoint,
): { readonly point: ImagePoint; readonly offsetMm: number } => {
  const { index, offsetMm } = pixelIndexFromPatient(plane, point);
  return { point: imagePointFromPixelIndex(index), offsetMm };
};
