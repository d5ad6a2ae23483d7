import type { MadePicture } from '../report/picture/picture.ts';
import type { ScreenPicture } from '../session/report-extras.ts';

/** The pixels of a picture of the screen; null where the browser gives no canvas for it. */
export const screenPixels = async ({ png }: MadePicture): Promise<ScreenPicture | null> => {
  const bitmap = await createImageBitmap(new Blob([png.slice()], { type: 'image/png' }));
  const { width, height } = bitmap;
  const context = new OffscreenCanvas(width, height).getContext('2d');
  context?.drawImage(bitmap, 0, 0);
  bitmap.close();
  if (!context) return null;
  const { data } = context.getImageData(0, 0, width, height);
  const rgb = new Uint8Array(width * height * 3);
  for (let from = 0, to = 0; from < data.length; from += 4, to += 3) rgb.set(data.subarray(from, from + 3), to);
  return { width, height, rgb };
};
