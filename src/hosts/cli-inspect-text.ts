import { oneLine } from './cli-result.ts';
import type { Skipped } from '../load/load-input.ts';
import type { Basis, LengthUnit } from '../image/scale.ts';
import type { ImageSeries } from '../image/series.ts';

const BASIS: Readonly<Record<Basis, string>> = {
  'pixel-spacing': 'from PixelSpacing',
  'pixel-spacing-geometry': 'from PixelSpacing, corrected by geometry',
  'pixel-spacing-fiducial': 'from PixelSpacing, corrected by a fiducial',
  'us-region': 'from the ultrasound region',
  'imager-magnification': 'from ImagerPixelSpacing and the magnification',
  imager: 'from ImagerPixelSpacing',
  'nominal-scanned': 'from the film scanner',
  user: 'entered by a person',
  none: 'not calibrated',
};

const UNIT: Readonly<Record<LengthUnit, string>> = { mm: 'mm', 'mm-at-detector': 'mm at the detector', px: 'px' };

const number = (value: number): string => String(Number(value.toPrecision(4)));

const counted = (count: number, what: string): string => `${String(count)} ${what}${count === 1 ? '' : 's'}`;

const planesLine = (volume: ImageSeries['volume']): string => {
  switch (volume.kind) {
    case 'ok':
      return 'can:   reformatted planes';
    case 'resampled':
      return `can:   reformatted planes, resampled to a regular grid (${volume.message})`;
    case 'refused':
      return `can’t: reformatted planes (${volume.message})`;
  }
};

/** What can and can't be said from these images; the last lines of each series. */
const measurable = (series: ImageSeries): readonly string[] => {
  const unit = UNIT[series.scale.unit];
  switch (series.space) {
    case 'patient':
      return ['can:   tip to target in mm in the patient, in three dimensions', planesLine(series.volume)];
    case 'image':
      return [
        `can:   distances in ${unit} within the picture`,
        'can’t: inside is never said without the thickness of what the picture shows (beamWidth)',
        ...(series.scale.unit === 'px' ? ['can’t: millimetres, unless somebody measures a known object'] : []),
      ];
    case 'projection':
      return [
        `can:   projected distances in ${unit}; outside can be said`,
        'can’t: inside, depth or true distance from a single projection',
        ...(series.scale.unit === 'px' ? ['can’t: millimetres, unless somebody measures a known object'] : []),
      ];
  }
};

const sliceLine = ({ slices }: ImageSeries): readonly string[] => {
  if (!slices) return [];
  const parts = [
    `slices ${number(slices.spacing)} mm apart`,
    slices.thickness === null ? 'thickness unknown' : `${number(slices.thickness)} mm thick`,
    slices.uniform ? 'uniform' : 'not uniform',
    ...(slices.tiltDegrees > 0 ? [`tilted ${number(slices.tiltDegrees)}°`] : []),
  ];
  return [parts.join(', ')];
};

const regionLines = ({ regions }: ImageSeries): readonly string[] =>
  regions.map(({ frame, bounds, betweenColumns, betweenRows }) => {
    const where = `region ${bounds.join(',')}${frame === null ? '' : ` in frame ${String(frame)}`}`;
    return betweenColumns === null || betweenRows === null
      ? `${where}: not in mm`
      : `${where}: ${number(betweenColumns)} × ${number(betweenRows)} mm`;
  });

const viewLine = ({ view }: ImageSeries): readonly string[] => {
  if (!view) return [];
  const known = (value: number | null, unit: string): string =>
    value === null ? 'unknown' : `${number(value)}${unit}`;
  return [
    `view ${known(view.primaryAngle, '°')} primary, ${known(view.secondaryAngle, '°')} secondary; SID ${known(view.sid, ' mm')}, SOD ${known(view.sod, ' mm')}`,
  ];
};

const seriesText = (series: ImageSeries): string => {
  const { scale } = series;
  const [columns, rows] = series.size;
  const title = [series.modality, oneLine(series.description)].filter((text) => text !== '').join('  ');
  const lines = [
    `${counted(series.instances.length, 'instance')}, ${counted(series.frames.length, 'frame')} of ${String(columns)} × ${String(rows)}; ${series.space} space`,
    `pixels ${number(scale.betweenColumns)} × ${number(scale.betweenRows)} ${UNIT[scale.unit]} (columns × rows), ${BASIS[scale.basis]}`,
    ...sliceLine(series),
    ...regionLines(series),
    ...viewLine(series),
    ...series.caveats.map(({ code, message }) => `note:  ${code}: ${oneLine(message)}`),
    ...measurable(series),
  ];
  return [title, ...lines.map((line) => `  ${line}`)].join('\n');
};

export const inspectionText = (series: readonly ImageSeries[], skips: readonly Skipped[]): string => {
  const skipLines = skips.map(({ path, code, message }) => `  ${oneLine(path)}: ${code}: ${oneLine(message)}`);
  const blocks = [
    ...(series.length === 0 ? ['No images.'] : series.map(seriesText)),
    ...(skips.length === 0 ? [] : [[`${counted(skips.length, 'file')} left out`, ...skipLines].join('\n')]),
  ];
  return `${blocks.join('\n\n')}\n`;
};
