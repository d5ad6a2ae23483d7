import { html, nothing, type TemplateResult } from 'lit';
import { basisText } from '../confirmation/calibration-words.ts';
import type { Confirmation } from '../confirmation/record.ts';
import { beginCalibration } from '../session/begin-calibration.ts';
import { isOneOf } from '../session/image-calibration.ts';
import type { Session } from '../session/session.ts';

/** How large a pixel is and how that is known, with the way to find it out. Nothing for images that are placed in the patient. */
export const scaleView = (session: Session, record: Confirmation): TemplateResult | typeof nothing => {
  const { space } = record;
  if (!('scale' in space) || session.calibrating.value) return nothing;
  const source = session.imageOf(record);
  const { unit, betweenColumns } = space.scale;
  const own = source?.calibrations?.find((one) => isOneOf([one], space));
  return html`<section class="scale" aria-label="Scale">
    <p>
      ${
        unit === 'px'
          ? 'No scale: everything is in pixels only.'
          : html`Scale <b>${String(Number(betweenColumns.toPrecision(3)))} mm</b> a pixel, ${basisText(space)}.`
      }
    </p>
    ${
      source
        ? html`<button
            class=${unit === 'px' ? 'primary' : ''}
            @click=${() => {
              beginCalibration(session, source);
            }}
          >
            ${own ? 'Change the scale' : 'Calibrate'}
          </button>`
        : nothing
    }
    ${
      own
        ? html`<button
            @click=${() => {
              session.removeCalibration(own);
            }}
          >
            Back to what the file says
          </button>`
        : nothing
    }
  </section>`;
};
