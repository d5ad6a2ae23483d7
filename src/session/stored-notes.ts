import { parseRecord } from '../confirmation/parse.ts';
import { isRefused, type Confirmation } from '../confirmation/record.ts';
import { KEPT_MS } from './kept/old-work.ts';
import type { DocumentReference } from './newest-reports.ts';
import { ownObjectStore } from './own-object-store.ts';

/** A report that this browser stored: what it says, and which revision of its record that was. */
export interface StoredNote extends DocumentReference {
  /** Root of the archive's services, or `host`. */
  readonly destination: string;
  readonly record: Confirmation;
  readonly revision: string;
  /** ms since 1970 */
  readonly at: number;
  readonly warning: string | null;
}

/** Where notes are kept. Nothing rests on them that couldn't be done without: they reject where the browser keeps nothing. */
export interface StoredNotes {
  /** Oldest first. */
  of(destination: string, now: number): Promise<readonly StoredNote[]>;
  put(note: StoredNote): Promise<void>;
}

const within = ownObjectStore('tipcheck-stored', 'sopInstanceUID');

const readable = (note: StoredNote): readonly StoredNote[] => {
  const record = parseRecord(note.record);
  return isRefused(record) ? [] : [{ ...note, record }];
};

/** In the browser's own database, as long as kept work. */
export const storedNotes: StoredNotes = {
  of: async (destination, now) => {
    const all = await within('readonly', (entries) => entries.getAll() as IDBRequest<StoredNote[]>);
    for (const { at, sopInstanceUID } of all)
      if (now - at > KEPT_MS) await within('readwrite', (entries) => entries.delete(sopInstanceUID));
    return all
      .filter((note) => note.destination === destination && now - note.at <= KEPT_MS)
      .toSorted((a, b) => a.at - b.at)
      .flatMap(readable);
  },
  put: async (note) => {
    await within('readwrite', (entries) => entries.put(note));
  },
};

/** All of them go, of every study and archive. */
export const forgetStoredNotes = async (): Promise<void> => {
  await within('readwrite', (entries) => entries.clear());
};
