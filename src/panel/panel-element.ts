import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Assessment } from '../assess/assessment.ts';
import type { MeasureName } from '../assess/profiles/profile.ts';
import { DEVICE_KINDS, type Confirmation, type DeviceKind, type Refused } from '../confirmation/record.ts';
import { measureHint, measureLabel } from '../report/profile-wording.ts';
import { quantityText, tipReminder, uncertaintyText } from '../report/wording.ts';
import type { Handle } from '../overlay/handle.ts';
import { removalOf } from '../session/handle-marks.ts';
import { loadProfiles } from '../session/profiles.ts';
import type { ReportStoring } from '../session/report-storing.ts';
import type { Session } from '../session/session.ts';
import { said, say, t } from '../words/words.ts';
import type { biplaneView as biplaneViewOf } from './biplane-view.ts';
import { focusOnce, KeepFocus } from './keep-focus.ts';
import { looksStyles } from './looks-styles.ts';
import type * as LateViews from './late-views.ts';
import { numberFieldOf } from './number-field.ts';
import { panelStyles } from './panel-styles.ts';
import { metricLists, procedureSelect } from './procedure-view.ts';
import { profileStyles } from './profile-styles.ts';
import { rich } from './rich.ts';
import { SpeakingElement } from './speaking-element.ts';
import { theme } from './theme.ts';
import { VerdictAnnouncer } from './verdict-announcer.ts';
import { verdictView } from './verdict.ts';

/** Detail of `tipcheck-jump`, by which the panel asks its host to show a mark: it knows no viewport. */
export interface JumpDetail {
  /** The mark. */
  readonly handle: Handle;
}

/**
 * `<tipcheck-panel>`: the verdict, the numbers, the caveats and the marks of the active confirmation, and the list of confirmations.
 * Properties `session` and `elsewhere`; fires `tipcheck-jump` where a mark is to be shown, `tipcheck-report` where a report is asked for, and
 * `tipcheck-error` for what can't be stored.
 */
export class PanelElement extends SpeakingElement {
  /** @internal */
  static override properties = {
    session: { attribute: false },
    elsewhere: { attribute: false },
    late: { state: true },
    biplaneView: { attribute: false },
    storing: { attribute: false },
  };

  /** Whose confirmations are shown: a viewer's `session`, or that of `install`. */
  declare session: Session | null;
  /** The picture beside the panel isn't one that the active confirmation is of; a host that shows pictures says so. */
  declare elsewhere: boolean;
  /** @internal */
  declare late: typeof LateViews | null;
  /** Shows two projections, where the host has views of both. @internal */
  declare biplaneView: typeof biplaneViewOf | null;
  /** Stores reports, where the host has an archive. @internal */
  declare storing: ReportStoring | null;

  constructor() {
    super();
    this.session = null;
    this.elsewhere = false;
    this.late = null;
    this.biplaneView = null;
    this.storing = null;
    new KeepFocus(this, () => {
      const verdict = this.renderRoot.querySelector<HTMLElement>('.verdict');
      if (verdict) focusOnce(verdict);
    });
    new VerdictAnnouncer(this, () => this.session?.held.peek() ?? true);
  }

  /** @internal */
  static override styles = [theme, panelStyles, profileStyles, looksStyles];

  /** The suggestions that were last brought into view. */
  #shownSuggestions: unknown = null;

  protected override updated(changed: PropertyValues): void {
    const { session } = this;
    const ends = session?.suggestions.peek()?.ends ?? null;
    // They stand at the head of the panel, which may be scrolled down to where they were asked for.
    if (ends !== null && ends !== this.#shownSuggestions) this.scrollTop = 0;
    this.#shownSuggestions = ends;
    if (!session || !changed.has('session')) return;
    // What is needed once something is marked comes when the panel stands: nothing of it is needed for the first picture.
    import('./late-views.ts').then(
      (late) => (this.late = late),
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
    // What is let go of is told of.
    void session.held.value;
    return html`
      ${verdictView(assessment, session.isPreparing.value, this.elsewhere && record !== null, session.readOnly.value)}
      <div class="announced" aria-live="polite" aria-atomic="true"></div>
      <div class="told-pixels" aria-live="polite" aria-atomic="true">${this.late?.pixelsSentence(session) ?? ''}</div>
      ${this.late?.calibrationView(session) ?? nothing} ${this.late?.suggestionView(session) ?? nothing}
      <div class="body" part="findings-body">
        ${
          this.biplaneView && (session.twoViews.value || record?.space.kind === 'biplane')
            ? this.#twoViews(this.biplaneView, session, record, assessment)
            : record && assessment
              ? this.#details(session, record, assessment)
              : record
                ? nothing
                : session.readOnly.value
                  ? nothing
                  : stepsView()
        }
        ${this.#cases(session)}
        ${session.readOnly.value ? nothing : (this.late?.storeView(session, this.storing, this.#refused) ?? nothing)}
      </div>
    `;
  }

  /** Two projections have a panel of their own. */
  #twoViews(
    view: typeof biplaneViewOf,
    session: Session,
    record: Confirmation | null,
    assessment: Assessment | null,
  ): TemplateResult {
    return view(session, record, {
      procedure: record ? procedureSelect(session, record) : nothing,
      assessment,
      distances: assessment ? this.#distances(assessment) : nothing,
      caveats: assessment ? this.#caveats(assessment) : nothing,
      profile: (assessment && this.late?.profileView(session, assessment)) ?? nothing,
      device: record ? deviceSelect(session, record) : nothing,
      numberField: numberFieldOf(session),
      markButtons: (name, handle) => this.#markButtons(session, name, handle),
    });
  }

  #caveats({ caveats }: Assessment): TemplateResult | typeof nothing {
    return caveats.length === 0
      ? nothing
      : html`<section>
          <h2>${t('Know this')}</h2>
          <ul class="caveats">
            ${caveats.map(({ code, message }) => html`<li data-caveat=${code}>${capital(said(message))}</li>`)}
          </ul>
        </section>`;
  }

  #details(session: Session, record: Confirmation, assessment: Assessment): TemplateResult {
    const looks = this.late?.looksView(session, record, assessment) ?? nothing;
    // A case that was looked at before is read in time: its looks come first.
    const hasEarlier = (record.looks ?? []).length > 0;
    return html`
      ${record.tip ? this.#evidence(session, record) : nothing} ${hasEarlier ? looks : nothing}
      <div class="numbers">${this.#numbers(session, record, assessment)}</div>
      ${hasEarlier ? nothing : looks}
    `;
  }

  #numbers(session: Session, record: Confirmation, assessment: Assessment): TemplateResult {
    return html`
      ${procedureSelect(session, record)} ${this.late?.scaleView(session, record) ?? nothing}
      ${this.#distances(assessment)} ${this.#caveats(assessment)}
      ${this.late?.modalityView(session, record, assessment) ?? nothing} ${this.#marks(session, record, assessment)}
      ${this.late?.profileView(session, assessment) ?? nothing}
    `;
  }

  #evidence(session: Session, record: Confirmation): TemplateResult {
    const evidence = record.tip?.evidence ?? 'none';
    const modality =
      'modality' in record.space ? record.space.modality : (session.imageOf(record)?.series.modality ?? 'CT');
    return html`<section>
      <div class="evidence">
        <span
          >${evidence === 'none' ? t('Is it the tip, or only the shaft?') : evidence === 'person' ? t('Tip confirmed by the reader') : t('Tip checked against the image')}</span
        >
        <button
          ?hidden=${session.readOnly.value}
          class=${evidence === 'none' ? 'primary' : ''}
          ?disabled=${evidence === 'person'}
          @click=${() => session.dispatch({ kind: 'confirm-tip' })}
        >
          ${t('Confirm tip')}
        </button>
      </div>
      <p class="reminder">${said(tipReminder(modality))}</p>
      ${this.late?.examinationView(session, record) ?? nothing}
    </section>`;
  }

  #distances(assessment: Assessment): TemplateResult {
    const { first, others, summary } = metricLists(assessment);
    const inPixels = Object.values(assessment.metrics).some((metric) => metric?.unit === 'px');
    return html`<section>
      <h2>${inPixels ? t('Distances in pixels') : t('Distances')} <span title=${t('95 % interval')}>(± 95 %)</span></h2>
      ${
        first.length > 0
          ? html`<table>
              ${first.map((name) => metricRow(name, assessment))}
            </table>`
          : html`<p class="none">${t('None can be measured yet.')}</p>`
      }
      ${
        others.length > 0
          ? html`<details>
              <summary>${summary}</summary>
              <table>
                ${others.map((name) => metricRow(name, assessment))}
              </table>
              <p class="reminder">
                ${t('± 95 % holds how precisely the tip was marked and what a voxel allows; every other mark counts as exact unless it has a σ of its own.')}
              </p>
            </details>`
          : nothing
      }
    </section>`;
  }

  #marks(session: Session, record: Confirmation, assessment: Assessment): TemplateResult {
    const unit = 'scale' in record.space ? record.space.scale.unit : 'mm';
    const numberField = numberFieldOf(session);
    const { target, tip } = record;
    const size = sizeOf(record);
    return html`<section>
      <h2>${t('Marks')}</h2>
      <ul class="marks">
        ${
          target
            ? html`<li>
                <span class="name">${t('Target')}, ${said(target.shape)}</span>
                ${
                  size
                    ? numberField(
                        target.shape === 'point' ? t('Target tolerance') : t('Target radius'),
                        size.value,
                        size.unit,
                        (value) => session.dispatch({ kind: 'resize-target', radius: value / size.factor }),
                      )
                    : nothing
                }
                ${numberField(
                  t('Uncertainty of the target, one standard deviation'),
                  target.sigma ?? null,
                  `${unit} σ`,
                  (sigma) => session.dispatch({ kind: 'set-target-sigma', sigma }),
                )}
                ${this.#markButtons(session, t('target'), { mark: 'target' })}
              </li>`
            : nothing
        }
        ${
          tip?.position
            ? html`<li>
                <span class="name">${t('Tip')}</span>
                ${numberField(t('Marking uncertainty of the tip, one standard deviation'), tip.sigma ?? null, `${unit} σ`, (sigma) => session.dispatch({ kind: 'set-tip-sigma', sigma }))}
                ${this.#markButtons(session, t('tip'), { mark: 'tip' })}
              </li>`
            : nothing
        }
        ${(record.shaft ?? []).map(
          (_, index) =>
            html`<li>
              <span class="name">${t('Shaft {n}', { n: index + 1 })}</span>
              ${this.#markButtons(session, t('shaft {n}', { n: index + 1 }), { mark: 'shaft', index })}
            </li>`,
        )}
        ${
          record.entry
            ? html`<li>
                <span class="name">${t('Entry')}</span>
                ${this.#markButtons(session, t('entry'), { mark: 'entry' })}
              </li>`
            : nothing
        }
        ${
          record.plan
            ? html`<li>
                <span class="name">${t('Planned path')}</span>
                ${this.#markButtons(session, t('planned path'), { mark: 'plan-target' })}
              </li>`
            : nothing
        }
      </ul>
      <div class="row">${deviceSelect(session, record)}</div>
      ${this.late?.zonesView(session, record, assessment) ?? nothing}
    </section>`;
  }

  #markButtons(session: Session, name: string, handle: Parameters<typeof removalOf>[0]): TemplateResult {
    return html`
      <button
        class="quiet"
        aria-label=${t('Jump to {name}', { name })}
        title=${t('Jump to {name}', { name })}
        @click=${() => this.#jump(session, handle)}
      >
        ${t('Jump')}
      </button>
      <button
        ?hidden=${session.readOnly.value}
        class="quiet"
        aria-label=${t('Delete {name}', { name })}
        title=${t('Delete {name}', { name })}
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
    return html`<section class="cases-section">
      <h2>${t('Confirmations')}</h2>
      <ul class="cases">
        ${confirmations.map((record, index) => {
          const result = assessed.get(record.id);
          const distance = result?.metrics.tipToCenter;
          return html`<li>
            <button class="case" aria-pressed=${record.id === activeId} @click=${() => session.activate(record.id)}>
              ${index + 1} · ${said(record.device?.kind ?? 'device')} · ${imagesOf(session, record)}
              ${result ? said(result.verdict) : t('not assessed')}${distance ? ` · ${quantityText(distance, say)}` : ''}
            </button>
            <button
              ?hidden=${session.readOnly.value}
              class="quiet"
              aria-label=${t('Delete confirmation {n}', { n: index + 1 })}
              @click=${() => session.remove(record.id)}
            >
              ✕
            </button>
          </li>`;
        })}
      </ul>
      <div class="row">
        <button ?hidden=${session.readOnly.value} @click=${() => session.begin()}>${t('New confirmation')}</button>
        <button
          @click=${() => this.dispatchEvent(new CustomEvent('tipcheck-report', { bubbles: true, composed: true }))}
        >
          ${t('Save report')}
        </button>
      </div>
    </section>`;
  }

  readonly #refused = ({ code, message }: Refused): void => {
    const detail = { code, message: `The report could not be stored: ${message}.` };
    this.session?.tell(detail.message);
    this.dispatchEvent(new CustomEvent('tipcheck-error', { detail, bubbles: true, composed: true }));
  };

  #jump(session: Session, handle: Handle): void {
    session.selected.value = handle;
    this.dispatchEvent(new CustomEvent<JumpDetail>('tipcheck-jump', { detail: { handle } }));
  }
}

const deviceSelect = (session: Session, record: Confirmation): TemplateResult =>
  session.readOnly.value
    ? html`${record.device ? html`<span>${t('Device: {kind}', { kind: said(record.device.kind) })}</span>` : nothing}`
    : html`<label
        >${t('Device')}
        <select
          aria-label=${t('Device')}
          @change=${(event: Event) => {
            const { value } = event.target as HTMLSelectElement;
            session.dispatch({ kind: 'set-device', device: value === '' ? null : (value as DeviceKind) });
          }}
        >
          <option value="" .selected=${!record.device}>${t('not told')}</option>
          ${DEVICE_KINDS.map((kind) => html`<option value=${kind} .selected=${record.device?.kind === kind}>${said(kind)}</option>`)}
        </select></label
      >`;

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
const stepsView = (): TemplateResult => {
  const button = (text: string): { readonly button: TemplateResult } => ({ button: html`<b>${text}</b>` });
  return html`<section class="steps">
    <ol>
      <li>${rich(t('{button}: press at its centre, release at its edge.'), button(t('Mark target')))}</li>
      <li>${rich(t('{button}: click the end of the needle, wire or catheter.'), button(t('Mark tip')))}</li>
      <li>${rich(t('{button}: click another point on the device, for the direction.'), button(t('Mark shaft')))}</li>
      <li>${rich(t('Look again, then {button}.'), button(t('Confirm tip')))}</li>
    </ol>
    <p class="reminder">${t('Marks can be dragged, or moved by arrow keys. “?” lists all keys.')}</p>
  </section>`;
};

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
  return html`<tr class=${quantity ? '' : 'absent'} title=${said(measureHint(name))} data-metric=${name}>
    <th scope="row">${said(measureLabel(name))}</th>
    <td>${quantity ? quantityText(quantity, say) : '—'}</td>
    <td class="spread">${quantity ? uncertaintyText(quantity, say) : ''}</td>
  </tr>`;
};
