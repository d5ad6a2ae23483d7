import * as core from '@cornerstonejs/core';
import * as dicomImageLoader from '@cornerstonejs/dicom-image-loader';
import * as tools from '@cornerstonejs/tools';
import { decodeWorkers, thisMachine } from './resources.ts';

/**
 * Our own page's copy of Cornerstone, initialised once however many viewers stand on the page. Inside a host (OHIF) this file is
 * never loaded: the host's instances are handed to `install`.
 */
let ready: Promise<CornerstoneLibraries> | null = null;

export interface CornerstoneLibraries {
  readonly core: typeof core;
  readonly tools: typeof tools;
  readonly createImage: typeof dicomImageLoader.createImage;
  /** Called before each load; the first makes the workers, so that a page that shows nothing has none. */
  readonly startDecoders: () => void;
}

const THUMBNAILS_AT_ONCE = 2;

let decoding = false;

/** The decoders empty Cornerstone's cache when they start, so they start before the first load, not in it. */
const startDecoders = (): void => {
  if (decoding) return;
  decoding = true;
  const workers = decodeWorkers(thisMachine());
  dicomImageLoader.init({ maxWebWorkers: workers });
  // What is prefetched doesn't queue up in the workers, before what the reader asks for.
  core.getWebWorkerManager().workerPoolManager.setMaxSimultaneousRequests(core.Enums.RequestType.Prefetch, workers);
};

export const cornerstoneReady = (): Promise<CornerstoneLibraries> => {
  ready ??= Promise.resolve().then(() => {
    // Three planes need three contexts; more would count against the page's limit of 16 for every viewer on it.
    const configuration = core.getConfiguration();
    core.init({ ...configuration, rendering: { ...configuration.rendering, webGlContextCount: 3 } });
    tools.init();
    // A few small pictures at a time: the reader waits for the large one.
    core.imageLoadPoolManager.setMaxSimultaneousRequests(core.Enums.RequestType.Thumbnail, THUMBNAILS_AT_ONCE);
    return { core, tools, createImage: dicomImageLoader.createImage, startDecoders };
  });
  return ready;
};
