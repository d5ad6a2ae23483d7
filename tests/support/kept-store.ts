import type { KeptChange, KeptHead, KeptRow, KeptStore } from '../../src/session/kept/kept-branch.ts';
import type { Writers } from '../../src/session/kept/writers.ts';

/** What outlives every session: the branches of a database, and which sessions are alive. */
export interface Disk {
  readonly heads: Map<string, KeptHead>;
  readonly rows: Map<string, Map<string, KeptRow>>;
  readonly living: Map<string, { readonly changed: () => void; readonly forgotten: () => void }>;
}

export const emptyDisk = (): Disk => ({ heads: new Map(), rows: new Map(), living: new Map() });

/**
 * A database of which a test says when it answers and whether it fails. As with the browser's, what was handed over is carried out in its
 * order, also when nobody waits for the answer any more; what is read after a transaction that failed comes after the news of that.
 */
export class HeldStore implements KeptStore {
  readonly #disk: Disk;
  readonly #answers: (() => void)[] = [];
  #failures: Promise<void> = Promise.resolve();
  /** Transactions to come that fail. */
  failing = 0;
  readonly written: KeptChange[] = [];

  constructor(disk: Disk) {
    this.#disk = disk;
  }

  get underway(): number {
    return this.#answers.length;
  }

  write(change: KeptChange): Promise<void> {
    this.written.push(change);
    const isFailing = this.failing > 0;
    if (isFailing) this.failing -= 1;
    else this.#carryOut(change);
    const end = new Promise<void>((resolve, reject) => {
      this.#answers.push(() => {
        if (isFailing) reject(new DOMException('', 'QuotaExceededError'));
        else resolve();
      });
    });
    if (isFailing) this.#failures = Promise.allSettled([this.#failures, end]).then(() => undefined);
    return end;
  }

  #carryOut({ head, puts, deletes, isWhole, takenOver }: KeptChange): void {
    const { heads, rows } = this.#disk;
    const of = isWhole ? new Map<string, KeptRow>() : (rows.get(head.id) ?? new Map<string, KeptRow>());
    rows.set(head.id, of);
    for (const key of deletes) of.delete(key);
    for (const [key, row] of puts) of.set(key, structuredClone(row));
    heads.set(head.id, structuredClone(head));
    for (const [id, step] of takenOver) {
      const other = heads.get(id);
      if (other?.step === step) heads.set(id, { ...other, resumedAt: head.at });
    }
  }

  /** Answers what was handed over first; then whoever waits for it goes on. */
  async answer(count = Infinity): Promise<void> {
    for (let left = count; left > 0 && this.#answers.length > 0; left -= 1) {
      this.#answers.shift()?.();
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  async heads(): Promise<readonly KeptHead[]> {
    await this.#failures;
    return [...this.#disk.heads.values()];
  }

  rowsOf(branch: string): Promise<ReadonlyMap<string, KeptRow>> {
    return Promise.resolve(structuredClone(this.#disk.rows.get(branch) ?? new Map<string, KeptRow>()));
  }

  mark(branches: readonly string[], marks: Partial<KeptHead>): Promise<void> {
    const { heads } = this.#disk;
    for (const id of branches) {
      const head = heads.get(id);
      if (head) heads.set(id, { ...head, ...marks });
    }
    return Promise.resolve();
  }

  drop(branches: readonly string[]): Promise<void> {
    for (const id of branches) {
      this.#disk.heads.delete(id);
      this.#disk.rows.delete(id);
    }
    return Promise.resolve();
  }

  clear(): Promise<void> {
    this.#disk.heads.clear();
    this.#disk.rows.clear();
    return Promise.resolve();
  }

  close(): void {
    this.#answers.splice(0);
  }
}

/** Sessions of one disk know each other. */
export const joinDisk =
  (disk: Disk) =>
  (writer: string, changed: () => void, forgotten: () => void): Writers => {
    disk.living.set(writer, { changed, forgotten });
    const others = () => [...disk.living].filter(([id]) => id !== writer);
    const tell = (): void => {
      for (const [, other] of others()) other.changed();
    };
    return {
      living: () => Promise.resolve(new Set(others().map(([id]) => id))),
      tell,
      tellForgotten: () => {
        for (const [, other] of others()) other.forgotten();
      },
      close: () => {
        disk.living.delete(writer);
        tell();
      },
    };
  };
