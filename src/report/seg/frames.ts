import { targetShape } from '../../assess/marks.ts';
import { refused, type Confirmation, type Refused, type Target } from '../../confirmation/record.ts';
import { planeGeometry, type PlaneGeometry } from '../../image/plane-geometry.ts';
import type { ImageFrame } from '../../image/stacks.ts';
import { isParallel } from '../../image/volume-geometry.ts';
import { bytesOfBase64 } from '../../space/labelmap-bits.ts';
import { dot, length, scale, subtract, add, type Vector3 } from '../../space/vector.ts';
import { pixelsInside } from './rasterize.ts';

/** One frame of the segmentation. */
export interface SegmentFrame {
  readonly plane: PlaneGeometry;
  readonly bits: Uint8Array;
  /** The image that lies in the same plane. */
  readonly image: ImageFrame | null;
}

/** All frames of a target on one grid. */
export interface SegmentGrid {
  readonly columns: number;
  readonly rows: number;
  /** mm that a frame stands for along its normal. */
  readonly thickness: number;
  /** mm from frame to frame; null where they differ. */
  readonly betweenSlices: number | null;
  readonly frames: readonly SegmentFrame[];
}

/** mm by which planes may differ and be the same. */
const SAME_PLANE = 0.01;

/** A labelmap as it is, voxel for voxel; every other shape on the planes of the images, by whether a pixel's centre lies in it. */
export const segmentGrid = (record: Confirmation, images: readonly ImageFrame[]): SegmentGrid | Refused => {
  const { target, space } = record;
  if (space.kind !== 'patient' || !target)
    return refused('no-target', 'only a target in the patient can be written as a segmentation');
  return target.shape === 'labelmap' ? ofLabelmap(target, images) : onImages(record, target, images);
};

const ofLabelmap = (
  target: Extract<Target, { readonly shape: 'labelmap' }>,
  images: readonly ImageFrame[],
): SegmentGrid => {
  const [columns, rows, slices] = target.size;
  const first = planeGeometry(target.origin, target.orientation, target.betweenRows, target.betweenColumns);
  const bits = bytesOfBase64(target.bits);
  const perFrame = columns * rows;
  return {
    columns,
    rows,
    thickness: target.betweenSlices,
    betweenSlices: target.betweenSlices,
    frames: Array.from({ length: slices }, (_, slice) => {
      const origin = add(first.origin, scale(first.normal, slice * target.betweenSlices));
      const plane = planeGeometry(origin, target.orientation, target.betweenRows, target.betweenColumns);
      const frame = new Uint8Array(Math.ceil(perFrame / 8));
      for (let pixel = 0; pixel < perFrame; pixel += 1) {
        const at = slice * perFrame + pixel;
        if ((((bits[at >> 3] ?? 0) >> (at & 7)) & 1) === 1)
          frame[pixel >> 3] = (frame[pixel >> 3] ?? 0) | (1 << (pixel & 7));
      }
      return { plane, bits: frame, image: imageIn(plane, images) };
    }),
  };
};

/** The image whose plane a frame lies in. */
const imageIn = (plane: PlaneGeometry, images: readonly ImageFrame[]): ImageFrame | null =>
  images.find(
    (image) =>
      image.plane !== null &&
      isParallel(image.plane, plane) &&
      Math.abs(dot(subtract(image.plane.origin, plane.origin), plane.normal)) <= SAME_PLANE,
  ) ?? null;

const onImages = (record: Confirmation, target: Target, images: readonly ImageFrame[]): SegmentGrid | Refused => {
  const { surface, missing } = targetShape(record.space, target);
  if (!surface)
    return refused(missing ?? 'no-target', 'the target has no inside that could be told, so it has no voxels');
  const [first] = images;
  if (!first?.plane) return refused('no-plane', 'the images do not say where they lie in the patient');
  const { columns, rows } = first.instance;
  const reference = first.plane;
  const isLike = ({ instance, plane }: ImageFrame): boolean =>
    plane !== null &&
    isParallel(plane, reference) &&
    instance.columns === columns &&
    instance.rows === rows &&
    Math.abs(plane.betweenColumns - reference.betweenColumns) < 1e-4 * reference.betweenColumns &&
    Math.abs(plane.betweenRows - reference.betweenRows) < 1e-4 * reference.betweenRows;
  if (!images.every(isLike)) return refused('several-grids', 'the images are not of one grid');
  const sorted = images
    .flatMap((image) => (image.plane ? [{ image, plane: image.plane }] : []))
    .sort((a, b) => dot(subtract(a.plane.origin, b.plane.origin), reference.normal));
  const steps = sorted
    .slice(1)
    .map(({ plane }, index) => subtract(plane.origin, sorted[index]?.plane.origin ?? plane.origin));
  const frames = sorted.flatMap(({ image, plane }) => {
    const bits = pixelsInside(surface, plane, columns, rows);
    return bits ? [{ plane, bits, image }] : [];
  });
  if (frames.length === 0)
    return refused('no-voxel', 'no pixel of the images has its centre in the target: it is smaller than they show');
  const betweenSlices = commonStep(steps, reference.normal);
  const thickness = first.instance.frames[first.frame - 1]?.sliceThickness ?? betweenSlices;
  return thickness === null
    ? refused('slice-thickness', 'the images do not say how thick they are')
    : { columns, rows, thickness, betweenSlices, frames };
};

/** The distance from image to image, where it is the same everywhere and no two are at one place. */
const commonStep = (steps: readonly Vector3[], normal: Vector3): number | null => {
  const [first] = steps;
  if (!first) return null;
  const isSame = steps.every((step) => length(subtract(step, first)) <= SAME_PLANE);
  const distance = Math.abs(dot(first, normal));
  return isSame && distance > SAME_PLANE ? distance : null;
};
