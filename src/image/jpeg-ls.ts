import type { JpegPicture } from './jpeg-dct.ts';

/** What a stream says of its samples and its coding (ITU-T T.87 C.2). */
interface Coding {
  readonly columns: number;
  readonly rows: number;
  readonly maximum: number;
  /** How far a value may be off: 0 is lossless. */
  readonly near: number;
  readonly thresholds: readonly [number, number, number];
  readonly reset: number;
}

const damaged = (): Error => new Error('the compressed pixels are damaged');

/** How long runs are told, by how well runs have gone (A.7.1.1). */
const RUN_BITS = [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 9, 10, 11, 12, 13, 14, 15];
/** Contexts of regular samples, then those of what ends a run: on an edge, and within a plane. */
const REGULAR = 365;
const MAX_SAMPLES = 268_435_456;

/**
 * Decodes JPEG-LS (ITU-T T.87), lossless or nearly so: one component, or several that follow each other. Throws on components that are mixed,
 * on anything else, and on damage.
 */
export const decodeJpegLs = (bytes: Uint8Array): JpegPicture => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let frame:
    | { readonly columns: number; readonly rows: number; readonly precision: number; readonly components: number }
    | undefined;
  let preset: readonly number[] = [];
  const planes: Uint16Array[] = [];
  let at = 2;
  while (at + 4 <= bytes.length && planes.length < (frame?.components ?? 1)) {
    const marker = view.getUint8(at + 1);
    // Fill bytes, and what is left of a scan that is over.
    if (bytes[at] !== 0xff || marker === 0xff || marker < 0xc0) {
      at += 1;
      continue;
    }
    const length = view.getUint16(at + 2);
    const start = at + 4;
    if (marker === 0xf7) {
      frame = {
        precision: view.getUint8(start),
        rows: view.getUint16(start + 1),
        columns: view.getUint16(start + 3),
        components: view.getUint8(start + 5),
      };
    } else if (marker === 0xf8 && view.getUint8(start) === 1) {
      preset = [1, 3, 5, 7, 9].map((offset) => view.getUint16(start + offset));
    } else if (marker === 0xda) {
      if (!frame) throw damaged();
      const inScan = view.getUint8(start);
      if (inScan !== 1) throw new Error('components that are mixed are not decoded');
      const coding = codingOf(frame, view.getUint8(start + 1 + 2 * inScan), preset);
      const scan = decodeScan(bytes, at + 2 + length, coding);
      planes.push(scan.samples);
      at = scan.end;
      continue;
    }
    at += 2 + length;
  }
  const [first] = planes;
  if (!frame || !first || planes.length !== frame.components) throw damaged();
  const { columns, rows, precision, components } = frame;
  if (components === 1) return { columns, rows, precision, components, samples: first };
  const samples = new Uint16Array(columns * rows * components);
  planes.forEach((plane, component) => {
    plane.forEach((value, index) => {
      samples[index * components + component] = value;
    });
  });
  return { columns, rows, precision, components, samples };
};

/** Thresholds that the stream doesn't tell follow from its largest value (C.2.4.1.1.1). */
const codingOf = (
  { columns, rows, precision }: { readonly columns: number; readonly rows: number; readonly precision: number },
  near: number,
  [maxval = 0, one = 0, two = 0, three = 0, reset = 0]: readonly number[],
): Coding => {
  if (columns === 0 || rows === 0 || precision < 2 || precision > 16 || columns * rows > MAX_SAMPLES) throw damaged();
  const maximum = maxval === 0 ? 2 ** precision - 1 : maxval;
  const within = (value: number, least: number): number => (value > maximum || value < least ? least : value);
  const factor = maximum >= 128 ? Math.floor((Math.min(maximum, 4095) + 128) / 256) : Math.floor(256 / (maximum + 1));
  const usual = (basic: number, least: number, nears: number): number =>
    maximum >= 128
      ? factor * (basic - least) + least + nears * near
      : Math.max(least, Math.floor(basic / factor) + nears * near);
  const first = one === 0 ? within(usual(3, 2, 3), near + 1) : one;
  const second = two === 0 ? within(usual(7, 3, 5), first) : two;
  const third = three === 0 ? within(usual(21, 4, 7), second) : three;
  return { columns, rows, maximum, near, thresholds: [first, second, third], reset: reset === 0 ? 64 : reset };
};

/** Bits of a scan; after a byte of ones the next one holds seven (A.1). */
class Bits {
  readonly #bytes: Uint8Array;
  at: number;
  #buffer = 0;
  #available = 0;
  #afterOnes = false;
  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.at = at;
  }

  bit(): number {
    if (this.#available === 0) {
      const byte = this.#bytes[this.at];
      // A marker stands where the scan ends.
      if (byte === undefined || (this.#afterOnes && byte >= 0x80)) throw damaged();
      this.#buffer = byte;
      this.#available = this.#afterOnes ? 7 : 8;
      this.#afterOnes = byte === 0xff;
      this.at += 1;
    }
    this.#available -= 1;
    return (this.#buffer >> this.#available) & 1;
  }

  read(count: number): number {
    let value = 0;
    for (let left = count; left > 0; left -= 1) value = (value << 1) | this.bit();
    return value;
  }

  /** A number in Golomb code of a limited length (A.5.3). */
  golomb(k: number, limit: number, escapeBits: number): number {
    let zeros = 0;
    while (this.bit() === 0) {
      zeros += 1;
      if (zeros > limit) throw damaged();
    }
    return zeros < limit - escapeBits - 1 ? (zeros << k) + this.read(k) : this.read(escapeBits) + 1;
  }
}

const decodeScan = (
  bytes: Uint8Array,
  start: number,
  coding: Coding,
): { readonly samples: Uint16Array; readonly end: number } => {
  const { columns, rows, maximum, near, thresholds, reset } = coding;
  const bits = new Bits(bytes, start);
  const step = 2 * near + 1;
  const range = Math.floor((maximum + 2 * near) / step) + 1;
  const escapeBits = Math.ceil(Math.log2(range));
  const depth = Math.max(2, Math.ceil(Math.log2(maximum + 1)));
  const limit = 2 * (depth + Math.max(8, depth));
  const sums = new Int32Array(REGULAR + 2).fill(Math.max(2, Math.floor((range + 32) / 64)));
  const counts = new Int32Array(REGULAR + 2).fill(1);
  const biases = new Int32Array(REGULAR);
  const corrections = new Int32Array(REGULAR);
  const negatives = new Int32Array(2);
  let runIndex = 0;

  const [low, middle, high] = thresholds;
  const level = (difference: number): number => {
    const size = Math.abs(difference);
    const found = size <= near ? 0 : size < low ? 1 : size < middle ? 2 : size < high ? 3 : 4;
    return difference < 0 ? -found : found;
  };
  const golombOf = (count: number, sum: number): number => {
    let k = 0;
    while (count << k < sum) k += 1;
    return k;
  };
  /** A predicted value with its error: round the range where it leaves it (A.4.5). */
  const corrected = (predicted: number, error: number): number => {
    let value = predicted + error * step;
    if (value < -near) value += range * step;
    else if (value > maximum + near) value -= range * step;
    return Math.min(maximum, Math.max(0, value));
  };

  const regular = (a: number, b: number, c: number, context: number, sign: 1 | -1): number => {
    const bias = corrections[context] ?? 0;
    const plain = c >= Math.max(a, b) ? Math.min(a, b) : c <= Math.min(a, b) ? Math.max(a, b) : a + b - c;
    const predicted = Math.min(maximum, Math.max(0, plain + sign * bias));
    let sum = sums[context] ?? 0;
    let count = counts[context] ?? 1;
    let drift = biases[context] ?? 0;
    const k = golombOf(count, sum);
    const mapped = bits.golomb(k, limit, escapeBits);
    const isTurned = near === 0 && k === 0 && 2 * drift <= -count;
    const half = mapped >> 1;
    const error = isTurned ? (mapped % 2 === 1 ? half : -half - 1) : mapped % 2 === 0 ? half : -half - 1;
    drift += error * step;
    sum += Math.abs(error);
    if (count === reset) {
      sum >>= 1;
      drift >>= 1;
      count >>= 1;
    }
    count += 1;
    // A.6.2
    let correction = bias;
    if (drift <= -count) {
      drift = Math.max(drift + count, 1 - count);
      if (correction > -128) correction -= 1;
    } else if (drift > 0) {
      drift = Math.min(drift - count, 0);
      if (correction < 127) correction += 1;
    }
    sums[context] = sum;
    counts[context] = count;
    biases[context] = drift;
    corrections[context] = correction;
    return corrected(predicted, sign * error);
  };

  /** The sample that ends a run (A.7.2). */
  const interrupting = (a: number, b: number): number => {
    const isPlane = Math.abs(a - b) <= near ? 1 : 0;
    const context = REGULAR + isPlane;
    let [sum, count, negative] = [sums[context] ?? 0, counts[context] ?? 1, negatives[isPlane] ?? 0];
    const k = golombOf(count, isPlane === 1 ? sum + (count >> 1) : sum);
    const mapped = bits.golomb(k, limit - (RUN_BITS[runIndex] ?? 0) - 1, escapeBits);
    const odd = (mapped + isPlane) % 2;
    const size = (mapped + isPlane + odd) / 2;
    const isNegative = (k !== 0 || 2 * negative >= count) === (odd === 1);
    const error = isNegative ? -size : size;
    if (error < 0) negative += 1;
    sum += (mapped + 1 - isPlane) >> 1;
    if (count === reset) {
      sum >>= 1;
      count >>= 1;
      negative >>= 1;
    }
    count += 1;
    sums[context] = sum;
    counts[context] = count;
    negatives[isPlane] = negative;
    if (runIndex > 0) runIndex -= 1;
    const sign = isPlane === 0 && a > b ? -1 : 1;
    return corrected(isPlane === 1 ? a : b, sign * error);
  };

  const samples = new Uint16Array(columns * rows);
  // One sample more on both sides: left of the line stands the one above its first, right of it the last above.
  let above = new Int32Array(columns + 2);
  let line = new Int32Array(columns + 2);
  for (let row = 0; row < rows; row += 1) {
    above[columns + 1] = above[columns] ?? 0;
    line[0] = above[1] ?? 0;
    let at = 1;
    while (at <= columns) {
      const a = line[at - 1] ?? 0;
      const b = above[at] ?? 0;
      const c = above[at - 1] ?? 0;
      const first = level((above[at + 1] ?? 0) - b);
      const second = level(b - c);
      const third = level(c - a);
      if (first === 0 && second === 0 && third === 0) {
        at = run(
          bits,
          line,
          at,
          columns,
          a,
          () => runIndex,
          (index) => (runIndex = index),
        );
        if (at <= columns) {
          line[at] = interrupting(a, above[at] ?? 0);
          at += 1;
        }
        continue;
      }
      const whole = 81 * first + 9 * second + third;
      line[at] = regular(a, b, c, Math.abs(whole), whole < 0 ? -1 : 1);
      at += 1;
    }
    samples.set(line.subarray(1, columns + 1), row * columns);
    [above, line] = [line, above];
  }
  return { samples, end: bits.at };
};

/** Repeats a sample for as long as the run goes (A.7.1). Returns where it is interrupted, or the place after the line. */
const run = (
  bits: Bits,
  line: Int32Array,
  from: number,
  columns: number,
  value: number,
  index: () => number,
  setIndex: (index: number) => void,
): number => {
  let at = from;
  const repeat = (count: number): void => {
    const end = at + count;
    if (end > columns + 1) throw damaged();
    line.fill(value, at, end);
    at = end;
  };
  while (bits.bit() === 1) {
    const whole = 2 ** (RUN_BITS[index()] ?? 0);
    const left = columns + 1 - at;
    repeat(Math.min(whole, left));
    if (whole <= left && index() < 31) setIndex(index() + 1);
    if (at > columns) return at;
  }
  repeat(bits.read(RUN_BITS[index()] ?? 0));
  // A run that reaches the end isn't ended by a zero.
  if (at > columns) throw damaged();
  return at;
};
