import { nextTask } from './pause.ts';

export interface PrefetchOptions<Image> {
  /** Ends everything that is under way. */
  readonly signal: AbortSignal;
  readonly atOnce: number;
  /** What is wanted now, the most wanted first. */
  readonly order: () => Iterable<string>;
  readonly isThere: (imageId: string) => boolean;
  /** Rejects when its signal fires. */
  readonly load: (imageId: string, signal: AbortSignal) => Promise<Image>;
  readonly onArrived: (imageId: string, image: Image) => void;
  readonly onFailed?: (imageId: string, error: unknown) => void;
}

export interface Prefetch {
  /** What is wanted has changed: the most wanted comes first, what is under way and far from it is ended if so asked. */
  moved(endFar: boolean): void;
}

/** What is under way is near while it is among so many times as many as are loaded at once. */
const NEAR = 2;

/** When one after the other can't be had, the server or the disk is gone: no more until the reader moves. */
const FAILURES_IN_A_ROW = 3;

/**
 * Loads what is wanted, a few at a time, always the most wanted next. Nothing is queued, so there is nothing to be sorted anew when the reader
 * moves. An image is tried once for as long as it stays wanted: one that can't be had isn't asked for again and again, nor is one that had to
 * leave the memory for another viewer's.
 */
export const prefetch = <Image>(options: PrefetchOptions<Image>): Prefetch => {
  const { signal, atOnce, order, isThere, load, onArrived, onFailed } = options;
  const running = new Map<string, AbortController>();
  let tried = new Set<string>();
  let failuresInARow = 0;

  const fill = (): void => {
    if (signal.aborted || failuresInARow >= FAILURES_IN_A_ROW) return;
    for (const imageId of order()) {
      if (running.size >= atOnce) return;
      if (!running.has(imageId) && !tried.has(imageId) && !isThere(imageId)) void start(imageId);
    }
  };

  const start = async (imageId: string): Promise<void> => {
    const wanting = new AbortController();
    running.set(imageId, wanting);
    tried.add(imageId);
    try {
      const image = await load(imageId, wanting.signal);
      failuresInARow = 0;
      if (!signal.aborted) onArrived(imageId, image);
    } catch (error) {
      if (wanting.signal.aborted) return;
      failuresInARow += 1;
      onFailed?.(imageId, error);
    } finally {
      if (running.get(imageId) === wanting) running.delete(imageId);
      // Images whose bytes are at hand would come one after the other in one long task.
      await nextTask();
      fill();
    }
  };

  const end = (imageId: string, wanting: AbortController): void => {
    running.delete(imageId);
    tried.delete(imageId);
    wanting.abort();
  };

  signal.addEventListener(
    'abort',
    () => {
      for (const [imageId, wanting] of [...running]) end(imageId, wanting);
    },
    { once: true },
  );
  fill();
  return {
    moved: (endFar) => {
      if (signal.aborted) return;
      failuresInARow = 0;
      const wanted = [...order()];
      const near = new Set(wanted.slice(0, NEAR * atOnce));
      if (endFar) for (const [imageId, wanting] of [...running]) if (!near.has(imageId)) end(imageId, wanting);
      const all = new Set(wanted);
      tried = new Set([...tried].filter((imageId) => all.has(imageId)));
      fill();
    },
  };
};
