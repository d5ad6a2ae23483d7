import type { PDFOperator as Operator } from 'pdf-lib';
import type { Shape } from '../../overlay/shape.ts';
import { TONE_COLOURS } from '../../overlay/tone-colours.ts';
import type { CanvasPoint } from '../../space/frame.ts';
import type { DrawnPicture, MadePicture } from '../picture/picture.ts';
import type { Sheet } from './sheet.ts';

export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Dark lines under bright ones, so that marks are seen on white bone and on black air. */
const DARK: Rgb = [0.05, 0.05, 0.05];
const LIGHT: Rgb = [0.92, 0.95, 0.98];
type Rgb = readonly [number, number, number];

const GHOST_DASH = [5, 4] as const;
const LABEL_SIZE = 13;

const colourOf = (hex: string): Rgb =>
  [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255) as unknown as Rgb;

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
  const stream = context.flateStream(raster.rgb, {
    Type: 'XObject',
    Subtype: 'Image',
    Width: raster.width,
    Height: raster.height,
    ColorSpace: 'DeviceRGB',
    BitsPerComponent: 8,
  });
  const name = page.node.newXObject('Picture', context.register(stream));
  page.pushOperators(
    library.pushGraphicsState(),
    library.translate(x, bottom),
    library.scale(width, height),
    library.drawObject(name),
    library.popGraphicsState(),
  );
  drawMarks(sheet, picture, place);
};

/** The marks in the units of the picture, downwards: the page's own turn round with the picture's scale. */
const drawMarks = (sheet: Sheet, { shapes, edges, bar, width, height }: DrawnPicture, place: Place): void => {
  const { library, page } = sheet;
  const factor = place.width / width;
  const font = sheet.fontOnPage({ size: LABEL_SIZE, bold: true });
  const at = ([x, y]: CanvasPoint | readonly [number, number]): readonly [number, number] => [
    place.x + x * factor,
    sheet.up(place.y + y * factor),
  ];
  const stroke = (
    points: readonly (readonly [number, number])[],
    closed: boolean,
    colour: Rgb,
    lineWidth: number,
    dash: readonly number[] = [],
  ): void => {
    const lines = (width: number, [red, green, blue]: Rgb): Operator[] => [
      library.setLineWidth(width * factor),
      library.setStrokingRgbColor(red, green, blue),
      ...points.map((point, index) => (index === 0 ? library.moveTo(...at(point)) : library.lineTo(...at(point)))),
      ...(closed ? [library.closePath()] : []),
      library.stroke(),
    ];
    page.pushOperators(
      library.setDashPattern(
        dash.map((length) => length * factor),
        0,
      ),
      ...lines(lineWidth + 1.4, DARK),
      ...lines(lineWidth, colour),
      library.setDashPattern([], 0),
    );
  };
  const label = (text: string, place: readonly [number, number], colour: Rgb, size = LABEL_SIZE): void => {
    const [x, y] = at(place);
    const encoded = font.encode(text);
    const [red, green, blue] = colour;
    const shown = (...style: Operator[]): Operator[] => [
      library.beginText(),
      library.setFontAndSize(font.name, size * factor),
      ...style,
      library.setTextMatrix(1, 0, 0, 1, x, y - size * factor * 0.36),
      library.showText(encoded),
      library.endText(),
    ];
    page.pushOperators(
      ...shown(
        library.setTextRenderingMode(library.TextRenderingMode.FillAndOutline),
        library.setLineWidth(3 * factor),
        library.setStrokingRgbColor(...DARK),
        library.setFillingRgbColor(red, green, blue),
      ),
      library.setLineWidth(1),
      ...shown(
        library.setTextRenderingMode(library.TextRenderingMode.Fill),
        library.setFillingRgbColor(red, green, blue),
      ),
    );
  };

  page.pushOperators(
    library.pushGraphicsState(),
    library.rectangle(place.x, sheet.up(place.y + place.height), place.width, place.height),
    library.clip(),
    library.endPath(),
    library.setLineJoin(library.LineJoinStyle.Round),
    library.setLineCap(library.LineCapStyle.Round),
  );
  for (const shape of shapes) drawShape(shape, stroke, label);
  const centred = (text: string, [x, y]: readonly [number, number]): readonly [number, number] => [
    x - font.widthOf(text, LABEL_SIZE) / 2,
    y,
  ];
  if (edges.left) label(edges.left, [6, height / 2], LIGHT);
  if (edges.right) label(edges.right, [width - 6 - font.widthOf(edges.right, LABEL_SIZE), height / 2], LIGHT);
  if (edges.top) label(edges.top, centred(edges.top, [width / 2, 12]), LIGHT);
  if (edges.bottom) label(edges.bottom, centred(edges.bottom, [width / 2, height - 12]), LIGHT);
  if (bar) {
    const [x, low] = [14, height - 14];
    stroke(
      [
        [x + 5, low - bar.length],
        [x, low - bar.length],
        [x, low],
        [x + 5, low],
      ],
      false,
      LIGHT,
      1.5,
    );
    label(bar.label, [x + 9, low - 6], LIGHT);
  }
  page.pushOperators(library.popGraphicsState());
};

type Stroke = (
  points: readonly (readonly [number, number])[],
  closed: boolean,
  colour: Rgb,
  width: number,
  dash?: readonly number[],
) => void;

const CIRCLE_STEPS = 32;
const ring = ([x, y]: CanvasPoint, radius: number): readonly (readonly [number, number])[] =>
  Array.from({ length: CIRCLE_STEPS }, (_, step) => {
    const turn = (2 * Math.PI * step) / CIRCLE_STEPS;
    return [x + radius * Math.cos(turn), y + radius * Math.sin(turn)] as const;
  });

/** Forms as on the screen: a cross hair is the tip, a diagonal cross the middle of the target, a square another point of the device. */
const drawShape = (
  shape: Shape,
  stroke: Stroke,
  label: (text: string, at: readonly [number, number], colour: Rgb) => void,
): void => {
  const colour = colourOf(TONE_COLOURS[shape.tone]);
  switch (shape.kind) {
    case 'path':
      stroke(
        shape.points,
        shape.closed,
        colour,
        shape.thick === true ? 4 : shape.ghost ? 1 : 1.75,
        shape.ghost ? GHOST_DASH : [],
      );
      return;
    case 'label':
      stroke([shape.from, shape.at], false, colour, 0.5);
      label(shape.text, shape.at, colour);
      return;
    case 'handle': {
      const [x, y] = shape.at;
      const dash = shape.ghost ? [2, 2] : [];
      const line = (...points: readonly (readonly [number, number])[]): void => {
        stroke(points, false, colour, 1.5, dash);
      };
      if (shape.handle.mark === 'tip') {
        line([x - 10, y], [x - 3, y]);
        line([x + 3, y], [x + 10, y]);
        line([x, y - 10], [x, y - 3]);
        line([x, y + 3], [x, y + 10]);
        stroke(ring(shape.at, shape.ghost ? 6 : 0.8), true, colour, shape.ghost ? 1.5 : 1, dash);
      } else if (shape.handle.mark === 'target') {
        line([x - 4, y - 4], [x + 4, y + 4]);
        line([x - 4, y + 4], [x + 4, y - 4]);
      } else {
        stroke(
          [
            [x - 3.5, y - 3.5],
            [x + 3.5, y - 3.5],
            [x + 3.5, y + 3.5],
            [x - 3.5, y + 3.5],
          ],
          true,
          colour,
          1.5,
          dash,
        );
      }
    }
  }
};
