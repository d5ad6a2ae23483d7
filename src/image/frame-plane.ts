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

/** Words of ImageType and VolumeBasedCalculationTechnique (C.8.16.2.1.5) for pictures that look through or unroll a volume. */
const RENDERED: ReadonlySet<string> = new Set(
  'MIP,MINIP,MAX_IP,MIN_IP,PROJECTION IMAGE,VOLUME_RENDER,VOLUME RENDERING,VRT,SURFACE_RENDER,SSD,CURVED_MPR,CPR'.split(
    ',',
  ),
);

/** Why a mark on this image can't be placed along the line of sight, although the image has a plane; null where it can. */
export const depthProblem = (image: ImageAttributes): string | null => {
  if (isLocalizer(image) && image.modality === 'CT')
    return 'a CT localizer is a projection through the patient: the depth of what it shows is not known';
  const technique = image.volumeBasedCalculationTechnique;
  const isRendered =
    image.imageType.some((value) => RENDERED.has(value.toUpperCase())) ||
    (technique !== undefined && RENDERED.has(technique)) ||
    image.volumetricProperties === 'DISTORTED';
  return isRendered
    ? 'the picture was computed through a volume (projection, rendering or curved plane): the depth of what it shows is not known'
    : null;
};

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
