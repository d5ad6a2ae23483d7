import { html, nothing, type TemplateResult } from 'lit';
import { statusOf, type Status } from '../viewer/status.ts';
import type { ImageSeries } from '../image/series.ts';
import { scalingAt } from '../session/image-calibration.ts';
import type { Session } from '../session/session.ts';
import type { Stage } from '../viewer/stage.ts';
import { t } from '../words/words.ts';

/** Always says what is shown and how big its pixels are, and how that is known. */
export const statusBarView = (
  stage: Stage | null,
  session: Session,
  keeping: TemplateResult | typeof nothing,
  isOpening: boolean,
): TemplateResult => {
  const shown = stage?.shown.value;
  if (!stage || !shown)
    return html`<footer part="status" aria-label=${t('Status')}>
      ${isOpening ? t('Opening images…') : t('No images open')} ${keeping}
    </footer>`;
  const arriving = stage.arriving.value;
  const statusAt = (series: ImageSeries, index: number): Status => {
    const frame = series.frames[index];
    return statusOf(series, index, shown.layout, frame ? scalingAt(session.calibrated({ series, frame }), []) : series);
  };
  const status = statusAt(shown.series, shown.index);
  const { beside } = shown;
  const other = beside && statusAt(beside.series, beside.index);
  return html`<footer part="status" aria-label=${t('Status')}>
    <span><b>${status.modality}</b></span>
    <span>${other ? `${t('View {n}:', { n: 1 })} ` : nothing}${status.place}</span>
    ${other ? html`<span>${t('View {n}:', { n: 2 })} ${other.place}</span>` : nothing}
    <span
      >${t('Scale')} <b>${status.scale}</b>,
      ${other ? t(other.scale === status.scale ? '{basis}, in both' : '{basis} (view 1)', { basis: status.basis }) : status.basis}</span
    >
    ${other && other.scale !== status.scale ? html`<span>${t('View {n}', { n: 2 })} <b>${other.scale}</b>, ${other.basis}</span>` : nothing}
    ${status.warnings.map((warning) => html`<span class="warn">${warning}</span>`)}
    ${!stage.hasWebgl ? html`<span class="warn">${t('Drawn without WebGL')}</span>` : nothing}
    <span class="live"
      >${arriving ? html`<span>${t('{there} of {all} images in memory', { there: arriving.there, all: arriving.of })}</span>` : nothing}
      ${keeping}</span
    >
  </footer>`;
};
