import type * as Pdf from 'pdf-lib';
import type { PDFDocument, PDFFont, PDFHexString, PDFName, PDFPage } from 'pdf-lib';
import { drawable, wrapped, type DrawnText, type Metrics } from './text.ts';

/** What is used of pdf-lib, which is loaded when a PDF is asked for. */
export type PdfLibrary = typeof Pdf;

/** Points, 72 an inch. */
export interface Paper {
  readonly width: number;
  readonly height: number;
}

export const PAPERS = {
  a4: { width: 595.28, height: 841.89 },
  letter: { width: 612, height: 792 },
} as const satisfies Readonly<Record<string, Paper>>;
export type PaperName = keyof typeof PAPERS;

export interface TextStyle {
  readonly size: number;
  readonly bold?: boolean;
  /** 0 black … 1 white. */
  readonly grey?: number;
}

export interface FontOnPage {
  readonly name: PDFName;
  encode(text: string): PDFHexString;
  widthOf(text: string, size: number): number;
}

const MARGIN = 40;
const FOOT = 46;
/** A line of text over its size. */
const LEADING = 1.28;

/**
 * Pages that are written from top to bottom. Positions count in points from the top-left corner of the page, downwards; PDF's own from the
 * bottom.
 */
export class Sheet {
  readonly library: PdfLibrary;
  readonly #document: PDFDocument;
  readonly #fonts: { readonly plain: PDFFont; readonly bold: PDFFont };
  readonly #metrics: { readonly plain: Metrics; readonly bold: Metrics };
  readonly #paper: Paper;
  /** What is written at the top of every page but the first. */
  readonly #continued: string;
  readonly pages: PDFPage[] = [];
  #turnedTo: PDFPage | null = null;
  /** Where the next thing is written. */
  y = MARGIN;
  /** Whether a text wasn't drawn as it was recorded. */
  isAnyLost = false;

  constructor(
    library: PdfLibrary,
    document: PDFDocument,
    fonts: { readonly plain: PDFFont; readonly bold: PDFFont },
    paper: Paper,
    continued: string,
  ) {
    this.library = library;
    this.#document = document;
    this.#fonts = fonts;
    this.#metrics = { plain: metricsOf(fonts.plain), bold: metricsOf(fonts.bold) };
    this.#paper = paper;
    this.#continued = continued;
    this.pages.push(this.#document.addPage([paper.width, paper.height]));
  }

  get left(): number {
    return MARGIN;
  }

  get width(): number {
    return this.#paper.width - 2 * MARGIN;
  }

  get height(): number {
    return this.#paper.height;
  }

  get bottom(): number {
    return this.#paper.height - FOOT - MARGIN / 2;
  }

  get page(): PDFPage {
    const page = this.#turnedTo ?? this.pages.at(-1);
    if (!page) throw new Error('a sheet has a page');
    return page;
  }

  /** Writes on a page that is done with. */
  onPage(page: PDFPage, write: () => void): void {
    this.#turnedTo = page;
    write();
    this.#turnedTo = null;
  }

  /** The PDF position of a place on the page. */
  up(y: number): number {
    return this.#paper.height - y;
  }

  /** Begins a page where less room than this is left. */
  room(height: number): void {
    if (this.y + height <= this.bottom) return;
    this.pages.push(this.#document.addPage([this.#paper.width, this.#paper.height]));
    this.y = MARGIN;
    this.text(this.#continued, this.left, { size: 8, grey: 0.35 });
    this.y += 6;
  }

  #font({ bold = false }: TextStyle): { readonly font: PDFFont; readonly metrics: Metrics } {
    return bold
      ? { font: this.#fonts.bold, metrics: this.#metrics.bold }
      : { font: this.#fonts.plain, metrics: this.#metrics.plain };
  }

  /** The lines of a text, before they are written. */
  lines(text: string, width: number, style: TextStyle): readonly DrawnText[] {
    return wrapped(text, width, style.size, this.#font(style).metrics);
  }

  widthOf(text: string, style: TextStyle): number {
    const { metrics } = this.#font(style);
    return metrics.widthOf(drawable(text, metrics).text, style.size);
  }

  /** A font by its name on the present page, for text that is drawn by operators. */
  fontOnPage(style: TextStyle): FontOnPage {
    const { font, metrics } = this.#font(style);
    return {
      name: this.page.node.newFontDictionary(font.name, font.ref),
      encode: (text) => font.encodeText(drawable(text, metrics).text),
      widthOf: (text, size) => metrics.widthOf(drawable(text, metrics).text, size),
    };
  }

  /** One line with its top at `y`. */
  line(drawn: DrawnText | string, x: number, y: number, style: TextStyle): void {
    const { font, metrics } = this.#font(style);
    const { text, recorded } = typeof drawn === 'string' ? drawable(drawn, metrics) : drawn;
    const { PDFHexString, PDFOperator, PDFOperatorNames, rgb } = this.library;
    if (recorded !== null) {
      this.isAnyLost = true;
      // Readers and searches get what was recorded (PDF 32000-1 14.9.4).
      const properties = `<</ActualText ${PDFHexString.fromText(recorded).toString()}>>`;
      this.page.pushOperators(PDFOperator.of(PDFOperatorNames.BeginMarkedContentSequence, ['/Span', properties]));
    }
    const { grey = 0 } = style;
    this.page.drawText(text, {
      x,
      y: this.up(y + style.size),
      size: style.size,
      font,
      color: rgb(grey, grey, grey),
    });
    if (recorded !== null) this.page.pushOperators(PDFOperator.of(PDFOperatorNames.EndMarkedContent));
  }

  /** A paragraph, over several pages where it must; returns with `y` below it. */
  text(text: string, x: number, style: TextStyle, width = this.left + this.width - x): void {
    for (const line of this.lines(text, width, style)) {
      this.room(style.size * LEADING);
      this.line(line, x, this.y, style);
      this.y += style.size * LEADING;
    }
  }

  heightOf(text: string, width: number, style: TextStyle): number {
    return this.lines(text, width, style).length * style.size * LEADING;
  }

  rule(y: number, from = this.left, to = this.left + this.width, thickness = 0.6, grey = 0.6): void {
    this.page.drawLine({
      start: { x: from, y: this.up(y) },
      end: { x: to, y: this.up(y) },
      thickness,
      color: this.library.rgb(grey, grey, grey),
    });
  }
}

const metricsOf = (font: PDFFont): Metrics => {
  const known = new Set(font.getCharacterSet());
  return { has: (codePoint) => known.has(codePoint), widthOf: (text, size) => font.widthOfTextAtSize(text, size) };
};
