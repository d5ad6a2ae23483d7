import { angleWords } from '../image/angle-words.ts';
import { basisText } from '../confirmation/calibration-words.ts';
import type { Scaling } from '../confirmation/user-calibration.ts';
import type { Scale } from '../image/calibration.ts';
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

const lengthText = (value: number): string => String(Number(value.toPrecision(3)));

const scaleText = ({ betweenColumns, betweenRows, unit }: Scale): string => {
  if (unit === 'px') return 'none, pixels only';
  return `${lengthText(betweenColumns)} × ${lengthText(betweenRows)} mm`;
};

const anglesText = (view: ImageSeries['view']): string => {
  const words = angleWords(view?.primaryAngle, view?.secondaryAngle);
  return words && `, ${words}`;
};

const volumeWarnings = (volume: ImageSeries['volume']): readonly string[] => {
  switch (volume.kind) {
    case 'ok':
      return [];
    case 'resampled':
      return [`Three planes are resampled: ${volume.message}`];
    case 'refused':
      return [`No three planes: ${volume.message}`];
  }
};

/** `scaling`: of the picture shown, the reader's where there is one. */
export const statusOf = (series: ImageSeries, index: number, layout: Layout, scaling: Scaling): Status => {
  const count = series.frames.length;
  const what = series.frameTimesMs ? 'Frame' : series.space === 'patient' ? 'Slice' : 'Image';
  const slices =
    series.slices?.uniform && series.slices.spacing > 0 ? `, ${lengthText(series.slices.spacing)} mm apart` : '';
  return {
    modality: series.modality,
    place:
      layout === 'planes' || layout === 'device'
        ? `${String(count)} slices, ${layout === 'planes' ? 'three planes' : 'along the device'}${slices}`
        : `${what} ${String(index + 1)} of ${String(count)}${slices}${anglesText(series.view)}`,
    scale: scaleText(scaling.scale),
    basis: basisText(scaling),
    warnings: series.space === 'patient' && count > 2 ? volumeWarnings(series.volume) : [],
  };
};
