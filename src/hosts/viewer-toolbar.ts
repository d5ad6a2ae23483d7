import { html, nothing, type TemplateResult } from 'lit';
import type { MarkTool, TargetShape } from '../session/marking.ts';
import type { Session } from '../session/session.ts';
import type { Layout, Shown, Stage } from '../viewer/stage.ts';
import { CT_WINDOW_PRESETS } from '../viewer/window-presets.ts';
import type { Text } from '../words/text.ts';
import { said, t } from '../words/words.ts';
import { deviceLayoutButton } from './layout-choice.ts';
import type { ViewTool } from './viewer-tools.ts';

export interface ToolbarOptions {
  readonly session: Session;
  readonly stage: Stage | null;
  readonly viewTool: ViewTool;
  readonly useView: (tool: ViewTool) => void;
  readonly useMark: (tool: MarkTool) => void;
  readonly usePreset: (index: number) => void;
  readonly showShortcuts: () => void;
  readonly calibrate: () => void;
  /** Whether the overlays of the image are shown; null where it has none. */
  readonly overlaysShown: boolean | null;
  readonly toggleOverlays: () => void;
  readonly toggleLayout: (layout: Layout) => void;
  /** How many runs could stand beside the one shown. */
  readonly secondViews: number;
  readonly chooseSecondView: () => void;
}

const VIEW_BUTTONS: readonly { readonly tool: ViewTool; readonly label: Text; readonly hint: Text }[] = [
  { tool: 'window', label: 'Window', hint: 'Drag: brightness and contrast (W)' },
  { tool: 'pan', label: 'Pan', hint: 'Drag: move the picture (middle button at any time)' },
  { tool: 'zoom', label: 'Zoom', hint: 'Drag: enlarge (right button at any time; + and −)' },
];

const MARK_BUTTONS: readonly {
  readonly tool: MarkTool;
  readonly name: Text;
  readonly label: Text;
  readonly hint: Text;
}[] = [
  { tool: 'target', name: 'Mark target', label: 'Target', hint: 'Press at the centre, release at the edge (T)' },
  { tool: 'tip', name: 'Mark tip', label: 'Tip', hint: 'Click the tip of the device (N)' },
  { tool: 'shaft', name: 'Mark shaft', label: 'Shaft', hint: 'Click another point on the device (S)' },
  { tool: 'entry', name: 'Mark entry', label: 'Entry', hint: 'Click where the device enters the skin (E)' },
  {
    tool: 'plan',
    name: 'Mark plan',
    label: 'Plan',
    hint: 'Press at the planned entry, release at the planned target (P)',
  },
];

/** Tools for looking and marking, undo, and how the images are laid out. */
export const toolbarView = (options: ToolbarOptions): TemplateResult => {
  const { session, stage, viewTool } = options;
  const shown = stage?.shown.value ?? null;
  const series = shown?.series ?? null;
  const tool = session.tool.value;
  const canMark = !session.readOnly.value;
  return html`<section class="tools" part="toolbar" aria-label=${t('Tools')}>
    <div role="toolbar" aria-label=${t('Tools')}>
      ${VIEW_BUTTONS.map(
        (view) =>
          html`<button
            title=${t(view.hint)}
            aria-pressed=${tool === null && viewTool === view.tool}
            @click=${() => {
              options.useView(view.tool);
            }}
          >
            ${t(view.label)}
          </button>`,
      )}
      <span class="gap"></span>
      ${canMark ? html`<span class="caption" aria-hidden="true">${t('Mark')}</span>` : nothing}
      ${(canMark ? MARK_BUTTONS : []).map(
        (mark) =>
          html`<button
            aria-label=${t(mark.name)}
            title=${t('{what}. {hint}', { what: t(mark.name), hint: t(mark.hint) })}
            aria-pressed=${tool === mark.tool}
            ?disabled=${!series || (shown?.layout === 'biplane' && (mark.tool === 'entry' || mark.tool === 'plan'))}
            @click=${() => {
              options.useMark(mark.tool);
            }}
          >
            ${t(mark.label)}
          </button>`,
      )}
      ${
        canMark
          ? html`<button
              aria-label=${t('Find tip')}
              title=${t('Find the tip in the pixels: click the device anywhere, then accept or dismiss what is found (F)')}
              aria-pressed=${tool === 'find'}
              ?disabled=${!series || shown?.layout === 'biplane'}
              @click=${() => {
                options.useMark('find');
              }}
            >
              ${t('Find')}
            </button>`
          : nothing
      }
      ${canMark ? targetShapeView(session, series?.space === 'patient', !series || shown?.layout === 'biplane') : nothing}
      ${
        canMark && series && series.space !== 'patient' && shown?.layout !== 'biplane'
          ? html`<button
              title=${t('Find the scale on an object of known size: a catheter, a needle, a ruler, a ball (K)')}
              aria-pressed=${tool === 'calibrate'}
              @click=${options.calibrate}
            >
              ${t('Calibrate')}
            </button>`
          : nothing
      }
      <span class="gap"></span>
      ${canMark ? historyView(session) : nothing}
      <span class="gap"></span>
      ${series?.modality === 'CT' ? presetsView(options.usePreset) : nothing}
      ${stage && shown ? html`${planesView(stage, shown, options.toggleLayout)} ${deviceLayoutButton(stage, session, options.toggleLayout)}` : nothing}
      ${overlaysView(options)} ${shown?.series.space === 'projection' ? twoViewsButton(shown, options) : nothing}
      <button
        title=${t('Reset zoom, pan and window (Space)')}
        ?disabled=${!series}
        @click=${() => {
          stage?.resetView();
        }}
      >
        ${t('Reset view')}
      </button>
      <button
        aria-label=${t('Keyboard shortcuts')}
        title=${t('Keyboard shortcuts (?)')}
        @click=${options.showShortcuts}
      >
        ?
      </button>
    </div>
  </section>`;
};

const overlaysView = ({ overlaysShown, toggleOverlays }: ToolbarOptions): TemplateResult | typeof nothing =>
  overlaysShown === null
    ? nothing
    : html`<button
        title=${t('Show or hide the overlays of the image (O)')}
        aria-pressed=${overlaysShown}
        @click=${toggleOverlays}
      >
        ${t('Overlays')}
      </button>`;

const targetShapeView = (session: Session, inPatient: boolean, disabled: boolean): TemplateResult => {
  // A contour is drawn in one image; in the patient a drag makes a sphere.
  const shape = inPatient && session.targetShape.value === 'contour' ? 'round' : session.targetShape.value;
  return html`<select
    aria-label=${t('Target shape')}
    title=${t('How a target is marked')}
    ?disabled=${disabled}
    @change=${(event: Event) => {
      session.targetShape.value = (event.target as HTMLSelectElement).value as TargetShape;
      session.tool.value = 'target';
    }}
  >
    <option value="round" .selected=${shape === 'round'} title=${t('Drag from the centre to the edge')}>
      ${inPatient ? t('Sphere') : t('Circle')}
    </option>
    <option value="point" .selected=${shape === 'point'} title=${t('Click, or drag from the point to its tolerance')}>
      ${t('Point')}
    </option>
    ${
      inPatient
        ? nothing
        : html`<option
            value="contour"
            .selected=${shape === 'contour'}
            title=${t('Click the corners; a double click, Enter or the first corner ends')}
          >
            ${t('Contour')}
          </option>`
    }
  </select>`;
};

const historyView = (session: Session): TemplateResult => html`
  <button
    aria-label=${t('Undo')}
    title=${t('Undo (Ctrl+Z)')}
    ?disabled=${!session.canUndo.value}
    @click=${() => {
      session.undo();
    }}
  >
    ↶
  </button>
  <button
    aria-label=${t('Redo')}
    title=${t('Redo (Ctrl+Y)')}
    ?disabled=${!session.canRedo.value}
    @click=${() => {
      session.redo();
    }}
  >
    ↷
  </button>
`;

const presetsView = (usePreset: (index: number) => void): TemplateResult => html`
  <select
    class="presets"
    aria-label=${t('CT window')}
    title=${t('CT windows (1 to {last})', { last: CT_WINDOW_PRESETS.length })}
    @change=${(event: Event) => {
      const select = event.target as HTMLSelectElement;
      usePreset(Number(select.value));
      select.value = '';
    }}
  >
    <option value="" selected disabled>${t('CT window')}</option>
    ${CT_WINDOW_PRESETS.map(({ name }, index) => html`<option value=${index}>${t(name)}</option>`)}
  </select>
`;

/** Only where a volume of these images shows them undistorted, if need be resampled; else with the reason why not. */
const planesView = (
  stage: Stage,
  { series, layout }: Shown,
  toggleLayout: (layout: Layout) => void,
): TemplateResult | typeof nothing => {
  if (series.space !== 'patient' || series.frames.length < 2) return nothing;
  const refusal =
    series.volume.kind === 'refused' ? series.volume.message : !stage.hasWebgl ? 'Three planes need WebGL 2.' : '';
  return html`<button
    aria-pressed=${layout === 'planes'}
    ?disabled=${refusal !== ''}
    title=${refusal !== '' ? t('Not offered: {why}', { why: said(refusal) }) : series.volume.kind === 'resampled' ? t('Three planes (M), resampled: {why}', { why: said(series.volume.message) }) : t('Three planes (M)')}
    @click=${() => {
      toggleLayout('planes');
    }}
  >
    ${t('Three planes')}
  </button>`;
};

/** Two projections together have depth; offered where there is another one. */
const twoViewsButton = (
  { layout }: Shown,
  {
    secondViews,
    chooseSecondView,
    toggleLayout,
  }: Pick<ToolbarOptions, 'secondViews' | 'chooseSecondView' | 'toggleLayout'>,
): TemplateResult => {
  const isOn = layout === 'biplane';
  return html`<button
    aria-pressed=${isOn}
    ?disabled=${!isOn && secondViews === 0}
    title=${isOn || secondViews > 0 ? t('Two projections side by side: together they have depth') : t('Not offered: no other X-ray run or image of this patient is open.')}
    @click=${() => {
      if (isOn) toggleLayout('biplane');
      else chooseSecondView();
    }}
  >
    ${t('Two views')}
  </button>`;
};
