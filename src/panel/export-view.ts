import { html, nothing, type TemplateResult } from 'lit';
import type { ExportDraft } from './export-draft.ts';

const REMOVED = [
  'names, birth date, sex, age, numbers and addresses of the patient; accession and study numbers',
  'people, institutions, stations and serial numbers',
  'descriptions, comments and every other free text',
  'private attributes, curves, and whatever is not known to be harmless',
] as const;

const countOf = (count: number, what: string): string => `${String(count)} ${what}${count === 1 ? '' : 's'}`;

const numbersOf = (images: readonly number[], all: number): string =>
  images.length === all
    ? 'all images'
    : `${images.length === 1 ? 'image' : 'images'} ${images.slice(0, 8).join(', ')}${images.length > 8 ? `, … (${String(images.length)})` : ''}`;

const checked = (event: Event): boolean => (event.target as HTMLInputElement).checked;

const statusText = (draft: ExportDraft): string => {
  const phase = draft.phase.value;
  switch (phase.kind) {
    case 'looking':
      return `Looking at image ${String(phase.done)} of ${String(draft.images)}`;
    case 'writing':
      return `Writing image ${String(phase.done)} of ${String(draft.images)}`;
    case 'saved':
      return 'Saved.';
    case 'failed':
      return `Nothing was exported: ${phase.message}.`;
    case 'looked':
      return draft.isReady.value ? 'Ready.' : 'Look at the images named above, then confirm each line.';
  }
};

/** What somebody has to look at before the images leave the house, line by line. */
const findingsView = (draft: ExportDraft): TemplateResult | typeof nothing => {
  const { findings, leftOut } = draft.inspection.value;
  if (findings.length + leftOut.length === 0) return nothing;
  return html`<fieldset class="findings">
    <legend>To be looked at</legend>
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
          I have looked: ${finding.reason} (${numbersOf(finding.images, draft.images)})</label
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
          Leave out image ${one.image}, which can’t be exported: ${one.message}</label
        >`,
    )}
  </fieldset>`;
};

/** Images, confirmations and reports as an archive that tells nobody whose they are. */
export const exportView = (draft: ExportDraft, close: () => void): TemplateResult => html`
  <h2>Export without patient data</h2>
  <p>
    ${countOf(draft.images, 'image')} and ${countOf(draft.records, 'confirmation')}, as a zip. Every UID is replaced;
    images and confirmations still belong together. Removed or replaced are:
  </p>
  <ul>
    ${REMOVED.map((what) => html`<li>${what}</li>`)}
  </ul>
  <p>The pixels stay as they are: writing in the pictures is not removed.</p>
  <fieldset>
    <legend>Dates and times</legend>
    <label
      ><input
        type="radio"
        name="dates"
        .checked=${draft.dates.value === 'shifted'}
        @change=${() => (draft.dates.value = 'shifted')}
      />
      Shift all by one random span of years: intervals stay true</label
    >
    <label
      ><input
        type="radio"
        name="dates"
        .checked=${draft.dates.value === 'removed'}
        @change=${() => (draft.dates.value = 'removed')}
      />
      Remove them</label
    >
  </fieldset>
  <label
    ><input
      type="checkbox"
      .checked=${draft.keepOverlays.value}
      @change=${(event: Event) => (draft.keepOverlays.value = checked(event))}
    />
    Keep overlay graphics, which may be writing</label
  >
  ${findingsView(draft)}
  <p role="status" aria-label="Export">${statusText(draft)}</p>
  <div class="row">
    <button ?disabled=${!draft.isReady.value} @click=${() => void draft.write()}>Save zip</button>
    <button @click=${close}>Close</button>
  </div>
`;
