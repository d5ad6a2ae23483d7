import { signal } from '@preact/signals-core';
import { css, html, nothing, type TemplateResult } from 'lit';
import type { FoundStudy } from '../../load/find-studies.ts';
import { SpeakingElement } from '../../panel/speaking-element.ts';
import { theme } from '../../panel/theme.ts';
import { language, t } from '../../words/words.ts';
import type { Text } from '../../words/text.ts';
import { lineText, type Line } from './line.ts';

export interface StudyChoice {
  readonly studies: readonly FoundStudy[];
  readonly choose: (study: FoundStudy) => void;
}

/** `20260131` in the reader's way of writing dates; as it stands where it is none. */
const dateOf = (date: string): string => {
  const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})$/.exec(date) ?? [];
  const at = day === undefined ? null : new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return at && !Number.isNaN(at.getTime())
    ? at.toLocaleDateString(language() === 'en' ? 'en-GB' : language(), {
        year: 'numeric',
        month: 'short',
        day: '2-digit',
        timeZone: 'UTC',
      })
    : date;
};

const timeOf = (time: string | null): string => {
  const [, hour, minute] = /^(\d{2})(\d{2})/.exec(time ?? '') ?? [];
  return minute === undefined ? '' : `${hour ?? ''}:${minute}`;
};

/**
 * `<tipcheck-page-bar>`: what the page has to say about its address and settings, and the studies to choose from. Above the viewer, which
 * gets its height as `--tipcheck-bar-height`, or in its place. Speaks as the viewer does, also while there is none.
 */
export class PageBar extends SpeakingElement {
  readonly #lines = signal<readonly Line[]>([]);
  readonly #choice = signal<StudyChoice | null>(null);
  readonly #waiting = signal<Text | null>(null);

  static override styles = [
    theme,
    css`
      :host {
        display: block;
        background: var(--tc-bg);
        min-height: 0;
        overflow: auto;
      }
      .lines {
        display: flex;
        gap: 12px;
        align-items: flex-start;
        padding: 8px 12px;
        background: var(--tc-surface);
        border-bottom: 1px solid var(--tc-line);
        border-left: 3px solid var(--tc-indeterminate);
      }
      .lines ul {
        flex: 1;
        min-width: 0;
        margin: 0;
        padding: 0;
        list-style: none;
        overflow-wrap: anywhere;
      }
      .waiting,
      section {
        max-width: 920px;
        margin: 0 auto;
        padding: 24px 16px;
      }
      h2 {
        margin: 0 0 12px;
        font-size: 18px;
      }
      .table {
        overflow-x: auto;
      }
      table {
        width: 100%;
        border-collapse: collapse;
      }
      th,
      td {
        padding: 8px 10px;
        border-bottom: 1px solid var(--tc-line);
        text-align: start;
        vertical-align: middle;
      }
      th {
        color: var(--tc-muted);
        font-weight: 600;
      }
      td.date {
        white-space: nowrap;
      }
      td.number {
        text-align: end;
      }
      td:last-child {
        width: 1%;
      }
    `,
  ];

  readonly #resize = new ResizeObserver(() => {
    this.parentElement?.style.setProperty('--tipcheck-bar-height', `${String(this.offsetHeight)}px`);
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.#resize.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resize.disconnect();
    this.parentElement?.style.removeProperty('--tipcheck-bar-height');
  }

  tell(...lines: readonly Line[]): void {
    if (lines.length > 0) this.#lines.value = [...this.#lines.peek(), ...lines];
  }

  waiting(what: Text | null): void {
    this.#waiting.value = what;
  }

  /** Shows studies to choose from until one is chosen, or null is given. */
  offer(choice: StudyChoice | null): void {
    this.#choice.value = choice;
  }

  protected override render(): TemplateResult {
    const lines = this.#lines.value;
    const choice = this.#choice.value;
    return html`${lines.length > 0 ? this.#linesView(lines) : nothing}
    ${this.#waiting.value ? html`<p class="waiting" role="status">${t(this.#waiting.value)}</p>` : nothing}
    ${choice ? studiesView(choice) : nothing}`;
  }

  #linesView(lines: readonly Line[]): TemplateResult {
    return html`<div class="lines" role="region" aria-label=${t('About this page')}>
      <ul role="alert">
        ${lines.map((one) => html`<li>${lineText(one)}</li>`)}
      </ul>
      <button
        @click=${() => {
          this.#lines.value = [];
        }}
      >
        ${t('Dismiss')}
      </button>
    </div>`;
  }
}

const studiesView = ({ studies, choose }: StudyChoice): TemplateResult => {
  // Whose they are is told where it isn't one and the same.
  const patients = new Set(studies.map(({ patientID, issuer }) => `${patientID ?? ''}^${issuer ?? ''}`));
  const isMixed = patients.size > 1;
  return html`<section aria-label=${t('Choose a study')}>
    <h2>${t('Choose a study')}</h2>
    <div class="table">
      <table>
        <thead>
          <tr>
            ${isMixed ? html`<th scope="col">${t('Patient ID')}</th>` : nothing}
            <th scope="col">${t('Date')}</th>
            <th scope="col">${t('Modality')}</th>
            <th scope="col">${t('Description')}</th>
            <th scope="col">${t('Images')}</th>
            <td></td>
          </tr>
        </thead>
        <tbody>
          ${studies.map((study) => {
            const date = study.date === null ? t('no date') : `${dateOf(study.date)} ${timeOf(study.time)}`.trim();
            const description = study.description ?? t('no description');
            const modalities = study.modalities.join(', ');
            return html`<tr>
              ${isMixed ? html`<td>${study.patientID ?? ''}</td>` : nothing}
              <td class="date">${date}</td>
              <td>${modalities}</td>
              <td>${description}</td>
              <td class="number">${study.images ?? ''}</td>
              <td>
                <button
                  class="primary"
                  aria-label=${`${t('Open')}: ${[date, modalities, description].filter(Boolean).join(', ')}`}
                  @click=${() => {
                    choose(study);
                  }}
                >
                  ${t('Open')}
                </button>
              </td>
            </tr>`;
          })}
        </tbody>
      </table>
    </div>
  </section>`;
};
