import { createRequire } from 'node:module';
import { join } from 'node:path';

/** The encoders that come with Cornerstone's decoders, as Node runs them. */
interface Encoder {
  getDecodedBuffer(description: object): Uint8Array;
  getEncodedBuffer(): Uint8Array;
  encode(): void;
  setNearLossless?(error: number): void;
  setQuality?(lossless: boolean, quantization: number): void;
  setSubSampling?(kind: number): void;
}

type Codecs = Readonly<Record<string, new () => Encoder>>;

export interface Encoded {
  readonly columns: number;
  readonly rows: number;
  readonly bits: number;
  readonly components: number;
}

/** Encodes the bytes of one frame. */
export type Encode = (pixels: Uint8Array, description: Encoded) => Uint8Array;

/** Lossless unless it says otherwise. */
export type Coding = 'jpeg-ls' | 'jpeg-2000' | 'htj2k' | 'jpeg-baseline';

const PLACES: Readonly<Record<Coding, readonly [file: string, encoder: string]>> = {
  'jpeg-ls': ['codec-charls/dist/charlswasm.js', 'JpegLSEncoder'],
  'jpeg-2000': ['codec-openjpeg/dist/openjpegwasm.js', 'J2KEncoder'],
  htj2k: ['codec-openjph/dist/openjphjs.js', 'HTJ2KEncoder'],
  'jpeg-baseline': ['codec-libjpeg-turbo-8bit/dist/libjpegturbowasm.js', 'JPEGEncoder'],
};

const JPEG_QUALITY = 85;

/** @param root The repository. */
export const encoderOf = async (root: string, coding: Coding): Promise<Encode> => {
  const [file, name] = PLACES[coding];
  const load = createRequire(join(root, 'package.json'))(
    join(root, 'node_modules', '@cornerstonejs', file),
  ) as () => Promise<Codecs>;
  const Made = (await load())[name];
  if (!Made) throw new Error(`the package has no ${name}`);
  const encoder = new Made();
  if (coding === 'jpeg-ls') encoder.setNearLossless?.(0);
  else if (coding === 'jpeg-baseline') (encoder.setQuality as unknown as (quality: number) => void)(JPEG_QUALITY);
  else encoder.setQuality?.(true, 0);
  return (pixels, { columns, rows, bits, components }) => {
    const into = encoder.getDecodedBuffer({
      width: columns,
      height: rows,
      bitsPerSample: bits,
      componentCount: components,
      isSigned: false,
      isUsingColorTransform: false,
    });
    into.set(pixels);
    encoder.encode();
    return Uint8Array.from(encoder.getEncodedBuffer());
  };
};
