import { CHANGING_METRICS, type Assessment, type LookStep, type Quantity } from '../../assess/assessment.ts';
import { DCM, own, type Code } from './codes.ts';
import { num, type ContentItem } from './content-item.ts';
import { measurementGroup } from './group.ts';
import { inferencesOf, type Inferences } from './inferred.ts';
import { deviceCode, type MarkContext } from './marks.ts';
import { measurement } from './measured.ts';
import { fromImage } from './places.ts';
import { timeOf } from './time-points.ts';
import { METRICS } from './vocabulary.ts';

/**
 * How it went from look to look: a measurement group (TID 1501) for each step, at the time point of the later look. A change is later less
 * earlier, with its uncertainty, and inferred from the marks of both.
 */
export const trendGroups = (context: MarkContext, { trend = [] }: Assessment): readonly ContentItem[] =>
  trend.flatMap((step) => stepGroup(context, step));

const stepGroup = (context: MarkContext, step: LookStep): readonly ContentItem[] => {
  const { record, source } = context;
  const [earlier, later] = [timeOf(record, step.from), timeOf(record, step.to)];
  if (!earlier || !later) return [];
  const marksOf = (look: number | 'current'): Inferences =>
    inferencesOf(context, look === 'current' ? null : (record.looks?.[look] ?? null));
  const [before, after] = [marksOf(step.from), marksOf(step.to)];
  const image = fromImage(source);
  const measured = (
    name: Code,
    of: keyof Inferences,
    quantity: Quantity | null,
    exactly: Parameters<typeof measurement>[1] = null,
  ): ContentItem => {
    const from = distinct([...(before[of] ?? []), ...(after[of] ?? [])]);
    const unknown = before[of] && after[of] ? 'valueIndeterminate' : 'valueUnknown';
    return measurement(name, exactly, quantity ?? unknown, from.length > 0 ? from : image, DCM.distance);
  };
  return [
    measurementGroup(
      '1501',
      'trend',
      {
        recordId: record.id,
        mark: `trend ${String(step.from)} ${String(step.to)}`,
        label: `Change from ${earlier.label} to ${later.label}`,
      },
      {
        finding: deviceCode(record),
        timePoint: later,
        contents: [
          num(own('earlier-look'), { value: earlier.order, unit: '1' }, image),
          num(own('step-time'), { value: step.seconds, unit: 's' }, image),
          measured(own('tip-moved'), 'tip', step.tipMoved),
          // That a target which nobody marked again stayed where it was is assumed: it has no number.
          ...(step.targetMoved ? [measured(own('target-moved'), 'targetCenter', step.targetMoved)] : []),
          ...CHANGING_METRICS.map((metric) =>
            measured(own('change'), metric, step.change[metric], METRICS[metric].quantity),
          ),
        ],
      },
    ),
  ];
};

/** Marks that both looks share are named once. */
const distinct = (items: readonly ContentItem[]): readonly ContentItem[] => [
  ...new Map(items.map((item) => [JSON.stringify(item), item])).values(),
];
