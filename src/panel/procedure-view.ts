import { html, nothing, type TemplateResult } from 'lit';
import type { Assessment, MetricName } from '../assess/assessment.ts';
import type { MeasureName } from '../assess/profiles/profile.ts';
import type { Confirmation } from '../confirmation/record.ts';
import { METRIC_ORDER } from '../report/wording.ts';
import type { Session } from '../session/session.ts';
import { said, t } from '../words/words.ts';

/** Which procedure it is: one of the profiles. One that has no profile here stays as the record names it. */
export const procedureSelect = (session: Session, { procedure }: Confirmation): TemplateResult => {
  const profiles = session.profiles.value;
  if (session.readOnly.value) {
    const title = profiles.find(({ id }) => id === procedure)?.procedure ?? procedure;
    return html`${title === undefined ? nothing : html`<section class="procedure">${t('Procedure: {title}', { title: said(title) })}</section>`}`;
  }
  const isKnown = procedure === undefined || profiles.some(({ id }) => id === procedure);
  return html`<section class="procedure">
    <label
      >${t('Procedure')}
      <select
        aria-label=${t('Procedure')}
        @change=${(event: Event) => {
          const { value } = event.target as HTMLSelectElement;
          session.dispatch({ kind: 'set-procedure', procedure: value === '' ? null : value });
        }}
      >
        <option value="" .selected=${procedure === undefined}>${t('not told')}</option>
        ${profiles.map(({ id, procedure: title }) => html`<option value=${id} .selected=${id === procedure}>${said(title)}</option>`)}
        ${isKnown ? nothing : html`<option value=${procedure} .selected=${true}>${procedure}</option>`}
      </select></label
    >
  </section>`;
};

/** Which metrics stand first, in which order, and which behind "others". Without a profile: those that were measured. */
export const metricLists = (
  assessment: Assessment,
): { readonly first: readonly MeasureName[]; readonly others: readonly MetricName[]; readonly summary: string } => {
  const isMeasured = (name: MetricName): boolean => assessment.metrics[name] !== null;
  if (!METRIC_ORDER.some(isMeasured) || !assessment.profile) {
    const others = METRIC_ORDER.filter((name) => !isMeasured(name));
    return { first: METRIC_ORDER.filter(isMeasured), others, summary: t('{n} not measured', { n: others.length }) };
  }
  const first = assessment.profile.measures.map(({ name }) => name);
  const others = METRIC_ORDER.filter((name) => !first.includes(name));
  return { first, others, summary: t('{n} others', { n: others.length }) };
};
