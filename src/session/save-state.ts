import type { Confirmation } from '../confirmation/record.ts';

/**
 * What of the work is saved where. A record is an immutable value, so its content has an identity: its revision. A place that saves records
 * says under which revision it has each; a record is saved there when that is the revision that it has now. Undone edits give the earlier
 * value back, and with it the earlier revision.
 */

/** Revision of each record, by its id. */
export type Revisions = ReadonlyMap<string, string>;

/** By place. A further place is a further member. */
export interface Saved {
  /** In the browser's own database. */
  readonly browser?: Revisions;
}

const revisions = new WeakMap<Confirmation, string>();
/** Of this run of the program; the number after it tells its revisions apart. */
const run = crypto.randomUUID().slice(0, 13);
let count = 0;

/** The identity of a record's content. Cheap: it doesn't look at the content. */
export const revisionOf = (record: Confirmation): string => {
  const known = revisions.get(record);
  if (known !== undefined) return known;
  count += 1;
  const revision = `${run}.${String(count)}`;
  revisions.set(record, revision);
  return revision;
};

/** A record that was read back from where it was saved is the revision that was saved. */
export const withRevision = (record: Confirmation, revision: string): Confirmation => {
  revisions.set(record, revision);
  return record;
};

/** Whether a place has the record as it is now. */
export const isSaved = (record: Confirmation, there: Revisions | undefined): boolean =>
  there?.get(record.id) === revisionOf(record);
