import { ANISOTROPIC_SPACING } from '../space/tolerance.ts';
import type { ImageAttributes } from './attributes.ts';
import { caveat, type Caveat } from './caveat.ts';
import type { SpacingPair } from './element-source.ts';
import { refusal, type Refusal } from './refusal.ts';
import { projectionCalibration, scaled, UNKNOWN_CALIBRATION } from './projection-scale.ts';
import type { Calibration, Scale } from './scale.ts';
import { CONFLICT, differ, pairsDiffer } from './spacing-difference.ts';
import { principalRegion, regionCaveats, regionScale, type UltrasoundRegion } from './ultrasound-region.ts';

export type { Basis, Calibration, LengthUnit, Scale } from './scale.ts';

/** The scale of one frame by what the file says, in the order that docs/conformance.md gives. */
export const calibrationOf = (image: ImageAttributes, frame: number): Calibration => {
  const stated =
    fromRegion(image, frame) ??
    (image.nature === 'projection' ? fromProjection(image, frame) : fromPlane(image, frame));
  const { scale, caveats } = stated && isSize(stated.scale) ? stated : uncalibrated(image, frame);
  return {
    scale,
    caveats: [...caveats, ...aspectConflict(image, scale), ...(isAnisotropic(scale) ? [anisotropy(scale)] : [])],
  };
};

/** Numbers of hostile files can grow or shrink beyond what a number holds. */
const isSize = ({ betweenColumns, betweenRows }: Scale): boolean =>
  [betweenColumns, betweenRows].every((size) => Number.isFinite(size) && size > 0);

/** PixelAspectRatio is for images without a spacing; pictures are drawn by it, so one that disagrees must be told. */
const aspectConflict = (image: ImageAttributes, scale: Scale): readonly Caveat[] => {
  const { pixelAspectRatio, nature } = image;
  if (pixelAspectRatio === undefined || nature === 'tomographic' || scale.unit === 'px') return [];
  if (!differ(pixelAspectRatio, scale.betweenRows / scale.betweenColumns, CONFLICT)) return [];
  return [caveat('spacing-conflict', 'PixelAspectRatio disagrees with the spacing; distances are by the spacing')];
};

const pixelSpacingOf = (image: ImageAttributes, frame: number): SpacingPair | undefined =>
  image.frames[frame - 1]?.pixelSpacing;

const regionsOf = (image: ImageAttributes, frame: number): readonly UltrasoundRegion[] =>
  image.frames[frame - 1]?.regions ?? [];

const fromRegion = (image: ImageAttributes, frame: number): Calibration | null => {
  if (image.nature !== 'ultrasound' && image.nature !== 'secondary-capture') return null;
  const region = principalRegion(regionsOf(image, frame));
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
    if (regionsOf(image, frame).length > 0) return null;
    return {
      scale,
      caveats: [
        caveat('no-region', 'the ultrasound image has no calibrated region; PixelSpacing is taken to hold everywhere'),
      ],
    };
  }
  return { scale, caveats: [caveat('calibration-unknown', UNKNOWN_CALIBRATION)] };
};

const fromProjection = (image: ImageAttributes, frame: number): Calibration | null => {
  const attributes = image.frames[frame - 1];
  if (!attributes) return null;
  return projectionCalibration({
    pixelSpacing: attributes.pixelSpacing,
    calibrationType: image.pixelSpacingCalibrationType,
    nominalScannedSpacing: image.nominalScannedPixelSpacing,
    view: attributes.view,
  });
};

const uncalibrated = (image: ImageAttributes, frame: number): Calibration => {
  const caveats = [caveat('uncalibrated', 'nothing in the file gives the size of a pixel; distances are in pixels')];
  if (image.nature === 'ultrasound' && regionsOf(image, frame).length > 0) {
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
