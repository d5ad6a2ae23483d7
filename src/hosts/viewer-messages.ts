import { html, nothing, type TemplateResult } from 'lit';
import type { Session } from '../session/session.ts';
import type { Machinery } from './machinery.ts';
import { said, t } from '../words/words.ts';

/** What stands over the pictures: how far a load is, else what there is to tell. */
export const messagesView = (session: Session, machinery: Machinery | null): TemplateResult | typeof nothing => {
  const loading = machinery?.study.loading.value;
  if (machinery && loading) {
    return html`<div
      class="message"
      role="progressbar"
      aria-label=${t('Loading')}
      aria-valuemin="0"
      aria-valuemax=${loading.total}
      aria-valuenow=${loading.done}
    >
      ${t('Loading {done} of {total}', { done: loading.done, total: loading.total })}
      <button
        @click=${() => {
          machinery.opening.cancel();
        }}
      >
        ${t('Cancel')}
      </button>
    </div>`;
  }
  const text = session.notice.value?.text ?? machinery?.stage.trouble.value;
  return text ? html`<div class="message" role="alert">${said(text)}</div>` : nothing;
};
