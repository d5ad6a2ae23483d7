import { openStudy, type RemoteInstance, type RemoteStudy } from '../load/dicomweb.ts';
import type { Skipped } from '../load/load-input.ts';
import { KEY_OBJECT_SELECTION } from '../report/kos/key-object.ts';
import type { GetHeaders } from '../load/dicomweb-client.ts';
import { tellRevisions } from '../session/archive-lineage.ts';
import type { ReportStoring } from '../session/report-storing.ts';
import type { Session } from '../session/session.ts';
import { openedRemote } from '../viewer/study.ts';
import type { Opened, ReadOptions } from './open.ts';
import { readArchiveReports } from './read-reports.ts';

export interface ArchiveStudy {
  /** Root of the DICOMweb services. */
  readonly url: string;
  readonly studyInstanceUID: string;
  readonly getHeaders: GetHeaders | null;
}

/** A study that an archive was asked for. */
export interface AskedStudy {
  /** Of no use any more. */
  end(): void;
  /** What has come goes to who follows, then all that comes. */
  follow(options: Pick<ReadOptions, 'signal' | 'onProgress' | 'onInstances'>): Promise<RemoteStudy>;
}

/** Asks for a study, which may be before there is anything to show it with. */
export const askForStudy = (study: ArchiveStudy): AskedStudy => {
  const { url, studyInstanceUID, getHeaders } = study;
  const ending = new AbortController();
  const arrived: (readonly RemoteInstance[])[] = [];
  let following: Pick<ReadOptions, 'onProgress' | 'onInstances'> | null = null;
  const found = openStudy({
    url,
    studyInstanceUID,
    ...(getHeaders && { getHeaders }),
    signal: ending.signal,
    onProgress: (progress) => following?.onProgress(progress),
    onInstances: (instances) => {
      if (following) following.onInstances(instances.map(openedRemote));
      else arrived.push(instances);
    },
  });
  let hasFailedEarly = false;
  found.catch(() => {
    hasFailedEarly = following === null;
  });
  return {
    end: () => {
      ending.abort();
    },
    follow: ({ signal, ...options }) => {
      // Who signs in may have done so meanwhile.
      if (hasFailedEarly) return askForStudy(study).follow({ signal, ...options });
      if (signal.aborted) ending.abort(signal.reason);
      signal.addEventListener('abort', () => {
        ending.abort(signal.reason);
      });
      following = options;
      for (const instances of arrived.splice(0)) options.onInstances(instances.map(openedRemote));
      return found;
    },
  };
};

/** A study of an archive with the confirmations that were stored there; pixels are fetched when they are shown. */
export const readArchive = async (
  asked: AskedStudy,
  { signal, onProgress, onInstances }: ReadOptions,
  storingReady: Promise<ReportStoring | null>,
  session: Session,
): Promise<Opened> => {
  onProgress({ done: 0, total: 1 });
  const found = await asked.follow({ signal, onProgress, onInstances });
  const storing = await storingReady;
  const { reports: newest, all, remarks, skipped, targetFiles } = await readArchiveReports(found.objects, signal);
  const isObject = new Set(found.objects.map((object) => object.skipped));
  const images = found.instances.map(openedRemote);
  const failuresOf = (left: readonly Skipped[]): Opened['failures'] =>
    [...found.skipped.filter((one) => !isObject.has(one)), ...left].map(({ path, code, message }) => ({
      path,
      code,
      message,
    }));
  const teaching = found.objects.some(({ sopClassUID }) => sopClassUID === KEY_OBJECT_SELECTION)
    ? await (
        await import('./read-teaching.ts')
      ).teachingOf(
        found.objects,
        all,
        images.map(({ attributes }) => attributes),
        signal,
      )
    : null;
  const named = new Set(
    found.objects.flatMap((object) => (teaching?.named.has(object.reference.sopInstanceUID) ? [object.skipped] : [])),
  );
  const failures = failuresOf(skipped.filter((one) => !named.has(one)));
  // Nothing of the reports comes into the session before a learner has answered.
  if (teaching?.case) {
    const teachingCase = { file: teaching.case, set: null };
    const isOfCase = new Set(teaching.case.case.images.map(({ sopInstanceUID }) => sopInstanceUID));
    const instances = images.filter(({ attributes }) => isOfCase.has(attributes.sopInstanceUID));
    return { instances, records: [], profiles: [], failures, teachingCase };
  }
  if (teaching?.note) session.tell(teaching.note);
  const withheld = new Set(teaching?.withheld.map(({ record }) => record.id));
  const reports = newest.filter(({ record }) => !withheld.has(record.id));
  tellRevisions(reports, all, storing?.notes ?? []);
  storing?.found(reports, all);
  for (const remark of remarks) session.tell(remark);
  const open = new Set(session.cases.peek().confirmations.map(({ id }) => id));
  return {
    instances: images,
    records: reports.flatMap(({ record }) => (open.has(record.id) ? [] : [record])),
    profiles: [],
    targetFiles,
    failures,
  };
};
