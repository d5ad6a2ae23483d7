import { describe, expect, it, vi } from 'vitest';
import type { ObjectStore } from '../../../src/load/dicomweb-store.ts';
import { LoadError, loadErrorFor } from '../../../src/load/load-error.ts';
import type { StoreAnswer } from '../../../src/load/store-answer.ts';
import { Outbox, type OutboxEntry, type OutboxKeep } from '../../../src/session/outbox.ts';
import { recordOf } from '../../support/records.ts';

const stored: StoreAnswer = { kind: 'stored', warning: null };

const entryOf = (id: string, recordId = `record ${id}`, objects = 2): OutboxEntry => ({
  id: `${id}.1`,
  record: recordOf({ space: { kind: 'patient', frameOfReferenceUID: '1.2.3' }, id: recordId }),
  destination: 'https://archive',
  queuedAt: `2026-11-26T10:00:0${id}.000Z`,
  objects: Array.from({ length: objects }, (_, index) => ({
    sopClassUID: '1.2.840.10008.5.1.4.1.1.88.34',
    sopInstanceUID: `${id}.${String(index + 1)}`,
    seriesInstanceUID: '1.2.3.4',
    studyInstanceUID: '1.2.3',
    bytes: Uint8Array.of(1, 2, 3),
    isStored: false,
  })),
  attempts: 0,
  problem: null,
});

/** A browser's database, as long as the test runs. */
const keepOf = (): OutboxKeep & { readonly kept: Map<string, OutboxEntry> } => {
  const kept = new Map<string, OutboxEntry>();
  return {
    kept,
    all: () => Promise.resolve([...kept.values()]),
    put: (entry) => {
      kept.set(entry.id, structuredClone(entry));
      return Promise.resolve();
    },
    remove: (id) => {
      kept.delete(id);
      return Promise.resolve();
    },
  };
};

/** An archive in memory that can be made to fail; it counts what it was sent. */
class TestArchive implements ObjectStore {
  readonly has_ = new Set<string>();
  readonly sent: string[] = [];
  /** What happens to one object; by default it is stored. */
  fate: (uid: string) => StoreAnswer | 'lost' = () => stored;
  /** Thrown instead of an answer, after what came before it has been done. */
  failure: LoadError | null = null;
  isDown = false;

  store: ObjectStore['store'] = (objects) => {
    if (this.isDown) return Promise.reject(new LoadError('network', 'store: the server can’t be reached'));
    const answers = new Map<string, StoreAnswer>();
    for (const { sopInstanceUID } of objects) {
      this.sent.push(sopInstanceUID);
      const fate = this.fate(sopInstanceUID);
      if (fate !== 'lost' && fate.kind !== 'refused') this.has_.add(sopInstanceUID);
      answers.set(sopInstanceUID, fate === 'lost' ? stored : fate);
    }
    return this.failure ? Promise.reject(this.failure) : Promise.resolve(answers);
  };

  has: ObjectStore['has'] = ({ sopInstanceUID }) =>
    this.isDown
      ? Promise.reject(new LoadError('network', 'metadata of an object: the server can’t be reached'))
      : Promise.resolve(this.has_.has(sopInstanceUID));
}

interface Bench {
  readonly archive: TestArchive;
  readonly keep: ReturnType<typeof keepOf>;
  readonly outbox: Outbox;
  readonly delivered: string[];
  /** What the archive warned of or refused, of each that was delivered. */
  readonly warnings: (string | null)[];
  /** Pauses that were asked for, ms. */
  readonly pauses: number[];
  /** Lets the pause pass. */
  wake(): Promise<void>;
}

const bench = (keep = keepOf(), archive = new TestArchive()): Bench => {
  const delivered: string[] = [];
  const warnings: (string | null)[] = [];
  const pauses: number[] = [];
  let planned: (() => void) | null = null;
  const outbox = new Outbox({
    destination: 'https://archive',
    store: archive,
    keep,
    onStored: ({ id }, warning) => {
      delivered.push(id);
      warnings.push(warning);
    },
    now: () => new Date('2026-11-27T10:00:00Z'),
    later: (act, ms) => {
      pauses.push(ms);
      planned = act;
      return () => (planned = null);
    },
  });
  return {
    archive,
    keep,
    outbox,
    delivered,
    warnings,
    pauses,
    wake: async () => {
      planned?.();
      await outbox.send();
    },
  };
};
const problemsOf = ({ outbox }: Bench): readonly (string | undefined)[] =>
  outbox.entries.value.map(({ problem }) => problem?.message);

describe('what is to be stored', () => {
  it('leaves the browser when the archive was seen to have it', async () => {
    const { outbox, archive, delivered, keep } = bench();
    await outbox.add(entryOf('1'));
    expect(archive.sent).toEqual(['1.1', '1.2']);
    expect(delivered).toEqual(['1.1']);
    expect(outbox.entries.value).toEqual([]);
    expect(keep.kept.size).toBe(0);
  });

  it('is kept before it is sent', async () => {
    const at = bench();
    let keptWhenSent = false;
    at.archive.fate = () => {
      keptWhenSent = at.keep.kept.get('1.1')?.attempts === 1;
      return stored;
    };
    await at.outbox.add(entryOf('1'));
    expect(keptWhenSent).toBe(true);
  });

  it('waits for an archive that is down, and goes when it is back', async () => {
    const at = bench();
    at.archive.isDown = true;
    await at.outbox.add(entryOf('1'));
    expect(problemsOf(at)).toEqual(['it cannot be reached']);
    expect(at.keep.kept.size).toBe(1);
    await at.wake();
    expect(at.delivered).toEqual([]);
    at.archive.isDown = false;
    await at.wake();
    expect(at.delivered).toEqual(['1.1']);
    expect(at.keep.kept.size).toBe(0);
  });

  it('pauses longer after each failure, to a limit, and not at all when nothing waits', async () => {
    const at = bench();
    at.archive.isDown = true;
    await at.outbox.add(entryOf('1'));
    for (let count = 0; count < 9; count += 1) await at.wake();
    expect(at.pauses.slice(0, 4)).toEqual([5_000, 10_000, 20_000, 40_000]);
    expect(at.pauses.at(-1)).toBe(300_000);
    at.archive.isDown = false;
    const { length } = at.pauses;
    await at.wake();
    expect(at.pauses).toHaveLength(length);
  });

  it('is taken up by the next page, with bytes and record', async () => {
    const first = bench();
    first.archive.isDown = true;
    await first.outbox.add(entryOf('1'));
    first.outbox.dispose();
    const second = bench(first.keep);
    const restored = await second.outbox.start();
    expect(restored.map(({ record }) => record.id)).toEqual(['record 1']);
    await second.outbox.send();
    expect(second.archive.sent).toEqual(['1.1', '1.2']);
    expect(second.delivered).toEqual(['1.1']);
  });

  it('of another archive is left alone', async () => {
    const at = bench();
    await at.keep.put({ ...entryOf('1'), destination: 'https://another' });
    expect(await at.outbox.start()).toEqual([]);
    await at.outbox.send();
    expect(at.archive.sent).toEqual([]);
    expect(at.keep.kept.size).toBe(1);
  });

  it('is not sent a second time when only the answer was lost', async () => {
    const at = bench();
    at.archive.failure = new LoadError('network', 'store: the server can’t be reached');
    await at.outbox.add(entryOf('1'));
    expect(at.delivered).toEqual([]);
    at.archive.failure = null;
    await at.wake();
    expect(at.delivered).toEqual(['1.1']);
    expect(at.archive.sent).toEqual(['1.1', '1.2']);
  });

  it('sends again only what is missing', async () => {
    const at = bench();
    at.archive.fate = (uid) =>
      uid === '1.2' ? { kind: 'refused', message: 'the archive is out of resources (A700)', mayPass: true } : stored;
    await at.outbox.add(entryOf('1'));
    expect(problemsOf(at)).toEqual(['the archive is out of resources (A700); 1 of 2 objects are stored']);
    at.archive.fate = () => stored;
    await at.wake();
    expect(at.archive.sent).toEqual(['1.1', '1.2', '1.2']);
    expect(at.delivered).toEqual(['1.1']);
  });

  it('is not stored because the archive says so, but because it has it', async () => {
    const at = bench();
    at.archive.fate = () => 'lost';
    await at.outbox.add(entryOf('1'));
    expect(at.delivered).toEqual([]);
    expect(problemsOf(at)).toEqual(['the archive took it and does not show it yet']);
  });

  it('that is refused for good waits for a hand, and goes with it', async () => {
    const at = bench();
    at.archive.fate = () => ({ kind: 'refused', message: 'no such objects (0122)', mayPass: false });
    await at.outbox.add(entryOf('1'));
    expect(at.pauses).toEqual([]);
    await at.outbox.send();
    expect(at.archive.sent).toHaveLength(2);
    at.archive.fate = () => stored;
    await at.outbox.retry();
    expect(at.delivered).toEqual(['1.1']);
  });

  it('takes the place of an earlier version that was refused for good', async () => {
    const at = bench();
    at.archive.fate = () => ({ kind: 'refused', message: 'no (0122)', mayPass: false });
    await at.outbox.add(entryOf('1', 'record'));
    at.archive.fate = () => stored;
    await at.outbox.add(entryOf('2', 'record'));
    expect(at.delivered).toEqual(['2.1']);
    expect(at.keep.kept.size).toBe(0);
  });

  it('goes in the order of its versions, and another record’s trouble holds nobody up', async () => {
    const at = bench();
    at.archive.fate = (uid) =>
      uid.startsWith('1.') ? { kind: 'refused', message: 'full (A700)', mayPass: true } : stored;
    await at.outbox.add(entryOf('1', 'record'));
    await at.outbox.add(entryOf('2', 'record'));
    await at.outbox.add(entryOf('3', 'other'));
    expect(at.delivered).toEqual(['3.1']);
    at.archive.fate = () => stored;
    await at.wake();
    expect(at.delivered).toEqual(['3.1', '1.1', '2.1']);
  });

  it('is stored when the report is, whatever the archive refuses for good of what goes with it', async () => {
    const at = bench();
    at.archive.fate = (uid) =>
      uid.endsWith('.2') ? { kind: 'refused', message: 'no such objects (0122)', mayPass: false } : stored;
    await at.outbox.add(entryOf('1', 'record'));
    await at.outbox.add(entryOf('2', 'record'));
    expect(at.delivered).toEqual(['1.1', '2.1']);
    expect(at.warnings).toEqual(Array(2).fill('no such objects (0122); 1 of 2 objects are stored'));
    expect(at.keep.kept.size).toBe(0);
  });

  it.each([
    [413, 'it does not take objects of this size or kind (413)', false],
    [403, 'it asks for permission; sign in again (403)', true],
    [500, 'it failed (500)', true],
  ])('holds no other record up when it alone is answered %i', async (status, message, triesAgain) => {
    const at = bench();
    const store = at.archive.store;
    at.archive.store = (objects, signal) =>
      objects[0]?.sopInstanceUID === '1.1' ? Promise.reject(loadErrorFor(status, 'store')) : store(objects, signal);
    await at.outbox.add(entryOf('1'));
    await at.outbox.add(entryOf('2'));
    expect(at.delivered).toEqual(['2.1']);
    expect(at.outbox.entries.value.map(({ problem }) => problem)).toEqual([{ message, mayPass: triesAgain }]);
  });

  it('is forgotten when it is discarded, and 30 days after it was refused for good', async () => {
    const at = bench();
    at.archive.fate = () => ({ kind: 'refused', message: 'no (0122)', mayPass: false });
    await at.outbox.add(entryOf('1'));
    await at.outbox.discard('1.1');
    expect(at.outbox.entries.value).toEqual([]);
    expect(at.keep.kept.size).toBe(0);
    const refused = { message: 'no (0122)', mayPass: false };
    const queuedAt = '2026-10-01T10:00:00Z';
    await at.keep.put({ ...entryOf('2'), problem: refused, queuedAt });
    await at.keep.put({ ...entryOf('3'), problem: refused });
    await at.keep.put({ ...entryOf('4'), problem: { ...refused, mayPass: true }, queuedAt });
    at.archive.fate = () => stored;
    expect((await at.outbox.start()).map(({ id }) => id).toSorted()).toEqual(['3.1', '4.1']);
    expect(at.keep.kept.has('2.1')).toBe(false);
  });

  it('is sent where the browser’s database never answers, which is told', async () => {
    vi.useFakeTimers();
    try {
      const at = bench({ ...keepOf(), put: () => new Promise(() => undefined) });
      const adding = at.outbox.add(entryOf('1'));
      await vi.advanceTimersByTimeAsync(20_000);
      await adding;
      expect(at.delivered).toEqual(['1.1']);
      expect(at.outbox.isKept.value).toBe(false);
    } finally {
      vi.useRealTimers();
    }
  });

  it('is sent even where the browser keeps nothing, and that is told', async () => {
    const keep = keepOf();
    const full = {
      ...keep,
      put: () => Promise.reject(new Error('full')),
      all: () => Promise.reject(new Error('none')),
    };
    const at = bench(full);
    at.archive.isDown = true;
    await at.outbox.start();
    await at.outbox.add(entryOf('1'));
    expect(at.outbox.isKept.value).toBe(false);
    at.archive.isDown = false;
    await at.wake();
    expect(at.delivered).toEqual(['1.1']);
  });

  it('says when permission is missing, in words without addresses', async () => {
    const at = bench();
    at.archive.failure = loadErrorFor(401, 'store');
    await at.outbox.add(entryOf('1'));
    expect(problemsOf(at)).toEqual(['it asks for permission; sign in again (401)']);
  });

  it('sends nothing more once it has ended', async () => {
    const at = bench();
    at.archive.isDown = true;
    await at.outbox.add(entryOf('1'));
    at.outbox.dispose();
    at.archive.isDown = false;
    await at.wake();
    expect(at.archive.sent).toEqual([]);
    expect(at.keep.kept.size).toBe(1);
  });
});
