import { PROFILES } from '../assess/profiles/bundled.ts';
import { instantOf } from '../confirmation/instant.ts';
import { parseRecord } from '../confirmation/parse.ts';
import { isRefused, type Confirmation, type Refused } from '../confirmation/record.ts';
import { REMOVED } from './clean-value.ts';
import { shiftedInstant } from './date-shift.ts';
import type { Deidentification } from './deidentify-options.ts';

/**
 * What becomes of a text of a record. `uid`: replaced as in the images; `instant`: shifted or left out; `id`: a new one; `modality` and
 * `procedure`: kept where they are of the known ones; `size`: kept where it is a size, such as 18 G; `replace`: a text that must stand there
 * and says nothing; `drop`: left out; `keep`: the bits of a target.
 */
type Decision = 'uid' | 'instant' | 'id' | 'modality' | 'procedure' | 'size' | 'replace' | 'drop' | 'keep';

type Join<Path extends string, Member extends string> = Path extends '' ? Member : `${Path}.${Member}`;

/** Where a value has free texts: words of a closed list are no texts, and a list's members share its path. */
type TextPath<Value, Path extends string = ''> = Value extends string
  ? string extends Value
    ? Path
    : never
  : Value extends number | boolean | undefined
    ? never
    : Value extends readonly (infer Item)[]
      ? TextPath<Item, Path>
      : { [Member in keyof Value & string]-?: TextPath<Value[Member], Join<Path, Member>> }[keyof Value & string];

/** Every text that a record may hold. A new member doesn't compile until somebody has said here what becomes of it. */
const DECISIONS = {
  id: 'id',
  at: 'instant',
  committedAt: 'instant',
  observer: 'drop',
  procedure: 'procedure',
  'device.name': 'drop',
  'device.source': 'replace',
  'space.frameOfReferenceUID': 'uid',
  'space.sopInstanceUID': 'uid',
  'space.modality': 'modality',
  'space.calibration.designation': 'size',
  'space.calibration.sopInstanceUID': 'uid',
  'space.calibration.observer': 'drop',
  'space.calibration.at': 'instant',
  'space.views.sopInstanceUID': 'uid',
  'target.bits': 'keep',
  'tip.image.sopInstanceUID': 'uid',
  'tip.method.name': 'replace',
  'tip.method.version': 'replace',
  'tip.method.reasons': 'drop',
  'images.sopInstanceUID': 'uid',
  'images.frameOfReferenceUID': 'uid',
  'looks.at': 'instant',
  'looks.frameOfReferenceUID': 'uid',
  'looks.target.bits': 'keep',
  'looks.tip.image.sopInstanceUID': 'uid',
  'looks.tip.method.name': 'replace',
  'looks.tip.method.version': 'replace',
  'looks.tip.method.reasons': 'drop',
} as const satisfies Record<TextPath<Confirmation>, Decision>;

const decisionOf = (path: string): Decision | undefined =>
  Object.hasOwn(DECISIONS, path) ? DECISIONS[path as keyof typeof DECISIONS] : undefined;

const MODALITIES: ReadonlySet<string> = new Set(
  'CR CT DX ES GM IO IVOCT IVUS MG MR NM OCT OP OPT OT PT PX RF SC SM US XA XC'.split(' '),
);
const PROCEDURES: ReadonlySet<string> = new Set(PROFILES.map(({ id }) => id));
const SIZE = /^\d{1,2}(\.\d{1,3})? ?(F|Fr|G|mm)$/;
/** Words of closed lists, which the record's checks have let through. */
const WORD = /^[a-z0-9]+(-[a-z0-9]+)*$/;

const cleanText = (text: string, path: string, id: string, { uids, shift }: Deidentification): string | undefined => {
  switch (decisionOf(path)) {
    case 'uid':
      return uids.identityOf(text);
    case 'instant':
      return shift ? shiftedInstant(instantOf(text) ?? 0, shift) : undefined;
    case 'id':
      return id;
    case 'modality':
      return MODALITIES.has(text) ? text : 'OT';
    case 'procedure':
      return PROCEDURES.has(text) ? text : undefined;
    case 'size':
      return SIZE.test(text) ? text : undefined;
    case 'replace':
      return REMOVED;
    case 'drop':
      return undefined;
    case 'keep':
      return text;
    case undefined:
      return WORD.test(text) ? text : undefined;
  }
};

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

const cleaned = (value: unknown, path: string, id: string, all: Deidentification): unknown => {
  if (typeof value === 'string') return cleanText(value, path, id, all);
  if (isList(value)) {
    const items = value.map((one) => cleaned(one, path, id, all));
    // A list of texts that are left out is left out, too.
    return items.length > 0 && items.every((one) => one === undefined) ? undefined : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([member, content]) => {
      const kept = cleaned(content, path === '' ? member : `${path}.${member}`, id, all);
      return kept === undefined ? [] : [[member, kept]];
    }),
  );
};

/** The record without whatever could tell whose it is, under a new id; its marks and numbers, and so its assessment, are the same. */
export const deidentifyRecord = (record: Confirmation, id: string, all: Deidentification): Confirmation | Refused => {
  const parsed = parseRecord(cleaned(record, '', id, all));
  return isRefused(parsed) ? { ...parsed, code: 'not-exported' } : parsed;
};
