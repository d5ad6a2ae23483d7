import type { Confirmation, Refused } from '../confirmation/record.ts';
import { nearestFrame } from '../image/nearest-frame.ts';
import type { ImageSeries } from '../image/series.ts';
import { sourceImagesOf, type SourceImages } from '../report/dicom/sources.ts';
import { frameOfReferenceOf } from './space-of.ts';

/** The image and frame of the record's frame of reference that lies nearest its tip, or its target's centre; null where there is none. */
const nearestImage = (
  { space, tip, target }: Confirmation,
  series: readonly ImageSeries[],
): { readonly sopInstanceUID: string; readonly frame: number } | null => {
  const [x, y, z] = tip?.position ?? (target && 'center' in target ? target.center : []);
  if (space.kind !== 'patient' || x === undefined || y === undefined || z === undefined) return null;
  const frames = series
    .filter((one) => one.space === 'patient' && frameOfReferenceOf(one) === space.frameOfReferenceUID)
    .flatMap((one) => one.frames);
  const frame = frames[nearestFrame(frames, [x, y, z]) ?? -1] ?? frames[0];
  return frame ? { sopInstanceUID: frame.instance.sopInstanceUID, frame: frame.frame } : null;
};

/** The images that a record refers to, of the series that are open. */
export const imagesOfRecord = (record: Confirmation, series: readonly ImageSeries[]): SourceImages | Refused =>
  sourceImagesOf(
    record,
    series.flatMap(({ instances }) => instances),
    (one) => nearestImage(one, series),
  );
