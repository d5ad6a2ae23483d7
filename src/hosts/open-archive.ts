import type { Skipped } from '../load/load-input.ts';
import { KEY_OBJECT_SELECTION } from '../report/kos/key-object.ts';
import { tellRevisions } from '../session/archive-lineage.ts';
import type { ReportStoring } from '../session/report-storing.ts';
import type { Session } from '../session/session.ts';
import { openedRemote } from '../viewer/study.ts';
import type { AskedStudy } from './ask-study.ts';
import type { Opened, ReadOptions } from './open.ts';
import { readArchiveReports } from './read-reports.ts';

/** A study of an archive with the confirmations that were stored there; pixels are fetched when they are shown. */
export const readArchive = async (
  asked: AskedStudy,
  { signal, onProgress, onInstances }: ReadOptions,
  storingReady: Promise<ReportStoring | null>,
  session: Session,
): Promise<Opened> => {
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
