import { html, nothing, type TemplateResult } from 'lit';
import type { Assessment } from '../assess/assessment.ts';
import type { Confirmation } from '../confirmation/record.ts';
import {
  changeWords,
  clockText,
  distanceText,
  lookRows,
  targetMovedText,
  type LookRow,
} from '../report/look-wording.ts';
import { VERDICT_WORDS } from '../report/wording.ts';
import type { Session } from '../session/session.ts';
import { said, say, t } from '../words/words.ts';
import { lookChart } from './look-chart.ts';

/** The looks at one case in time: how far the tip was at each, what changed, which was the last before the irreversible step. */
export const looksView = (
  session: Session,
  record: Confirmation,
  assessment: Assessment,
): TemplateResult | typeof nothing => {
  const rows = lookRows(record, assessment);
  if (session.readOnly.value && rows.length === 0) return nothing;
  return html`<section class="looks" aria-label=${t('Looks')}>
    <h2>${t('Looks')}</h2>
    ${rows.length > 0 ? html`${lookChart(rows)} ${looksTable(session, rows)}` : nothing}
    <div class="row">
      <button
        ?hidden=${session.readOnly.value}
        ?disabled=${!record.tip}
        title=${t('Keeps these marks as an earlier look and waits for a new tip')}
        @click=${() => session.dispatch({ kind: 'keep-as-look', at: new Date().toISOString() })}
      >
        ${t('Keep as look')}
      </button>
      ${commitmentControl(session, record)}
    </div>
  </section>`;
};

const looksTable = (session: Session, rows: readonly LookRow[]): TemplateResult => html`
  <table>
    <thead>
      <tr>
        <th scope="col">${t('Look')}</th>
        <th scope="col">
          ${rows.some(({ distanceTo }) => distanceTo === 'surface') ? t('Tip to surface') : t('Tip to centre')}
        </th>
        <th scope="col">${t('Change')}</th>
        <td></td>
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        (row) =>
          html`<tr data-look=${row.look} class=${row.tag === null ? '' : 'last'}>
            <th scope="row">
              ${said(row.name)}<small>${said(row.time)}</small>${row.tag === null ? nothing : html`<small class="tag">${said(row.tag)}</small>`}
            </th>
            <td>${distanceCell(row, rows)}</td>
            <td>${changeCell(row)}</td>
            <td>${row.look === 'current' || session.readOnly.value ? nothing : deleteButton(session, row.look)}</td>
          </tr>`,
      )}
    </tbody>
  </table>
`;

const distanceCell = (
  { distance, distanceTo, verdict, caveats }: LookRow,
  rows: readonly LookRow[],
): TemplateResult => {
  if (!distance) {
    const foreign = caveats.includes('different-frame-of-reference');
    return html`${t('not measured')}${foreign ? html`<small>${t('another frame of reference')}</small>` : nothing}`;
  }
  const mixed = rows.some((row) => row.distance && row.distanceTo !== distanceTo);
  const to = mixed ? `, ${distanceTo === 'surface' ? t('to surface') : t('to centre')}` : '';
  return html`${distanceText(distance, say)}<small class="${verdict}">${said(VERDICT_WORDS[verdict])}${to}</small>`;
};

const changeCell = ({ change, step }: LookRow): TemplateResult => {
  const words = change && changeWords(change, say);
  const moved = targetMovedText(step, say);
  return html`${words ? html`${words.by}<small>${words.means}</small>` : html`<span class="none">–</span>`}
  ${moved === null ? nothing : html`<small>${moved}</small>`}`;
};

const deleteButton = (session: Session, index: number): TemplateResult => html`
  <button
    class="quiet"
    aria-label=${t('Delete look {n}', { n: index + 1 })}
    title=${t('Delete look {n}', { n: index + 1 })}
    @click=${() => session.dispatch({ kind: 'remove-look', index })}
  >
    ✕
  </button>
`;

const commitmentControl = (session: Session, { committedAt, tip, looks }: Confirmation): TemplateResult =>
  committedAt === undefined
    ? html`<button
        ?hidden=${session.readOnly.value}
        ?disabled=${!tip && !looks}
        title=${t("The step that can't be taken back is taken now: fired, dropped, injected, ablated, deployed")}
        @click=${() => session.dispatch({ kind: 'set-committed', at: new Date().toISOString() })}
      >
        ${t('Committed now')}
      </button>`
    : html`<span class="committed" title=${committedAt}
          >${t('Committed {time}', { time: said(clockText(committedAt)) })}</span
        >
        <button
          ?hidden=${session.readOnly.value}
          class="quiet"
          aria-label=${t('Clear commitment')}
          title=${t('Clear commitment')}
          @click=${() => session.dispatch({ kind: 'set-committed', at: null })}
        >
          ✕
        </button>`;
