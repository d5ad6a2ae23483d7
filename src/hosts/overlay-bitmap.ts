import type { ImageFrame } from '../image/series.ts';
import type { FrameRegistry } from '../viewer/frame-registry.ts';

/** Light, and unlike the colours of marks. */
const COLOUR = [255, 224, 138, 220] as const;

/** All overlays of a frame on one picture of the image's size; what lies beyond its edges is cut off. Null where there is nothing to draw. */
export const overlayBitmap = async (registry: FrameRegistry, frame: ImageFrame): Promise<HTMLCanvasElement | null> => {
  const pictures = await registry.overlaysOf(frame).catch(() => []);
  const { columns, rows } = frame.instance;
  const bitmap = document.createElement('canvas');
  bitmap.width = columns;
  bitmap.height = rows;
  const context = bitmap.getContext('2d');
  if (!context || pictures.length === 0) return null;
  const image = context.createImageData(columns, rows);
  for (const { overlay, bits } of pictures) {
    const [top, left] = [overlay.origin[0] - 1, overlay.origin[1] - 1];
    for (let at = 0; at < bits.length; at += 1) {
      if (bits[at] === 0) continue;
      const [column, row] = [left + (at % overlay.columns), top + Math.floor(at / overlay.columns)];
      if (column < 0 || row < 0 || column >= columns || row >= rows) continue;
      image.data.set(COLOUR, (row * columns + column) * 4);
    }
  }
  context.putImageData(image, 0, 0);
  return bitmap;
};
