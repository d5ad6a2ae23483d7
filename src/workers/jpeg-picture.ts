import { withoutOpacity } from '../image/colour-bytes.ts';

/** Colours as bytes, three a pixel, or four with opacity. */
export interface ColourPicture {
  readonly columns: number;
  readonly rows: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

let canvas: OffscreenCanvas | null = null;

/**
 * A JPEG stream of eight-bit colours, decoded by the browser. Nothing is fetched, as with a picture element, so that no content security policy has
 * to allow it. The colours are those of the stream: no profile in it changes them. Rejects where it can't be decoded.
 */
export const jpegPicture = async (bytes: Uint8Array<ArrayBuffer>, hasOpacity: boolean): Promise<ColourPicture> => {
  const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/jpeg' }), { colorSpaceConversion: 'none' });
  const { width: columns, height: rows } = bitmap;
  if (canvas?.width !== columns || canvas.height !== rows) canvas = new OffscreenCanvas(columns, rows);
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
  context?.drawImage(bitmap, 0, 0);
  bitmap.close();
  const data = context?.getImageData(0, 0, columns, rows).data;
  if (!data) throw new Error('the browser gives no canvas to decode the picture on');
  const values = hasOpacity ? new Uint8Array(data.buffer) : withoutOpacity(data);
  return { columns, rows, bytes: values as Uint8Array<ArrayBuffer> };
};
