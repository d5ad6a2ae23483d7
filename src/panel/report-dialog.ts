import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { reportPage, type ReportPage } from '../report/page/page.ts';
import type { ImageOnPage } from '../report/page/facts.ts';
import type { PagePicture } from '../report/picture/picture.ts';
import { reportCsv, reportJson } from '../report/summary.ts';
import type { AssessedCase } from '../session/session.ts';
import { pictureCanvases } from './picture-canvases.ts';
import { openPrintRoot, type PrintRoot } from './print-root.ts';
import { reportPageStyles } from './report-page-styles.ts';
import { pageView, type CanvasOf } from './report-page-view.ts';
import { saveFile } from './save-file.ts';
import { theme } from './theme.ts';

/** What the dialog asks of whoever shows the images: it knows neither viewports nor files. */
export interface ReportParts {
  /** The image that the marks of a confirmation are on, where it is open. */
  imageOf(one: AssessedCase): ImageOnPage | null;
  /** The pictures of a confirmation: the view where it shows it now, else made from its images, or why there is none. */
  picturesOf(one: AssessedCase): Promise<readonly PagePicture[]>;
  /** The view with its marks as a PNG; null where nothing is shown. */
  viewPng(): Promise<Uint8Array | null>;
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
  };

  declare reported: readonly AssessedCase[];
  declare parts: ReportParts | null;
  /** Whether there are images that can be exported without patient data. */
  declare exports: boolean;
  /** By record. */
  declare pictures: ReadonlyMap<string, readonly PagePicture[]>;
  declare trouble: string | null;

  /** When the report was opened: what stands on its pages. */
  readonly #openedAt = new Date();
  readonly #onScreen: CanvasOf = pictureCanvases();
  readonly #onPaper: CanvasOf = pictureCanvases();
  #printRoot: PrintRoot | null = null;

  constructor() {
    super();
    this.reported = [];
    this.parts = null;
    this.exports = true;
    this.pictures = new Map();
    this.trouble = null;
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
      h2 {
        margin: 0 0 10px;
        font-size: 16px;
      }
      [role='alert'] {
        color: var(--tc-outside);
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.#printRoot = openPrintRoot();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
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
      <h2>Report</h2>
      ${this.#pages(this.#onScreen)} ${this.trouble === null ? nothing : html`<p role="alert">${this.trouble}</p>`}
      <div class="row">
        <button class="primary" ?disabled=${!areAllThere} @click=${() => this.#try(() => this.#savePdf())}>
          Save PDF
        </button>
        <button @click=${() => this.#try(() => this.#savePng())}>Save PNG</button>
        <button @click=${() => this.#try(() => this.#saveCsv())}>Save CSV</button>
        <button
          @click=${() => {
            saveFile('tipcheck-report.json', 'application/json', reportJson(this.reported, { savedAt: new Date() }));
          }}
        >
          Save JSON
        </button>
        <button
          ?disabled=${!areAllThere}
          @click=${() => {
            print();
          }}
        >
          Print
        </button>
        ${
          this.exports
            ? html`<button
                @click=${() => this.dispatchEvent(new CustomEvent('tipcheck-report-export', { bubbles: true, composed: true }))}
              >
                Export without patient data…
              </button>`
            : nothing
        }
        <button
          @click=${() => this.dispatchEvent(new CustomEvent('tipcheck-report-close', { bubbles: true, composed: true }))}
        >
          Close
        </button>
      </div>
    `;
  }

  #try(action: () => Promise<void>): void {
    this.trouble = null;
    action().catch(() => {
      this.trouble = 'It could not be saved: what writes it could not be loaded, or failed.';
    });
  }

  async #savePdf(): Promise<void> {
    const { pdfOfPages } = await import('../report/pdf/report-pdf.ts');
    const pages = this.reported.map((one) => ({
      page: this.#pageOf(one),
      pictures: this.pictures.get(one.record.id) ?? [NO_PICTURE],
    }));
    saveFile('tipcheck-report.pdf', 'application/pdf', await pdfOfPages(pages, { printedAt: this.#openedAt }));
  }

  async #savePng(): Promise<void> {
    const png = await this.parts?.viewPng();
    if (png) saveFile('tipcheck-view.png', 'image/png', png);
    else this.trouble = 'There is no view to save.';
  }

  async #saveCsv(): Promise<void> {
    saveFile('tipcheck-report.csv', 'text/csv', await reportCsv(this.reported, { savedAt: new Date() }));
  }
}

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
