import type { Confirmation } from '../../confirmation/record.ts';
import { originsOf, revisionOf, withRevision } from '../save-state.ts';
import type { KeptConfirmation, KeptRow } from './kept-branch.ts';
import { rowsOf } from './kept-rows.ts';

/** Earlier revisions that a record is kept with. What was made of a revision older than these counts as made apart from it, and both stay. */
const DEPTH = 64;

interface Line {
  readonly revision: string;
  readonly ancestors: readonly string[];
  readonly gesture: string | null;
  readonly rows: readonly (readonly [string, KeptRow])[];
}

/** What each record of a session was made of. States of one gesture are one revision: nobody else has seen those in between. */
export class Lineage {
  readonly #lines = new Map<string, Line>();

  /** Rows of a record as it is now. */
  rowsOf(record: Confirmation, gesture: string | null): readonly (readonly [string, KeptRow])[] {
    const before = this.#lines.get(record.id);
    const revision = revisionOf(record);
    if (before?.revision === revision) return before.rows;
    const isSameGesture = gesture !== null && before?.gesture === gesture;
    const made = !before ? [] : isSameGesture ? before.ancestors : [before.revision, ...before.ancestors];
    const ancestors = [...new Set([...originsOf(record), ...made])].slice(0, DEPTH);
    const rows = rowsOf(record, ancestors);
    this.#lines.set(record.id, { revision, ancestors, gesture, rows });
    return rows;
  }

  ancestorsOf(id: string): readonly string[] {
    return this.#lines.get(id)?.ancestors ?? [];
  }

  /** A record that was read back goes on from the revision that it was kept under. */
  know({ record, revision, ancestors }: KeptConfirmation): void {
    withRevision(record, revision);
    this.#lines.set(record.id, { revision, ancestors, gesture: null, rows: rowsOf(record, ancestors) });
  }
}
