import { html, nothing, type TemplateResult } from 'lit';
import type { Session } from '../session/session.ts';
import type { Stage } from '../viewer/stage.ts';
import type { SkippedFile, Study } from '../viewer/study.ts';
import type { TargetFile } from './read-targets.ts';
import { placedOffer, targetOffers, type TargetOffer, type TargetOffers } from './target-offers.ts';
import { useTarget } from './use-target.ts';
import { t } from '../words/words.ts';

export interface TargetListParts {
  readonly session: Session;
  readonly stage: Stage;
  readonly study: Study;
}

/** Targets that other systems drew, under the series that are open, and what of their files can't be used. */
export const targetList = (
  files: readonly TargetFile[],
  parts: TargetListParts,
): { readonly view: TemplateResult | typeof nothing; readonly refused: readonly SkippedFile[] } => {
  const { offers, refused } = offersOf(files, parts);
  const view =
    offers.length === 0
      ? nothing
      : html`<section class="targets" aria-label=${t('Targets of other systems')}>
          <h2>${t('Targets')}</h2>
          <ul>
            ${offers.map((offer) => offerView(offer, parts))}
          </ul>
        </section>`;
  return { view, refused };
};

/** Kept until other images or files are open: the list is drawn again with every step of a drag. */
const kept = new WeakMap<readonly TargetFile[], { readonly of: readonly unknown[]; readonly made: TargetOffers }>();

const offersOf = (files: readonly TargetFile[], { study, session }: TargetListParts): TargetOffers => {
  const of = [study.series.value, session.calibrations.value];
  const known = kept.get(files);
  if (known && of.every((one, index) => one === known.of[index])) return known.made;
  const made = targetOffers(files, { study, session });
  kept.set(files, { of, made });
  return made;
};

const offerView = (offer: TargetOffer, parts: TargetListParts): TemplateResult => {
  const { name, path, toleranceUnit } = offer;
  const use = (event: Event): void => {
    const field = (event.currentTarget as HTMLElement).closest('li')?.querySelector('input');
    const entered = field ? Number(field.value) : null;
    if (entered !== null && !(entered > 0)) {
      parts.session.tell(`${name} is a point: say first how far from it the tip may be.`);
      field?.focus();
      return;
    }
    const placed = placedOffer(offer, entered, parts);
    if (placed) void useTarget(name, placed.target, placed.source, parts);
    else parts.session.tell(`${name} could not be used as a target.`);
  };
  return html`<li>
    <b>${name}</b><br /><small>${path}</small>
    ${
      toleranceUnit === null
        ? nothing
        : html`<label
            >${t('Tolerance')}
            <input
              type="number"
              inputmode="decimal"
              min="0"
              step="any"
              aria-label=${t('Tolerance of {name} ({unit})', { name, unit: toleranceUnit })}
            />
            ${toleranceUnit}</label
          >`
    }
    <button aria-label=${t('Use as target: {name}', { name })} @click=${use}>${t('Use as target')}</button>
  </li>`;
};

/** What of newly opened files can't be used, to be told at once. Says nothing before there are images to hold it against. */
export const newRefusals = (
  files: readonly TargetFile[],
  open: Pick<TargetListParts, 'study' | 'session'>,
): readonly SkippedFile[] => (open.study.series.peek().length === 0 ? [] : targetOffers(files, open).refused);
