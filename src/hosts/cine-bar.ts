import { html, nothing, type TemplateResult } from 'lit';
import type { Stage } from '../viewer/stage.ts';

/** Where in the series the single view is; play and stop for runs. */
export const cineBarView = (stage: Stage): TemplateResult | typeof nothing => {
  const shown = stage.shown.value;
  if (shown?.layout !== 'single' || shown.series.frames.length < 2) return nothing;
  const { series, index } = shown;
  const isRun = series.frameTimesMs !== null;
  const what = isRun ? 'Frame' : series.space === 'patient' ? 'Slice' : 'Image';
  return html`<div class="cine">
    ${
      isRun
        ? html`<button
            title="Play or stop (C)"
            @click=${() => {
              stage.toggleCine();
            }}
          >
            ${stage.playing.value ? 'Stop' : 'Play'}
          </button>`
        : nothing
    }
    <input
      type="range"
      min="1"
      max=${series.frames.length}
      .value=${String(index + 1)}
      aria-label=${what}
      @input=${(event: Event) => {
        void stage.setIndex(Number((event.target as HTMLInputElement).value) - 1);
      }}
    />
    <output>${what} ${index + 1} of ${series.frames.length}</output>
  </div>`;
};
