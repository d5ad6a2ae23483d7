import type { ImageAttributes } from '../../image/attributes.ts';
import type { Reported } from '../summary.ts';
import { directionLetters } from '../../image/direction-letters.ts';
import { isRefusal } from '../../image/refusal.ts';
import { scaleBarLabel, scaleBarLength } from '../../image/scale-bar.ts';
import type { Shape } from '../../overlay/shape.ts';
import { shapesOf } from '../../overlay/shapes.ts';
import { twoViewShapes } from '../../overlay/two-view-shapes.ts';
import { scale } from '../../space/vector.ts';
import { angleWords } from '../../image/angle-words.ts';
import { cropAround, viewOfCrop, type Crop } from './crop.ts';
import { framePixels } from '../../image/frame-pixels.ts';
import { renderCrop, type Raster } from './render.ts';
import type { ReportImage } from './report-image.ts';
import { shownFrames, type ShownFrame } from './shown-frame.ts';
import { shownPicture, type ShownWindow } from '../../image/shown-picture.ts';

export type { Raster } from './render.ts';
export type { ReportImage } from './report-image.ts';

/** A picture that was drawn by us: pixels below, marks above as lines, so that they stay sharp. */
export interface DrawnPicture {
  readonly kind: 'drawn';
  readonly raster: Raster;
  /** Of the picture, in the units of `shapes`. */
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly Shape[];
  /** Directions of the patient at the edges; empty outside the patient. */
  readonly edges: { readonly left: string; readonly right: string; readonly top: string; readonly bottom: string };
  /** Null where nothing says how long a millimetre is. */
  readonly bar: { readonly length: number; readonly label: string } | null;
  readonly caption: string;
}

/** A picture that someone else drew, marks included. */
export interface MadePicture {
  readonly kind: 'png';
  readonly png: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly caption: string;
}

/** Why there is none, in a line for the page. */
export interface NoPicture {
  readonly kind: 'none';
  readonly reason: string;
}

export type PagePicture = DrawnPicture | MadePicture | NoPicture;

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** Pixels for a unit of the picture. */
const DENSITY = 2;

/** Units of a picture; on the page it is smaller, so that its labels are as small as the text beside it. */
export const PICTURE_SIZE: PictureSize = { width: 420, height: 330 };

/**
 * The frames that show the tip, one or both of two views, each with its marks; or why it isn't shown. The images are those that the record
 * names, or all of its frame of reference.
 */
export const reportPictures = async (
  reported: Reported,
  images: readonly ReportImage[],
  size: PictureSize = PICTURE_SIZE,
): Promise<readonly PagePicture[]> =>
  Promise.all(
    shownFrames(reported.record, images).map(async (shown): Promise<PagePicture> =>
      isRefusal(shown) ? { kind: 'none', reason: `No picture: ${shown.message}.` } : await drawn(reported, shown, size),
    ),
  );

const drawn = async (reported: Reported, shown: ShownFrame, size: PictureSize): Promise<PagePicture> => {
  const { image, frame } = shown;
  const { attributes } = image;
  const pixels = framePixels(await image.frame(frame), attributes);
  if ('kind' in pixels) return { kind: 'none', reason: `No picture: ${pixels.message}.` };
  const isPalette = attributes.pixels.photometricInterpretation === 'PALETTE COLOR';
  const palette = isPalette ? await image.palette() : null;
  if (isPalette && !palette) return { kind: 'none', reason: 'No picture: its colour palette is incomplete.' };
  const picture = shownPicture(pixels, attributes.frames[frame - 1], palette, attributes);
  const crop = cropAround(shown, size);
  return {
    kind: 'drawn',
    raster: renderCrop(picture, crop, DENSITY),
    width: crop.width,
    height: crop.height,
    shapes: shapesIn(reported, shown, crop),
    edges: edgesOf(shown),
    bar: barOf(shown, crop),
    caption: captionOf(reported, shown, attributes.pixels.bitsStored > 8 ? picture.window : null),
  };
};

/** What is there to be dragged isn't drawn on paper. */
const isDrawn = (shape: Shape): boolean =>
  shape.kind !== 'handle' || (shape.handle.mark !== 'target-radius' && shape.handle.mark !== 'target-point');

const shapesIn = ({ record, assessment }: Reported, shown: ShownFrame, crop: Crop): readonly Shape[] => {
  const view = viewOfCrop(crop, shown);
  const { space } = record;
  const own = shapesOf(view, shown.record, shown.view === undefined ? assessment : null);
  const others = shown.view !== undefined && space.kind === 'biplane' ? twoViewShapes(view, space, shown.view) : {};
  const all = [own, others].flatMap((groups) => Object.values(groups).flat()).filter(isDrawn);
  // What is written lies over what is drawn.
  return [...all.filter(({ kind }) => kind !== 'label'), ...all.filter(({ kind }) => kind === 'label')];
};

const edgesOf = ({ plane }: ShownFrame): DrawnPicture['edges'] => {
  const letters = (direction: readonly [number, number, number] | undefined, sign: 1 | -1): string =>
    direction ? directionLetters(scale(direction, sign)) : '';
  return {
    left: letters(plane?.alongRow, -1),
    right: letters(plane?.alongRow, 1),
    top: letters(plane?.alongColumn, -1),
    bottom: letters(plane?.alongColumn, 1),
  };
};

/** Only where a millimetre is known, and as long in every direction. */
const barOf = ({ plane, record: { space }, aspect }: ShownFrame, crop: Crop): DrawnPicture['bar'] => {
  const spacing = plane ?? ('scale' in space && space.scale.unit === 'mm' ? space.scale : null);
  if (!spacing || Math.abs(spacing.betweenRows / spacing.betweenColumns / aspect - 1) > 0.02) return null;
  const bar = scaleBarLength(crop.across / spacing.betweenColumns, crop.height);
  return bar && { length: bar.canvas, label: scaleBarLabel(bar.mm) };
};

/** "CT image 23", "US image 1 frame 12". */
export const imageName = (
  { modality, instanceNumber, numberOfFrames }: Pick<ImageAttributes, 'modality' | 'instanceNumber' | 'numberOfFrames'>,
  frame: number,
): string =>
  [
    modality ?? 'OT',
    ...(instanceNumber === undefined ? [] : [`image ${String(instanceNumber)}`]),
    ...(numberOfFrames > 1 ? [`frame ${String(frame)}`] : []),
  ].join(' ');

const captionOf = (
  { record }: Reported,
  { view, image: { attributes }, frame, plane }: ShownFrame,
  window: ShownWindow | null,
): string => {
  const { space, tip } = record;
  const isNamed = tip?.image?.sopInstanceUID === attributes.sopInstanceUID;
  const projection = view !== undefined && space.kind === 'biplane' ? space.views[view] : null;
  return [
    ...(view === undefined ? [] : [`View ${String(view + 1)}`]),
    ...(projection ? [angleWords(projection.primaryAngle, projection.secondaryAngle)] : []),
    imageName(attributes, frame),
    ...(plane && !isNamed ? [`the acquired plane nearest to the ${tip ? 'tip' : 'target'}`] : []),
    ...(window ? [`C ${String(Math.round(window.center))} W ${String(Math.round(window.width))}`] : []),
  ]
    .filter(Boolean)
    .join(', ');
};
