import { css, html, nothing, type TemplateResult } from 'lit';
import { SpeakingElement } from '../../panel/speaking-element.ts';
import { theme } from '../../panel/theme.ts';
import type { PanelHead } from './panel-head.ts';
import { said, t } from '../../words/words.ts';

/** `<tipcheck-ohif-head>`: what stands above the panel in OHIF: troubles, kept work, layouts, what was just said. Property `head`. */
export class HeadElement extends SpeakingElement {
  static override properties = { head: { attribute: false } };

  declare head: PanelHead | null;

  constructor() {
    super();
    this.head = null;
  }

  static override styles = [
    theme,
    css`
      :host {
        display: block;
        background: var(--tc-surface);
      }
      .trouble,
      .said,
      .kept > div,
      .views {
        padding: 8px 14px;
        border-bottom: 1px solid var(--tc-line);
      }
      .trouble {
        border-left: 5px solid var(--tc-outside);
      }
      p {
        margin: 0 0 6px;
      }
      p:last-child {
        margin: 0;
      }
      .views {
        display: flex;
        flex-wrap: wrap;
        gap: 6px;
        align-items: center;
      }
      .views label {
        display: flex;
        flex: 1;
        gap: 6px;
        align-items: center;
      }
      .views span {
        color: var(--tc-muted);
      }
      .two-views ul {
        margin: 0;
        padding: 0;
        list-style: none;
        font-size: 13px;
      }
      select {
        flex: 1;
        min-width: 0;
      }
    `,
  ];

  protected override render(): TemplateResult {
    const { head } = this;
    if (!head) return html``;
    const notice = head.notice.value;
    return html`
      ${head.troubles.value.map((text) => html`<p class="trouble" role="alert">${said(text)}</p>`)}
      ${head.keptWork.value?.view(() => undefined) ?? nothing}
      <div class="views">
        <label>
          <span>${t('Views')}</span>
          <select aria-label=${t('Views')} @change=${this.#show}>
            <option value="" selected>${t('Arrange the views…')}</option>
            ${head.layouts.map(({ id, label }) => html`<option value=${id}>${t(label)}</option>`)}
          </select>
        </label>
        ${head.undo ? undoView(head.undo) : nothing}
      </div>
      ${head.twoViews.value?.view() ?? nothing}
      ${notice === null ? nothing : html`<p class="said" role="status" aria-label=${t('Notice')}>${said(notice.text)}</p>`}
    `;
  }

  readonly #show = (event: Event): void => {
    const select = event.target as HTMLSelectElement;
    const { value } = select;
    select.value = '';
    if (value !== '') this.head?.arrange(value);
  };
}

/** Where the host has no undo of its own that could take our steps. */
const undoView = ({ undo, redo }: NonNullable<PanelHead['undo']>): TemplateResult =>
  html`<button
      @click=${() => {
        undo();
      }}
    >
      ${t('Undo')}
    </button>
    <button
      @click=${() => {
        redo();
      }}
    >
      ${t('Redo')}
    </button>`;
