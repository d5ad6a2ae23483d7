import { html, type TemplateResult } from 'lit';

/** A number with its unit; an empty or impossible entry clears it where that is allowed, else is put back. */
export const numberField = (
  label: string,
  value: number | null,
  unit: string,
  changed: (value: number) => void,
): TemplateResult => html`
  <input
    type="number"
    inputmode="decimal"
    step="any"
    min="0"
    aria-label="${label} (${unit})"
    title="${label} (${unit})"
    .value=${value === null ? '' : String(Number(value.toPrecision(3)))}
    @change=${(event: Event) => {
      const input = event.target as HTMLInputElement;
      const entered = Number(input.value);
      // What can't be taken isn't left standing; what is taken comes back with the next picture of the panel.
      input.value = value === null ? '' : String(Number(value.toPrecision(3)));
      if (Number.isFinite(entered) && entered > 0) changed(entered);
    }}
  />
  <span class="none">${unit}</span>
`;
