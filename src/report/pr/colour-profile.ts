/**
 * The colour space that colour images are shown in, as an ICC profile (ICC.1:2001-04, version 2: what PS3.3 C.11.15 names): sRGB by its
 * primaries, adapted to D50, and a gamma of 2.2. Colour presentation states must have one.
 */
export const colourProfile = (): Uint8Array => {
  const tags: readonly (readonly [name: string, value: Uint8Array])[] = [
    ['desc', description('sRGB primaries, gamma 2.2')],
    ['cprt', text('No copyright')],
    ['wtpt', xyz(0.9642, 1, 0.8249)],
    ['rXYZ', xyz(0.4361, 0.2225, 0.0139)],
    ['gXYZ', xyz(0.3851, 0.7169, 0.0971)],
    ['bXYZ', xyz(0.1431, 0.0606, 0.7141)],
    ['rTRC', gamma(2.2)],
    ['gTRC', gamma(2.2)],
    ['bTRC', gamma(2.2)],
  ];
  const start = HEADER_BYTES + 4 + 12 * tags.length;
  const size = tags.reduce((sum, [, value]) => sum + padded(value.length), start);
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, size);
  view.setUint32(8, 0x02400000);
  write(bytes, 12, 'mntrRGB XYZ ');
  // Any moment will do; the same profile has the same bytes.
  for (const [index, part] of [2026, 1, 1].entries()) view.setUint16(24 + 2 * index, part);
  write(bytes, 36, 'acsp');
  bytes.set(s15Fixed16s(0.9642, 1, 0.8249), 68);
  view.setUint32(HEADER_BYTES, tags.length);
  let at = start;
  for (const [index, [name, value]] of tags.entries()) {
    const entry = HEADER_BYTES + 4 + 12 * index;
    write(bytes, entry, name);
    view.setUint32(entry + 4, at);
    view.setUint32(entry + 8, value.length);
    bytes.set(value, at);
    at += padded(value.length);
  }
  return bytes;
};

const HEADER_BYTES = 128;

const padded = (length: number): number => Math.ceil(length / 4) * 4;

const write = (bytes: Uint8Array, at: number, ascii: string): void => {
  for (let index = 0; index < ascii.length; index += 1) bytes[at + index] = ascii.charCodeAt(index);
};

/** Signed numbers with 16 bits after the point. */
const s15Fixed16s = (...values: readonly number[]): Uint8Array => {
  const bytes = new Uint8Array(4 * values.length);
  const view = new DataView(bytes.buffer);
  for (const [index, value] of values.entries()) view.setInt32(4 * index, Math.round(value * 65536));
  return bytes;
};

const typed = (type: string, size: number): { readonly bytes: Uint8Array; readonly view: DataView } => {
  const bytes = new Uint8Array(8 + size);
  write(bytes, 0, type);
  return { bytes, view: new DataView(bytes.buffer) };
};

const xyz = (x: number, y: number, z: number): Uint8Array => {
  const { bytes } = typed('XYZ ', 12);
  bytes.set(s15Fixed16s(x, y, z), 8);
  return bytes;
};

const gamma = (value: number): Uint8Array => {
  const { bytes, view } = typed('curv', 6);
  view.setUint32(8, 1);
  view.setUint16(12, Math.round(value * 256));
  return bytes;
};

const text = (ascii: string): Uint8Array => {
  const { bytes } = typed('text', ascii.length + 1);
  write(bytes, 8, ascii);
  return bytes;
};

/** textDescriptionType: the name in ASCII; the Unicode and Macintosh names are empty. */
const description = (ascii: string): Uint8Array => {
  const { bytes, view } = typed('desc', 4 + ascii.length + 1 + 8 + 3 + 67);
  view.setUint32(8, ascii.length + 1);
  write(bytes, 12, ascii);
  return bytes;
};
