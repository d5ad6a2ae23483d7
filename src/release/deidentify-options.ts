import type { DateShift } from './date-shift.ts';
import type { Pseudonyms } from './pseudonyms.ts';
import type { UidMap } from './uid-map.ts';

/** What all files of one export share. */
export interface Deidentification {
  readonly uids: UidMap;
  readonly pseudonyms: Pseudonyms;
  /** Null removes dates and times. */
  readonly shift: DateShift | null;
  /** Keeps the bits of overlay planes, which may be writing. */
  readonly keepOverlays: boolean;
}
