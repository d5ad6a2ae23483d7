import { html, nothing, type TemplateResult } from 'lit';
import type { Assessment } from '../assess/assessment.ts';
import { beamEffect, type BeamEffect } from '../assess/beam-effect.ts';
import type { Confirmation } from '../confirmation/record.ts';
import { percent, quantityText } from '../report/wording.ts';
import type { Session } from '../session/session.ts';
import { said, t } from '../words/words.ts';
import { numberFieldOf } from './number-field.ts';
import { presetSelect } from './preset-select.ts';
import { rich } from './rich.ts';

/**
 * Thickness of the beam across the picture, as it was measured of probes: somebody's numbers to begin with, never one's own probe. The widest of
 * each range, for a beam that is taken too thin says "inside" too often.
 */
const SOURCE = 'Scholten et al., WFUMB Ultrasound Open (abstract read)';
const PRESETS = [
  { name: 'Linear array at its focus, about 1 mm', value: 1 },
  { name: 'Linear array off its focus, 1 to 4 mm', value: 4 },
  { name: 'Curved array at its focus, 1.4 to 3.8 mm', value: 3.8 },
  { name: 'Curved array at 2 cm depth, over 5 mm', value: 5 },
] as const;

/** How thick the ultrasound beam is, and what that does to what was measured. */
export const beamView = (session: Session, record: Confirmation, assessment: Assessment): TemplateResult | null => {
  const { space } = record;
  if (space.kind !== 'image' || space.scale.unit !== 'mm') return null;
  const set = (beamWidth: number | null): void => {
    session.dispatch({ kind: 'set-beam-width', beamWidth });
  };
  const { beamWidth } = space;
  return html`<section class="modality" aria-label=${t('Out of the plane')}>
    <h2>${t('Out of the plane')}</h2>
    <div class="row">
      <label>${t('Beam width')} ${numberFieldOf(session)(t('Beam width'), beamWidth ?? null, 'mm', set)}</label>
      ${session.readOnly.value ? nothing : presetSelect(t('Beam width of a probe like'), PRESETS, (value) => value === beamWidth, set)}
      ${
        beamWidth === undefined || session.readOnly.value
          ? nothing
          : html`<button
              class="quiet"
              title=${t('Beam width not known')}
              @click=${() => {
                set(null);
              }}
            >
              ${t('Not known')}
            </button>`
      }
    </div>
    ${effectText(beamEffect(record, assessment), beamWidth)}
    <p class="reminder">
      ${t('Probes like: {source}. Yours may differ: its data sheet or a phantom says.', { source: SOURCE })}
    </p>
  </section>`;
};

const mm = (value: number): string => quantityText({ value, unit: 'mm' });

const effectText = (effect: BeamEffect | null, beamWidth: number | undefined): TemplateResult | typeof nothing => {
  if (!effect || beamWidth === undefined) return nothing;
  const { offPlane, tipToCenter, probabilityInside, insideUpTo } = effect;
  return html`<p class="effect" data-beam=${beamWidth}>
    ${
      tipToCenter
        ? rich(t('The tip may lie up to {mm} off the plane: true distance to the centre {span} (95 %).'), {
            mm: mm(offPlane),
            span: html`<b>${t('{low} to {high}', { low: mm(tipToCenter[0]), high: mm(tipToCenter[1]) })}</b>`,
          })
        : t('The tip may lie up to {mm} off the plane.', { mm: mm(offPlane) })
    }
    ${probabilityInside === null ? nothing : rich(t('Chance of being inside {chance}.'), { chance: html`<b>${said(percent(probabilityInside))}</b>` })}
    <span data-inside-up-to=${insideUpTo ?? 'none'}>${limitText(insideUpTo)}</span>
  </p>`;
};

const limitText = (insideUpTo: number | null): string => {
  if (insideUpTo === null) return t('Not enough for “Inside” with any beam, however thin.');
  if (insideUpTo === Infinity)
    return t('A drawn contour is taken as reaching through the beam: its width changes nothing.');
  return t('Enough for “Inside” up to a beam of {mm}.', { mm: mm(insideUpTo) });
};
