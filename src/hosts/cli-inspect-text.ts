import { oneLine } from '../image/refusal.ts';
import type { Skipped } from '../load/load-input.ts';
import { measurable } from '../image/measurable.ts';
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

/** What can and can't be said from these images; the last lines of each series. */
const measurableLines = (series: ImageSeries): readonly string[] =>
  measurable(series).map(
    ({ possible, message, mend }) =>
      `${possible ? 'can:  ' : 'can’t:'} ${oneLine(message)}${mend === null ? '' : ` [would help: ${mend}]`}`,
  );

const sliceLine = ({ slices }: ImageSeries): readonly string[] => {
  if (!slices) return [];
  const parts = [
    slices.spacing === 0 ? 'slices at positions that repeat' : `slices ${number(slices.spacing)} mm apart`,
    slices.thickness === null ? 'thickness unknown' : `${number(slices.thickness)} mm thick`,
    slices.uniform ? 'uniform' : 'not uniform',
    ...(slices.tiltDegrees > 0 ? [`tilted ${number(slices.tiltDegrees)}°`] : []),
  ];
  return [parts.join(', ')];
};

/** The scanner's own word on tilt, where positions can't tell or tell something else. */
const gantryLine = ({ space, slices, instances }: ImageSeries): readonly string[] => {
  const stated = instances[0]?.gantryDetectorTilt;
  if (space !== 'patient' || stated === undefined) return [];
  if (slices === null)
    return stated === 0 ? [] : [`GantryDetectorTilt is ${number(stated)}°; one image alone can’t show it`];
  return Math.abs(Math.abs(stated) - slices.tiltDegrees) < DIFFERENT_TILT_DEGREES
    ? []
    : [
        `GantryDetectorTilt is ${number(stated)}°, but the positions show ${number(slices.tiltDegrees)}°; they are believed`,
      ];
};

const DIFFERENT_TILT_DEGREES = 0.5;

const regionLines = ({ regions }: ImageSeries): readonly string[] =>
  regions.map(({ frame, bounds, betweenColumns, betweenRows, problem }) => {
    const where = `region ${bounds.join(',')}${frame === null ? '' : ` in frame ${String(frame)}`}`;
    return betweenColumns === null || betweenRows === null
      ? `${where}: not in mm${problem === null ? '' : `, ${problem}`}`
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
    ...gantryLine(series),
    ...regionLines(series),
    ...viewLine(series),
    ...series.caveats.map(({ code, message }) => `note:  ${code}: ${oneLine(message)}`),
    ...measurableLines(series),
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
