const done = <Result>(request: IDBRequest<Result>): Promise<Result> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('the browser’s database failed'));
  });

/** Does something in a transaction of its own and waits until that is on the disk. */
export type Within = <Result>(
  mode: IDBTransactionMode,
  act: (entries: IDBObjectStore) => IDBRequest<Result>,
) => Promise<Result>;

/** A database of one object store, opened for each transaction: no tab stands in the way of another. */
export const ownObjectStore = (name: string, keyPath: string): Within => {
  const ENTRIES = 'entries';
  const opened = (): Promise<IDBDatabase> => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(ENTRIES, { keyPath });
    };
    return done(request);
  };
  return async (mode, act) => {
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
};
