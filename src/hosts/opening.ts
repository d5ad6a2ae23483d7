import { signal, type ReadonlySignal } from '@preact/signals-core';
import type { Confirmation, Device, Space } from '../confirmation/record.ts';
import { opensWith } from '../image/opens-with.ts';
import { groupSeries, hasNoDepth, type ImageSeries } from '../image/series.ts';
import { mergedProfiles } from '../session/profiles.ts';
import { isOfSeries } from '../session/space-of.ts';
import type { Session } from '../session/session.ts';
import { pause } from '../viewer/pause.ts';
import type { Layout, Stage } from '../viewer/stage.ts';
import type { OpenedInstance, Study } from '../viewer/study.ts';
import type { Opened, OpenedCase, ReadOptions } from './opened.ts';
import type { TargetFile } from './read-targets.ts';

export interface Failure {
  readonly code: string;
  readonly message: string;
  readonly cause?: unknown;
}

export interface OpeningOptions {
  readonly study: Study;
  readonly stage: Stage;
  readonly session: Session;
  /** Told of the files that could not be read, those of one load together. */
  readonly fail: (failures: readonly Failure[]) => void;
  /** Told of objects that hold targets, once the images that came with them are there; `instead`: those of before are gone. */
  readonly takeTargets: (files: readonly TargetFile[], instead: boolean) => void;
  /** Told before a teaching case's images take the place of what is open; null: other images do. */
  readonly takeCase: (opened: OpenedCase | null) => Promise<void>;
  /** Whether a teaching case is open: nothing is added to its images. */
  readonly hasCase: () => boolean;
  /** Bytes of images that may be held in memory because they can't be read again. */
  readonly maxHeldBytes: () => number;
  /** Whether anything may be kept in the browser. */
  readonly keepsWork: () => boolean;
  /** Brings the confirmation that is worked on onto the screen. */
  readonly showConfirmation: () => void;
}

export interface OpenOptions {
  readonly layout?: Layout | undefined;
  /** Closes what is open, with its marks, once there is something to show in its place. */
  readonly instead?: boolean;
  /** False for files that hold no images, such as records: they are for what is open, or is being opened. */
  readonly hasImages?: boolean;
  /** Whether the last of the records that come is brought onto the screen. */
  readonly showsRecord?: boolean;
}

/** What a viewer opens: one load at a time, a new one stops the one before; what has no images waits for it. */
export class Opening {
  readonly #options: OpeningOptions;
  #running: AbortController | null = null;
  /** Ends with the load that runs. */
  #end: Promise<unknown> = Promise.resolve();
  #begun = false;
  #isOver = false;
  readonly #ended = signal(0);

  constructor(options: OpeningOptions) {
    this.#options = options;
  }

  /** Whether images were ever asked for. */
  get begun(): boolean {
    return this.#begun;
  }

  /** How many loads have ended, whether or not anything came of them. */
  get ended(): ReadonlySignal<number> {
    return this.#ended;
  }

  /** Ends the running load. What has come by then is shown, unless it was to take the place of what is open: that stays. */
  cancel(): void {
    this.#running?.abort();
  }

  /** Ends the running load without showing anything any more. */
  dispose(): void {
    this.cancel();
    this.#running = null;
    this.#isOver = true;
  }

  /** Reads images, then shows the first series of them. Returns whether something was shown. */
  async open(read: (options: ReadOptions) => Promise<Opened>, options: OpenOptions = {}): Promise<boolean> {
    const { hasImages = true } = options;
    if (hasImages) this.#begun = true;
    else while (this.#running) await this.#end;
    if (this.#isOver) return false;
    const loading = this.#load(read, options);
    this.#end = loading;
    return loading;
  }

  async #load(
    read: (options: ReadOptions) => Promise<Opened>,
    { layout = 'single', instead = false, showsRecord = false }: OpenOptions,
  ): Promise<boolean> {
    const { study, fail, maxHeldBytes, keepsWork } = this.#options;
    this.#running?.abort();
    const waiting = this.#withoutImages();
    const running = new AbortController();
    this.#running = running;
    const isCurrent = (): boolean => this.#running === running;
    const early: Promise<void>[] = [];
    const first: ImageSeries[] = [];
    try {
      const opened = await read({
        signal: running.signal,
        maxHeldBytes: maxHeldBytes(),
        keepsWork,
        onProgress: (progress) => {
          if (isCurrent()) study.progress(progress);
        },
        onFirst: async (instance) => {
          // What takes the place of something comes at one go, and what is on the screen stays there.
          if (!isCurrent() || study.series.peek().length > 0) return;
          if (!groupSeries([instance.attributes]).some((series) => !hasNoDepth(series))) return;
          const series = this.#add([instance]);
          if (!series) return;
          first.push(series);
          await Promise.race([this.#options.stage.showFirst(series, layout), pause(LONGEST_FIRST_MS)]);
        },
        onInstances: (instances) => {
          // What takes the place of something comes at one go.
          if (!isCurrent() || instead || running.signal.aborted) return;
          const first = this.#add(instances);
          if (early.length === 0 && first && !hasNoDepth(first))
            early.push(
              this.#options.stage.show(first, { layout }).then(() => {
                this.#showArrived(waiting);
              }),
            );
        },
      });
      await Promise.all(early);
      if (!isCurrent() || (instead && running.signal.aborted)) return false;
      const shown = await this.#show(
        opened,
        layout,
        instead,
        early.length > 0 ? 'whole' : first.length > 0 ? 'first' : null,
      );
      const last = opened.records.at(-1);
      if (showsRecord && last && this.#hasImages(last)) this.#options.showConfirmation();
      else this.#showArrived(waiting);
      return shown;
    } catch (error) {
      if (!running.signal.aborted)
        fail([
          {
            code: 'load-failed',
            message: error instanceof Error ? error.message : 'The images could not be loaded.',
            cause: error,
          },
        ]);
      return false;
    } finally {
      if (isCurrent()) {
        this.#running = null;
        // Not what came ahead of nothing.
        if (!this.#options.stage.shown.peek()) this.#options.stage.clear();
        study.progress(null);
        this.#ended.value += 1;
      }
    }
  }

  async #show(
    { instances, records, profiles, device, failures, targetFiles = [], teachingCase }: Opened,
    layout: Layout,
    isInstead: boolean,
    shown: 'whole' | 'first' | null,
  ): Promise<boolean> {
    const { study, stage, session, fail, takeCase, hasCase } = this.#options;
    const instead = isInstead || teachingCase !== undefined || hasCase();
    if (instead && instances.length > 0) {
      await takeCase(teachingCase ?? null);
      if (this.#isOver) return false;
      session.close();
      stage.clear();
      study.clear();
    }
    // A case takes the place of what was shown of it before it was known to be one.
    const before = teachingCase === undefined ? shown : null;
    for (const failure of failures) study.skip(failure);
    fail(failures.map(({ code, path, message }) => ({ code, message: `${path}: ${message}` })));
    const uids = new Set(instances.map(({ attributes }) => attributes.sopInstanceUID));
    const first = this.#add(instances);
    this.#options.takeTargets(targetFiles, instead && instances.length > 0);
    if (first && before === 'first') await stage.grow(first, layout);
    else if (first && !before) await stage.show(first, { layout });
    if (profiles.length > 0) {
      session.profiles.value = mergedProfiles(session.profiles.peek(), profiles);
      session.tell(`Procedure profiles opened: ${profiles.map(({ procedure }) => procedure).join(', ')}.`);
    }
    const workedOn = session.active.peek();
    for (const record of records) session.add(record);
    // What comes after marking has begun doesn't take the place of what is being marked.
    if (before && workedOn) session.activate(workedOn.id);
    // A confirmation of two projections waits until the images of both are open.
    const two = session.cases.peek().confirmations.findLast(({ space }) => this.#isNowComplete(space, uids));
    if (two && records.length === 0) session.activate(two.id);
    if (device) this.#hold(device);
    const last = records.at(-1);
    if (last && !this.#hasImages(last))
      session.tell(
        'The images of this confirmation are not open: its numbers stand, without what only the images say.',
      );
    return first !== undefined;
  }

  /** A record need not name the image of its tip: its frame of reference tells where it belongs. */
  #hasImages(record: Confirmation): boolean {
    const { session, study } = this.#options;
    return (
      session.imageOf(record) !== undefined || study.series.peek().some((series) => isOfSeries(record.space, series))
    );
  }

  /** Confirmations that were there before their images, by their ids. */
  #withoutImages(): Set<string> {
    const { confirmations } = this.#options.session.cases.peek();
    return new Set(confirmations.filter((record) => !this.#hasImages(record)).map(({ id }) => id));
  }

  /** Shows the confirmation that is worked on, if its images have come after it: once. */
  #showArrived(waiting: Set<string>): void {
    const record = this.#options.session.active.peek();
    if (!record || !waiting.has(record.id) || !this.#hasImages(record)) return;
    waiting.delete(record.id);
    this.#options.showConfirmation();
  }

  /** Adds images; returns the series of them that one wants to see first. */
  #add(instances: readonly OpenedInstance[]): ImageSeries | undefined {
    const { study } = this.#options;
    for (const instance of instances) study.add(instance);
    study.group();
    return firstOf(study.series.peek(), new Set(instances.map(({ attributes }) => attributes.sopInstanceUID)));
  }

  /** Whether images that have just come are the last that two projections lacked. */
  #isNowComplete(space: Space, uids: ReadonlySet<string>): boolean {
    if (space.kind !== 'biplane' || !space.views.some(({ sopInstanceUID }) => uids.has(sopInstanceUID))) return false;
    const { study } = this.#options;
    return space.views.every(({ sopInstanceUID, frame }) => study.lookup(sopInstanceUID, frame) !== undefined);
  }

  /** A device profile is for the confirmation that is worked on. */
  #hold(device: Device): void {
    const { session } = this.#options;
    const name = device.name ?? device.kind;
    if (session.active.peek()) {
      session.dispatch({ kind: 'set-device-profile', device });
      session.tell(`The device of this confirmation is now: ${name}.`);
    } else session.tell(`${name} was not taken: mark a target or a tip first, a device belongs to a confirmation.`);
  }
}

/** The files that follow aren't kept waiting for a picture that doesn't come. */
const LONGEST_FIRST_MS = 1000;

/** Of the series that came with a load. */
const firstOf = (all: readonly ImageSeries[], sopInstanceUIDs: ReadonlySet<string>): ImageSeries | undefined =>
  opensWith(all.filter(({ instances }) => instances.some(({ sopInstanceUID }) => sopInstanceUIDs.has(sopInstanceUID))));
