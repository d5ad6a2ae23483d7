/** Values that stand for no picture at all (PS3.3 C.7.5.1.1.2), after rescaling. */
export interface PaddingRange {
  readonly lowest: number;
  readonly highest: number;
}

export interface ValueRange {
  readonly lowest: number;
  readonly highest: number;
}

/** The values that belong to the picture; null where there are none. */
export const valueRange = (values: ArrayLike<number>, padding: PaddingRange): ValueRange | null => {
  let lowest = Infinity;
  let highest = -Infinity;
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index] ?? 0;
    if (value >= padding.lowest && value <= padding.highest) continue;
    if (value < lowest) lowest = value;
    if (value > highest) highest = value;
  }
  return lowest <= highest ? { lowest, highest } : null;
};

/** What padding is shown as where it would be brighter than everything in the picture: the picture's darkest value. Null where it stays as it is. */
export const paddingBackground = (padding: PaddingRange, picture: ValueRange, isInverted: boolean): number | null => {
  const isBright = isInverted ? padding.highest < picture.lowest : padding.lowest > picture.highest;
  if (!isBright) return null;
  return isInverted ? picture.highest : picture.lowest;
};

/** Makes padding look like background. Returns whether anything was changed. */
export const darkenPadding = (
  values: { readonly length: number; [index: number]: number },
  padding: PaddingRange,
  picture: ValueRange,
  isInverted: boolean,
): boolean => {
  const background = paddingBackground(padding, picture, isInverted);
  if (background === null) return false;
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index] ?? 0;
    if (value >= padding.lowest && value <= padding.highest) values[index] = background;
  }
  return true;
};

/** Padding as it is stored, rescaled like the pixels; single precision where those are. */
export const paddingRange = (
  { value, limit }: { readonly value: number; readonly limit: number | undefined },
  rescale: (stored: number) => number,
): PaddingRange => {
  const [one, other] = [rescale(value), rescale(limit ?? value)];
  return { lowest: Math.min(one, other), highest: Math.max(one, other) };
};
