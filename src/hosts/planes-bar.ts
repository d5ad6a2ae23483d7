import { html, nothing, type TemplateResult } from 'lit';
import { firstSlab, SLAB_LIMITS_MM, type Slab, type SlabBlend } from '../viewer/slab.ts';
import type { Stage } from '../viewer/stage.ts';
import { t } from '../words/words.ts';
import type { Text } from '../words/text.ts';

const BLENDS: readonly { readonly blend: SlabBlend; readonly label: Text; readonly hint: Text }[] = [
  { blend: 'mip', label: 'MIP', hint: 'The brightest of each line of sight' },
  { blend: 'minip', label: 'MinIP', hint: 'The darkest of each line of sight: a void in MR' },
  { blend: 'average', label: 'Average', hint: 'The mean of each line of sight' },
];

/** Lines and slab, under layouts of planes. */
export const planesBarView = (
  stage: Stage,
  { backToTip, focus }: { readonly backToTip: () => void; readonly focus: () => void },
): TemplateResult | typeof nothing => {
  const shown = stage.shown.value;
  if (!shown || (shown.layout !== 'planes' && shown.layout !== 'device')) return nothing;
  const slab = stage.slab.value;
  return html`<div class="planes-bar" role="group" aria-label=${t('Planes')}>
    <button
      aria-pressed=${stage.lines.value}
      title=${t('The other planes as lines (L). Shift and click, or drag the crossing: all planes go there')}
      @click=${() => {
        stage.lines.value = !stage.lines.value;
      }}
    >
      ${t('Lines')}
    </button>
    <label
      >${t('Slab')}
      <select
        aria-label=${t('Slab')}
        title=${t('Thick planes (A)')}
        @change=${(event: Event) => {
          const { value } = event.target as HTMLSelectElement;
          // Letters typed next are the viewer's keys, not a choice in the list.
          focus();
          const blend = BLENDS.find((one) => one.blend === value)?.blend;
          stage.setSlab(blend ? { ...(slab ?? firstSlab(shown.series)), blend } : null);
        }}
      >
        <option value="off" .selected=${slab === null}>${t('off')}</option>
        ${BLENDS.map(
          ({ blend, label, hint }) =>
            html`<option value=${blend} title=${t(hint)} .selected=${slab?.blend === blend}>${t(label)}</option>`,
        )}
      </select></label
    >
    ${slab ? thicknessField(stage, slab) : nothing}
    <button title=${t('Brings every plane back to the tip (J)')} @click=${backToTip}>${t('Back to the tip')}</button>
    ${slab ? html`<span class="hint">${t('No depth is known in a slab: nothing can be marked.')}</span>` : nothing}
  </div>`;
};

const thicknessField = (stage: Stage, slab: Slab): TemplateResult =>
  html`<label
    ><input
      type="number"
      inputmode="decimal"
      aria-label=${t('Slab thickness (mm)')}
      title=${t('Slab thickness (comma: thinner, full stop: thicker)')}
      min=${SLAB_LIMITS_MM.least}
      max=${SLAB_LIMITS_MM.most}
      step="any"
      .value=${String(Number(slab.thicknessMm.toFixed(1)))}
      @change=${(event: Event) => {
        const input = event.target as HTMLInputElement;
        const thicknessMm = Number(input.value);
        const isPossible = thicknessMm >= SLAB_LIMITS_MM.least && thicknessMm <= SLAB_LIMITS_MM.most;
        if (isPossible) stage.setSlab({ ...slab, thicknessMm });
        // What can't be had isn't left standing.
        else input.value = String(Number(slab.thicknessMm.toFixed(1)));
      }}
    />
    mm</label
  >`;
