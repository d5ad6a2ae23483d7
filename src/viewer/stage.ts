import { signal, type ReadonlySignal } from '@preact/signals-core';
import type { Types } from '@cornerstonejs/core';
import { opensAt } from '../image/opens-with.ts';
import { isSameFrame, type ImageSeries } from '../image/series.ts';
import type { Vector3 } from '../space/vector.ts';
import type { CornerstoneLibraries } from './cornerstone.ts';
import type { FrameRegistry } from './frame-registry.ts';
import { GlContexts } from './gl-contexts.ts';
import { frameOfReferenceOf } from '../session/space-of.ts';
import type { DeviceLine } from '../session/device-line.ts';
import { isDrawnByProcessor } from '../session/drawn-by-processor.ts';
import { shownSource } from '../session/shown-source.ts';
import type { Arrange, Arrangement, Beside, Scene, ViewRequest } from './layouts/arrangement.ts';
import type { Layout } from './layouts/layout.ts';
import { arrangeSingle, needsWebgl } from './layouts/single.ts';
import type { ImageSource } from '../session/space-of.ts';
import { loadWhileWanted } from './image-loads.ts';
import { nextFrame } from './pause.ts';
import type { Preview } from './preview.ts';
import { mendProcessorViewport } from './processor-viewport.ts';
import { applySlab, type Slab } from './slab.ts';
import { ViewportOverlay } from './viewport-overlay.ts';
import type { Drawing } from './webgl-speed.ts';
import { said } from '../words/words.ts';
import { voiRangeOf, type Window } from './window-level.ts';

export type { Layout } from './layouts/layout.ts';

/** Those of planes are loaded when they are asked for: the first picture needs none of them. */
const ARRANGEMENTS: Readonly<Record<Layout, () => Arrange | Promise<Arrange>>> = {
  single: () => arrangeSingle,
  planes: async () => (await import('./layouts/planes.ts')).arrangePlanes,
  device: async () => (await import('./layouts/device.ts')).arrangeDevice,
  biplane: async () => (await import('./layouts/biplane.ts')).arrangeBiplane,
};

/** What the stage shows now, for the status line and the controls. */
export interface Shown {
  readonly series: ImageSeries;
  readonly layout: Layout;
  /** 0-based index into `series.frames`, of the single view or the first of two. */
  readonly index: number;
  /** What the second of two views shows; null in other layouts. */
  readonly beside: Beside | null;
}

export interface Arriving {
  readonly there: number;
  readonly of: number;
}

/** A view that is moved by itself: the only one, or one of two. */
export type ViewNumber = 0 | 1;

/** The tool that the primary button and a single finger use. */
export interface StageTools {
  /** Called with every viewport as it comes and goes. */
  attach(viewport: Types.IViewport): void;
  detach(viewport: Types.IViewport): void;
  /** Draws the marks anew. */
  redraw(): void;
  /** An image with what the reader calibrated of it. */
  calibrated(source: ImageSource | undefined): ImageSource | undefined;
}

const TOLD_EVERY_MS = 200;

const NEEDS_WEBGL = 'its values or its window need WebGL 2';

let engines = 0;

/**
 * The viewports of one viewer: one stack, two of them, or planes of a volume. Wires Cornerstone and holds no result: marks live in the session,
 * so that a lost GL context or worker costs a picture, never a mark.
 */
export class Stage {
  readonly #libraries: CornerstoneLibraries;
  readonly #registry: FrameRegistry;
  readonly #host: HTMLElement;
  readonly #tools: StageTools;
  readonly #drawing: Drawing;
  readonly #device: ReadonlySignal<DeviceLine | null>;
  readonly #preview: Preview;
  readonly #slab = signal<Slab | null>(null);
  /** Whether planes are drawn as lines in each other. */
  readonly lines = signal(true);
  readonly #shown = signal<Shown | null>(null);
  readonly #playing = signal<readonly [boolean, boolean]>([false, false]);
  readonly #trouble = signal<string | null>(null);
  readonly #arriving = signal<Arriving | null>(null);
  readonly #listening = new AbortController();
  readonly #resize: ResizeObserver;
  readonly #contexts = new GlContexts();
  #engine: Types.IRenderingEngine;
  #elements: HTMLDivElement[] = [];
  #overlays: ViewportOverlay[] = [];
  #arrangement: Arrangement | null = null;
  #showing = 0;
  /** While there are no views yet of what is to be shown. */
  #making: { readonly made: Promise<void>; readonly done: () => void } | null = null;
  #nextPicture: Promise<void> | null = null;
  /** Ends with the viewports that are there now. */
  #whileShown = new AbortController();

  constructor(
    libraries: CornerstoneLibraries,
    registry: FrameRegistry,
    host: HTMLElement,
    tools: StageTools,
    device: ReadonlySignal<DeviceLine | null>,
    drawing: Drawing,
    preview: Preview,
  ) {
    this.#preview = preview;
    this.#drawing = drawing;
    this.#device = device;
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

  /** Settles with the frame in which the image that is shown now is drawn; null: it is drawn. */
  get nextPicture(): Promise<void> | null {
    return this.#nextPicture;
  }

  /** Settles when there are views of what is to be shown; null: there are, or nothing is. */
  get made(): Promise<void> | null {
    return this.#making?.made ?? null;
  }

  get shown(): ReadonlySignal<Shown | null> {
    return this.#shown;
  }

  /** Of the view, or of each of two. */
  get playing(): ReadonlySignal<readonly [boolean, boolean]> {
    return this.#playing;
  }

  /** How many of the images that are shown are in memory, while they are on their way. */
  get arriving(): ReadonlySignal<Arriving | null> {
    return this.#arriving;
  }

  /** A sentence for the reader when a picture could not be drawn; null when all is well. */
  get trouble(): ReadonlySignal<string | null> {
    return this.#trouble;
  }

  get elements(): readonly HTMLDivElement[] {
    return this.#elements;
  }

  /** False where there is no WebGL at all; planes of a volume then aren't offered. */
  get hasWebgl(): boolean {
    return !this.#libraries.core.getShouldUseCPURendering();
  }

  /** Whether stacks are drawn without WebGL: where there is none, or where it is slower. */
  get stacksByProcessor(): boolean {
    return !this.hasWebgl || this.#drawing === 'processor';
  }

  isByProcessor(viewport: Types.IViewport): boolean {
    return isDrawnByProcessor(viewport, this.#libraries.core);
  }

  viewports(): readonly Types.IViewport[] {
    return this.#engine.getViewports();
  }

  async show(
    series: ImageSeries,
    options: { readonly index?: number; readonly layout?: Layout; readonly beside?: Beside | null } = {},
  ): Promise<void> {
    const token = ++this.#showing;
    this.stopCine();
    const beside = options.layout === 'biplane' ? (options.beside ?? null) : null;
    const asked = options.layout === 'biplane' ? 'single' : (options.layout ?? 'single');
    const layout = beside ? 'biplane' : this.#offered(asked, series) ? asked : 'single';
    const index = Math.min(series.frames.length - 1, Math.max(0, options.index ?? opensAt(series)));
    this.#trouble.value = null;
    // Thick planes are asked for each time: nobody takes them for thin ones.
    this.#slab.value = null;
    this.#clearViewports();
    this.#beginMaking();
    this.#shown.value = { series, layout, index, beside };
    this.#host.dataset['layout'] = layout;
    const { core } = this.#libraries;
    const registry = this.#registry;
    try {
      const previewed = this.#preview.open({ core, registry, series, index, layout, load: this.#loader(series) });
      const found = ARRANGEMENTS[layout]();
      const arrange = found instanceof Promise ? await found : found;
      if (token !== this.#showing) return;
      if (previewed) await previewed;
      if (token !== this.#showing) return;
      this.#arrangement = arrange(this.#scene(), series, index, beside);
      this.#endMaking();
      await this.#arrangement.opened;
      if (token === this.#showing) this.#tools.redraw();
    } catch (error) {
      if (token !== this.#showing || this.#listening.signal.aborted) return;
      this.#preview.remove();
      this.#endMaking();
      this.#trouble.value = `This picture could not be drawn: ${error instanceof Error ? error.message : 'unknown reason'}`;
    }
  }

  /** Loads what views ask for next, for as long as those are shown that come now. */
  #loader(series: ImageSeries): (imageId: string) => Promise<Types.IImage> {
    const { core } = this.#libraries;
    const { signal } = this.#whileShown;
    const options = {
      requestType: core.Enums.RequestType.Interaction,
      useRGBA: this.#isByProcessor(needsWebgl(series)),
    };
    return (imageId) => loadWhileWanted(core, imageId, signal, options);
  }

  /** Shows an image that came ahead of its series: painted where three planes of them will have it, or else alone. */
  async showFirst(series: ImageSeries, layout: Layout): Promise<void> {
    const { core } = this.#libraries;
    const before = this.#showing;
    if (layout === 'planes' && this.hasWebgl)
      await this.#preview.open({
        core,
        registry: this.#registry,
        series,
        index: 0,
        layout,
        load: this.#loader(series),
      });
    if (!this.#preview.isShown && before === this.#showing) await this.show(series);
  }

  /** Shows the whole of a series of which an image stood already: that one, where the series opens near it. */
  async grow(series: ImageSeries, layout: Layout): Promise<void> {
    const shown = this.#shown.value;
    const arrangement = this.#arrangement;
    const at = shown?.series.key === series.key ? placeIn(series, shown) : -1;
    // One image has no cine: of a run the view is made anew.
    const isRun = series.frameTimesMs !== null;
    if (!shown || at < 0 || isRun || shown.layout !== layout || !arrangement?.grow)
      return this.show(series, { layout });
    const opens = opensAt(series);
    const index = Math.abs(at - opens) < series.frames.length / NEAR_OPENING ? at : opens;
    this.#shown.value = { ...shown, series, index };
    await arrangement.grow(series, index);
  }

  async setLayout(layout: Layout): Promise<void> {
    const shown = this.#shown.value;
    if (shown && shown.layout !== layout) await this.show(shown.series, { index: shown.index, layout });
  }

  /** Shows an image of the series, 0-based. */
  async setIndex(index: number, view: ViewNumber = 0): Promise<void> {
    await this.made;
    await this.#moved(view)?.setIndex(index);
  }

  /** Scrolls the first view, or the second of two, by images. */
  async scroll(by: number, view: ViewNumber = 0): Promise<void> {
    await this.made;
    await this.#moved(view)?.scroll(by);
  }

  /** Which of two views an element is; the first in other layouts. */
  viewOf(element: HTMLElement | null): ViewNumber {
    return this.#arrangement?.beside && element !== null && element === this.#elements[1] ? 1 : 0;
  }

  #beginMaking(): void {
    if (this.#making) return;
    let done = (): void => undefined;
    const made = new Promise<void>((resolve) => {
      done = resolve;
    });
    this.#making = { made, done };
  }

  #endMaking(): void {
    this.#making?.done();
    this.#making = null;
  }

  /** What the reader does before there are views is done to them when there are. */
  #whenMade(act: () => void): void {
    if (this.#making) void this.#making.made.then(() => this.#whenAlive(act));
    else act();
  }

  /** Changes every view and draws it anew. */
  #changeViews(change: (viewport: Types.IViewport) => void): void {
    this.#whenMade(() => {
      for (const viewport of this.viewports()) {
        change(viewport);
        viewport.render();
      }
    });
  }

  #moved(view: ViewNumber): Arrangement | undefined {
    return view === 1 ? this.#arrangement?.beside : (this.#arrangement ?? undefined);
  }

  /** Brings a patient position onto every view. Zoom and window stay. */
  async jumpToPatient(position: Vector3): Promise<void> {
    await this.made;
    await this.#arrangement?.jumpToPatient(position);
  }

  setWindow(window: Window): void {
    this.#changeViews((viewport) => {
      (viewport as Types.IStackViewport).setProperties({ voiRange: voiRangeOf(window) });
    });
  }

  /** The thickness of the planes that are shown; null where they are none to speak of. */
  get slab(): ReadonlySignal<Slab | null> {
    return this.#slab;
  }

  setSlab(slab: Slab | null): void {
    this.#slab.value = slab;
    for (const viewport of this.viewports()) applySlab(viewport, slab, this.#libraries);
  }

  invert(): void {
    this.#changeViews((viewport) => {
      const stack = viewport as Types.IStackViewport;
      stack.setProperties({ invert: !(stack.getProperties().invert ?? false) });
    });
  }

  zoomBy(factor: number): void {
    this.#changeViews((viewport) => {
      const zoomable = viewport as Types.IStackViewport;
      zoomable.setZoom(zoomable.getZoom() * factor);
    });
  }

  resetView(): void {
    this.#changeViews((viewport) => {
      const resettable = viewport as Types.IStackViewport;
      const { focalPoint } = resettable.getCamera();
      resettable.resetProperties();
      if (viewport.type === this.#libraries.core.Enums.ViewportType.ORTHOGRAPHIC) {
        // Cornerstone also goes to the middle of the volume and makes planes thin.
        if (focalPoint) (viewport as Types.IVolumeViewport).jumpToWorld(focalPoint);
        applySlab(viewport, this.#slab.peek(), this.#libraries);
      }
      this.#arrangement?.fit(viewport);
    });
  }

  render(): void {
    this.#whenAlive(() => {
      this.#tools.redraw();
    });
  }

  toggleCine(view: ViewNumber = 0): void {
    this.#whenMade(() => {
      const cine = this.#moved(view)?.cine;
      if (cine?.playing) cine.stop();
      else cine?.play();
    });
  }

  stopCine(): void {
    this.#arrangement?.cine?.stop();
    this.#arrangement?.beside?.cine?.stop();
  }

  /** Shows nothing. */
  clear(): void {
    this.#showing += 1;
    this.#preview.remove();
    this.#endMaking();
    this.#clearViewports();
    this.#shown.value = null;
    this.#trouble.value = null;
  }

  dispose(): void {
    if (this.#listening.signal.aborted) return;
    this.#showing += 1;
    this.stopCine();
    this.#listening.abort();
    this.#preview.remove();
    this.#endMaking();
    this.#resize.disconnect();
    this.#clearViewports();
    this.#contexts.destroy(this.#engine);
    this.#shown.value = null;
  }

  /** Planes are cut from a volume, with WebGL; those along a device from the volume that it lies in. */
  #offered(layout: Layout, series: ImageSeries): boolean {
    if (layout === 'single') return true;
    if (series.volume.kind === 'refused' || !this.hasWebgl) return false;
    return layout === 'planes' || this.#device.peek()?.frameOfReferenceUID === frameOfReferenceOf(series);
  }

  #createEngine(): Types.IRenderingEngine {
    const { core } = this.#libraries;
    // A name of its own, so that what is heard of an engine that is gone isn't taken for the present one.
    engines += 1;
    const id = `tipcheck-${String(engines)}`;
    return this.stacksByProcessor
      ? this.#byProcessor(() => new core.RenderingEngine(id))
      : new core.RenderingEngine(id);
  }

  /** What is made meanwhile draws without WebGL. An engine that was made so takes WebGL contexts when the first plane of a volume needs one. */
  #byProcessor<Made>(make: () => Made): Made {
    const { core } = this.#libraries;
    const before = core.getShouldUseCPURendering();
    core.setUseCPURendering(true, false);
    try {
      return make();
    } finally {
      core.setUseCPURendering(before, false);
    }
  }

  #whenAlive(action: () => void): void {
    if (!this.#listening.signal.aborted) action();
  }

  /** A picture that was fitted stays fitted; one that was zoomed or moved stays where it is. */
  #resized(): void {
    const arrangement = this.#arrangement;
    const fitted = this.viewports().map(
      (viewport) => arrangement?.isFitted?.(viewport) ?? isFitted(viewport as Types.IStackViewport),
    );
    this.#engine.resize(true, true);
    this.viewports().forEach((viewport, index) => {
      if (!fitted[index]) return;
      this.#arrangement?.fit(viewport);
      viewport.render();
    });
  }

  /** What a layout is lent while it is shown. */
  #scene(): Scene {
    const { signal } = this.#whileShown;
    let arrived: Arriving | null = null;
    const tell = (): void => {
      if (!signal.aborted && arrived) this.#arriving.value = arrived.there < arrived.of ? arrived : null;
      arrived = null;
    };
    return {
      libraries: this.#libraries,
      registry: this.#registry,
      engine: this.#engine,
      id: `${this.#engine.id}-${String(this.#showing)}`,
      signal,
      device: this.#device,
      lines: this.lines,
      enable: (view) => this.#enable(view),
      pictured: () => {
        if (!signal.aborted) this.#preview.remove();
      },
      imageChanged: (index) => {
        if (!signal.aborted) this.#imageChanged(index, 0);
      },
      cinePlaying: (playing) => {
        this.#playing.value = [playing, this.#playing.peek()[1]];
      },
      beside: {
        imageChanged: (index) => {
          if (!signal.aborted) this.#imageChanged(index, 1);
        },
        cinePlaying: (playing) => {
          this.#playing.value = [this.#playing.peek()[0], playing];
        },
      },
      imagesThere: (there, of) => {
        // The page isn't drawn again for each of hundreds.
        if (!arrived) setTimeout(tell, TOLD_EVERY_MS);
        arrived = { there, of };
      },
    };
  }

  /** Whether a stack will be drawn without WebGL. */
  #isByProcessor(needsWebgl: boolean): boolean {
    return this.stacksByProcessor && !(needsWebgl && this.hasWebgl);
  }

  #enable({ name, title, note, type, orientation, needsWebgl = false }: ViewRequest): Types.IViewport {
    if (needsWebgl && !this.hasWebgl) throw new Error(NEEDS_WEBGL);
    const element = document.createElement('div');
    element.className = `viewport ${name.toLowerCase()}`;
    element.part.add('viewport');
    element.dataset['view'] = name;
    // Keys are the viewer's own there: a screen reader hands them on.
    element.setAttribute('role', 'application');
    // Until there is a picture in it that can be told of.
    element.setAttribute('aria-label', said(name.replace('-', ' ')));
    element.oncontextmenu = (event) => event.preventDefault();
    this.#host.append(element);
    this.#elements.push(element);
    const viewportId = `${this.#engine.id}-${name.toLowerCase()}`;
    const enable = (): void => {
      this.#engine.enableElement({
        viewportId,
        type,
        element,
        defaultOptions: { background: [0, 0, 0], ...(orientation && { orientation }) },
      });
    };
    if (type === this.#libraries.core.Enums.ViewportType.STACK && this.#isByProcessor(needsWebgl)) {
      this.#byProcessor(enable);
      mendProcessorViewport(this.#engine.getViewport(viewportId));
    } else enable();
    // Cornerstone takes elements out of the order of Tab.
    element.tabIndex = 0;
    // Whoever was in a picture that has gone is in the one that comes.
    if (this.#host.matches(':focus')) element.focus({ preventScroll: true });
    return this.#join(viewportId, title, note);
  }

  #clearViewports(): void {
    if (this.#elements.some((element) => element.matches(':focus'))) this.#host.focus({ preventScroll: true });
    this.#whileShown.abort();
    this.#whileShown = new AbortController();
    this.#arriving.value = null;
    for (const viewport of [...this.viewports()]) {
      this.#tools.detach(viewport);
      this.#engine.disableElement(viewport.id);
    }
    for (const overlay of this.#overlays.splice(0)) overlay.dispose();
    for (const element of this.#elements) element.remove();
    this.#elements = [];
    this.#arrangement?.cine?.stop();
    this.#arrangement?.dispose();
    this.#arrangement = null;
  }

  #join(viewportId: string, title: ViewRequest['title'], note: ViewRequest['note']): Types.IViewport {
    const { Events } = this.#libraries.core.Enums;
    const viewport = this.#engine.getViewport(viewportId);
    this.#tools.attach(viewport);
    if (!this.isByProcessor(viewport)) this.#contexts.add(this.#engine, viewportId);
    const when = { rendered: Events.IMAGE_RENDERED, changes: [Events.CAMERA_MODIFIED, Events.VOI_MODIFIED] };
    this.#overlays.push(
      new ViewportOverlay(viewport, { title, note }, this.isByProcessor(viewport), when, (shown) =>
        this.#tools.calibrated(shownSource(shown, this.#registry)),
      ),
    );
    return viewport;
  }

  #imageChanged(index: number, view: ViewNumber): void {
    const shown = this.#shown.value;
    if (!shown) return;
    this.#nextPicture ??= nextFrame().then(() => {
      this.#nextPicture = null;
    });
    // Another picture has come: what was said of the one before no longer stands over it.
    this.#trouble.value = null;
    const { beside } = shown;
    if (view === 1 && beside) {
      if (beside.index !== index) this.#shown.value = { ...shown, beside: { ...beside, index } };
    } else if (shown.index !== index) this.#shown.value = { ...shown, index };
  }

  /** Says which picture could not be had; what was shown before stays, marked for what it is. */
  #imageFailed(imageId: string): void {
    const source = this.#registry.frameOf(imageId);
    const shown = this.#shown.value;
    const series = [shown?.series, shown?.beside?.series].find((one) => one && one.key === source?.series.key);
    if (!source || !series) return;
    const place = series.frames.findIndex((frame) => isSameFrame(frame, source.frame));
    if (place === shown?.index) this.#preview.remove();
    this.#trouble.value = `Image ${String(place + 1)} of ${String(series.frames.length)} could not be drawn: its pixels can't be fetched or decoded.`;
  }

  /** After a lost GL context everything drawn is gone; what is shown is drawn again on new contexts. */
  async #rebuild(): Promise<void> {
    const shown = this.#shown.value;
    if (this.#listening.signal.aborted) return;
    this.#clearViewports();
    this.#contexts.destroy(this.#engine);
    this.#engine = this.#createEngine();
    if (shown) await this.show(shown.series, { index: shown.index, layout: shown.layout, beside: shown.beside });
  }
}

/** Share of a series that lies near the place that it opens at. */
const NEAR_OPENING = 8;

/** Where the image that is shown lies in another grouping of its series; -1 where it doesn't. */
const placeIn = ({ frames }: ImageSeries, { series, index }: Shown): number => {
  const shown = series.frames[index];
  return shown ? frames.findIndex((frame) => isSameFrame(frame, shown)) : -1;
};

const isFitted = (viewport: Types.IStackViewport): boolean => {
  const [x, y] = viewport.getPan();
  return Math.abs(viewport.getZoom() - 1) < 1e-3 && Math.hypot(x, y) < 1;
};
