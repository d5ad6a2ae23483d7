import { isRefusal, refusal, type Refusal } from '../image/refusal.ts';
import type { LoadInput } from '../load/load-input.ts';
import { isZip } from '../load/zip-entries.ts';
import { parseCaseSet, type CaseSet } from '../teach/case-set.ts';
import { CASE_NAME, SET_NAME } from './names.ts';
import {
  contentOf,
  DAMAGED,
  filesOf,
  isDamaged,
  listedCase,
  readCaseFile,
  textOf,
  type CaseFile,
} from './read-case.ts';

/** A set that was read: its list, and each of its cases once it is wanted. */
export interface SetFile {
  readonly kind: 'set';
  readonly set: CaseSet;
  /** A case of the set, checked as one that is opened alone; refused, too, where it isn't the one that the set names. Throws for an id of no case. The signal ends what takes its time: it is refused then. */
  readonly readCase: (id: string, signal?: AbortSignal) => Promise<CaseFile | Refusal>;
}

/** Whether an archive says that it is a set of teaching cases. */
export const isSetFile = (bytes: Uint8Array): boolean => {
  if (!isZip(bytes)) return false;
  const names = new Set(filesOf(bytes).map(({ name }) => name));
  return names.has(SET_NAME) && !names.has(CASE_NAME);
};

/**
 * Reads a set from its zip. What its cases say of themselves is checked before anything is handed on; their images are when each is opened, for
 * all of them might be more than anybody looks at.
 */
export const readSetFile = async (bytes: Uint8Array): Promise<SetFile | Refusal> => {
  if (!isZip(bytes)) return refusal('not-a-set', 'it is no zip archive');
  const files = filesOf(bytes);
  if (isDamaged(files)) return DAMAGED;
  const inputs = new Map(files.map(({ name, input }) => [name, input]));
  if (!inputs.has(SET_NAME)) return refusal('not-a-set', `the archive holds no ${SET_NAME}`);
  const list = await contentOf(inputs.get(SET_NAME));
  if (!list) return DAMAGED;
  const file = setOfFiles(list, (name) => inputs.get(name));
  if (isRefusal(file)) return file;
  for (const [index, { id, file: name }] of file.set.cases.entries()) {
    const content = await contentOf(inputs.get(name));
    const listed = content ? await listedCase(content) : DAMAGED;
    const fault = isRefusal(listed) ? listed : otherCase(listed, id);
    if (fault) return refusal(fault.code, `case ${String(index + 1)}: ${fault.message}`);
  }
  return file;
};

/**
 * A set from its list and what lies beside it. Refused where the list isn't one, or names a file that isn't there; what is in the files is read when
 * they are wanted.
 *
 * @param fileOf the file of a name; null or undefined where there is none
 */
export const setOfFiles = (
  list: Uint8Array,
  fileOf: (name: string) => LoadInput | null | undefined,
): SetFile | Refusal => {
  const text = textOf(list);
  if (text === null) return refusal('not-utf-8', `${SET_NAME} is not UTF-8 text`);
  const set = parseCaseSet(text);
  if (isRefusal(set)) return set;
  const missing = set.cases.filter(({ file }) => !fileOf(file)).length;
  if (missing > 0)
    return refusal(
      'missing-cases',
      `${String(missing)} of the ${String(set.cases.length)} cases of the set ${missing === 1 ? 'is' : 'are'} missing`,
    );
  return {
    kind: 'set',
    set,
    readCase: async (id, signal) => {
      const named = set.cases.find((one) => one.id === id);
      if (!named) throw new Error('the set has no such case');
      const content = await contentOf(fileOf(named.file), signal);
      if (!content) return refusal('unreadable', 'the case’s file could not be read');
      const read = await readCaseFile(content);
      return isRefusal(read) ? read : (otherCase(read, id) ?? read);
    },
  };
};

const otherCase = ({ case: { id } }: Pick<CaseFile, 'case'>, named: string): Refusal | null =>
  id === named ? null : refusal('other-case', 'it is another case than the set names');
