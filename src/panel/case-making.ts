import { computed, signal, type ReadonlySignal } from '@preact/signals-core';
import type { CleanedImages, NotCleaned } from '../case-file/clean-images.ts';
import type { CaseFinding, CaseNotWritten, CaseWriting, WrittenCase } from '../case-file/write-case.ts';
import { parseRecord, serializeRecord } from '../confirmation/parse.ts';
import { isRefused, type Confirmation, type Refused } from '../confirmation/record.ts';
import { isSameFinding } from '../teach/acknowledged.ts';
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
import { ReleasePreview, type ReleasePicture } from './release-preview.ts';

/** A procedure by the id of its profile, and its English title. */
export interface CaseProcedure {
  readonly id: string;
  readonly title: string;
}

/** What a teaching case is made of, and who makes it. */
export interface CaseMakingParts {
  /** The confirmation that the case is made from, as it is now; null once it is gone. */
  readonly record: () => Confirmation | null;
  /** The procedures that a case may be of: a site's own would tell whose it is. */
  readonly procedures: readonly CaseProcedure[];
  /** SOPInstanceUIDs of the images that its marks can be seen on, of those that are open now. */
  readonly images: () => readonly string[];
  /** Takes everything away by which the patient is known. */
  readonly clean: (
    images: readonly string[],
    onProgress: (done: number) => void,
    signal: AbortSignal,
  ) => Promise<CleanedImages | NotCleaned>;
  readonly findingsOf: (draft: CaseDraft, cleaned: CleanedImages) => readonly CaseFinding[];
  readonly write: (cleaned: CleanedImages, writing: CaseWriting) => Promise<WrittenCase | CaseNotWritten>;
  readonly save: (zip: readonly Uint8Array[]) => void;
  /** Every picture that is released, and what forgets them. `images`: those that were cleaned, as they were named before. */
  readonly picturesOf: (
    draft: CaseDraft,
    cleaned: CleanedImages,
    images: readonly string[],
  ) => { readonly pictures: readonly ReleasePicture[]; readonly end: () => void };
  /** A record's text, or why it can't be a reference beside this one. */
  readonly readReference: (text: string, beside: Confirmation) => Confirmation | Refused;
  /** How the single view shows its image; null where there is none, or several are shown. */
  readonly viewNow: () => Omit<KeyView, 'caption' | 'marks'> | null;
}

export type MakingPhase =
  | { readonly kind: 'asking' }
  | { readonly kind: 'cleaning'; readonly done: number; readonly all: number }
  | { readonly kind: 'looking' }
  | { readonly kind: 'writing' }
  | { readonly kind: 'saved' }
  | { readonly kind: 'failed'; readonly message: string };

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

/** One teaching case in the making: what its author has written, and what they have to look at before it leaves the house. Kept while its dialog is closed. */
export class CaseMaking {
  readonly #parts: CaseMakingParts;
  #running = new AbortController();
  readonly #phase = signal<MakingPhase>({ kind: 'asking' });
  readonly #findings = signal<readonly CaseFinding[]>([]);
  readonly #confirmed = signal<readonly CaseFinding[]>([]);
  readonly #preview = signal<ReleasePreview | null>(null);
  #endPictures: (() => void) | null = null;
  #cleaned: CleanedImages | null = null;
  /** The images that were cleaned last, as they were named before. */
  #cleanedOf: readonly string[] = [];
  /** What is on the screen, and is what will be written. */
  readonly #looked = signal<{
    readonly draft: CaseDraft;
    readonly cleaned: CleanedImages;
    readonly written: readonly unknown[];
  } | null>(null);
  /** What has been on the screen, and which marks were drawn over it then. */
  #seen: { readonly marks: readonly Confirmation[]; readonly keys: ReadonlySet<string> } = {
    marks: [],
    keys: new Set(),
  };
  readonly #others = signal<readonly Reference[]>([]);
  readonly #refused = signal<readonly NoReference[]>([]);
  readonly #keyViews = signal<readonly KeyView[]>([]);
  readonly texts = signal(NO_TEXTS);
  /** The name that stands for whoever made the confirmation. */
  readonly ownName = signal('');
  readonly difficulty = signal<Difficulty>('medium');
  readonly procedure = signal<string | null>(null);
  /** Null: what the records themselves say. */
  readonly verdict = signal<Saying | null>(null);

  constructor(parts: CaseMakingParts) {
    this.#parts = parts;
    const procedure = parts.record()?.procedure;
    this.procedure.value = parts.procedures.find(({ id }) => id === procedure)?.id ?? null;
  }

  get images(): number {
    return this.#parts.images().length;
  }

  get procedures(): readonly CaseProcedure[] {
    return this.#parts.procedures;
  }

  get phase(): ReadonlySignal<MakingPhase> {
    return this.#phase;
  }

  get findings(): ReadonlySignal<readonly CaseFinding[]> {
    return this.#findings;
  }

  /** There from when the images are clean until its author goes back to what they write. */
  get preview(): ReadonlySignal<ReleasePreview | null> {
    return this.#preview;
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
  readonly #written: ReadonlySignal<readonly unknown[]> = computed(() => [
    this.texts.value,
    this.ownName.value,
    this.difficulty.value,
    this.procedure.value,
    this.verdict.value,
    this.#others.value,
    this.#keyViews.value,
  ]);

  /** Everything that is released has been on the screen, and everything that was found has been looked at. */
  readonly isReady: ReadonlySignal<boolean> = computed(
    () =>
      ['looking', 'saved'].includes(this.#phase.value.kind) &&
      this.#looked.value?.written === this.#written.value &&
      this.#preview.value?.isLookedAt.value === true &&
      this.#findings.value.every((one) => this.isConfirmed(one)),
  );

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
    // Files take their time to be read: what is looked at by then is no longer the whole case.
    if (['looking', 'saved'].includes(this.#phase.peek().kind)) this.back();
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
    return view && this.#parts.images().includes(view.sopInstanceUID) ? view : null;
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

  isConfirmed(one: CaseFinding): boolean {
    return this.#confirmed.value.some((other) => isSameFinding(one, other));
  }

  confirm(one: CaseFinding, isConfirmed: boolean): void {
    const others = this.#confirmed.peek().filter((other) => !isSameFinding(one, other));
    this.#confirmed.value = isConfirmed ? [...others, one] : others;
  }

  /** Ends what is running, and forgets the cleaned images: the dialog was closed. What was written stays. */
  stop(): void {
    this.#running.abort();
    this.#running = new AbortController();
    this.back();
    this.#cleaned = null;
  }

  /** Back to what is written of the case. */
  back(): void {
    const preview = this.#preview.peek();
    if (preview) this.#seen = { ...this.#seen, keys: preview.seen.peek() };
    this.#endPictures?.();
    this.#endPictures = null;
    this.#preview.value = null;
    this.#looked.value = null;
    this.#phase.value = { kind: 'asking' };
  }

  /** Cleans the images, and shows everything that is released. */
  async look(): Promise<void> {
    if (!this.#parts.record() || this.missing.peek() !== null || this.#phase.peek().kind === 'cleaning') return;
    await this.#run(async (signal) => {
      const images = this.#parts.images();
      const all = images.length;
      const isOfSame = all === this.#cleanedOf.length && images.every((uid, at) => uid === this.#cleanedOf[at]);
      this.#phase.value = { kind: 'cleaning', done: 0, all };
      const cleaned =
        (isOfSame ? this.#cleaned : null) ??
        (await this.#parts.clean(
          images,
          (done) => {
            if (!signal.aborted) this.#phase.value = { kind: 'cleaning', done, all };
          },
          signal,
        ));
      if (signal.aborted) return;
      if (cleaned.kind === 'refused') {
        this.#phase.value = { kind: 'failed', message: cleaned.message };
        return;
      }
      // What was confirmed of some images doesn't hold for others.
      if (!isOfSame) this.#confirmed.value = [];
      this.#cleaned = cleaned;
      this.#cleanedOf = images;
      // The texts stay open while images are cleaned: what is written by now is what is looked at.
      const draft = this.missing.peek() === null ? this.#draft() : null;
      if (!draft) {
        this.#phase.value = { kind: 'asking' };
        return;
      }
      this.#looked.value = { draft, cleaned, written: this.#written.peek() };
      this.#findings.value = this.#parts.findingsOf(draft, cleaned);
      const { pictures, end } = this.#parts.picturesOf(draft, cleaned, images);
      const marks = draft.references.map(({ record }) => record);
      const isAsSeen =
        marks.length === this.#seen.marks.length && marks.every((one, at) => one === this.#seen.marks[at]);
      this.#seen = { marks, keys: isAsSeen ? this.#seen.keys : new Set() };
      this.#endPictures = end;
      this.#preview.value = new ReleasePreview(pictures, this.#seen.keys);
      this.#phase.value = { kind: 'looking' };
    });
  }

  async write(): Promise<void> {
    const looked = this.#looked.peek();
    if (!looked || !this.isReady.peek()) return;
    await this.#run(async (signal) => {
      this.#phase.value = { kind: 'writing' };
      const { draft, cleaned } = looked;
      const written = await this.#parts.write(cleaned, { draft, acknowledged: this.#confirmed.peek() });
      if (signal.aborted) return;
      if (written.kind === 'written') this.#parts.save(written.zip);
      this.#phase.value = written.kind === 'written' ? { kind: 'saved' } : { kind: 'failed', message: written.message };
    });
  }

  async #run(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const { signal } = this.#running;
    try {
      await work(signal);
    } catch (error) {
      if (!signal.aborted)
        this.#phase.value = {
          kind: 'failed',
          message: error instanceof Error ? error.message : 'the images could not be read',
        };
    }
  }

  #draft(): CaseDraft | null {
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
