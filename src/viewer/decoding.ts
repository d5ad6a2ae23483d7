import { JpegDecoder } from '../workers/jpeg-decoder.ts';
import type { ColourPicture, PictureForm } from '../workers/jpeg-picture.ts';
import { decodeWorkers, thisMachine } from './resources.ts';

/** What decoding a picture takes beside the decoders, in one part that is fetched with the first picture. */
export { embeddedOverlayBits, overlayBits } from '../image/overlay-bits.ts';
export { eightBitPalette, paletteOf } from '../image/palette.ts';
export { colourImage, mendedColours } from './colour-image.ts';
export { decodedImage } from './decoded-image.ts';
export { decoderInput, uncompressedBytes } from './decoder-input.ts';
export { finishPicture } from './finish-picture.ts';
export { ownBytes } from './own-bytes.ts';
export { plainImage } from './plain-image.ts';

const decoder = new JpegDecoder(decodeWorkers(thisMachine()));

/** The one decoder of the page: its workers are made for the first picture that needs them. */
export const jpegInWorkers = (bytes: Uint8Array, form: PictureForm): Promise<ColourPicture> =>
  decoder.decode(bytes, form);
