import type { MadePicture } from '../report/picture/picture.ts';
import type { ScreenPicture } from '../session/report-extras.ts';

/** CSS pixels of the words under the picture. */
const FONT = '15px system-ui, sans-serif';
const LINE = 21;
const MARGIN = 12;

type Context = OffscreenCanvasRenderingContext2D;

/** A sentence in lines that are no longer than the picture is wide. */
const wrapped = (context: Context, text: string, width: number): readonly string[] => {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && context.measureText(longer).width > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line].filter((one) => one !== '');
};

/**
 * The pixels of a picture of the screen, with what is said of it in words beneath: a distance that is drawn without its verdict says more than
 * was found. Null where the browser gives no canvas for it.
 */
export const screenPixels = async (
  { png }: MadePicture,
  sentences: readonly string[],
): Promise<ScreenPicture | null> => {
  const bitmap = await createImageBitmap(new Blob([png.slice()], { type: 'image/png' }));
  const { width } = bitmap;
  const measuring = new OffscreenCanvas(1, 1).getContext('2d');
  if (measuring) measuring.font = FONT;
  const lines = measuring ? sentences.flatMap((text) => wrapped(measuring, text, width - 2 * MARGIN)) : [];
  const height = bitmap.height + lines.length * LINE + 2 * MARGIN;
  const context = new OffscreenCanvas(width, height).getContext('2d');
  if (context) {
    context.fillStyle = '#000';
    context.fillRect(0, 0, width, height);
    context.drawImage(bitmap, 0, 0);
    context.font = FONT;
    context.textBaseline = 'top';
    context.fillStyle = '#fff';
    lines.forEach((line, index) => {
      context.fillText(line, MARGIN, bitmap.height + MARGIN + index * LINE);
    });
  }
  bitmap.close();
  if (!context) return null;
  const { data } = context.getImageData(0, 0, width, height);
  const rgb = new Uint8Array(width * height * 3);
  for (let from = 0, to = 0; from < data.length; from += 4, to += 3) rgb.set(data.subarray(from, from + 3), to);
  return { width, height, rgb };
};
