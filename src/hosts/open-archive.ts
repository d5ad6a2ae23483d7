import { openStudy } from '../load/dicomweb.ts';
import type { GetHeaders } from '../load/dicomweb-client.ts';
import type { Study } from '../viewer/study.ts';
import type { Opened } from './open.ts';

export interface ArchiveStudy {
  /** Root of the DICOMweb services. */
  readonly url: string;
  readonly studyInstanceUID: string;
  readonly getHeaders: GetHeaders | null;
  /** Ends the listing. */
  readonly signal: AbortSignal;
  /** Ends everything, also frames that are asked for later. */
  readonly whileOpen: AbortSignal;
}

/** Lists a study of an archive; pixels are fetched when they are shown. */
export const openArchive = async (study: Study, archive: ArchiveStudy): Promise<Opened> => {
  const { url, studyInstanceUID, getHeaders, signal, whileOpen } = archive;
  study.progress({ done: 0, total: 1 });
  const found = await openStudy({
    url,
    studyInstanceUID,
    ...(getHeaders && { getHeaders }),
    signal,
    onProgress: (progress) => {
      study.progress(progress);
    },
  });
  for (const instance of found.instances) study.addRemote(instance, whileOpen);
  const failures = found.skipped.map(({ path, code, message }) => ({ path, code, message }));
  for (const failure of failures) study.skip(failure);
  return { sopInstanceUIDs: new Set(found.instances.map(({ attributes }) => attributes.sopInstanceUID)), failures };
};
