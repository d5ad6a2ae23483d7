/** What decoding a picture takes beside the decoders, in one part that is fetched with the first picture. */
export { embeddedOverlayBits, overlayBits } from '../image/overlay-bits.ts';
export { eightBitPalette, paletteOf } from '../image/palette.ts';
export { decoderInput, uncompressedBytes } from './decoder-input.ts';
export { finishPicture } from './finish-picture.ts';
