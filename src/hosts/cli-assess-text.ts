import type { Assessment, Metrics } from '../assess/assessment.ts';
import type { Confirmation } from '../confirmation/record.ts';
import { changeWords, distanceText, lookRows, targetMovedText, type LookRow } from '../report/look-wording.ts';
import {
  METRIC_LABELS,
  METRIC_ORDER,
  quantityText,
  uncertaintyText,
  verdictSentence,
  VERDICT_WORDS,
} from '../report/wording.ts';
import { oneLine } from './cli-result.ts';

/** An assessment for people: the verdict first, then the distances, then what to know with them. */
export const assessmentText = (record: Confirmation, assessment: Assessment, heading: string | null): string => {
  const { verdict, caveats, confidence, metrics } = assessment;
  const looks = lookRows(record, assessment);
  const lines = [
    ...(heading === null ? [] : [oneLine(heading), '='.repeat(Math.min(78, oneLine(heading).length))]),
    VERDICT_WORDS[verdict].toUpperCase(),
    verdictSentence(assessment),
    `Decided at a confidence of ${String(Math.round(confidence * 1000) / 10)} %. Uncertainties are 95 % intervals.`,
    '',
    ...metricLines(metrics),
    ...(caveats.length > 0 ? ['', 'Know with this:'] : []),
    ...caveats.map(({ code, message }) => `  ${code}: ${message}`),
    ...(looks.length > 0 ? ['', 'Looks, in the order of time:'] : []),
    ...looks.map(lookLine),
    ...(record.committedAt === undefined ? [] : [`  Committed at ${record.committedAt}`]),
  ];
  return `${lines.join('\n')}\n${heading === null ? '' : '\n'}`;
};

const metricLines = (metrics: Metrics): readonly string[] => {
  const rows = METRIC_ORDER.map((name) => {
    const quantity = metrics[name];
    const { label } = METRIC_LABELS[name];
    return quantity
      ? ([label, quantityText(quantity), uncertaintyText(quantity)] as const)
      : ([label, '–', 'not measured'] as const);
  });
  const [first, second] = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map(([label, value, spread]) =>
    `  ${label.padEnd(first ?? 0)}  ${value.padStart(second ?? 0)}  ${spread}`.trimEnd(),
  );
};

/** "Look 1, 10:15 UTC: Outside, 7.4 mm ± 2.5 to the surface; −7.0 mm, nearer (last before commitment)". */
const lookLine = ({ name, time, verdict, distance, distanceTo, change, step, tag, caveats }: LookRow): string => {
  const measured = distance
    ? `${VERDICT_WORDS[verdict]}, ${distanceText(distance)} to the ${distanceTo}`
    : 'not measured';
  const words = change && changeWords(change);
  const moved = targetMovedText(step);
  const codes = [...(tag === null ? [] : [tag]), ...caveats].join(', ');
  return [
    `  ${name}, ${time}: ${measured}`,
    ...(words ? [`; ${words.by}, ${words.means}`] : []),
    ...(moved === null ? [] : [`; ${moved}`]),
    ...(codes ? [` (${codes})`] : []),
  ].join('');
};
