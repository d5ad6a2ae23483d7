import type { Fact } from '../page/facts.ts';
import type { LookLine, MeasureLine, PageVerdict, ReportPage } from '../page/page.ts';
import type { PagePicture } from '../picture/picture.ts';
import { drawPicture } from './draw-picture.ts';
import type { Sheet, TextStyle } from './sheet.ts';

const BODY: TextStyle = { size: 8.8 };
const STRONG: TextStyle = { size: 8.8, bold: true };
const SMALL: TextStyle = { size: 7.2, grey: 0.35 };
const HEADING: TextStyle = { size: 9.6, bold: true };
const GAP = 9;
const LINE = 1.28;

/** Lays a report's content out on a sheet: one page where it fits, more where it doesn't. Nothing is cut. */
export const drawPage = async (sheet: Sheet, page: ReportPage, pictures: readonly PagePicture[]): Promise<void> => {
  sheet.text(page.title, sheet.left, { size: 16, bold: true });
  sheet.y += 3;
  sheet.rule(sheet.y, sheet.left, sheet.left + sheet.width, 1, 0);
  sheet.y += 6;
  drawFacts(sheet, page.patient, { columns: 3 });
  drawVerdict(sheet, page.verdict);
  await drawPicturesAndMeasures(sheet, page, pictures);
  drawFacts(sheet, page.facts, { columns: 3 });
  drawList(sheet, 'Know this', page.caveats);
  drawLooks(sheet, page.looks);
  drawList(sheet, 'What of the device acts', page.zones);
  drawList(sheet, 'Limits', page.thresholds);
};

/** Terms above their texts, side by side. */
const drawFacts = (sheet: Sheet, facts: readonly Fact[], { columns }: { readonly columns: number }): void => {
  const width = (sheet.width - (columns - 1) * 12) / columns;
  for (let from = 0; from < facts.length; from += columns) {
    const row = facts.slice(from, from + columns);
    const heights = row.map(({ text }) => SMALL.size * LINE + sheet.heightOf(text, width, BODY));
    const height = Math.max(...heights);
    sheet.room(Math.min(height, 200));
    const top = sheet.y;
    row.forEach(({ term, text }, index) => {
      const x = sheet.left + index * (width + 12);
      sheet.line(term, x, top, SMALL);
      sheet.lines(text, width, BODY).forEach((line, at) => {
        sheet.line(line, x, top + SMALL.size * LINE + at * BODY.size * LINE, BODY);
      });
    });
    sheet.y = top + height + 3;
  }
  sheet.y += GAP - 3;
};

const ICON = 36;

/** The verdict in a frame of its own, told by word, by form and by the frame's line: whole, double or dashed. */
const drawVerdict = (sheet: Sheet, { verdict, word, sentence, against }: PageVerdict): void => {
  const inner = sheet.width - ICON - 30;
  const wordStyle: TextStyle = { size: 17, bold: true };
  const texts = [
    { text: sentence, style: { size: 9.8 } },
    ...against.map((text) => ({ text: `Against it: ${text}`, style: { size: 9.4, bold: true } })),
  ];
  const height = Math.max(
    ICON + 12,
    14 + wordStyle.size * LINE + texts.reduce((sum, { text, style }) => sum + sheet.heightOf(text, inner, style), 0),
  );
  sheet.room(height);
  const { left, y: top, width } = sheet;
  const { library, page } = sheet;
  const frame = (inset: number, dash: readonly number[]): void => {
    page.drawRectangle({
      x: left + inset,
      y: sheet.up(top + height - inset),
      width: width - 2 * inset,
      height: height - 2 * inset,
      borderWidth: 1.1,
      borderColor: library.rgb(0, 0, 0),
      ...(dash.length > 0 && { borderDashArray: [...dash] }),
    });
  };
  frame(0, verdict === 'indeterminate' ? [5, 3] : []);
  if (verdict === 'outside') frame(2.6, []);
  drawFace(sheet, verdict, left + 10, top + (height - ICON) / 2);
  const x = left + ICON + 22;
  sheet.y = top + 7;
  sheet.text(word, x, wordStyle);
  for (const { text, style } of texts) sheet.text(text, x, style, inner);
  sheet.y = top + height + GAP;
};

/** As on the screen: a dot in a ring, beside a ring, or on the edge of a dashed one. In units of 40. */
const FACES: Readonly<
  Record<
    PageVerdict['verdict'],
    {
      readonly ring: readonly [number, number, number];
      readonly dashed: boolean;
      readonly dot: readonly [number, number];
    }
  >
> = {
  inside: { ring: [20, 20, 14], dashed: false, dot: [20, 20] },
  outside: { ring: [15, 22, 11], dashed: false, dot: [34, 6] },
  indeterminate: { ring: [18, 22, 13], dashed: true, dot: [28, 13] },
};

const drawFace = (sheet: Sheet, verdict: PageVerdict['verdict'], x: number, y: number): void => {
  const { ring, dashed, dot } = FACES[verdict];
  const unit = ICON / 40;
  const black = sheet.library.rgb(0, 0, 0);
  const { page } = sheet;
  page.drawCircle({
    x: x + ring[0] * unit,
    y: sheet.up(y + ring[1] * unit),
    size: ring[2] * unit,
    borderWidth: 2,
    borderColor: black,
    ...(dashed && { borderDashArray: [4, 3] }),
  });
  page.drawCircle({ x: x + dot[0] * unit, y: sheet.up(y + dot[1] * unit), size: 4.4 * unit, color: black });
};

/** Width over height of a picture that isn't set beside the numbers. */
const WIDE = 1.6;
/** Height of a picture across the page, points. */
const MOST = 270;

const drawPicturesAndMeasures = async (
  sheet: Sheet,
  page: ReportPage,
  pictures: readonly PagePicture[],
): Promise<void> => {
  const shown = pictures.filter((picture) => picture.kind !== 'none');
  const reasons = pictures.flatMap((picture) => (picture.kind === 'none' ? [picture.reason] : []));
  for (const reason of reasons) sheet.text(reason, sheet.left, BODY);
  if (reasons.length > 0) sheet.y += GAP;
  const [first, ...others] = shown;
  if (first && others.length === 0 && first.width / first.height < WIDE) {
    const width = Math.min(302, (240 * first.width) / first.height);
    const height = (width * first.height) / first.width;
    sheet.room(height + 16);
    const top = sheet.y;
    await drawPicture(sheet, first, { x: sheet.left, y: top, width, height });
    sheet.y = top + height + 3;
    sheet.text(first.caption, sheet.left, SMALL, width);
    const below = sheet.y;
    sheet.y = top;
    drawMeasures(sheet, page, sheet.left + width + 14, sheet.width - width - 14);
    sheet.y = Math.max(below, sheet.y) + GAP;
    return;
  }
  // Several side by side; one that is wide, across the page.
  const width =
    others.length === 0
      ? Math.min(sheet.width, MOST * (first ? first.width / first.height : 1))
      : (sheet.width - 12) / 2;
  for (let from = 0; from < shown.length; from += 2) {
    const row = shown.slice(from, from + 2);
    const height = Math.max(...row.map((one) => (width * one.height) / one.width));
    sheet.room(height + 16);
    const top = sheet.y;
    let below = top;
    for (const [index, picture] of row.entries()) {
      const x = sheet.left + index * (width + 12);
      const own = (width * picture.height) / picture.width;
      await drawPicture(sheet, picture, { x, y: top, width, height: own });
      sheet.y = top + own + 3;
      sheet.text(picture.caption, x, SMALL, width);
      below = Math.max(below, sheet.y);
    }
    sheet.y = below + 4;
  }
  drawMeasures(sheet, page, sheet.left, sheet.width);
  sheet.y += GAP;
};

const drawMeasures = (sheet: Sheet, { measuresTitle, measures }: ReportPage, x: number, width: number): void => {
  sheet.text(measuresTitle, x, HEADING, width);
  sheet.y += 2;
  if (measures.length === 0) sheet.text('None can be measured.', x, BODY, width);
  for (const measure of measures) drawMeasure(sheet, measure, x, width);
};

const drawMeasure = (sheet: Sheet, { label, value, spread }: MeasureLine, x: number, width: number): void => {
  const numbers = Math.max(104, sheet.widthOf(value, STRONG) + sheet.widthOf(spread, BODY) + 8);
  const height = Math.max(1, sheet.lines(label, width - numbers - 4, BODY).length) * BODY.size * LINE;
  sheet.room(height + 4);
  const top = sheet.y + 2;
  sheet.lines(label, width - numbers - 4, BODY).forEach((line, at) => {
    sheet.line(line, x, top + at * BODY.size * LINE, BODY);
  });
  const middle = x + width - 50;
  sheet.line(value, middle - sheet.widthOf(value, STRONG), top, STRONG);
  sheet.line(spread, middle + 6, top, BODY);
  sheet.y = top + height + 1;
  sheet.rule(sheet.y, x, x + width, 0.4, 0.8);
};

const drawList = (sheet: Sheet, title: string, items: readonly string[]): void => {
  if (items.length === 0) return;
  sheet.room(HEADING.size * LINE + BODY.size * LINE * 2);
  sheet.text(title, sheet.left, HEADING);
  sheet.y += 2;
  for (const item of items) {
    sheet.room(BODY.size * LINE);
    sheet.line('•', sheet.left + 2, sheet.y, BODY);
    sheet.text(item, sheet.left + 12, BODY);
    sheet.y += 1.5;
  }
  sheet.y += GAP - 2;
};

const SHARES = [0.34, 0.26, 0.14, 0.26] as const;

const drawLooks = (sheet: Sheet, looks: readonly LookLine[]): void => {
  if (looks.length === 0) return;
  sheet.room(HEADING.size * LINE + BODY.size * LINE * 3);
  sheet.text('Looks in the order of time', sheet.left, HEADING);
  sheet.y += 2;
  for (const { name, distance, verdict, change } of looks) {
    const cells = [name, distance, verdict, change].map((text, index) => {
      const share = SHARES[index] ?? 0;
      const x = sheet.left + sheet.width * SHARES.slice(0, index).reduce((sum, one) => sum + one, 0);
      return { x, lines: sheet.lines(text, sheet.width * share - 8, BODY) };
    });
    const height = Math.max(...cells.map(({ lines }) => lines.length)) * BODY.size * LINE;
    sheet.room(height + 3);
    const top = sheet.y + 1.5;
    for (const { x, lines } of cells)
      lines.forEach((line, at) => {
        sheet.line(line, x, top + at * BODY.size * LINE, BODY);
      });
    sheet.y = top + height + 1;
    sheet.rule(sheet.y, sheet.left, sheet.left + sheet.width, 0.4, 0.8);
  }
  sheet.y += GAP;
};

const SIGNATURE = 44;

/** Where the reader signs, at the end; and a line on letters that weren't drawn as recorded, where there are any. */
export const drawSignature = (sheet: Sheet, { signature }: ReportPage, note: string | null): void => {
  if (note !== null) {
    sheet.text(note, sheet.left, SMALL);
    sheet.y += 4;
  }
  sheet.room(SIGNATURE);
  // At the foot of the last page, where one looks for it.
  sheet.y = Math.max(sheet.y, sheet.bottom - SIGNATURE);
  const { labels, reader } = signature;
  const width = (sheet.width - 12 * (labels.length - 1)) / labels.length;
  labels.forEach((label, index) => {
    const x = sheet.left + index * (width + 12);
    if (index === 0) sheet.line(reader, x, sheet.y + 14, BODY);
    sheet.rule(sheet.y + 28, x, x + width, 0.8, 0);
    sheet.line(label, x, sheet.y + 31, SMALL);
  });
  sheet.y += SIGNATURE;
};

/** At the foot of every page: what made it, of which record, and which page of how many. */
export const drawFeet = (sheet: Sheet, { foot }: ReportPage): void => {
  const { pages } = sheet;
  pages.forEach((page, index) => {
    sheet.onPage(page, () => {
      const y = sheet.height - 40;
      sheet.rule(y - 4);
      const number = `page ${String(index + 1)} of ${String(pages.length)}`;
      foot.forEach((text, at) => {
        sheet.line(text, sheet.left, y + at * 9, SMALL);
      });
      sheet.line(number, sheet.left + sheet.width - sheet.widthOf(number, SMALL), y, SMALL);
    });
  });
};
