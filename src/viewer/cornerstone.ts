import * as core from '@cornerstonejs/core';
import * as dicomImageLoader from '@cornerstonejs/dicom-image-loader';
import * as tools from '@cornerstonejs/tools';

/**
 * Our own page's copy of Cornerstone, initialised once however many viewers stand on the page. Inside a host (OHIF) this file is
 * never loaded: the host's instances are handed to `install`.
 */
let ready: Promise<CornerstoneLibraries> | null = null;

export interface CornerstoneLibraries {
  readonly core: typeof core;
  readonly tools: typeof tools;
  readonly createImage: typeof dicomImageLoader.createImage;
}

export const cornerstoneReady = (): Promise<CornerstoneLibraries> => {
  ready ??= Promise.resolve().then(() => {
    // Three planes need three contexts; more would count against the page's limit of 16 for every viewer on it.
    const configuration = core.getConfiguration();
    core.init({ ...configuration, rendering: { ...configuration.rendering, webGlContextCount: 3 } });
    tools.init();
    const cores = typeof navigator === 'undefined' ? 1 : navigator.hardwareConcurrency;
    dicomImageLoader.init({ maxWebWorkers: Math.max(1, Math.min(4, cores - 1)) });
    return { core, tools, createImage: dicomImageLoader.createImage };
  });
  return ready;
};
