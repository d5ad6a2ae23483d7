import { effect, signal, type ReadonlySignal, type Signal } from '@preact/signals-core';
import { html, nothing, type TemplateResult } from 'lit';
import type { ImageSeries } from '../image/series.ts';
import { keptDatabase } from '../session/kept/database.ts';
import { Keeper } from '../session/kept/keeper.ts';
import type { KeptOffer } from '../session/kept/offers.ts';
import { forgetAllProgress } from '../session/kept-progress.ts';
import { whyNotKept } from '../session/kept/why-not-kept.ts';
import { joinWriters } from '../session/kept/writers.ts';
import type { Session } from '../session/session.ts';
import { forgetStoredNotes } from '../session/stored-notes.ts';
import { HTML_TAGS, language, said, t } from '../words/words.ts';

/** Keeps what is marked in a viewer in the browser's own database, and offers it when the study is opened again. */
export interface KeptWork {
  /** Keeps from now on, until the returned function is called; may be started again. */
  start(open: ReadonlySignal<readonly ImageSeries[]>): () => void;
  /** What there is to say above the findings. */
  view(answered: (isResumed: boolean) => void): TemplateResult;
  /** For the status bar. */
  status(): TemplateResult | typeof nothing;
  /** Deletes all that is kept in this browser, of every study; what is open stays open. Rejects with the reason where it can't be. */
  forget(): Promise<void>;
}

const timeOf = (at: number, now: number): string => {
  const [date, today] = [new Date(at), new Date(now)];
  // English as in Britain: the day first.
  const locale = language() === 'en' ? 'en-GB' : HTML_TAGS[language()];
  const time = date.toLocaleTimeString(locale, { hour: '2-digit', minute: '2-digit' });
  return date.toDateString() === today.toDateString()
    ? time
    : `${date.toLocaleDateString(locale, { day: 'numeric', month: 'short', year: 'numeric' })}, ${time}`;
};

/** "2 confirmations from 14:05 were kept in this browser." */
export const offerText = ({ confirmations, calibrations, unreadable, at }: KeptOffer, now: number): string => {
  const marks =
    confirmations === 0
      ? null
      : confirmations === 1
        ? t('One confirmation')
        : t('{count} confirmations', { count: confirmations });
  const scales =
    calibrations === 0
      ? null
      : calibrations > 1
        ? t('{count} calibrations', { count: calibrations })
        : t(marks === null ? 'One calibration' : 'one calibration');
  const what =
    marks !== null && scales !== null
      ? t('{confirmations} and {calibrations}', { confirmations: marks, calibrations: scales })
      : (marks ?? scales);
  const time = timeOf(at, now);
  const offered =
    what === null
      ? ''
      : confirmations + calibrations === 1
        ? t('{what} from {time} was kept in this browser.', { what, time })
        : t('{what} from {time} were kept in this browser.', { what, time });
  const lost =
    unreadable === 0
      ? ''
      : unreadable === 1
        ? t("One kept confirmation can't be read by this version of the program and stays where it is.")
        : t("{count} kept confirmations can't be read by this version of the program and stay where they are.", {
            count: unreadable,
          });
  return [offered, lost].filter(Boolean).join(' ');
};

const GESTURE_ENDS = ['pointerup', 'pointercancel', 'keyup'] as const;

/** Nothing waits in the page for its turn once the page may go or a gesture has ended. A page that is left while something isn't safe asks first. */
const handOverInTime = (keeper: Keeper): (() => void) => {
  const ask = (event: BeforeUnloadEvent): void => {
    event.preventDefault();
  };
  const hurry = (): void => {
    keeper.flush();
  };
  const afterGesture = (): void => {
    // Once whoever it is for has heard it, too.
    setTimeout(hurry);
  };
  window.addEventListener('pagehide', hurry);
  document.addEventListener('visibilitychange', hurry);
  for (const end of GESTURE_ENDS) window.addEventListener(end, afterGesture, { capture: true });
  // Listened for only then: it costs a page the quick way back to it.
  const stop = effect(() => {
    if (keeper.isUnsafe.value) window.addEventListener('beforeunload', ask);
    else window.removeEventListener('beforeunload', ask);
  });
  return () => {
    stop();
    window.removeEventListener('beforeunload', ask);
    window.removeEventListener('pagehide', hurry);
    document.removeEventListener('visibilitychange', hurry);
    for (const end of GESTURE_ENDS) window.removeEventListener(end, afterGesture, { capture: true });
  };
};

/** It can't be undone, so it is asked for twice. */
const forgetView = (isAsked: Signal<boolean>, forget: () => Promise<void>): TemplateResult =>
  html`<div role="group" aria-label=${t('Forget kept work')}>
    <p>
      ${t('Delete all that is kept in this browser, of every study? It can’t be brought back; what is open stays open.')}
    </p>
    <button
      @click=${() => {
        isAsked.value = false;
        void forget();
      }}
    >
      ${t('Forget all')}
    </button>
    <button
      @click=${() => {
        isAsked.value = false;
      }}
    >
      ${t('Cancel')}
    </button>
  </div>`;

const offerView = (
  keeper: Keeper,
  offer: KeptOffer,
  answered: (isResumed: boolean) => void,
  askToForget: () => void,
): TemplateResult =>
  html`<div>
    <p>${offerText(offer, Date.now())}</p>
    ${
      offer.confirmations + offer.calibrations > 0
        ? html`<button
            @click=${() => {
              keeper.resume();
              answered(true);
            }}
          >
            ${t('Resume')}
          </button>`
        : nothing
    }
    <button
      @click=${() => {
        void keeper.discard();
        answered(false);
      }}
    >
      ${t('Discard')}
    </button>
    <button @click=${askToForget}>${t('Forget all kept work…')}</button>
  </div>`;

export const keptWorkOf = (session: Session): KeptWork => {
  const keeper = new Keeper({ session, openStore: keptDatabase, joinWriters, now: Date.now });
  const isAskedToForget = signal(false);
  const askToForget = (): void => {
    isAskedToForget.value = true;
  };
  const forget = async (): Promise<void> => {
    try {
      await keeper.forget();
      await forgetStoredNotes();
      forgetAllProgress();
    } catch (failure) {
      throw new Error(`What is kept in this browser could not be deleted: ${whyNotKept(failure)}.`, { cause: failure });
    }
  };
  const forgetAndTell = (): Promise<void> =>
    forget().then(
      () => {
        session.tell('All that was kept in this browser was deleted.');
      },
      (failure: unknown) => {
        if (failure instanceof Error) session.tell(failure.message);
      },
    );
  return {
    forget,
    start: (open) => {
      const stop = keeper.start(open);
      const stopWatching = handOverInTime(keeper);
      return () => {
        stop();
        stopWatching();
      };
    },
    view: (answered) => {
      const [keeping, offer] = [keeper.keeping.value, keeper.offer.value];
      return html`<div class="kept" role="region" aria-label=${t('Kept work')} aria-live="polite">
        ${
          keeping.kind === 'not-kept'
            ? html`<div role="alert">
                <p class="warn">
                  ${t('Work is not being kept in this browser: {why}; save the report before closing.', { why: said(keeping.why) })}
                </p>
              </div>`
            : nothing
        }
        ${
          isAskedToForget.value
            ? forgetView(isAskedToForget, () => {
                answered(false);
                return forgetAndTell();
              })
            : offer
              ? offerView(keeper, offer, answered, askToForget)
              : nothing
        }
        ${
          keeper.wasDiscarded.value
            ? html`<div>
                <p>${t('Kept work was discarded.')}</p>
                <button
                  @click=${() => {
                    void keeper.undoDiscard();
                    answered(false);
                  }}
                >
                  ${t('Undo discarding')}
                </button>
              </div>`
            : nothing
        }
        ${
          keeper.isMarkedElsewhere.value
            ? html`<div>
                <p>${t('This study is being marked in another tab. What is marked here is kept apart from it.')}</p>
              </div>`
            : nothing
        }
      </div>`;
    },
    status: () => {
      switch (keeper.keeping.value.kind) {
        case 'nothing':
          return nothing;
        case 'keeping':
          return html`<span class="keeping">${t('Keeping…')}</span>`;
        case 'kept':
          return html`<button class="keeping" title=${t('Forget what is kept in this browser…')} @click=${askToForget}>
            ${t('Kept in this browser')}
          </button>`;
        case 'not-kept':
          return html`<span class="keeping warn">${t('Not kept')}</span>`;
      }
    },
  };
};
