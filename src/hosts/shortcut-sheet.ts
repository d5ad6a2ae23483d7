import { html, type TemplateResult } from 'lit';
import { KEY_BINDINGS, type KeyBinding } from '../tools/key-bindings.ts';
import { CT_WINDOW_PRESETS } from '../viewer/window-presets.ts';

const keyName = ({ key, ctrl, shift }: KeyBinding): string => {
  const name = key === ' ' ? 'Space' : key.length === 1 ? key.toUpperCase() : key;
  return [ctrl && 'Ctrl', shift && 'Shift', name].filter(Boolean).join(' + ');
};

const labelOf = ({ command, key, label }: KeyBinding): string => {
  const preset = command === 'preset' ? CT_WINDOW_PRESETS[Number(key) - 1] : undefined;
  return preset ? `CT window: ${preset.name}` : label;
};

/** Every key with what it does, from the table that the keys themselves are read from. */
export const shortcutSheet = (close: () => void): TemplateResult => html`
  <div class="sheet-head">
    <h2>Keyboard shortcuts</h2>
    <button @click=${close}>Close</button>
  </div>
  <p>Left: the tool in use. Middle: pan. Right: zoom. Wheel: images. Shift and click: all planes go there.</p>
  <table>
    ${KEY_BINDINGS.map(
      (binding) =>
        html`<tr>
          <td><kbd>${keyName(binding)}</kbd></td>
          <td>${labelOf(binding)}</td>
        </tr>`,
    )}
  </table>
`;
