import type { Frame, FrameSearch, FrameValues } from '../find/frames/frame.ts';
import { slicesAround, volumeOf } from '../find/volume/volume-around.ts';
import type { Volume } from '../find/volume/volume.ts';
import { hasNoDepth, type ImageFrame, type ImageSeries } from '../image/series.ts';
import type { Vector3 } from '../space/vector.ts';
import type { ImageSource } from './image-source.ts';
import type { DecodedPixels, PixelsOf } from './suggestions.ts';

/** Frames before and after the one that is looked at in which an end is followed: a few seconds of a cine. */
const FRAMES_AROUND = 15;

/** Why there are no pixels to search: a sentence in English. */
export interface NoPixels {
  readonly kind: 'nothing';
  readonly reason: string;
}

const nothing = (reason: string): NoPixels => ({ kind: 'nothing', reason });

/** What a search in the images of a series works on: `image` where its places are image points, else `patient`. */
export const searchedIn = ({ series, frame }: ImageSource): 'patient' | 'image' | NoPixels => {
  if (frame.plane && hasNoDepth(series))
    return nothing('In a picture that looks through the patient no tip is sought.');
  if (frame.plane)
    return frame.instance.pixels.samplesPerPixel === 1
      ? 'patient'
      : nothing('In colour images no tip is sought in a volume.');
  if (frame.instance.pixels.photometricInterpretation === 'PALETTE COLOR')
    return nothing('In images with a colour palette no tip is sought yet.');
  return modalityOf(series.modality) === null
    ? nothing('In a single image a tip is sought in ultrasound and fluoroscopy alone.')
    : 'image';
};

const modalityOf = (modality: string): FrameSearch['modality'] | null =>
  modality === 'US' || modality === 'XA' || modality === 'RF' ? modality : modality === 'IVUS' ? 'US' : null;

interface Asked {
  readonly pixelsOf: PixelsOf;
  readonly signal: AbortSignal;
  /** Only with images that are in memory; null comes back where some aren't. */
  readonly isThere?: boolean;
}

/** The slices around a place as one volume, mm; null where they aren't there. */
export const volumeAround = async (
  series: ImageSeries,
  near: Vector3,
  { pixelsOf, signal, isThere = false }: Asked,
): Promise<Volume | NoPixels | null> => {
  const placed = series.frames.flatMap((frame, index) => (frame.plane ? [{ frame, index, plane: frame.plane }] : []));
  const thicknesses = placed.flatMap(({ frame }) => frame.instance.frames[frame.frame - 1]?.sliceThickness ?? []);
  const around = slicesAround(
    placed.map(({ plane }) => plane),
    series.size,
    thicknesses.length > 0 ? Math.max(...thicknesses) : null,
    near,
  );
  if ('kind' in around) return nothing(around.message);
  const chosen = around.indices.flatMap((index) => placed[index] ?? []);
  const pixels = await pixelsOf(
    series,
    chosen.map(({ index }) => index),
    { signal, isThere },
  );
  return pixels && volumeOf(around, pixels, series.size[0]);
};

/** The frames around one of a cine, with what else a search in them needs; null where they aren't there. */
export const framesAround = async (
  { series, frame }: ImageSource,
  place: readonly [number, number],
  { pixelsOf, signal, isThere = false }: Asked,
): Promise<Omit<FrameSearch, 'seed'> | NoPixels | null> => {
  const modality = modalityOf(series.modality);
  const at = series.frames.findIndex((one) => one.instance === frame.instance && one.frame === frame.frame);
  if (modality === null || at < 0) return nothing('There are no frames to look in.');
  const [from, to] = [Math.max(0, at - FRAMES_AROUND), Math.min(series.frames.length, at + FRAMES_AROUND + 1)];
  const own = series.frames
    .slice(from, to)
    .map((one, n) => ({ one, index: from + n }))
    .filter(({ one }) => one.instance === frame.instance);
  const pixels = await pixelsOf(
    series,
    own.map(({ index }) => index),
    { signal, isThere },
  );
  if (!pixels) return null;
  const frames = own.flatMap(({ one }, n): Frame[] => {
    const decoded = pixels[n];
    return decoded ? [frameOf(one, decoded)] : [];
  });
  const [c, r] = place;
  const region = series.regions.find(
    ({ usable, frame: of, bounds: [x0, y0, x1, y1] }) =>
      usable && (of === null || of === frame.frame) && c >= x0 && c < x1 + 1 && r >= y0 && r < y1 + 1,
  )?.bounds;
  return {
    modality,
    frames,
    pointed: own.findIndex(({ index }) => index === at),
    ...(region && { region }),
  };
};

const frameOf = ({ instance: { columns, rows }, scale }: ImageFrame, decoded: DecodedPixels): Frame => ({
  columns,
  rows,
  values: greyOf(decoded, columns * rows),
  betweenColumns: scale.betweenColumns,
  betweenRows: scale.betweenRows,
  unit: scale.unit === 'px' ? 'px' : 'mm',
});

/** A copy that may be handed to a worker: grey values as they are, of colours the mean. */
const greyOf = ({ stored, samplesPerPixel: samples }: DecodedPixels, count: number): FrameValues => {
  const isByte = stored instanceof Uint8Array || stored instanceof Uint8ClampedArray;
  const grey = isByte ? new Uint8Array(count) : new Float32Array(count);
  if (samples < 3) for (let n = 0; n < count; n += 1) grey[n] = stored[n * samples] ?? 0;
  else
    for (let n = 0; n < count; n += 1) {
      const at = n * samples;
      grey[n] = ((stored[at] ?? 0) + (stored[at + 1] ?? 0) + (stored[at + 2] ?? 0)) / 3;
    }
  return grey;
};
