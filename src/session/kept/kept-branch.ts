import type { Confirmation } from '../../confirmation/record.ts';
import type { ImageCalibration } from '../image-calibration.ts';

/**
 * A branch is what one session made of one study, as it is now: a head and a row for each confirmation, and for each target that is too large
 * to be written with every edit. What is kept has UIDs and what the records hold; no names.
 */
export interface KeptHead {
  readonly id: string;
  /** StudyInstanceUID; for images without one the UID by which the record names them. */
  readonly study: string;
  /** The session that writes it. */
  readonly writer: string;
  /** When it was written last, ms since 1970. */
  readonly at: number;
  /** Counts what was written. */
  readonly step: number;
  /** Ids of the confirmations, in their order. */
  readonly order: readonly string[];
  readonly activeId: string | null;
  readonly calibrations: readonly ImageCalibration[];
  /** The session has closed the study. */
  readonly isClosed: boolean;
  /** When another branch took over what this one holds, ms; null where none did. */
  readonly resumedAt: number | null;
  /** When the reader discarded it, ms. */
  readonly discardedAt: number | null;
}

/** What is told of a branch by others than the one that writes it. */
export type HeadMarks = Partial<Pick<KeptHead, 'resumedAt' | 'discardedAt'>>;

/** A confirmation without its large targets. */
export interface KeptRecord {
  readonly kind: 'record';
  readonly revision: string;
  /** Earlier revisions, newest first, as far back as they are known. */
  readonly ancestors: readonly string[];
  /** As a file holds it, with `{ kept: id }` in the place of a large target. */
  readonly record: unknown;
  /** The views that its marks were made in, by the name of the mark; absent where none is known. */
  readonly views?: unknown;
}

export interface KeptTarget {
  readonly kind: 'target';
  readonly revision: string;
  readonly target: unknown;
}

export type KeptRow = KeptRecord | KeptTarget;

/** What one transaction does to one branch. */
export interface KeptChange {
  readonly head: KeptHead;
  readonly puts: ReadonlyMap<string, KeptRow>;
  readonly deletes: readonly string[];
  /** Nothing is known of what the database holds of the branch: it is written anew. */
  readonly isWhole: boolean;
  /** Branches whose content this one has taken over, with the step that was read of each. */
  readonly takenOver: ReadonlyMap<string, number>;
  /** Comes back only when it lies on the disk; else it may still be in the memory of the operating system. */
  readonly isStrict: boolean;
}

/** A branch that was read back. */
export interface KeptBranch {
  readonly head: KeptHead;
  readonly records: readonly KeptConfirmation[];
  /** How many can't be read by this version of the program. */
  readonly unreadable: number;
}

export interface KeptConfirmation {
  readonly record: Confirmation;
  readonly revision: string;
  readonly ancestors: readonly string[];
}

/** Where branches are kept. Writing begins at once, in the order of the calls. */
export interface KeptStore {
  write(change: KeptChange): Promise<void>;
  heads(): Promise<readonly KeptHead[]>;
  rowsOf(branch: string): Promise<ReadonlyMap<string, KeptRow>>;
  /** Marks branches as discarded, resumed, or as neither. */
  mark(branches: readonly string[], marks: HeadMarks): Promise<void>;
  drop(branches: readonly string[]): Promise<void>;
  /** Everything goes, of every study and session. */
  clear(): Promise<void>;
  close(): void;
}
