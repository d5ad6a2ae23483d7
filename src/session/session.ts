import { computed, signal, untracked, type ReadonlySignal } from '@preact/signals-core';
import type { Assessment } from '../assess/assessment.ts';
import type { ProcedureProfile } from '../assess/profiles/profile.ts';
import { applyEdit, type Edit } from '../confirmation/edit.ts';
import { withoutMarks } from '../confirmation/edit-view.ts';
import { cancelGesture, canRedo, canUndo, historyOf, push, redo, undo, type History } from '../confirmation/history.ts';
import type { Confirmation, Position, Space } from '../confirmation/record.ts';
import { isSameScaling, scalingOf } from '../confirmation/user-calibration.ts';
import type { Handle } from '../overlay/handle.ts';
import type { CalibrationDraft } from './calibration-draft.ts';
import { calibratedAnew, withCalibrations, type ImageCalibration } from './image-calibration.ts';
import { lateAssessing, type AssessingPart } from './late-assessing.ts';
import type { LatePart } from './late-part.ts';
import { withLookTime } from './look-time.ts';
import { keepViews, type PictureView } from './mark-views.ts';
import type { MarkTool, TargetShape, TwoViews } from './marking.ts';
import { revisionOf, type Saved } from './save-state.ts';
import { imageOf, inScaling, rescaled, withScaleOfMarks, type ImageLookup } from './scale-at-marks.ts';
import { sameSpace, type ImageSource } from './space-of.ts';
import { isContradicted, isOfTip, type ExaminedTip, type PixelsOf, type Suggestions } from './suggestions.ts';

/** The confirmations of one study, one of them being worked on. */
export interface CaseList {
  readonly confirmations: readonly Confirmation[];
  readonly activeId: string | null;
  /** The scales that the reader gave the images, by the whole run: what isn't marked yet takes them too. */
  readonly calibrations: readonly ImageCalibration[];
}

/** A line for the reader that goes away by itself. */
export interface Notice {
  readonly text: string;
  /** Distinguishes two notices of the same text. */
  readonly id: number;
}

/** A confirmation with what it amounts to. */
export interface AssessedCase {
  readonly record: Confirmation;
  readonly assessment: Assessment;
  /** Where its images are open. @internal */
  readonly source: ImageSource | undefined;
}

const EMPTY: CaseList = { confirmations: [], activeId: null, calibrations: [] };
const closed = new WeakSet<CaseList['confirmations']>();

/** Whether a list is empty because its case was closed, not because what was marked has been removed or undone. */
export const isClosed = ({ confirmations }: CaseList): boolean => closed.has(confirmations);

/**
 * The one place with mutable state: which confirmations there are and what has been done to them. Everything shown is computed from it;
 * whatever changes a mark comes in as an `Edit`. Outlives every picture: no part of it hangs on a viewport, a worker or a GL context.
 */
export class Session {
  readonly #history = signal<History<CaseList>>(historyOf(EMPTY));
  readonly #lookup = signal<ImageLookup>(() => undefined);
  readonly #notice = signal<Notice | null>(null);
  readonly #late: LatePart<AssessingPart>;
  /** Null until what assesses is loaded. */
  readonly #assessing = computed(() => {
    const part = this.#late.loaded.value;
    return part && untracked(() => new part.Assessing());
  });
  readonly #readOnly = signal(false);
  #notices = 0;
  readonly #pixelsOf = signal<PixelsOf | null>(null);
  #pixelsEnd = new AbortController();
  #viewNow: () => PictureView | null = () => null;

  /** The mark that arrow keys move and Delete removes. */
  readonly selected = signal<Handle | null>(null);
  /** A mark is being drawn or dragged: what it says changes with every step until it is let go. */
  readonly held = signal(false);
  /** The marking tool that the primary button uses; null: none, handles can be dragged. */
  readonly tool = signal<MarkTool | null>(null);
  readonly targetShape = signal<TargetShape>('round');
  /** Corners of a contour that isn't closed yet, on the image that they were set on. @internal */
  readonly draft = signal<{ readonly space: Space; readonly points: readonly (readonly number[])[] } | null>(null);
  /** Where a planned path begins whose target hasn't been clicked yet. @internal */
  readonly planStart = signal<{ readonly space: Space; readonly position: Position } | null>(null);
  /** An object of known size that is being marked; its form stands in the panel. @internal */
  readonly calibrating = signal<CalibrationDraft | null>(null);
  /** The two projections that are marked side by side; null where one picture is. @internal */
  readonly twoViews = signal<TwoViews | null>(null);
  /** Ends of a device that were found in the pixels, for the reader to accept or dismiss; null where none are looked at. @internal */
  readonly suggestions = signal<Suggestions | null>(null);
  /** What the pixels say of a marked tip; holds for that mark alone. @internal */
  readonly examined = signal<ExaminedTip | null>(null);
  /** By the position of the mark: what was seen of one confirmation's tip isn't forgotten while another is looked at. */
  readonly #seen = new WeakMap<object, ExaminedTip>();
  readonly confidence = signal(0.95);
  /** Procedure profiles as they are in this session, with the thresholds that were switched on or edited in it; none before they are loaded. */
  readonly profiles = signal<readonly ProcedureProfile[]>([]);
  /** The profile that confirmations begin with that are begun from now on, by its id; null: none. */
  readonly newProcedure = signal<string | null>(null);
  /** Which revision of each confirmation is saved where; written by what saves. */
  readonly saved = signal<Saved>({});

  readonly cases: ReadonlySignal<CaseList> = computed(() => this.#history.value.now);
  readonly calibrations: ReadonlySignal<readonly ImageCalibration[]> = computed(() => this.cases.value.calibrations);
  /** The images that are loaded, with what the reader calibrated of them. */
  readonly #images: ReadonlySignal<ImageLookup> = computed(() => {
    const [lookup, calibrations] = [this.#lookup.value, this.calibrations.value];
    return (sopInstanceUID, frame) => withCalibrations(lookup(sopInstanceUID, frame), calibrations);
  });
  readonly active: ReadonlySignal<Confirmation | null> = computed(() => {
    const { confirmations, activeId } = this.cases.value;
    return confirmations.find(({ id }) => id === activeId) ?? null;
  });
  /** Null without a confirmation, and as long as `isPreparing`. */
  readonly assessment: ReadonlySignal<Assessment | null> = computed(() => {
    const record = this.active.value;
    return record && this.#assess(record);
  });
  /** The active confirmation's assessment follows: what assesses is being loaded, or a large target made ready. */
  readonly isPreparing: ReadonlySignal<boolean> = computed(() => {
    const record = this.active.value;
    return record !== null && this.#assessing.value?.isReady(record) !== true;
  });
  /** The profile that the active confirmation names. */
  readonly profile: ReadonlySignal<ProcedureProfile | null> = computed(() => {
    const record = this.active.value;
    return record && this.#profileOf(record);
  });

  /** @param options `assessing`: what assesses, where it isn't to be loaded when there is a confirmation @internal */
  constructor({ assessing = lateAssessing }: { readonly assessing?: LatePart<AssessingPart> } = {}) {
    this.#late = assessing;
  }

  /** The gesture that the present state comes from; it may have ended. @internal */
  get gesture(): string | null {
    return this.#history.peek().gesture?.id ?? null;
  }

  /** What can be gone back to, the latest last: a host with an undo of its own counts our steps by it. @internal */
  readonly past: ReadonlySignal<readonly CaseList[]> = computed(() => this.#history.value.past);
  readonly canUndo: ReadonlySignal<boolean> = computed(() => canUndo(this.#history.value));
  readonly canRedo: ReadonlySignal<boolean> = computed(() => canRedo(this.#history.value));

  /** Whether only looking is possible: no edit is taken, nothing is begun, removed, undone or calibrated. Records may still be added. */
  get readOnly(): ReadonlySignal<boolean> {
    return this.#readOnly;
  }

  /** What is being marked when it is switched on is taken back, as if it had never begun. */
  setReadOnly(isOn: boolean): void {
    if (this.#readOnly.peek() === isOn) return;
    this.#readOnly.value = isOn;
    if (!isOn) return;
    this.tool.value = null;
    this.#dropBegun();
  }

  get notice(): ReadonlySignal<Notice | null> {
    return this.#notice;
  }

  /** Tells the reader: a line that goes away by itself. */
  tell(text: string): void {
    this.#notices += 1;
    this.#notice.value = { text, id: this.#notices };
  }

  /** Takes a line back that was told. */
  clearNotice(notice: Notice): void {
    if (this.#notice.peek() === notice) this.#notice.value = null;
  }

  /** Gives the session the images that are loaded, to which scales and caveats are looked up. @internal */
  useImages(lookup: ImageLookup): void {
    this.#lookup.value = lookup;
  }

  /** Gives the session what is looked at: marks remember the view that they were made in. @internal */
  useView(now: () => PictureView | null): void {
    this.#viewNow = now;
  }

  /** Gives the session the pixels of its images, in which tips are looked for; null where there are none to be had. @internal */
  usePixels(pixelsOf: PixelsOf | null): void {
    this.#pixelsEnd.abort();
    this.#pixelsEnd = new AbortController();
    this.#pixelsOf.value = pixelsOf;
  }

  /** @internal */
  get pixelsOf(): PixelsOf | null {
    return this.#pixelsOf.value;
  }

  /** Fires when there are no pixels to be had any more: the images have gone. @internal */
  get whilePixels(): AbortSignal {
    return this.#pixelsEnd.signal;
  }

  /** What the pixels say of a tip is known. @internal */
  tellExamined(examined: ExaminedTip): void {
    if (examined.tip.position && examined.result) this.#seen.set(examined.tip.position, examined);
    this.examined.value = examined;
  }

  /** What the pixels say of a record's tip, as far as they were asked. @internal */
  seenOf(record: Confirmation): ExaminedTip | null {
    const latest = this.examined.value;
    if (latest && isOfTip(latest, record)) return latest;
    const before = record.tip?.position && this.#seen.get(record.tip.position);
    return before && isOfTip(before, record) ? before : null;
  }

  /** @internal */
  imageOf(record: Confirmation): ReturnType<ImageLookup> {
    return imageOf(record, this.#images.value);
  }

  /** @internal */
  sourceOf(sopInstanceUID: string, frame: number): ImageSource | undefined {
    return this.#images.value(sopInstanceUID, frame);
  }

  /** An image with what the reader calibrated of it. @internal */
  calibrated<Source extends ImageSource | undefined>(source: Source): Source {
    return withCalibrations(source, this.calibrations.value);
  }

  /** Resolves when what assesses is loaded; rejects where it can't be. It is loaded anyway as soon as there is a confirmation. */
  async ready(): Promise<void> {
    await this.#late.load();
  }

  /**
   * All confirmations with their assessments. `complete`, for a report: also those whose target isn't ready yet, which then takes a moment; only
   * once `ready` has resolved.
   */
  assessed({ complete = false } = {}): readonly AssessedCase[] {
    if (complete && !this.#assessing.value)
      throw new Error('what assesses isn’t loaded: await ready() before assessed({ complete: true })');
    return this.cases.value.confirmations.flatMap((record) => {
      const assessment = this.#assess(record, complete);
      return assessment ? [{ record, assessment, source: this.imageOf(record) }] : [];
    });
  }

  /**
   * Edits the active confirmation. Edits of one gesture are one undo step and replace each other: each is made on what was there before the
   * gesture, so that what a drag passes over leaves no trace.
   */
  dispatch(edit: Edit, gesture: string | null = null): void {
    if (this.#readOnly.peek()) return;
    const list = this.#before(gesture);
    const record = list.confirmations.find(({ id }) => id === list.activeId);
    if (record) this.#replace(list, record, this.#edited(record, edit), gesture);
  }

  /** Edits the active confirmation as it is now, as a part of the gesture that has just ended. @internal */
  amend(edit: Edit, gesture: string): void {
    const record = this.active.peek();
    if (record && !this.#readOnly.peek()) this.#replace(this.cases.peek(), record, this.#edited(record, edit), gesture);
  }

  /**
   * Edits the confirmation that belongs to a space: the active one, another of the same space, or a new one. Creation and edit are one undo
   * step. Numbers of the edit that have a unit are in that of `space`. Returns whether anything changed: an edit that would leave a record
   * that can't be read changes nothing.
   *
   * @internal
   */
  dispatchIn(space: Space, edit: Edit, gesture: string | null = null): boolean {
    if (this.#readOnly.peek()) return false;
    const { confirmations, activeId } = this.#before(gesture);
    const active = confirmations.find(({ id }) => id === activeId);
    const known =
      active && sameSpace(active.space, space) ? active : confirmations.findLast((one) => sameSpace(one.space, space));
    const before = known ?? this.#fresh(space, gesture);
    const after = this.#editedIn(before, space, edit);
    if (after === before) return false;
    if (known) {
      const list = confirmations.map((one) => (one === known ? after : one));
      this.#commit({ confirmations: list, activeId: known.id }, gesture);
      return true;
    }
    if (activeId !== null && 'frame' in space)
      this.tell(`Marks belong to one frame: a new confirmation was begun for frame ${String(space.frame)}.`);
    this.#commit({ confirmations: [...confirmations, after], activeId: after.id }, gesture);
    return true;
  }

  /** Another needle or target in the space of the active confirmation. */
  begin(): void {
    const active = this.active.peek();
    if (!active || this.#readOnly.peek()) return;
    const begun = this.#fresh(withoutMarks(active.space));
    this.#commit({ confirmations: [...this.cases.peek().confirmations, begun], activeId: begun.id }, null);
    this.selected.value = null;
  }

  /** A record that was saved. What it says of how its image was calibrated holds for the run, unless the reader calibrated that already. */
  add(record: Confirmation): void {
    const { confirmations, calibrations } = this.cases.peek();
    const others = confirmations.filter(({ id }) => id !== record.id);
    const said = calibrationOf(record);
    const made = calibrations.some(({ sopInstanceUID }) => sopInstanceUID === said?.sopInstanceUID) ? null : said;
    const all = made ? [...calibrations, made] : calibrations;
    const list = made ? this.#rescaled(others, made.sopInstanceUID, all) : others;
    this.#commit({ confirmations: [...list, record], activeId: record.id, calibrations: all }, null);
  }

  /** Gives the run of an image another scale: everything that is marked in it is in that scale from now on. One undo step. @internal */
  calibrate(made: ImageCalibration): void {
    if (this.#readOnly.peek()) return;
    const { confirmations, calibrations } = this.cases.peek();
    const source = this.#lookup.peek()(made.sopInstanceUID, made.calibration.frame ?? 1);
    const all = calibratedAnew(calibrations, made, source);
    this.#commit({ confirmations: this.#rescaled(confirmations, made.sopInstanceUID, all), calibrations: all }, null);
  }

  /** Back to what the file says. @internal */
  removeCalibration(made: ImageCalibration): void {
    if (this.#readOnly.peek()) return;
    const { confirmations, calibrations } = this.cases.peek();
    const left = calibrations.filter((one) => one.sopInstanceUID !== made.sopInstanceUID || !isSameScaling(one, made));
    if (left.length < calibrations.length)
      this.#commit(
        { confirmations: this.#rescaled(confirmations, made.sopInstanceUID, left), calibrations: left },
        null,
      );
  }

  /** The confirmations on an instance in the scales that hold there by these calibrations. */
  #rescaled(
    confirmations: readonly Confirmation[],
    sopInstanceUID: string,
    calibrations: readonly ImageCalibration[],
  ): readonly Confirmation[] {
    return confirmations.map((record) => {
      const { space } = record;
      if (!('scale' in space) || space.sopInstanceUID !== sopInstanceUID) return record;
      return rescaled(record, withCalibrations(imageOf(record, this.#lookup.peek()), calibrations));
    });
  }

  /** Confirmations that were kept take the place of what there is. One undo step. @internal */
  restore(list: CaseList): void {
    if (this.#readOnly.peek()) return;
    this.#commit(list, null);
  }

  /** The identity of a confirmation's content; null where there is none of this id. */
  revisionOf(id: string): string | null {
    const record = this.cases.value.confirmations.find((one) => one.id === id);
    return record ? revisionOf(record) : null;
  }

  /** Makes a confirmation the one that is worked on. No undo step. */
  activate(id: string): void {
    const list = this.cases.peek();
    if (list.activeId === id || !list.confirmations.some((one) => one.id === id)) return;
    // Looking at another confirmation is no edit: it must not cost an undo step.
    this.#history.value = { ...this.#history.peek(), now: { ...list, activeId: id } };
    this.selected.value = null;
  }

  /** Takes a confirmation away. One undo step. */
  remove(id: string): void {
    if (this.#readOnly.peek()) return;
    const { confirmations, activeId } = this.cases.peek();
    const left = confirmations.filter((one) => one.id !== id);
    this.#commit({ confirmations: left, activeId: activeId === id ? (left.at(-1)?.id ?? null) : activeId }, null);
    this.selected.value = null;
  }

  /**
   * Another picture is looked at: the confirmation that belongs to it becomes the active one, the latest of several; none where it has none. So
   * that a verdict never stands beside a picture that it isn't of.
   *
   * @internal
   */
  follow(belongs: (record: Confirmation) => boolean): void {
    const list = this.cases.peek();
    const active = this.active.peek();
    const suggested = this.suggestions.peek();
    if (suggested && !belongs({ tipcheck: 1, id: 'suggested', space: suggested.space })) this.suggestions.value = null;
    if (active && belongs(active)) return;
    const activeId = list.confirmations.findLast(belongs)?.id ?? null;
    if (activeId === list.activeId) return;
    this.#history.value = { ...this.#history.peek(), now: { ...list, activeId } };
    this.#dropBegun();
  }

  /** Another case: no confirmations. Undo brings them back. @internal */
  close(): void {
    const { confirmations, calibrations } = this.cases.peek();
    const { length } = confirmations;
    if (length + calibrations.length > 0) {
      const none: Confirmation[] = [];
      closed.add(none);
      this.#commit({ ...EMPTY, confirmations: none }, null);
    }
    if (length > 0 && !this.#readOnly.peek())
      this.tell(
        `${length === 1 ? 'One confirmation was closed with its images' : `${String(length)} confirmations were closed with their images`}; Undo brings the marks back.`,
      );
    this.#dropBegun();
  }

  /** What was begun to be marked, and what was selected, is let go. */
  #dropBegun(): void {
    this.selected.value = null;
    this.draft.value = null;
    this.planStart.value = null;
    this.calibrating.value = null;
    this.suggestions.value = null;
  }

  /** Takes a running gesture back as if it had never begun. @internal */
  cancel(gesture: string): void {
    this.#history.value = cancelGesture(this.#history.peek(), gesture);
  }

  /** Takes the last step back. */
  undo(): void {
    if (this.#readOnly.peek()) return;
    // What was told of is undone.
    this.#notice.value = null;
    this.#history.value = undo(this.#history.peek());
    this.selected.value = null;
  }

  /** Takes the step again that was taken back last. */
  redo(): void {
    if (this.#readOnly.peek()) return;
    this.#notice.value = null;
    this.#history.value = redo(this.#history.peek());
    this.selected.value = null;
  }

  #assess(record: Confirmation, evenIfSlow = false): Assessment | null {
    const assessing = this.#assessing.value;
    if (!assessing) this.#late.wantOnce();
    if (!assessing || (!evenIfSlow && !assessing.isReady(record))) return null;
    return assessing.assess(record, {
      confidence: this.confidence.value,
      images: this.#images.value,
      profile: this.#profileOf(record),
      isContradicted: isContradicted(this.seenOf(record)),
    });
  }

  #profileOf({ procedure }: Confirmation): ProcedureProfile | null {
    return this.profiles.value.find(({ id }) => id === procedure) ?? null;
  }

  /** The record after an edit whose numbers are in the unit of `space`, which may be another than the record's own. */
  #editedIn(record: Confirmation, space: Space, edit: Edit): Confirmation {
    const there = onImage('scale' in space ? inScaling(record, scalingOf(space)) : record, space, edit);
    const edited = applyEdit(there, withLookTime(edit, space, this.#images.peek()));
    if (edited === there) return record;
    // A scale that the user entered stays whatever the image says.
    const kept = 'scale' in record.space && record.space.scale.basis === 'user' ? record.space : null;
    const back = kept ? inScaling(edited, scalingOf(kept)) : edited;
    return withScaleOfMarks(back, imageOf(back, this.#images.peek()));
  }

  #edited(record: Confirmation, edit: Edit): Confirmation {
    const edited = applyEdit(record, withLookTime(edit, record.space, this.#images.peek()));
    return edited === record ? record : withScaleOfMarks(edited, imageOf(edited, this.#images.peek()));
  }

  /** The list before a gesture that is running, else the present one. */
  #before(gesture: string | null): CaseList {
    const { now, past, gesture: running } = this.#history.peek();
    return gesture !== null && running?.id === gesture ? (past.at(-1) ?? now) : now;
  }

  /** A new confirmation; the same one for all edits of a gesture. */
  #fresh(space: Space, gesture: string | null = null): Confirmation {
    const { gesture: running } = this.#history.peek();
    const begun = gesture !== null && running?.id === gesture ? this.active.peek() : null;
    const isNew = begun && !this.#before(gesture).confirmations.some(({ id }) => id === begun.id);
    const { id, at } = isNew ? begun : { id: crypto.randomUUID(), at: new Date().toISOString() };
    const procedure = this.newProcedure.peek();
    return { tipcheck: 1, id, space, ...(at !== undefined && { at }), ...(procedure !== null && { procedure }) };
  }

  #replace({ confirmations, activeId }: CaseList, from: Confirmation, to: Confirmation, gesture: string | null): void {
    // An edit that changes nothing is no step, but within a gesture it takes back what the last one did.
    if (to === from && this.active.peek() === from) return;
    this.#commit({ confirmations: confirmations.map((one) => (one === from ? to : one)), activeId }, gesture);
  }

  #commit(change: Partial<CaseList>, gesture: string | null): void {
    const before = this.cases.peek();
    const list = { ...before, ...change };
    keepViews(before.confirmations, list.confirmations, gesture === null ? undefined : this.#viewNow());
    this.#history.value = push(this.#history.peek(), list, gesture);
  }
}

/**
 * A tip's uncertainty is that of the image that it lies on: its voxel replaces the one of an earlier place, which may have been on thicker
 * slices of the same patient frame.
 */
const onImage = (record: Confirmation, space: Space, edit: Edit): Confirmation =>
  (edit.kind === 'place-tip' || edit.kind === 'move-tip') && space.kind === 'patient' && record.space.kind === 'patient'
    ? { ...record, space }
    : record;

/** What a saved record says of how its image was calibrated. */
const calibrationOf = ({ space }: Confirmation): ImageCalibration | null =>
  'scale' in space && space.calibration
    ? { sopInstanceUID: space.sopInstanceUID, ...scalingOf(space), calibration: space.calibration }
    : null;
