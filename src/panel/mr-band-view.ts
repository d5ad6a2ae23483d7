import { html, nothing, type TemplateResult } from 'lit';
import type { AssessedBand } from '../assess/assessed-band.ts';
import type { Assessment } from '../assess/assessment.ts';
import type { ArtefactBand, Confirmation } from '../confirmation/record.ts';
import { sideText } from '../report/wording.ts';
import type { Session } from '../session/session.ts';
import { say, t } from '../words/words.ts';
import { presetSelect } from './preset-select.ts';
import { rich } from './rich.ts';

/** What was measured of some needle, in some sequence: to begin with, never one's own needle. Means with twice their standard deviation. */
const EXPERIMENT = '“Precision of MRI guided needle placement”, an 18 G needle in a phantom at 1.0 T';
const PRESETS = [
  {
    name: 'Gradient echo, 18 G, 1.0 T: 2.5 ± 1.2 mm short',
    value: { from: -4.9, to: -0.1 },
    source: `${EXPERIMENT}, four readers: mean 2.5 mm, SD 1.2, needle seen too long (abstract read)`,
  },
  {
    name: 'Turbo spin echo, 18 G, 1.0 T: 1.8 ± 2.3 mm short',
    value: { from: -6.4, to: 2.8 },
    source: `${EXPERIMENT}, four readers: mean 1.8 mm, SD 2.3, needle seen too long (abstract read)`,
  },
  {
    name: 'Widest reported: up to 10 mm either way',
    value: { from: -10, to: 10 },
    source:
      'Reports of 5 to 10 mm between the two ends, by sequence, frequency-encode direction and angle to the field (seen as abstracts; what it depends on: Lewin et al., AJR 1996;166:1337)',
  },
] as const satisfies readonly { readonly name: string; readonly value: ArtefactBand; readonly source: string }[];

const isSame = (a: ArtefactBand, b: ArtefactBand | undefined): boolean =>
  b !== undefined && a.from === b.from && a.to === b.to && a.across === b.across;

/** Where the metal tip may lie from the end of the void. Offered in MR, and wherever a record has such a band. */
export const mrBandView = (session: Session, record: Confirmation, assessment: Assessment): TemplateResult | null => {
  const { tip, space } = record;
  const band = tip?.artefactBand;
  const isMr = session.imageOf(record)?.series.modality === 'MR';
  if (!tip || space.kind !== 'patient' || (!isMr && !band) || (session.readOnly.value && !band)) return null;
  const set = (next: ArtefactBand | null): boolean => {
    session.dispatch({ kind: 'set-artefact-band', band: next });
    return !next || isSame(next, session.active.peek()?.tip?.artefactBand);
  };
  const preset = PRESETS.find(({ value }) => isSame(value, band));
  return html`<section class="modality" aria-label=${t('Void and metal tip')}>
    <h2>${t('Void and metal tip')}</h2>
    ${session.readOnly.value ? html`<p>${bandText(band)}</p>` : fields(session, band, set)}
    <div class="row">
      ${session.readOnly.value ? nothing : presetSelect<ArtefactBand>(t('Artefact band as published'), PRESETS, (value) => isSame(value, band), set)}
      ${
        band && !session.readOnly.value
          ? html`<button
              class="quiet"
              title=${t('Nothing is known of the void')}
              @click=${() => {
                set(null);
              }}
            >
              ${t('Not known')}
            </button>`
          : nothing
      }
    </div>
    ${assessment.artefactBand ? effectText(assessment.artefactBand) : nothing}
    ${preset ? html`<p class="reminder">${t('{source}. Yours may differ.', { source: preset.source })}</p>` : nothing}
  </section>`;
};

const WRONG =
  'The band was not taken: the first number must be less than the second, both within ±100 mm, and the third more than 0.';

/** Both ends are entered in the plain direction: how far short of the void the metal ends. */
const fields = (
  session: Session,
  band: ArtefactBand | undefined,
  set: (band: ArtefactBand) => boolean,
): TemplateResult =>
  html`<form
    class="band"
    novalidate
    @submit=${(event: SubmitEvent) => {
      event.preventDefault();
    }}
    @change=${(event: Event) => {
      const form = event.currentTarget as HTMLFormElement;
      const [least, most, across] = NAMES.map((name) => numberIn(form, name));
      // Both ends are needed: until then nothing is a band.
      if (least === undefined || most === undefined) return;
      if (set({ from: 0 - most, to: 0 - least, ...(across !== undefined && { across }) })) return;
      session.tell(WRONG);
      // What can't be taken isn't left standing.
      for (const name of NAMES) inputIn(form, name).value = shownOf(band)[name];
    }}
  >
    ${rich(
      t(
        'The metal tip ends {least} to {most} mm short of the end of the void (negative: beyond it), up to {across} mm beside the shaft.',
      ),
      {
        least: field('least', t('Metal tip short of the end of the void, at least'), band),
        most: field('most', t('Metal tip short of the end of the void, at most'), band),
        across: field('across', t('Metal tip beside the shaft, at most'), band),
      },
    )}
  </form>`;

const bandText = (band: ArtefactBand | undefined): string => {
  const { least, most, across } = shownOf(band);
  const along = t('The metal tip ends {least} to {most} mm short of the end of the void', { least, most });
  return across === '' ? `${along}.` : `${along}, ${t('up to {across} mm beside the shaft', { across })}.`;
};

const NAMES = ['least', 'most', 'across'] as const;
type Name = (typeof NAMES)[number];

const shownOf = (band: ArtefactBand | undefined): Readonly<Record<Name, string>> => ({
  least: band ? String(0 - band.to) : '',
  most: band ? String(0 - band.from) : '',
  across: band?.across === undefined ? '' : String(band.across),
});

const field = (name: Name, label: string, band: ArtefactBand | undefined): TemplateResult =>
  html`<input
    type="number"
    inputmode="decimal"
    step="any"
    name=${name}
    aria-label="${label} (mm)"
    title="${label} (mm)"
    .value=${shownOf(band)[name]}
  />`;

const inputIn = (form: HTMLFormElement, name: Name): HTMLInputElement =>
  form.elements.namedItem(name) as HTMLInputElement;

const numberIn = (form: HTMLFormElement, name: Name): number | undefined => {
  const text = inputIn(form, name).value.trim();
  return text === '' || !Number.isFinite(Number(text)) ? undefined : Number(text);
};

const effectText = ({ ends, signedDistance }: AssessedBand): TemplateResult => html`
  ${ends ? nothing : html`<p class="effect">${t('Mark the shaft: without the needle’s direction the band counts in all directions.')}</p>`}
  ${
    signedDistance?.innermost.interval && signedDistance.outermost.interval
      ? html`<p class="effect">
          ${rich(t('With the marking error: between {innermost} and {outermost} the target surface (95 %).'), {
            innermost: html`<b>${sideText(signedDistance.innermost.interval[0], say)}</b>`,
            outermost: html`<b>${sideText(signedDistance.outermost.interval[1], say)}</b>`,
          })}
        </p>`
      : nothing
  }
`;
