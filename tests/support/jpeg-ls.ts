import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

interface Decoder {
  getEncodedBuffer(length: number): Uint8Array;
  getDecodedBuffer(): Uint8Array;
  decode(): void;
}

/** The codec that the viewer's decoder brings along, in Node: 16 bit JPEG-LS frames to their stored values. */
export const jpegLsDecoder = async (): Promise<(frame: Uint8Array) => Uint16Array> => {
  const loader = createRequire(
    createRequire(import.meta.url).resolve('@cornerstonejs/dicom-image-loader/package.json'),
  );
  const wasm = loader.resolve('@cornerstonejs/codec-charls/decodewasm');
  const start = loader('@cornerstonejs/codec-charls/decodewasmjs') as (options: object) => Promise<{
    JpegLSDecoder: new () => Decoder;
  }>;
  const { JpegLSDecoder } = await start({ wasmBinary: readFileSync(wasm) });
  const decoder = new JpegLSDecoder();
  return (frame) => {
    decoder.getEncodedBuffer(frame.length).set(frame);
    decoder.decode();
    const bytes = decoder.getDecodedBuffer().slice();
    return new Uint16Array(bytes.buffer, 0, bytes.length / 2);
  };
};
