import { describe, expect, it } from 'vitest';
import type { Confirmation } from '../../../src/confirmation/record.ts';
import type { OutboxEntry, OutboxKeep } from '../../../src/session/outbox.ts';
import { ReportStoring } from '../../../src/session/report-storing.ts';
import { revisionOf } from '../../../src/session/save-state.ts';
import type { StoredNote, StoredNotes } from '../../../src/session/stored-notes.ts';
import { PATIENT, recordOf } from '../../support/records.ts';
import { readySession } from '../../support/sessions.ts';

const marked = (radius = 5): Confirmation =>
  recordOf({ space: PATIENT, id: 'a', target: { shape: 'sphere', center: [0, 0, 0], radius } });

interface Browser {
  readonly notes: StoredNote[];
  readonly waiting: Map<string, OutboxEntry>;
}

/** A page of a browser whose databases outlive it; the host can be made to refuse. */
const pageOn = ({ notes, waiting }: Browser, { keeps = true, fails = false, believesNotes = true } = {}) => {
  const session = readySession();
  const keep: OutboxKeep = {
    all: () => Promise.resolve(structuredClone([...waiting.values()])),
    put: (entry) => Promise.resolve(void waiting.set(entry.id, structuredClone(entry))),
    remove: (id) => Promise.resolve(void waiting.delete(id)),
  };
  const kept: StoredNotes = {
    of: (destination) => Promise.resolve(structuredClone(notes.filter((note) => note.destination === destination))),
    put: (note) => Promise.resolve(void notes.push(structuredClone(note))),
  };
  const here = new Set<string>();
  const predecessors: (string | null)[] = [];
  const storing = new ReportStoring({
    ...{ session, destination: 'host', keep, notes: keeps ? kept : null, believesNotes, later: () => () => undefined },
    store: {
      store: (objects) => {
        if (fails) return Promise.reject(new Error('no'));
        for (const { sopInstanceUID } of objects) here.add(sopInstanceUID);
        return Promise.resolve(new Map());
      },
      has: ({ sopInstanceUID }) => Promise.resolve(here.has(sopInstanceUID)),
    },
    write: (_record, _assessment, { predecessor }) => {
      predecessors.push(predecessor?.sopInstanceUID ?? null);
      const sopInstanceUID = `1.${String(notes.length + waiting.size + 1)}`;
      return Promise.resolve([
        {
          ...{
            sopClassUID: '1.2.840.10008.5.1.4.1.1.88.34',
            sopInstanceUID,
            seriesInstanceUID: '1',
            studyInstanceUID: '2',
          },
          bytes: new Uint8Array(2),
        },
      ]);
    },
  });
  return { session, storing, predecessors };
};
const browser = (): Browser => ({ notes: [], waiting: new Map() });

describe('what a host was given', () => {
  it('is said to be stored after the page was loaded again, as long as it says the same', async () => {
    const at = browser();
    const first = pageOn(at);
    first.session.add(marked());
    await first.storing.storeAll();
    expect(at.notes).toMatchObject([{ revision: revisionOf(first.session.active.peek() as Confirmation) }]);

    const second = pageOn(at);
    await second.storing.start(null);
    second.session.add(marked());
    const record = second.session.active.peek() as Confirmation;
    expect(second.storing.stateOf(record).kind).toBe('stored');
    await second.storing.storeAll();
    expect(second.predecessors).toEqual([]);
    second.session.dispatch({ kind: 'resize-target', radius: 7 });
    expect(second.storing.stateOf(second.session.active.peek() as Confirmation).kind).toBe('changed');
    // What is stored next takes the place of what an earlier page stored.
    await second.storing.storeAll();
    expect(second.predecessors).toEqual(['1.1']);

    const third = pageOn(at);
    await third.storing.start(null);
    expect(third.storing.stateOf(marked(7)).kind).toBe('stored');
    expect(third.storing.stateOf(marked()).kind).toBe('changed');
  });

  it('is not said to be stored where it was refused, where nothing is kept, or of an archive, which says it itself', async () => {
    const refusing = browser();
    const first = pageOn(refusing, { fails: true });
    first.session.add(marked());
    await first.storing.storeAll();
    expect(refusing.notes).toEqual([]);

    const secret = browser();
    const keepsNothing = pageOn(secret, { keeps: false });
    keepsNothing.session.add(marked());
    await keepsNothing.storing.storeAll();
    expect(keepsNothing.storing.stateOf(keepsNothing.session.active.peek() as Confirmation).kind).toBe('stored');
    expect(secret.notes).toEqual([]);

    const known = browser();
    const storing = pageOn(known);
    storing.session.add(marked());
    await storing.storing.storeAll();
    const archive = pageOn(known, { believesNotes: false });
    await archive.storing.start(null);
    expect(archive.storing.stateOf(marked()).kind).toBe('absent');
    expect(archive.storing.notes).toHaveLength(1);
  });

  it('is the revision that it was, also when it was stored by a later page', async () => {
    const at = browser();
    const first = pageOn(at, { fails: true });
    first.session.add(marked());
    const revision = revisionOf(first.session.active.peek() as Confirmation);
    await first.storing.storeAll();
    const second = pageOn(at);
    await second.storing.start('2');
    await second.storing.storeAll();
    expect(revisionOf(second.session.active.peek() as Confirmation)).toBe(revision);
    expect(at.notes).toMatchObject([{ revision }]);
  });
});
