import { html, nothing, type TemplateResult } from 'lit';
import type { Assessment } from '../assess/assessment.ts';
import { SEGMENT_ROLES, type SegmentRole, type Zone } from '../confirmation/device.ts';
import type { Confirmation } from '../confirmation/record.ts';
import { zoneName, zonePieces } from '../report/zone-wording.ts';
import type { Session } from '../session/session.ts';
import type { Text } from '../words/text.ts';
import { say, t } from '../words/words.ts';

/** What of the device acts: the zones with what they amount to, and a form that adds one. Told once the device is. */
export const zonesView = (session: Session, record: Confirmation, assessment: Assessment): TemplateResult => {
  const { device } = record;
  const isReadOnly = session.readOnly.value;
  if (isReadOnly && !device?.zones?.length) return html``;
  if (!device) return html`<p class="reminder">${t('Say which device it is to tell what of it acts.')}</p>`;
  const zones = device.zones ?? [];
  return html`<div class="zones">
    <h3>${t('Working zones')}${device.name === undefined ? nothing : html` · ${device.name}`}</h3>
    ${
      zones.length > 0
        ? html`<ul>
              ${(assessment.zones ?? []).map(
                (zone, index) =>
                  html`<li data-zone=${zone.role}>
                    <div>
                      <b>${zoneName(zone, say)}</b>
                      ${zonePieces(zone, say).map((piece) => html`<span class="piece">${piece}</span>`)}
                    </div>
                    <button
                      ?hidden=${isReadOnly}
                      class="quiet"
                      aria-label=${t('Delete zone {n}, {name}', { n: index + 1, name: zoneName(zone, say) })}
                      title=${t('Delete zone')}
                      @click=${() =>
                        session.dispatch({
                          kind: 'set-device-zones',
                          zones: zones.filter((_, other) => other !== index),
                          source: device.source ?? '',
                        })}
                    >
                      ✕
                    </button>
                  </li>`,
              )}
            </ul>
            <p class="reminder">${t('Numbers from: {source}', { source: device.source ?? '' })}</p>`
        : nothing
    }
    <details ?hidden=${isReadOnly}>
      <summary>${t('Add a zone')}</summary>
      ${form(session, zones, device.source ?? '')}
    </details>
  </div>`;
};

const ROLE_NAMES: Readonly<Record<Zone['role'], Text>> = {
  'side-holes': 'side holes of a drain',
  notch: 'notch of a biopsy needle',
  bevel: 'bevel of a needle',
  stent: 'stent, end to end',
  'exposed-tip': 'exposed tip of a probe',
  other: 'another length',
  ablation: 'ablation (ellipsoid)',
};

const WRONG_NUMBERS =
  'The zone was not taken: its distal end must lie ahead of its hub end, and sizes must be more than 0.';
const NO_SOURCE = 'Say where the numbers come from: the instructions for use, or what was measured.';
const REFUSALS: readonly string[] = [WRONG_NUMBERS, NO_SOURCE];

const form = (session: Session, zones: readonly Zone[], source: string): TemplateResult => html`
  <form
    novalidate
    @submit=${(event: SubmitEvent) => {
      event.preventDefault();
      const element = event.currentTarget as HTMLFormElement;
      const entered = new FormData(element);
      const from = textOf(entered, 'source');
      const zone = zoneOf(entered);
      const before = session.active.peek();
      if (zone && from) session.dispatch({ kind: 'set-device-zones', zones: [...zones, zone], source: from });
      if (session.active.peek() === before) {
        session.tell(from ? WRONG_NUMBERS : NO_SOURCE);
        return;
      }
      for (const input of element.querySelectorAll<HTMLInputElement>('input[type=number]')) input.value = '';
      const notice = session.notice.peek();
      if (notice && REFUSALS.includes(notice.text)) session.clearNotice(notice);
    }}
  >
    <label
      >${t('Zone')}
      <select
        name="role"
        aria-label=${t('Zone')}
        @change=${(event: Event) => {
          const { form: element } = event.target as HTMLSelectElement;
          if (element) showFields(element);
        }}
      >
        ${[...SEGMENT_ROLES, 'ablation' as const].map((role) => html`<option value=${role}>${t(ROLE_NAMES[role])}</option>`)}
      </select></label
    >
    <p class="reminder">${t('mm along the device from the tip: negative behind it, positive ahead of it.')}</p>
    <div class="fields" data-shape="segment">
      ${field('from', t('Hub end'))} ${field('to', t('Distal end'))}
      ${field('throw', t('Throw'), t('empty: not fired'))}
    </div>
    <div class="fields" data-shape="ellipsoid" hidden>
      ${field('center', t('Centre'))} ${field('along', t('Length'))} ${field('across', t('Width'))}
    </div>
    <label class="source"
      >${t('Source')}
      <input
        name="source"
        aria-label=${t("Source of the zone's numbers")}
        placeholder=${t('instructions for use, …')}
        .value=${source}
    /></label>
    <button>${t('Add zone')}</button>
  </form>
`;

const field = (name: string, label: string, hint = ''): TemplateResult =>
  html`<label
    >${label}
    <input
      type="number"
      inputmode="decimal"
      step="any"
      name=${name}
      aria-label="${label} (mm)"
      title=${hint}
      placeholder="mm"
  /></label>`;

/** A length has two ends, an ellipsoid a centre and two sizes. */
const showFields = (element: HTMLFormElement): void => {
  const shape = new FormData(element).get('role') === 'ablation' ? 'ellipsoid' : 'segment';
  for (const fields of element.querySelectorAll<HTMLElement>('[data-shape]'))
    fields.hidden = fields.dataset['shape'] !== shape;
};

/** The zone that was entered; null where a number is missing. */
const zoneOf = (entered: FormData): Zone | null => {
  const number = (name: string): number => {
    const text = textOf(entered, name);
    return text === '' ? NaN : Number(text);
  };
  const role = textOf(entered, 'role');
  if (role === 'ablation') {
    const [center, along, across] = [number('center'), number('along'), number('across')];
    return [center, along, across].some(Number.isNaN)
      ? null
      : { role: 'ablation', shape: 'ellipsoid', center, along, across };
  }
  const [from, to, fired] = [number('from'), number('to'), number('throw')];
  if (Number.isNaN(from) || Number.isNaN(to)) return null;
  return { role: role as SegmentRole, shape: 'segment', from, to, ...(!Number.isNaN(fired) && { throw: fired }) };
};

const textOf = (entered: FormData, name: string): string => {
  const value = entered.get(name);
  return typeof value === 'string' ? value.trim() : '';
};
