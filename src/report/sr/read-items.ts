import type { ElementSource } from '../../image/element-source.ts';
import { codeOf, itemOf, numberOf, numbersOf, textOf, uidOf } from '../../image/element-source.ts';
import type { Code } from './codes.ts';

/** A content item as it was read: what of it is there, whatever wrote it. */
export interface ReadItem {
  readonly valueType: string;
  readonly relationship: string;
  /** Code value and scheme of its concept name; null without one. */
  readonly name: Code | null;
  readonly children: readonly ReadItem[];
  readonly source: ElementSource;
}

/** Levels of content that are read; templates of the standard have about ten. */
const DEEPEST = 24;

export const readItems = (source: ElementSource, level = 0): ReadItem => ({
  valueType: codeOf(source, 'ValueType') ?? '',
  relationship: codeOf(source, 'RelationshipType') ?? '',
  name: readCode(itemOf(source, 'ConceptNameCodeSequence')),
  children: level < DEEPEST ? (source.items('ContentSequence') ?? []).map((item) => readItems(item, level + 1)) : [],
  source,
});

const readCode = (source: ElementSource | undefined): Code | null => {
  const value = source && (textOf(source, 'CodeValue') ?? textOf(source, 'LongCodeValue'));
  const scheme = source && textOf(source, 'CodingSchemeDesignator');
  return source && value !== undefined && scheme !== undefined
    ? { value, scheme, meaning: textOf(source, 'CodeMeaning') ?? '' }
    : null;
};

const isNamed = ({ name }: ReadItem, { value, scheme }: Pick<Code, 'value' | 'scheme'>): boolean =>
  name?.value === value && name.scheme === scheme;

export const childrenNamed = (item: ReadItem, name: Pick<Code, 'value' | 'scheme'>): readonly ReadItem[] =>
  item.children.filter((child) => isNamed(child, name));

export const childNamed = (item: ReadItem, name: Pick<Code, 'value' | 'scheme'>): ReadItem | null =>
  childrenNamed(item, name)[0] ?? null;

/** Text as it can be compared: control characters, line ends and spaces may have been written otherwise. */
export const plainText = (text: string): string =>
  text
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .replaceAll(/\p{Cs}/gu, '\uFFFD')
    .trim();

export const textIn = (item: ReadItem, name: Code): string | null => {
  const found = childNamed(item, name);
  const text = found && textOf(found.source, 'TextValue');
  return text === null || text === undefined ? null : plainText(text);
};

export const textsIn = (item: ReadItem, name: Code): readonly string[] =>
  childrenNamed(item, name).flatMap(({ source }) => {
    const text = textOf(source, 'TextValue');
    return text === undefined ? [] : [plainText(text)];
  });

/** The value of a CODE child. */
export const codeIn = (item: ReadItem, name: Code): Code | null => {
  const found = childNamed(item, name);
  return found ? readCode(itemOf(found.source, 'ConceptCodeSequence')) : null;
};

export const uidIn = (item: ReadItem, name: Code): string | null => {
  const found = childNamed(item, name);
  return (found && uidOf(found.source, 'UID')) ?? null;
};

export interface ReadNumber {
  readonly value: number;
  /** UCUM code. */
  readonly unit: string;
}

/** The number of an item in its unit; null where it has none. The value in double precision counts before the rounded one. */
export const numberOfItem = ({ source }: ReadItem): ReadNumber | null => {
  const measured = itemOf(source, 'MeasuredValueSequence');
  const value = measured && (numberOf(measured, 'FloatingPointValue') ?? numberOf(measured, 'NumericValue'));
  const unit = readCode(itemOf(measured, 'MeasurementUnitsCodeSequence'))?.value;
  return value !== undefined && unit !== undefined ? { value, unit } : null;
};

export const numberIn = (item: ReadItem, name: Code): ReadNumber | null => {
  const found = childNamed(item, name);
  return found ? numberOfItem(found) : null;
};

/** A moment as ISO 8601 in UTC. Without an offset of its own it is in UTC: our reports are, as a whole, where it has none. */
export const instantIn = (item: ReadItem, name: Code): string | null => {
  const found = childNamed(item, name);
  const [, date, clock, fraction = '', offset = '+0000'] =
    /^(\d{8})(\d{6})(\.\d{1,6})?([+-]\d{4})?$/.exec((found && textOf(found.source, 'DateTime')) ?? '') ?? [];
  if (date === undefined || clock === undefined) return null;
  const [, year = '', month = '', day = ''] = /^(....)(..)(..)$/.exec(date) ?? [];
  const [, hour = '', minute = '', second = ''] = /^(..)(..)(..)$/.exec(clock) ?? [];
  const instant = Date.parse(
    `${year}-${month}-${day}T${hour}:${minute}:${second}${fraction.slice(0, 4)}${offset.slice(0, 3)}:${offset.slice(3)}`,
  );
  return Number.isNaN(instant) ? null : new Date(instant).toISOString();
};

export interface ReadReference {
  readonly sopInstanceUID: string;
  readonly frame: number;
}

/** The image that an IMAGE item names; of several frames the first. */
export const referenceOfItem = ({ source }: ReadItem): ReadReference | null => {
  const reference = itemOf(source, 'ReferencedSOPSequence');
  const sopInstanceUID = reference && uidOf(reference, 'ReferencedSOPInstanceUID');
  return sopInstanceUID === undefined
    ? null
    : { sopInstanceUID, frame: numberOf(reference ?? source, 'ReferencedFrameNumber') ?? 1 };
};

/** The image among an item's children, whatever it is called there: what it was selected or inferred from. */
export const imageUnder = (item: ReadItem): ReadReference | null => {
  for (const child of item.children) {
    const found = child.valueType === 'IMAGE' ? referenceOfItem(child) : null;
    if (found) return found;
  }
  return null;
};

export interface ReadGraphic {
  readonly type: string;
  readonly points: readonly (readonly number[])[];
  /** Of positions in the patient. */
  readonly frameOfReferenceUID: string | null;
  /** Of image points. */
  readonly image: ReadReference | null;
}

/** Coordinates of an item; null for one that has none, or half of a point. */
export const graphicOfItem = (item: ReadItem): ReadGraphic | null => {
  const dimensions = item.valueType === 'SCOORD3D' ? 3 : item.valueType === 'SCOORD' ? 2 : null;
  const numbers = numbersOf(item.source, 'GraphicData');
  const type = codeOf(item.source, 'GraphicType');
  if (dimensions === null || !numbers || type === undefined || numbers.length % dimensions !== 0) return null;
  return {
    type,
    points: Array.from({ length: numbers.length / dimensions }, (_, index) =>
      numbers.slice(index * dimensions, (index + 1) * dimensions),
    ),
    frameOfReferenceUID: uidOf(item.source, 'ReferencedFrameOfReferenceUID') ?? null,
    image: imageUnder(item),
  };
};
