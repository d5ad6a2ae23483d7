import { html, nothing, type TemplateResult } from 'lit';
import { statusOf } from '../viewer/status.ts';
import type { Stage } from '../viewer/stage.ts';

/** Always says what is shown and how big its pixels are, and how that is known. */
export const statusBarView = (stage: Stage | null): TemplateResult => {
  const shown = stage?.shown.value;
  if (!stage || !shown) return html`<footer part="status" aria-label="Status">No images open</footer>`;
  const status = statusOf(shown.series, shown.index, shown.layout);
  const { beside } = shown;
  const other = beside && statusOf(beside.series, beside.index, shown.layout);
  return html`<footer part="status" aria-label="Status">
    <span><b>${status.modality}</b></span>
    <span>${other ? 'View 1: ' : nothing}${status.place}</span>
    ${other ? html`<span>View 2: ${other.place}</span>` : nothing}
    <span
      >Scale <b>${status.scale}</b>,
      ${status.basis}${other ? (other.scale === status.scale ? ', in both' : ' (view 1)') : nothing}</span
    >
    ${other && other.scale !== status.scale ? html`<span>View 2 <b>${other.scale}</b>, ${other.basis}</span>` : nothing}
    ${status.warnings.map((warning) => html`<span class="warn">${warning}</span>`)}
    ${stage.cpuRendering ? html`<span class="warn">Drawn without WebGL</span>` : nothing}
  </footer>`;
};
