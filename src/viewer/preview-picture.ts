import type { Types } from '@cornerstonejs/core';
import type { FrameAttributes } from '../image/frame-attributes.ts';
import { framePixels, type FramePixels } from '../image/frame-pixels.ts';
import { isRefusal } from '../image/refusal.ts';
import { shownGreys, shownPicture } from '../image/shown-picture.ts';
import type { ImageSource } from '../session/space-of.ts';
import { cross, dot } from '../space/vector.ts';
import type { EncodedPixels } from './decoder-input.ts';
import { imagePlaneOf } from './image-plane.ts';
import { acquiredViewPlanes } from './view-planes.ts';

/** A picture as its file says that it is shown, made without Cornerstone. */
export interface PreviewPicture {
  /** Width over height, as it is shown. */
  readonly shape: number;
  readonly columns: number;
  readonly rows: number;
}

/** Its greys and colours as they are shown. */
export interface LevelPicture extends PreviewPicture {
  /** Of each pixel its grey, or its red, green and blue, row by row. */
  readonly levels: Uint8Array;
}

/** One that somebody else has painted already, pixel by pixel. */
export interface PaintedPicture extends PreviewPicture {
  readonly painted: CanvasImageSource;
}

/** Of the bytes of a picture, which stay as they are; null where they can't be decoded here, or colours are looked up in a table that isn't at hand. */
export const previewOfBytes = (source: ImageSource, encoded: EncodedPixels): LevelPicture | null => {
  const { instance, frame } = source.frame;
  if (instance.pixels.photometricInterpretation === 'PALETTE COLOR') return null;
  const pixels = framePixels(encoded, instance);
  return isRefusal(pixels) ? null : previewOf(source, pixels, instance.frames[frame - 1]);
};

/** Of a picture that is decoded; of colours it is to be drawn at once. Null of one that says too little of itself. */
export const previewOfImage = (source: ImageSource, image: Types.IImage): LevelPicture | PaintedPicture | null => {
  if (image.color) return { ...measuresOf(source), painted: image.getCanvas() };
  const { instance, frame } = source.frame;
  const attributes = instance.frames[frame - 1];
  if (!attributes) return null;
  const values = image.getPixelData();
  const { buffer, byteOffset, byteLength, BYTES_PER_ELEMENT } = values;
  // What is padding has been darkened.
  const pixels: FramePixels['pixels'] = {
    ...instance.pixels,
    bitsAllocated: 8 * BYTES_PER_ELEMENT,
    isFloat: values instanceof Float32Array,
    pixelRepresentation: values instanceof Int16Array || values instanceof Int8Array ? 1 : 0,
    pixelPaddingValue: undefined,
  };
  const isRescaled = image.preScale?.scaled === true;
  const rescaled = isRescaled ? { ...attributes, rescaleSlope: 1, rescaleIntercept: 0 } : attributes;
  return previewOf(source, { bytes: new Uint8Array(buffer, byteOffset, byteLength), pixels, isYbr: false }, rescaled);
};

const previewOf = (source: ImageSource, pixels: FramePixels, attributes: FrameAttributes | undefined): LevelPicture => {
  const { instance } = source.frame;
  const isGrey = pixels.pixels.samplesPerPixel === 1;
  const levels = isGrey
    ? shownGreys(pixels, attributes, instance).levels
    : shownPicture(pixels, attributes, null, instance).rgb;
  return { ...measuresOf(source), levels };
};

const measuresOf = (source: ImageSource): PreviewPicture => {
  const { columns, rows } = source.frame.instance;
  const { rowPixelSpacing, columnPixelSpacing } = imagePlaneOf(source);
  return { shape: (columns * columnPixelSpacing) / (rows * rowPixelSpacing), columns, rows };
};

/** Of a picture, pixels `by` as large both ways, each the mean of those in it: opaque, as the words of a canvas, red lowest. `by` divides both its sides. */
export const canvasWords = ({ columns, rows, levels }: LevelPicture, by: number): Uint32Array<ArrayBuffer> => {
  const samples = levels.length / (columns * rows);
  const [across, down] = [columns / by, rows / by];
  const words = new Uint32Array(across * down);
  /** Red, green or blue of one of them. */
  const mean = (column: number, row: number, sample: number): number => {
    let sum = 0;
    for (let y = row * by; y < (row + 1) * by; y += 1)
      for (let x = column * by; x < (column + 1) * by; x += 1) sum += levels[(y * columns + x) * samples + sample] ?? 0;
    return Math.round(sum / (by * by));
  };
  for (let row = 0, at = 0; row < down; row += 1)
    for (let column = 0; column < across; column += 1, at += 1) {
      const red = by === 1 ? (levels[at * samples] ?? 0) : mean(column, row, 0);
      const isGrey = samples === 1;
      const green = isGrey ? red : mean(column, row, 1);
      const blue = isGrey ? red : mean(column, row, 2);
      words[at] = OPAQUE | (blue << 16) | (green << 8) | red;
    }
  return words;
};

const OPAQUE = 0xff000000;

/** How many times as large pixels may be with which a picture still has all that its place on the screen can show, in device pixels: 1 where they don't come out even. */
export const coarserBy = ({ columns, rows }: PreviewPicture, width: number, height: number): number => {
  const by = Math.max(1, Math.floor(Math.max(columns / width, rows / height)));
  return columns % by === 0 && rows % by === 0 ? by : 1;
};

/** The view of three planes that shows the slices as they are stored; null where none does. */
export const previewView = ({ series, frame: { plane } }: ImageSource): string | null => {
  // One that came ahead of the others is no volume yet; slices that are resampled are not those of it.
  if (!plane || series.space !== 'patient' || series.volume.kind === 'resampled') return null;
  const across = acquiredViewPlanes(plane).find(({ acquiredAxis }) => acquiredAxis === 2);
  if (!across) return null;
  const isUpright =
    dot(across.up, plane.alongColumn) < -NEARLY && dot(cross(across.up, across.towardsViewer), plane.alongRow) > NEARLY;
  return isUpright ? across.name.toLowerCase() : null;
};

/** Cosine of an angle that can't be seen. */
const NEARLY = 0.9999;
