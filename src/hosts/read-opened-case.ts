import type { CaseFile } from '../case-file/read-case.ts';
import { loadFiles } from '../load/sources.ts';
import { openedFile, type OpenedInstance, type SkippedFile } from '../viewer/study.ts';
import type { Opened, OpenSet, ReadOptions } from './opened.ts';

export const refusedWhole = (path: string, code: string, message: string): Opened => nothingOf({ path, code, message });

const nothingOf = (failure: SkippedFile): Opened => ({ instances: [], records: [], profiles: [], failures: [failure] });

/** A case with all of its images. */
export const openedCase = async (
  file: CaseFile,
  name: string,
  { signal, onProgress, maxHeldBytes }: ReadOptions,
  set: OpenSet | null,
): Promise<Opened> => {
  const instances: OpenedInstance[] = [];
  for await (const result of loadFiles(file.images, { signal, onProgress, maxHeldBytes })) {
    if (result.kind === 'skipped') return refusedWhole(name, result.code, result.message);
    instances.push(openedFile(result.file));
  }
  return { instances, records: [], profiles: [], failures: [], teachingCase: { file, set } };
};
