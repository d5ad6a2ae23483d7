import { html, nothing, type TemplateResult } from 'lit';
import { DIFFICULTIES, SAYINGS, type Difficulty, type Saying } from '../teach/case.ts';
import type { Text } from '../words/text.ts';
import { said, t } from '../words/words.ts';
import { DIFFICULTY_LABELS, SAYING_LABELS } from './case-labels.ts';
import { addViewButton, expertsView, keyViewsView, seriesView } from './case-making-lists.ts';
import { caseMakingStyle } from './case-making-style.ts';
import { CASE_TEXTS, type CaseText, type StillMissing } from './authored-case.ts';
import type { CaseMaking } from './case-making.ts';
import { focusSoon } from './focus-soon.ts';
import { releasePreviewView } from './release-preview-view.ts';
import type { ReleasePreview } from './release-preview.ts';

const TEXT_LABELS = {
  title: 'Title, which must not tell the answer',
  question: 'Question, which must not tell the answer',
  teaches: 'What the case teaches, in a line',
  explanation: 'Explanation, shown after the answer',
  source: 'Where the images come from',
  licence: 'Licence, such as CC0-1.0',
} as const satisfies Readonly<Record<CaseText, Text>>;

const MISSING_LABELS = {
  texts: 'Every text is needed.',
  names: 'Every expert needs a name.',
  'two-equal-names': 'Two experts have the same name.',
  captions: 'Every key view needs a caption.',
} as const satisfies Readonly<Record<StillMissing, Text>>;

/** What the dialog can do beside what is made. */
export interface MakingDialog {
  readonly close: () => void;
  /** Throws away what was written. */
  readonly discard: () => void;
}

const statusText = (making: CaseMaking): string => {
  const phase = making.phase.value;
  const missing = making.authored.missing.value;
  const unseen = making.preview.value?.unseen.value ?? 0;
  switch (phase.kind) {
    case 'cleaning':
      return t('Looking at image {n} of {all}', { n: phase.done, all: phase.all });
    case 'writing':
      return t('Writing…');
    case 'saved':
      return t('Saved.');
    case 'failed':
      return t('No case was made: {problem}.', { problem: said(phase.message) });
    case 'asking':
      return missing ? t(MISSING_LABELS[missing]) : t('Ready.');
    case 'looking':
      return making.isReady.value
        ? t('Ready.')
        : unseen > 0
          ? t('Still to be looked at: {n} of {all} pictures.', {
              n: unseen,
              all: making.preview.value?.pictures.length ?? 0,
            })
          : t('Look at the images named above, then confirm each line.');
  }
};

const textField = (making: CaseMaking, name: CaseText): TemplateResult => {
  const onInput = (event: Event): void => {
    making.authored.setText(name, (event.target as HTMLInputElement | HTMLTextAreaElement).value);
  };
  const value = making.authored.texts.value[name];
  return html`<label class="stacked ${name}"
    >${t(TEXT_LABELS[name])}
    ${
      name === 'explanation'
        ? html`<textarea rows="3" .value=${value} @input=${onInput}></textarea>`
        : html`<input type="text" autocomplete="off" .value=${value} @input=${onInput} />`
    }</label
  >`;
};

const choice = <Value extends string>(
  label: Text,
  values: readonly (readonly [Value | null, string])[],
  current: Value | null,
  choose: (value: Value | null) => void,
): TemplateResult =>
  html`<label class="stacked"
    >${t(label)}
    <select
      @change=${(event: Event) => {
        const [value] = values[(event.target as HTMLSelectElement).selectedIndex] ?? [null];
        choose(value);
      }}
    >
      ${values.map(([value, name]) => html`<option value=${value ?? ''} .selected=${value === current}>${name}</option>`)}
    </select></label
  >`;

const statusLine = (making: CaseMaking): TemplateResult =>
  html`<p
    role="status"
    aria-label=${t('Teaching case')}
    aria-live=${making.phase.value.kind === 'cleaning' ? 'off' : 'polite'}
  >
    ${statusText(making)}
  </p>`;

/** Another step has another beginning. The button itself may be gone by then. */
const headingOf = (event: Event): (() => void) => {
  const dialog = (event.target as Element).closest('dialog');
  return () => {
    if (dialog) focusSoon(dialog, '.making h2');
  };
};

/** What its author says of the case. */
const writtenView = (making: CaseMaking, { close, discard }: MakingDialog): TemplateResult => {
  const { authored } = making;
  return html`
    <p>
      ${t(
        'The images of the confirmation that is worked on ({count}), without patient data, a question, and the marks, sealed until a learner has answered; as a zip.',
        { count: authored.images.length },
      )}
    </p>
    <div class="texts">${CASE_TEXTS.map((name) => textField(making, name))}</div>
    <div class="row choices">
      ${choice<Difficulty>(
        'Difficulty',
        DIFFICULTIES.map((one) => [one, t(DIFFICULTY_LABELS[one])]),
        authored.difficulty.value,
        (value) => (authored.difficulty.value = value ?? 'medium'),
      )}
      ${choice(
        'Procedure',
        [[null, t('not told')], ...authored.procedures.map(({ id, title }) => [id, said(title)] as const)],
        authored.procedure.value,
        (value) => (authored.procedure.value = value),
      )}
      ${choice<Saying>(
        'What is true',
        [[null, t('what the marks say')], ...SAYINGS.map((one) => [one, t(SAYING_LABELS[one])] as const)],
        authored.verdict.value,
        (value) => (authored.verdict.value = value),
      )}
    </div>
    ${seriesView(authored)} ${expertsView(making)} ${keyViewsView(authored)} ${statusLine(making)}
    <div class="row">
      <button
        ?disabled=${making.authored.missing.value !== null || making.phase.value.kind === 'cleaning'}
        @click=${(event: Event) => {
          void making.look().then(headingOf(event));
        }}
      >
        ${t('Look at what is released…')}
      </button>
      <button @click=${close}>${t('Close')}</button>
      <button @click=${discard}>${t('Discard')}</button>
    </div>
  `;
};

/** Everything that is released, before it is. */
const releasedView = (making: CaseMaking, preview: ReleasePreview, { close }: MakingDialog): TemplateResult => html`
  <p>
    ${t('Every picture of the case, as it will be saved, with the marks that are shown after the answer. Look at each before you save.')}
  </p>
  ${releasePreviewView(preview)}
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
  ${statusLine(making)}
  <div class="row">
    <button ?disabled=${!making.isReady.value} @click=${() => void making.write()}>${t('Save zip')}</button>
    <button
      @click=${(event: Event) => {
        const focusHeading = headingOf(event);
        making.back();
        focusHeading();
      }}
    >
      ${t('Back to the texts')}
    </button>
    <button @click=${close}>${t('Close')}</button>
  </div>
`;

/** A teaching case from a confirmation: what its author says of it, then all of it as it leaves the house. */
export const caseMakingView = (making: CaseMaking, dialog: MakingDialog): TemplateResult => {
  const preview = making.preview.value;
  return html`${caseMakingStyle}
    <div class="making">
      <h2 tabindex="-1">${t('Make a teaching case')}</h2>
      ${preview ? releasedView(making, preview, dialog) : writtenView(making, dialog)}
    </div>`;
};

/** Beside the pictures while the dialog is closed: takes key views, and goes on. */
export const caseBar = (making: CaseMaking, open: () => void): TemplateResult => {
  const title = making.authored.texts.value.title.trim();
  const count = making.authored.keyViews.value.length;
  return html`<section class="kept" aria-label=${t('A teaching case in the making')}>
    <div>
      <p>
        <b>${t('A teaching case in the making')}</b>${title === '' ? nothing : html`: ${title}`} ·
        ${count === 1 ? t('1 key view') : t('{n} key views', { n: count })}
      </p>
      ${addViewButton(making.authored)} <button @click=${open}>${t('Go on with the case…')}</button>
    </div>
  </section>`;
};
