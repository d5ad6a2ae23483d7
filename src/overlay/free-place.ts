/** A line of text in a picture. CSS px; `y` is its middle. */
export interface TextPlace {
  readonly left: number;
  readonly width: number;
  readonly y: number;
}

/**
 * Where a line of text can be read: where it is wanted, else just below the lines that it would lie on.
 *
 * @param lineHeight CSS px between the middles of two lines
 */
export const freePlace = (wanted: TextPlace, taken: readonly TextPlace[], lineHeight: number): TextPlace => {
  const beside = taken
    .filter(({ left, width }) => left < wanted.left + wanted.width && wanted.left < left + width)
    .toSorted((a, b) => a.y - b.y);
  const y = beside.reduce((at, one) => (Math.abs(one.y - at) < lineHeight ? one.y + lineHeight : at), wanted.y);
  return { ...wanted, y };
};
