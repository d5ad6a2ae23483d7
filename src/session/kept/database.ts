import type { HeadMarks, KeptChange, KeptHead, KeptRow, KeptStore } from './kept-branch.ts';

const NAME = 'tipcheck';
const VERSION = 1;
const HEADS = 'heads';
const ROWS = 'rows';

/** Every row of a branch: keys are `[branch, key]`, and an array sorts after every text. */
const rangeOf = (branch: string): IDBKeyRange => IDBKeyRange.bound([branch], [branch, []]);

const resultOf = <Result>(request: IDBRequest<Result>): Promise<Result> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => {
      resolve(request.result);
    };
    request.onerror = () => {
      reject(request.error ?? new DOMException('', 'UnknownError'));
    };
  });

const endOf = (transaction: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => {
      resolve();
    };
    transaction.onabort = () => {
      reject(transaction.error ?? new DOMException('', 'AbortError'));
    };
  });

const opened = async (lost: () => void): Promise<IDBDatabase> => {
  // Absent where the browser gives pages none.
  const factory = globalThis.indexedDB as IDBFactory | undefined;
  if (!factory) throw new DOMException('', 'NotSupportedError');
  const request = factory.open(NAME, VERSION);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(HEADS, { keyPath: 'id' });
    request.result.createObjectStore(ROWS);
  };
  const database = await resultOf(request);
  database.onclose = lost;
  // A later version of the program, in another tab, wants to change the database: it must not wait for this one.
  database.onversionchange = () => {
    database.close();
    lost();
  };
  return database;
};

/**
 * Branches in the browser's own database. A transaction is committed in the task that makes it: what a page has handed over by then is carried
 * out even when the page is gone before it is answered.
 */
class KeptDatabase implements KeptStore {
  #database: IDBDatabase | null = null;
  #opening: Promise<IDBDatabase> | null = null;
  #isOver = false;

  /** Opened again where the browser has closed it, as when its data were cleared. */
  #ready(): Promise<IDBDatabase> {
    if (this.#isOver) return Promise.reject(new DOMException('', 'AbortError'));
    this.#opening ??= opened(this.#lost).then(
      (database) => {
        this.#database = database;
        // What waited for it is handed over first.
        if (this.#isOver)
          setTimeout(() => {
            this.close();
          });
        return database;
      },
      (error: unknown) => {
        this.#opening = null;
        throw error;
      },
    );
    return this.#opening;
  }

  readonly #lost = (): void => {
    this.#database = null;
    this.#opening = null;
  };

  async write(change: KeptChange): Promise<void> {
    // In this very task where the database is open.
    await this.#write(this.#database ?? (await this.#ready()), change);
  }

  #write(database: IDBDatabase, { head, puts, deletes, isWhole, takenOver, isStrict }: KeptChange): Promise<void> {
    let transaction: IDBTransaction;
    try {
      const durability = isStrict ? 'strict' : 'relaxed';
      transaction = database.transaction([HEADS, ROWS], 'readwrite', { durability });
    } catch (error) {
      this.#lost();
      throw error;
    }
    const end = endOf(transaction);
    try {
      const [heads, rows] = [transaction.objectStore(HEADS), transaction.objectStore(ROWS)];
      if (isWhole) rows.delete(rangeOf(head.id));
      for (const key of deletes) rows.delete([head.id, key]);
      for (const [key, row] of puts) rows.put(row, [head.id, key]);
      heads.put(head);
      for (const [id, step] of takenOver)
        // One that went on meanwhile isn't what was taken over.
        changeHead(heads, id, (other) => (other.step === step ? { ...other, resumedAt: head.at } : null));
      if (takenOver.size === 0) transaction.commit();
    } catch (error) {
      end.catch(() => undefined);
      transaction.abort();
      throw error;
    }
    return end;
  }

  async heads(): Promise<readonly KeptHead[]> {
    const database = await this.#ready();
    return resultOf(database.transaction(HEADS).objectStore(HEADS).getAll() as IDBRequest<KeptHead[]>);
  }

  async rowsOf(branch: string): Promise<ReadonlyMap<string, KeptRow>> {
    const store = (await this.#ready()).transaction(ROWS).objectStore(ROWS);
    const [keys, rows] = await Promise.all([
      resultOf(store.getAllKeys(rangeOf(branch))),
      resultOf(store.getAll(rangeOf(branch)) as IDBRequest<KeptRow[]>),
    ]);
    return new Map(
      rows.flatMap((row, index) => {
        const key = keys[index];
        const name = Array.isArray(key) ? key[1] : undefined;
        return typeof name === 'string' ? [[name, row] as const] : [];
      }),
    );
  }

  async mark(branches: readonly string[], marks: HeadMarks): Promise<void> {
    const transaction = (await this.#ready()).transaction(HEADS, 'readwrite', { durability: 'strict' });
    const heads = transaction.objectStore(HEADS);
    for (const id of branches) changeHead(heads, id, (head) => ({ ...head, ...marks }));
    await endOf(transaction);
  }

  async drop(branches: readonly string[]): Promise<void> {
    if (branches.length === 0) return;
    const transaction = (await this.#ready()).transaction([HEADS, ROWS], 'readwrite');
    for (const id of branches) {
      transaction.objectStore(HEADS).delete(id);
      transaction.objectStore(ROWS).delete(rangeOf(id));
    }
    await endOf(transaction);
  }

  async clear(): Promise<void> {
    const transaction = (await this.#ready()).transaction([HEADS, ROWS], 'readwrite', { durability: 'strict' });
    for (const name of [HEADS, ROWS]) transaction.objectStore(name).clear();
    await endOf(transaction);
  }

  /** What has been handed over is still carried out. */
  close(): void {
    this.#isOver = true;
    this.#database?.close();
    this.#lost();
  }
}

/** Replaces a head that is there; null leaves it. */
const changeHead = (heads: IDBObjectStore, id: string, to: (head: KeptHead) => KeptHead | null): void => {
  const request = heads.get(id) as IDBRequest<KeptHead | undefined>;
  request.onsuccess = () => {
    const changed = request.result && to(request.result);
    if (changed) heads.put(changed);
  };
};

export const keptDatabase = (): KeptStore => new KeptDatabase();
