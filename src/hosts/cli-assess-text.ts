import type { Assessment, AssessedLook, Metrics } from '../assess/assessment.ts';
import {
  METRIC_LABELS,
  METRIC_ORDER,
  quantityText,
  uncertaintyText,
  verdictSentence,
  VERDICT_WORDS,
} from '../report/wording.ts';
import { zoneName, zonePieces } from '../report/zone-wording.ts';
import { oneLine } from './cli-result.ts';

/** An assessment for people: the verdict first, then the distances, then what to know with them. */
export const assessmentText = (assessment: Assessment, heading: string | null): string => {
  const { verdict, caveats, confidence, looks, metrics, zones = [] } = assessment;
  const lines = [
    ...(heading === null ? [] : [oneLine(heading), '='.repeat(Math.min(78, oneLine(heading).length))]),
    VERDICT_WORDS[verdict].toUpperCase(),
    verdictSentence(assessment),
    `Decided at a confidence of ${String(Math.round(confidence * 1000) / 10)} %. Uncertainties are 95 % intervals.`,
    '',
    ...metricLines(metrics),
    ...(zones.length > 0 ? ['', 'What acts:'] : []),
    ...zones.map((zone) => `  ${zoneName(zone)}: ${zonePieces(zone).join('; ')}`),
    ...(caveats.length > 0 ? ['', 'Know with this:'] : []),
    ...caveats.map(({ code, message }) => `  ${code}: ${message}`),
    ...(looks.length > 0 ? ['', 'Earlier looks:'] : []),
    ...looks.map(lookLine),
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

const lookLine = ({ at, metrics, caveats }: AssessedLook): string => {
  const { tipToCenter } = metrics;
  const distance = tipToCenter
    ? `tip to target centre ${quantityText(tipToCenter)} ${uncertaintyText(tipToCenter)}`.trimEnd()
    : 'not measured';
  const codes = caveats.map(({ code }) => code).join(', ');
  return `  ${at ?? 'time unknown'}: ${distance}${codes ? ` (${codes})` : ''}`;
};
