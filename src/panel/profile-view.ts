import { html, nothing, type TemplateResult } from 'lit';
import type { Assessment } from '../assess/assessment.ts';
import type {
  JudgedProfile,
  JudgedThreshold,
  ProcedureProfile,
  Threshold,
  ThresholdResult,
} from '../assess/profiles/profile.ts';
import { blockedText, editedText, measureLabel, resultText, sourceText } from '../report/profile-wording.ts';
import { changeThreshold } from '../session/change-threshold.ts';
import type { Session } from '../session/session.ts';
import { said, say, t } from '../words/words.ts';
import { rich } from './rich.ts';

/** What blocks, and the profile's thresholds: each with its source, a box to switch it on, and what it comes to. */
export const profileView = (session: Session, assessment: Assessment): TemplateResult | typeof nothing => {
  const profile = session.profile.value;
  const judged = assessment.profile;
  if (!profile || !judged) return nothing;
  return html`<section class="profile" aria-label=${t('Profile: {name}', { name: said(profile.procedure) })}>
    <h2>${said(profile.procedure)}</h2>
    ${judged.blockedBy.map(
      (code) =>
        html`<p class="blocked" data-blocked=${code}>
          <b>${t('Blocked by:')}</b> ${said(blockedText(code, profile))}
        </p>`,
    )}
    ${
      profile.thresholds.length > 0
        ? html`<p class="reminder">
              ${t('Thresholds are single sources’ numbers, and off until somebody switches them on. They never change the verdict.')}
            </p>
            <ul>
              ${withResults(profile, judged).map(([threshold, result], index) =>
                thresholdView(session, profile.id, index, threshold, result),
              )}
            </ul>`
        : html`<p class="reminder">${t('This profile has no thresholds.')}</p>`
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
  const edited = editedText(threshold, say);
  const source = sourceText(threshold, say);
  return html`<li class="threshold" title=${source}>
    <label
      ><input
        type="checkbox"
        ?hidden=${session.readOnly.value}
        .checked=${threshold.enabled === true}
        @change=${(event: Event) => {
          changeThreshold(session, profileId, index, { enabled: (event.target as HTMLInputElement).checked });
        }}
      />
      ${said(threshold.title)}</label
    >
    <div class="limit">
      ${said(measureLabel(threshold.metric))} ${t(COMPARISON[threshold.comparison])}
      ${
        session.readOnly.value
          ? limitWords(threshold)
          : limitFields(threshold, (limit) => {
              changeThreshold(session, profileId, index, { limit });
            })
      }
    </div>
    <p class="result ${judged?.result ?? 'off'}" aria-live="polite">
      ${judged ? html`<b aria-hidden="true">${FORMS[judged.result]}</b> ${resultText(judged, say)}` : t('Off: not judged')}
    </p>
    <details class="reminder">
      <summary>${t('Source')}${edited ? html`: <b>${edited}</b>` : nothing}</summary>
      ${source}${threshold.note ? html`. ${said(threshold.note)}` : nothing}
    </details>
  </li>`;
};

const COMPARISON = { 'at-most': 'at most', 'at-least': 'at least', within: 'from' } as const;

const limitWords = ({ limit, unit }: Threshold): string =>
  `${typeof limit === 'number' ? String(limit) : limit.map(String).join(' – ')} ${unit === 'deg' ? '°' : unit}`;

const limitFields = (
  { title, limit, unit }: Threshold,
  changed: (limit: Threshold['limit']) => void,
): TemplateResult => {
  const words = unit === 'deg' ? '°' : unit;
  const name = `${said(title)} (${words})`;
  if (typeof limit === 'number') return html`${limitField(t('Limit: {name}', { name }), limit, changed)} ${words}`;
  const [low, high] = limit;
  return html`${rich(t('{low} to {high}'), {
    low: limitField(t('Lower limit: {name}', { name }), low, (value) => {
      changed([value, high]);
    }),
    high: limitField(t('Upper limit: {name}', { name }), high, (value) => {
      changed([low, value]);
    }),
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
