import type { Types } from '@cornerstonejs/core';
import type { CornerstoneLibraries } from './cornerstone.ts';

type CornerstoneOptions = NonNullable<Parameters<CornerstoneLibraries['core']['imageLoader']['loadAndCacheImage']>[1]>;

/** How many want an image that is on its way, beside the view that shows it. */
const claims = new Map<string, number>();

/**
 * Loads an image for as long as its signal says that it is wanted, then rejects. The last one to lose interest ends the load: its request is
 * aborted, and nobody who waits for it hears of it again. A load that was ended begins anew when the image is next asked for.
 */
export const loadWhileWanted = (
  core: CornerstoneLibraries['core'],
  imageId: string,
  signal: AbortSignal,
  /** What Cornerstone hands on to the decoder; its types know the least of it. */
  options: object,
): Promise<Types.IImage> =>
  new Promise((resolve, reject) => {
    const release = (): void => {
      signal.removeEventListener('abort', leave);
      const left = (claims.get(imageId) ?? 1) - 1;
      if (left > 0) claims.set(imageId, left);
      else claims.delete(imageId);
    };
    const leave = (): void => {
      release();
      endUnwanted(core, imageId);
      reject(new Error('no longer wanted'));
    };
    claims.set(imageId, (claims.get(imageId) ?? 0) + 1);
    signal.addEventListener('abort', leave);
    core.imageLoader.loadAndCacheImage(imageId, { priority: 0, ...options } as CornerstoneOptions).then(
      (image) => {
        release();
        resolve(image);
      },
      (error: unknown) => {
        release();
        reject(error instanceof Error ? error : new Error('the image could not be loaded'));
      },
    );
  });

/** Ends the load of an image that is on its way, unless somebody claims it. */
export const endUnwanted = ({ cache }: CornerstoneLibraries['core'], imageId: string): void => {
  if (claims.has(imageId) || cache.isLoaded(imageId) || !cache.getImageLoadObject(imageId)) return;
  cache.removeImageLoadObject(imageId, { force: true });
};

/** Settles as the work does, but for one that was ended: then never, so that a picture that nobody wants comes neither late nor as a failure. */
export const unlessEnded = <Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> =>
  new Promise((resolve, reject) => {
    work.then(
      (value) => {
        if (!signal.aborted) resolve(value);
      },
      (error: unknown) => {
        if (!signal.aborted) reject(error instanceof Error ? error : new Error(String(error)));
      },
    );
  });
