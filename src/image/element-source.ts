import type { AttributeName } from './dictionary.ts';

/**
 * A data set, wherever it came from (a file, DICOMweb metadata, a host). What is absent or empty is undefined; it never becomes 0 or ''.
 */
export interface ElementSource {
  /** Text values, trimmed; an empty one among several stays '' so that positions hold. */
  strings(name: AttributeName): readonly string[] | undefined;
  /** Numeric values; one that can't be read as a number is NaN. */
  numbers(name: AttributeName): readonly number[] | undefined;
  /** The items of a sequence. */
  items(name: AttributeName): readonly ElementSource[] | undefined;
}

export const textOf = (source: ElementSource, name: AttributeName): string | undefined => {
  const text = source.strings(name)?.join('\\');
  return text === '' ? undefined : text;
};

/** The first value of a code string. */
export const codeOf = (source: ElementSource, name: AttributeName): string | undefined => {
  const code = source.strings(name)?.[0]?.toUpperCase();
  return code === '' ? undefined : code;
};

/** A UID; characters that no UID has make it absent, because it would be written into records. */
export const uidOf = (source: ElementSource, name: AttributeName): string | undefined => {
  const uid = source.strings(name)?.[0];
  return uid !== undefined && uid.length <= 64 && /^[0-9]+(\.[0-9]+)*$/.test(uid) ? uid : undefined;
};

export const numberOf = (source: ElementSource, name: AttributeName): number | undefined => {
  const value = source.numbers(name)?.[0];
  return value !== undefined && Number.isFinite(value) ? value : undefined;
};

/** A size: zero, negative and unreadable values count as missing. */
export const positiveOf = (source: ElementSource, name: AttributeName): number | undefined => {
  const value = numberOf(source, name);
  return value !== undefined && value > 0 ? value : undefined;
};

/** All values, when every one is finite. */
export const numbersOf = (source: ElementSource, name: AttributeName): readonly number[] | undefined => {
  const values = source.numbers(name);
  return values !== undefined && values.length > 0 && values.every(Number.isFinite) ? values : undefined;
};

/** Sizes between rows and between columns, in DICOM's order (vertical first). */
export interface SpacingPair {
  readonly betweenRows: number;
  readonly betweenColumns: number;
}

/** A spacing attribute: two positive values, else missing. */
export const spacingOf = (source: ElementSource, name: AttributeName): SpacingPair | undefined => {
  const values = source.numbers(name);
  const [betweenRows, betweenColumns] = values ?? [];
  if (betweenRows === undefined || betweenColumns === undefined) return undefined;
  if (!Number.isFinite(betweenRows) || !Number.isFinite(betweenColumns) || betweenRows <= 0 || betweenColumns <= 0)
    return undefined;
  return { betweenRows, betweenColumns };
};

/** The first item of a sequence. */
export const itemOf = (source: ElementSource | undefined, name: AttributeName): ElementSource | undefined =>
  source?.items(name)?.[0];

/** What the first of several places says that says it. */
export const firstOf = <Value>(
  places: readonly ElementSource[],
  read: (place: ElementSource) => Value | undefined,
): Value | undefined => {
  for (const place of places) {
    const value = read(place);
    if (value !== undefined) return value;
  }
  return undefined;
};
