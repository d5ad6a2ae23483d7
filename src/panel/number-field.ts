import { html, type TemplateResult } from 'lit';
import type { Session } from '../session/session.ts';

export type NumberField = (
  label: string,
  value: number | null,
  unit: string,
  changed: (value: number) => void,
) => TemplateResult;

const shortened = (value: number | null): string => (value === null ? '' : String(Number(value.toPrecision(3))));

/** A number with its unit where it can't be changed. */
const numberText: NumberField = (label, value, unit) =>
  value === null
    ? html``
    : html`<span title="${label} (${unit})">${shortened(value)} <span class="none">${unit}</span></span>`;

/** What shows numbers of a session's marks: fields, or text where one may only look. */
export const numberFieldOf = (session: Session): NumberField => (session.readOnly.value ? numberText : numberField);

/** A number with its unit; an empty or impossible entry clears it where that is allowed, else is put back. */
const numberField: NumberField = (label, value, unit, changed) => html`
  <input
    type="number"
    inputmode="decimal"
    step="any"
    min="0"
    aria-label="${label} (${unit})"
    title="${label} (${unit})"
    .value=${shortened(value)}
    @change=${(event: Event) => {
      const input = event.target as HTMLInputElement;
      const entered = Number(input.value);
      // What can't be taken isn't left standing; what is taken comes back with the next picture of the panel.
      input.value = shortened(value);
      if (Number.isFinite(entered) && entered > 0) changed(entered);
    }}
  />
  <span class="none">${unit}</span>
`;
