import { html, type TemplateResult } from 'lit';
import { said, t } from '../words/words.ts';

interface Preset<Value> {
  readonly name: string;
  readonly value: Value;
}

/** A choice among published values: chosen, it fills in the fields, which stay editable. It never chooses by itself. */
export const presetSelect = <Value>(
  label: string,
  presets: readonly Preset<Value>[],
  isNow: (value: Value) => boolean,
  chosen: (value: Value) => void,
): TemplateResult => {
  const now = presets.findIndex(({ value }) => isNow(value));
  return html`<select
    aria-label=${label}
    title=${label}
    @change=${(event: Event) => {
      const preset = presets[Number((event.target as HTMLSelectElement).value)];
      if (preset) chosen(preset.value);
    }}
  >
    <option value="-1" .selected=${now < 0}>${t('Published values …')}</option>
    ${presets.map(({ name }, index) => html`<option value=${index} .selected=${index === now}>${said(name)}</option>`)}
  </select>`;
};
