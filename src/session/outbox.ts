import { signal, type ReadonlySignal } from '@preact/signals-core';
import type { Confirmation } from '../confirmation/record.ts';
import type { ObjectStore, ObjectToStore } from '../load/dicomweb-store.ts';
import { LoadError } from '../load/load-error.ts';
import type { StoreAnswer } from '../load/store-answer.ts';
import { reportOf } from './report-of-entry.ts';

/** The report of a record and what goes with it, on the way to an archive. */
export interface OutboxEntry {
  /** SOPInstanceUID of the report. */
  readonly id: string;
  /** The record as the report holds it. */
  readonly record: Confirmation;
  /** Which revision of the record that is; absent in entries of earlier versions of the program. */
  readonly revision?: string;
  /** Root of the archive's services, or `host` and the name that the host gives its archive. */
  readonly destination: string;
  /** ISO 8601. */
  readonly queuedAt: string;
  readonly objects: readonly OutboxObject[];
  /** How often it was tried. */
  readonly attempts: number;
  /** Why it isn't stored yet; null before the first try. */
  readonly problem: StoreProblem | null;
}

export interface OutboxObject extends ObjectToStore {
  readonly sopClassUID: string;
  /** The archive was seen to have it. */
  readonly isStored: boolean;
}

export interface StoreProblem {
  readonly message: string;
  /** It is tried again without being asked to. */
  readonly mayPass: boolean;
}

/** Where entries wait, so that a closed page loses none. Its methods reject where the browser keeps nothing. */
export interface OutboxKeep {
  all(): Promise<readonly OutboxEntry[]>;
  put(entry: OutboxEntry): Promise<void>;
  remove(id: string): Promise<void>;
}

export interface OutboxOptions {
  readonly destination: string;
  readonly store: ObjectStore;
  readonly keep: OutboxKeep;
  /**
   * Told of an entry whose report the archive has, with all that goes with it but for what it refuses for good; with what the archive warns of or
   * refused.
   */
  readonly onStored: (entry: OutboxEntry, warning: string | null) => void;
  /** Calls back after a while, and returns what prevents it. */
  readonly later?: (act: () => void, ms: number) => () => void;
  readonly now?: () => Date;
  /** Nothing is sent while it is true. */
  readonly isHeld?: () => boolean;
}

const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 300_000;
/** A browser's database that takes longer isn't waited for. */
const KEEP_MS = 2_000;
/** What an archive refused for good is forgotten after so long. */
const REFUSED_KEPT_MS = 30 * 24 * 3_600_000;

const afterTimeout = (act: () => void, ms: number): (() => void) => {
  const timer = setTimeout(act, ms);
  return () => clearTimeout(timer);
};

/**
 * What is to be stored, oldest first, until the archive was seen to have it. Each entry is in the browser's own memory before it is sent, and
 * leaves it when it is stored. What may pass is tried again after a growing pause; sending an object twice makes no second one, because its
 * SOPInstanceUID stays.
 */
export class Outbox {
  readonly #options: OutboxOptions;
  readonly #later: NonNullable<OutboxOptions['later']>;
  readonly #entries = signal<readonly OutboxEntry[]>([]);
  readonly #sending = signal<string | null>(null);
  readonly #isKept = signal(true);
  readonly #ended = new AbortController();
  #running: Promise<void> | null = null;
  #again = false;
  #failures = 0;
  #cancelTimer: (() => void) | null = null;

  constructor(options: OutboxOptions) {
    this.#options = options;
    this.#later = options.later ?? afterTimeout;
  }

  get entries(): ReadonlySignal<readonly OutboxEntry[]> {
    return this.#entries;
  }

  /** The entry that is on its way. */
  get sending(): ReadonlySignal<string | null> {
    return this.#sending;
  }

  /** False where the browser keeps nothing: what waits is lost with the page. */
  get isKept(): ReadonlySignal<boolean> {
    return this.#isKept;
  }

  /** Takes up what an earlier page left, and returns it. */
  async start(): Promise<readonly OutboxEntry[]> {
    const { keep, destination } = this.#options;
    let kept: readonly OutboxEntry[] = [];
    try {
      const all = await keep.all();
      const old = all.filter(({ problem, queuedAt }) => problem?.mayPass === false && this.#isOld(queuedAt));
      for (const { id } of old) await keep.remove(id);
      kept = all.filter((entry) => entry.destination === destination && !old.includes(entry));
    } catch {
      this.#isKept.value = false;
    }
    const known = new Set(this.#entries.peek().map(({ id }) => id));
    const restored = kept.filter(({ id }) => !known.has(id));
    this.#entries.value = [...restored, ...this.#entries.peek()].toSorted((a, b) =>
      a.queuedAt < b.queuedAt ? -1 : a.queuedAt > b.queuedAt ? 1 : 0,
    );
    if (restored.length > 0) void this.send();
    return restored;
  }

  /** Keeps an entry, then sends it. */
  async add(entry: OutboxEntry): Promise<void> {
    // A version of the same record that the archive will not take is replaced by this one.
    const isReport = reportOf(entry) !== undefined;
    const replaced = this.#entries
      .peek()
      .filter(
        (one) =>
          one.record.id === entry.record.id &&
          one.problem?.mayPass === false &&
          (reportOf(one) !== undefined) === isReport,
      );
    for (const one of replaced) await this.#drop(one);
    this.#entries.value = [...this.#entries.peek(), entry];
    await this.#put(entry);
    await this.send();
  }

  /** Sends what waits, now. Also what the archive refused for good: its administrator may have changed that. */
  async retry(): Promise<void> {
    for (const entry of this.#entries.peek())
      if (entry.problem?.mayPass === false) this.#replace({ ...entry, problem: { ...entry.problem, mayPass: true } });
    await this.send();
  }

  /** Forgets an entry that isn't on its way: it won't be stored. */
  async discard(id: string): Promise<void> {
    const entry = this.#entries.peek().find((one) => one.id === id);
    if (entry && this.#sending.peek() !== id) await this.#drop(entry);
  }

  /** Sends what waits, one entry at a time. Never rejects. */
  send(): Promise<void> {
    this.#again = true;
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  /** Ends what is running; entries stay kept. */
  dispose(): void {
    this.#ended.abort();
    this.#cancelTimer?.();
  }

  async #run(): Promise<void> {
    while (this.#again && !this.#ended.signal.aborted) {
      this.#again = false;
      this.#cancelTimer?.();
      this.#cancelTimer = null;
      await this.#sendAll();
    }
    this.#planNext();
  }

  async #sendAll(): Promise<void> {
    // Versions of one record go in their order.
    const held = new Set<string>();
    for (const { id } of this.#entries.peek()) {
      const entry = this.#entries.peek().find((one) => one.id === id);
      if (this.#options.isHeld?.()) return;
      if (!entry || entry.problem?.mayPass === false || held.has(entry.record.id)) continue;
      this.#sending.value = id;
      const goesOn = await this.#sendOne(entry);
      this.#sending.value = null;
      if (!goesOn) return;
      if (this.#entries.peek().some((one) => one.id === id)) held.add(entry.record.id);
    }
  }

  #planNext(): void {
    const waits = this.#entries.peek().some(({ problem }) => problem?.mayPass === true);
    if (!waits) this.#failures = 0;
    if (!waits || this.#ended.signal.aborted || this.#options.isHeld?.()) return;
    const pause = Math.min(FIRST_PAUSE_MS * 2 ** this.#failures, LONGEST_PAUSE_MS);
    this.#failures += 1;
    this.#cancelTimer = this.#later(() => void this.send(), pause);
  }

  /** Returns whether there is a point in sending others. */
  async #sendOne(entry: OutboxEntry): Promise<boolean> {
    const { signal: ended } = this.#ended;
    let now = entry;
    let refusals: readonly StoreAnswer[] = [];
    const warnings: string[] = [];
    try {
      // An earlier try may have arrived although its answer didn't.
      if (entry.attempts > 0) now = await this.#looked(now, ended);
      const left = now.objects.filter(({ isStored }) => !isStored);
      if (left.length > 0) {
        // Noted before it is sent: whatever happens next, it is looked for first.
        now = { ...now, attempts: now.attempts + 1 };
        await this.#change(now);
        const said = await this.#options.store.store(left, ended);
        now = await this.#looked(now, ended);
        const missing = now.objects.filter(({ isStored }) => !isStored);
        refusals = missing.map(({ sopInstanceUID }) => said.get(sopInstanceUID) ?? { kind: 'unsaid' });
        for (const one of said.values()) if (one.kind === 'stored' && one.warning !== null) warnings.push(one.warning);
      }
    } catch (error) {
      if (this.#ended.signal.aborted) return false;
      await this.#change({ ...now, problem: { message: messageOf(error), mayPass: !isFinal(error) } });
      return !concernsAll(error);
    }
    const problem = refusals.length > 0 ? problemOf(refusals, now.objects.length) : null;
    const isReportThere = reportOf(now)?.isStored === true;
    if (problem && (problem.mayPass || !isReportThere)) {
      await this.#change({ ...now, problem });
      return true;
    }
    this.#failures = 0;
    await this.#drop(now);
    // The report is what counts: that the archive takes no segmentations, for one, must not keep its next version back.
    this.#options.onStored(now, problem?.message ?? warnings[0] ?? null);
    return true;
  }

  /** The entry with what the archive has of it by now. */
  async #looked(entry: OutboxEntry, ended: AbortSignal): Promise<OutboxEntry> {
    let now = entry;
    for (const object of entry.objects) {
      if (object.isStored || !(await this.#options.store.has(object, ended))) continue;
      now = {
        ...now,
        objects: now.objects.map((one) =>
          one.sopInstanceUID === object.sopInstanceUID ? { ...one, isStored: true } : one,
        ),
      };
    }
    if (now !== entry) await this.#change(now);
    return now;
  }

  #isOld(queuedAt: string): boolean {
    return (this.#options.now?.() ?? new Date()).getTime() - Date.parse(queuedAt) > REFUSED_KEPT_MS;
  }

  #replace(entry: OutboxEntry): void {
    this.#entries.value = this.#entries.peek().map((one) => (one.id === entry.id ? entry : one));
  }

  async #change(entry: OutboxEntry): Promise<void> {
    this.#replace(entry);
    await this.#put(entry);
  }

  async #put(entry: OutboxEntry): Promise<void> {
    const put = this.#options.keep.put(entry).then(
      () => (this.#isKept.value = true),
      () => (this.#isKept.value = false),
    );
    // A database that never answers must not keep a report from the archive.
    let stop: (() => void) | undefined;
    const tooLong = new Promise<void>((resolve) => {
      stop = afterTimeout(() => {
        this.#isKept.value = false;
        resolve();
      }, KEEP_MS);
    });
    await Promise.race([put, tooLong]);
    stop?.();
  }

  async #drop({ id }: OutboxEntry): Promise<void> {
    this.#entries.value = this.#entries.peek().filter((one) => one.id !== id);
    // One that stays behind is looked for, found in the archive and dropped the next time.
    await this.#options.keep.remove(id).catch(() => undefined);
  }
}

/** Why objects are missing: what can't pass counts before what may. */
const problemOf = (answers: readonly StoreAnswer[], all: number): StoreProblem => {
  const refused = answers.filter((one) => one.kind === 'refused');
  const first = refused.find(({ mayPass }) => !mayPass) ?? refused[0];
  const share = answers.length < all ? `; ${String(all - answers.length)} of ${String(all)} objects are stored` : '';
  return first
    ? { message: `${first.message}${share}`, mayPass: first.mayPass }
    : { message: `the archive took it and does not show it yet${share}`, mayPass: true };
};

const WORDS: Readonly<Record<Exclude<LoadError['code'], 'cancelled'>, string>> = {
  network: 'it cannot be reached',
  unauthorized: 'it asks for permission; sign in again',
  'not-found': 'it does not offer storing at this address',
  'server-error': 'it failed',
  'unexpected-answer': 'its answer was not understood',
};

const messageOf = (error: unknown): string => {
  if (!(error instanceof LoadError)) return 'what authorises requests failed';
  if (error.code === 'cancelled') return 'it was cancelled';
  const words = isFinal(error) ? 'it does not take objects of this size or kind' : WORDS[error.code];
  return `${words}${error.status === null ? '' : ` (${String(error.status)})`}`;
};

/** Content too large, media type not supported: sent again it would be refused again. */
const isFinal = (error: unknown): boolean =>
  error instanceof LoadError && (error.status === 413 || error.status === 415);

/** What stands in the way of everything that is sent, not of this entry alone. */
const concernsAll = (error: unknown): boolean =>
  !(error instanceof LoadError) ||
  error.code === 'network' ||
  error.code === 'cancelled' ||
  (error.code === 'unauthorized' && error.status !== 403);
