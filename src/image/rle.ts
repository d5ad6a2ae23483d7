import type { PixelAttributes } from './pixel-attributes.ts';

const HEADER_BYTES = 64;
const MAX_SEGMENTS = 15;

/**
 * One frame of RLE Lossless (PS3.5 G) as uncompressed little endian pixels, colour by pixel. Each segment holds one byte of every sample, most
 * significant first. Throws where it ends too early or its segments contradict the image.
 */
export const decodeRle = (
  bytes: Uint8Array,
  { samplesPerPixel, bitsAllocated }: Pick<PixelAttributes, 'samplesPerPixel' | 'bitsAllocated'>,
  pixels: number,
): Uint8Array => {
  if (bytes.length < HEADER_BYTES) throw new Error('the compressed pixels end within their header');
  const header = new DataView(bytes.buffer, bytes.byteOffset, HEADER_BYTES);
  const segments = header.getUint32(0, true);
  const bytesPerSample = Math.ceil(bitsAllocated / 8);
  if (segments > MAX_SEGMENTS || segments !== samplesPerPixel * bytesPerSample)
    throw new Error(`${String(segments)} run-length segments don't make up the samples of the image`);
  const size = bitsAllocated === 1 ? Math.ceil(pixels / 8) : pixels;
  const decoded = new Uint8Array(size * segments);
  for (let segment = 0; segment < segments; segment += 1) {
    const start = header.getUint32(4 + segment * 4, true);
    const next = segment + 1 < segments ? header.getUint32(8 + segment * 4, true) : bytes.length;
    const sample = Math.floor(segment / bytesPerSample);
    const first = sample * bytesPerSample + (bytesPerSample - 1 - (segment % bytesPerSample));
    if (start < HEADER_BYTES || next > bytes.length) throw new Error('a run-length segment lies beyond the end');
    unpack(bytes.subarray(start, next), decoded, first, segments, size);
  }
  return decoded;
};

/** PackBits: each run goes to every `step`-th byte from `first` on. */
const unpack = (packed: Uint8Array, into: Uint8Array, first: number, step: number, count: number): void => {
  let to = first;
  const end = first + count * step;
  let from = 0;
  while (to < end) {
    const control = packed[from];
    if (control === undefined) throw new Error('the compressed pixels end too early');
    from += 1;
    if (control < 128) {
      for (let left = control + 1; left > 0 && to < end; left -= 1, to += step) {
        const value = packed[from];
        if (value === undefined) throw new Error('the compressed pixels end too early');
        into[to] = value;
        from += 1;
      }
    } else if (control > 128) {
      const value = packed[from] ?? 0;
      from += 1;
      for (let left = 257 - control; left > 0 && to < end; left -= 1, to += step) into[to] = value;
    }
  }
};
