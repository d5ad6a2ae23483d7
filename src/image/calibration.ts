import { ANISOTROPIC_SPACING, ROUNDING } from '../space/tolerance.ts';
import type { ImageAttributes } from './attributes.ts';
import { caveat, type Caveat } from './caveat.ts';
import type { SpacingPair } from './element-source.ts';
import { refusal, type Refusal } from './refusal.ts';
import type { Basis, LengthUnit, Scale } from './scale.ts';
import { principalRegion, regionCaveats, regionScale } from './ultrasound-region.ts';

export type { Basis, LengthUnit, Scale } from './scale.ts';

/** A scale never travels without what must be known with it. */
export interface Calibration {
  readonly scale: Scale;
  readonly caveats: readonly Caveat[];
}

/** Spacings written with differing precision are equal; a correction for magnification changes them by far more. */
const EQUAL_SPACING = 1e-4;

/** Relative difference of two statements of the same scale that is a conflict. */
const CONFLICT = 0.01;

const differ = (a: number, b: number, relative: number): boolean =>
  Math.abs(a - b) > (relative + ROUNDING) * Math.min(a, b);
const pairsDiffer = (a: SpacingPair, b: SpacingPair, relative: number): boolean =>
  differ(a.betweenColumns, b.betweenColumns, relative) || differ(a.betweenRows, b.betweenRows, relative);

const scaled = (pair: SpacingPair, unit: LengthUnit, basis: Basis, by = 1): Scale => ({
  betweenColumns: pair.betweenColumns * by,
  betweenRows: pair.betweenRows * by,
  unit,
  basis,
});

const UNKNOWN_CALIBRATION = 'how PixelSpacing was calibrated is not recorded';
const AT_DETECTOR = caveat(
  'at-detector-scale',
  'distances are at the detector, not in the patient: the magnification is not known',
);

/** The scale of one frame by what the file says, in the order that docs/conformance.md gives. */
export const calibrationOf = (image: ImageAttributes, frame: number): Calibration => {
  const found =
    fromRegion(image, frame) ??
    (image.nature === 'projection' ? fromProjection(image, frame) : fromPlane(image, frame)) ??
    uncalibrated(image);
  return isAnisotropic(found.scale)
    ? { scale: found.scale, caveats: [...found.caveats, anisotropy(found.scale)] }
    : found;
};

const pixelSpacingOf = (image: ImageAttributes, frame: number): SpacingPair | undefined =>
  image.frames[frame - 1]?.pixelSpacing;

const fromRegion = (image: ImageAttributes, frame: number): Calibration | null => {
  if (image.nature !== 'ultrasound' && image.nature !== 'secondary-capture') return null;
  const region = principalRegion(image.regions);
  const scale = region && regionScale(region);
  if (!scale) return null;
  const caveats = [...regionCaveats(region, image.columns, image.rows)];
  const spacing = pixelSpacingOf(image, frame);
  if (spacing && pairsDiffer(spacing, scale, CONFLICT)) {
    caveats.push(caveat('spacing-conflict', 'PixelSpacing disagrees with the ultrasound region; the region is used'));
  }
  return { scale, caveats };
};

const fromPlane = (image: ImageAttributes, frame: number): Calibration | null => {
  const spacing = pixelSpacingOf(image, frame);
  if (!spacing) return null;
  const scale = scaled(spacing, 'mm', 'pixel-spacing');
  if (image.nature === 'tomographic') return { scale, caveats: [] };
  if (image.nature === 'ultrasound') {
    // Regions that say nothing usable speak against PixelSpacing: it can't hold in an M-mode or spectral picture.
    if (image.regions.length > 0) return null;
    return {
      scale,
      caveats: [
        caveat('no-region', 'the ultrasound image has no calibrated region; PixelSpacing is taken to hold everywhere'),
      ],
    };
  }
  return { scale, caveats: [caveat('calibration-unknown', UNKNOWN_CALIBRATION)] };
};

const fromProjection = (image: ImageAttributes, frame: number): Calibration | null =>
  fromPixelSpacing(image, frame) ?? fromImager(image) ?? fromScanner(image);

const CALIBRATION_TYPES: Readonly<Record<string, Basis>> = {
  GEOMETRY: 'pixel-spacing-geometry',
  FIDUCIAL: 'pixel-spacing-fiducial',
};

const fromPixelSpacing = (image: ImageAttributes, frame: number): Calibration | null => {
  const spacing = pixelSpacingOf(image, frame);
  if (!spacing) return null;
  const type = image.pixelSpacingCalibrationType;
  const typed = type === undefined || !Object.hasOwn(CALIBRATION_TYPES, type) ? undefined : CALIBRATION_TYPES[type];
  if (typed !== undefined) return { scale: scaled(spacing, 'mm', typed), caveats: [] };
  const uncorrected = image.view.imagerSpacing ?? image.nominalScannedPixelSpacing;
  // A copy of the spacing at the detector or on the film was not corrected for magnification.
  if (uncorrected && !pairsDiffer(spacing, uncorrected, EQUAL_SPACING)) return null;
  return {
    scale: scaled(spacing, 'mm', 'pixel-spacing'),
    caveats: image.view.imagerSpacing ? [] : [caveat('calibration-unknown', UNKNOWN_CALIBRATION)],
  };
};

const fromImager = (image: ImageAttributes): Calibration | null => {
  const { imagerSpacing, magnification, sid, sod } = image.view;
  if (!imagerSpacing) return null;
  const conflicts: Caveat[] = [];
  const isPossible = sid !== undefined && sod !== undefined && sod <= sid;
  if (sid !== undefined && sod !== undefined && !isPossible) {
    conflicts.push(
      caveat(
        'spacing-conflict',
        'the patient would lie behind the detector (SOD greater than SID); the distances are not used',
      ),
    );
  }
  const byDistances = isPossible ? sid / sod : undefined;
  const factor = magnification ?? byDistances;
  if (factor === undefined)
    return { scale: scaled(imagerSpacing, 'mm-at-detector', 'imager'), caveats: [AT_DETECTOR, ...conflicts] };
  if (magnification !== undefined && byDistances !== undefined && differ(magnification, byDistances, CONFLICT)) {
    conflicts.push(
      caveat(
        'spacing-conflict',
        'the recorded magnification disagrees with SID and SOD; the recorded magnification is used',
      ),
    );
  }
  return {
    scale: scaled(imagerSpacing, 'mm', 'imager-magnification', 1 / factor),
    caveats: [
      caveat(
        'depth-scale',
        'the magnification holds at one depth in the patient; nearer the source things look larger',
      ),
      ...conflicts,
    ],
  };
};

const fromScanner = (image: ImageAttributes): Calibration | null =>
  image.nominalScannedPixelSpacing
    ? { scale: scaled(image.nominalScannedPixelSpacing, 'mm-at-detector', 'nominal-scanned'), caveats: [AT_DETECTOR] }
    : null;

const uncalibrated = (image: ImageAttributes): Calibration => {
  const caveats = [caveat('uncalibrated', 'nothing in the file gives the size of a pixel; distances are in pixels')];
  if (image.nature === 'ultrasound' && image.regions.length > 0) {
    caveats.push(caveat('no-region', 'none of the ultrasound regions is a 2D picture calibrated in cm'));
  }
  return { scale: { betweenColumns: 1, betweenRows: image.pixelAspectRatio ?? 1, unit: 'px', basis: 'none' }, caveats };
};

export const isAnisotropic = (scale: Pick<Scale, 'betweenColumns' | 'betweenRows'>): boolean =>
  differ(scale.betweenColumns, scale.betweenRows, ANISOTROPIC_SPACING);

const anisotropy = ({ betweenColumns, betweenRows }: Scale): Caveat =>
  caveat(
    'anisotropic-scale',
    `pixels are not square: ${significant(betweenColumns)} along the rows, ${significant(betweenRows)} down the columns`,
  );

const significant = (value: number): string => String(Number(value.toPrecision(4)));

/** A scale that a person entered or measured on a known object; it goes before everything that the file says. */
export const userCalibration = (betweenColumns: number, betweenRows: number): Calibration | Refusal<'not-positive'> => {
  if (!(betweenColumns > 0 && betweenRows > 0 && Number.isFinite(betweenColumns) && Number.isFinite(betweenRows))) {
    return refusal('not-positive', 'the size of a pixel must be greater than 0 mm');
  }
  const scale: Scale = { betweenColumns, betweenRows, unit: 'mm', basis: 'user' };
  const caveats = [caveat('user-calibration', 'the scale was entered or measured by a person')];
  return { scale, caveats: isAnisotropic(scale) ? [...caveats, anisotropy(scale)] : caveats };
};
