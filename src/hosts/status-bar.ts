import { html, nothing, type TemplateResult } from 'lit';
import { statusOf } from '../viewer/status.ts';
import { scalingAt } from '../session/image-calibration.ts';
import type { Session } from '../session/session.ts';
import type { Stage } from '../viewer/stage.ts';

/** Always says what is shown and how big its pixels are, and how that is known. */
export const statusBarView = (stage: Stage | null, session: Session): TemplateResult => {
  const shown = stage?.shown.value;
  if (!stage || !shown) return html`<footer part="status" aria-label="Status">No images open</footer>`;
  const arriving = stage.arriving.value;
  const frame = shown.series.frames[shown.index];
  const scaling = frame && scalingAt(session.calibrated({ series: shown.series, frame }), []);
  const status = statusOf(shown.series, shown.index, shown.layout, scaling ?? shown.series);
  return html`<footer part="status" aria-label="Status">
    <span><b>${status.modality}</b></span>
    <span>${status.place}</span>
    <span>Scale <b>${status.scale}</b>, ${status.basis}</span>
    ${arriving ? html`<span>${arriving.there} of ${arriving.of} images in memory</span>` : nothing}
    ${status.warnings.map((warning) => html`<span class="warn">${warning}</span>`)}
    ${stage.cpuRendering ? html`<span class="warn">Drawn without WebGL</span>` : nothing}
  </footer>`;
};
