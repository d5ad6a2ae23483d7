import type { NotFound } from '../find/candidate.ts';
import { findTipInFrames } from '../find/frames/find-tip.ts';
import type { FrameCandidate } from '../find/frames/frame-candidate.ts';
import type { Frame } from '../find/frames/frame.ts';
import { frameModality, searchBounds, searchPitch } from '../find/searchable.ts';
import { groupSeries } from '../image/series.ts';
import { isRefusal, refusal, type Refusal } from '../image/refusal.ts';
import type { NativePixels } from '../image/native-pixels.ts';
import type { ImageFile } from '../load/dicom-file.ts';
import { framePixels, type FramePixels } from '../image/frame-pixels.ts';
import { scalingAt } from '../session/image-calibration.ts';
import { imagePoint } from '../space/frame.ts';

/** Searches the one image of the files, with all frames of its cine. @param place column and row, SCOORD @param number of the frame, from 1 */
export const locateInImage = async (
  files: readonly ImageFile[],
  place: readonly [number, number],
  number: number,
): Promise<readonly FrameCandidate[] | NotFound | Refusal> => {
  const [file, ...others] = files;
  if (!file || others.length > 0)
    return refusal('several-images', `--near C,R is a place in one image, and there are ${String(files.length)}`);
  const { attributes } = file;
  const [series] = groupSeries([attributes]);
  const shown = series?.frames.find(({ frame }) => frame === number);
  if (!series || !shown || number > attributes.numberOfFrames)
    return refusal('missing-frame', `there is no frame ${String(number)} in the image`);
  const modality = frameModality(series, shown);
  if (typeof modality !== 'string') return modality;
  const { scale } = scalingAt({ series, frame: shown }, [imagePoint(...place)]);
  const frames: Frame[] = [];
  for (const { frame } of series.frames) {
    const bytes = await file.encodedFrame(frame);
    const pixels = framePixels({ bytes, transferSyntaxUID: file.frameTransferSyntaxUID }, attributes);
    if (isRefusal(pixels)) return pixels;
    frames.push({
      columns: attributes.columns,
      rows: attributes.rows,
      values: greyOf(pixels),
      ...searchPitch(scale),
    });
  }
  return findTipInFrames({
    modality,
    frames,
    pointed: series.frames.indexOf(shown),
    seed: place,
    ...searchBounds(shown, place),
  });
};

/** Native little endian pixels as numbers. */
export const wordsOf = ({
  bytes,
  pixels: { bitsAllocated, pixelRepresentation, isFloat },
}: NativePixels): Int8Array | Uint8Array | Int16Array | Uint16Array | Int32Array | Uint32Array | Float32Array => {
  const { buffer } = bytes.slice();
  if (isFloat) return new Float32Array(buffer);
  const isSigned = pixelRepresentation === 1;
  if (bitsAllocated === 8) return isSigned ? new Int8Array(buffer) : new Uint8Array(buffer);
  if (bitsAllocated === 16) return isSigned ? new Int16Array(buffer) : new Uint16Array(buffer);
  return isSigned ? new Int32Array(buffer) : new Uint32Array(buffer);
};

/** Luminance of every pixel: of colours their mean, of luminance and chrominance the first. */
const greyOf = (pixels: FramePixels): Float32Array => {
  const words = wordsOf(pixels);
  const { samplesPerPixel, planarConfiguration } = pixels.pixels;
  if (samplesPerPixel === 1) return new Float32Array(words);
  const count = words.length / samplesPerPixel;
  const [step, plane] = planarConfiguration === 1 ? [1, count] : [samplesPerPixel, 1];
  return Float32Array.from({ length: count }, (_, n) => {
    const at = (k: number): number => words[n * step + k * plane] ?? 0;
    return pixels.isYbr ? at(0) : (at(0) + at(1) + at(2)) / 3;
  });
};
