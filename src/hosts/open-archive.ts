import { openStudy } from '../load/dicomweb.ts';
import type { GetHeaders } from '../load/dicomweb-client.ts';
import { openedRemote } from '../viewer/study.ts';
import type { Opened, ReadOptions } from './open.ts';

export interface ArchiveStudy {
  /** Root of the DICOMweb services. */
  readonly url: string;
  readonly studyInstanceUID: string;
  readonly getHeaders: GetHeaders | null;
}

/** Lists a study of an archive; pixels are fetched when they are shown. */
export const readArchive = async (
  { url, studyInstanceUID, getHeaders }: ArchiveStudy,
  { signal, onProgress, onInstances }: ReadOptions,
): Promise<Opened> => {
  onProgress({ done: 0, total: 1 });
  const found = await openStudy({
    url,
    studyInstanceUID,
    ...(getHeaders && { getHeaders }),
    signal,
    onProgress,
    onInstances: (instances) => {
      onInstances(instances.map(openedRemote));
    },
  });
  return {
    instances: found.instances.map(openedRemote),
    records: [],
    profiles: [],
    failures: found.skipped.map(({ path, code, message }) => ({ path, code, message })),
  };
};
