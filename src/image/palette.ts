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
  const [entries, first, bits] = source.numbers('RedPaletteColorLookupTableDescriptor') ?? [];
  if (entries === undefined || first === undefined || bits === undefined) return null;
  // 0 stands for 65 536, which the attribute has no room for.
  const count = entries === 0 ? 65_536 : entries;
  const [red, green, blue] = (['Red', 'Green', 'Blue'] as const).map((colour) => {
    const segments = source.numbers(`Segmented${colour}PaletteColorLookupTableData`);
    const values = source.numbers(`${colour}PaletteColorLookupTableData`) ?? (segments && expanded(segments, count));
    return values && values.length >= count ? Uint16Array.from(values) : null;
  });
  return red && green && blue ? { descriptor: [count, first, bits], red, green, blue } : null;
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
