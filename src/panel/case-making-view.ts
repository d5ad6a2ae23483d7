import { html, nothing, type TemplateResult } from 'lit';
import { DIFFICULTIES, SAYINGS, type Difficulty, type Saying } from '../teach/case.ts';
import type { Text } from '../words/text.ts';
import { said, t } from '../words/words.ts';
import { DIFFICULTY_LABELS, SAYING_LABELS } from './case-labels.ts';
import { CASE_TEXTS, type CaseMaking, type CaseText } from './case-making.ts';

const TEXT_LABELS = {
  title: 'Title, which must not tell the answer',
  question: 'Question, which must not tell the answer',
  teaches: 'What the case teaches, in a line',
  explanation: 'Explanation, shown after the answer',
  expert: 'Who marked, by a name that is nobody’s',
  source: 'Where the images come from',
  licence: 'Licence, such as CC0-1.0',
} as const satisfies Readonly<Record<CaseText, Text>>;

const statusText = (making: CaseMaking): string => {
  const phase = making.phase.value;
  switch (phase.kind) {
    case 'writing':
      return t('Writing image {n} of {all}', { n: phase.done, all: making.images });
    case 'saved':
      return t('Saved.');
    case 'failed':
      return t('No case was made: {problem}.', { problem: said(phase.message) });
    case 'asking':
      return making.isReady.value
        ? t('Ready.')
        : making.findings.value.length > 0
          ? t('Look at the images named above, then confirm each line.')
          : t('Every text is needed.');
  }
};

const textField = (making: CaseMaking, name: CaseText): TemplateResult => {
  const onInput = (event: Event): void => {
    making.setText(name, (event.target as HTMLInputElement | HTMLTextAreaElement).value);
  };
  const value = making.texts.value[name];
  return html`<label class="stacked"
    >${t(TEXT_LABELS[name])}
    ${
      name === 'explanation'
        ? html`<textarea rows="4" .value=${value} @input=${onInput}></textarea>`
        : html`<input type="text" autocomplete="off" .value=${value} @input=${onInput} />`
    }</label
  >`;
};

/** A teaching case from a confirmation: what its author says of it, and what they have to look at before it leaves the house. */
export const caseMakingView = (making: CaseMaking, close: () => void): TemplateResult => html`
  <style>
    label.stacked {
      display: block;
      margin-bottom: 8px;
    }
    label.stacked > input,
    label.stacked > textarea {
      display: block;
      width: 100%;
      font: inherit;
      color: inherit;
      background: var(--tc-raised);
      border: 1px solid var(--tc-line);
      border-radius: 6px;
      padding: 5px 9px;
    }
  </style>
  <h2>${t('Make a teaching case')}</h2>
  <p>
    ${t(
      'The images of the confirmation that is worked on ({count}), without patient data, a question, and the marks, sealed until a learner has answered; as a zip.',
      { count: making.images },
    )}
  </p>
  ${CASE_TEXTS.map((name) => textField(making, name))}
  <div class="row">
    <label
      >${t('Difficulty')}
      <select
        @change=${(event: Event) => (making.difficulty.value = (event.target as HTMLSelectElement).value as Difficulty)}
      >
        ${DIFFICULTIES.map((one) => html`<option value=${one} .selected=${making.difficulty.value === one}>${t(DIFFICULTY_LABELS[one])}</option>`)}
      </select></label
    >
    <label
      >${t('What is true')}
      <select
        @change=${(event: Event) => {
          const { value } = event.target as HTMLSelectElement;
          making.verdict.value = value === '' ? null : (value as Saying);
        }}
      >
        <option value="" .selected=${making.verdict.value === null}>${t('what the marks say')}</option>
        ${SAYINGS.map((one) => html`<option value=${one} .selected=${making.verdict.value === one}>${t(SAYING_LABELS[one])}</option>`)}
      </select></label
    >
  </div>
  ${
    making.findings.value.length === 0
      ? nothing
      : html`<fieldset class="findings">
          <legend>${t('To be looked at')}</legend>
          ${making.findings.value.map(
            (finding) =>
              html`<label
                ><input
                  type="checkbox"
                  .checked=${making.isConfirmed(finding)}
                  @change=${(event: Event) => {
                    making.confirm(finding, (event.target as HTMLInputElement).checked);
                  }}
                />
                ${t('I have looked: {reason}', { reason: said(finding.reason) })}</label
              >`,
          )}
        </fieldset>`
  }
  <p
    role="status"
    aria-label=${t('Teaching case')}
    aria-live=${making.phase.value.kind === 'writing' ? 'off' : 'polite'}
  >
    ${statusText(making)}
  </p>
  <div class="row">
    <button ?disabled=${!making.isReady.value} @click=${() => void making.write()}>${t('Save zip')}</button>
    <button @click=${close}>${t('Close')}</button>
  </div>
`;
