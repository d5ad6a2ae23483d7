import type { PDFOperator as Operator } from 'pdf-lib';
import { DARK, HALO, LETTERING_SIZE, marksOf, type Lettering, type Stroke } from '../picture/marks.ts';
import type { DrawnPicture, MadePicture } from '../picture/picture.ts';
import { imageSamples } from './image-samples.ts';
import type { FontOnPage, Sheet } from './sheet.ts';

export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

type Rgb = readonly [number, number, number];

const colourOf = (hex: string): Rgb => [share(hex, 1), share(hex, 3), share(hex, 5)];
const share = (hex: string, at: number): number => parseInt(hex.slice(at, at + 2), 16) / 255;

/** A picture at a place of the page, its marks as lines that stay sharp. */
export const drawPicture = async (sheet: Sheet, picture: DrawnPicture | MadePicture, place: Place): Promise<void> => {
  const { library, page } = sheet;
  const { x, y, width, height } = place;
  const bottom = sheet.up(y + height);
  if (picture.kind === 'png') {
    page.drawImage(await page.doc.embedPng(picture.png), { x, y: bottom, width, height });
    return;
  }
  const { raster } = picture;
  const { context } = page.doc;
  const { samples, dictionary } = imageSamples(raster);
  const stream = context.flateStream(samples, {
    Type: 'XObject',
    Subtype: 'Image',
    Width: raster.width,
    Height: raster.height,
    ...dictionary,
  });
  const name = page.node.newXObject('Picture', context.register(stream));
  page.pushOperators(
    library.pushGraphicsState(),
    library.translate(x, bottom),
    library.scale(width, height),
    library.drawObject(name),
    library.popGraphicsState(),
    library.pushGraphicsState(),
    library.rectangle(x, bottom, width, height),
    library.clip(),
    library.endPath(),
    library.setLineJoin(library.LineJoinStyle.Round),
    library.setLineCap(library.LineCapStyle.Round),
  );
  const onPage: OnPage = {
    sheet,
    factor: width / picture.width,
    at: ([across, down]) => [x + (across * width) / picture.width, sheet.up(y + (down * height) / picture.height)],
  };
  const { strokes, letterings } = marksOf(picture);
  for (const stroke of strokes) drawStroke(onPage, stroke);
  const font = sheet.fontOnPage({ size: LETTERING_SIZE, bold: true });
  for (const lettering of letterings) drawLettering(onPage, font, lettering);
  page.pushOperators(library.popGraphicsState());
};

/** How the units of a picture lie on the page. */
interface OnPage {
  readonly sheet: Sheet;
  readonly factor: number;
  readonly at: (point: readonly [number, number]) => readonly [number, number];
}

const drawStroke = ({ sheet, factor, at }: OnPage, { points, closed, colour, width, dash }: Stroke): void => {
  const { library, page } = sheet;
  const line = (thickness: number, hex: string): Operator[] => [
    library.setLineWidth(thickness * factor),
    library.setStrokingRgbColor(...colourOf(hex)),
    ...points.map((point, index) => (index === 0 ? library.moveTo(...at(point)) : library.lineTo(...at(point)))),
    ...(closed ? [library.closePath()] : []),
    library.stroke(),
  ];
  page.pushOperators(
    library.setDashPattern(
      dash.map((length) => length * factor),
      0,
    ),
    ...line(width + HALO, DARK),
    ...line(width, colour),
    library.setDashPattern([], 0),
  );
};

/** A letter's middle lies this share of its size over its base line. */
const MIDDLE = 0.36;

const drawLettering = ({ sheet, factor, at }: OnPage, font: FontOnPage, lettering: Lettering): void => {
  const { library, page } = sheet;
  const size = LETTERING_SIZE * factor;
  const [x, y] = at(lettering.at);
  const shift = { start: 0, middle: 0.5, end: 1 }[lettering.anchor] * font.widthOf(lettering.text, size);
  const encoded = font.encode(lettering.text);
  const shown = (...style: Operator[]): Operator[] => [
    library.beginText(),
    library.setFontAndSize(font.name, size),
    ...style,
    library.setTextMatrix(1, 0, 0, 1, x - shift, y - size * MIDDLE),
    library.showText(encoded),
    library.endText(),
  ];
  page.pushOperators(
    library.setFillingRgbColor(...colourOf(lettering.colour)),
    library.setStrokingRgbColor(...colourOf(DARK)),
    library.setLineWidth(2.6 * factor),
    ...artifact(sheet, shown(library.setTextRenderingMode(library.TextRenderingMode.Outline))),
    ...shown(library.setTextRenderingMode(library.TextRenderingMode.Fill)),
  );
};

/** What only looks: not part of the text of the page (PDF 32000-1 14.8.2.2). */
const artifact = (
  { library: { PDFOperator, PDFOperatorNames } }: Sheet,
  operators: readonly Operator[],
): Operator[] => [
  PDFOperator.of(PDFOperatorNames.BeginMarkedContent, ['/Artifact']),
  ...operators,
  PDFOperator.of(PDFOperatorNames.EndMarkedContent),
];
