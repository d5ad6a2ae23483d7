import type { StoredReport } from './newest-reports.ts';
import { saysTheSame } from './record-content.ts';
import { withRevision } from './save-state.ts';
import type { StoredNote } from './stored-notes.ts';

/** What a version is called whose content only its report says: the same in every browser. */
const nameOf = (sopInstanceUID: string): string => `report ${sopInstanceUID}`;

/**
 * Tells what was read from an archive as the revision that it is: the one that this browser stored, if it did; and those that its report takes
 * the place of as what it was made of. So work that was kept here is known to be newer than the archive's version, or older.
 *
 * @param all every report that was read, the replaced ones, too
 */
export const tellRevisions = (
  newest: readonly StoredReport[],
  all: readonly StoredReport[],
  notes: readonly StoredNote[],
): void => {
  const reports = new Map(all.map((report) => [report.sopInstanceUID, report]));
  const noted = new Map(notes.map((note) => [note.sopInstanceUID, note]));
  for (const report of newest) {
    const note = noted.get(report.sopInstanceUID);
    const isAsStored = note !== undefined && saysTheSame(note.record, report.record);
    const before = new Set<string>();
    const follow = (uids: readonly string[]): void => {
      for (const uid of uids) {
        if (before.has(uid) || uid === report.sopInstanceUID) continue;
        before.add(uid);
        follow(reports.get(uid)?.predecessors ?? []);
      }
    };
    follow(report.predecessors);
    const ancestors = [...before].flatMap((uid) => {
      const known = noted.get(uid);
      return known ? [known.revision, nameOf(uid)] : [nameOf(uid)];
    });
    if (isAsStored) withRevision(report.record, note.revision, [nameOf(report.sopInstanceUID), ...ancestors]);
    else withRevision(report.record, nameOf(report.sopInstanceUID), ancestors);
  }
};
