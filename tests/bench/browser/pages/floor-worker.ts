/** Reads and decodes frames of the floor's page: what came is either pixels or, of JPEG in colours, a bitmap. */

export interface Task {
  readonly index: number;
  readonly file: File;
  /** Bytes of the frame in it; from `null` on they are looked for. */
  readonly place: readonly [start: number, end: number] | null;
}

export interface Done {
  readonly index: number;
  readonly pixels: Uint16Array | Uint8Array | ImageBitmap;
}

/** A decoder as Cornerstone's packages have them. */
interface Decoder {
  getEncodedBuffer(length: number): Uint8Array;
  getDecodedBuffer(): Uint8Array;
  decode(): void;
}

type Codecs = Readonly<Record<string, new () => Decoder>>;
type Load = (options: { locateFile: () => string }) => Promise<Codecs>;

const CODECS: Readonly<Record<string, () => Promise<Decoder>>> = {
  'jpeg-ls': async () => {
    const [code, wasm] = await Promise.all([
      import('@cornerstonejs/codec-charls/decodewasmjs'),
      import('@cornerstonejs/codec-charls/decodewasm?url'),
    ]);
    return made(code.default as Load, wasm.default, 'JpegLSDecoder');
  },
  'jpeg-2000': async () => {
    const [code, wasm] = await Promise.all([
      import('@cornerstonejs/codec-openjpeg/decodewasmjs'),
      import('@cornerstonejs/codec-openjpeg/decodewasm?url'),
    ]);
    return made(code.default as Load, wasm.default, 'J2KDecoder');
  },
  htj2k: async () => {
    const [code, wasm] = await Promise.all([
      import('@cornerstonejs/codec-openjph/wasmjs'),
      import('@cornerstonejs/codec-openjph/wasm?url'),
    ]);
    return made(code.default as Load, wasm.default, 'HTJ2KDecoder');
  },
};

const made = async (load: Load, wasm: string, name: string): Promise<Decoder> => {
  const Made = (await load({ locateFile: () => wasm }))[name];
  if (!Made) throw new Error(`the package has no ${name}`);
  return new Made();
};

const ITEM = 8;
const HEAD = 12;

/** Where the pixels begin, (7FE0,0010) in explicit VR: of uncompressed ones the first, of others the offset table's item. */
export const pixelsAt = (bytes: Uint8Array): number => {
  for (let at = 132; at < bytes.length; at += 2)
    if (bytes[at] === 0xe0 && bytes[at + 1] === 0x7f && bytes[at + 2] === 0x10 && bytes[at + 3] === 0) return at + HEAD;
  throw new Error('no pixels');
};

/** One frame a file, in one fragment, after an offset table of one entry. */
const TABLE_OF_ONE = ITEM + 4;

/** What is decoded is said by the worker's name. */
const coding = self.name;
let decoder: Promise<Decoder> | null = null;

const decoded = async ({ file, place }: Task): Promise<Done['pixels']> => {
  if (coding === 'jpeg-baseline' && place) return createImageBitmap(file.slice(...place, 'image/jpeg'));
  const bytes = new Uint8Array(await (place ? file.slice(...place) : file).arrayBuffer());
  if (place) return bytes;
  const start = pixelsAt(bytes);
  const codec = CODECS[coding];
  if (!codec) return new Uint16Array(bytes.buffer.slice(start));
  decoder ??= codec();
  const ready = await decoder;
  const stream = bytes.subarray(start + TABLE_OF_ONE + ITEM, bytes.length - ITEM);
  ready.getEncodedBuffer(stream.length).set(stream);
  ready.decode();
  return new Uint16Array(ready.getDecodedBuffer().slice().buffer);
};

self.onmessage = async ({ data: task }: MessageEvent<Task>) => {
  const pixels = await decoded(task);
  const done: Done = { index: task.index, pixels };
  self.postMessage(done, { transfer: [pixels instanceof ImageBitmap ? pixels : pixels.buffer] });
};
