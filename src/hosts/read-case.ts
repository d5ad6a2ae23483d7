import { isCaseFile, readCaseFile } from '../case-file/read-case.ts';
import { SET_NAME } from '../case-file/names.ts';
import { isSetFile, readSetFile, setOfFiles } from '../case-file/read-set.ts';
import { isRefusal } from '../image/refusal.ts';
import type { LoadInput, Skipped } from '../load/load-input.ts';
import { isZip } from '../load/zip-entries.ts';
import type { Opened, ReadOptions } from './opened.ts';
import { openedCase, refusedWhole } from './read-opened-case.ts';

const startsAsZip = async (input: LoadInput): Promise<boolean> =>
  input.slice === undefined || isZip(await input.slice(0, 4));

/**
 * The teaching case, or the set of cases, among what was given, with the images to begin with; null where there is none, then it is read as any files
 * are. A case is opened alone: its images would be shown beside others, and its question asked of them. Refused whole where anything of it is.
 */
export const readCaseAmong = async (
  given: readonly (LoadInput | Skipped)[],
  candidates: readonly LoadInput[],
  options: ReadOptions,
): Promise<Opened | null> => {
  const list = candidates.find(({ name }) => isSetList(name));
  if (list) {
    const bytes = await list.read();
    // Records may have any name.
    if (new TextDecoder().decode(bytes).includes('"tipcheckSet"'))
      return readListedSet(list.name, bytes, given, options);
  }
  for (const candidate of candidates) {
    if (isSetList(candidate.name)) continue;
    if (!(await startsAsZip(candidate))) continue;
    const bytes = await candidate.read();
    const { name } = candidate;
    const isSet = isSetFile(bytes);
    if (!isSet && !isCaseFile(bytes)) continue;
    if (given.length > 1) return refusedWhole(name, 'case-not-alone', 'a teaching case is opened alone');
    if (isSet) {
      const file = await readSetFile(bytes);
      if (isRefusal(file)) return refusedWhole(name, file.code, file.message);
      return (await import('./open-case-of-set.ts')).beginSetOf(file, name, options);
    }
    const file = await readCaseFile(bytes);
    return isRefusal(file) ? refusedWhole(name, file.code, file.message) : openedCase(file, name, options, null);
  }
  return null;
};

const isSetList = (name: string): boolean => name === SET_NAME || name.endsWith(`/${SET_NAME}`);

/** A set whose cases lie beside its list, each read when it is wanted. */
const readListedSet = async (
  name: string,
  list: Uint8Array,
  given: readonly (LoadInput | Skipped)[],
  options: ReadOptions,
): Promise<Opened> => {
  const folder = name.slice(0, -SET_NAME.length);
  const beside = new Map(given.flatMap((input) => ('read' in input ? [[input.name, input] as const] : [])));
  const file = setOfFiles(list, (one) => beside.get(folder + one));
  if (isRefusal(file)) return refusedWhole(name, file.code, file.message);
  return (await import('./open-case-of-set.ts')).beginSetOf(file, name, options);
};
