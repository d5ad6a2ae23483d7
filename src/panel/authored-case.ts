import { computed, signal, type ReadonlySignal } from '@preact/signals-core';
import { parseRecord, serializeRecord } from '../confirmation/parse.ts';
import { isRefused, type Confirmation, type Refused } from '../confirmation/record.ts';
import { isMarked } from '../teach/answer.ts';
import {
  ASKED_MARKS,
  type AskedMark,
  type CaseDraft,
  type Difficulty,
  type KeyView,
  type Reference,
  type Saying,
} from '../teach/case.ts';
import { markedImages } from '../teach/marked-images.ts';

/** A procedure by the id of its profile, and its English title. */
export interface CaseProcedure {
  readonly id: string;
  readonly title: string;
}

/** Images that go into a case together, or not. */
export interface CaseSeries {
  readonly key: string;
  readonly name: string;
  /** SOPInstanceUIDs. */
  readonly images: readonly string[];
  /** Pictures: of an image of several frames each. */
  readonly frames: number;
  /** The marks were made on it. */
  readonly isMarked: boolean;
}

/** A series that may go into a case. */
export interface SeriesChoice extends CaseSeries {
  readonly isIn: boolean;
  /** Why it can't be left out; null where it can. */
  readonly needed: 'marks' | 'key-view' | null;
}

/** What a case is written about. */
export interface AuthoredParts {
  /** The confirmation that the case is made from, as it is now; null once it is gone. */
  readonly record: () => Confirmation | null;
  /** The procedures that a case may be of: a site's own would tell whose it is. */
  readonly procedures: readonly CaseProcedure[];
  /** The series that its marks can be seen on, of those that are open now; of them at least one is marked. */
  readonly series: () => readonly CaseSeries[];
  /** A record's text, or why it can't be a reference beside this one. */
  readonly readReference: (text: string, beside: Confirmation) => Confirmation | Refused;
  /** How the single view shows its image; null where there is none, or several are shown. */
  readonly viewNow: () => Omit<KeyView, 'caption' | 'marks'> | null;
}

/** The texts that an author writes; all are needed. */
export const CASE_TEXTS = ['title', 'question', 'teaches', 'explanation', 'source', 'licence'] as const;
export type CaseText = (typeof CASE_TEXTS)[number];

const NO_TEXTS: Readonly<Record<CaseText, string>> = {
  title: '',
  question: '',
  teaches: '',
  explanation: '',
  source: '',
  licence: '',
};

/** What is still missing before the release can be looked at. */
export type StillMissing = 'texts' | 'names' | 'two-equal-names' | 'captions';

/** A file that is no reference, and why. */
export interface NoReference {
  readonly name: string;
  readonly message: string;
}

/** What its author says of a teaching case, and what of the images goes in. */
export class AuthoredCase {
  readonly #parts: AuthoredParts;
  readonly #others = signal<readonly Reference[]>([]);
  readonly #refused = signal<readonly NoReference[]>([]);
  readonly #keyViews = signal<readonly KeyView[]>([]);
  /** Keys of series that the author left out. */
  readonly #leftOut = signal<ReadonlySet<string>>(new Set());
  readonly texts = signal(NO_TEXTS);
  /** The name that stands for whoever made the confirmation. */
  readonly ownName = signal('');
  readonly difficulty = signal<Difficulty>('medium');
  readonly procedure = signal<string | null>(null);
  /** Null: what the records themselves say. */
  readonly verdict = signal<Saying | null>(null);

  constructor(parts: AuthoredParts) {
    this.#parts = parts;
    const procedure = parts.record()?.procedure;
    this.procedure.value = parts.procedures.find(({ id }) => id === procedure)?.id ?? null;
  }

  get procedures(): readonly CaseProcedure[] {
    return this.#parts.procedures;
  }

  /** All that may go in, in the order in which they are open. */
  get series(): readonly SeriesChoice[] {
    const record = this.#parts.record();
    const marked = new Set(
      [...(record ? [record] : []), ...this.#others.value.map((one) => one.record)].flatMap(markedImages),
    );
    const seen = new Set(this.#keyViews.value.map(({ sopInstanceUID }) => sopInstanceUID));
    return this.#parts.series().map((one) => {
      const has = (images: ReadonlySet<string>): boolean => one.images.some((uid) => images.has(uid));
      const needed = one.isMarked || has(marked) ? 'marks' : has(seen) ? 'key-view' : null;
      return { ...one, needed, isIn: needed !== null || !this.#leftOut.value.has(one.key) };
    });
  }

  /** SOPInstanceUIDs of the images that go in. */
  get images(): readonly string[] {
    return [...new Set(this.series.filter(({ isIn }) => isIn).flatMap(({ images }) => images))];
  }

  /** Takes a series in, or leaves it out where it isn't needed. */
  take(key: string, isIn: boolean): void {
    const others = [...this.#leftOut.peek()].filter((one) => one !== key);
    this.#leftOut.value = new Set(isIn ? others : [...others, key]);
  }

  /** Experts beside whoever made the confirmation. */
  get others(): ReadonlySignal<readonly Reference[]> {
    return this.#others;
  }

  /** Files that were no references, of those that were added last. */
  get refused(): ReadonlySignal<readonly NoReference[]> {
    return this.#refused;
  }

  get keyViews(): ReadonlySignal<readonly KeyView[]> {
    return this.#keyViews;
  }

  /** The marks that the confirmation has. */
  get marks(): readonly AskedMark[] {
    const record = this.#parts.record();
    return record ? ASKED_MARKS.filter((mark) => isMarked(record, mark)) : [];
  }

  readonly missing: ReadonlySignal<StillMissing | null> = computed(() => {
    const names = [this.ownName.value, ...this.#others.value.map(({ expert }) => expert)].map((name) => name.trim());
    if (CASE_TEXTS.some((name) => this.texts.value[name].trim() === '')) return 'texts';
    if (names.includes('')) return 'names';
    if (new Set(names).size < names.length) return 'two-equal-names';
    return this.#keyViews.value.some(({ caption }) => caption.trim() === '') ? 'captions' : null;
  });

  /** Another one after each change of what its author has written. */
  readonly written: ReadonlySignal<readonly unknown[]> = computed(() => [
    this.texts.value,
    this.ownName.value,
    this.difficulty.value,
    this.procedure.value,
    this.verdict.value,
    this.#others.value,
    this.#keyViews.value,
    this.#leftOut.value,
  ]);

  setText(name: CaseText, value: string): void {
    this.texts.value = { ...this.texts.peek(), [name]: value };
  }

  /** Adds the records in texts as further experts', each named by its number; what can't be one is told. */
  addReferences(files: readonly { readonly name: string; readonly text: string }[]): void {
    const own = this.#parts.record();
    if (!own) return;
    const refused: NoReference[] = [];
    for (const { name, text } of files) {
      const record = this.#parts.readReference(text, own);
      if (isRefused(record)) refused.push({ name, message: record.message });
      else if ([own, ...this.#others.peek().map((one) => one.record)].some((one) => isSame(one, record)))
        refused.push({ name, message: 'its marks are among the references already' });
      else this.#others.value = [...this.#others.peek(), { expert: '', record }];
    }
    this.#refused.value = refused;
  }

  renameReference(index: number, expert: string): void {
    this.#others.value = this.#others.peek().map((one, at) => (at === index ? { ...one, expert } : one));
  }

  removeReference(index: number): void {
    this.#others.value = this.#others.peek().toSpliced(index, 1);
  }

  /** Whether there is a view to be taken now. */
  canAddView(): boolean {
    return this.#viewOfCase() !== null;
  }

  /** Takes what the single view shows as a key view. */
  addView(caption: string): void {
    const view = this.#viewOfCase();
    if (view) this.#keyViews.value = [...this.#keyViews.peek(), { caption, ...view, marks: this.marks }];
  }

  #viewOfCase(): Omit<KeyView, 'caption' | 'marks'> | null {
    const view = this.#parts.viewNow();
    return view && this.images.includes(view.sopInstanceUID) ? view : null;
  }

  changeView(index: number, change: Partial<Pick<KeyView, 'caption' | 'marks'>>): void {
    this.#keyViews.value = this.#keyViews.peek().map((one, at) => (at === index ? { ...one, ...change } : one));
  }

  removeView(index: number): void {
    this.#keyViews.value = this.#keyViews.peek().toSpliced(index, 1);
  }

  /** Moves a key view before or after its neighbour. */
  moveView(index: number, by: -1 | 1): void {
    const views = [...this.#keyViews.peek()];
    const [moved] = views.splice(index, 1);
    if (!moved || index + by < 0 || index + by > views.length) return;
    views.splice(index + by, 0, moved);
    this.#keyViews.value = views;
  }

  /** Null once the confirmation is gone. */
  draft(): CaseDraft | null {
    const record = this.#parts.record();
    if (!record) return null;
    const verdict = this.verdict.peek();
    const procedure = this.procedure.peek();
    return {
      ...this.texts.peek(),
      difficulty: this.difficulty.peek(),
      ...(procedure !== null && { procedure }),
      asks: this.marks,
      references: [{ expert: this.ownName.peek(), record }, ...this.#others.peek()].map(({ expert, record: of }) => ({
        expert: expert.trim(),
        record: of,
      })),
      ...(verdict !== null && { verdict }),
      keyViews: this.#keyViews.peek(),
      reveal: ['reference-marks', 'differences', 'key-views', 'explanation'],
    };
  }
}

/** One and the same reading: read twice it would make experts agree better than they do. */
const isSame = (one: Confirmation, other: Confirmation): boolean => readingOf(one) === readingOf(other);

/** A record's marks, their members in the order of the format: those of a session stand in the order in which they were set. */
const readingOf = (record: Confirmation): string => {
  const parsed = parseRecord(serializeRecord(record));
  const { id, space, target, tip, shaft } = isRefused(parsed) ? record : parsed;
  return JSON.stringify([id, space, target, tip, shaft]);
};
