import { isRefusal } from '../image/refusal.ts';
import { readDicomFile, type ImageFile } from './dicom-file.ts';
import { openOnDemand, readSmall, type PiecewiseInput } from './file-on-demand.ts';
import { skipped, type LoadInput, type LoadResult, type Skipped } from './load-input.ts';
import { isZip, zipEntries } from './zip-entries.ts';

export interface LoadProgress {
  /** Files dealt with, of those known so far: an archive adds its own when it is opened. */
  readonly done: number;
  readonly total: number;
  readonly bytes: number;
}

export interface LoadOptions {
  readonly onProgress?: (progress: LoadProgress) => void;
  /** Ends the run quietly; what was yielded stands. */
  readonly signal?: AbortSignal;
  /** SOPInstanceUIDs that are open already; a further file with one of them is a duplicate. */
  readonly known?: ReadonlySet<string>;
  /** How many bytes of images may be held in memory because they can't be read again when they are shown, as those of an archive. */
  readonly maxHeldBytes?: number;
  /** Offered what is DICOM but no image, as a report: true when it was of use, or why not; `otherwise` is what is said of it without. */
  readonly takeObject?: (bytes: Uint8Array, name: string, otherwise: Skipped) => Promise<true | Skipped>;
}

/** Larger files can't be held in one piece of memory by every browser. */
const MAX_FILE_BYTES = 2 * 1024 * 1024 * 1024 - 1;

/** Of small files whose pictures are likely to be asked for next; uncompressed pictures are then made in that memory. */
const MOST_KEPT_BYTES = 512 * 1024 * 1024;
/** Of what may be held. */
const SHARE_KEPT = 1 / 4;

/** ms of work after which others get a turn. */
const TURN_MS = 12;

/** Files whose reading has begun before it is their turn: who waits for a server waits for several at a time. */
const FILES_AHEAD = 5;
const MAX_BYTES_AHEAD = 16 * 1024 * 1024;

const nextTurn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

/**
 * Reads files in their order and says of each whether it is an image or why not. One file's failure stops no other; archives are
 * recognised by their content. Every way in (drop, picker, folder, archive, command line) goes through here.
 */
export async function* loadFiles(
  inputs: Iterable<LoadInput | Skipped>,
  options: LoadOptions = {},
): AsyncGenerator<LoadResult, void, undefined> {
  const { signal, onProgress, maxHeldBytes = Infinity } = options;
  const maxKeptBytes = Math.min(MOST_KEPT_BYTES, maxHeldBytes * SHARE_KEPT);
  const queue: Queued[] = [...inputs].map((input) => ({ input, isInArchive: false })).reverse();
  const seen = new Set(options.known);
  let total = queue.length;
  let done = 0;
  let bytes = 0;
  let held = 0;
  let turnStart = performance.now();
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (signal?.aborted === true) return;
    const { input, isInArchive } = next;
    for (const later of queue.slice(-FILES_AHEAD)) later.reading ??= readEarly(later, maxKeptBytes);
    const content =
      'kind' in input
        ? input
        : ((await next.reading) ??
          (await readInput(input, MAX_FILE_BYTES, maxKeptBytes)) ??
          skipped(input.name, 'too-large', 'it is larger than 2 GiB'));
    if (isAborted(signal)) return;
    done += 1;
    const name = 'name' in input ? input.name : input.path;
    if (content instanceof Uint8Array) {
      bytes += content.length;
      if (!isInArchive && isZip(content)) {
        const entries = zipEntries(content, name);
        // The archive itself isn't one of the files.
        done -= 1;
        total += entries.length - 1;
        for (const entry of entries.toReversed()) queue.push({ input: entry, isInArchive: true });
      } else {
        const result = await withoutTaken(withoutDuplicates(readOne(content, name), seen), content, options);
        if (result?.kind === 'loaded') held += content.length;
        if (result) yield held <= maxHeldBytes ? result : tooMuch(name, maxHeldBytes);
      }
    } else if (content.kind === 'skipped') yield content;
    else {
      bytes += content.bytes;
      yield withoutDuplicates({ kind: 'loaded', path: name, file: content.file }, seen);
    }
    onProgress?.({ done, total, bytes });
    if (performance.now() - turnStart > TURN_MS) {
      await nextTurn();
      turnStart = performance.now();
    }
  }
}

/** Read through a function because the signal changes while we wait. */
const isAborted = (signal: AbortSignal | undefined): boolean => signal?.aborted === true;

interface OnDemand {
  readonly kind: 'on-demand';
  readonly file: ImageFile;
  readonly bytes: number;
}

const isPiecewise = (input: LoadInput): input is PiecewiseInput => input.slice !== undefined;

interface Queued {
  readonly input: LoadInput | Skipped;
  readonly isInArchive: boolean;
  /** Where its reading has begun; nothing comes of large ones. */
  reading?: Promise<Uint8Array | OnDemand | Skipped | null> | undefined;
}

/** Unpacking an archive's entries, or holding large files, gains nothing. */
const readEarly = ({ input, isInArchive }: Queued, maxKeptBytes: number): Queued['reading'] =>
  'kind' in input || isInArchive ? undefined : readInput(input, MAX_BYTES_AHEAD, maxKeptBytes);

/** Null where it has more bytes than the limit. */
const readInput = async (
  input: LoadInput,
  limit: number,
  maxKeptBytes: number,
): Promise<Uint8Array | OnDemand | Skipped | null> => {
  try {
    const small = await readSmall(input);
    if (!small && input.size > limit) return null;
    if (!isPiecewise(input)) return small ?? (await input.read());
    const opened = await openOnDemand(input, small, maxKeptBytes);
    return opened instanceof Uint8Array
      ? opened
      : { kind: 'on-demand', file: opened, bytes: small?.length ?? input.size };
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n', 1)[0] : undefined;
    return skipped(input.name, 'unreadable', `it could not be read${reason === undefined ? '' : `: ${reason}`}`);
  }
};

/** One file by itself, ahead of the others: null where it isn't an image that can be read in pieces. */
export const openAhead = async (input: LoadInput): Promise<ImageFile | null> => {
  if (!isPiecewise(input)) return null;
  // What is wrong with it is told when it is read again in its turn.
  const content = await readInput(input, MAX_FILE_BYTES, MOST_KEPT_BYTES);
  return content && 'kind' in content && content.kind === 'on-demand' ? content.file : null;
};

const readOne = (bytes: Uint8Array, name: string): LoadResult => {
  const file = readDicomFile(bytes, name);
  return isRefusal(file) ? skipped(name, file.code, file.message) : { kind: 'loaded', path: name, file };
};

/** What isn't an image may be something else of use. */
const withoutTaken = async (
  result: LoadResult,
  bytes: Uint8Array,
  { takeObject }: LoadOptions,
): Promise<LoadResult | null> => {
  if (!takeObject || result.kind !== 'skipped' || result.code !== 'not-an-image') return result;
  const taken = await takeObject(bytes, result.path, result);
  return taken === true ? null : taken;
};

const tooMuch = (name: string, maxHeldBytes: number): Skipped =>
  skipped(
    name,
    'too-large',
    `the images of archives that are open take more than the ${String(Math.round(maxHeldBytes / 2 ** 20))} MB of memory that they may; unpack the archive and open its folder`,
  );

const withoutDuplicates = (result: LoadResult, seen: Set<string>): LoadResult => {
  if (result.kind === 'skipped') return result;
  const { sopInstanceUID } = result.file.attributes;
  if (seen.has(sopInstanceUID))
    return skipped(result.path, 'duplicate', 'an image with this SOPInstanceUID is open already');
  seen.add(sopInstanceUID);
  return result;
};
