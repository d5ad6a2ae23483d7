/** Colours as bytes, three a pixel. */
export interface ColourPicture {
  readonly columns: number;
  readonly rows: number;
  readonly rgb: Uint8Array;
}

/**
 * A JPEG stream of eight-bit colours, decoded by the browser beside the main thread. Nothing is fetched, as with a picture element, so that no
 * content security policy has to allow it. The colours are those of the stream: no profile in it changes them. Rejects where it can't be decoded.
 */
export const browserJpeg = async (bytes: Uint8Array): Promise<ColourPicture> => {
  const bitmap = await createImageBitmap(new Blob([Uint8Array.from(bytes)], { type: 'image/jpeg' }), {
    colorSpaceConversion: 'none',
  });
  const { width: columns, height: rows } = bitmap;
  const context = new OffscreenCanvas(columns, rows).getContext('2d', { alpha: false, willReadFrequently: true });
  context?.drawImage(bitmap, 0, 0);
  bitmap.close();
  const data = context?.getImageData(0, 0, columns, rows).data;
  if (!data) throw new Error('the browser gives no canvas to decode the picture on');
  const rgb = new Uint8Array(columns * rows * 3);
  for (let from = 0, to = 0; to < rgb.length; from += 4, to += 3) {
    rgb[to] = data[from] ?? 0;
    rgb[to + 1] = data[from + 1] ?? 0;
    rgb[to + 2] = data[from + 2] ?? 0;
  }
  return { columns, rows, rgb };
};
