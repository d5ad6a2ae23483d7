const number = (value: number): string => String(Number(value.toPrecision(3)));

const angle = (degrees: number, plus: string, minus: string): string =>
  `${degrees < 0 ? minus : plus} ${number(Math.abs(degrees))}°`;

/** A C-arm's angles as angiographers say them: "RAO 32° CRA 6°". Empty where one isn't known. */
export const angleWords = (
  primaryAngle: number | null | undefined,
  secondaryAngle: number | null | undefined,
): string =>
  typeof primaryAngle === 'number' && typeof secondaryAngle === 'number'
    ? `${angle(primaryAngle, 'LAO', 'RAO')} ${angle(secondaryAngle, 'CRA', 'CAU')}`
    : '';
