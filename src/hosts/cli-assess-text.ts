import { oneLine } from '../image/refusal.ts';
import type { Assessment, Biplane, Metrics } from '../assess/assessment.ts';
import type { JudgedProfile, ProcedureProfile } from '../assess/profiles/profile.ts';
import type { Confirmation } from '../confirmation/record.ts';
import { changeWords, distanceText, lookRows, targetMovedText, type LookRow } from '../report/look-wording.ts';
import { blockedText, judgedText, measureLabel } from '../report/profile-wording.ts';
import {
  METRIC_LABELS,
  METRIC_ORDER,
  quantityText,
  uncertaintyText,
  verdictSentence,
  VERDICT_WORDS,
} from '../report/wording.ts';
import { zoneName, zonePieces } from '../report/zone-wording.ts';

/** An assessment for people: the verdict first, then the distances, then what to know with them. */
export const assessmentText = (
  record: Confirmation,
  assessment: Assessment,
  heading: string | null,
  profile: ProcedureProfile | null = null,
): string => {
  const { verdict, caveats, confidence, metrics, biplane, zones = [] } = assessment;
  const looks = lookRows(record, assessment);
  const lines = [
    ...(heading === null ? [] : [oneLine(heading), '='.repeat(Math.min(78, oneLine(heading).length))]),
    VERDICT_WORDS[verdict].toUpperCase(),
    verdictSentence(assessment),
    `Decided at a confidence of ${String(Math.round(confidence * 1000) / 10)} %. Uncertainties are 95 % intervals.`,
    '',
    ...metricLines(metrics),
    ...(biplane ? ['', 'Two projections:', ...biplaneLines(biplane)] : []),
    ...(zones.length > 0 ? ['', 'What acts:'] : []),
    ...zones.map((zone) => `  ${zoneName(zone)}: ${zonePieces(zone).join('; ')}`),
    ...(caveats.length > 0 ? ['', 'Know with this:'] : []),
    ...caveats.map(({ code, message }) => `  ${code}: ${message}`),
    ...(profile && assessment.profile ? profileLines(assessment.profile, profile) : []),
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

const profileLines = (judged: JudgedProfile, profile: ProcedureProfile): readonly string[] => {
  const off = profile.thresholds.length - judged.thresholds.length;
  return [
    '',
    `${oneLine(judged.procedure)} (${judged.id}):`,
    `  counts, in order: ${judged.measures.map(({ name }) => measureLabel(name)).join(', ')}`,
    ...judged.blockedBy.map((code) => `  blocked by ${code}: ${oneLine(blockedText(code, profile))}`),
    ...judged.thresholds.map((threshold) => `  ${oneLine(`${threshold.title}: ${judgedText(threshold)}`)}`),
    ...(off > 0 ? [`  thresholds that are off, and not judged: ${String(off)}`] : []),
  ];
};

/** How well the two views agree: what movement between them, marking and wrong geometry leave. */
const biplaneLines = ({ separation, rayGap, reprojection }: Biplane): readonly string[] => {
  const mark = (name: string, gap: number | null, residual: readonly [number, number] | null): string => {
    if (gap === null || residual === null) return `  ${name}: not measured`;
    const [first, second] = residual;
    return `  ${name}: rays pass each other at ${gap.toFixed(2)} mm; mark to shadow ${first.toFixed(1)} px in view 1, ${second.toFixed(1)} px in view 2`;
  };
  return [
    `  angle between the views: ${separation.toFixed(1)}°`,
    mark('tip', rayGap.tip, reprojection.tip),
    mark('target', rayGap.target, reprojection.target),
  ];
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
