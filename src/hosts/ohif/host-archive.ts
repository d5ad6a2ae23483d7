import type { ReportStoring } from '../../session/report-storing.ts';
import type { Session } from '../../session/session.ts';
import type { ReadReports } from '../read-reports.ts';
import { EXTENSION_ID, PANEL_ID } from './names.ts';
import { dataSourceOf, newReports, type Managers } from './services.ts';
import type { StudyImages } from './study-images.ts';

/** Studies that were stored to since the page was loaded: the host doesn't list what is new in them until it is loaded again. */
const storedTo = new Set<string>();

/** A visit to a study, as far as its archive is concerned. */
export interface ArchiveVisit {
  readonly session: Session;
  readonly images: StudyImages;
  /** Whether what waits for the archive may be kept in the browser. */
  readonly keepsWork: boolean;
  /** Fires when the visit ends. */
  readonly signal: AbortSignal;
  /** What is to be done then. */
  readonly ends: (() => void)[];
}

/**
 * Stores reports through the host's data source, sends what waits from an earlier visit, and opens the confirmations again that were stored
 * before: those of now, and those that the host learns of later. Null where the data source takes no objects: then what is there is still
 * opened.
 */
export const hostArchive = async (managers: Managers, visit: ArchiveVisit): Promise<ReportStoring | null> => {
  const storing = await startStoring(managers, visit);
  const { displaySetService } = managers.servicesManager.services;
  const seen = new Set<string>();
  const again = (): void => {
    resume(managers, visit, storing, seen).catch(() => {
      if (!visit.signal.aborted) visit.session.tell('The reports of this study could not be read.');
    });
  };
  again();
  const added = displaySetService.subscribe(displaySetService.EVENTS['DISPLAY_SETS_ADDED'] ?? '', again);
  if (visit.signal.aborted) added.unsubscribe();
  visit.ends.push(() => {
    added.unsubscribe();
  });
  return storing;
};

const startStoring = async (
  managers: Managers,
  { session, images, keepsWork, signal, ends }: ArchiveVisit,
): Promise<ReportStoring | null> => {
  const source = dataSourceOf(managers);
  if (!source?.store?.dicom) return null;
  const { startStoring: start } = await import('../storing.ts');
  if (signal.aborted) return null;
  const { storing, stop } = start(
    session,
    images,
    {
      store: () => {
        const at = dataSourceOf(managers);
        if (!at?.store?.dicom) return null;
        return async (bytes) => {
          await at.store?.dicom?.(bytes);
          for (const { studyInstanceUID } of images.series.peek())
            if (studyInstanceUID !== null) storedTo.add(studyInstanceUID);
        };
      },
      name: `${EXTENSION_ID}-ohif-${source.getConfig?.()?.name ?? 'archive'}`,
    },
    { keeps: keepsWork },
  );
  ends.push(stop);
  await storing.start(images.series.peek()[0]?.studyInstanceUID ?? null);
  return storing;
};

/** Confirmations that were stored before are there again. */
const resume = async (
  managers: Managers,
  visit: ArchiveVisit,
  storing: ReportStoring | null,
  seen: Set<string>,
): Promise<void> => {
  const displaySets = managers.servicesManager.services.displaySetService.getActiveDisplaySets();
  const reports = newReports(displaySets, seen);
  const again = [...storedTo].filter(
    (uid) => displaySets.some(({ StudyInstanceUID: own }) => own === uid) && !seen.has(uid),
  );
  for (const uid of again) seen.add(uid);
  if (reports.length + again.length === 0) return;
  const { readStoredReports, readUnlistedReports } = await import('./stored-reports.ts');
  if (reports.length > 0) open(await readStoredReports(reports, managers, visit.signal), managers, visit, storing);
  const listed = new Set(displaySets.flatMap(({ SeriesInstanceUID: uid }) => uid ?? []));
  for (const uid of again) {
    const found = await readUnlistedReports(uid, listed, managers, visit.signal);
    if (found) open(found, managers, visit, storing);
  }
};

/** Opens what was found, unless it is open already. */
const open = (
  found: ReadReports,
  managers: Managers,
  { session, signal }: ArchiveVisit,
  storing: ReportStoring | null,
): void => {
  if (signal.aborted) return;
  storing?.found(found.reports);
  for (const remark of found.remarks) session.tell(remark);
  const isOpen = new Set(session.cases.peek().confirmations.map(({ id }) => id));
  const records = found.reports.flatMap(({ record }) => (isOpen.has(record.id) ? [] : [record]));
  for (const record of records) session.add(record);
  if (records.length > 0) {
    managers.servicesManager.services.panelService.activatePanel?.(PANEL_ID, true);
    session.tell(
      records.length === 1
        ? 'A confirmation of this study that was stored before is open again.'
        : `${String(records.length)} confirmations of this study that were stored before are open again.`,
    );
  }
  const [failed] = found.skipped.filter(({ code }) => code !== 'not-an-image' && code !== 'not-a-tipcheck-report');
  if (failed) session.tell(`A stored report could not be read: ${failed.message}.`);
};
