import { bitReader, huffmanTable, receive, type BitReader, type HuffmanTable } from './jpeg-bits.ts';
import type { JpegPicture } from './jpeg-dct.ts';

const damaged = (): Error => new Error('the compressed pixels are damaged');
const MAX_SAMPLES = 268_435_456;

interface Frame {
  readonly precision: number;
  readonly columns: number;
  readonly rows: number;
  readonly ids: readonly number[];
}

/**
 * Decodes lossless JPEG, Huffman-coded (ITU-T T.81 annex H, process 14): components of equal size, mixed or one after the other. Throws on
 * anything else and on damage.
 */
export const decodeLosslessJpeg = (bytes: Uint8Array): JpegPicture => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tables: HuffmanTable[] = [];
  let frame: Frame | undefined;
  let restartInterval = 0;
  let samples = new Uint16Array();
  const done = new Set<number>();
  let at = 2;
  while (at + 4 <= bytes.length && done.size < (frame?.ids.length ?? 1)) {
    const marker = view.getUint8(at + 1);
    if (bytes[at] !== 0xff || marker === 0xff || marker === 0 || (marker >= 0xd0 && marker <= 0xd7)) {
      at += 1;
      continue;
    }
    if (marker === 0xd9) break;
    const end = at + 2 + view.getUint16(at + 2);
    if (end > bytes.length) throw damaged();
    const segment = bytes.subarray(at + 4, end);
    if (marker === 0xc4) readTables(segment, tables);
    else if (marker === 0xdd) restartInterval = view.getUint16(at + 4);
    else if (marker === 0xc3) {
      frame = readFrame(segment);
      samples = new Uint16Array(frame.columns * frame.rows * frame.ids.length);
    } else if (marker > 0xc3 && marker <= 0xcf && marker !== 0xc8 && marker !== 0xcc)
      throw new Error('this process of JPEG is not decoded');
    at = end;
    if (marker === 0xda) {
      if (!frame) throw damaged();
      const [count = 0] = segment;
      const parts = Array.from({ length: count }, (_, index) => {
        const [id = 0, selector = 0] = segment.subarray(1 + index * 2);
        return { component: frame?.ids.indexOf(id) ?? -1, table: tables[selector >> 4] };
      });
      if (parts.some(({ component, table }) => component < 0 || !table) || count === 0) throw damaged();
      const [predictor = 0, , successive = 0] = segment.subarray(1 + count * 2);
      const reader = bitReader(bytes, at);
      decodeScan(reader, frame, samples, parts as readonly Part[], {
        predictor,
        shift: successive & 15,
        restartInterval,
      });
      for (const { component } of parts) done.add(component);
      at = reader.position();
    }
  }
  if (!frame || done.size < frame.ids.length) throw damaged();
  return {
    columns: frame.columns,
    rows: frame.rows,
    components: frame.ids.length,
    precision: frame.precision,
    samples,
  };
};

interface Part {
  readonly component: number;
  readonly table: HuffmanTable;
}

const readTables = (segment: Uint8Array, into: HuffmanTable[]): void => {
  let at = 0;
  while (at + 17 <= segment.length) {
    const counts = segment.subarray(at + 1, at + 17);
    const total = counts.reduce((sum, count) => sum + count, 0);
    into[(segment[at] ?? 0) & 15] = huffmanTable(counts, segment.subarray(at + 17, at + 17 + total));
    at += 17 + total;
  }
};

const readFrame = (segment: Uint8Array): Frame => {
  const [precision = 0, rowsHigh = 0, rowsLow = 0, columnsHigh = 0, columnsLow = 0, count = 0] = segment;
  const [rows, columns] = [rowsHigh * 256 + rowsLow, columnsHigh * 256 + columnsLow];
  if (
    rows === 0 ||
    columns === 0 ||
    precision < 2 ||
    precision > 16 ||
    count === 0 ||
    columns * rows * count > MAX_SAMPLES
  )
    throw damaged();
  const parts = Array.from({ length: count }, (_, index) => {
    const [id = 0, factors = 0] = segment.subarray(6 + index * 3);
    return { id, factors };
  });
  if (parts.some(({ factors }) => factors !== parts[0]?.factors))
    throw new Error('components of other sizes are not decoded');
  return { precision, columns, rows, ids: parts.map(({ id }) => id) };
};

const decodeScan = (
  reader: BitReader,
  { columns, rows, precision, ids }: Frame,
  samples: Uint16Array,
  parts: readonly Part[],
  {
    predictor,
    shift,
    restartInterval,
  }: { readonly predictor: number; readonly shift: number; readonly restartInterval: number },
): void => {
  const predict = PREDICTORS[predictor];
  if (!predict) throw damaged();
  const begin = 2 ** (precision - shift - 1);
  const planes = parts.map(() => new Int32Array(columns * rows));
  // Where the prediction begins anew: at the start, and after each restart (H.1.1).
  let first = 0;
  for (let index = 0; index < columns * rows; index += 1) {
    if (restartInterval > 0 && index > 0 && index % restartInterval === 0) {
      if (!reader.restart()) throw damaged();
      first = index;
    }
    const column = index % columns;
    parts.forEach(({ component, table }, part) => {
      const plane = planes[part];
      if (!plane) return;
      const left = plane[index - 1] ?? 0;
      const above = plane[index - columns] ?? 0;
      const predicted =
        index === first
          ? begin
          : index - first < columns
            ? left
            : column === 0
              ? above
              : predict(left, above, plane[index - columns - 1] ?? 0);
      const value = (predicted + difference(reader, table)) & 0xffff;
      plane[index] = value;
      samples[index * ids.length + component] = value << shift;
    });
  }
};

/** H.1.2.2: the largest difference has no further bits. */
const difference = (reader: BitReader, table: HuffmanTable): number => {
  const bits = reader.decode(table);
  return bits === 16 ? 32_768 : receive(reader, bits);
};

/** By the sample on the left, above and above on the left (table H.1). */
const PREDICTORS: readonly (((a: number, b: number, c: number) => number) | null)[] = [
  null,
  (a) => a,
  (_a, b) => b,
  (_a, _b, c) => c,
  (a, b, c) => a + b - c,
  (a, b, c) => a + ((b - c) >> 1),
  (a, b, c) => b + ((a - c) >> 1),
  (a, b) => (a + b) >> 1,
];
