import { html, nothing, type TemplateResult } from 'lit';
import type { Attempt } from '../teach/case-set.ts';
import { t } from '../words/words.ts';
import { OUTCOME_NAMES } from './case-labels.ts';
import type { SetRound } from './set-round.ts';

/** "Case 3" and how it was answered, by the first attempt. */
const optionText = (place: number, first: Attempt | undefined): string =>
  first
    ? t('Case {number}: {outcome}', { number: place + 1, outcome: t(OUTCOME_NAMES[first.outcome]) })
    : t('Case {number}', { number: place + 1 });

/** Where one is in a set, and the way to its other cases. */
export const setBar = (round: SetRound): TemplateResult => {
  const cases = round.cases.value;
  const place = round.place.value;
  const { answered, outcomes } = round.summary.value;
  const isSummary = round.showsSummary.value;
  return html`<nav aria-label=${t('Set of cases')} aria-busy=${String(round.isOpening.value)}>
    <p class="set">
      <b>${round.set.title}</b>
      <span role="status">${t('Case {number} of {count}', { number: place + 1, count: cases.length })}</span>
    </p>
    <progress
      max=${cases.length}
      value=${answered}
      aria-label=${t('{answered} of {count} answered', { answered, count: cases.length })}
    ></progress>
    <p class="none">
      ${t('{right} right, {wrong} wrong, {other} not decided, {open} open', {
        right: outcomes.right,
        wrong: outcomes.wrong,
        other: outcomes.undecided + outcomes['reference-undecided'],
        open: cases.length - answered,
      })}
    </p>
    ${
      round.keeping === 'unreadable'
        ? html`<p class="warn">
            ${t('Answers that this browser kept of the set can’t be read. They are left as they are, and your answers end with the page, until you press “Forget my answers” in the summary.')}
          </p>`
        : nothing
    }
    <div class="row">
      <button
        aria-label=${t('Previous case')}
        title=${t('Previous case')}
        ?disabled=${place <= 0}
        @click=${() => void round.step(-1)}
      >
        ‹
      </button>
      <select
        aria-label=${t('Choose a case')}
        @change=${(event: Event) => void chooseIn(event.target as HTMLSelectElement, round)}
      >
        ${cases.map(
          ({ id }, index) =>
            html`<option value=${id} .selected=${index === place}>
              ${optionText(index, round.attemptsAt(id)[0])}
            </option>`,
        )}
      </select>
      <button
        aria-label=${t('Next case')}
        title=${t('Next case')}
        ?disabled=${place >= cases.length - 1}
        @click=${() => void round.step(1)}
      >
        ›
      </button>
      <button aria-pressed=${String(isSummary)} @click=${() => (round.showsSummary.value = !isSummary)}>
        ${t('Summary')}
      </button>
    </div>
  </nav>`;
};

/** Where the choice isn't opened, the list says again which case is. */
const chooseIn = async (select: HTMLSelectElement, round: SetRound): Promise<void> => {
  await round.choose(select.value);
  select.selectedIndex = round.place.peek();
};

/** What to know of an attempt that isn't the first. */
export const attemptNote = (round: SetRound, id: string, isAnswered: boolean): TemplateResult | typeof nothing => {
  const attempts = round.attemptsAt(id);
  const [first] = attempts;
  const number = attempts.length + (isAnswered ? 0 : 1);
  if (!first || number < 2) return nothing;
  return html`<p class="none">
    ${t('Attempt {number}. The summary counts the first: {outcome}.', { number, outcome: t(OUTCOME_NAMES[first.outcome]) })}
  </p>`;
};
