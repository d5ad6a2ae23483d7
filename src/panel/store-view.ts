import { html, nothing, type TemplateResult } from 'lit';
import type { Refused } from '../confirmation/record.ts';
import { archiveWords, type ArchiveState } from '../session/archive-state.ts';
import type { ReportStoring } from '../session/report-storing.ts';
import type { Session } from '../session/session.ts';
import { said, t } from '../words/words.ts';

/** What tells states apart beside their words and their colour. */
const SIGNS: Readonly<Record<ArchiveState['kind'], string>> = {
  absent: '○',
  storing: '…',
  stored: '✓',
  changed: '△',
  waiting: '!',
};

/** Stores the confirmations, and says what is true of them in the archive. `storing` is null where there is nothing to store them in. */
export const storeView = (
  session: Session,
  storing: ReportStoring | null,
  refused: (refusal: Refused) => void,
): TemplateResult | typeof nothing => {
  const { confirmations } = session.cases.value;
  const record = session.active.value;
  const elsewhere = storing?.elsewhere ?? [];
  if (confirmations.length === 0 && !storing) return nothing;
  const state = storing && record ? storing.stateOf(record) : null;
  const others = storing
    ? confirmations.filter((one) => one !== record && storing.stateOf(one).kind !== 'stored').length
    : 0;
  const extras = storing?.extrasWaiting ?? [];
  const waits = state?.kind === 'waiting' || elsewhere.length + extras.length > 0;
  // What the archive refused for good won't be stored as it is; what may pass is nobody's to drop.
  const refusedRecords = [
    ...(state?.kind === 'waiting' && !state.triesAgain && record ? [record.id] : []),
    ...[...elsewhere, ...extras].filter(({ problem }) => problem?.mayPass === false).map((entry) => entry.record.id),
  ];
  const discard = async (): Promise<void> => {
    for (const id of new Set(refusedRecords)) await storing?.discard(id);
  };
  const store = async (): Promise<void> => {
    for (const refusal of (await storing?.storeAll()) ?? []) refused(refusal);
  };
  return html`<section class="archive">
    <div class="row">
      <button
        ?disabled=${!storing || confirmations.length === 0 || storing.isWriting.value || state?.kind === 'storing'}
        title=${storing ? t('Store the report in the archive') : t('These images were not opened from an archive')}
        @click=${() => void store()}
      >
        ${t('Store report')}
      </button>
      <span role="status" aria-label=${t('Archive')} data-state=${state?.kind ?? 'none'}>
        ${state ? html`<span aria-hidden="true">${SIGNS[state.kind]}</span> ${said(archiveWords(state, new Date()))}` : nothing}
        ${others > 0 ? html`<br />${t(others === 1 ? '{n} other confirmation not in the archive as marked' : '{n} other confirmations not in the archive as marked', { n: others })}` : nothing}
        ${elsewhere.length > 0 ? html`<br />${t(elsewhere.length === 1 ? '{n} earlier report waiting for the archive' : '{n} earlier reports waiting for the archive', { n: elsewhere.length })}` : nothing}
        ${extras.length > 0 ? html`<br />${t(extras.length === 1 ? '{n} picture or page waiting for the archive' : '{n} pictures or pages waiting for the archive', { n: extras.length })}${extras[0]?.problem ? `: ${said(extras[0].problem.message)}` : ''}` : nothing}
        ${storing && waits && !storing.isKept ? html`<br />${t('This browser keeps nothing: do not close the page before it is stored')}` : nothing}
      </span>
      ${
        refusedRecords.length > 0
          ? html`<button title=${t('Forget what the archive refused; the marks stay')} @click=${() => void discard()}>
              ${t('Discard')}
            </button>`
          : nothing
      }
    </div>
  </section>`;
};
