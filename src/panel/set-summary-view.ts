import { html, nothing, type TemplateResult } from 'lit';
import { csvOf } from '../report/csv.ts';
import { SAYINGS } from '../teach/case.ts';
import { COMPONENTS } from '../teach/case-axes.ts';
import type { Attempt } from '../teach/case-set.ts';
import type { SetSummary } from '../teach/set-summary.ts';
import { t } from '../words/words.ts';
import { COMPONENT_LABELS, OUTCOME_NAMES, SAYING_LABELS, signedText, numberText } from './case-labels.ts';
import { saveFile } from './save-file.ts';
import { binText, calibrationChart } from './set-chart.ts';
import type { SetRound } from './set-round.ts';

const saying = (value: string): string => {
  const known = SAYINGS.find((one) => one === value);
  return known ? t(SAYING_LABELS[known]) : value;
};

/** How a learner has done in a set so far: by the first attempt at each case. */
export const setSummaryView = (round: SetRound): TemplateResult => {
  const summary = round.summary.value;
  const { answered, cases, improved } = summary;
  return html`<section class="summary" aria-labelledby="summary">
    <h2 id="summary" tabindex="-1">${t('Summary')}</h2>
    <p>
      ${
        answered === 0
          ? t('Nothing is answered yet.')
          : t('{answered} of {cases} cases answered: {right} right, {wrong} wrong. The first attempt at each counts.', {
              answered,
              cases,
              right: summary.outcomes.right,
              wrong: summary.outcomes.wrong,
            })
      }
      ${improved > 0 ? t('Right when tried again: {count}.', { count: improved }) : nothing}
    </p>
    ${answered === 0 ? nothing : html`${caseTable(round)} ${errorsView(summary)} ${tipView(summary)} ${calibrationView(summary)}`}
    <div class="row">
      <button ?disabled=${answered === 0} @click=${() => void saveCsv(round)}>${t('Save CSV')}</button>
      ${forgetButtons(round, answered === 0 && round.keeping !== 'unreadable')}
      <button @click=${() => (round.showsSummary.value = false)}>${t('Back to the case')}</button>
    </div>
    <p class="none">${keepingText(round)}</p>
  </section>`;
};

const keepingText = (round: SetRound): string => {
  switch (round.keeping) {
    case 'kept':
      return t('Your answers are kept in this browser alone, without anything of you, and sent nowhere.');
    case 'refused':
      return t('This browser keeps nothing for the page: your answers end with it.');
    case 'off':
    case 'unreadable':
      return t('Nothing is kept here: your answers end with the page.');
  }
};

const caseTable = (round: SetRound): TemplateResult =>
  html`<table>
    <thead>
      <tr>
        <th scope="col">${t('Case')}</th>
        <th scope="col">${t('Tip, off by')}</th>
        <th scope="col">${t('Outcome')}</th>
      </tr>
    </thead>
    <tbody>
      ${round.cases.value.map(({ id, title }, index) => {
        const attempts = round.attemptsAt(id);
        return caseRow(round, id, `${String(index + 1)}. ${title ?? ''}`, attempts);
      })}
    </tbody>
  </table>`;

const caseRow = (round: SetRound, id: string, name: string, [first, ...more]: readonly Attempt[]): TemplateResult => {
  const tone = first?.outcome === 'right' ? 'is-right' : first?.outcome === 'wrong' ? 'is-wrong' : 'none';
  const sign = first?.outcome === 'right' ? '✓ ' : first?.outcome === 'wrong' ? '✗ ' : '';
  return html`<tr>
    <th scope="row">
      <button class="link" @click=${() => void round.choose(id)}>${name}</button>
      ${first ? html`<small>${saying(first.said)}, ${Math.round(first.confidence * 100)} %</small>` : nothing}
    </th>
    <td>
      ${first && first.tipDistance !== null ? `${numberText(first.tipDistance)} ${first.unit}` : ''}
      ${first && first.tipIsRight !== null ? html`<small>${first.tipIsRight ? t('right') : t('wrong')}</small>` : nothing}
    </td>
    <td class=${tone}>
      ${first ? `${sign}${t(OUTCOME_NAMES[first.outcome])}` : t('open')}
      ${more.length > 0 ? html`<small>${t('{count} attempts', { count: more.length + 1 })}</small>` : nothing}
    </td>
  </tr>`;
};

const errorsView = ({ errors, outcomes }: SetSummary): TemplateResult =>
  html`<h3>${t('Errors')}</h3>
    <dl>
      ${[
        [t('Said inside, is outside'), errors.insideButOutside] as const,
        [t('Said outside, is inside'), errors.outsideButInside] as const,
        [t('Said where the images can’t tell'), errors.toldWhatCannotBe] as const,
        [t('Not said though the images tell'), outcomes.undecided] as const,
      ].map(
        ([name, count]) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${count}</dd>
          </div>`,
      )}
    </dl>`;

const tipView = ({ components, tipWithinSpread, medianTipDistanceMm }: SetSummary): TemplateResult =>
  html`<h3>${t('The tip, against the experts’')}</h3>
    <p>
      ${t('Within the experts’ spread: {right} of {of}.', { right: tipWithinSpread.right, of: tipWithinSpread.of })}
      ${medianTipDistanceMm === null ? nothing : t('Median distance: {mm} mm.', { mm: numberText(medianTipDistanceMm) })}
    </p>
    <table>
      <thead>
        <tr>
          <th scope="col">${t('Difference')}</th>
          <th scope="col">${t('Cases')}</th>
          <th scope="col">${t('Mean ± SD')}</th>
        </tr>
      </thead>
      <tbody>
        ${COMPONENTS.map((name) => {
          const { count, mean, sd } = components[name];
          return html`<tr>
            <th scope="row">${t(COMPONENT_LABELS[name])}</th>
            <td>${count}</td>
            <td>${mean === null ? '' : `${signedText(mean)}${sd === null ? '' : ` ± ${numberText(sd)}`} mm`}</td>
          </tr>`;
        })}
      </tbody>
    </table>`;

const calibrationView = ({ calibration }: SetSummary): TemplateResult | typeof nothing => {
  const { brier, overconfidence, bins, count } = calibration;
  if (brier === null || overconfidence === null) return nothing;
  const points = Math.round(Math.abs(overconfidence) * 100);
  return html`<h3>${t('How sure, and how often right')}</h3>
    ${calibrationChart(calibration)}
    <p>
      ${t('Brier score {brier} over {count} answers: 0 is best, 0.25 is guessing.', { brier: brier.toFixed(2), count })}
      ${
        points === 0
          ? t('You were as sure as you were right.')
          : overconfidence > 0
            ? t('Too sure by {points} percentage points.', { points })
            : t('Not sure enough by {points} percentage points.', { points })
      }
    </p>
    <ul class="bins">
      ${bins.map((bin) => html`<li>${binText(bin)}</li>`)}
    </ul>`;
};

const saveCsv = async (round: SetRound): Promise<void> => {
  saveFile('tipcheck-set.csv', 'text/csv', await csvOf(round.rows()));
};

/** It can't be undone, so it is asked for twice. */
const forgetButtons = (round: SetRound, isDisabled: boolean): TemplateResult =>
  round.asksToForget.value
    ? html`<span role="group" aria-label=${t('Forget my answers')}>
        <button
          @click=${() => {
            round.forget();
          }}
        >
          ${t('Forget all answers of this set')}
        </button>
        <button @click=${() => (round.asksToForget.value = false)}>${t('Cancel')}</button>
      </span>`
    : html`<button ?disabled=${isDisabled} @click=${() => (round.asksToForget.value = true)}>
        ${t('Forget my answers…')}
      </button>`;
