import { html, nothing, type TemplateResult } from 'lit';
import type { Text } from '../words/text.ts';
import { said, t } from '../words/words.ts';
import type { ExportDraft } from './export-draft.ts';

const REMOVED = [
  'names, birth date, sex, age, numbers and addresses of the patient; accession and study numbers',
  'people, institutions, stations and serial numbers',
  'descriptions, comments and every other free text',
  'private attributes, curves, and whatever is not known to be harmless',
] as const satisfies readonly Text[];

const numbersOf = (images: readonly number[], all: number): string =>
  images.length === all
    ? t('all images')
    : t(images.length === 1 ? 'image {numbers}' : 'images {numbers}', {
        numbers: `${images.slice(0, 8).join(', ')}${images.length > 8 ? `, … (${String(images.length)})` : ''}`,
      });

const checked = (event: Event): boolean => (event.target as HTMLInputElement).checked;

const statusText = (draft: ExportDraft): string => {
  const phase = draft.phase.value;
  switch (phase.kind) {
    case 'looking':
      return t('Looking at image {n} of {all}', { n: phase.done, all: draft.images });
    case 'writing':
      return t('Writing image {n} of {all}', { n: phase.done, all: draft.images });
    case 'saved':
      return t('Saved.');
    case 'failed':
      return t('Nothing was exported: {problem}.', { problem: said(phase.message) });
    case 'looked':
      return draft.isReady.value ? t('Ready.') : t('Look at the images named above, then confirm each line.');
  }
};

/** A count that goes on with every image isn't told, what comes of it is. */
const isUnderWay = (draft: ExportDraft): boolean => ['looking', 'writing'].includes(draft.phase.value.kind);

/** What somebody has to look at before the images leave the house, line by line. */
const findingsView = (draft: ExportDraft): TemplateResult | typeof nothing => {
  const { findings, leftOut } = draft.inspection.value;
  if (findings.length + leftOut.length === 0) return nothing;
  return html`<fieldset class="findings">
    <legend>${t('To be looked at')}</legend>
    ${findings.map(
      (finding) =>
        html`<label
          ><input
            type="checkbox"
            .checked=${draft.isConfirmed(finding)}
            @change=${(event: Event) => {
              draft.confirm(finding, checked(event));
            }}
          />
          ${t('I have looked: {reason}', { reason: said(finding.reason) })}
          (${numbersOf(finding.images, draft.images)})</label
        >`,
    )}
    ${leftOut.map(
      (one) =>
        html`<label
          ><input
            type="checkbox"
            .checked=${draft.isConfirmed(one)}
            @change=${(event: Event) => {
              draft.confirm(one, checked(event));
            }}
          />
          ${t('Leave out image {n}, which can’t be exported: {problem}', { n: one.image, problem: said(one.message) })}</label
        >`,
    )}
  </fieldset>`;
};

/** Images, confirmations and reports as an archive that tells nobody whose they are. */
export const exportView = (
  draft: ExportDraft,
  close: () => void,
  makeCase: (() => void) | null,
): TemplateResult => html`
  <h2>${t('Export without patient data')}</h2>
  <p>
    ${t(
      '{images} and {confirmations}, as a zip. Every UID is replaced; images and confirmations still belong together. Removed or replaced are:',
      {
        images: t(draft.images === 1 ? '{n} image' : '{n} images', { n: draft.images }),
        confirmations: t(draft.records === 1 ? '{n} confirmation' : '{n} confirmations', { n: draft.records }),
      },
    )}
  </p>
  <ul>
    ${REMOVED.map((what) => html`<li>${t(what)}</li>`)}
  </ul>
  <p>${t('The pixels stay as they are: writing in the pictures is not removed.')}</p>
  <fieldset>
    <legend>${t('Dates and times')}</legend>
    <label
      ><input
        type="radio"
        name="dates"
        .checked=${draft.dates.value === 'shifted'}
        @change=${() => (draft.dates.value = 'shifted')}
      />
      ${t('Shift all by one random span of years: intervals stay true')}</label
    >
    <label
      ><input
        type="radio"
        name="dates"
        .checked=${draft.dates.value === 'removed'}
        @change=${() => (draft.dates.value = 'removed')}
      />
      ${t('Remove them')}</label
    >
  </fieldset>
  <label
    ><input
      type="checkbox"
      .checked=${draft.keepOverlays.value}
      @change=${(event: Event) => (draft.keepOverlays.value = checked(event))}
    />
    ${t('Keep overlay graphics, which may be writing')}</label
  >
  ${findingsView(draft)}
  <p role="status" aria-label=${t('Export')} aria-live=${isUnderWay(draft) ? 'off' : 'polite'}>${statusText(draft)}</p>
  <div class="row">
    <button ?disabled=${!draft.isReady.value} @click=${() => void draft.write()}>${t('Save zip')}</button>
    ${makeCase ? html`<button @click=${makeCase}>${t('Make a teaching case…')}</button>` : nothing}
    <button @click=${close}>${t('Close')}</button>
  </div>
`;
