import { html, nothing, type TemplateResult } from 'lit';
import { statusOf, type Status } from '../viewer/status.ts';
import type { ImageSeries } from '../image/series.ts';
import { scalingAt } from '../session/image-calibration.ts';
import type { Session } from '../session/session.ts';
import type { Stage } from '../viewer/stage.ts';

/** Always says what is shown and how big its pixels are, and how that is known. */
export const statusBarView = (
  stage: Stage | null,
  session: Session,
  keeping: TemplateResult | typeof nothing,
): TemplateResult => {
  const shown = stage?.shown.value;
  if (!stage || !shown) return html`<footer part="status" aria-label="Status">No images open ${keeping}</footer>`;
  const arriving = stage.arriving.value;
  const statusAt = (series: ImageSeries, index: number): Status => {
    const frame = series.frames[index];
    return statusOf(series, index, shown.layout, frame ? scalingAt(session.calibrated({ series, frame }), []) : series);
  };
  const status = statusAt(shown.series, shown.index);
  const { beside } = shown;
  const other = beside && statusAt(beside.series, beside.index);
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
    <span class="live"
      >${arriving ? html`<span>${arriving.there} of ${arriving.of} images in memory</span>` : nothing} ${keeping}</span
    >
  </footer>`;
};
