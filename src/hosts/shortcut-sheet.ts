import { html, type TemplateResult } from 'lit';
import { isEditing, KEY_BINDINGS, type KeyBinding } from '../tools/key-bindings.ts';
import { CT_WINDOW_PRESETS } from '../viewer/window-presets.ts';
import { said, t } from '../words/words.ts';

/** As they are printed on keyboards of every language. */
const SIGNS: Readonly<Record<string, string>> = { ArrowLeft: '←', ArrowRight: '→', ArrowUp: '↑', ArrowDown: '↓' };

const keyName = ({ key, ctrl, shift }: KeyBinding): string => {
  const name = key === ' ' ? t('Space') : key.length === 1 ? key.toUpperCase() : (SIGNS[key] ?? key);
  return [ctrl && t('Ctrl'), shift && t('Shift'), name].filter(Boolean).join(' + ');
};

const labelOf = ({ command, key, label }: KeyBinding): string => {
  const preset = command === 'preset' ? CT_WINDOW_PRESETS[Number(key) - 1] : undefined;
  return preset ? t('CT window: {name}', { name: t(preset.name) }) : said(label);
};

/** Every key with what it does, from the table that the keys themselves are read from; where one may only look, those for looking. */
export const shortcutSheet = (close: () => void, isReadOnly = false): TemplateResult => html`
  <div class="sheet-head">
    <h2>${t('Keyboard shortcuts')}</h2>
    <button @click=${close}>${t('Close')}</button>
  </div>
  <p>${t('Left: the tool in use. Middle: pan. Right: zoom. Wheel: images. Shift and click: all planes go there.')}</p>
  <table>
    ${KEY_BINDINGS.filter(({ command }) => !isReadOnly || !isEditing(command)).map(
      (binding) =>
        html`<tr>
          <td><kbd>${keyName(binding)}</kbd></td>
          <td>${labelOf(binding)}</td>
        </tr>`,
    )}
  </table>
`;
