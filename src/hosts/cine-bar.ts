import { html, nothing, type TemplateResult } from 'lit';
import type { Stage, ViewNumber } from '../viewer/stage.ts';
import type { Beside } from '../viewer/layouts/arrangement.ts';
import { said, t } from '../words/words.ts';

/** Where in the series the single view is, or each of two; play and stop for runs. `labels`: what each of two views is. */
export const cineBarView = (stage: Stage, labels: readonly string[]): TemplateResult | typeof nothing => {
  const shown = stage.shown.value;
  if (!shown || shown.layout === 'planes') return nothing;
  if (!shown.beside) return shown.series.frames.length < 2 ? nothing : bar(stage, shown, 0, null);
  return html`<div class="cines">
    ${bar(stage, shown, 0, labels[0] ?? 'View 1')} ${bar(stage, shown.beside, 1, labels[1] ?? 'View 2')}
  </div>`;
};

const bar = (stage: Stage, { series, index }: Beside, view: ViewNumber, label: string | null): TemplateResult => {
  const isRun = series.frameTimesMs !== null;
  const what = isRun ? 'Frame' : series.space === 'patient' ? 'Slice' : 'Image';
  const action = stage.playing.value[view] ? 'Stop' : 'Play';
  const named = (name: 'Frame' | 'Slice' | 'Image' | 'Stop' | 'Play'): string =>
    label === null ? t(name) : t(`${name} of view {view}`, { view: view + 1 });
  return html`<div class="cine" data-view=${view + 1}>
    ${label === null ? nothing : html`<span class="view-label">${label.split(' · ').map(said).join(' · ')}</span>`}
    ${
      isRun
        ? html`<button
            aria-label=${named(action)}
            title=${t('Play or stop (C)')}
            @click=${() => {
              stage.toggleCine(view);
            }}
          >
            ${t(action)}
          </button>`
        : nothing
    }
    ${
      series.frames.length < 2
        ? nothing
        : html`<input
              type="range"
              min="1"
              max=${series.frames.length}
              .value=${String(index + 1)}
              aria-label=${named(what)}
              @input=${(event: Event) => {
                void stage.setIndex(Number((event.target as HTMLInputElement).value) - 1, view);
              }}
            />
            <output aria-live=${stage.playing.value[view] ? 'off' : 'polite'}
              >${t(`${what} {n} of {all}`, { n: index + 1, all: series.frames.length })}</output
            >`
    }
  </div>`;
};
