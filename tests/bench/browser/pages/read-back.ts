import { BLOCKS, numberIn, STRIP } from '../frame-code.ts';

const probe = document.createElement('canvas');
probe.width = BLOCKS;
probe.height = 2;
const context = probe.getContext('2d', { willReadFrequently: true });

/** The number in the picture that a canvas shows, fitted into it as large as it goes; null where there is none to read. */
export const shownNumber = (
  canvas: HTMLCanvasElement | null,
  { columns, rows }: { readonly columns: number; readonly rows: number },
): number | null => {
  if (!canvas || !context || canvas.width === 0 || canvas.height === 0) return null;
  const scale = Math.min(canvas.width / columns, canvas.height / rows);
  const left = (canvas.width - scale * columns) / 2;
  const top = (canvas.height - scale * rows) / 2;
  const from = left + STRIP.left * columns * scale;
  const width = (STRIP.right - STRIP.left) * columns * scale;
  context.imageSmoothingEnabled = false;
  context.clearRect(0, 0, BLOCKS, 2);
  [STRIP.upper, STRIP.lower].forEach(([upper, lower], row) => {
    const middle = Math.floor(top + ((upper + lower) / 2) * rows * scale);
    context.drawImage(canvas, from, middle, width, 1, 0, row, BLOCKS, 1);
  });
  const { data } = context.getImageData(0, 0, BLOCKS, 2);
  return numberIn(Array.from({ length: 2 * BLOCKS }, (_, block) => data[4 * block + 1] ?? 0));
};
