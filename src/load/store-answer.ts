import { numberOf, uidOf, type ElementSource } from '../image/element-source.ts';
import { jsonSource, type DicomJson } from './json-source.ts';

/** What an archive says of one object that it was sent. `unsaid`: nothing; whether it is there has to be asked. */
export type StoreAnswer =
  | { readonly kind: 'stored'; readonly warning: string | null }
  | {
      readonly kind: 'refused';
      readonly message: string;
      /** The same object sent again may be taken: the archive had no room, or failed. */
      readonly mayPass: boolean;
    }
  | { readonly kind: 'unsaid' };

const UNSAID: StoreAnswer = { kind: 'unsaid' };

/** Statuses of a C-STORE whose last digits differ (PS3.4 table B.2-1): masked. */
const MASKED_REASONS: readonly (readonly [mask: number, reason: number, words: string, mayPass: boolean])[] = [
  [0xff00, 0xa700, 'the archive is out of resources', true],
  [0xff00, 0xa900, 'the object does not fit its SOP class', false],
  [0xf000, 0xc000, 'the archive cannot understand the object', false],
];

/** Failure Reason (0008,1197) in words (PS3.18 table I.2-2, PS3.7 C). */
const REASONS: Readonly<Record<number, readonly [words: string, mayPass: boolean]>> = {
  0x0106: ['the archive finds an invalid value in the object', false],
  0x0110: ['the archive could not process the object', true],
  0x0117: ['the archive takes the identifier of the object for invalid', false],
  0x0120: ['the archive misses an attribute in the object', false],
  0x0122: ['the archive does not take objects of this kind', false],
  0x0124: ['the archive does not permit storing', false],
  0xc122: ['the archive does not take this transfer syntax', false],
};

/** Duplicate SOP Instance (PS3.7 C.5.6): the archive has it already. */
const DUPLICATE = 0x0111;

/** Warning Reason (0008,1196) in words (PS3.18 table I.2-1). */
const WARNINGS: Readonly<Record<number, string>> = {
  0xb000: 'the archive changed values in it',
  0xb006: 'the archive left values of it out',
  0xb007: 'the archive finds that it does not fit its SOP class',
};

const hexadecimal = (code: number): string => code.toString(16).toUpperCase().padStart(4, '0');

/** What a failure reason means; a duplicate is no failure. */
const refusedFor = (reason: number | undefined): StoreAnswer => {
  if (reason === DUPLICATE) return { kind: 'stored', warning: null };
  if (reason === undefined || !Number.isInteger(reason) || reason < 0 || reason > 0xffff)
    return { kind: 'refused', message: 'the archive refused it without a reason', mayPass: true };
  const masked = MASKED_REASONS.find(([mask, value]) => (reason & mask) === value);
  const [words, mayPass] = REASONS[reason] ??
    (masked && ([masked[2], masked[3]] as const)) ?? ['the archive refused it', true];
  return { kind: 'refused', message: `${words} (${hexadecimal(reason)})`, mayPass };
};

const storedWith = (reason: number | undefined): StoreAnswer => ({
  kind: 'stored',
  warning:
    reason === undefined
      ? null
      : `${WARNINGS[reason] ?? 'the archive warns of it'}${Number.isInteger(reason) && reason >= 0 ? ` (${hexadecimal(reason)})` : ''}`,
});

const isObject = (value: unknown): value is DicomJson =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The data set of the answer, as JSON text, as parsed, or in a list of one; null where it is none. */
const dataSetOf = (answer: unknown): ElementSource | null => {
  let parsed = answer;
  if (typeof answer === 'string') {
    try {
      parsed = JSON.parse(answer);
    } catch {
      return null;
    }
  }
  const one: unknown = Array.isArray(parsed) ? parsed[0] : parsed;
  return isObject(one) ? jsonSource(one) : null;
};

/**
 * What a Store Instances Response (PS3.18 10.5.3 and I.2) says of each object that was sent, however odd it is. Failures count before
 * successes where both are told of one object.
 *
 * @param answer the body, as text or parsed
 * @param sent the SOPInstanceUIDs of what was sent
 */
export const readStoreAnswer = (answer: unknown, sent: readonly string[]): ReadonlyMap<string, StoreAnswer> => {
  const said = new Map<string, StoreAnswer>(sent.map((uid) => [uid, UNSAID]));
  const source = dataSetOf(answer);
  if (!source) return said;
  const note = (item: ElementSource, found: StoreAnswer): void => {
    const uid = uidOf(item, 'ReferencedSOPInstanceUID');
    if (uid !== undefined && said.has(uid)) said.set(uid, found);
  };
  for (const item of source.items('ReferencedSOPSequence') ?? [])
    note(item, storedWith(numberOf(item, 'WarningReason')));
  for (const item of source.items('FailedSOPSequence') ?? []) note(item, refusedFor(numberOf(item, 'FailureReason')));
  // Failures that name no object: of the one that was sent, they say why.
  const [only, ...others] = sent;
  const [other] = source.items('OtherFailuresSequence') ?? [];
  if (other && only !== undefined && others.length === 0 && said.get(only) === UNSAID)
    said.set(only, refusedFor(numberOf(other, 'FailureReason')));
  return said;
};
