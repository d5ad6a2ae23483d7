import { html, nothing, type TemplateResult } from 'lit';
import type { ImageSeries } from '../image/series.ts';
import type { Sample } from './open.ts';
import { personName } from '../image/person-name.ts';
import { t } from '../words/words.ts';

export interface HeaderOptions {
  readonly series: ImageSeries | null;
  readonly samples: readonly Sample[];
  /** The sample that is open; null when the reader's own images are. */
  readonly openSample: Sample | null;
  readonly onSample: (sample: Sample) => void;
  readonly onFiles: (files: readonly File[]) => void;
  readonly onFolder: () => void;
}

const dateOf = (date: string): string =>
  /^\d{8}$/.test(date) ? `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}` : date;

const banner = (series: ImageSeries | null): TemplateResult | typeof nothing => {
  const instance = series?.instances[0];
  if (!instance) return nothing;
  const { patient, studyDate } = instance;
  const details = [
    patient.id,
    patient.birthDate && t('born {date}', { date: dateOf(patient.birthDate) }),
    patient.sex,
    studyDate && t('study of {date}', { date: dateOf(studyDate) }),
  ];
  return html`${personName(patient.name)}<small>${details.filter(Boolean).join(' · ')}</small>`;
};

/** Brand, patient banner, and what opens images. */
export const headerView = ({
  series,
  samples,
  openSample,
  onSample,
  onFiles,
  onFolder,
}: HeaderOptions): TemplateResult => {
  const pick = (event: Event): void => {
    const header = (event.target as HTMLElement).closest('header');
    header?.querySelector<HTMLInputElement>('input[type=file]')?.click();
  };
  const picked = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    const files = [...(input.files ?? [])];
    // So that the same file can be picked again.
    input.value = '';
    onFiles(files);
  };
  const chosen = (event: Event): void => {
    const sample = samples.find(({ id }) => id === (event.target as HTMLSelectElement).value);
    if (sample) onSample(sample);
  };
  return html`<header part="header">
    <span class="brand"
      ><svg viewBox="0 0 24 24" aria-hidden="true">
        <circle cx="14" cy="14" r="8" />
        <path d="M2 2 L13 13" /></svg
      >TipCheck</span
    >
    <span class="patient" aria-label=${t('Patient')}>${banner(series)}</span>
    ${
      samples.length > 0
        ? html`<select aria-label=${t('Sample')} @change=${chosen}>
            ${openSample ? nothing : html`<option value="" selected disabled>${t('Samples…')}</option>`}
            ${samples.map(
              ({ id, title }) => html`<option value=${id} .selected=${id === openSample?.id}>${title}</option>`,
            )}
          </select>`
        : nothing
    }
    <button @click=${pick}>${t('Open files')}</button>
    <input type="file" multiple tabindex="-1" aria-label=${t('Files to open')} @change=${picked} />
    <button @click=${onFolder}>${t('Open folder')}</button>
  </header>`;
};
