import type { ElementSource } from './element-source.ts';

/** Lookup tables of a PALETTE COLOR image (PS3.3 C.7.6.3.1.5): descriptor [entries, first value mapped, bits] and values, per colour. */
export interface Palette {
  readonly descriptor: readonly [entries: number, first: number, bits: number];
  readonly red: Uint16Array;
  readonly green: Uint16Array;
  readonly blue: Uint16Array;
}

/** The palette of an image, written out or in segments; null where it is missing or too short for its descriptor. */
export const paletteOf = (source: ElementSource): Palette | null => {
  const [entries, written, bits] = source.numbers('RedPaletteColorLookupTableDescriptor') ?? [];
  if (entries === undefined || written === undefined || bits === undefined) return null;
  // Signed like the pixels, which implicit VR doesn't show.
  const isSigned = source.numbers('PixelRepresentation')?.[0] === 1;
  const first = isSigned && written >= 32_768 ? written - 65_536 : written;
  // 0 stands for 65 536, which the attribute has no room for.
  const count = entries === 0 ? 65_536 : entries;
  const [red, green, blue] = (['Red', 'Green', 'Blue'] as const).map((colour) => {
    const segments = source.numbers(`Segmented${colour}PaletteColorLookupTableData`);
    const plain = source.numbers(`${colour}PaletteColorLookupTableData`);
    const values = plain ? unpacked(plain, count, bits) : segments && expanded(segments, count);
    return values && values.length >= count ? Uint16Array.from(values) : null;
  });
  return red && green && blue ? { descriptor: [count, first, bits], red, green, blue } : null;
};

/** Entries of eight bits may be written two to a word, the first in its low byte (PS3.3 C.7.6.3.1.6); bytes of a longer entry may be read singly. */
const unpacked = (written: readonly number[], count: number, bits: number): readonly number[] => {
  if (bits <= 8 && written.length < count && written.length * 2 >= count)
    return written.flatMap((word) => [word & 0xff, word >> 8]);
  if (bits > 8 && written.length >= 2 * count && written.every((value) => value < 256))
    return Array.from({ length: count }, (_, index) => (written[2 * index] ?? 0) + 256 * (written[2 * index + 1] ?? 0));
  return written;
};

/**
 * The palette with values of eight bits, as screens have them. A writer may call eight-bit values sixteen-bit ones; that is told by all three
 * colours together.
 */
export const eightBitPalette = ({ descriptor, red, green, blue }: Palette): Palette => {
  const [count, first, bits] = descriptor;
  const isWide = [red, green, blue].some((table) => table.some((value) => value > 255));
  const shift = isWide ? Math.max(0, bits - 8) : 0;
  const narrowed = (table: Uint16Array): Uint16Array => table.map((value) => Math.min(255, value >> shift));
  return { descriptor: [count, first, 8], red: narrowed(red), green: narrowed(green), blue: narrowed(blue) };
};

const DISCRETE = 0;
const LINEAR = 1;
const INDIRECT = 2;

/** The values that segments describe (PS3.3 C.7.9.2): runs written out, runs between two values, and runs of segments said before. */
const expanded = (words: readonly number[], count: number): readonly number[] | null => {
  const values: number[] = [];
  /** Expands segments from a word on: all of them, or as many as asked. Returns false where they make no sense. */
  const expand = (start: number, segments: number, isCopy: boolean): boolean => {
    let at = start;
    for (let done = 0; done < segments && at + 1 < words.length && values.length <= count; done += 1) {
      const [opcode, length = 0] = [words[at], words[at + 1]];
      if (opcode === DISCRETE) {
        values.push(...words.slice(at + 2, at + 2 + length));
        at += 2 + length;
      } else if (opcode === LINEAR) {
        const [from, to] = [values.at(-1), words[at + 2]];
        if (from === undefined || to === undefined) return false;
        for (let step = 1; step <= length; step += 1) values.push(Math.round(from + ((to - from) * step) / length));
        at += 3;
      } else if (opcode === INDIRECT) {
        // Segments that are pointed at may not point on.
        const byte = (words[at + 2] ?? 0) + 65_536 * (words[at + 3] ?? 0);
        if (isCopy || !expand(byte / 2, length, true)) return false;
        at += 4;
      } else return false;
    }
    return true;
  };
  return expand(0, Infinity, false) && values.length >= count ? values.slice(0, count) : null;
};
