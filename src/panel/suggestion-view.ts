import { html, nothing, type TemplateResult } from 'lit';
import type { TipReason } from '../find/candidate.ts';
import { endLengths, placeAlong } from '../session/end-lengths.ts';
import { isImageEvidence, type FoundEnd, type Suggestions } from '../session/suggestions.ts';
import type { Session } from '../session/session.ts';
import { said, t } from '../words/words.ts';
import { axisProfileChart } from './axis-profile-chart.ts';
import { withFinding } from './with-finding.ts';

/** Ends of a device that were found in the pixels: one at a time, with why to believe it, to be accepted or dismissed. */
export const suggestionView = (session: Session): TemplateResult | typeof nothing => {
  const suggestions = session.suggestions.value;
  if (!suggestions || session.readOnly.value) return nothing;
  const { ends, index, reason } = suggestions;
  const end = ends?.[index];
  return html`<section class="suggestion" aria-label=${t('Tip found in the image')}>
    <h2>
      ${t('Tip found in the image')}${ends && ends.length > 1 ? html` <span>${t('{n} of {count}', { n: index + 1, count: ends.length })}</span>` : nothing}
    </h2>
    ${ends === null ? html`<p class="searching">${t('Looking for the end of the device…')}</p>` : nothing}
    ${reason === null ? nothing : html`<p>${said(reason)}</p>`} ${end ? endView(session, suggestions, end) : nothing}
    <div class="row">
      ${end ? acceptButton(session) : nothing}
      ${
        ends && ends.length > 1
          ? html`<button
              title=${t('Look at the next end that was found (F)')}
              @click=${() => {
                withFinding(session, ({ lookAtEnd }) => lookAtEnd(session, index + 1));
              }}
            >
              ${t('Next')}
            </button>`
          : nothing
      }
      <button
        class="quiet"
        title=${t('Nothing is marked (Escape)')}
        @click=${() => {
          withFinding(session, ({ dismissSuggestions }) => dismissSuggestions(session));
        }}
      >
        ${ends === null ? t('Stop') : t('Dismiss')}
      </button>
    </div>
  </section>`;
};

const acceptButton = (session: Session): TemplateResult => {
  const hasTip = session.active.value?.tip !== undefined;
  return html`<button
    class="primary"
    title=${t('Marks the tip there (Enter). It can be dragged afterwards, and undone.')}
    @click=${() => {
      withFinding(session, ({ acceptSuggestion }) => acceptSuggestion(session));
    }}
  >
    ${hasTip ? t('Replace the tip') : t('Mark the tip here')}
  </button>`;
};

const endView = (session: Session, { source, space }: Suggestions, end: FoundEnd): TemplateResult => {
  const { unit, along, across, perUnit } = endLengths(end, space);
  const { profile } = end;
  return html`
    <p>
      ${t('± {along} {unit} along the device, ± {across} {unit} across it (1 SD); score {score}', { along: along.toFixed(1), across: across.toFixed(1), unit, score: end.score.toFixed(2) })}
    </p>
    ${axisProfileChart({ ...profile, distances: profile.distances.map((distance) => distance * perUnit) }, { unit, mark: markOn(session, space, end) })}
    ${reasonsView(end.evidence)}
    ${isImageEvidence(end, source.series.modality) ? nothing : html`<p class="reminder">${t('A suggestion, no evidence: look yourself, and confirm the tip if it is one.')}</p>`}
  `;
};

/** How far along the end's axis the marked tip lies, where there is one. */
const markOn = (session: Session, space: Suggestions['space'], end: FoundEnd): number | null => {
  const record = session.active.value;
  const position = record?.space.kind === space.kind ? record.tip?.position : undefined;
  return position ? placeAlong(end, space, position) : null;
};

/** What speaks for an end and against it: told apart by a sign, not by colour alone. */
export const reasonsView = (reasons: readonly TipReason[]): TemplateResult =>
  html`<ul class="reasons">
    ${reasons.map(({ supports, message, code }) => html`<li data-reason=${code} data-supports=${String(supports)}>${said(message)}</li>`)}
  </ul>`;
