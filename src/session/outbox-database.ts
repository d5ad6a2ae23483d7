import type { OutboxEntry, OutboxKeep } from './outbox.ts';

const DATABASE = 'tipcheck-outbox';
const ENTRIES = 'entries';
const VERSION = 1;

const done = <Result>(request: IDBRequest<Result>): Promise<Result> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('the browser’s database failed'));
  });

const opened = (): Promise<IDBDatabase> => {
  const request = indexedDB.open(DATABASE, VERSION);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(ENTRIES, { keyPath: 'id' });
  };
  return done(request);
};

/** Does something in a transaction of its own and waits until that is on the disk. */
const within = async <Result>(
  mode: IDBTransactionMode,
  act: (entries: IDBObjectStore) => IDBRequest<Result>,
): Promise<Result> => {
  const database = await opened();
  try {
    const transaction = database.transaction(ENTRIES, mode, { durability: 'strict' });
    const ended = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error ?? new Error('the browser’s database failed'));
    });
    const [result] = await Promise.all([done(act(transaction.objectStore(ENTRIES))), ended]);
    return result;
  } finally {
    database.close();
  }
};

/** What waits for an archive, in the browser's own database: it survives the page, and leaves when it is stored. */
export const outboxDatabase: OutboxKeep = {
  all: () => within('readonly', (entries) => entries.getAll() as IDBRequest<OutboxEntry[]>),
  put: async (entry) => {
    await within('readwrite', (entries) => entries.put(entry));
  },
  remove: async (id) => {
    await within('readwrite', (entries) => entries.delete(id));
  },
};

/** Where the host wants nothing kept in the browser, as on a shared workstation: what waits lives as long as the page, which is told. */
export const keepsNothing: OutboxKeep = {
  all: () => Promise.resolve([]),
  put: () => Promise.reject(new Error('nothing is kept in this browser')),
  remove: () => Promise.resolve(),
};
