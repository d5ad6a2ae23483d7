import { isCaseFile, readCaseFile } from '../case-file/read-case.ts';
import { isRefusal } from '../image/refusal.ts';
import type { LoadInput, Skipped } from '../load/load-input.ts';
import { loadFiles } from '../load/sources.ts';
import { isZip } from '../load/zip-entries.ts';
import { openedFile, type OpenedInstance, type SkippedFile } from '../viewer/study.ts';
import type { Opened, ReadOptions } from './opened.ts';

const nothingOf = (failure: SkippedFile): Opened => ({
  instances: [],
  records: [],
  profiles: [],
  failures: [failure],
});

const startsAsZip = async (input: LoadInput): Promise<boolean> =>
  input.slice === undefined || isZip(await input.slice(0, 4));

/**
 * The teaching case among what was given, with its images; null where there is none, then it is read as any files are. A case is opened alone: its
 * images would be shown beside others, and its question asked of them. Refused whole where anything of it is.
 */
export const readCaseAmong = async (
  given: readonly (LoadInput | Skipped)[],
  candidates: readonly LoadInput[],
  { signal, onProgress, maxHeldBytes }: ReadOptions,
): Promise<Opened | null> => {
  for (const candidate of candidates) {
    if (!(await startsAsZip(candidate))) continue;
    const bytes = await candidate.read();
    if (!isCaseFile(bytes)) continue;
    const refused = (code: string, message: string): Opened => nothingOf({ path: candidate.name, code, message });
    if (given.length > 1) return refused('case-not-alone', 'a teaching case is opened alone');
    const file = await readCaseFile(bytes);
    if (isRefusal(file)) return refused(file.code, file.message);
    const instances: OpenedInstance[] = [];
    for await (const result of loadFiles(file.images, { signal, onProgress, maxHeldBytes })) {
      if (result.kind === 'skipped') return refused(result.code, result.message);
      instances.push(openedFile(result.file));
    }
    return {
      instances,
      records: [],
      profiles: [],
      failures: [],
      teachingCase: file,
    };
  }
  return null;
};
