import { SOFTWARE_NAME, SOFTWARE_VERSION } from '../dicom/equipment.ts';
import { reportPage, type ReportPage } from '../page/page.ts';
import { reportPictures, type PagePicture } from '../picture/picture.ts';
import { imageOfFile, type ReadImageFile } from '../picture/report-image.ts';
import { shownFrames } from '../picture/shown-frame.ts';
import type { Reported } from '../summary.ts';
import { drawFeet, drawPage, drawSignature } from './draw-page.ts';
import { PAPERS, Sheet, type PaperName } from './sheet.ts';

export interface PdfOptions {
  /** When the page is made: it stands on the page and in the file, and nothing else does. */
  readonly printedAt: Date;
  /** A4 where not told. */
  readonly paper?: PaperName;
}

/** One confirmation on paper. */
export interface PageWithPictures {
  readonly page: ReportPage;
  readonly pictures: readonly PagePicture[];
}

const LOST_NOTE =
  'Letters that this document’s font lacks are drawn without their marks, as “?” or by number (\\u…). Its text holds them as recorded; so do the images.';

/** A PDF of a page for each confirmation; further ones where it is long. The same pages and moment give the same bytes. */
export const pdfOfPages = async (
  pages: readonly PageWithPictures[],
  { printedAt, paper = 'a4' }: PdfOptions,
): Promise<Uint8Array> => {
  const library = await import('pdf-lib');
  const { PDFDocument, StandardFonts } = library;
  const document = await PDFDocument.create({ updateMetadata: false });
  document.setTitle(pages[0]?.page.title ?? '', { showInWindowTitleBar: true });
  document.setLanguage('en');
  document.setCreator(`${SOFTWARE_NAME} ${SOFTWARE_VERSION}`);
  document.setProducer(`${SOFTWARE_NAME} ${SOFTWARE_VERSION}`);
  document.setCreationDate(printedAt);
  document.setModificationDate(printedAt);
  const fonts = {
    plain: await document.embedFont(StandardFonts.Helvetica),
    bold: await document.embedFont(StandardFonts.HelveticaBold),
  };
  for (const { page, pictures } of pages) {
    const [patient, id] = page.patient;
    const continued = `${page.title}, continued · ${[patient, id].map((fact) => fact?.text ?? '').join(' · ')}`;
    const sheet = new Sheet(library, document, fonts, PAPERS[paper], continued);
    await drawPage(sheet, page, pictures);
    drawSignature(sheet, page, sheet.isAnyLost ? LOST_NOTE : null);
    drawFeet(sheet, page);
  }
  return document.save();
};

/**
 * The page of one confirmation as a PDF, its picture made from the image files: those that the record names, or all of its frame of
 * reference. A picture that can't be made is told of on the page.
 */
export const reportPdf = async (
  reported: Reported,
  files: readonly ReadImageFile[],
  options: PdfOptions,
): Promise<Uint8Array> => {
  const images = files.map(imageOfFile);
  const [shown] = shownFrames(reported.record, images);
  const image = shown && 'image' in shown ? { attributes: shown.image.attributes, frame: shown.frame } : null;
  const page = reportPage(reported, { printedAt: options.printedAt, image });
  return pdfOfPages([{ page, pictures: await reportPictures(reported, images) }], options);
};
