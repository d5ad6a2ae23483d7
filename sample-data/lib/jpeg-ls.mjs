import { createRequire } from 'node:module';

/** Lossless JPEG-LS (ISO/IEC 14495-1) by CharLS, as the image loader brings it. The full build has the encoder that the decoder-only one lacks. */
const fromLoader = createRequire(
  new URL('../../node_modules/@cornerstonejs/dicom-image-loader/package.json', import.meta.url),
);
const charls = await fromLoader('@cornerstonejs/codec-charls')();

/**
 * @param {Uint8Array | Uint16Array | Int16Array} pixels @param {number} columns @param {number} rows @param {number} bitsStored
 * @returns {Uint8Array}
 */
export const encodeJpegLs = (pixels, columns, rows, bitsStored) => {
  const encoder = new charls.JpegLSEncoder();
  const frame = { width: columns, height: rows, bitsPerSample: bitsStored, componentCount: 1, isSigned: false };
  encoder.getDecodedBuffer(frame).set(new Uint8Array(pixels.buffer, pixels.byteOffset, pixels.byteLength));
  encoder.setNearLossless(0);
  encoder.encode();
  const encoded = encoder.getEncodedBuffer().slice();
  encoder.delete();
  return encoded;
};

/** @param {Uint8Array} encoded @param {1 | 2} bytesPerSample */
export const decodeJpegLs = (encoded, bytesPerSample) => {
  const decoder = new charls.JpegLSDecoder();
  decoder.getEncodedBuffer(encoded.length).set(encoded);
  decoder.decode();
  const bytes = decoder.getDecodedBuffer().slice();
  decoder.delete();
  return bytesPerSample === 1 ? bytes : new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2);
};
