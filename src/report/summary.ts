import { METRIC_NAMES, type Assessment } from '../assess/assessment.ts';
import { basisText } from '../confirmation/calibration-words.ts';
import { parseRecord } from '../confirmation/parse.ts';
import type { Confirmation, Refused } from '../confirmation/record.ts';
import { csvOf } from './csv.ts';
import { judgedText } from './profile-wording.ts';
import { SOFTWARE_NAME, SOFTWARE_VERSION } from './dicom/equipment.ts';
import { changeWords, distanceText, lookRows, type LookRow } from './look-wording.ts';
import { bandText, VERDICT_WORDS } from './wording.ts';
import { zoneText } from './zone-wording.ts';

/** One confirmation with what it amounts to, as a report lists it. */
export interface Reported {
  readonly record: Confirmation;
  readonly assessment: Assessment;
}

/** When a list is saved, for whoever audits it. */
export interface SummaryOptions {
  readonly savedAt?: Date;
}

/** The report of a study's confirmations as JSON: the records as they are, so that they can be read back, and their assessments. */
export const reportJson = (reported: readonly Reported[], { savedAt }: SummaryOptions = {}): string => {
  const confirmations = reported.map(({ record, assessment }) => ({ record, assessment }));
  const software = { name: SOFTWARE_NAME, version: SOFTWARE_VERSION };
  return `${JSON.stringify({ tipcheckReport: 1, software, savedAt: savedAt?.toISOString(), confirmations }, null, 2)}\n`;
};

/** Fixed columns, one row a confirmation: each metric as value, sigma, ends of the 95 % interval and unit. */
const rowOf = (
  { record, assessment }: Reported,
  { savedAt }: SummaryOptions,
): Readonly<Record<string, string | number>> => {
  const row: Record<string, string | number> = {
    id: record.id,
    at: record.at ?? '',
    device: record.device?.kind ?? '',
    procedure: record.procedure ?? '',
    space: record.space.kind,
    verdict: assessment.verdict,
    outside: assessment.outside === null ? '' : String(assessment.outside),
    probabilityInside: assessment.probabilityInside ?? '',
    confidence: assessment.confidence,
    evidence: record.tip ? (record.tip.evidence ?? 'none') : '',
    basis: 'scale' in record.space ? record.space.scale.basis : record.space.kind,
  };
  for (const name of METRIC_NAMES) {
    const quantity = assessment.metrics[name];
    row[name] = quantity?.value ?? '';
    row[`${name} sigma`] = quantity?.sigma ?? '';
    row[`${name} low`] = quantity?.interval?.[0] ?? '';
    row[`${name} high`] = quantity?.interval?.[1] ?? '';
    row[`${name} unit`] = quantity?.unit ?? '';
  }
  row['scale sigma'] = 'scale' in record.space ? (record.space.scaleSigma ?? '') : '';
  row['scale'] = 'scale' in record.space ? basisText(record.space) : '';
  row['working zones'] = (assessment.zones ?? []).map(zoneText).join('; ');
  row['device name'] = record.device?.name ?? '';
  row['device source'] = record.device?.source ?? '';
  row['caveats'] = assessment.caveats.map(({ code }) => code).join(' ');
  row['blocked by'] = assessment.profile?.blockedBy.join(' ') ?? '';
  row['thresholds'] = (assessment.profile?.thresholds ?? []).map(judgedText).join('; ');
  row['artefact band'] = assessment.artefactBand ? bandText(assessment.artefactBand) : '';
  row['committedAt'] = record.committedAt ?? '';
  row['looks'] = record.looks?.length ?? 0;
  row['looks in time'] = lookRows(record, assessment).map(lookText).join('; ');
  row['observer'] = record.observer ?? '';
  row['tip method'] = record.tip?.method ? `${record.tip.method.name} ${record.tip.method.version}` : '';
  row['software'] = `${SOFTWARE_NAME} ${SOFTWARE_VERSION}`;
  row['savedAt'] = savedAt?.toISOString() ?? '';
  return row;
};

const lookText = ({ name, time, verdict, distance, distanceTo, change }: LookRow): string => {
  const words = change && changeWords(change);
  const measured = distance ? `${distanceText(distance)} to ${distanceTo}, ${VERDICT_WORDS[verdict]}` : 'not measured';
  return `${name}, ${time}: ${measured}${words ? `, ${words.by}, ${words.means}` : ''}`;
};

/** The same as a spreadsheet. Cells that a spreadsheet would take for a formula are escaped. */
export const reportCsv = async (reported: readonly Reported[], options: SummaryOptions = {}): Promise<string> =>
  csvOf(reported.map((one) => rowOf(one, options)));

/** The records in a report that was saved as JSON, each checked again; null for any other text. */
export const recordsFromReport = (text: string): readonly (Confirmation | Refused)[] | null => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null || !('tipcheckReport' in value)) return null;
  const list = 'confirmations' in value && Array.isArray(value.confirmations) ? (value.confirmations as unknown[]) : [];
  return list.map((one) => parseRecord(typeof one === 'object' && one !== null && 'record' in one ? one.record : one));
};
