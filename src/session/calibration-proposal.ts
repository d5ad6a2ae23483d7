import type { UserCalibration } from '../confirmation/user-calibration.ts';
import { isAnisotropic } from '../image/calibration.ts';
import { scaleAsEntered, scaleByObject, type CalibrationRefusal, type MeasuredScale } from '../image/known-object.ts';
import { isRefusal, refusal, type Refusal } from '../image/refusal.ts';
import { scaleDifference, type ScaleDifference } from '../image/scale-difference.ts';
import { principalRegion, regionAt } from '../image/ultrasound-region.ts';
import type { CalibrationDraft } from './calibration-draft.ts';
import { fileScaleAt, type ImageCalibration } from './image-calibration.ts';
import type { ImageSource } from './space-of.ts';

/** What a draft comes to: the calibration as it would be taken, and what the reader should see before that. */
export interface CalibrationProposal {
  readonly made: ImageCalibration;
  /** The object on the picture in columns; null where the scale was entered. */
  readonly extent: number | null;
  /** 1 SD of the scale as a share of it by marking alone and by the size alone; null where there is none. */
  readonly byMarking: number | null;
  readonly bySize: number | null;
  /** Null where the file says nothing. */
  readonly difference: ScaleDifference | null;
  /** Height of a pixel over its width, where that isn't 1. */
  readonly aspect: number | null;
}

export type ProposalRefusal = CalibrationRefusal | 'region-mismatch' | 'not-a-picture';

const FORMAT_M_MODE = 2;

/** M-mode and spectral strips have time along one axis; an object that reaches over a region's edge has no one scale. */
const regionFault = (
  { regions }: ImageSource['frame'],
  { points }: CalibrationDraft,
): Refusal<'region-mismatch' | 'not-a-picture'> | null => {
  const [first, ...others] = points.map((point) => regionAt(regions, point));
  if (others.some((one) => one !== first))
    return refusal('region-mismatch', 'the object reaches over the edge of an ultrasound region');
  return first && (first.spatialFormat ?? 0) >= FORMAT_M_MODE
    ? refusal('not-a-picture', 'the object lies in a strip over time, which has no scale across')
    : null;
};

/** The scale of a draft, with everything that is to be seen of it before it is taken; or why it gives none. */
export const proposalOf = (
  source: ImageSource,
  draft: CalibrationDraft,
  { at, observer }: { readonly at: string; readonly observer?: string | undefined },
): CalibrationProposal | Refusal<ProposalRefusal> => {
  const { frame, series } = source;
  const { method, form, points, pointSigma, size, sizeSigma, designation } = draft;
  const file = fileScaleAt(source, points[0] ?? null);
  const aspect = file.betweenRows / file.betweenColumns;
  const { columns, rows } = frame.instance;
  if (size === null)
    return refusal('not-positive', method === 'entered' ? 'enter the size of a pixel' : 'enter the size of the object');
  const isEntered = method === 'entered';
  if (isEntered && frame.regions.length > 0 && !principalRegion(frame.regions))
    return refusal(
      'region-mismatch',
      'the file has regions, and none of them is a 2D picture with a scale: draw an object of known size in the region that it is to hold in',
    );
  const drawn = { form, points, pointSigma: pointSigma ?? 0, size, sizeSigma, aspect, columns, rows };
  const measured = isEntered
    ? scaleAsEntered({ betweenColumns: size, sigma: sizeSigma, aspect, columns, rows })
    : (regionFault(frame, draft) ?? scaleByObject(drawn));
  if (isRefusal(measured)) return measured;
  const { scale, scaleSigma } = measured;
  const onPicture: Partial<MeasuredScale> = measured;
  const calibration: UserCalibration = {
    method,
    ...(!isEntered && {
      size,
      ...(sizeSigma !== null && { sizeSigma }),
      ...(designation !== null && { designation }),
      points,
    }),
    sopInstanceUID: draft.sopInstanceUID,
    frame: draft.frame,
    ...(series.space === 'projection' && draft.atTargetDepth && { atTargetDepth: true }),
    ...(observer !== undefined && { observer }),
    at,
  };
  return {
    made: {
      sopInstanceUID: draft.sopInstanceUID,
      scale,
      ...(scaleSigma !== null && { scaleSigma }),
      calibration,
    },
    extent: onPicture.extent ?? null,
    byMarking: onPicture.extent && onPicture.extentSigma ? onPicture.extentSigma / onPicture.extent : null,
    bySize: sizeSigma === null ? null : sizeSigma / size,
    difference: scaleDifference(scale, file),
    aspect: isAnisotropic(file) ? aspect : null,
  };
};
