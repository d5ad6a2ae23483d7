import { html, nothing, type TemplateResult } from 'lit';
import type { Assessment, MetricName } from '../assess/assessment.ts';
import type {
  JudgedProfile,
  JudgedThreshold,
  MeasureName,
  ProcedureProfile,
  Threshold,
  ThresholdResult,
} from '../assess/profiles/profile.ts';
import type { Confirmation } from '../confirmation/record.ts';
import { blockedText, editedText, measureLabel, resultText, sourceText } from '../report/profile-wording.ts';
import { METRIC_ORDER } from '../report/wording.ts';
import { changeThreshold } from '../session/profiles.ts';
import type { Session } from '../session/session.ts';

/** Which procedure it is: one of the profiles. One that has no profile here stays as the record names it. */
export const procedureSelect = (session: Session, { procedure }: Confirmation): TemplateResult => {
  const profiles = session.profiles.value;
  const isKnown = procedure === undefined || profiles.some(({ id }) => id === procedure);
  return html`<section class="procedure">
    <label
      >Procedure
      <select
        aria-label="Procedure"
        @change=${(event: Event) => {
          const { value } = event.target as HTMLSelectElement;
          session.dispatch({ kind: 'set-procedure', procedure: value === '' ? null : value });
        }}
      >
        <option value="" .selected=${procedure === undefined}>not told</option>
        ${profiles.map(({ id, procedure: title }) => html`<option value=${id} .selected=${id === procedure}>${title}</option>`)}
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
    return { first: METRIC_ORDER.filter(isMeasured), others, summary: `${String(others.length)} not measured` };
  }
  const first = assessment.profile.measures.map(({ name }) => name);
  const others = METRIC_ORDER.filter((name) => !first.includes(name));
  return { first, others, summary: `${String(others.length)} others` };
};

/** What blocks, and the profile's thresholds: each with its source, a box to switch it on, and what it comes to. */
export const profileView = (session: Session, assessment: Assessment): TemplateResult | typeof nothing => {
  const profile = session.profile.value;
  const judged = assessment.profile;
  if (!profile || !judged) return nothing;
  return html`<section class="profile" aria-label="Profile: ${profile.procedure}">
    <h2>${profile.procedure}</h2>
    ${judged.blockedBy.map(
      (code) => html`<p class="blocked" data-blocked=${code}><b>Blocked by:</b> ${blockedText(code, profile)}</p>`,
    )}
    ${
      profile.thresholds.length > 0
        ? html`<p class="reminder">
              Thresholds are single sources’ numbers, and off until somebody switches them on. They never change the
              verdict.
            </p>
            <ul>
              ${withResults(profile, judged).map(([threshold, result], index) =>
                thresholdView(session, profile.id, index, threshold, result),
              )}
            </ul>`
        : html`<p class="reminder">This profile has no thresholds.</p>`
    }
  </section>`;
};

/** The judged thresholds are those that are on, in the profile's order. */
const withResults = (
  { thresholds }: ProcedureProfile,
  judged: JudgedProfile,
): readonly (readonly [Threshold, JudgedThreshold | null])[] => {
  const results = [...judged.thresholds];
  return thresholds.map((threshold) => [threshold, threshold.enabled ? (results.shift() ?? null) : null]);
};

/** Told apart by form as well as by word. */
const FORMS: Readonly<Record<ThresholdResult, string>> = {
  met: '✓',
  'not-met': '✕',
  undecided: '?',
  'not-measured': '–',
};

const thresholdView = (
  session: Session,
  profileId: string,
  index: number,
  threshold: Threshold,
  judged: JudgedThreshold | null,
): TemplateResult => {
  const edited = editedText(threshold);
  return html`<li class="threshold" title=${sourceText(threshold)}>
    <label
      ><input
        type="checkbox"
        .checked=${threshold.enabled === true}
        @change=${(event: Event) => {
          changeThreshold(session, profileId, index, { enabled: (event.target as HTMLInputElement).checked });
        }}
      />
      ${threshold.title}</label
    >
    <div class="limit">
      ${measureLabel(threshold.metric)} ${COMPARISON[threshold.comparison]}
      ${limitFields(threshold, (limit) => {
        changeThreshold(session, profileId, index, { limit });
      })}
    </div>
    <p class="result ${judged?.result ?? 'off'}" aria-live="polite">
      ${judged ? html`<b aria-hidden="true">${FORMS[judged.result]}</b> ${resultText(judged)}` : 'Off: not judged'}
    </p>
    <p class="reminder">
      ${sourceText(threshold)}${edited ? html`; <b>${edited}</b>` : nothing}${threshold.note ? html`. ${threshold.note}` : nothing}
    </p>
  </li>`;
};

const COMPARISON = { 'at-most': 'at most', 'at-least': 'at least', within: 'from' } as const;

const limitFields = (
  { title, limit, unit }: Threshold,
  changed: (limit: Threshold['limit']) => void,
): TemplateResult => {
  const words = unit === 'deg' ? '°' : unit;
  if (typeof limit === 'number') return html`${limitField(`Limit: ${title} (${words})`, limit, changed)} ${words}`;
  const [low, high] = limit;
  return html`${limitField(`Lower limit: ${title} (${words})`, low, (value) => {
    changed([value, high]);
  })}
  to
  ${limitField(`Upper limit: ${title} (${words})`, high, (value) => {
    changed([low, value]);
  })}
  ${words}`;
};

const limitField = (label: string, value: number, changed: (value: number) => void): TemplateResult =>
  html`<input
    type="number"
    inputmode="decimal"
    step="any"
    aria-label=${label}
    .value=${String(value)}
    @change=${(event: Event) => {
      const input = event.target as HTMLInputElement;
      const entered = input.value.trim() === '' ? NaN : Number(input.value);
      // What can't be taken isn't left standing; what is taken comes back with the next picture of the panel.
      input.value = String(value);
      if (Number.isFinite(entered)) changed(entered);
    }}
  />`;
