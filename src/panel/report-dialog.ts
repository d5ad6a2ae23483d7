import { html, type TemplateResult } from 'lit';
import {
  METRIC_LABELS,
  METRIC_ORDER,
  quantityText,
  uncertaintyText,
  VERDICT_WORDS,
  verdictSentence,
} from '../report/wording.ts';
import { reportCsv, reportJson, type Reported } from '../report/summary.ts';

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
export const reportView = (reported: readonly Reported[], close: () => void): TemplateResult => html`
  <h2>Report</h2>
  ${reported.map(
    ({ record, assessment }, index) => html`
      <h3>${index + 1} · ${record.device?.kind ?? 'device'} · ${VERDICT_WORDS[assessment.verdict]}</h3>
      <p>${verdictSentence(assessment)}</p>
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
      <ul>
        ${assessment.caveats.map(({ message }) => html`<li>${message}</li>`)}
      </ul>
    `,
  )}
  <p>For review and teaching. Not a medical device.</p>
  <div class="row">
    <button
      @click=${() => {
        save('tipcheck-report.json', 'application/json', reportJson(reported));
      }}
    >
      Save JSON
    </button>
    <button
      @click=${async () => {
        save('tipcheck-report.csv', 'text/csv', await reportCsv(reported));
      }}
    >
      Save CSV
    </button>
    <button @click=${close}>Close</button>
  </div>
`;
