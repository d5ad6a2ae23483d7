import type { NotFound } from '../find/candidate.ts';
import { findTipInFrames } from '../find/frames/find-tip.ts';
import type { FrameCandidate } from '../find/frames/frame-candidate.ts';
import type { Bounds, Frame, FrameSearch } from '../find/frames/frame.ts';
import { groupSeries } from '../image/series.ts';
import { isRefusal, refusal, type Refusal } from '../image/refusal.ts';
import type { NativePixels } from '../image/native-pixels.ts';
import type { ImageFile } from '../load/dicom-file.ts';
import { framePixels, type FramePixels } from '../report/picture/frame-pixels.ts';

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
  const modality = modalityOf(attributes.modality);
  if (modality === null)
    return refusal(
      'unsupported-modality',
      'in an image a tip is sought in ultrasound and fluoroscopy: give --near X,Y,Z',
    );
  const frames: Frame[] = [];
  for (const { frame, scale } of series.frames) {
    const bytes = await file.encodedFrame(frame);
    const pixels = framePixels({ bytes, transferSyntaxUID: file.frameTransferSyntaxUID }, attributes);
    if (isRefusal(pixels)) return pixels;
    if (pixels.pixels.photometricInterpretation === 'PALETTE COLOR')
      return refusal('palette-color', 'in images with a colour palette no tip is sought yet');
    frames.push({
      columns: attributes.columns,
      rows: attributes.rows,
      values: greyOf(pixels),
      betweenColumns: scale.betweenColumns,
      betweenRows: scale.betweenRows,
      unit: scale.unit === 'px' ? 'px' : 'mm',
    });
  }
  const region = regionAt(
    series.regions.filter(({ frame }) => frame === null || frame === number),
    place,
  );
  return findTipInFrames({
    modality,
    frames,
    pointed: series.frames.indexOf(shown),
    seed: place,
    ...(region && { region }),
  });
};

const modalityOf = (modality: string | undefined): FrameSearch['modality'] | null =>
  modality === 'US' || modality === 'XA' || modality === 'RF' ? modality : modality === 'IVUS' ? 'US' : null;

const regionAt = (
  regions: readonly { readonly usable: boolean; readonly bounds: Bounds }[],
  [c, r]: readonly [number, number],
): Bounds | undefined =>
  regions.find(({ usable, bounds: [x0, y0, x1, y1] }) => usable && c >= x0 && c < x1 + 1 && r >= y0 && r < y1 + 1)
    ?.bounds;

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
  if (samplesPerPixel === 1) return Float32Array.from(words);
  const count = words.length / samplesPerPixel;
  const [step, plane] = planarConfiguration === 1 ? [1, count] : [samplesPerPixel, 1];
  return Float32Array.from({ length: count }, (_, n) => {
    const at = (k: number): number => words[n * step + k * plane] ?? 0;
    return pixels.isYbr ? at(0) : (at(0) + at(1) + at(2)) / 3;
  });
};
