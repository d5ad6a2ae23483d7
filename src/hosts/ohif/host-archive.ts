import type { ReportStoring } from '../../session/report-storing.ts';
import type { Session } from '../../session/session.ts';
import { EXTENSION_ID, PANEL_ID } from './names.ts';
import { dataSourceOf, newReports, type Managers } from './services.ts';
import type { StudyImages } from './study-images.ts';

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
          // The host keeps what it knows of a study: opened again, it would not have the report.
          for (const { studyInstanceUID } of images.series.peek())
            if (studyInstanceUID !== null) at.deleteStudyMetadataPromise?.(studyInstanceUID);
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

/** Confirmations that were stored before are there again, unless they are open already. */
const resume = async (
  managers: Managers,
  { session, signal }: ArchiveVisit,
  storing: ReportStoring | null,
  seen: Set<string>,
): Promise<void> => {
  const { displaySetService, panelService } = managers.servicesManager.services;
  const reports = newReports(displaySetService.getActiveDisplaySets(), seen);
  if (reports.length === 0) return;
  const { readStoredReports } = await import('./stored-reports.ts');
  const found = await readStoredReports(reports, managers, signal);
  if (signal.aborted) return;
  storing?.found(found.reports);
  for (const remark of found.remarks) session.tell(remark);
  const open = new Set(session.cases.peek().confirmations.map(({ id }) => id));
  const records = found.reports.flatMap(({ record }) => (open.has(record.id) ? [] : [record]));
  for (const record of records) session.add(record);
  if (records.length > 0) {
    panelService.activatePanel?.(PANEL_ID, true);
    session.tell(
      records.length === 1
        ? 'A confirmation of this study that was stored before is open again.'
        : `${String(records.length)} confirmations of this study that were stored before are open again.`,
    );
  }
  const [failed] = found.skipped.filter(({ code }) => code !== 'not-an-image' && code !== 'not-a-tipcheck-report');
  if (failed) session.tell(`A stored report could not be read: ${failed.message}.`);
};
