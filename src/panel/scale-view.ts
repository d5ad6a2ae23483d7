import { html, nothing, type TemplateResult } from 'lit';
import { basisParts } from '../confirmation/calibration-words.ts';
import type { Confirmation } from '../confirmation/record.ts';
import { beginCalibration } from '../session/begin-calibration.ts';
import { isOneOf } from '../session/image-calibration.ts';
import type { Session } from '../session/session.ts';
import { said, t } from '../words/words.ts';
import { rich } from './rich.ts';

/** How large a pixel is and how that is known, with the way to find it out. Nothing for images that are placed in the patient. */
export const scaleView = (session: Session, record: Confirmation): TemplateResult | typeof nothing => {
  const { space } = record;
  if (!('scale' in space) || session.calibrating.value) return nothing;
  const source = session.imageOf(record);
  const { unit, betweenColumns } = space.scale;
  const own = source?.calibrations?.find((one) => isOneOf([one], space));
  return html`<section class="scale" aria-label=${t('Scale')}>
    <p>
      ${
        unit === 'px'
          ? t('No scale: everything is in pixels only.')
          : rich(t('Scale {size} a pixel, {basis}.'), {
              size: html`<b>${String(Number(betweenColumns.toPrecision(3)))} mm</b>`,
              basis: basisParts(space).map(said).join(', '),
            })
      }
    </p>
    ${
      source && !session.readOnly.value
        ? html`<button
            class=${unit === 'px' ? 'primary' : ''}
            @click=${() => {
              beginCalibration(session, source);
            }}
          >
            ${own ? t('Change the scale') : t('Calibrate')}
          </button>`
        : nothing
    }
    ${
      own && !session.readOnly.value
        ? html`<button
            @click=${() => {
              session.removeCalibration(own);
            }}
          >
            ${t('Back to what the file says')}
          </button>`
        : nothing
    }
  </section>`;
};
