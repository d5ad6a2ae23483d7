import type { Confirmation } from '../confirmation/record.ts';

/** A record as a stored report holds it. */
export interface StoredReport {
  readonly record: Confirmation;
  readonly sopClassUID: string;
  readonly sopInstanceUID: string;
  readonly seriesInstanceUID: string;
  readonly studyInstanceUID: string;
  /** SOPInstanceUIDs of the documents that it takes the place of. */
  readonly predecessors: readonly string[];
  readonly writtenAt: Date;
}

/** A document of the archive, as another names it. */
export type DocumentReference = Pick<
  StoredReport,
  'sopClassUID' | 'sopInstanceUID' | 'seriesInstanceUID' | 'studyInstanceUID'
>;

export interface NewestReports {
  /** One of each record. */
  readonly newest: readonly StoredReport[];
  /** Records of which there are several versions that don't name each other, as of two readers who worked at the same time. */
  readonly contested: readonly StoredReport[];
}

/**
 * Of each record's reports the one that is in force: none that another takes the place of, and of several the one that was written last. A ring
 * of reports that name each other is no order: then the time decides.
 */
export const newestReports = (reports: readonly StoredReport[]): NewestReports => {
  const newest: StoredReport[] = [];
  const contested: StoredReport[] = [];
  for (const versions of byRecord(reports).values()) {
    const replaced = new Set(versions.flatMap(({ predecessors }) => predecessors));
    const open = versions.filter(({ sopInstanceUID }) => !replaced.has(sopInstanceUID));
    const candidates = (open.length > 0 ? open : versions).toSorted(
      (a, b) => b.writtenAt.getTime() - a.writtenAt.getTime() || (a.sopInstanceUID < b.sopInstanceUID ? -1 : 1),
    );
    const [first, ...others] = candidates;
    if (!first) continue;
    newest.push(first);
    if (others.length > 0) contested.push(first);
  }
  return { newest, contested };
};

const byRecord = (reports: readonly StoredReport[]): ReadonlyMap<string, readonly StoredReport[]> => {
  const groups = new Map<string, StoredReport[]>();
  for (const report of reports) groups.set(report.record.id, [...(groups.get(report.record.id) ?? []), report]);
  return groups;
};
