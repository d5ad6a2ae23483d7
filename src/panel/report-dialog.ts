import { html, nothing, type TemplateResult } from 'lit';
import type { Assessment } from '../assess/assessment.ts';
import {
  METRIC_LABELS,
  METRIC_ORDER,
  quantityText,
  uncertaintyText,
  VERDICT_WORDS,
  verdictSentence,
} from '../report/wording.ts';
import type { Confirmation } from '../confirmation/record.ts';
import { basisText } from '../confirmation/calibration-words.ts';
import { judgedText } from '../report/profile-wording.ts';
import { reportCsv, reportJson, type Reported } from '../report/summary.ts';
import { changeWords, lookRows, type LookRow } from '../report/look-wording.ts';
import { zoneText } from '../report/zone-wording.ts';
import type { AssessedCase } from '../session/session.ts';
import type { ImageSource } from '../session/space-of.ts';

const save = (name: string, type: string, text: string): void => {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // Some browsers read the blob only after the click has returned.
  setTimeout(() => {
    URL.revokeObjectURL(url);
  }, 10_000);
};

/** Every confirmation of the study in one table, to read, to save or to print. */
export const reportView = (
  reported: readonly AssessedCase[],
  close: () => void,
  exportWithoutPatient: () => void,
): TemplateResult => html`
  <h2>Report</h2>
  ${reported.map(
    ({ record, assessment, source }, index) => html`
      <h3>${index + 1} · ${record.device?.kind ?? 'device'} · ${VERDICT_WORDS[assessment.verdict]}</h3>
      <p>${verdictSentence(assessment)}</p>
      <dl>
        ${factsOf(record, source, assessment).map(
          ([term, text]) =>
            html`<dt>${term}</dt>
              <dd>${text}</dd>`,
        )}
      </dl>
      <table>
        ${METRIC_ORDER.map((name) => {
          const quantity = assessment.metrics[name];
          return quantity
            ? html`<tr>
                <td>${METRIC_LABELS[name].label}</td>
                <td>${quantityText(quantity)}</td>
                <td>${uncertaintyText(quantity)}</td>
              </tr>`
            : '';
        })}
      </table>
      ${(assessment.zones ?? []).map((zone) => html`<p>${zoneText(zone)}</p>`)}
      ${looksTable(lookRows(record, assessment))}
      <ul>
        ${assessment.caveats.map(({ code, message }) => html`<li>${message}${assessment.profile?.blockedBy.some((one) => one === code) ? ' This blocks.' : ''}</li>`)}
      </ul>
      ${(assessment.profile?.thresholds ?? []).map((judged) => html`<p>${judged.title}: ${judgedText(judged)}</p>`)}
    `,
  )}
  <p>For review and teaching. Not a medical device.</p>
  <div class="row">
    <button
      @click=${() => {
        save('tipcheck-report.json', 'application/json', reportJson(reported.map(plain)));
      }}
    >
      Save JSON
    </button>
    <button
      @click=${async () => {
        save('tipcheck-report.csv', 'text/csv', await reportCsv(reported.map(plain)));
      }}
    >
      Save CSV
    </button>
    <button @click=${exportWithoutPatient}>Export without patient data…</button>
    <button @click=${close}>Close</button>
  </div>
`;

/** The looks in the order of time, without what can be done with them. */
const looksTable = (rows: readonly LookRow[]): TemplateResult | typeof nothing =>
  rows.length === 0
    ? nothing
    : html`<table>
        ${rows.map(({ name, time, verdict, distance, distanceTo, change, tag }) => {
          const words = change && changeWords(change);
          return html`<tr>
            <td>${name}, ${time}${tag === null ? '' : ` (${tag})`}</td>
            <td>${distance ? `${quantityText(distance)} to ${distanceTo}` : 'not measured'}</td>
            <td>${distance ? uncertaintyText(distance) : ''}</td>
            <td>${distance ? VERDICT_WORDS[verdict] : ''}</td>
            <td>${words ? `${words.by}, ${words.means}` : ''}</td>
          </tr>`;
        })}
      </table>`;

const plain = ({ record, assessment }: AssessedCase): Reported => ({ record, assessment });

/** Whose images the marks were made on, which of them, how their scale is known, by whom and when. */
const factsOf = (
  record: Confirmation,
  source: ImageSource | undefined,
  { profile, biplane }: Assessment,
): readonly (readonly [string, string])[] => {
  const { space, tip } = record;
  const patient = source?.frame.instance.patient;
  const facts: (readonly [string, string | undefined])[] = [
    ['Patient', [patient?.name?.replaceAll('^', ' ').trim(), patient?.id].filter(Boolean).join(', ')],
    [
      'Images',
      source &&
        `${source.series.modality} ${source.series.description}, image ${String(source.series.frames.indexOf(source.frame) + 1)} of ${String(source.series.frames.length)}`,
    ],
    [
      'Scale',
      'scale' in space
        ? `${basisText(space)} (${space.scale.unit})`
        : biplane
          ? `mm, from two views ${biplane.separation.toFixed(1)}° apart`
          : 'in the patient, mm',
    ],
    [
      'Tip',
      tip &&
        { none: 'not confirmed', person: 'confirmed by the reader', image: 'checked against the image' }[
          tip.evidence ?? 'none'
        ],
    ],
    ['Device', record.device?.name],
    ['Numbers of the device from', record.device?.source],
    ['Procedure', profile?.procedure ?? record.procedure],
    ['Reader', record.observer],
    ['Time of the look', record.at],
    ['Committed', record.committedAt],
  ];
  return facts.flatMap(([term, text]) => (text ? [[term, text] as const] : []));
};
