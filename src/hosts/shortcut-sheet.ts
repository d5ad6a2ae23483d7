import { html, type TemplateResult } from 'lit';
import { KEY_BINDINGS, type KeyBinding } from '../tools/key-bindings.ts';

const keyName = ({ key, ctrl, shift }: KeyBinding): string => {
  const name = key === ' ' ? 'Space' : key.length === 1 ? key.toUpperCase() : key;
  return [ctrl && 'Ctrl', shift && 'Shift', name].filter(Boolean).join(' + ');
};

/** Every key with what it does, from the table that the keys themselves are read from. */
export const shortcutSheet = (close: () => void): TemplateResult => html`
  <h2>Keyboard shortcuts</h2>
  <table>
    ${KEY_BINDINGS.map(
      (binding) =>
        html`<tr>
          <td><kbd>${keyName(binding)}</kbd></td>
          <td>${binding.label}</td>
        </tr>`,
    )}
  </table>
  <p>Left: the tool in use. Middle: pan. Right: zoom. Wheel: images.</p>
  <button @click=${close}>Close</button>
`;
