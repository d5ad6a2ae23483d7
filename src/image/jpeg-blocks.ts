import { receive, type BitReader, type HuffmanTable } from './jpeg-bits.ts';

/** What a scan says of the coefficients that it carries. */
export interface Scan {
  readonly spectralStart: number;
  readonly spectralEnd: number;
  /** Bits that earlier scans have left out, and that this one leaves out (T.81 G.1.1.1.2). */
  readonly successiveHigh: number;
  readonly successiveLow: number;
  /** Blocks that are still to be passed over: the end of band runs on (G.1.2.2). */
  endOfBandRun: number;
}

export interface BlockCoder {
  readonly dc: HuffmanTable | undefined;
  readonly ac: HuffmanTable | undefined;
  prediction: number;
}

/** Zig-zag order (T.81 figure 5) as row × 8 + column. */
export const ZIG_ZAG: readonly number[] = (() => {
  const order: number[] = [];
  for (let sum = 0; sum < 15; sum += 1) {
    const along = Array.from({ length: 8 }, (_, row) => row).filter((row) => sum - row >= 0 && sum - row < 8);
    for (const row of sum % 2 === 0 ? along.toReversed() : along) order.push(row * 8 + (sum - row));
  }
  return order;
})();

const needed = (table: HuffmanTable | undefined): HuffmanTable => {
  if (!table) throw new Error('the compressed pixels lack a code table');
  return table;
};

type BlockDecoder = (reader: BitReader, coder: BlockCoder, block: Int32Array, scan: Scan) => void;

const difference = (reader: BitReader, coder: BlockCoder): number => {
  coder.prediction += receive(reader, reader.decode(needed(coder.dc)));
  return coder.prediction;
};

/** Sequential: the whole block at once (F.2.2). */
export const sequentialBlock: BlockDecoder = (reader, coder, block) => {
  block[0] = difference(reader, coder);
  const ac = needed(coder.ac);
  for (let at = 1; at < 64; at += 1) {
    const symbol = reader.decode(ac);
    const [run, bits] = [symbol >> 4, symbol & 15];
    if (bits === 0 && run < 15) return;
    at += run;
    if (bits > 0) block[ZIG_ZAG[at] ?? 0] = receive(reader, bits);
  }
};

const firstDc: BlockDecoder = (reader, coder, block, { successiveLow }) => {
  block[0] = difference(reader, coder) << successiveLow;
};

const refinedDc: BlockDecoder = (reader, _coder, block, { successiveLow }) => {
  block[0] = (block[0] ?? 0) | (reader.read(1) << successiveLow);
};

const firstAc: BlockDecoder = (reader, coder, block, scan) => {
  if (scan.endOfBandRun > 0) {
    scan.endOfBandRun -= 1;
    return;
  }
  const ac = needed(coder.ac);
  for (let at = scan.spectralStart; at <= scan.spectralEnd; at += 1) {
    const symbol = reader.decode(ac);
    const [run, bits] = [symbol >> 4, symbol & 15];
    if (bits === 0 && run < 15) {
      scan.endOfBandRun = (1 << run) - 1 + reader.read(run);
      return;
    }
    at += run;
    if (bits > 0) block[ZIG_ZAG[at] ?? 0] = receive(reader, bits) * (1 << scan.successiveLow);
  }
};

/** One more bit of what is known not to be zero, and values that become it now (G.1.2.3). */
const refinedAc: BlockDecoder = (reader, coder, block, scan) => {
  const step = 1 << scan.successiveLow;
  const refine = (place: number): void => {
    const value = block[place] ?? 0;
    if (reader.read(1) === 1 && (Math.abs(value) & step) === 0) block[place] = value + (value > 0 ? step : -step);
  };
  let at = scan.spectralStart;
  if (scan.endOfBandRun === 0) {
    const ac = needed(coder.ac);
    while (at <= scan.spectralEnd) {
      const symbol = reader.decode(ac);
      let run = symbol >> 4;
      const isNew = (symbol & 15) !== 0;
      if (!isNew && run < 15) {
        scan.endOfBandRun = (1 << run) + reader.read(run);
        break;
      }
      const fresh = isNew ? (reader.read(1) === 1 ? step : -step) : 0;
      for (; at <= scan.spectralEnd; at += 1) {
        const place = ZIG_ZAG[at] ?? 0;
        if (block[place] !== 0) refine(place);
        else if (run === 0) {
          block[place] = fresh;
          at += 1;
          break;
        } else run -= 1;
      }
    }
  }
  if (scan.endOfBandRun === 0) return;
  for (; at <= scan.spectralEnd; at += 1) {
    const place = ZIG_ZAG[at] ?? 0;
    if (block[place] !== 0) refine(place);
  }
  scan.endOfBandRun -= 1;
};

/** How the blocks of a progressive scan are decoded (G.2). */
export const progressiveBlock = ({ spectralStart, successiveHigh }: Scan): BlockDecoder => {
  if (spectralStart === 0) return successiveHigh === 0 ? firstDc : refinedDc;
  return successiveHigh === 0 ? firstAc : refinedAc;
};

const COSINES = Float64Array.from({ length: 64 }, (_, index) => {
  const [sample, frequency] = [index >> 3, index & 7];
  return (Math.cos(((2 * sample + 1) * frequency * Math.PI) / 16) * (frequency === 0 ? Math.SQRT1_2 : 1)) / 2;
});

/** Inverse cosine transform (A.3.3) of dequantised coefficients, in double precision, rows then columns. */
export const inverseTransform = (coefficients: Float64Array, samples: Float64Array): void => {
  for (let row = 0; row < 64; row += 8)
    for (let sample = 0; sample < 8; sample += 1) {
      let sum = 0;
      for (let frequency = 0; frequency < 8; frequency += 1)
        sum += (coefficients[row + frequency] ?? 0) * (COSINES[sample * 8 + frequency] ?? 0);
      samples[row + sample] = sum;
    }
  const column = new Float64Array(8);
  for (let at = 0; at < 8; at += 1) {
    for (let row = 0; row < 8; row += 1) column[row] = samples[row * 8 + at] ?? 0;
    for (let sample = 0; sample < 8; sample += 1) {
      let sum = 0;
      for (let frequency = 0; frequency < 8; frequency += 1)
        sum += (column[frequency] ?? 0) * (COSINES[sample * 8 + frequency] ?? 0);
      samples[sample * 8 + at] = sum;
    }
  }
};
