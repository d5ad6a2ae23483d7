import { tagOf, type AttributeName } from './dictionary.ts';
import type { ImageFrame } from './stacks.ts';
import { EQUAL_SPACING, pairsDiffer } from './spacing-difference.ts';
import { regionProblem } from './ultrasound-region.ts';

/** Why an image has the scale that it has, and what would have to be recorded for a better one; null where nothing is missing. */
export interface ScaleReason {
  readonly why: string;
  readonly mend: string | null;
}

/** An attribute as a person finds it in a viewer of headers. */
export const attribute = (name: AttributeName): string =>
  `${name} (${tagOf(name).slice(0, 4)},${tagOf(name).slice(4)})`;

const CALIBRATED = `PixelSpacing with ${attribute('PixelSpacingCalibrationType')}`;

export const scaleReason = (frame: ImageFrame): ScaleReason => {
  switch (frame.instance.nature) {
    case 'projection':
      return ofProjection(frame);
    case 'ultrasound':
      return ofUltrasound(frame);
    case 'tomographic':
      return frame.scale.basis === 'none' ? missingSpacing : { why: 'PixelSpacing is recorded', mend: null };
    case 'secondary-capture':
    case 'photograph':
      return ofPicture(frame);
  }
};

const missingSpacing: ScaleReason = {
  why: 'PixelSpacing is missing or not two sizes',
  mend: attribute('PixelSpacing'),
};

/** What a magnification could be worked out from and isn't recorded. */
const missingForMagnification = ({ instance, frame }: ImageFrame): string => {
  const view = instance.frames[frame - 1]?.view;
  const distances: AttributeName[] = [
    ...(view?.sid === undefined ? (['DistanceSourceToDetector'] as const) : []),
    ...(view?.sod === undefined ? (['DistanceSourceToPatient'] as const) : []),
  ];
  const factor = attribute('EstimatedRadiographicMagnificationFactor');
  return distances.length === 0 ? factor : `${distances.map(attribute).join(' and ')}, or ${factor}`;
};

const ofProjection = (image: ImageFrame): ScaleReason => {
  const { instance, frame, scale } = image;
  const attributes = instance.frames[frame - 1];
  const view = attributes?.view;
  switch (scale.basis) {
    case 'pixel-spacing-geometry':
    case 'pixel-spacing-fiducial': {
      const description = instance.pixelSpacingCalibrationDescription;
      const how = instance.pixelSpacingCalibrationType ?? '';
      return {
        why: `PixelSpacing was calibrated by ${how}${description === undefined ? '' : ` (${description})`}`,
        mend: null,
      };
    }
    case 'pixel-spacing':
      return {
        why: view?.imagerSpacing
          ? 'PixelSpacing differs from ImagerPixelSpacing, so it was corrected; how is not recorded'
          : 'PixelSpacing is recorded, but neither how it was calibrated nor ImagerPixelSpacing',
        mend: attribute('PixelSpacingCalibrationType'),
      };
    case 'imager-magnification':
      return { why: magnifiedBy(image), mend: null };
    case 'imager': {
      const isCopied = attributes?.pixelSpacing !== undefined;
      const isDisbelieved = view?.magnification !== undefined || (view?.sid !== undefined && view.sod !== undefined);
      return {
        why: `${isCopied ? 'PixelSpacing equals ImagerPixelSpacing' : 'ImagerPixelSpacing is recorded'} and ${
          isDisbelieved
            ? 'the magnification that is recorded is none that can be'
            : 'no magnification or distances are recorded'
        }, so distances are at the detector`,
        mend: `${isDisbelieved ? `a right ${attribute('EstimatedRadiographicMagnificationFactor')}` : missingForMagnification(image)}, or ${CALIBRATED}`,
      };
    }
    case 'nominal-scanned':
      return { why: 'NominalScannedPixelSpacing is that of the film, not of the patient', mend: CALIBRATED };
    default:
      return {
        why: 'ImagerPixelSpacing is missing, and so is PixelSpacing',
        mend: `${attribute('ImagerPixelSpacing')}${
          view?.magnification === undefined ? ` with ${missingForMagnification(image)}` : ''
        }, or ${CALIBRATED}`,
      };
  }
};

const magnifiedBy = ({ instance, frame, scale }: ImageFrame): string => {
  const view = instance.frames[frame - 1]?.view;
  if (!view?.imagerSpacing || (view.objectSpacing && !pairsDiffer(view.objectSpacing, scale, EQUAL_SPACING)))
    return 'ObjectPixelSpacingInCenterOfBeam is recorded, which holds at the depth of the object';
  const factor = view.imagerSpacing.betweenRows / scale.betweenRows;
  const by =
    view.magnification !== undefined && Math.abs(view.magnification / factor - 1) < EQUAL_SPACING
      ? 'EstimatedRadiographicMagnificationFactor'
      : 'the distances of source, patient and detector';
  return `ImagerPixelSpacing was divided by the magnification ${factor.toFixed(3)} by ${by}, which holds at one depth`;
};

const ofUltrasound = ({ scale, regions }: ImageFrame): ScaleReason => {
  const mend = `${attribute('SequenceOfUltrasoundRegions')} with a 2D region in cm`;
  if (scale.basis === 'us-region')
    return { why: 'a 2D region in cm is recorded; both marks must lie in regions of one scale', mend: null };
  if (scale.basis === 'pixel-spacing')
    return { why: 'PixelSpacing is recorded without ultrasound regions, so where it holds is not known', mend };
  if (regions.length === 0) return { why: 'neither ultrasound regions nor PixelSpacing are recorded', mend };
  const problems = [...new Set(regions.map((region) => regionProblem(region) ?? 'its size is none'))];
  return { why: `no ultrasound region is usable: ${problems.join('; ')}`, mend };
};

const ofPicture = ({ scale }: ImageFrame): ScaleReason => {
  if (scale.basis === 'none') return missingSpacing;
  return scale.basis === 'us-region'
    ? { why: 'a 2D ultrasound region in cm is recorded; both marks must lie in regions of one scale', mend: null }
    : {
        why: 'PixelSpacing is recorded, but not how it was calibrated',
        mend: attribute('PixelSpacingCalibrationType'),
      };
};
