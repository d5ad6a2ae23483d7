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

const origins = new WeakMap<Confirmation, readonly string[]>();

/** A record that was read back from where it was saved is the revision that was saved, made of earlier ones where they are known. */
export const withRevision = (record: Confirmation, revision: string, madeOf: readonly string[] = []): Confirmation => {
  revisions.set(record, revision);
  if (madeOf.length > 0) origins.set(record, madeOf);
  return record;
};

/** Earlier revisions that came with a record from where it was saved, newest first. */
export const originsOf = (record: Confirmation): readonly string[] => origins.get(record) ?? [];

/** Whether a place has the record as it is now. */
export const isSaved = (record: Confirmation, there: Revisions | undefined): boolean =>
  there?.get(record.id) === revisionOf(record);
