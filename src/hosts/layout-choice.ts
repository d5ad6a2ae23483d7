import { html, nothing, type TemplateResult } from 'lit';
import type { ImageSeries } from '../image/series.ts';
import { isRefusal } from '../image/refusal.ts';
import { deviceLineOf } from '../session/device-line.ts';
import type { Session } from '../session/session.ts';
import { frameOfReferenceOf } from '../session/space-of.ts';
import type { Layout, Stage } from '../viewer/stage.ts';
import { said, t } from '../words/words.ts';

/** Why a layout can't be had of the series that is shown, in a sentence; null where it can. */
export const layoutRefusal = (layout: Layout, stage: Stage, session: Session): string | null => {
  const series = stage.shown.value?.series;
  if (layout === 'single') return null;
  if (!series) return 'No images are open.';
  if (series.volume.kind === 'refused') return `No planes: ${series.volume.message}.`;
  if (!stage.hasWebgl)
    return `${layout === 'planes' ? 'Three planes' : 'Planes along the device'} need WebGL 2, which this browser doesn’t give.`;
  return layout === 'device' ? deviceRefusal(series, session) : null;
};

const deviceRefusal = (series: ImageSeries, session: Session): string | null => {
  const line = deviceLineOf(session.active.value);
  if (isRefusal(line)) return line.message;
  return line.frameOfReferenceUID === frameOfReferenceOf(series)
    ? null
    : 'The device is marked in another frame of reference than these images have.';
};

/** The button of the planes along the device: where they can't be had it says why, also when it is pressed. */
export const deviceLayoutButton = (
  stage: Stage,
  session: Session,
  toggle: (layout: Layout) => void,
): TemplateResult | typeof nothing => {
  const shown = stage.shown.value;
  if (!shown || shown.series.space !== 'patient' || shown.series.frames.length < 2) return nothing;
  const refusal = layoutRefusal('device', stage, session);
  return html`<button
    aria-pressed=${shown.layout === 'device'}
    aria-disabled=${refusal === null ? 'false' : 'true'}
    title=${refusal === null ? t('Two planes along the device, and one across it at the tip (D)') : said(refusal)}
    @click=${() => {
      toggle('device');
    }}
  >
    ${t('Along the device')}
  </button>`;
};
