import { ORTHOGONAL_COSINE } from '../space/tolerance.ts';
import { dot, length, type Vector3 } from '../space/vector.ts';
import type { ImageAttributes } from './attributes.ts';
import type { Orientation } from './frame-attributes.ts';
import { planeGeometry, type PlaneGeometry } from './plane-geometry.ts';

/** Direction cosines are written with few digits; their length may be off by this and no more. */
const UNIT_LENGTH = 0.01;

export const isOrientation = (orientation: Orientation): boolean => {
  const alongRow: Vector3 = [orientation[0], orientation[1], orientation[2]];
  const alongColumn: Vector3 = [orientation[3], orientation[4], orientation[5]];
  const isUnit = (vector: Vector3): boolean => Math.abs(length(vector) - 1) <= UNIT_LENGTH;
  return isUnit(alongRow) && isUnit(alongColumn) && Math.abs(dot(alongRow, alongColumn)) <= ORTHOGONAL_COSINE;
};

/** Tiles of many slices pasted into one picture: its position is that of no pixel. */
export const isMosaic = (image: ImageAttributes): boolean =>
  image.imageType.some((value) => value.toUpperCase() === 'MOSAIC');

export const isLocalizer = (image: ImageAttributes): boolean =>
  image.imageType.some((value) => value.toUpperCase() === 'LOCALIZER');

/** Where a frame (1-based) lies in the patient; null when it isn't a plane of the patient or DICOM doesn't say where. */
export const planeOf = (image: ImageAttributes, frame: number): PlaneGeometry | null => {
  if (image.nature !== 'tomographic' || isMosaic(image)) return null;
  const attributes = image.frames[frame - 1];
  if (
    !attributes?.position ||
    !attributes.orientation ||
    !attributes.pixelSpacing ||
    !isOrientation(attributes.orientation)
  )
    return null;
  const { betweenRows, betweenColumns } = attributes.pixelSpacing;
  return planeGeometry(attributes.position, attributes.orientation, betweenRows, betweenColumns);
};
