import { computed, signal, type ReadonlySignal } from '@preact/signals-core';
import type { CleanedImages, NotCleaned } from '../case-file/clean-images.ts';
import type { CaseFinding, CaseNotWritten, CaseWriting, WrittenCase } from '../case-file/write-case.ts';
import type { Confirmation } from '../confirmation/record.ts';
import { isSameFinding } from '../teach/acknowledged.ts';
import type { CaseDraft, Reference } from '../teach/case.ts';
import { AuthoredCase, type AuthoredParts } from './authored-case.ts';
import { ReleasePreview, type ReleasePicture, type SeenPictures } from './release-preview.ts';

/** What a teaching case is made of, and who makes it. */
export interface CaseMakingParts extends AuthoredParts {
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
}

export type MakingPhase =
  | { readonly kind: 'asking' }
  | { readonly kind: 'cleaning'; readonly done: number; readonly all: number }
  | { readonly kind: 'looking' }
  | { readonly kind: 'writing' }
  | { readonly kind: 'saved' }
  | { readonly kind: 'failed'; readonly message: string };

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
  /** What has been on the screen, and which marks there were to be drawn over it then. */
  #seen: Seen = { marks: [], pictures: new Map() };
  readonly authored: AuthoredCase;

  constructor(parts: CaseMakingParts) {
    this.#parts = parts;
    this.authored = new AuthoredCase(parts);
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

  /** Everything that is released has been on the screen, and everything that was found has been looked at. */
  readonly isReady: ReadonlySignal<boolean> = computed(
    () =>
      ['looking', 'saved'].includes(this.#phase.value.kind) &&
      this.#looked.value?.written === this.authored.written.value &&
      this.#preview.value?.isLookedAt.value === true &&
      this.#findings.value.every((one) => this.isConfirmed(one)),
  );

  /** Adds further experts' records from their texts. */
  addReferences(files: readonly { readonly name: string; readonly text: string }[]): void {
    this.authored.addReferences(files);
    // Files take their time to be read: what is looked at by then is no longer the whole case.
    if (['looking', 'saved'].includes(this.#phase.peek().kind)) this.back();
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
    if (preview) this.#seen = { ...this.#seen, pictures: preview.seen.peek() };
    this.#endPictures?.();
    this.#endPictures = null;
    this.#preview.value = null;
    this.#looked.value = null;
    this.#phase.value = { kind: 'asking' };
  }

  /** Cleans the images, and shows everything that is released. */
  async look(): Promise<void> {
    if (!this.#parts.record() || this.authored.missing.peek() !== null || this.#phase.peek().kind === 'cleaning')
      return;
    await this.#run(async (signal) => {
      const { images } = this.authored;
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
      // So does the choice of series: of others nothing was cleaned.
      const { images: chosen } = this.authored;
      if (chosen.length !== all || chosen.some((uid, at) => uid !== images[at])) {
        this.#phase.value = { kind: 'asking' };
        return;
      }
      // The texts stay open while images are cleaned: what is written by now is what is looked at.
      const draft = this.authored.missing.peek() === null ? this.authored.draft() : null;
      if (!draft) {
        this.#phase.value = { kind: 'asking' };
        return;
      }
      this.#looked.value = { draft, cleaned, written: this.authored.written.peek() };
      this.#findings.value = this.#parts.findingsOf(draft, cleaned);
      const { pictures, end } = this.#parts.picturesOf(draft, cleaned, images);
      this.#seen = stillSeen(this.#seen, draft.references);
      this.#endPictures = end;
      this.#preview.value = new ReleasePreview(pictures, this.#seen.pictures);
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
}

interface Seen {
  readonly marks: readonly Confirmation[];
  readonly pictures: SeenPictures;
}

/** Of what has been on the screen, that which looks the same still: with other marks nothing may, with another name of an expert what shows it doesn't. */
const stillSeen = (seen: Seen, references: readonly Reference[]): Seen => {
  const marks = references.map(({ record }) => record);
  const isAsSeen = marks.length === seen.marks.length && marks.every((one, at) => one === seen.marks[at]);
  const isNamedSo = ({ expert, record }: Reference): boolean =>
    references.some((one) => one.record === record && one.expert === expert);
  const pictures = [...seen.pictures].filter(([, drawn]) => isAsSeen && drawn.every(isNamedSo));
  return { marks, pictures: new Map(pictures) };
};
