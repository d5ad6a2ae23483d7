import type { ProcedureProfile } from '../assess/profiles/profile.ts';
import type { SealedCase } from '../case-file/read-case.ts';
import type { Confirmation, Device } from '../confirmation/record.ts';
import type { SetRound } from '../panel/set-round.ts';
import type { Loading, OpenedInstance, SkippedFile } from '../viewer/study.ts';
import type { TargetFile } from './read-targets.ts';

/** What a load brought: images, confirmations that were saved before, a device profile, and the files that could not be read. */
export interface Opened {
  readonly instances: readonly OpenedInstance[];
  readonly records: readonly Confirmation[];
  /** A site's own procedure profiles. */
  readonly profiles: readonly ProcedureProfile[];
  /** The last of the device profiles; it is for the confirmation that is worked on. */
  readonly device?: Device;
  readonly failures: readonly SkippedFile[];
  /** Objects of other systems that hold targets. */
  readonly targetFiles?: readonly TargetFile[];
  /** The teaching case that the images are of. */
  readonly teachingCase?: OpenedCase;
}

/** A set of teaching cases that is gone through in a viewer. */
export interface OpenSet {
  readonly round: SetRound;
  /** Opens another case of it in the place of what is open; null before the first is open. */
  openInstead: ((read: (options: ReadOptions) => Promise<Opened>) => Promise<boolean>) | null;
}

/** A teaching case that was read, and the set that it is of. */
export interface OpenedCase {
  readonly file: SealedCase;
  readonly set: OpenSet | null;
}

export interface ReadOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Loading) => void;
  /** Told of whole series that are there before the others. They are among the instances of the end, too. */
  readonly onInstances: (instances: readonly OpenedInstance[]) => void;
  /** Told of an image that is there before its series. Settles when it is shown, or isn't to be. */
  readonly onFirst: (instance: OpenedInstance) => Promise<void>;
  /** Bytes of images that may be held because they can't be read again. */
  readonly maxHeldBytes: number;
  /** Whether anything may be kept in the browser, now. */
  readonly keepsWork: () => boolean;
}
