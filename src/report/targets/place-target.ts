import { parseRecord } from '../../confirmation/parse.ts';
import { isRefused, refused, type Refused, type Space, type Target } from '../../confirmation/record.ts';
import { middleOfTarget } from '../../confirmation/target-middle.ts';
import type { ImageFrame } from '../../image/stacks.ts';
import { patientFromImagePoint } from '../../image/plane-geometry.ts';
import { imagePoint, type ImagePoint, type PatientPoint } from '../../space/frame.ts';
import { ruleInWords, type FlatRegion, type FoundTarget, type NamedImage } from './found.ts';
import { ellipsePoints } from './outline.ts';

/** A target on the images that are open: what a record takes, and the image that it lies on, as far as one is named. */
export interface PlacedTarget {
  readonly kind: 'placed';
  readonly target: Target;
  /** An image that shows the space in which the target is. */
  readonly on: ImageFrame;
}

/** A position that becomes a target once somebody says how far from it the tip may be. */
export interface NeedsTolerance {
  readonly kind: 'needs-tolerance';
  /** mm, or the unit of the image's scale. */
  readonly unit: string;
}

export interface OpenImages {
  /** A frame in this frame of reference that lies in the patient; undefined where none is open. */
  inFrameOfReference(uid: string): ImageFrame | undefined;
  frame(sopInstanceUID: string, frame: number): ImageFrame | undefined;
  /** The space in which a record has a mark at this place of an image: its scale may be that of one region, or entered by a person. */
  spaceAt(on: ImageFrame, position: readonly number[]): Space;
}

/**
 * Holds a target of another system's object against the images that are open.
 *
 * @param tolerance how far from a point the tip may be, mm or the unit of the image's scale; null where nobody has said
 */
export const placeTarget = (
  found: FoundTarget,
  images: OpenImages,
  tolerance: number | null,
): PlacedTarget | NeedsTolerance | Refused => {
  if (found.place === 'images') return placeOnImages(found.regions, images, tolerance);
  const on = images.inFrameOfReference(found.frameOfReferenceUID);
  if (!on)
    return refused('different-frame-of-reference', 'it is in another frame of reference than the images that are open');
  const { region } = found;
  if (region.shape !== 'position') return { kind: 'placed', target: region, on };
  return tolerance === null
    ? { kind: 'needs-tolerance', unit: 'mm' }
    : checked(images, on, { shape: 'point', center: region.at, tolerance });
};

const placeOnImages = (
  regions: readonly { readonly image: NamedImage; readonly region: FlatRegion }[],
  images: OpenImages,
  tolerance: number | null,
): PlacedTarget | NeedsTolerance | Refused => {
  const placed: { readonly on: ImageFrame; readonly region: FlatRegion }[] = [];
  for (const { image, region } of regions) {
    const on = images.frame(image.sopInstanceUID, image.frame ?? 1);
    if (!on) return refused('missing-image', 'the image that it is drawn on is not open');
    if (image.frame === null && on.instance.numberOfFrames > 1)
      return refused('missing-frame', 'it does not say on which frame of its image it is drawn');
    placed.push({ on, region });
  }
  const [first, ...others] = placed;
  if (!first) return refused('missing-image', 'it is drawn on no image');
  if (first.on.plane) return placeInPatient(images, [first, ...others], tolerance);
  if (others.length > 0)
    return refused('several-images', 'it is drawn on several images that do not say where they lie in the patient');
  return placeFlat(images, first, tolerance);
};

/** Outlines on images that lie in the patient: contours on the planes of those images. */
const placeInPatient = (
  images: OpenImages,
  placed: readonly [PlacedRegion, ...PlacedRegion[]],
  tolerance: number | null,
): PlacedTarget | NeedsTolerance | Refused => {
  const [{ on, region }] = placed;
  const uid = frameOfReferenceOf(on);
  if (placed.some((one) => frameOfReferenceOf(one.on) !== uid || one.on.plane === null))
    return refused('different-frame-of-reference', 'it is drawn on images of different frames of reference');
  if (region.shape === 'point') {
    if (tolerance === null) return { kind: 'needs-tolerance', unit: 'mm' };
    return checked(images, on, { shape: 'point', center: inPatient(on, region.center), tolerance });
  }
  const planes = placed.map((one) => outlineOf(one.region).map((point) => inPatient(one.on, point)));
  return checked(images, on, { shape: 'contours', planes });
};

interface PlacedRegion {
  readonly on: ImageFrame;
  readonly region: FlatRegion;
}

const placeFlat = (
  images: OpenImages,
  { on, region }: PlacedRegion,
  tolerance: number | null,
): PlacedTarget | NeedsTolerance | Refused => {
  if (region.shape !== 'point')
    return checked(images, on, region.shape === 'circle' ? region : { shape: 'contour', points: region.points });
  const space = images.spaceAt(on, region.center);
  if (tolerance === null) return { kind: 'needs-tolerance', unit: 'scale' in space ? space.scale.unit : 'mm' };
  return checked(images, on, { shape: 'point', center: region.center, tolerance });
};

const outlineOf = (region: FlatRegion): readonly ImagePoint[] => {
  switch (region.shape) {
    case 'contour':
      return region.points;
    case 'circle':
      return ellipsePoints(region.center, [region.radius, 0], [0, region.radius]).map(([column = NaN, row = NaN]) =>
        imagePoint(column, row),
      );
    case 'point':
      return [region.center];
  }
};

/** Images without a frame of reference are one of their own, their series' (as the viewer names it in records). */
const frameOfReferenceOf = ({ instance }: ImageFrame): string =>
  instance.frameOfReferenceUID ?? instance.seriesInstanceUID ?? instance.sopInstanceUID;

const inPatient = ({ plane }: ImageFrame, point: ImagePoint): PatientPoint => {
  if (!plane) throw new Error('the caller has seen that the image lies in the patient');
  return patientFromImagePoint(plane, point);
};

/** What was drawn on images is held to the rules of the record only now that the images say where they lie. */
const checked = (images: OpenImages, on: ImageFrame, target: Target): PlacedTarget | Refused => {
  const space = images.spaceAt(on, middleOfTarget(target));
  const record = parseRecord({ tipcheck: 1, id: 'read', space, target });
  return isRefused(record) ? refused(record.code, ruleInWords(record.message)) : { kind: 'placed', target, on };
};
