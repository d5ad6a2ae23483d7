import { ctSlice, part10, type Elements } from './part10.ts';

/** Images that carry their number in their pixels: ten blocks across, one bit each, bright for a one, below a wedge of greys. */
export const NUMBER_BITS = 10;
export const DARK = 200;
export const BRIGHT = 1000;

/** Whether pixels of a column and row lie in a block that is bright. Blocks are a twelfth of the width, beside one twelfth of margin. */
const isBright = (number: number, column: number, columns: number): boolean => {
  const bit = Math.floor((column / columns) * 12) - 1;
  return bit >= 0 && bit < NUMBER_BITS && ((number >> bit) & 1) === 1;
};

export const numberedPixels = (number: number, columns: number, rows: number): Uint16Array => {
  const row = Uint16Array.from({ length: columns }, (_, column) => (isBright(number, column, columns) ? BRIGHT : DARK));
  const pixels = new Uint16Array(columns * rows);
  const wedge = Uint16Array.from({ length: columns }, (_, column) => (column / columns) * 1200);
  for (let at = 0; at < rows; at += 1) pixels.set(at < rows / 6 ? wedge : row, at * columns);
  return pixels;
};

/** A CT slice `index` (0-based), 1 mm from the next, of pixels of 0.8 × 0.7 mm; it carries its index. */
export const numberedSlice = (index: number, edge: number, overrides: Elements = {}): Elements => ({
  ...ctSlice(index, {
    '00200032': ['DS', `-10\\-10\\${String(index)}`],
    '00180050': ['DS', '1'],
    '00280010': ['US', edge],
    '00280011': ['US', edge],
    '00281050': ['DS', '600'],
    '00281051': ['DS', '1200'],
    '7FE00010': ['OW', new Uint8Array(numberedPixels(index, edge, edge).buffer)],
  }),
  ...overrides,
});

/** A run of colour frames, uncompressed, that carry their 0-based index; `frameTime` in ms. */
export const numberedCine = (frames: number, columns: number, rows: number, frameTime: number): Uint8Array => {
  const bytes = new Uint8Array(frames * columns * rows * 3);
  for (let frame = 0; frame < frames; frame += 1) {
    const row = new Uint8Array(columns * 3);
    for (let column = 0; column < columns; column += 1)
      row.set(isBright(frame, column, columns) ? [250, 220, 200] : [20, 30, 40], column * 3);
    const wedge = Uint8Array.from({ length: columns * 3 }, (_, at) => (at / columns) * 80);
    for (let at = 0; at < rows / 6; at += 1) bytes.set(wedge, (frame * rows + at) * columns * 3);
    for (let at = Math.ceil(rows / 6); at < rows; at += 1) bytes.set(row, (frame * rows + at) * columns * 3);
  }
  return part10({
    '00080016': ['UI', '1.2.840.10008.5.1.4.1.1.3.1'],
    '00080018': ['UI', '1.2.3.6.1.1'],
    '00080060': ['CS', 'US'],
    '0008103E': ['LO', 'Synthetic run'],
    '00181063': ['DS', String(frameTime)],
    '0020000D': ['UI', '1.2.3.6'],
    '0020000E': ['UI', '1.2.3.6.1'],
    '00280002': ['US', 3],
    '00280004': ['CS', 'RGB'],
    '00280006': ['US', 0],
    '00280008': ['IS', String(frames)],
    '00280009': ['AT', new Uint8Array([0x18, 0x00, 0x63, 0x10])],
    '00280010': ['US', rows],
    '00280011': ['US', columns],
    '00280100': ['US', 8],
    '00280101': ['US', 8],
    '00280102': ['US', 7],
    '00280103': ['US', 0],
    '7FE00010': ['OB', bytes],
  });
};
