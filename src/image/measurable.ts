import type { AttributeName } from './dictionary.ts';
import { depthProblem, isMosaic, isOrientation } from './frame-plane.ts';
import { attribute, scaleReason } from './scale-reason.ts';
import type { ImageSeries } from './series.ts';
import type { ImageFrame } from './stacks.ts';

export type MeasurableCode =
  'position-in-patient' | 'other-series' | 'reformatted-planes' | 'millimetres' | 'distances' | 'inside' | 'two-views';

/** One thing that can or can't be said from a series, in a sentence with its reason, and what in the files would mend it. */
export interface Measurable {
  readonly code: MeasurableCode;
  readonly possible: boolean;
  readonly message: string;
  /** Attributes that would have to be recorded; null where nothing in the files would help, or nothing is missing. */
  readonly mend: string | null;
}

const can = (code: MeasurableCode, message: string, mend: string | null = null): Measurable => ({
  code,
  possible: true,
  message,
  mend,
});
const cannot = (code: MeasurableCode, message: string, mend: string | null = null): Measurable => ({
  code,
  possible: false,
  message,
  mend,
});

/** What can and can't be measured in a series, and why: for whoever keeps the archive as much as for whoever marks the tip. */
export const measurable = (series: ImageSeries): readonly Measurable[] => {
  const [frame] = series.frames;
  if (!frame) return [];
  switch (series.space) {
    case 'patient':
      return inPatient(series, frame);
    case 'image':
      return [...noPlace(frame), ...scaled(series, frame), INSIDE_IMAGE];
    case 'projection':
      return [...scaled(series, frame), INSIDE_PROJECTION, ...twoViews(series, frame)];
  }
};

const inPatient = (series: ImageSeries, frame: ImageFrame): readonly Measurable[] => {
  const depth = depthProblem(frame.instance);
  return [
    depth === null
      ? can('position-in-patient', 'tip to target in mm in the patient, in three dimensions')
      : cannot('position-in-patient', `tip to target in three dimensions: ${depth}`),
    ...(series.frameOfReferenceUID === null
      ? [
          cannot(
            'other-series',
            'comparison with marks in other series: FrameOfReferenceUID is missing',
            attribute('FrameOfReferenceUID'),
          ),
        ]
      : []),
    planesOf(series),
  ];
};

const planesOf = ({ volume }: ImageSeries): Measurable => {
  switch (volume.kind) {
    case 'ok':
      return can('reformatted-planes', 'reformatted planes');
    case 'resampled':
      return can('reformatted-planes', `reformatted planes, resampled to a regular grid (${volume.message})`);
    case 'refused':
      return cannot('reformatted-planes', `reformatted planes: ${volume.message}`);
  }
};

/** Why a tomographic image is a picture without a place; nothing of images that have none by nature. */
const noPlace = ({ instance, frame }: ImageFrame): readonly Measurable[] => {
  if (instance.nature !== 'tomographic') return [];
  const what = 'a place in the patient';
  if (isMosaic(instance)) return [cannot('position-in-patient', `${what}: the picture is a mosaic of many slices`)];
  const attributes = instance.frames[frame - 1];
  if (attributes?.orientation && !isOrientation(attributes.orientation)) {
    return [
      cannot(
        'position-in-patient',
        `${what}: ImageOrientationPatient is not two perpendicular directions`,
        `a right ${attribute('ImageOrientationPatient')}`,
      ),
    ];
  }
  const missing: AttributeName[] = [
    ...(attributes?.position ? [] : (['ImagePositionPatient'] as const)),
    ...(attributes?.orientation ? [] : (['ImageOrientationPatient'] as const)),
    ...(attributes?.pixelSpacing ? [] : (['PixelSpacing'] as const)),
  ];
  const where = instance.numberOfFrames > 1 ? ' in the functional groups of each frame' : '';
  return [
    cannot(
      'position-in-patient',
      `${what}: ${listed(missing)} ${missing.length === 1 ? 'is' : 'are'} missing${where}`,
      `${listed(missing.map(attribute))}${where}`,
    ),
  ];
};

const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;

const scaled = (series: ImageSeries, frame: ImageFrame): readonly Measurable[] => {
  const { why, mend } = scaleReason(frame);
  const projected = series.space === 'projection' ? 'projected distances' : 'distances within the picture';
  switch (series.scale.unit) {
    case 'mm':
      return [can('millimetres', `${projected} in mm: ${why}`, mend)];
    case 'mm-at-detector':
      return [
        can('distances', `${projected} in mm at the detector`),
        cannot('millimetres', `mm in the patient: ${why}`, mend),
      ];
    case 'px':
      return [
        can('distances', `${projected} in px`),
        cannot('millimetres', `mm, unless somebody measures a known object: ${why}`, mend),
      ];
  }
};

const INSIDE_IMAGE = cannot(
  'inside',
  'inside, without the thickness of what the picture shows (beamWidth), which no file records',
);
const INSIDE_PROJECTION = cannot(
  'inside',
  'inside, depth or true distance from a single projection; outside can be said',
);

/** What a run needs to be one of two views that give a position together. */
const twoViews = (series: ImageSeries, { instance, frame }: ImageFrame): readonly Measurable[] => {
  const view = instance.frames[frame - 1]?.view;
  if (series.view === null || !view) return [];
  const missing: AttributeName[] = [
    ...(view.imagerSpacing ? [] : (['ImagerPixelSpacing'] as const)),
    ...(view.sid === undefined ? (['DistanceSourceToDetector'] as const) : []),
    ...(view.sod === undefined ? (['DistanceSourceToPatient'] as const) : []),
    ...(view.primaryAngle === undefined ? (['PositionerPrimaryAngle'] as const) : []),
    ...(view.secondaryAngle === undefined ? (['PositionerSecondaryAngle'] as const) : []),
  ];
  if (missing.length > 0) {
    return [
      cannot(
        'two-views',
        `a position in space together with a second view: ${listed(missing)} ${missing.length === 1 ? 'is' : 'are'} missing`,
        listed(missing.map(attribute)),
      ),
    ];
  }
  return view.isMoving
    ? [cannot('two-views', 'a position in space together with a second view, but in the first frame: the arm moved')]
    : [can('two-views', 'a position in space together with a second view from another side')];
};
