import { bitReader, huffmanTable, type BitReader, type HuffmanTable } from './jpeg-bits.ts';
import {
  inverseTransform,
  progressiveBlock,
  sequentialBlock,
  ZIG_ZAG,
  type BlockCoder,
  type Scan,
} from './jpeg-blocks.ts';

interface Component {
  readonly id: number;
  readonly horizontal: number;
  readonly vertical: number;
  readonly quantization: number;
  /** Blocks that hold samples of the image; those stored round up to whole groups. */
  readonly blocksAcross: number;
  readonly blocksDown: number;
  readonly storedAcross: number;
  readonly coefficients: Int32Array;
}

interface Frame {
  readonly isProgressive: boolean;
  readonly precision: number;
  readonly columns: number;
  readonly rows: number;
  readonly groupsAcross: number;
  readonly groupsDown: number;
  readonly components: readonly Component[];
}

/** Samples of a picture as they are stored, colour by pixel, without any conversion of colours. */
export interface JpegPicture {
  readonly columns: number;
  readonly rows: number;
  readonly components: number;
  readonly precision: number;
  readonly samples: Uint16Array;
}

const MAX_BLOCKS = 4_194_304;
const damaged = (): Error => new Error('the compressed pixels are damaged');

/**
 * Decodes JPEG of 8 or 12 bits by the cosine transform: baseline, extended sequential and progressive, Huffman-coded (ITU-T T.81 processes 1,
 * 2, 4, 6, 8, 10 and 12). Throws on anything else and on damage.
 */
export const decodeJpeg = (bytes: Uint8Array): JpegPicture => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const quantizations: Float64Array[] = [];
  const tables = { dc: [] as HuffmanTable[], ac: [] as HuffmanTable[] };
  let frame: Frame | undefined;
  let restartInterval = 0;
  let at = 2;
  while (at + 4 <= bytes.length) {
    const marker = view.getUint8(at + 1);
    // Between scans: padding, and restart markers that follow the last interval.
    if (bytes[at] !== 0xff || marker === 0xff || marker === 0 || (marker >= 0xd0 && marker <= 0xd7)) {
      at += 1;
      continue;
    }
    if (marker === 0xd9) break;
    const end = at + 2 + view.getUint16(at + 2);
    if (end > bytes.length) throw damaged();
    const segment = bytes.subarray(at + 4, end);
    if (marker === 0xdb) readQuantizations(segment, quantizations);
    else if (marker === 0xc4) readTables(segment, tables);
    else if (marker === 0xdd) restartInterval = view.getUint16(at + 4);
    else if (marker >= 0xc0 && marker <= 0xc2) frame = readFrame(segment, marker === 0xc2);
    else if (marker > 0xc2 && marker <= 0xcf && marker !== 0xc8 && marker !== 0xcc)
      throw new Error('this process of JPEG is not decoded');
    at = end;
    if (marker === 0xda) {
      if (!frame) throw damaged();
      at = decodeScan(bytes, end, segment, frame, tables, restartInterval);
    }
  }
  if (!frame) throw damaged();
  return pictureOf(frame, quantizations);
};

const readQuantizations = (segment: Uint8Array, into: Float64Array[]): void => {
  let at = 0;
  while (at < segment.length) {
    const head = segment[at] ?? 0;
    const isWide = head >> 4 === 1;
    const table = new Float64Array(64);
    for (let index = 0; index < 64; index += 1) {
      const from = at + 1 + index * (isWide ? 2 : 1);
      table[ZIG_ZAG[index] ?? 0] = isWide
        ? (segment[from] ?? 0) * 256 + (segment[from + 1] ?? 0)
        : (segment[from] ?? 0);
    }
    into[head & 15] = table;
    at += 1 + (isWide ? 128 : 64);
  }
};

const readTables = (segment: Uint8Array, into: { readonly dc: HuffmanTable[]; readonly ac: HuffmanTable[] }): void => {
  let at = 0;
  while (at + 17 <= segment.length) {
    const head = segment[at] ?? 0;
    const counts = segment.subarray(at + 1, at + 17);
    const total = counts.reduce((sum, count) => sum + count, 0);
    (head >> 4 === 0 ? into.dc : into.ac)[head & 15] = huffmanTable(counts, segment.subarray(at + 17, at + 17 + total));
    at += 17 + total;
  }
};

const readFrame = (segment: Uint8Array, isProgressive: boolean): Frame => {
  const [precision = 0, rowsHigh = 0, rowsLow = 0, columnsHigh = 0, columnsLow = 0, count = 0] = segment;
  const [rows, columns] = [rowsHigh * 256 + rowsLow, columnsHigh * 256 + columnsLow];
  const sampling = Array.from({ length: count }, (_, index) => {
    const [id = 0, factors = 0, quantization = 0] = segment.subarray(6 + index * 3);
    return { id, horizontal: factors >> 4, vertical: factors & 15, quantization };
  });
  const widest = Math.max(0, ...sampling.map(({ horizontal }) => horizontal));
  const tallest = Math.max(0, ...sampling.map(({ vertical }) => vertical));
  if (rows === 0 || columns === 0 || sampling.some(({ horizontal, vertical }) => !horizontal || !vertical) || !widest)
    throw damaged();
  const groupsAcross = Math.ceil(columns / (8 * widest));
  const groupsDown = Math.ceil(rows / (8 * tallest));
  if (groupsAcross * groupsDown * widest * tallest * count > MAX_BLOCKS) throw new Error('the picture is too large');
  return {
    isProgressive,
    precision,
    columns,
    rows,
    groupsAcross,
    groupsDown,
    components: sampling.map((component) => ({
      ...component,
      blocksAcross: Math.ceil((columns * component.horizontal) / widest / 8),
      blocksDown: Math.ceil((rows * component.vertical) / tallest / 8),
      storedAcross: groupsAcross * component.horizontal,
      coefficients: new Int32Array(groupsAcross * groupsDown * component.horizontal * component.vertical * 64),
    })),
  };
};

interface ScanComponent {
  readonly component: Component;
  readonly coder: BlockCoder;
}

/** Decodes one scan; answers with where it ends. */
const decodeScan = (
  bytes: Uint8Array,
  start: number,
  header: Uint8Array,
  frame: Frame,
  tables: { readonly dc: readonly HuffmanTable[]; readonly ac: readonly HuffmanTable[] },
  restartInterval: number,
): number => {
  const count = header[0] ?? 0;
  const parts = Array.from({ length: count }, (_, index): ScanComponent => {
    const [id, selector = 0] = header.subarray(1 + index * 2);
    const component = frame.components.find((candidate) => candidate.id === id);
    if (!component) throw damaged();
    return { component, coder: { dc: tables.dc[selector >> 4], ac: tables.ac[selector & 15], prediction: 0 } };
  });
  const [spectralStart = 0, spectralEnd = 63, successive = 0] = header.subarray(1 + count * 2);
  const scan: Scan = {
    spectralStart,
    spectralEnd: Math.min(63, spectralEnd),
    successiveHigh: successive >> 4,
    successiveLow: successive & 15,
    endOfBandRun: 0,
  };
  const decodeBlock = frame.isProgressive ? progressiveBlock(scan) : sequentialBlock;
  const reader = bitReader(bytes, start);
  const [only] = parts;
  const across = only && count === 1 ? only.component.blocksAcross : frame.groupsAcross;
  const down = only && count === 1 ? only.component.blocksDown : frame.groupsDown;
  const blockAt = ({ component, coder }: ScanComponent, row: number, column: number): void => {
    const from = (row * component.storedAcross + column) * 64;
    decodeBlock(reader, coder, component.coefficients.subarray(from, from + 64), scan);
  };
  for (let group = 0; group < across * down; group += 1) {
    if (restartInterval > 0 && group > 0 && group % restartInterval === 0) restart(reader, parts, scan);
    const [row, column] = [Math.floor(group / across), group % across];
    if (only && count === 1) {
      blockAt(only, row, column);
      continue;
    }
    for (const part of parts)
      for (let y = 0; y < part.component.vertical; y += 1)
        for (let x = 0; x < part.component.horizontal; x += 1)
          blockAt(part, row * part.component.vertical + y, column * part.component.horizontal + x);
  }
  return reader.position();
};

const restart = (reader: BitReader, parts: readonly ScanComponent[], scan: Scan): void => {
  if (!reader.restart()) throw damaged();
  for (const { coder } of parts) coder.prediction = 0;
  scan.endOfBandRun = 0;
};

const pictureOf = (frame: Frame, quantizations: readonly Float64Array[]): JpegPicture => {
  const { columns, rows, precision, components } = frame;
  const samples = new Uint16Array(columns * rows * components.length);
  components.forEach((component, index) => {
    const quantization = quantizations[component.quantization];
    if (!quantization) throw damaged();
    addComponent(frame, component, quantization, samples, index);
  });
  return { columns, rows, components: components.length, precision, samples };
};

/** Transforms the blocks of a component and writes its samples; where it has fewer than the picture, each stands for several pixels. */
const addComponent = (
  { columns, rows, precision, components, groupsDown }: Frame,
  { coefficients, storedAcross, horizontal, vertical }: Component,
  quantization: Float64Array,
  samples: Uint16Array,
  index: number,
): void => {
  const [level, highest] = [2 ** (precision - 1), 2 ** precision - 1];
  const [width, height] = [storedAcross * 8, groupsDown * vertical * 8];
  const plane = new Uint16Array(width * height);
  const block = new Float64Array(64);
  const values = new Float64Array(64);
  for (let number = 0; number < storedAcross * groupsDown * vertical; number += 1) {
    for (let at = 0; at < 64; at += 1) block[at] = (coefficients[number * 64 + at] ?? 0) * (quantization[at] ?? 0);
    inverseTransform(block, values);
    const corner = Math.floor(number / storedAcross) * 8 * width + (number % storedAcross) * 8;
    for (let at = 0; at < 64; at += 1)
      plane[corner + (at >> 3) * width + (at & 7)] = Math.min(
        highest,
        Math.max(0, Math.round((values[at] ?? 0) + level)),
      );
  }
  const across = horizontal / Math.max(...components.map((one) => one.horizontal));
  const down = vertical / Math.max(...components.map((one) => one.vertical));
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1)
      samples[(row * columns + column) * components.length + index] =
        plane[Math.floor(row * down) * width + Math.floor(column * across)] ?? 0;
};
