import type * as Core from '@cornerstonejs/core';
import type * as Loader from '@cornerstonejs/dicom-image-loader';
import type * as Tools from '@cornerstonejs/tools';
import { LatePart } from '../session/late-part.ts';
import { decodeWorkers, thisMachine } from './resources.ts';
import type { Drawing } from './webgl-speed.ts';

/**
 * Our own page's copy of Cornerstone, loaded and initialised once however many viewers stand on the page, and not before one is turned to. Inside a host (OHIF) this file is never loaded: the host's instances are handed to `install`.
 */
let ready: Promise<CornerstoneLibraries> | null = null;

export interface CornerstoneLibraries {
  readonly core: typeof Core;
  /** Tools for the pointer, which draw marks too: a picture is shown without. */
  readonly tools: LatePart<typeof Tools>;
  readonly createImage: typeof Loader.createImage;
  /** What the loader's workers are told with every picture. */
  readonly decoderOptions: () => unknown;
  /** What draws stacks fastest here. */
  readonly drawing: Drawing;
}

const THUMBNAILS_AT_ONCE = 2;

/** The workers are there before the first picture is asked for; their start empties Cornerstone's cache. */
const startDecoders = ({ core, loader }: { readonly core: typeof Core; readonly loader: typeof Loader }): void => {
  const workers = decodeWorkers(thisMachine());
  loader.init({ maxWebWorkers: workers });
  // A worker has its next picture while the page takes the one before; what the reader asks for waits for these two at most, not for all that is prefetched.
  const { workerPoolManager } = core.getWebWorkerManager();
  workerPoolManager.setMaxSimultaneousRequests(core.Enums.RequestType.Prefetch, 2 * workers);
};

const loadTools = async (core: typeof Core): Promise<typeof Tools> => {
  const tools = await import('@cornerstonejs/tools');
  tools.init();
  // They know only of what is enabled after them: they are told again of what was before, of ours alone.
  const known: readonly unknown[] = tools.state.enabledElements;
  for (const engine of core.getRenderingEngines() ?? []) {
    if (!engine.id.startsWith('tipcheck-')) continue;
    for (const { id: viewportId, element } of engine.getViewports())
      if (!known.includes(element))
        core.triggerEvent(core.eventTarget, core.Enums.Events.ELEMENT_ENABLED, {
          element,
          viewportId,
          renderingEngineId: engine.id,
        });
  }
  return tools;
};

const load = (): Promise<CornerstoneLibraries> =>
  Promise.all([
    import('@cornerstonejs/core'),
    import('@cornerstonejs/dicom-image-loader'),
    import('./webgl-speed.ts'),
  ]).then(([core, loader, { fastestDrawing }]) => {
    // Three planes need three contexts; more would count against the page's limit of 16 for every viewer on it.
    const configuration = core.getConfiguration();
    core.init({ ...configuration, rendering: { ...configuration.rendering, webGlContextCount: 3 } });
    // A few small pictures at a time: the reader waits for the large one.
    core.imageLoadPoolManager.setMaxSimultaneousRequests(core.Enums.RequestType.Thumbnail, THUMBNAILS_AT_ONCE);
    startDecoders({ core, loader });
    return {
      core,
      tools: new LatePart(() => loadTools(core)),
      createImage: loader.createImage,
      decoderOptions: () => ({
        ...loader.internal.getOptions().decodeConfig,
        wasmBasePath: core.utilities.getWasmBasePath(),
      }),
      drawing: fastestDrawing(),
    };
  });

/** One that failed is tried again when it is asked for again. */
export const cornerstoneReady = (): Promise<CornerstoneLibraries> => {
  ready ??= load().catch((failure: unknown) => {
    ready = null;
    throw failure;
  });
  return ready;
};
