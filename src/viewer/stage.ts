import { signal, type ReadonlySignal } from '@preact/signals-core';
import type { Types } from '@cornerstonejs/core';
import { nearestFrame } from '../image/nearest-frame.ts';
import type { ImageFrame, ImageSeries } from '../image/series.ts';
import type { Vector3 } from '../space/vector.ts';
import { createCineClock, type CineClock } from './cine-clock.ts';
import type { CornerstoneLibraries } from './cornerstone.ts';
import type { FrameRegistry } from './frame-registry.ts';
import { GlContexts } from './gl-contexts.ts';
import { shownSource } from '../session/shown-source.ts';
import type { ImageSource } from '../session/space-of.ts';
import { ViewportOverlay } from './viewport-overlay.ts';
import { acquiredViewPlanes, type ViewPlane } from './view-planes.ts';
import { voiRangeOf, type Window } from './window-level.ts';

export type Layout = 'single' | 'planes';

/** What the stage shows now, for the status line and the controls. */
export interface Shown {
  readonly series: ImageSeries;
  readonly layout: Layout;
  /** 0-based index into `series.frames`, of the single view. */
  readonly index: number;
}

/** The tool that the primary button and a single finger use. */
export interface StageTools {
  readonly toolGroupId: string;
  /** Called with every viewport element as it comes and goes. */
  attach(element: HTMLDivElement, viewportId: string): void;
  detach(element: HTMLDivElement): void;
  /** An image with what the reader calibrated of it. */
  calibrated(source: ImageSource | undefined): ImageSource | undefined;
}

let engines = 0;

/**
 * The viewports of one viewer: one stack, or three planes of a volume. Wires Cornerstone and holds no result: marks live in the session,
 * so that a lost GL context or worker costs a picture, never a mark.
 */
export class Stage {
  readonly #libraries: CornerstoneLibraries;
  readonly #registry: FrameRegistry;
  readonly #host: HTMLElement;
  readonly #tools: StageTools;
  readonly #shown = signal<Shown | null>(null);
  readonly #playing = signal(false);
  readonly #trouble = signal<string | null>(null);
  readonly #listening = new AbortController();
  readonly #resize: ResizeObserver;
  readonly #contexts = new GlContexts();
  #engine: Types.IRenderingEngine;
  #elements: HTMLDivElement[] = [];
  #overlays: ViewportOverlay[] = [];
  #volumeId: string | null = null;
  #cine: CineClock | null = null;
  #showing = 0;
  /** Settles when the first picture of what is shown has come, or won't. */
  #firstPicture: Promise<unknown> = Promise.resolve();
  /** Ends with the viewports that are there now. */
  #whileShown = new AbortController();

  constructor(libraries: CornerstoneLibraries, registry: FrameRegistry, host: HTMLElement, tools: StageTools) {
    this.#libraries = libraries;
    this.#registry = registry;
    this.#host = host;
    this.#tools = tools;
    this.#engine = this.#createEngine();
    this.#resize = new ResizeObserver(() => this.#whenAlive(() => this.#resized()));
    this.#resize.observe(host);
    const { core } = libraries;
    const lost = ((event: CustomEvent<{ renderingEngineId?: string }>) => {
      if (event.detail.renderingEngineId === undefined || event.detail.renderingEngineId === this.#engine.id)
        void this.#rebuild();
    }) as EventListener;
    const failed = ((event: CustomEvent<{ imageId?: string }>) => {
      if (event.detail.imageId !== undefined) this.#imageFailed(event.detail.imageId);
    }) as EventListener;
    core.eventTarget.addEventListener(core.Enums.Events.WEBGL_CONTEXT_LOST, lost);
    core.eventTarget.addEventListener(core.Enums.Events.IMAGE_LOAD_ERROR, failed);
    this.#listening.signal.addEventListener('abort', () => {
      core.eventTarget.removeEventListener(core.Enums.Events.WEBGL_CONTEXT_LOST, lost);
      core.eventTarget.removeEventListener(core.Enums.Events.IMAGE_LOAD_ERROR, failed);
    });
  }

  get shown(): ReadonlySignal<Shown | null> {
    return this.#shown;
  }

  get playing(): ReadonlySignal<boolean> {
    return this.#playing;
  }

  /** A sentence for the reader when a picture could not be drawn; null when all is well. */
  get trouble(): ReadonlySignal<string | null> {
    return this.#trouble;
  }

  get elements(): readonly HTMLDivElement[] {
    return this.#elements;
  }

  /** True where Cornerstone draws without WebGL; three planes then aren't offered. */
  get cpuRendering(): boolean {
    return this.#libraries.core.getShouldUseCPURendering();
  }

  viewports(): readonly Types.IViewport[] {
    return this.#engine.getViewports();
  }

  async show(series: ImageSeries, options: { readonly index?: number; readonly layout?: Layout } = {}): Promise<void> {
    const token = ++this.#showing;
    this.stopCine();
    const layout =
      options.layout === 'planes' && series.volume.kind === 'ok' && !this.cpuRendering ? 'planes' : 'single';
    const index = Math.min(series.frames.length - 1, Math.max(0, options.index ?? firstShown(series)));
    this.#trouble.value = null;
    this.#clearViewports();
    this.#shown.value = { series, layout, index };
    try {
      if (layout === 'planes') await this.#showPlanes(series, index);
      else await this.#showStack(series, index);
      if (token === this.#showing)
        this.#libraries.tools.utilities.triggerAnnotationRenderForViewportIds(this.viewports().map(({ id }) => id));
    } catch (error) {
      if (token !== this.#showing || this.#listening.signal.aborted) return;
      this.#trouble.value = `This picture could not be drawn: ${error instanceof Error ? error.message : 'unknown reason'}`;
    }
  }

  async setLayout(layout: Layout): Promise<void> {
    const shown = this.#shown.value;
    if (shown && shown.layout !== layout) await this.show(shown.series, { index: shown.index, layout });
  }

  async setIndex(index: number): Promise<void> {
    // Cornerstone would come back to the first picture when that arrives after another was asked for.
    await this.#firstPicture;
    const shown = this.#shown.value;
    if (shown?.layout !== 'single') return;
    const bounded = Math.min(shown.series.frames.length - 1, Math.max(0, index));
    const stack = this.#stack();
    if (!stack || bounded === stack.getCurrentImageIdIndex()) return;
    this.#trouble.value = null;
    // A picture that can't be had is told of by an event.
    await stack.setImageIdIndex(bounded).catch(() => undefined);
  }

  /** Scrolls the first view by images. */
  async scroll(by: number): Promise<void> {
    await this.#firstPicture;
    const shown = this.#shown.value;
    if (!shown) return;
    // From the picture asked for last: the one shown may be behind, or the next one may never come.
    if (shown.layout === 'single') await this.setIndex((this.#stack()?.getCurrentImageIdIndex() ?? shown.index) + by);
    else (this.viewports()[0] as Types.IVolumeViewport | undefined)?.scroll(by);
  }

  /** Brings a patient position onto every view, or a frame of a cine onto the single one. Zoom and window stay. */
  async jumpToPatient(position: Vector3): Promise<void> {
    const shown = this.#shown.value;
    if (!shown) return;
    if (shown.layout === 'planes') {
      for (const viewport of this.viewports()) {
        if ('jumpToWorld' in viewport) (viewport as Types.IVolumeViewport).jumpToWorld([...position]);
        viewport.render();
      }
      return;
    }
    const index = nearestFrame(shown.series.frames, position);
    if (index !== null) await this.setIndex(index);
  }

  setWindow(window: Window): void {
    for (const viewport of this.viewports()) {
      (viewport as Types.IStackViewport).setProperties({ voiRange: voiRangeOf(window) });
      viewport.render();
    }
  }

  invert(): void {
    for (const viewport of this.viewports()) {
      const stack = viewport as Types.IStackViewport;
      stack.setProperties({ invert: !(stack.getProperties().invert ?? false) });
      viewport.render();
    }
  }

  zoomBy(factor: number): void {
    for (const viewport of this.viewports()) {
      const zoomable = viewport as Types.IStackViewport;
      zoomable.setZoom(zoomable.getZoom() * factor);
      viewport.render();
    }
  }

  resetView(): void {
    for (const viewport of this.viewports()) {
      const resettable = viewport as Types.IStackViewport;
      resettable.resetProperties();
      this.#fit(resettable);
      viewport.render();
    }
  }

  render(): void {
    this.#whenAlive(() => {
      this.#libraries.tools.utilities.triggerAnnotationRenderForViewportIds(this.viewports().map(({ id }) => id));
    });
  }

  toggleCine(): void {
    if (this.#cine?.playing) this.stopCine();
    else this.#cine?.play();
  }

  stopCine(): void {
    this.#cine?.stop();
  }

  /** Shows nothing. */
  clear(): void {
    this.#showing += 1;
    this.#clearViewports();
    this.#shown.value = null;
    this.#trouble.value = null;
  }

  dispose(): void {
    if (this.#listening.signal.aborted) return;
    this.#showing += 1;
    this.stopCine();
    this.#listening.abort();
    this.#resize.disconnect();
    this.#clearViewports();
    this.#contexts.destroy(this.#engine);
    this.#shown.value = null;
  }

  #createEngine(): Types.IRenderingEngine {
    const { core } = this.#libraries;
    // A name of its own, so that what is heard of an engine that is gone isn't taken for the present one.
    engines += 1;
    return new core.RenderingEngine(`tipcheck-${String(engines)}`);
  }

  #whenAlive(action: () => void): void {
    if (!this.#listening.signal.aborted) action();
  }

  /** A picture that was fitted stays fitted; one that was zoomed or moved stays where it is. */
  #resized(): void {
    const fitted = this.viewports().map((viewport) => isFitted(viewport as Types.IStackViewport));
    this.#engine.resize(true, true);
    this.viewports().forEach((viewport, index) => {
      if (!fitted[index]) return;
      this.#fit(viewport as Types.IStackViewport);
      viewport.render();
    });
  }

  #fit(viewport: Types.IStackViewport): void {
    const { focalPoint } = viewport.getCamera();
    viewport.resetCamera();
    // Resetting a volume's camera also moves to the middle slice; the reader stays where he is.
    if (this.#shown.value?.layout === 'planes' && focalPoint)
      (viewport as unknown as Types.IVolumeViewport).jumpToWorld(focalPoint);
  }

  #stack(): Types.IStackViewport | null {
    const viewport = this.viewports()[0];
    return viewport && 'setImageIdIndex' in viewport ? (viewport as Types.IStackViewport) : null;
  }

  #addViewport(name: string, className: string): { readonly element: HTMLDivElement; readonly viewportId: string } {
    const element = document.createElement('div');
    element.className = `viewport ${className}`;
    element.dataset['view'] = name;
    element.oncontextmenu = (event) => event.preventDefault();
    this.#host.append(element);
    this.#elements.push(element);
    return { element, viewportId: `${this.#engine.id}-${name.toLowerCase()}` };
  }

  #clearViewports(): void {
    this.#whileShown.abort();
    this.#whileShown = new AbortController();
    for (const viewport of [...this.viewports()]) {
      this.#tools.detach(viewport.element);
      this.#libraries.tools.ToolGroupManager.getToolGroup(this.#tools.toolGroupId)?.removeViewports(
        this.#engine.id,
        viewport.id,
      );
      this.#engine.disableElement(viewport.id);
    }
    for (const overlay of this.#overlays.splice(0)) overlay.dispose();
    for (const element of this.#elements) element.remove();
    this.#elements = [];
    this.#cine?.stop();
    this.#cine = null;
    if (this.#volumeId) this.#libraries.core.cache.removeVolumeLoadObject(this.#volumeId);
    this.#volumeId = null;
  }

  async #showStack(series: ImageSeries, index: number): Promise<void> {
    const { core } = this.#libraries;
    this.#host.dataset['layout'] = 'single';
    const { element, viewportId } = this.#addViewport('Image', 'single');
    this.#engine.enableElement({
      viewportId,
      type: core.Enums.ViewportType.STACK,
      element,
      defaultOptions: { background: [0, 0, 0] },
    });
    this.#join(element, viewportId);
    element.addEventListener(
      core.Enums.Events.STACK_NEW_IMAGE,
      (event: Event) => {
        this.#imageChanged((event as CustomEvent<{ imageIdIndex: number }>).detail.imageIdIndex);
      },
      { signal: this.#whileShown.signal },
    );
    const viewport = this.#engine.getViewport<Types.IStackViewport>(viewportId);
    const imageIds = this.#registry.imageIdsOf(series);
    const { signal } = this.#whileShown;
    const opened = viewport.setStack(imageIds, index);
    this.#firstPicture = opened.catch(() => undefined);
    await opened;
    if (signal.aborted) return;
    viewport.render();
    if (series.frameTimesMs && series.frames.length > 1) this.#prepareCine(series, viewport);
  }

  #prepareCine(series: ImageSeries, viewport: Types.IStackViewport): void {
    this.#cine = createCineClock({
      frameTimesMs: series.frameTimesMs ?? [],
      current: () => this.#shown.value?.index ?? 0,
      show: async (frame) => {
        await viewport.setImageIdIndex(frame);
      },
      onChange: (playing) => {
        this.#playing.value = playing;
      },
    });
  }

  async #showPlanes(series: ImageSeries, index: number): Promise<void> {
    const { core } = this.#libraries;
    const plane = series.frames[index]?.plane;
    if (!plane) throw new Error('the series has no position in the patient');
    this.#host.dataset['layout'] = 'planes';
    const imageIds = this.#registry.imageIdsOf(series);
    const volumeId = `tipcheckVolume:${this.#engine.id}-${String(this.#showing)}`;
    this.#volumeId = volumeId;
    const views = acquiredViewPlanes(plane);
    for (const view of views) this.#enablePlane(view);
    const volume = await core.volumeLoader.createAndCacheVolume(volumeId, { imageIds });
    if (this.#volumeId !== volumeId) {
      core.cache.removeVolumeLoadObject(volumeId);
      return;
    }
    volume.load();
    const viewports = this.viewports().map((viewport) => viewport as Types.IVolumeViewport);
    await core.setVolumesForViewports(
      this.#engine,
      [{ volumeId }],
      viewports.map(({ id }) => id),
    );
    const middle = patientMiddle(series.frames[index] ?? null, series.size);
    const voi = windowOf(series, index);
    for (const viewport of viewports) {
      if (voi) viewport.setProperties({ voiRange: voiRangeOf(voi) });
      if (middle) viewport.jumpToWorld(middle);
      viewport.render();
    }
  }

  #enablePlane(view: ViewPlane): void {
    const { core } = this.#libraries;
    const { element, viewportId } = this.#addViewport(view.name, view.name.toLowerCase());
    this.#engine.enableElement({
      viewportId,
      type: core.Enums.ViewportType.ORTHOGRAPHIC,
      element,
      defaultOptions: {
        background: [0, 0, 0],
        orientation: { viewPlaneNormal: [...view.towardsViewer], viewUp: [...view.up] },
      },
    });
    this.#join(element, viewportId);
  }

  #join(element: HTMLDivElement, viewportId: string): void {
    this.#libraries.tools.ToolGroupManager.getToolGroup(this.#tools.toolGroupId)?.addViewport(
      viewportId,
      this.#engine.id,
    );
    this.#tools.attach(element, viewportId);
    if (!this.cpuRendering) this.#contexts.add(this.#engine, viewportId);
    const { Events } = this.#libraries.core.Enums;
    const viewport = this.#engine.getViewport(viewportId);
    const title = this.#shown.value?.layout === 'planes' ? (element.dataset['view'] ?? '') : '';
    const events = [Events.CAMERA_MODIFIED, Events.VOI_MODIFIED, Events.IMAGE_RENDERED, Events.STACK_NEW_IMAGE];
    this.#overlays.push(
      new ViewportOverlay(viewport, title, events, (shown) =>
        this.#tools.calibrated(shownSource(shown, this.#registry)),
      ),
    );
  }

  #imageChanged(index: number): void {
    const shown = this.#shown.value;
    if (!shown) return;
    // Another picture has come: what was said of the one before no longer stands over it.
    this.#trouble.value = null;
    if (shown.index !== index) this.#shown.value = { ...shown, index };
  }

  /** Says which picture could not be had; what was shown before stays, marked for what it is. */
  #imageFailed(imageId: string): void {
    const source = this.#registry.frameOf(imageId);
    const shown = this.#shown.value;
    if (!source || source.series.key !== shown?.series.key) return;
    const place = shown.series.frames.findIndex(
      ({ instance, frame }) =>
        instance.sopInstanceUID === source.frame.instance.sopInstanceUID && frame === source.frame.frame,
    );
    this.#trouble.value = `Image ${String(place + 1)} of ${String(shown.series.frames.length)} could not be drawn: its pixels can't be fetched or decoded.`;
  }

  /** After a lost GL context everything drawn is gone; what is shown is drawn again on new contexts. */
  async #rebuild(): Promise<void> {
    const shown = this.#shown.value;
    if (this.#listening.signal.aborted) return;
    this.#clearViewports();
    this.#contexts.destroy(this.#engine);
    this.#engine = this.#createEngine();
    if (shown) await this.show(shown.series, { index: shown.index, layout: shown.layout });
  }
}

/** A run opens at its beginning, a stack in its middle. */
const firstShown = ({ frames, frameTimesMs }: ImageSeries): number =>
  frameTimesMs ? 0 : Math.floor(frames.length / 2);

const isFitted = (viewport: Types.IStackViewport): boolean => {
  const [x, y] = viewport.getPan();
  return Math.abs(viewport.getZoom() - 1) < 1e-3 && Math.hypot(x, y) < 1;
};

const patientMiddle = (
  frame: ImageFrame | null,
  [columns, rows]: readonly [number, number],
): [number, number, number] | null => {
  if (!frame?.plane) return null;
  const { origin, alongRow, alongColumn, betweenColumns, betweenRows } = frame.plane;
  const along = ((columns - 1) / 2) * betweenColumns;
  const down = ((rows - 1) / 2) * betweenRows;
  return [0, 1, 2].map(
    (axis) => (origin[axis] ?? 0) + (alongRow[axis] ?? 0) * along + (alongColumn[axis] ?? 0) * down,
  ) as [number, number, number];
};

/** The window that the file recommends for a frame. */
const windowOf = (series: ImageSeries, index: number): Window | null => {
  const frame = series.frames[index];
  return frame?.instance.frames[frame.frame - 1]?.windows[0] ?? null;
};
