import type { Basis, Scale } from '../image/calibration.ts';
import type { ImageSeries } from '../image/series.ts';
import type { Layout } from './stage.ts';

/** What the status line always says: what is shown, where in the series, and how big a pixel is and how that is known. */
export interface Status {
  readonly modality: string;
  readonly place: string;
  readonly scale: string;
  readonly basis: string;
  readonly warnings: readonly string[];
}

export const BASIS_WORDS: Readonly<Record<Basis, string>> = {
  'pixel-spacing': 'by pixel spacing',
  'pixel-spacing-geometry': 'corrected by geometry',
  'pixel-spacing-fiducial': 'corrected by a known object',
  'us-region': 'by the ultrasound region',
  'imager-magnification': 'corrected for magnification at one depth',
  imager: 'at the detector, not in the patient',
  'nominal-scanned': 'on the scanned film, not in the patient',
  user: 'entered by the user',
  none: 'not calibrated',
};

const lengthText = (value: number): string => String(Number(value.toPrecision(3)));

const scaleText = ({ betweenColumns, betweenRows, unit }: Scale): string => {
  if (unit === 'px') return 'none, pixels only';
  return `${lengthText(betweenColumns)} × ${lengthText(betweenRows)} mm`;
};

export const statusOf = (series: ImageSeries, index: number, layout: Layout): Status => {
  const frame = series.frames[index];
  const scale = frame?.scale ?? series.scale;
  const count = series.frames.length;
  const what = series.frameTimesMs ? 'Frame' : series.space === 'patient' ? 'Slice' : 'Image';
  const slices = series.slices?.uniform ? `, ${lengthText(series.slices.spacing)} mm apart` : '';
  return {
    modality: series.modality,
    place:
      layout === 'planes'
        ? `${String(count)} slices, three planes${slices}`
        : `${what} ${String(index + 1)} of ${String(count)}${slices}`,
    scale: scaleText(scale),
    basis: BASIS_WORDS[scale.basis],
    warnings:
      series.volume.kind === 'refused' && series.space === 'patient' && count > 2
        ? [`No three planes: ${series.volume.message}`]
        : [],
  };
};
