import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Assessment } from '../assess/assessment.ts';
import type { MeasureName } from '../assess/profiles/profile.ts';
import { DEVICE_KINDS, type Confirmation, type DeviceKind } from '../confirmation/record.ts';
import { measureHint, measureLabel } from '../report/profile-wording.ts';
import { quantityText, tipReminder, uncertaintyText } from '../report/wording.ts';
import type { Handle } from '../overlay/handle.ts';
import { removalOf } from '../session/handle-marks.ts';
import { loadProfiles } from '../session/profiles.ts';
import type { Session } from '../session/session.ts';
import type * as LaterViews from './later-views.ts';
import { looksStyles } from './looks-styles.ts';
import { panelStyles } from './panel-styles.ts';
import { metricLists, procedureSelect } from './procedure-view.ts';
import { profileStyles } from './profile-styles.ts';
import { SignalElement } from './signal-element.ts';
import { theme } from './theme.ts';
import { verdictView } from './verdict.ts';

/** What the panel asks its host to do: it knows no viewport. */
export interface JumpDetail {
  readonly handle: Handle;
}

/**
 * `<tipcheck-panel>`: the verdict, the numbers, the caveats and the marks of the active confirmation, and the list of confirmations.
 * Properties `session` and `elsewhere`; fires `tipcheck-jump`.
 */
export class PanelElement extends SignalElement {
  static override properties = {
    session: { attribute: false },
    elsewhere: { attribute: false },
    views: { state: true },
  };

  declare session: Session | null;
  /** The picture beside the panel isn't one that the active confirmation is of; a host that shows pictures says so. */
  declare elsewhere: boolean;
  declare views: typeof LaterViews | null;

  constructor() {
    super();
    this.session = null;
    this.elsewhere = false;
    this.views = null;
  }

  static override styles = [theme, panelStyles, profileStyles, looksStyles];

  protected override updated(changed: PropertyValues): void {
    const { session } = this;
    if (!session || !changed.has('session')) return;
    // Profiles, and most views, come when the panel stands: nothing of theirs is needed for the first picture.
    import('./later-views.ts').then(
      (views) => (this.views = views),
      () => {
        session.tell('A part of the panel could not be loaded.');
      },
    );
    loadProfiles(session).catch(() => {
      session.tell('The procedure profiles could not be loaded.');
    });
  }

  protected override render(): TemplateResult {
    const { session } = this;
    if (!session) return html``;
    const record = session.active.value;
    const assessment = session.assessment.value;
    return html`
      ${verdictView(assessment, session.isPreparing.value, this.elsewhere && record !== null)}
      ${this.views?.calibrationView(session) ?? nothing}
      ${record && assessment ? this.#details(session, record, assessment) : record ? nothing : STEPS}
      ${this.#cases(session)}
    `;
  }

  #details(session: Session, record: Confirmation, assessment: Assessment): TemplateResult {
    return html`
      ${record.tip ? this.#evidence(session, record) : nothing} ${procedureSelect(session, record)}
      ${this.views?.scaleView(session, record) ?? nothing} ${this.#distances(assessment)}
      ${
        assessment.caveats.length > 0
          ? html`<section>
              <h2>Know this</h2>
              <ul class="caveats">
                ${assessment.caveats.map(({ code, message }) => html`<li data-caveat=${code}>${capital(message)}</li>`)}
              </ul>
            </section>`
          : nothing
      }
      ${this.views?.profileView(session, assessment) ?? nothing} ${this.#marks(session, record, assessment)}
      ${this.views?.looksView(session, record, assessment) ?? nothing}
    `;
  }

  #evidence(session: Session, record: Confirmation): TemplateResult {
    const evidence = record.tip?.evidence ?? 'none';
    const modality =
      'modality' in record.space ? record.space.modality : (session.imageOf(record)?.series.modality ?? 'CT');
    return html`<section>
      <div class="evidence">
        <span
          >${evidence === 'none' ? 'Is it the tip, or only the shaft?' : evidence === 'person' ? 'Tip confirmed by the reader' : 'Tip checked against the image'}</span
        >
        <button
          class=${evidence === 'none' ? 'primary' : ''}
          ?disabled=${evidence !== 'none'}
          @click=${() => session.dispatch({ kind: 'confirm-tip' })}
        >
          Confirm tip
        </button>
      </div>
      <p class="reminder">${tipReminder(modality)}</p>
    </section>`;
  }

  #distances(assessment: Assessment): TemplateResult {
    const { first, others, summary } = metricLists(assessment);
    const inPixels = Object.values(assessment.metrics).some((metric) => metric?.unit === 'px');
    return html`<section>
      <h2>Distances ${inPixels ? 'in pixels ' : ''}<span title="95 % interval">(± 95 %)</span></h2>
      ${
        first.length > 0
          ? html`<table>
                ${first.map((name) => metricRow(name, assessment))}
              </table>
              <p class="reminder">
                How precisely the tip was marked and what a voxel allows; every other mark counts as exact unless it has
                a σ of its own.
              </p>`
          : html`<p class="none">None can be measured yet.</p>`
      }
      ${
        others.length > 0
          ? html`<details>
              <summary>${summary}</summary>
              <table>
                ${others.map((name) => metricRow(name, assessment))}
              </table>
            </details>`
          : nothing
      }
    </section>`;
  }

  #marks(session: Session, record: Confirmation, assessment: Assessment): TemplateResult {
    const unit = 'scale' in record.space ? record.space.scale.unit : 'mm';
    const { target, tip } = record;
    const size = sizeOf(record);
    return html`<section>
      <h2>Marks</h2>
      <ul class="marks">
        ${
          target
            ? html`<li>
                <span class="name">Target, ${target.shape}</span>
                ${
                  size
                    ? numberField(
                        target.shape === 'point' ? 'Target tolerance' : 'Target radius',
                        size.value,
                        size.unit,
                        (value) => session.dispatch({ kind: 'resize-target', radius: value / size.factor }),
                      )
                    : nothing
                }
                ${numberField(
                  'Uncertainty of the target, one standard deviation',
                  target.sigma ?? null,
                  `${unit} σ`,
                  (sigma) => session.dispatch({ kind: 'set-target-sigma', sigma }),
                )}
                ${this.#markButtons(session, 'target', { mark: 'target' })}
              </li>`
            : nothing
        }
        ${
          tip?.position
            ? html`<li>
                <span class="name">Tip</span>
                ${numberField('Marking uncertainty of the tip, one standard deviation', tip.sigma ?? null, `${unit} σ`, (sigma) => session.dispatch({ kind: 'set-tip-sigma', sigma }))}
                ${this.#markButtons(session, 'tip', { mark: 'tip' })}
              </li>`
            : nothing
        }
        ${(record.shaft ?? []).map(
          (_, index) =>
            html`<li>
              <span class="name">Shaft ${index + 1}</span>
              ${this.#markButtons(session, `shaft ${String(index + 1)}`, { mark: 'shaft', index })}
            </li>`,
        )}
        ${
          record.entry
            ? html`<li>
                <span class="name">Entry</span>
                ${this.#markButtons(session, 'entry', { mark: 'entry' })}
              </li>`
            : nothing
        }
        ${
          record.plan
            ? html`<li>
                <span class="name">Planned path</span>
                ${this.#markButtons(session, 'planned path', { mark: 'plan-target' })}
              </li>`
            : nothing
        }
      </ul>
      <div class="row">
        ${
          record.space.kind === 'image' && unit === 'mm'
            ? html`<label
                >Beam width
                ${numberField('Beam width', record.space.beamWidth ?? null, 'mm', (beamWidth) => session.dispatch({ kind: 'set-beam-width', beamWidth }))}</label
              >`
            : nothing
        }
        <label
          >Device
          <select
            aria-label="Device"
            @change=${(event: Event) => {
              const { value } = event.target as HTMLSelectElement;
              session.dispatch({ kind: 'set-device', device: value === '' ? null : (value as DeviceKind) });
            }}
          >
            <option value="" .selected=${!record.device}>not told</option>
            ${DEVICE_KINDS.map((kind) => html`<option value=${kind} .selected=${record.device?.kind === kind}>${kind}</option>`)}
          </select></label
        >
      </div>
      ${this.views?.zonesView(session, record, assessment) ?? nothing}
    </section>`;
  }

  #markButtons(session: Session, name: string, handle: Parameters<typeof removalOf>[0]): TemplateResult {
    return html`
      <button
        class="quiet"
        aria-label="Jump to ${name}"
        title="Jump to ${name}"
        @click=${() => this.#jump(session, handle)}
      >
        Jump
      </button>
      <button
        class="quiet"
        aria-label="Delete ${name}"
        title="Delete ${name}"
        @click=${() => session.dispatch(removalOf(handle))}
      >
        ✕
      </button>
    `;
  }

  #cases(session: Session): TemplateResult {
    const { confirmations, activeId } = session.cases.value;
    if (confirmations.length === 0) return html``;
    const assessed = new Map(session.assessed().map(({ record, assessment }) => [record.id, assessment]));
    return html`<section>
      <h2>Confirmations</h2>
      <ul class="cases">
        ${confirmations.map((record, index) => {
          const result = assessed.get(record.id);
          const distance = result?.metrics.tipToCenter;
          return html`<li>
            <button class="case" aria-pressed=${record.id === activeId} @click=${() => session.activate(record.id)}>
              ${index + 1} · ${record.device?.kind ?? 'device'} · ${imagesOf(session, record)}
              ${result ? result.verdict : 'not assessed'}${distance ? ` · ${quantityText(distance)}` : ''}
            </button>
            <button
              class="quiet"
              aria-label="Delete confirmation ${index + 1}"
              @click=${() => session.remove(record.id)}
            >
              ✕
            </button>
          </li>`;
        })}
      </ul>
      <div class="row">
        <button @click=${() => session.begin()}>New confirmation</button>
        <button
          @click=${() => this.dispatchEvent(new CustomEvent('tipcheck-report', { bubbles: true, composed: true }))}
        >
          Save report
        </button>
      </div>
    </section>`;
  }

  #jump(session: Session, handle: Handle): void {
    session.selected.value = handle;
    this.dispatchEvent(new CustomEvent<JumpDetail>('tipcheck-jump', { detail: { handle } }));
  }
}

/** Which images a confirmation is of, told where several series have one. */
const imagesOf = (session: Session, record: Confirmation): string => {
  const { confirmations } = session.cases.value;
  const nameOf = (one: Confirmation): string => {
    const series = session.imageOf(one)?.series;
    return series ? `${series.modality} ${series.description}` : '';
  };
  const names = new Set(confirmations.map(nameOf));
  return names.size > 1 ? `${nameOf(record)} · ` : '';
};

/** What to do first, while nothing is marked. */
const STEPS = html`<section class="steps">
  <ol>
    <li><b>Mark target</b>: press at its centre, release at its edge.</li>
    <li><b>Mark tip</b>: click the end of the needle, wire or catheter.</li>
    <li><b>Mark shaft</b>: click another point on the device, for the direction.</li>
    <li>Look again, then <b>Confirm tip</b>.</li>
  </ol>
  <p class="reminder">Marks can be dragged, or moved by arrow keys. “?” lists all keys.</p>
</section>`;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/**
 * The size of a round target as it is shown: a circle's radius counts in columns, which are millimetres where pixels are square and have a
 * scale. `factor`: what the record's own number is multiplied by.
 */
const sizeOf = ({ space, target }: Confirmation): { value: number; unit: string; factor: number } | null => {
  const own = target && ('radius' in target ? target.radius : 'tolerance' in target ? target.tolerance : null);
  if (!target || typeof own !== 'number') return null;
  const scale = 'scale' in space ? space.scale : null;
  if (target.shape !== 'circle' || !scale) return { value: own, unit: scale?.unit ?? 'mm', factor: 1 };
  const isSquare = Math.abs(scale.betweenRows / scale.betweenColumns - 1) < 1e-6;
  const factor = isSquare ? scale.betweenColumns : 1;
  return { value: own * factor, unit: isSquare ? scale.unit : 'px', factor };
};

const metricRow = (name: MeasureName, { metrics, profile }: Assessment): TemplateResult => {
  const quantity =
    name === 'ablativeMargin' ? (profile?.measures.find((one) => one.name === name)?.quantity ?? null) : metrics[name];
  return html`<tr class=${quantity ? '' : 'absent'} title=${measureHint(name)} data-metric=${name}>
    <th scope="row">${measureLabel(name)}</th>
    <td>${quantity ? quantityText(quantity) : '—'}</td>
    <td class="spread">${quantity ? uncertaintyText(quantity) : ''}</td>
  </tr>`;
};

/** A number with its unit; an empty or impossible entry clears it where that is allowed, else is put back. */
const numberField = (
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
