import { seenInView } from '../../confirmation/edit-view.ts';
import type { Confirmation } from '../../confirmation/record.ts';
import { depthProblem, planeOf } from '../../image/frame-plane.ts';
import { imagePointFromPatient, type PlaneGeometry } from '../../image/plane-geometry.ts';
import { refusal, type Refusal } from '../../image/refusal.ts';
import { targetMiddle } from '../../overlay/target-outline.ts';
import { patientPoint, type PatientPoint } from '../../space/frame.ts';
import type { ReportImage } from './report-image.ts';

/** A frame that shows marks of a record, and the marks as they lie in it. */
export interface ShownFrame {
  readonly image: ReportImage;
  /** 1-based. */
  readonly frame: number;
  /** Where it lies in the patient; null where its marks are image points. */
  readonly plane: PlaneGeometry | null;
  /** Height over width of a pixel. */
  readonly aspect: number;
  /** What is drawn: the record itself, or what is seen of it in one of two views. */
  readonly record: Confirmation;
  /** Which of two views. */
  readonly view?: 0 | 1;
}

type NoFrame = Refusal<'missing-image' | 'no-place'>;

/** The frames on which a record's marks are drawn: one, or both of two views. */
export const shownFrames = (
  record: Confirmation,
  images: readonly ReportImage[],
): readonly (ShownFrame | NoFrame)[] => {
  const { space } = record;
  if (space.kind === 'patient') return [inPatient(record, space.frameOfReferenceUID, images)];
  if (space.kind !== 'biplane')
    return [onImage(record, space, space.scale.betweenRows / space.scale.betweenColumns, images)];
  return ([0, 1] as const).map((index) => {
    const view = space.views[index];
    const [betweenRows, betweenColumns] = view.imagerSpacing;
    const found = onImage(seenInView(record, index) ?? record, view, betweenRows / betweenColumns, images);
    return 'kind' in found ? found : { ...found, view: index };
  });
};

const missing = refusal('missing-image', 'the image that the marks are on is not there');

const onImage = (
  record: Confirmation,
  { sopInstanceUID, frame }: { readonly sopInstanceUID: string; readonly frame: number },
  aspect: number,
  images: readonly ReportImage[],
): ShownFrame | NoFrame => {
  const image = images.find(({ attributes }) => attributes.sopInstanceUID === sopInstanceUID);
  if (!image || frame > image.attributes.numberOfFrames) return missing;
  return { image, frame, plane: null, aspect: image.attributes.pixelAspectRatio ?? aspect, record };
};

/** The acquired plane that the tip was marked on; without it the one of its frame of reference that lies nearest to the tip, else to the target. */
const inPatient = (
  record: Confirmation,
  frameOfReferenceUID: string,
  images: readonly ReportImage[],
): ShownFrame | NoFrame => {
  const { tip } = record;
  const wanted = tip?.position ?? (record.target && targetMiddle(record, record.target));
  const [x, y, z] = wanted ?? [];
  if (x === undefined || y === undefined || z === undefined)
    return refusal('no-place', 'neither tip nor target is marked');
  const at = patientPoint(x, y, z);
  const planes = images.flatMap((image) => {
    const { attributes } = image;
    const own = attributes.frameOfReferenceUID ?? attributes.seriesInstanceUID;
    if (own !== frameOfReferenceUID || depthProblem(attributes) !== null) return [];
    return attributes.frames.flatMap((_, index) => {
      const plane = planeOf(attributes, index + 1);
      return plane ? [{ image, frame: index + 1, plane, offsetMm: distanceTo(plane, at, attributes) }] : [];
    });
  });
  const named = tip?.image;
  // Of several series of one frame of reference, those that the record names go before the others.
  const seriesOf = (uid: string): string | undefined =>
    images.find(({ attributes }) => attributes.sopInstanceUID === uid)?.attributes.seriesInstanceUID;
  const ownSeries = new Set((record.images ?? []).map(({ sopInstanceUID }) => seriesOf(sopInstanceUID)));
  const own = planes.filter(({ image }) => ownSeries.has(image.attributes.seriesInstanceUID));
  const best =
    (named &&
      planes.find(
        ({ image, frame }) => image.attributes.sopInstanceUID === named.sopInstanceUID && frame === (named.frame ?? 1),
      )) ??
    (own.length > 0 ? own : planes).reduce<(typeof planes)[number] | undefined>(
      (nearest, one) => (!nearest || one.offsetMm < nearest.offsetMm ? one : nearest),
      undefined,
    );
  if (!best) return missing;
  if (best.offsetMm === Infinity) return refusal('no-place', 'none of the images shows the place of the tip');
  const { image, frame, plane } = best;
  return { image, frame, plane, aspect: plane.betweenRows / plane.betweenColumns, record };
};

/** mm off the plane; infinite where the place lies beside the picture. */
const distanceTo = (
  plane: PlaneGeometry,
  at: PatientPoint,
  { columns, rows }: { readonly columns: number; readonly rows: number },
): number => {
  const { point, offsetMm } = imagePointFromPatient(plane, at);
  const [column, row] = point;
  return column >= 0 && column <= columns && row >= 0 && row <= rows ? Math.abs(offsetMm) : Infinity;
};
