import { effect } from '@preact/signals-core';
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { reportPage, type ReportPage } from '../report/page/page.ts';
import type { ImageOnPage } from '../report/page/facts.ts';
import type { PagePicture } from '../report/picture/picture.ts';
import { reportCsv, reportJson } from '../report/summary.ts';
import { isRefused, refused, type Refused } from '../confirmation/record.ts';
import type { DataSet } from '../report/dicom/data-set.ts';
import { encodeFile } from '../report/dicom/encode.ts';
import type { SourceImages } from '../report/dicom/sources.ts';
import { archiveWords } from '../session/archive-state.ts';
import { clockZone } from '../session/clock-zone.ts';
import { captureObjects, pageObject, type ExtraRequest } from '../session/report-extras.ts';
import type { ReportStoring } from '../session/report-storing.ts';
import type { AssessedCase } from '../session/session.ts';
import { language, said, t } from '../words/words.ts';
import { pictureCanvases } from './picture-canvases.ts';
import { openPrintRoot, type PrintRoot } from './print-root.ts';
import { reportPageStyles } from './report-page-styles.ts';
import { pageView, type CanvasOf } from './report-page-view.ts';
import { saveFile } from './save-file.ts';
import { screenPixels } from './screen-pixels.ts';
import { theme } from './theme.ts';

/** What the dialog asks of whoever shows the images: it knows neither viewports nor files. */
export interface ReportParts {
  /** The image that the marks of a confirmation are on, where it is open. */
  imageOf(one: AssessedCase): ImageOnPage | null;
  /** The pictures of a confirmation: the view where it shows it now, else made from its images, or why there is none. */
  picturesOf(one: AssessedCase): Promise<readonly PagePicture[]>;
  /** The view with its marks as a PNG; null where nothing is shown. */
  viewPng(): Promise<Uint8Array | null>;
  /** The images that objects of a confirmation refer to, or why there are none. */
  sourcesOf(one: AssessedCase): SourceImages | Refused;
  /** Where objects can be stored; null where they can't. */
  readonly storing: ReportStoring | null;
}

const NO_PICTURE: PagePicture = { kind: 'none', reason: 'No picture: it could not be made.' };

/**
 * `<tipcheck-report>`: a page for each confirmation of the study, to read, to save and to print. Properties `reported`, `parts` and `exports`; fires
 * `tipcheck-report-close`, and `tipcheck-report-export` where an export without patient data is asked for.
 */
export class ReportElement extends LitElement {
  static override properties = {
    reported: { attribute: false },
    parts: { attribute: false },
    exports: { attribute: false },
    pictures: { state: true },
    trouble: { state: true },
    wantsCapture: { state: true },
    wantsPage: { state: true },
    stored: { state: true },
  };

  declare reported: readonly AssessedCase[];
  declare parts: ReportParts | null;
  /** Whether there are images that can be exported without patient data. */
  declare exports: boolean;
  /** By record. */
  declare pictures: ReadonlyMap<string, readonly PagePicture[]>;
  declare trouble: string | null;
  /** What is to be stored beside the reports. */
  declare wantsCapture: boolean;
  declare wantsPage: boolean;
  /** What came of storing, in words; null before. */
  declare stored: string | null;

  /** When the report was opened: what stands on its pages. */
  readonly #openedAt = new Date();
  readonly #onScreen: CanvasOf = pictureCanvases();
  readonly #onPaper: CanvasOf = pictureCanvases();
  #printRoot: PrintRoot | null = null;
  /** Its controls follow the page's language; the pages of the report don't. */
  #stopListening: (() => void) | null = null;

  constructor() {
    super();
    this.reported = [];
    this.parts = null;
    this.exports = true;
    this.pictures = new Map();
    this.trouble = null;
    this.wantsCapture = false;
    this.wantsPage = false;
    this.stored = null;
  }

  static override styles = [
    theme,
    reportPageStyles,
    css`
      .row {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        position: sticky;
        bottom: -16px;
        padding: 10px 0;
        background: var(--tc-surface);
      }
      /* Above little room it would cover what it stands under. */
      @media (max-height: 560px), (max-width: 560px) {
        .row {
          position: static;
        }
        .page {
          padding: 12px;
        }
      }
      h2 {
        margin: 0 0 10px;
        font-size: 16px;
      }
      fieldset {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 6px 16px;
        margin: 12px 0 0;
        border: 1px solid var(--tc-line);
        border-radius: 8px;
      }
      fieldset label {
        display: flex;
        align-items: center;
        gap: 6px;
        min-height: 24px;
      }
      [role='alert'] {
        color: var(--tc-outside);
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.#printRoot = openPrintRoot();
    this.#stopListening = effect(() => {
      language();
      this.requestUpdate();
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopListening?.();
    this.#stopListening = null;
    this.#printRoot?.dispose();
    this.#printRoot = null;
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('parts') && this.parts) for (const one of this.reported) void this.#picture(one, this.parts);
    this.#printRoot?.show(html`${this.#pages(this.#onPaper)}`);
  }

  async #picture(one: AssessedCase, parts: ReportParts): Promise<void> {
    const pictures = await parts.picturesOf(one).catch((): readonly PagePicture[] => [NO_PICTURE]);
    this.pictures = new Map([...this.pictures, [one.record.id, pictures]]);
  }

  #pageOf(one: AssessedCase): ReportPage {
    return reportPage(one, { printedAt: this.#openedAt, image: this.parts?.imageOf(one) });
  }

  #pages(canvasOf: CanvasOf): readonly TemplateResult[] {
    return this.reported.map((one) => pageView(this.#pageOf(one), this.pictures.get(one.record.id) ?? null, canvasOf));
  }

  protected override render(): TemplateResult {
    const areAllThere = this.reported.every(({ record }) => this.pictures.has(record.id));
    return html`
      <h2>${t('Report')}</h2>
      ${this.#pages(this.#onScreen)} ${this.#archive(areAllThere)}
      <div class="row">
        ${this.trouble === null ? nothing : html`<p role="alert">${said(this.trouble)}</p>`}
        <button class="primary" ?disabled=${!areAllThere} @click=${() => this.#try(() => this.#savePdf())}>
          ${t('Save PDF')}
        </button>
        <button title=${t('The view as the screen shows it now')} @click=${() => this.#try(() => this.#savePng())}>
          ${t('Save PNG of the view')}
        </button>
        <button ?disabled=${!areAllThere} @click=${() => this.#try(() => this.#saveCaptures())}>
          ${t('Save secondary capture (DICOM)')}
        </button>
        <button @click=${() => this.#try(() => this.#saveReports())}>${t('Save report (DICOM SR)')}</button>
        <button @click=${() => this.#try(() => this.#saveCsv())}>${t('Save CSV')}</button>
        <button
          @click=${() => {
            saveFile('tipcheck-report.json', 'application/json', reportJson(this.reported, { savedAt: new Date() }));
          }}
        >
          ${t('Save JSON')}
        </button>
        <button
          ?disabled=${!areAllThere}
          @click=${() => {
            print();
          }}
        >
          ${t('Print')}
        </button>
        ${
          this.exports
            ? html`<button
                @click=${() => this.dispatchEvent(new CustomEvent('tipcheck-report-export', { bubbles: true, composed: true }))}
              >
                ${t('Export without patient data…')}
              </button>`
            : nothing
        }
        <button
          @click=${() => this.dispatchEvent(new CustomEvent('tipcheck-report-close', { bubbles: true, composed: true }))}
        >
          ${t('Close')}
        </button>
      </div>
    `;
  }

  /** Where reports can be stored: what else is stored is the reader's choice each time. */
  #archive(areAllThere: boolean): TemplateResult | typeof nothing {
    const storing = this.parts?.storing;
    if (!storing) return nothing;
    const choice = (label: string, isChosen: boolean, choose: (chosen: boolean) => void): TemplateResult =>
      html`<label
        ><input
          type="checkbox"
          .checked=${isChosen}
          @change=${(event: Event) => {
            choose((event.target as HTMLInputElement).checked);
          }}
        />${label}</label
      >`;
    return html`<fieldset>
      <legend>${t('Archive')}</legend>
      ${choice(t('Also store a secondary capture'), this.wantsCapture, (chosen) => (this.wantsCapture = chosen))}
      ${choice(t('Also store the PDF (encapsulated)'), this.wantsPage, (chosen) => (this.wantsPage = chosen))}
      <button ?disabled=${!areAllThere} @click=${() => this.#try(() => this.#store(storing))}>
        ${t('Store in the archive')}
      </button>
      <span role="status" aria-label=${t('Stored')}>${this.stored === null ? nothing : said(this.stored)}</span>
    </fieldset>`;
  }

  async #store(storing: ReportStoring): Promise<void> {
    this.stored = 'Storing…';
    const problems: string[] = [];
    const extras = async (request: ExtraRequest): Promise<readonly DataSet[]> => {
      const one = this.reported.find(({ record }) => record.id === request.record.id);
      if (!one) return [];
      const captures = this.wantsCapture ? await this.#capturesOf(one, request) : [];
      if (isRefused(captures)) problems.push(captures.message);
      const page = this.wantsPage ? [pageObject(request, await this.#pdfOf([one]))] : [];
      return [...(isRefused(captures) ? [] : captures), ...page];
    };
    const refusals = await storing.storeAll({ extras: this.wantsCapture || this.wantsPage ? extras : null });
    problems.push(...refusals.map(({ message }) => message));
    const waiting = storing.extrasWaiting.map(({ problem }) => problem?.message ?? 'waiting for the archive');
    const states = this.reported.map(({ record }) => storing.stateOf(record)).filter(({ kind }) => kind !== 'stored');
    const missing = [...problems, ...states.map((state) => archiveWords(state, new Date())), ...waiting];
    this.stored =
      missing.length === 0 ? 'Stored in the archive' : `Not all is stored: ${[...new Set(missing)].join('; ')}`;
  }

  /** The view as it shows the confirmation now. */
  async #capturesOf(one: AssessedCase, request: ExtraRequest): Promise<readonly DataSet[] | Refused> {
    const shown = (this.pictures.get(one.record.id) ?? []).filter((picture) => picture.kind === 'png');
    if (shown.length === 0)
      return refused(
        'not-shown',
        'it is a picture of the screen, which does not show the tip of this confirmation. Close the report, press “Jump” beside the tip, and save again',
      );
    const said = captureWords(this.#pageOf(one));
    const pixels = await Promise.all(shown.map((picture) => screenPixels(picture, said)));
    return captureObjects(
      request,
      pixels.filter((one) => one !== null),
    );
  }

  async #saveCaptures(): Promise<void> {
    const writtenAt = new Date();
    const files: Uint8Array[] = [];
    let reason = 'there is none to be taken';
    for (const one of this.reported) {
      const images = this.parts?.sourcesOf(one);
      const made =
        !images || isRefused(images)
          ? images
          : await this.#capturesOf(one, {
              record: one.record,
              images,
              writtenAt,
              zone: clockZone(images[0].attributes, writtenAt),
            });
      if (made && isRefused(made)) reason = made.message;
      else for (const dataSet of made ?? []) files.push(encodeFile(dataSet));
    }
    saveEach('tipcheck-capture', files);
    if (files.length === 0) this.trouble = `No secondary capture: ${reason.replace(/\.$/, '')}.`;
  }

  /** The structured reports alone; what goes with them in an archive is stored there. */
  async #saveReports(): Promise<void> {
    const { writeReport } = await import('../report/sr/document.ts');
    const writtenAt = new Date();
    const files = this.reported.map((one) => {
      const { record, assessment } = one;
      const images = this.parts?.sourcesOf(one);
      if (!images || isRefused(images)) return images;
      const zone = clockZone(images[0].attributes, writtenAt);
      return encodeFile(writeReport(record, assessment, images, { writtenAt, zone }));
    });
    saveEach(
      'tipcheck-report',
      files.filter((file) => file instanceof Uint8Array),
    );
    const refusals = files.flatMap((file) => (file && isRefused(file) ? [file.message] : []));
    if (refusals.length > 0) this.trouble = `Not every report is saved: ${refusals.join('; ')}.`;
  }

  #try(action: () => Promise<void>): void {
    this.trouble = null;
    action().catch(() => {
      this.trouble = 'It could not be saved: what writes it could not be loaded, or failed.';
    });
  }

  async #savePdf(): Promise<void> {
    saveFile('tipcheck-report.pdf', 'application/pdf', await this.#pdfOf(this.reported));
  }

  async #pdfOf(reported: readonly AssessedCase[]): Promise<Uint8Array> {
    const { pdfOfPages } = await import('../report/pdf/report-pdf.ts');
    const pages = reported.map((one) => ({
      page: this.#pageOf(one),
      pictures: this.pictures.get(one.record.id) ?? [NO_PICTURE],
    }));
    return pdfOfPages(pages, { printedAt: this.#openedAt });
  }

  async #savePng(): Promise<void> {
    const png = await this.parts?.viewPng();
    if (png) saveFile('tipcheck-view.png', 'image/png', png);
    else this.trouble = 'There is no view to save.';
  }

  async #saveCsv(): Promise<void> {
    // Excel takes a file without a byte order mark for one of its own code page.
    saveFile('tipcheck-report.csv', 'text/csv', `\u{FEFF}${await reportCsv(this.reported, { savedAt: new Date() })}`);
  }
}

/** What stands under a picture that leaves its page: the verdict, what it rests on, and what this is. */
const captureWords = ({ verdict, measures, facts, caveats, foot }: ReportPage): readonly string[] => [
  `${verdict.word}. ${verdict.sentence}`,
  ...verdict.against,
  ...measures.slice(0, 2).map(({ label, value, spread }) => [label, value, spread].filter(Boolean).join(' ')),
  ...facts.filter(({ term }) => term === 'Tip').map(({ term, text }) => `${term}: ${text}`),
  ...caveats,
  ...foot,
];

/** DICOM files, numbered where there are several. */
const saveEach = (name: string, files: readonly Uint8Array[]): void => {
  files.forEach((bytes, index) => {
    const number = files.length > 1 ? `-${String(index + 1)}` : '';
    saveFile(`${name}${number}.dcm`, 'application/dicom', bytes);
  });
};

const defineReport = (): void => {
  if (!customElements.get('tipcheck-report')) customElements.define('tipcheck-report', ReportElement);
};

/** Every confirmation of the study, a page each. `exportWithoutPatient`: null where the host has no images of its own to export. */
export const reportView = (
  reported: readonly AssessedCase[],
  parts: ReportParts,
  close: () => void,
  exportWithoutPatient: (() => void) | null,
): TemplateResult => {
  defineReport();
  return html`<tipcheck-report
    .reported=${reported}
    .parts=${parts}
    .exports=${exportWithoutPatient !== null}
    @tipcheck-report-close=${close}
    @tipcheck-report-export=${exportWithoutPatient}
  ></tipcheck-report>`;
};
