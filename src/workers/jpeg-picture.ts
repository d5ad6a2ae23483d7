import { withoutOpacity } from '../image/colour-bytes.ts';
import { withoutDirections } from '../image/jpeg-header.ts';

/** How a picture is wanted: as what the browser draws, or as its colours, three bytes a pixel. */
export type PictureForm = 'bitmap' | 'bytes';

/** A decoded picture of colours. Both can be handed over without a copy. */
export type ColourPicture = ImageBitmap | ColourBytes;

/** Colours as bytes, three a pixel. */
export interface ColourBytes {
  readonly width: number;
  readonly height: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/**
 * A JPEG stream of eight-bit colours, decoded by the browser. Nothing is fetched, as with a picture element, so that no content security policy has
 * to allow it. The colours are those of the stream: no profile in it changes them, and nothing turns it. (Asking the browser for that instead has it convert
 * every picture, which takes as long as decoding.) Rejects where it can't be decoded.
 */
export const jpegPicture = async (bytes: Uint8Array<ArrayBuffer>, form: PictureForm): Promise<ColourPicture> => {
  const bitmap = await createImageBitmap(new Blob([withoutDirections(bytes)], { type: 'image/jpeg' }));
  if (form === 'bitmap') return bitmap;
  const { width, height } = bitmap;
  const colours = withoutOpacity(coloursOf(bitmap));
  bitmap.close();
  return { width, height, bytes: colours };
};

/** The buffers of a picture that are handed over with it. */
export const handedOver = (picture: ColourPicture): Transferable[] => [
  'bytes' in picture ? picture.bytes.buffer : picture,
];

let canvas: OffscreenCanvas | null = null;

/** Colours and opacity of a bitmap, four bytes a pixel. */
export const coloursOf = (bitmap: ImageBitmap): Uint8Array<ArrayBuffer> => {
  const { width, height } = bitmap;
  if (canvas?.width !== width || canvas.height !== height) canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
  context?.drawImage(bitmap, 0, 0);
  const data = context?.getImageData(0, 0, width, height).data;
  if (!data) throw new Error('the browser gives no canvas to decode the picture on');
  return new Uint8Array(data.buffer);
};
