import type { BiplaneSpace, Look, ProjectionView, Space, Voxel } from '../../confirmation/record.ts';
import { basisText } from '../../confirmation/calibration-words.ts';
import { instantOf } from '../../confirmation/instant.ts';
import { DCM, own, SCT, type Code, type PrivateName, type Unit } from './codes.ts';
import { as, code, dateTime, num, scoord, text, textIfAny, uidRef, type ContentItem } from './content-item.ts';
import { measurementGroup } from './group.ts';
import { deviceCode, type MarkContext } from './marks.ts';
import { lookTime } from './time-points.ts';
import { fromImage } from './places.ts';
import { BASES, METHODS, SPACES, ZONE_ROLES } from './vocabulary.ts';

type Number = (name: Code, value: number | undefined, unit: Unit) => readonly ContentItem[];

/** Numbers that were taken from an image, where they are known. */
const numbersFrom =
  (from: readonly ContentItem[]): Number =>
  (name, value, unit) =>
    value === undefined ? [] : [num(name, { value, unit }, from)];

const times = (name: PrivateName, at: string | undefined): readonly ContentItem[] => {
  const instant = at === undefined ? null : instantOf(at);
  return instant === null ? [] : [dateTime(own(name), new Date(instant))];
};

/** What a record says beside its marks: how its positions are meant and scaled, which device, when. */
export const recordGroups = (context: MarkContext): readonly ContentItem[] => {
  const { record, source, referTo } = context;
  const { id, space, device, procedure, at, committedAt, shaftSigma } = record;
  const own_ = 'sopInstanceUID' in space ? referTo(space) : source;
  const number = numbersFrom(fromImage(own_));
  return [
    measurementGroup(
      '1501',
      'record',
      { recordId: id, mark: 'record', label: 'Confirmation' },
      {
        finding: deviceCode(record),
        contents: [
          ...textIfAny(own('record-id'), id),
          code(own('space'), own(SPACES[space.kind])),
          ...spaceItems(space, number),
          ...number(
            own('shaft-sd'),
            shaftSigma,
            space.kind === 'patient' || !('scale' in space) ? 'mm' : space.scale.unit,
          ),
          ...(device?.name === undefined ? [] : [text(own('device-name'), device.name)]),
          ...(device?.source === undefined ? [] : [text(own('device-source'), device.source)]),
          ...textIfAny(own('procedure'), procedure),
          ...times('at', at),
          ...times('committed-at', committedAt),
        ],
      },
    ),
    ...(space.kind === 'biplane' ? biplaneGroups(context, space) : []),
    ...(record.looks ?? []).map((look, index) => lookGroup(context, look, index)),
    ...('scale' in space && space.calibration ? [calibrationGroup(context, space)] : []),
  ];
};

const spaceItems = (space: Space, number: Number): readonly ContentItem[] => {
  switch (space.kind) {
    case 'patient': {
      const { voxel, registrationSigma, frameOfReferenceUID } = space;
      return [
        uidRef(DCM.frameOfReference, frameOfReferenceUID),
        ...number(own('registration-sd'), registrationSigma, 'mm'),
        ...voxelItems(voxel, number),
        code(own('basis'), own('pixel-spacing')),
      ];
    }
    case 'image':
    case 'projection': {
      const { scale, scaleSigma, modality, columns, rows } = space;
      const { unit, basis, betweenColumns, betweenRows } = scale;
      return [
        ...textIfAny(own('image-modality'), modality),
        code(own('basis'), own(BASES[basis])),
        ...(unit === 'px'
          ? number(own('scale-aspect'), betweenRows, '1')
          : [
              ...number(DCM.horizontalSpacing, betweenColumns, unit),
              ...number(DCM.verticalSpacing, betweenRows, unit),
            ]),
        ...number(own('scale-sd'), scaleSigma, '1'),
        ...number(own('beam-width'), space.kind === 'image' ? space.beamWidth : undefined, 'mm'),
        ...number(DCM.columns, columns, 'px'),
        ...number(DCM.rows, rows, 'px'),
      ];
    }
    case 'biplane':
      return [code(own('basis'), own('imager-magn'))];
  }
};

const voxelItems = (voxel: Voxel | undefined, number: Number): readonly ContentItem[] => [
  ...number(DCM.horizontalSpacing, voxel?.betweenColumns, 'mm'),
  ...number(DCM.verticalSpacing, voxel?.betweenRows, 'mm'),
  ...number(DCM.sliceSpacing, voxel?.betweenSlices, 'mm'),
  ...number(DCM.sliceThickness, voxel?.sliceThickness, 'mm'),
  ...DCM.orientation.flatMap((name, index) => number(name, voxel?.orientation?.[index], '1')),
];

/** An earlier look beside its marks: when, in which frame of reference, of which voxels. */
const lookGroup = ({ record, source, referTo }: MarkContext, look: Look, index: number): ContentItem =>
  measurementGroup(
    '1501',
    'look',
    { recordId: record.id, mark: `look ${String(index + 1)}`, label: `Look ${String(index + 1)}` },
    {
      finding: deviceCode(record),
      timePoint: lookTime(look, index),
      contents: [
        ...(look.frameOfReferenceUID === undefined ? [] : [uidRef(DCM.frameOfReference, look.frameOfReferenceUID)]),
        ...voxelItems(look.voxel, numbersFrom(fromImage(look.tip?.image ? referTo(look.tip.image) : source))),
      ],
    },
  );

const biplaneGroups = (context: MarkContext, { views, geometrySigma }: BiplaneSpace): readonly ContentItem[] => {
  const { record, source } = context;
  const number = numbersFrom(fromImage(source));
  const { plan } = record;
  const at = (name: 'plan-entry' | 'plan-target', position: readonly number[] | undefined): readonly ContentItem[] =>
    (['x', 'y', 'z'] as const).flatMap((axis, index) => number(own(`${name}-${axis}`), position?.[index], 'mm'));
  const general = [
    ...number(own('sd-spacing'), geometrySigma?.imagerSpacing, '1'),
    ...number(own('sd-sid'), geometrySigma?.sid, 'mm'),
    ...number(own('sd-sod'), geometrySigma?.sod, 'mm'),
    ...number(own('sd-angle'), geometrySigma?.angle, 'deg'),
    ...at('plan-entry', plan?.entry),
    ...at('plan-target', plan?.target),
    ...number(own('marking-sd'), plan?.sigma, 'mm'),
  ];
  return [
    ...views.map((view, index) => viewGroup(context, view, index + 1)),
    ...(general.length > 0
      ? [
          measurementGroup(
            '1501',
            'view',
            { recordId: record.id, mark: 'views', label: 'Both views' },
            { finding: deviceCode(record), contents: general },
          ),
        ]
      : []),
  ];
};

const viewGroup = (context: MarkContext, view: ProjectionView, index: number): ContentItem => {
  const { record, referTo } = context;
  const number = numbersFrom(fromImage(referTo(view)));
  const [betweenRows, betweenColumns] = view.imagerSpacing;
  return measurementGroup(
    '1501',
    'view',
    { recordId: record.id, mark: `view ${String(index)}`, label: `View ${String(index)}` },
    {
      finding: deviceCode(record),
      contents: [
        text(own('view-number'), String(index)),
        ...number(DCM.rows, view.rows, 'px'),
        ...number(DCM.columns, view.columns, 'px'),
        ...number(DCM.verticalSpacing, betweenRows, 'mm-at-detector'),
        ...number(DCM.horizontalSpacing, betweenColumns, 'mm-at-detector'),
        ...number(DCM.sourceToDetector, view.sid, 'mm'),
        ...number(own('source-object'), view.sod, 'mm'),
        ...number(DCM.primaryAngle, view.primaryAngle, 'deg'),
        ...number(DCM.secondaryAngle, view.secondaryAngle, 'deg'),
        ...number(own('isocenter-column'), view.isocenter?.[0], 'px'),
        ...number(own('isocenter-row'), view.isocenter?.[1], 'px'),
        ...(view.entered ?? []).map((member) => text(own('entered'), member)),
      ],
    },
  );
};

type Scaled = Extract<Space, { readonly kind: 'image' | 'projection' }>;

/** How the reader calibrated the image, with the points of the object. */
const calibrationGroup = ({ record, referTo, has }: MarkContext, space: Scaled): ContentItem => {
  const { calibration } = space;
  const { points = [], size, sizeSigma, designation, atTargetDepth, method = 'entered' } = calibration ?? {};
  const picture = {
    sopInstanceUID: calibration?.sopInstanceUID ?? space.sopInstanceUID,
    frame: calibration?.frame ?? space.frame,
  };
  // Drawn on an image that isn't of this report, the object has no place in it.
  const object = has(picture.sopInstanceUID)
    ? points.map((point) => scoord(DCM.sourceOfMeasurement, 'POINT', [point], referTo(picture)))
    : [];
  const from = object.length > 0 ? as('INFERRED FROM', ...object) : fromImage(referTo(space));
  const number = numbersFrom(from);
  return measurementGroup(
    '1501',
    'calibration',
    { recordId: record.id, mark: 'calibration', label: 'Calibration' },
    {
      finding: own('calibration'),
      contents: [
        code(own('calib-method'), own(METHODS[method])),
        text(own('calib-text'), basisText(space)),
        ...number(own('calib-size'), size, 'mm'),
        ...number(own('calib-size-sd'), sizeSigma, 'mm'),
        ...textIfAny(own('calib-name'), designation),
        ...(atTargetDepth === undefined ? [] : [code(own('calib-depth'), atTargetDepth ? SCT.yes : SCT.no)]),
      ],
    },
  );
};

/** What of the device acts, as the record says it. */
export const zoneParameters = (context: MarkContext, index: number): readonly ContentItem[] => {
  const zone = context.record.device?.zones?.[index];
  if (!zone) return [];
  const number = numbersFrom(fromImage(context.source));
  const lengths =
    zone.shape === 'segment'
      ? [
          ...number(own('zone-from'), zone.from, 'mm'),
          ...number(own('zone-to'), zone.to, 'mm'),
          ...number(own('zone-throw'), zone.throw, 'mm'),
        ]
      : [
          ...number(own('zone-center'), zone.center, 'mm'),
          ...number(own('zone-along'), zone.along, 'mm'),
          ...number(own('zone-across'), zone.across, 'mm'),
        ];
  return [code(own('zone-role'), own(ZONE_ROLES[zone.role])), ...lengths];
};
