/** Bits of the entropy-coded part of a JPEG stream (ITU-T T.81 F.2.2): stuffed zero bytes left out, ends at a marker. */
export interface BitReader {
  /** Reads bits, most significant first; zeros after the end. */
  read(count: number): number;
  decode(table: HuffmanTable): number;
  /** Forgets what is left of the last byte and steps over a restart marker. False where another marker or the end stands here. */
  restart(): boolean;
  /** Index of the first byte that isn't entropy-coded data. */
  position(): number;
}

/** For every 16 bits that may come next: length of the code times 256 plus its value; 0 where there is no such code. */
export type HuffmanTable = Uint16Array;

/** From the number of codes of each length and their values (T.81 C.2). */
export const huffmanTable = (counts: Uint8Array, values: Uint8Array): HuffmanTable => {
  const table = new Uint16Array(65_536);
  let code = 0;
  let index = 0;
  for (let length = 1; length <= 16; length += 1) {
    for (let left = counts[length - 1] ?? 0; left > 0; left -= 1) {
      table.fill(length * 256 + (values[index] ?? 0), code << (16 - length), (code + 1) << (16 - length));
      code += 1;
      index += 1;
    }
    code <<= 1;
  }
  return table;
};

export const bitReader = (bytes: Uint8Array, start: number): BitReader => {
  let at = start;
  let buffer = 0;
  let available = 0;
  const fill = (wanted: number): void => {
    while (available < wanted) {
      const byte = bytes[at] ?? 0xff;
      let next = byte;
      if (byte !== 0xff) at += 1;
      else if (bytes[at + 1] === 0) at += 2;
      else next = 0;
      buffer = ((buffer << 8) | next) & 0xff_ffff;
      available += 8;
    }
  };
  const read = (count: number): number => {
    if (count === 0) return 0;
    fill(count);
    available -= count;
    return (buffer >> available) & ((1 << count) - 1);
  };
  return {
    read,
    decode: (table) => {
      fill(16);
      const entry = table[(buffer >> (available - 16)) & 0xffff] ?? 0;
      const length = entry >> 8;
      if (length === 0) throw new Error('the compressed pixels are damaged');
      available -= length;
      return entry & 0xff;
    },
    restart: () => {
      buffer = 0;
      available = 0;
      const marker = bytes[at + 1] ?? 0;
      if (bytes[at] !== 0xff || marker < 0xd0 || marker > 0xd7) return false;
      at += 2;
      return true;
    },
    position: () => at,
  };
};

/** A number of that many bits in the sign convention of T.81 (F.2.2.1, EXTEND). */
export const receive = (reader: BitReader, bits: number): number => {
  if (bits === 0) return 0;
  const value = reader.read(bits);
  return value < 1 << (bits - 1) ? value - (1 << bits) + 1 : value;
};
