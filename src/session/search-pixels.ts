import type { Frame, FrameSearch, FrameValues } from '../find/frames/frame.ts';
import { frameModality, searchBounds, searchPitch, searchSpace } from '../find/searchable.ts';
import { slicesAround, storedAround, type StoredVolume } from '../find/volume/volume-around.ts';
import type { Scale } from '../image/calibration.ts';
import type { ImageFrame, ImageSeries } from '../image/series.ts';
import { imagePoint } from '../space/frame.ts';
import type { Vector3 } from '../space/vector.ts';
import { scalingAt } from './image-calibration.ts';
import type { ImageSource } from './image-source.ts';
import type { DecodedPixels, PixelsOf } from './suggestions.ts';

/** Frames before and after the one that is looked at in which an end is followed: a few seconds of a cine. */
const FRAMES_AROUND = { XA: 15, RF: 15, US: 5 } as const;

/** Why there are no pixels to search: a sentence in English. */
export interface NoPixels {
  readonly kind: 'nothing';
  readonly reason: string;
}

export const nothing = (reason: string): NoPixels => ({ kind: 'nothing', reason });

/** What a search in the images of a series works on: `image` where its places are image points, else `patient`. */
export const searchedIn = ({ series, frame }: ImageSource): 'patient' | 'image' | NoPixels => {
  const space = searchSpace(series, frame);
  return typeof space === 'string' ? space : nothing(space.message);
};

interface Asked {
  readonly pixelsOf: PixelsOf;
  readonly signal: AbortSignal;
  /** Only with images that are in memory; null comes back where some aren't. */
  readonly isThere?: boolean;
}

/** The slices around a place, to make a volume of; null where they aren't there. */
export const volumeAround = async (
  series: ImageSeries,
  near: Vector3,
  { pixelsOf, signal, isThere = false }: Asked,
): Promise<StoredVolume | NoPixels | null> => {
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
  return pixels && storedAround(around, pixels, series.size[0]);
};

/** The frames around one of a cine, with what else a search in them needs; null where they aren't there. */
export const framesAround = async (
  source: ImageSource,
  place: readonly [number, number],
  { pixelsOf, signal, isThere = false }: Asked,
): Promise<Omit<FrameSearch, 'seed'> | NoPixels | null> => {
  const { series, frame } = source;
  const modality = frameModality(series, frame);
  const at = series.frames.findIndex((one) => one.instance === frame.instance && one.frame === frame.frame);
  if (typeof modality !== 'string' || at < 0) return nothing('There are no frames to look in.');
  const reach = FRAMES_AROUND[modality];
  const [from, to] = [Math.max(0, at - reach), Math.min(series.frames.length, at + reach + 1)];
  const { scale } = scalingAt(source, [imagePoint(...place)]);
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
    return decoded ? [frameOf(one, scale, decoded)] : [];
  });
  return {
    modality,
    frames,
    pointed: own.findIndex(({ index }) => index === at),
    ...searchBounds(frame, place),
  };
};

const frameOf = ({ instance: { columns, rows } }: ImageFrame, scale: Scale, decoded: DecodedPixels): Frame => ({
  columns,
  rows,
  values: greyOf(decoded, columns * rows),
  ...searchPitch(scale),
});

/** A copy that may be handed to a worker: grey values as they are, of colours the mean. */
const greyOf = ({ stored, samplesPerPixel: samples }: DecodedPixels, count: number): FrameValues => {
  const grey = emptyLike(stored, samples, count);
  // Of one value per pixel, which nearly all are, all at once.
  if (samples === 1) grey.set(stored.length === count ? stored : Array.prototype.slice.call(stored, 0, count));
  else if (samples < 3) for (let n = 0; n < count; n += 1) grey[n] = stored[n * samples] ?? 0;
  else
    for (let n = 0; n < count; n += 1) {
      const at = n * samples;
      grey[n] = ((stored[at] ?? 0) + (stored[at + 1] ?? 0) + (stored[at + 2] ?? 0)) / 3;
    }
  return grey;
};

/** Values of no more bytes than they need. */
const emptyLike = (
  stored: ArrayLike<number>,
  samples: number,
  count: number,
): Uint8Array | Uint16Array | Int16Array | Float32Array => {
  if (stored instanceof Uint8Array || stored instanceof Uint8ClampedArray) return new Uint8Array(count);
  if (samples < 3 && stored instanceof Uint16Array) return new Uint16Array(count);
  if (samples < 3 && stored instanceof Int16Array) return new Int16Array(count);
  return new Float32Array(count);
};
