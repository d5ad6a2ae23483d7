import { describe, expect, it } from 'vitest';
import { refused, type Confirmation } from '../../../src/confirmation/record.ts';
import type { ObjectStore } from '../../../src/load/dicomweb-store.ts';
import { LoadError } from '../../../src/load/load-error.ts';
import type { OutboxEntry, OutboxKeep, OutboxObject } from '../../../src/session/outbox.ts';
import { ReportStoring, type WriteObjects } from '../../../src/session/report-storing.ts';
import type { Session } from '../../../src/session/session.ts';
import { PATIENT, recordOf } from '../../support/records.ts';
import { readySession } from '../../support/sessions.ts';

const marked = (id: string, radius = 5): Confirmation =>
  recordOf({
    space: PATIENT,
    id,
    target: { shape: 'sphere', center: [0, 0, 0], radius },
    tip: { position: [1, 2, 3], evidence: 'person', sigma: 0.5 },
  });

const objectOf = (sopInstanceUID: string, studyInstanceUID = '1.2.3'): Omit<OutboxObject, 'isStored'> => ({
  sopClassUID: '1.2.840.10008.5.1.4.1.1.88.34',
  sopInstanceUID,
  seriesInstanceUID: '1.2.3.4',
  studyInstanceUID,
  bytes: new Uint8Array(4),
});

const noKeep: OutboxKeep = {
  all: () => Promise.resolve([]),
  put: () => Promise.resolve(),
  remove: () => Promise.resolve(),
};

interface Bench {
  readonly session: Session;
  readonly storing: ReportStoring;
  readonly written: { readonly id: string; readonly predecessor: string | null }[];
  readonly archive: { isDown: boolean; readonly has: Set<string> };
}

const bench = (write: WriteObjects | null = null, keep: OutboxKeep = noKeep): Bench => {
  const session = readySession();
  const written: { id: string; predecessor: string | null }[] = [];
  const archive = { isDown: false, has: new Set<string>() };
  const guard = (): void => {
    if (archive.isDown) throw new LoadError('network', 'store: the server can’t be reached');
  };
  const store: ObjectStore = {
    // eslint-disable-next-line @typescript-eslint/require-await -- what the guard throws must come as a rejection
    store: async (objects) => {
      guard();
      for (const { sopInstanceUID } of objects) archive.has.add(sopInstanceUID);
      return new Map(objects.map(({ sopInstanceUID }) => [sopInstanceUID, { kind: 'stored', warning: null }]));
    },
    // eslint-disable-next-line @typescript-eslint/require-await
    has: async ({ sopInstanceUID }) => {
      guard();
      return archive.has.has(sopInstanceUID);
    },
  };
  let count = 0;
  const writeOne: WriteObjects = (record, _assessment, { predecessor }) => {
    count += 1;
    written.push({ id: record.id, predecessor: predecessor?.sopInstanceUID ?? null });
    return Promise.resolve([objectOf(`1.${String(count)}`)]);
  };
  const storing = new ReportStoring({
    session,
    destination: 'https://archive',
    store,
    keep,
    write: write ?? writeOne,
    later: () => () => undefined,
    now: () => new Date(Date.UTC(2026, 10, 26, 10, count)),
  });
  return { session, storing, written, archive };
};
const stateOf = ({ session, storing }: Bench, id: string): string | undefined => {
  const record = session.cases.value.confirmations.find((one) => one.id === id);
  return record && storing.stateOf(record).kind;
};

describe('storing the reports of a session', () => {
  it('stores each confirmation that has a mark, once', async () => {
    const at = bench();
    for (const record of [marked('a'), marked('b'), recordOf({ space: PATIENT, id: 'empty' })]) at.session.add(record);
    await at.storing.storeAll();
    expect(at.written.map(({ id }) => id)).toEqual(['a', 'b']);
    expect([stateOf(at, 'a'), stateOf(at, 'b'), stateOf(at, 'empty')]).toEqual(['stored', 'stored', 'absent']);
    await at.storing.storeAll();
    expect(at.written).toHaveLength(2);
  });

  it('knows what was stored by what it says: changed, undone, done again', async () => {
    const at = bench();
    at.session.add(marked('a'));
    await at.storing.storeAll();
    at.session.dispatch({ kind: 'resize-target', radius: 7 });
    expect(stateOf(at, 'a')).toBe('changed');
    at.session.undo();
    expect(stateOf(at, 'a')).toBe('stored');
    at.session.redo();
    at.session.add(structuredClone(marked('a')));
    expect(stateOf(at, 'a')).toBe('stored');
  });

  it('names what it takes the place of: what was stored, what was found, or what still waits', async () => {
    const at = bench();
    at.session.add(marked('a'));
    at.storing.found([
      {
        record: marked('a', 4),
        sopClassUID: '1.2.840.10008.5.1.4.1.1.88.34',
        sopInstanceUID: '9.9',
        seriesInstanceUID: '1.2.3.4',
        studyInstanceUID: '1.2.3',
        predecessors: [],
        writtenAt: new Date(0),
      },
    ]);
    expect(stateOf(at, 'a')).toBe('changed');
    at.archive.isDown = true;
    await at.storing.storeAll();
    expect(stateOf(at, 'a')).toBe('waiting');
    at.session.dispatch({ kind: 'resize-target', radius: 7 });
    await at.storing.storeAll();
    at.archive.isDown = false;
    await at.storing.storeAll();
    expect(at.written.map(({ predecessor }) => predecessor)).toEqual(['9.9', '1.1']);
    expect([...at.archive.has]).toEqual(['1.1', '1.2']);
    expect(stateOf(at, 'a')).toBe('stored');
  });

  it('says that what waits is an earlier version', async () => {
    const at = bench();
    at.session.add(marked('a'));
    at.archive.isDown = true;
    await at.storing.storeAll();
    at.session.dispatch({ kind: 'resize-target', radius: 7 });
    const record = at.session.active.value;
    expect(record && at.storing.stateOf(record)).toMatchObject({ kind: 'waiting', isEarlier: true });
  });

  it('gives back why a report cannot be written, and stores the others', async () => {
    const at = bench((record) =>
      Promise.resolve(record.id === 'a' ? refused('missing-image', 'an image is missing') : [objectOf('7.1')]),
    );
    at.session.add(marked('a'));
    at.session.add(marked('b'));
    expect(await at.storing.storeAll()).toMatchObject([{ code: 'missing-image' }]);
    expect([stateOf(at, 'a'), stateOf(at, 'b')]).toEqual(['absent', 'stored']);
  });

  it('opens again what an earlier page left of this study, and nothing over what is open', async () => {
    const entry = (id: string, studyInstanceUID: string): OutboxEntry => ({
      id: `${id}.1`,
      record: marked(id),
      destination: 'https://archive',
      queuedAt: '2026-11-26T10:00:00.000Z',
      objects: [{ ...objectOf(`8.${String(id.length)}`, studyInstanceUID), isStored: false }],
      attempts: 1,
      problem: null,
    });
    const kept = [entry('open', '1.2.3'), entry('closed', '1.2.3'), entry('another', '9.9')];
    const at = bench(null, { ...noKeep, all: () => Promise.resolve(kept) });
    at.archive.isDown = true;
    at.session.add(marked('open', 7));
    await at.storing.start('1.2.3');
    expect(at.session.cases.value.confirmations.map(({ id }) => id)).toEqual(['open', 'closed']);
    expect(at.session.cases.value.confirmations[0]?.target).toMatchObject({ radius: 7 });
    expect(at.storing.elsewhere.map(({ record }) => record.id)).toEqual(['another']);
  });
});
