import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { isMarked } from '../teach/answer.ts';
import { SAYINGS } from '../teach/case.ts';
import type { Outcome as Outcomes } from '../teach/score.ts';
import type { Text } from '../words/text.ts';
import { said, t } from '../words/words.ts';
import { DIFFICULTY_LABELS, MARK_LABELS, SAYING_LABELS } from './case-labels.ts';
import type { CaseRound, NotYet, Outcome } from './case-round.ts';
import { caseStyles } from './case-styles.ts';
import { KeepFocus } from './keep-focus.ts';
import { scoreTable } from './score-view.ts';
import { attemptNote, setBar } from './set-bar.ts';
import type { SetRound } from './set-round.ts';
import { setStyles } from './set-styles.ts';
import { setSummaryView } from './set-summary-view.ts';
import { SpeakingElement } from './speaking-element.ts';
import { theme } from './theme.ts';

const OUTCOME_LABELS = {
  right: 'Right',
  wrong: 'Wrong',
  undecided: 'Not decided: the images tell',
  'reference-undecided': 'Not scored: the experts don’t decide',
} as const satisfies Readonly<Record<Outcomes, Text>>;

const percent = (confidence: number): number => Math.round(confidence * 100);

/**
 * `<tipcheck-case>`: a teaching case beside its pictures. First what is asked, and the learner's answer; then, once that is given, how it compares.
 * Properties `round`, and `set` where it is one of a set.
 */
export class CaseElement extends SpeakingElement {
  /** @internal */
  static override properties = { round: { attribute: false }, set: { attribute: false } };

  declare round: CaseRound | null;
  declare set: SetRound | null;

  /** @internal */
  static override styles = [theme, caseStyles, setStyles];

  /** What was on the panel when it was taken to its heading last. */
  #told: unknown = null;

  constructor() {
    super();
    this.round = null;
    this.set = null;
    new KeepFocus(this, () => {
      this.renderRoot.querySelector<HTMLElement>('h2')?.focus();
    });
  }

  /** Whoever has answered is taken to the outcome, and whoever asks for the summary to it. @internal */
  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const shown = this.set?.showsSummary.peek() === true ? this.set : (this.round?.outcome.peek() ?? null);
    if (shown === this.#told) return;
    this.#told = shown;
    this.scrollTop = 0;
    this.renderRoot.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true });
  }

  protected override render(): TemplateResult {
    const { round, set } = this;
    if (!round) return html``;
    const outcome = round.outcome.value;
    return html`${set ? setBar(set) : nothing}
    ${set?.showsSummary.value === true ? setSummaryView(set) : outcome ? this.#revealed(round, outcome) : this.#blind(round)}`;
  }

  #about(round: CaseRound): TemplateResult {
    const { difficulty, modality, procedure, licence, source } = round.case;
    const name = round.session.profiles.value.find(({ id }) => id === procedure)?.procedure ?? procedure;
    return html`<p class="about">
      ${[modality, name === undefined ? '' : said(name), t(DIFFICULTY_LABELS[difficulty])].filter(Boolean).join(' · ')}<br />
      ${t('Source: {source}. Licence: {licence}.', { source, licence })}
    </p>`;
  }

  #blind(round: CaseRound): TemplateResult {
    const { title, question, asks } = round.case;
    const record = round.session.active.value;
    const notYet = round.notYet.value;
    const problem = round.problem.value;
    return html`<div class="blind">
      <section>
        <h2 tabindex="-1">${title}</h2>
        ${this.#about(round)}
        <p class="question">${question}</p>
        ${this.#attempt(round, false)}
        <h3 id="marks">${t('Mark on the pictures')}</h3>
        <ul class="asked" aria-labelledby="marks">
          ${asks.map((mark) => {
            const isDone = record !== null && isMarked(record, mark);
            return html`<li>
              <span aria-hidden="true">${isDone ? '✓' : '○'}</span> ${t(MARK_LABELS[mark])}
              <small>${isDone ? t('marked') : t('not yet')}</small>
            </li>`;
          })}
        </ul>
      </section>
      <section>
        <fieldset class="says">
          <legend>${t('Where is the tip?')}</legend>
          ${SAYINGS.map(
            (saying) =>
              html`<label
                ><input
                  type="radio"
                  name="says"
                  .checked=${round.says.value === saying}
                  @change=${() => (round.says.value = saying)}
                />${t(SAYING_LABELS[saying])}</label
              >`,
          )}
        </fieldset>
        <fieldset>
          <legend>${t('How sure are you? 50 % is a guess.')}</legend>
          <div class="sure">${this.#sure(round, 'range')} ${this.#sure(round, 'number')}<span>%</span></div>
        </fieldset>
        <div class="row">
          <button
            class="primary"
            ?disabled=${notYet !== null}
            aria-describedby="reason"
            @click=${() => void round.answer()}
          >
            ${t('Answer')}
          </button>
          ${this.#leave(round)}
        </div>
        <p id="reason" class="none" role="status">${notYet ? reasonText(notYet) : ''}</p>
        ${problem === null ? nothing : html`<p class="warn" role="alert">${t('The answer could not be scored: {problem}.', { problem: said(problem) })}</p>`}
      </section>
    </div>`;
  }

  #sure(round: CaseRound, type: 'range' | 'number'): TemplateResult {
    return html`<input
      type=${type}
      min="50"
      max="100"
      step="1"
      aria-label=${type === 'range' ? t('How sure, in %') : t('How sure, as a number in %')}
      .value=${String(percent(round.confidence.value))}
      @change=${(event: Event) => {
        takeSure(round, event);
      }}
      @input=${(event: Event) => {
        if (type === 'range') takeSure(round, event);
      }}
    />`;
  }

  #revealed(round: CaseRound, { answer, answers, score }: Outcome): TemplateResult {
    const { outcome, truth, by, measured } = score.verdict;
    const shows = (what: (typeof answers.reveal)[number]): boolean => answers.reveal.includes(what);
    const tone = outcome === 'right' || outcome === 'wrong' ? outcome : '';
    return html`
      <div class="outcome ${tone}">
        <h2 tabindex="-1">
          ${outcome === 'right' ? '✓ ' : outcome === 'wrong' ? '✗ ' : ''}${t(OUTCOME_LABELS[outcome])}
        </h2>
        <p>
          ${t('You said: {saying}, {percent} % sure.', { saying: t(SAYING_LABELS[answer.says]), percent: percent(answer.confidence) })}
          ${
            truth === null
              ? nothing
              : by === 'author'
                ? t('True, as the case’s author says: {saying}.', { saying: t(SAYING_LABELS[truth]) })
                : t('True, as all experts’ marks say: {saying}.', { saying: t(SAYING_LABELS[truth]) })
          }
          ${measured === 'inside' || measured === 'outside' ? t('Your own marks amount to: {saying}.', { saying: t(SAYING_LABELS[measured]) }) : nothing}
        </p>
        ${this.#attempt(round, true)}
      </div>
      ${
        shows('explanation')
          ? html`<p><b>${answers.teaches}</b></p>
              <p>${answers.explanation}</p>`
          : nothing
      }
      ${shows('key-views') && answers.keyViews.length > 0 ? this.#keyViews(round, answers.keyViews) : nothing}
      ${
        shows('differences')
          ? html`<h3>${t('Your marks against the experts’')}</h3>
              ${scoreTable(score)}`
          : nothing
      }
      ${shows('reference-marks') ? html`<p class="none">${t('The experts’ marks are drawn dashed, in pink, with their names.')}</p>` : nothing}
      <div class="row">
        ${this.#onwards()}
        <button @click=${() => round.retry()}>${t('Try again')}</button>
        ${this.#leave(round)}
      </div>
      <h3>${t('The case')}</h3>
      <p><b>${round.case.title}</b></p>
      ${this.#about(round)}
      <p>${round.case.question}</p>
    `;
  }

  #attempt(round: CaseRound, isAnswered: boolean): TemplateResult | typeof nothing {
    return this.set ? attemptNote(this.set, round.case.id, isAnswered) : nothing;
  }

  #leave(round: CaseRound): TemplateResult {
    return html`<button @click=${() => round.leave()}>${this.set ? t('Leave the set') : t('Leave the case')}</button>`;
  }

  /** After an answer: to the next case of the set, or to its summary. */
  #onwards(): TemplateResult | typeof nothing {
    const { set } = this;
    if (!set) return nothing;
    const isLast = set.place.value === set.cases.value.length - 1;
    return html`<button class="primary" @click=${() => void set.step(1)}>
      ${isLast ? t('Summary') : t('Next case')}
    </button>`;
  }

  #keyViews(round: CaseRound, views: Outcome['answers']['keyViews']): TemplateResult {
    const current = round.keyView.value;
    return html`<section>
      <h3>${t('Look here')}</h3>
      <div class="views">
        ${views.map(
          (view) =>
            html`<button
              aria-pressed=${String(view === current)}
              @click=${() => {
                if (view === current) round.showAllMarks();
                else round.goTo(view);
              }}
            >
              ${view.caption}
            </button>`,
        )}
      </div>
    </section>`;
  }
}

/** What can't be taken isn't left standing. */
const takeSure = (round: CaseRound, event: Event): void => {
  const input = event.target as HTMLInputElement;
  const entered = Number(input.value);
  if (input.value.trim() !== '' && Number.isFinite(entered))
    round.confidence.value = Math.min(100, Math.max(50, Math.round(entered))) / 100;
  input.value = String(percent(round.confidence.peek()));
};

const reasonText = (notYet: NotYet): string => {
  switch (notYet.kind) {
    case 'unmarked':
      return t('Still to be marked: {marks}.', { marks: notYet.marks.map((mark) => t(MARK_LABELS[mark])).join(', ') });
    case 'not-said':
      return t('Still to be said: where the tip is.');
    case 'refused':
      return said(notYet.message);
  }
};
