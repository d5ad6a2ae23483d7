import { angleWords } from '../image/angle-words.ts';
import { basisText } from '../confirmation/calibration-words.ts';
import type { Scaling } from '../confirmation/user-calibration.ts';
import type { Scale } from '../image/calibration.ts';
import type { ImageSeries } from '../image/series.ts';
import type { Layout } from './stage.ts';
import { said, t } from '../words/words.ts';

/** What the status line always says, in the page's language: what is shown, where in the series, and how big a pixel is and how that is known. */
export interface Status {
  readonly modality: string;
  readonly place: string;
  readonly scale: string;
  readonly basis: string;
  readonly warnings: readonly string[];
}

const lengthText = (value: number): string => String(Number(value.toPrecision(3)));

const scaleText = ({ betweenColumns, betweenRows, unit }: Scale): string => {
  if (unit === 'px') return t('none, pixels only');
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
      return [t('Three planes are resampled: {why}', { why: said(volume.message) })];
    case 'refused':
      return [t('No three planes: {why}', { why: said(volume.message) })];
  }
};

/** `scaling`: of the picture shown, the reader's where there is one. */
export const statusOf = (series: ImageSeries, index: number, layout: Layout, scaling: Scaling): Status => {
  const count = series.frames.length;
  const what = series.frameTimesMs ? 'Frame' : series.space === 'patient' ? 'Slice' : 'Image';
  const apart = (place: string): string =>
    series.slices?.uniform && series.slices.spacing > 0
      ? t('{place}, {mm} mm apart', { place, mm: lengthText(series.slices.spacing) })
      : place;
  return {
    modality: series.modality,
    place:
      layout === 'planes' || layout === 'device'
        ? apart(t(layout === 'planes' ? '{count} slices, three planes' : '{count} slices, along the device', { count }))
        : `${apart(t(`${what} {n} of {all}`, { n: index + 1, all: count }))}${anglesText(series.view)}`,
    scale: scaleText(scaling.scale),
    basis: said(basisText(scaling)),
    warnings: series.space === 'patient' && count > 2 ? volumeWarnings(series.volume) : [],
  };
};
