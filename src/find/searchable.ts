import { refusal, type Refusal } from '../image/refusal.ts';
import type { Scale } from '../image/scale.ts';
import { hasNoDepth, type ImageFrame, type ImageSeries } from '../image/series.ts';
import { regionAt } from '../image/ultrasound-region.ts';
import { imagePoint } from '../space/frame.ts';
import type { Bounds, Frame, FrameSearch, Pixel } from './frames/frame.ts';

/**
 * What a tip can be sought in, told from what the images say of themselves, before a pixel is read: one rule for the viewer and the command
 * line. A refusal's message is a sentence.
 */

type OfSeries = Pick<ImageSeries, 'modality' | 'frames'>;

/** What is known of how devices look in a volume: CT, cone-beam CT, which may be XA, and MR. */
const IN_VOLUMES: readonly string[] = ['CT', 'XA', 'MR'];

/** Why no tip is sought in a stack of images that lie in the patient; null where one is. */
export const volumeRefusal = (series: OfSeries, { instance }: Pick<ImageFrame, 'instance'>): Refusal | null => {
  if (hasNoDepth(series))
    return refusal('no-geometry', 'In a picture that looks through the patient no tip is sought.');
  if (!IN_VOLUMES.includes(series.modality))
    return refusal('unsupported-modality', 'In a volume a tip is sought in CT and MR alone.');
  return instance.pixels.samplesPerPixel === 1
    ? null
    : refusal('colour', 'In colour images no tip is sought in a volume.');
};

/** How a tip is sought in a single image or cine of the series, or why it isn't. */
export const frameModality = (
  { modality }: Pick<ImageSeries, 'modality'>,
  { instance }: Pick<ImageFrame, 'instance'>,
): FrameSearch['modality'] | Refusal => {
  if (instance.pixels.photometricInterpretation === 'PALETTE COLOR')
    return refusal('palette-color', 'In images with a colour palette no tip is sought yet.');
  if (modality === 'US' || modality === 'XA' || modality === 'RF') return modality;
  return modality === 'IVUS'
    ? 'US'
    : refusal('unsupported-modality', 'In a single image a tip is sought in ultrasound and fluoroscopy alone.');
};

/** What a search from a frame of the series works on: `image` where its places are image points, else `patient`. */
export const searchSpace = (
  series: OfSeries,
  frame: Pick<ImageFrame, 'instance' | 'plane'>,
): 'patient' | 'image' | Refusal => {
  if (frame.plane) return volumeRefusal(series, frame) ?? 'patient';
  const modality = frameModality(series, frame);
  return typeof modality === 'string' ? 'image' : modality;
};

/** The part of an ultrasound picture that a place lies in, beyond which nothing is image; none where the file names none there. */
export const searchBounds = ({ regions }: Pick<ImageFrame, 'regions'>, place: Pixel): { readonly region?: Bounds } => {
  const region = regionAt(regions, imagePoint(...place));
  return region ? { region: region.bounds } : {};
};

/** The pixels' size in the scale that holds at the place. Millimetres at the detector are none of the patient's: lengths are told in pixels there. */
export const searchPitch = ({
  unit,
  betweenColumns,
  betweenRows,
}: Scale): Pick<Frame, 'betweenColumns' | 'betweenRows' | 'unit'> =>
  unit === 'mm'
    ? { betweenColumns, betweenRows, unit }
    : { betweenColumns: 1, betweenRows: betweenRows / betweenColumns, unit: 'px' };
