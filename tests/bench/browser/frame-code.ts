/**
 * The number of a frame, written into its pixels as twelve blocks, light for 1: two that are always 1 and 0, then ten bits. The same blocks stand once more
 * near the lower edge, light and dark exchanged, so that a picture that is drawn half, late or scaled otherwise is no right one.
 */
export const BLOCKS = 12;

/** Where the blocks lie, in parts of the picture's width and height. */
export const STRIP = { left: 1 / 8, right: 7 / 8, upper: [1 / 16, 1 / 8], lower: [7 / 8, 15 / 16] } as const;

/** Whether a block of the upper strip is light. */
export const isLight = (number: number, block: number): boolean =>
  block === 0 ? true : block === 1 ? false : ((number >> (block - 2)) & 1) === 1;

/** The number that two rows of lightness (0 to 255) say, upper blocks then lower ones; null where they say none. */
export const numberIn = (lightness: readonly number[]): number | null => {
  const bits = lightness.map((value) => (value > 176 ? 1 : value < 80 ? 0 : null));
  let number = 0;
  for (let block = 0; block < BLOCKS; block += 1) {
    const upper = bits[block] ?? null;
    const lower = bits[BLOCKS + block] ?? null;
    if (upper === null || lower === null || upper === lower) return null;
    if (block < 2 && (upper === 1) !== (block === 0)) return null;
    if (block >= 2) number |= upper << (block - 2);
  }
  return number;
};

/** Of a pixel: true in a light block, false in a dark one, null outside of all. */
export const codeAt = (
  number: number,
  column: number,
  row: number,
  { columns, rows }: { readonly columns: number; readonly rows: number },
): boolean | null => {
  const x = (column + 0.5) / columns;
  const y = (row + 0.5) / rows;
  if (x < STRIP.left || x >= STRIP.right) return null;
  const isIn = ([from, to]: readonly [number, number]): boolean => y >= from && y < to;
  const isUpper = isIn(STRIP.upper);
  if (!isUpper && !isIn(STRIP.lower)) return null;
  const block = Math.floor(((x - STRIP.left) / (STRIP.right - STRIP.left)) * BLOCKS);
  return isLight(number, block) === isUpper;
};
