import { html, nothing, type TemplateResult } from 'lit';
import { scaleSpread } from '../confirmation/calibration-words.ts';
import type { CalibrationMethod } from '../confirmation/user-calibration.ts';
import { CATHETER_SIGMA, gaugeSigma, MM_PER_FRENCH, NEEDLE_GAUGES, OBJECT_SIGMA } from '../image/device-sizes.ts';
import type { ObjectForm } from '../image/known-object.ts';
import { isRefusal } from '../image/refusal.ts';
import { isDrawn } from '../session/begin-calibration.ts';
import type { CalibrationDraft } from '../session/calibration-draft.ts';
import { proposalOf, type CalibrationProposal } from '../session/calibration-proposal.ts';
import { endCalibration } from '../session/end-calibration.ts';
import { isOneOf } from '../session/image-calibration.ts';
import type { Session } from '../session/session.ts';
import type { Text } from '../words/text.ts';
import { said, t } from '../words/words.ts';
import { rich } from './rich.ts';

const METHODS: Readonly<Record<CalibrationMethod, Text>> = {
  catheter: 'Catheter, by its French size',
  needle: 'Needle, by its gauge',
  ruler: 'Ruler or two marks',
  sphere: 'Ball',
  entered: 'No object: enter the size of a pixel',
};

const FORMS: Readonly<Record<ObjectForm, { readonly name: Text; readonly hint: Text | null }>> = {
  line: { name: 'A line across it', hint: null },
  edges: { name: 'Both edges of the shaft', hint: 'Drag along one edge of the shaft, then along the other.' },
  radius: { name: 'From its centre to its edge', hint: 'Press at the centre of the ball, release at its edge.' },
  rim: { name: 'Points on its edge', hint: 'Click three or more points on the edge of the ball.' },
};

const FORMS_OF: Readonly<Record<CalibrationMethod, readonly ObjectForm[]>> = {
  catheter: ['line', 'edges'],
  needle: ['line', 'edges'],
  ruler: ['line'],
  sphere: ['radius', 'rim'],
  entered: [],
};

/** Beyond this share, 1 SD, a reader is told how to do better. */
const COARSE = 0.05;

const FIRST_GAUGE = 18;

type Change = (change: Partial<CalibrationDraft>) => void;

/** The form beside the drawing: what the object is, how large, and what scale that makes. Null where nothing is being calibrated. */
export const calibrationView = (session: Session): TemplateResult | typeof nothing => {
  const draft = session.calibrating.value;
  const source = draft && session.sourceOf(draft.sopInstanceUID, draft.frame);
  if (!draft || !source) return nothing;
  const change: Change = (changed) => {
    session.calibrating.value = { ...draft, ...changed };
  };
  const proposal = proposalOf(source, draft, {
    at: new Date().toISOString(),
    observer: session.active.value?.observer,
  });
  const isRefused = isRefusal(proposal);
  const used = (source.calibrations ?? []).filter((one) => isOneOf(session.calibrations.value, one));
  return html`<section class="calibration" aria-label=${t('Calibrate')}>
    <form
      novalidate
      @submit=${(event: SubmitEvent) => {
        event.preventDefault();
        if (isRefused) return;
        session.calibrate(proposal.made);
        endCalibration(session);
        session.tell(
          'Every frame of this run has the new scale now, and so has what is marked in it. Undo takes it back.',
        );
      }}
    >
      <label
        ><span>${t('Object')}</span>
        <select
          aria-label=${t('Object')}
          @change=${(event: Event) => {
            change(begunWith((event.target as HTMLSelectElement).value as CalibrationMethod, draft));
          }}
        >
          ${Object.entries(METHODS).map(([method, name]) => html`<option value=${method} .selected=${method === draft.method}>${t(name)}</option>`)}
        </select></label
      >
      <p class="reminder">${hintFor(draft)}</p>
      ${sizeFields(draft, change)} ${formField(draft, change)}
      ${
        source.series.space === 'projection'
          ? html`<label class="check"
              ><input
                type="checkbox"
                .checked=${draft.atTargetDepth}
                @change=${(event: Event) => {
                  change({ atTargetDepth: (event.target as HTMLInputElement).checked });
                }}
              />${t('The object lies at the target’s depth')}</label
            >`
          : nothing
      }
      <div role="status" aria-label=${t('Resulting scale')}>
        ${isRefused ? html`<p class="none">${isDrawn(draft) ? t('Not usable: {problem}.', { problem: said(proposal.message) }) : t('Not marked yet.')}</p>` : resultView(draft, proposal)}
      </div>
      <div class="row">
        <button class="primary" ?disabled=${isRefused}>${t('Use this scale')}</button>
        ${
          draft.points.length > 0
            ? html`<button
                type="button"
                @click=${() => {
                  change({ points: [], pointSigma: null });
                }}
              >
                ${t('Draw again')}
              </button>`
            : nothing
        }
        <button
          type="button"
          @click=${() => {
            endCalibration(session);
          }}
        >
          ${t('Cancel')}
        </button>
        ${used.map(
          (one) =>
            html`<button
              type="button"
              @click=${() => {
                session.removeCalibration(one);
                endCalibration(session);
              }}
            >
              ${t('Back to what the file says')}
            </button>`,
        )}
      </div>
      ${isRefused ? nothing : notesView(draft, proposal)}
    </form>
  </section>`;
};

/** Another object: with the size that is most usual of it, or none. What is drawn stays where it means the same. */
const begunWith = (method: CalibrationMethod, draft: CalibrationDraft): Partial<CalibrationDraft> => {
  const [form = draft.form] = FORMS_OF[method];
  const kept = FORMS_OF[method].includes(draft.form) ? draft.form : form;
  const points = kept === draft.form ? draft.points : [];
  const gauge = NEEDLE_GAUGES.find((one) => one.gauge === FIRST_GAUGE);
  const sized = method === 'catheter' ? frenchSize(6) : method === 'needle' && gauge ? gaugeSize(gauge) : NO_SIZE;
  return { method, form: kept, points, ...sized };
};

type Sized = Pick<CalibrationDraft, 'size' | 'sizeSigma' | 'designation'>;

const NO_SIZE: Sized = { size: null, sizeSigma: null, designation: null };

const frenchSize = (french: number): Sized => ({
  size: french * MM_PER_FRENCH,
  sizeSigma: french * MM_PER_FRENCH * CATHETER_SIGMA,
  designation: `${String(french)} F`,
});

const gaugeSize = (gauge: (typeof NEEDLE_GAUGES)[number]): Sized => ({
  size: gauge.outerDiameter,
  sizeSigma: gaugeSigma(gauge),
  designation: `${String(gauge.gauge)} G`,
});

const sizeFields = (draft: CalibrationDraft, change: Change): TemplateResult => {
  const { method, size, sizeSigma } = draft;
  const unit = method === 'entered' ? t('mm a pixel') : 'mm';
  return html`<div class="fields">
    ${method === 'catheter' ? numberField('French size', 'F', size === null ? null : size / MM_PER_FRENCH, (french) => change(frenchSize(french))) : nothing}
    ${
      method === 'needle'
        ? html`<label
            >${t('Gauge')}
            <select
              aria-label=${t('Needle gauge')}
              @change=${(event: Event) => {
                const { value } = event.target as HTMLSelectElement;
                const gauge = NEEDLE_GAUGES.find((one) => String(one.gauge) === value);
                if (gauge) change(gaugeSize(gauge));
              }}
            >
              ${NEEDLE_GAUGES.map((one) => html`<option value=${one.gauge} .selected=${draft.designation === `${String(one.gauge)} G`}>${one.gauge} G</option>`)}
            </select></label
          >`
        : nothing
    }
    ${numberField(SIZE_LABELS[method], unit, size, (mm) =>
      change({ size: mm, designation: null, sizeSigma: method === 'entered' ? sizeSigma : mm * shareOf(draft) }),
    )}
    ${numberField(
      'Known to, one standard deviation',
      `${unit} σ`,
      sizeSigma,
      (sigma) => change({ sizeSigma: sigma }),
      () => change({ sizeSigma: null }),
    )}
  </div>`;
};

const SIZE_LABELS: Readonly<Record<CalibrationMethod, Text>> = {
  catheter: 'Outer diameter',
  needle: 'Outer diameter',
  ruler: 'Between the marks',
  sphere: 'Diameter',
  entered: 'Between columns',
};

/** How well a size is known that is entered by itself, as a share of it: as well as the one before, else as its kind. */
const shareOf = ({ method, size, sizeSigma }: CalibrationDraft): number =>
  size !== null && sizeSigma !== null ? sizeSigma / size : method === 'catheter' ? CATHETER_SIGMA : OBJECT_SIGMA;

const formField = ({ method, form }: CalibrationDraft, change: Change): TemplateResult | typeof nothing =>
  FORMS_OF[method].length < 2
    ? nothing
    : html`<label
        ><span>${t('Drawn as')}</span>
        <select
          aria-label=${t('Drawn as')}
          @change=${(event: Event) => {
            change({ form: (event.target as HTMLSelectElement).value as ObjectForm, points: [], pointSigma: null });
          }}
        >
          ${FORMS_OF[method].map((one) => html`<option value=${one} .selected=${one === form}>${t(FORMS[one].name)}</option>`)}
        </select></label
      >`;

const hintFor = ({ method, form }: CalibrationDraft): string => {
  if (method === 'entered') return t('Without its uncertainty the scale counts as exact.');
  if (method === 'ruler')
    return t('Drag from one mark to the other. Lying obliquely to the picture, a ruler looks too short.');
  const { hint } = FORMS[form];
  return t(hint ?? 'Zoom in. Drag from one edge of the shaft straight across to the other.');
};

const significant = (value: number): string => String(Number(value.toPrecision(3)));

/** What must be seen before the scale is taken. */
const resultView = (draft: CalibrationDraft, { made, extent, difference }: CalibrationProposal): TemplateResult => {
  const { scale, scaleSigma } = made;
  const across =
    draft.method === 'ruler' ? '{px} px long' : draft.method === 'sphere' ? '{px} px across' : '{px} px wide';
  return html`
    <p>
      ${extent === null ? '' : `${t(across, { px: extent.toFixed(1) })}: `}<b>${t('{mm} mm a pixel', { mm: significant(scale.betweenColumns) })}</b>,
      ${scaleSigma === undefined ? t('scale taken as exact') : rich(t('scale {spread} (95 %)'), { spread: html`<b>${scaleSpread(scaleSigma)}</b>` })}
    </p>
    ${difference?.isContradiction ? html`<p class="conflict">${capital(said(difference.text))}.</p>` : nothing}
  `;
};

const notesView = (draft: CalibrationDraft, proposal: CalibrationProposal): TemplateResult => {
  const { byMarking, bySize, difference, aspect } = proposal;
  const parts = [
    ...(byMarking === null ? [] : [t('{spread} by the marking', { spread: scaleSpread(byMarking) })]),
    ...(bySize === null ? [] : [t('{spread} by the size', { spread: scaleSpread(bySize) })]),
  ];
  const isShaftLine = draft.form === 'line' && draft.method !== 'ruler';
  const notes = [
    ...(difference?.isContradiction
      ? []
      : [difference ? `${capital(said(difference.text))}.` : t('The file says nothing of the scale.')]),
    ...(parts.length > 1 ? [`${parts.join(', ')}.`] : []),
    ...((byMarking ?? 0) > COARSE
      ? [
          isShaftLine
            ? t('A few pixels give a coarse scale. Zoom in and mark again, mark both edges, or take a larger object.')
            : t('A few pixels give a coarse scale. Zoom in and mark again, or take a larger object.'),
        ]
      : []),
    ...(aspect === null
      ? []
      : [
          t('By the file a pixel is {ratio} times as high as it is wide: that is kept.', {
            ratio: significant(aspect),
          }),
        ]),
  ];
  return html`${notes.map((note) => html`<p class="reminder">${note}</p>`)}`;
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** What stands over a field, where its name is too long for that. */
const SHORT_LABELS: Readonly<Partial<Record<Text, Text | '±'>>> = {
  'French size': 'French',
  'Outer diameter': 'Outer ⌀',
  'Known to, one standard deviation': '±',
};

const shortOf = (label: Text): string => {
  const short = SHORT_LABELS[label] ?? label;
  return short === '±' ? short : t(short);
};

/** As much of a number as anybody types; a third of a millimetre isn't spelt out. */
const typedText = (value: number): string => String(Number(value.toPrecision(5)));

/** A number with its unit, taken as it is typed: a press on the picture doesn't take the focus away, and so ends no entry. */
const numberField = (
  label: Text,
  unit: string,
  value: number | null,
  changed: (value: number) => void,
  cleared?: () => void,
): TemplateResult =>
  html`<label
    >${shortOf(label)} (${unit})
    <input
      type="number"
      inputmode="decimal"
      step="any"
      min="0"
      aria-label="${t(label)} (${unit})"
      .value=${value === null ? '' : typedText(value)}
      @input=${(event: Event) => {
        const input = event.target as HTMLInputElement;
        const entered = Number(input.value);
        if (input.value.trim() === '' && !input.validity.badInput) cleared?.();
        else if (Number.isFinite(entered) && entered > 0) changed(entered);
      }}
      @change=${(event: Event) => {
        // What can't be taken isn't left standing.
        (event.target as HTMLInputElement).value = value === null ? '' : typedText(value);
      }}
  /></label>`;
