import type { AssessedLook, Assessment, Metrics } from '../../assess/assessment.ts';
import type { AssessedBand } from '../../assess/assessed-band.ts';
import { METRIC_NAMES } from '../../assess/assessment.ts';
import type { Caveat } from '../../image/caveat.ts';
import { DCM, own, PRIVATE_SCHEME, SCT, type Code, type PrivateName } from './codes.ts';
import { as, code, num, text, type ContentItem, type Unknown } from './content-item.ts';
import { measurementGroup, type TimePoint } from './group.ts';
import { inferencesOf, type Inferences } from './inferred.ts';
import { deviceCode, type MarkContext } from './marks.ts';
import { currentTime, lookTime, timeOf } from './time-points.ts';
import { measurement } from './measured.ts';
import { fromImage } from './places.ts';
import { METRICS, VERDICTS } from './vocabulary.ts';

/** What the record amounts to, and each of its looks, as measurement groups (TID 1501). */
export const resultGroups = (context: MarkContext, assessment: Assessment): readonly ContentItem[] => {
  const { record } = context;
  const { looks = [] } = record;
  const { confidence, biplane, commitment } = assessment;
  const last = commitment && commitment.last !== null ? timeOf(record, commitment.last) : null;
  return [
    resultGroup(context, assessment, inferencesOf(context, null), 'result', currentTime(record), [
      num(own('confidence'), { value: confidence, unit: '1' }, fromImage(context.source)),
      ...(last ? [num(own('last-look'), { value: last.order, unit: '1' }, fromImage(context.source))] : []),
      ...(biplane ? biplaneItems(context, assessment) : []),
    ]),
    ...assessment.looks.map((look, index) =>
      resultGroup(
        context,
        look,
        inferencesOf(context, looks[index] ?? null),
        `result, look ${String(index + 1)}`,
        lookTime(looks[index] ?? {}, index),
        [],
      ),
    ),
  ];
};

const resultGroup = (
  context: MarkContext,
  judged: Omit<AssessedLook, 'at'>,
  from: Inferences,
  mark: string,
  timePoint: TimePoint | null,
  more: readonly ContentItem[],
): ContentItem => {
  const { verdict, outside, probabilityInside, metrics, caveats, artefactBand } = judged;
  const place = from.verdict ?? fromImage(context.source);
  return measurementGroup(
    '1501',
    'result',
    { recordId: context.record.id, mark, label: mark.slice(0, 1).toUpperCase() + mark.slice(1) },
    {
      finding: deviceCode(context.record),
      timePoint,
      contents: [
        ...metricItems(context, metrics, from),
        measurement(own('prob-inside'), null, chance(probabilityInside, from.verdict !== null), place),
        ...(artefactBand ? bandItems(artefactBand, place) : []),
        ...more,
        code(DCM.needleInTarget, own(VERDICTS[verdict])),
        code(own('tip-outside'), outside === null ? SCT.unknown : outside ? SCT.yes : SCT.no),
        ...caveats.map(caveatItem),
      ],
    },
  );
};

const chance = (probability: number | null, isMarked: boolean) =>
  probability === null
    ? ((isMarked ? 'valueIndeterminate' : 'valueUnknown') satisfies Unknown)
    : ({ value: probability, unit: '1', sigma: null, interval: null } as const);

/** Angle and lengths have the standard's concept as their name; of the others it is said which of its concepts is nearest. */
const nearestOf = (name: Code): Code | null => (name.scheme === PRIVATE_SCHEME ? DCM.distance : null);

/** All nine: one that can't be measured has no value, and says whether its marks were missing. */
const metricItems = (context: MarkContext, metrics: Metrics, from: Inferences): readonly ContentItem[] =>
  METRIC_NAMES.map((metric) => {
    const { name, quantity } = METRICS[metric];
    const found = from[metric];
    return measurement(
      name,
      quantity,
      metrics[metric] ?? (found ? 'valueIndeterminate' : 'valueUnknown'),
      found ?? fromImage(context.source),
      nearestOf(name),
    );
  });

/** A caveat as its code, with its words. */
const caveatItem = ({ code: value, message }: Caveat): ContentItem =>
  code(own('caveat'), { value, scheme: PRIVATE_SCHEME, meaning: message }, [
    ...as('HAS PROPERTIES', text(own('caveat-text'), message)),
  ]);

const bandItems = (band: AssessedBand, from: readonly ContentItem[]): readonly ContentItem[] => {
  const { signedDistance, probabilityInside } = band;
  const share = (name: PrivateName, value: number): ContentItem =>
    measurement(own(name), null, { value, unit: '1', sigma: null, interval: null }, from);
  return [
    ...(signedDistance
      ? [
          measurement(own('band-innermost'), null, signedDistance.innermost, from, DCM.distance),
          measurement(own('band-outermost'), null, signedDistance.outermost, from, DCM.distance),
        ]
      : []),
    ...(probabilityInside ? [share('band-least', probabilityInside[0]), share('band-most', probabilityInside[1])] : []),
  ];
};

/** What two projections say of positions: computed, so numbers and no coordinates of an image. */
const biplaneItems = ({ source }: MarkContext, { biplane }: Assessment): readonly ContentItem[] => {
  if (!biplane) return [];
  const from = fromImage(source);
  const number = (name: Code, value: number | null | undefined, unit: 'mm' | 'px' | 'deg'): ContentItem =>
    num(name, value === null || value === undefined ? 'valueUnknown' : { value, unit }, from);
  const { tip, target, rayGap, reprojection, separation } = biplane;
  const position = (name: 'bp-tip' | 'bp-target', at: readonly number[] | undefined): readonly ContentItem[] =>
    (['x', 'y', 'z'] as const).map((axis, index) => number(own(`${name}-${axis}`), at?.[index], 'mm'));
  return [
    ...position('bp-tip', tip ?? undefined),
    ...position('bp-target', target?.center),
    number(SCT.radius, target?.radius, 'mm'),
    number(own('gap-tip'), rayGap.tip, 'mm'),
    number(own('gap-target'), rayGap.target, 'mm'),
    ...[0, 1].flatMap((view) => [
      number(own('shadow-tip'), reprojection.tip?.[view], 'px'),
      number(own('shadow-target'), reprojection.target?.[view], 'px'),
    ]),
    number(own('separation'), separation, 'deg'),
  ];
};
