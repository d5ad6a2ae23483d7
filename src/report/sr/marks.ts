import type {
  BiplaneSpace,
  Confirmation,
  LengthUnit,
  Look,
  Position,
  ProjectionView,
  Space,
  Target,
  Tip,
} from '../../confirmation/record.ts';
import type { DataSet } from '../dicom/data-set.ts';
import { DCM, own, type Code, type PrivateName, type Unit } from './codes.ts';
import { as, code, image, num, text, textIfAny, type ContentItem } from './content-item.ts';
import { measurementGroup, type TimePoint } from './group.ts';
import { fromImage, marked, targetItems, type Ground, type ReferTo } from './places.ts';
import { currentTime, lookTime } from './time-points.ts';
import { DEVICES, EVIDENCE, SHAPES } from './vocabulary.ts';

/** A segment of a segmentation that is the target, where the host wrote one. */
export interface SegmentReference {
  readonly sopClassUID: string;
  readonly sopInstanceUID: string;
  readonly seriesInstanceUID: string;
  readonly segment: number;
}

export interface MarkContext {
  readonly record: Confirmation;
  readonly referTo: ReferTo;
  /** Whether an image is among those that can be referred to. */
  readonly has: (sopInstanceUID: string) => boolean;
  /** The image that shows the tip. */
  readonly source: DataSet;
  readonly segment?: SegmentReference | undefined;
}

/** The unit of sizes and sigmas in a space: of a two-view record, of each view's marks. */
export const markUnit = (space: Space): LengthUnit & Unit =>
  space.kind === 'patient' ? 'mm' : space.kind === 'biplane' ? 'px' : space.scale.unit;

export const deviceCode = ({ device }: Pick<Confirmation, 'device'>): Code =>
  device ? DEVICES[device.kind] : own('unknown-device');

const LOOK = (index: number): string => `look ${String(index + 1)}`;

/** Where the marks of a record lie, or those of one of its looks; null in two views, which have grounds of their own. */
export const groundOf = ({ record: { space }, referTo }: MarkContext, look: Look | null): Ground | null => {
  if (space.kind === 'biplane') return null;
  if (space.kind === 'patient')
    return { kind: 'patient', frameOfReferenceUID: look?.frameOfReferenceUID ?? space.frameOfReferenceUID };
  return { kind: 'image', reference: referTo(look?.tip?.image ?? space) };
};

const sigmaItems = (name: PrivateName, sigma: number | undefined, unit: Unit, from: readonly ContentItem[]) =>
  sigma === undefined ? [] : [num(own(name), { value: sigma, unit }, from)];

/** Every mark of the record and of its looks as a measurement group. */
export const markGroups = (context: MarkContext): readonly ContentItem[] => {
  const { record } = context;
  const { space, looks = [] } = record;
  const current = currentTime(record);
  const ground = groundOf(context, null);
  return [
    ...(ground ? groundGroups(context, record, ground, '', current) : []),
    ...(space.kind === 'biplane' ? viewGroups(context, space, current) : []),
    ...looks.flatMap((look, index) => {
      const there = groundOf(context, look);
      const timePoint = lookTime(look, index);
      if (there) return groundGroups(context, look, there, LOOK(index), timePoint);
      return look.tip ? [tipGroup(context, look.tip, null, LOOK(index), timePoint)] : [];
    }),
  ];
};

const named = (what: string, look: string): string => (look === '' ? what : `${what}, ${look}`);

const groundGroups = (
  context: MarkContext,
  marks: Pick<Confirmation, 'tip' | 'target' | 'shaft' | 'entry' | 'plan' | 'entrySigma'>,
  ground: Ground,
  look: string,
  timePoint: TimePoint | null,
): readonly ContentItem[] => {
  const { tip, target, shaft = [], entry, plan, entrySigma } = marks;
  return [
    ...(target ? [targetGroup(context, target, ground, look, timePoint)] : []),
    ...(tip ? [tipGroup(context, tip, ground, look, timePoint)] : []),
    ...shaftGroups(context, shaft, ground, look, timePoint),
    ...(entry ? [pointGroup(context, 'entry', entry, entrySigma, ground)] : []),
    ...(plan
      ? [
          pointGroup(context, 'planned-entry', plan.entry, undefined, ground),
          pointGroup(context, 'planned-target', plan.target, plan.sigma, ground),
        ]
      : []),
  ];
};

const POINT_LABELS = { entry: 'Entry', 'planned-entry': 'Planned entry', 'planned-target': 'Planned target' } as const;

const pointGroup = (
  { record }: MarkContext,
  role: keyof typeof POINT_LABELS,
  position: Position,
  sigma: number | undefined,
  ground: Ground,
): ContentItem =>
  measurementGroup(
    '1410',
    role,
    { recordId: record.id, mark: role, label: POINT_LABELS[role] },
    {
      finding: own(role),
      contents: [
        marked(DCM.imageRegion, 'POINT', [position], ground),
        ...sigmaItems(
          'marking-sd',
          sigma,
          markUnit(record.space),
          as('INFERRED FROM', marked(DCM.sourceOfMeasurement, 'POINT', [position], ground)),
        ),
      ],
    },
  );

const shaftGroups = (
  { record }: MarkContext,
  shaft: readonly Position[],
  ground: Ground,
  look: string,
  timePoint: TimePoint | null,
  view: number | null = null,
): readonly ContentItem[] =>
  shaft.map((position, index) => {
    const mark = named(`shaft ${String(index + 1)}`, look);
    return measurementGroup(
      '1410',
      'shaft-point',
      { recordId: record.id, mark, label: capital(mark) },
      {
        finding: deviceCode(record),
        timePoint,
        contents: [marked(DCM.imageRegion, 'POINT', [position], ground), ...viewItems(view)],
      },
    );
  });

const capital = (label: string): string => label.slice(0, 1).toUpperCase() + label.slice(1);

const viewItems = (view: number | null): readonly ContentItem[] =>
  view === null ? [] : [text(own('view-number'), String(view))];

/** The tip: where it is, why it is believed to be the tip, how precisely it was marked. Without a ground its places are in the views. */
const tipGroup = (
  { record, referTo, source }: MarkContext,
  tip: Tip,
  ground: Ground | null,
  look: string,
  timePoint: TimePoint | null,
): ContentItem => {
  const { position, evidence = 'none', sigma, covariance, image: shownBy, artefactBand, method } = tip;
  const mark = named('tip', look);
  const place = position && ground ? { position, ground } : null;
  const from = place
    ? as('INFERRED FROM', marked(DCM.sourceOfMeasurement, 'POINT', [place.position], place.ground))
    : fromImage(shownBy ? referTo(shownBy) : source);
  return measurementGroup(
    place ? '1410' : '1501',
    'tip',
    { recordId: record.id, mark, label: capital(mark) },
    {
      finding: deviceCode(record),
      timePoint,
      context: method
        ? as(
            'HAS CONCEPT MOD',
            ...textIfAny(DCM.algorithmName, method.name),
            ...textIfAny(DCM.algorithmVersion, method.version),
          )
        : [],
      contents: [
        ...(place ? [marked(DCM.imageRegion, 'POINT', [place.position], place.ground)] : []),
        ...(shownBy ? [image(DCM.sourceOfMeasurement, referTo(shownBy))] : []),
        ...sigmaItems('marking-sd', sigma, markUnit(record.space), from),
        ...(artefactBand
          ? [
              num(own('band-from'), { value: artefactBand.from, unit: 'mm' }, from),
              num(own('band-to'), { value: artefactBand.to, unit: 'mm' }, from),
              ...(artefactBand.across === undefined
                ? []
                : [num(own('band-across'), { value: artefactBand.across, unit: 'mm' }, from)]),
            ]
          : []),
        ...(method?.score === undefined ? [] : [num(own('method-score'), { value: method.score, unit: '1' }, from)]),
        code(own('evidence'), own(EVIDENCE[evidence])),
        ...(covariance ? [text(own('tip-covariance'), covariance.join(' '))] : []),
        ...(method?.reasons ?? []).flatMap((reason) => textIfAny(own('method-reason'), reason)),
      ],
    },
  );
};

/** The target: what of its shape the standard can draw, and what that shape is. */
const targetGroup = (
  { record, source, segment }: MarkContext,
  target: Target,
  ground: Ground,
  look: string,
  timePoint: TimePoint | null,
): ContentItem => {
  const mark = named('target', look);
  const pieces = targetItems(DCM.imageRegion, target, ground);
  const isSurface = target.shape === 'sphere' || target.shape === 'ellipsoid' || pieces.length > 1;
  const isSegment = pieces.length === 0 && segment !== undefined && look === '';
  const regions: readonly ContentItem[] = isSegment
    ? [
        image(DCM.referencedSegment, {
          ReferencedSOPClassUID: segment.sopClassUID,
          ReferencedSOPInstanceUID: segment.sopInstanceUID,
          ReferencedSegmentNumber: segment.segment,
        }),
        image(DCM.sourceImage, source),
      ]
    : isSurface
      ? [...targetItems(DCM.volumeSurface, target, ground), image(DCM.sourceImage, source)]
      : pieces;
  const from =
    target.shape === 'point'
      ? as('INFERRED FROM', ...targetItems(DCM.sourceOfMeasurement, target, ground))
      : fromImage(ground.kind === 'image' ? ground.reference : source);
  return measurementGroup(
    isSegment || isSurface ? '1411' : regions.length > 0 ? '1410' : '1501',
    'target',
    { recordId: record.id, mark, label: capital(mark) },
    {
      finding: DCM.target,
      timePoint,
      contents: [
        ...regions,
        ...(target.shape === 'point'
          ? [num(own('tolerance'), { value: target.tolerance, unit: markUnit(record.space) }, from)]
          : []),
        ...sigmaItems('marking-sd', target.sigma, markUnit(record.space), from),
        code(own('shape'), own(SHAPES[target.shape])),
        ...(pieces.length === 0
          ? [text(own('target-kept'), 'The shape of this target is kept in the record that this report carries.')]
          : []),
      ],
    },
  );
};

const viewGroups = (
  context: MarkContext,
  { views }: BiplaneSpace,
  timePoint: TimePoint | null,
): readonly ContentItem[] => [
  ...(context.record.tip ? [tipGroup(context, context.record.tip, null, '', timePoint)] : []),
  ...views.flatMap((view, index) => marksInView(context, view, index + 1, timePoint)),
];

const marksInView = (
  context: MarkContext,
  view: ProjectionView,
  number: number,
  timePoint: TimePoint | null,
): readonly ContentItem[] => {
  const { record, referTo } = context;
  const ground: Ground = { kind: 'image', reference: referTo(view) };
  const label = `view ${String(number)}`;
  const { tip, target, shaft = [] } = view;
  const group = (role: 'tip' | 'target', finding: Code, contents: readonly ContentItem[]): ContentItem => {
    const mark = named(role, label);
    return measurementGroup(
      '1410',
      role,
      { recordId: record.id, mark, label: capital(mark) },
      { finding, timePoint, contents: [...contents, ...viewItems(number)] },
    );
  };
  const circle: Target | null = target ? { shape: 'circle', ...target } : null;
  return [
    ...(circle
      ? [
          group('target', DCM.target, [
            ...targetItems(DCM.imageRegion, circle, ground),
            ...sigmaItems(
              'marking-sd',
              target?.sigma,
              'px',
              as('INFERRED FROM', ...targetItems(DCM.sourceOfMeasurement, circle, ground)),
            ),
          ]),
        ]
      : []),
    ...(tip ? [group('tip', deviceCode(record), [marked(DCM.imageRegion, 'POINT', [tip], ground)])] : []),
    ...shaftGroups(context, shaft, ground, label, timePoint, number),
  ];
};
