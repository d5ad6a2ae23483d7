import { effect, signal, untracked } from '@preact/signals-core';
import type { Types } from '@cornerstonejs/core';
import type * as Tools from '@cornerstonejs/tools';
import type { MarkTool } from '../session/marking.ts';
import type { Session } from '../session/session.ts';
import type { ImageSource } from '../session/space-of.ts';
import { addDrawing, listenWith, viewportsOf } from '../tools/create-tools.ts';
import { KeyCursor } from '../tools/key-cursor.ts';
import { markLater, type LateMarking } from '../tools/late-marking.ts';
import { TOOL_NAMES } from '../tools/tool-names.ts';
import type { CornerstoneLibraries } from '../viewer/cornerstone.ts';
import { hasPicture } from '../viewer/has-picture.ts';
import type { FrameRegistry } from '../viewer/frame-registry.ts';
import type { StageTools } from '../viewer/stage.ts';

export type ViewTool = 'window' | 'pan' | 'zoom';

/** As Cornerstone registers them; its types lose the static names. */
const VIEW_TOOL_NAMES: Readonly<Record<ViewTool, string>> = { window: 'WindowLevel', pan: 'Pan', zoom: 'Zoom' };
const SCROLL_TOOL_NAME = 'StackScroll';

/** A turn of the wheel that is older than this is not asked for any more. */
const LATEST_TURN_MS = 2000;

/** For the picture alone: around it the turn has been heard. How far it goes is read from what a copy made by hand has with another sign. */
const copyOf = (turn: WheelEvent): WheelEvent => {
  const { deltaX, deltaY, deltaMode, clientX, clientY, ctrlKey, shiftKey, altKey, metaKey } = turn;
  const keys = { ctrlKey, shiftKey, altKey, metaKey };
  const copy = new WheelEvent(turn.type, { deltaX, deltaY, deltaMode, clientX, clientY, ...keys, cancelable: true });
  for (const name of ['wheelDelta', 'wheelDeltaX', 'wheelDeltaY'])
    if (name in turn) Object.defineProperty(copy, name, { value: Reflect.get(turn, name) });
  return copy;
};

let groups = 0;

/** The picture is on the screen by then, on a slow machine too; who presses or turns the wheel doesn't wait for it. */
const AFTER_PICTURE_MS = 100;

/**
 * The tool group of one viewer: left = the tool in use, middle = pan, right = zoom, wheel = images; two fingers zoom and pan. Cornerstone's tools come after the
 * first picture, or with the first press or turn of the wheel; marking doesn't wait for them, only what is drawn of it.
 */
export class ViewerTools implements StageTools {
  readonly #libraries: Pick<CornerstoneLibraries, 'core' | 'tools'>;
  readonly #session: Session;
  readonly #id: string;
  readonly #listening: ReturnType<typeof listenWith>;
  readonly #stop: () => void;
  /** Viewports, and what ends waiting for their first picture. */
  readonly #views = new Map<Types.IViewport, AbortController>();
  /** Turns of the wheel that came before the tools: they count once those are there. */
  readonly #turns: (readonly [element: HTMLElement, turn: WheelEvent])[] = [];
  #inUse: ViewTool | MarkTool = 'window';
  #equipped: { readonly tools: typeof Tools; readonly group: Tools.Types.IToolGroup; readonly end: () => void } | null =
    null;
  /** Whether a picture was ever painted, or what needs none was asked for. */
  readonly pictured = signal(false);
  readonly marking: LateMarking;
  /** Marks without a pointer. */
  readonly cursor: KeyCursor;

  constructor(libraries: Pick<CornerstoneLibraries, 'core' | 'tools'>, session: Session, frames: FrameRegistry) {
    this.#libraries = libraries;
    this.#session = session;
    groups += 1;
    this.#id = `tipcheck-${String(groups)}`;
    this.marking = markLater(
      session,
      frames,
    )({
      ...viewportsOf(libraries.core),
      acting: () => undefined,
      redraw: () => {
        this.redraw();
      },
      toolOf: () => (this.#inUse in TOOL_NAMES ? (this.#inUse as MarkTool) : null),
    });
    this.#listening = listenWith(session, this.marking);
    this.cursor = new KeyCursor({ session, marking: this.marking });
    this.#stop = effect(() => {
      const tools = libraries.tools.loaded.value;
      if (tools) untracked(() => this.#equip(tools));
    });
  }

  #equip(tools: typeof Tools): void {
    const { core } = this.#libraries;
    const { ToolGroupManager, WindowLevelTool, PanTool, ZoomTool, StackScrollTool } = tools;
    for (const tool of [WindowLevelTool, PanTool, ZoomTool, StackScrollTool]) tools.addTool(tool);
    const group = ToolGroupManager.createToolGroup(this.#id);
    if (!group) throw new Error('the tool group of this viewer exists already');
    for (const name of [...Object.values(VIEW_TOOL_NAMES), SCROLL_TOOL_NAME]) group.addTool(name);
    group.setToolActive(SCROLL_TOOL_NAME, { bindings: [{ mouseButton: tools.Enums.MouseBindings.Wheel }] });
    this.#equipped = { tools, group, end: addDrawing({ core, tools }, group) };
    for (const [{ id, renderingEngineId }, waiting] of this.#views) {
      waiting.abort();
      group.addViewport(id, renderingEngineId);
    }
    this.pictured.value = true;
    this.use(this.#inUse);
    this.redraw();
    const now = performance.now();
    for (const [element, turn] of this.#turns.splice(0))
      if (element.isConnected && now - turn.timeStamp < LATEST_TURN_MS) element.dispatchEvent(copyOf(turn));
  }

  /** Binds the primary button and a single finger to a tool. */
  use(tool: ViewTool | MarkTool): void {
    this.#inUse = tool;
    if (!this.#equipped) return;
    const { tools, group } = this.#equipped;
    const { Primary, Secondary, Auxiliary } = tools.Enums.MouseBindings;
    const primary = [{ mouseButton: Primary }, { numTouchPoints: 1 }];
    const always: Readonly<Record<ViewTool, object[]>> = {
      window: [],
      pan: [{ mouseButton: Auxiliary }],
      zoom: [{ mouseButton: Secondary }, { numTouchPoints: 2 }],
    };
    for (const name of Object.values(TOOL_NAMES)) group.setToolEnabled(name);
    for (const [key, name] of Object.entries(VIEW_TOOL_NAMES) as [ViewTool, string][]) {
      const bindings = [...always[key], ...(key === tool ? primary : [])];
      group.setToolPassive(name, { removeAllBindings: true });
      if (bindings.length > 0) group.setToolActive(name, { bindings });
    }
    if (tool in TOOL_NAMES) group.setToolActive(TOOL_NAMES[tool as MarkTool], { bindings: [{ mouseButton: Primary }] });
  }

  redraw(): void {
    const ids = [...this.#views.keys()].map(({ id }) => id);
    this.#equipped?.tools.utilities.triggerAnnotationRenderForViewportIds(ids);
  }

  calibrated(source: ImageSource | undefined): ImageSource | undefined {
    return this.#session.calibrated(source);
  }

  attach(viewport: Types.IViewport): void {
    const { element } = viewport;
    // Before the press itself is heard: who has a pointer needs no other.
    element.addEventListener('pointerdown', this.#hideCursor, { capture: true });
    this.#listening.attach(element);
    const waiting = new AbortController();
    this.#views.set(viewport, waiting);
    if (this.#equipped) this.#equipped.group.addViewport(viewport.id, viewport.renderingEngineId);
    else this.#loadInTime(viewport, waiting.signal);
  }

  /** When a picture has been painted, at once where a pointer asks for it. */
  #loadInTime(viewport: Types.IViewport, signal: AbortSignal): void {
    const { element } = viewport;
    const load = (): void => {
      if (!signal.aborted) this.#libraries.tools.load().catch(() => undefined);
    };
    const painted = (): void => {
      if (!hasPicture(viewport)) return;
      element.removeEventListener(IMAGE_RENDERED, painted);
      const after = (): void => {
        this.pictured.value = true;
        load();
      };
      requestAnimationFrame(() => setTimeout(after, AFTER_PICTURE_MS));
    };
    const { IMAGE_RENDERED } = this.#libraries.core.Enums.Events;
    element.addEventListener(IMAGE_RENDERED, painted, { signal });
    const asked = (): void => {
      this.#turns.length = 0;
      load();
    };
    element.addEventListener('pointerdown', asked, { capture: true, passive: true, signal });
    element.addEventListener('wheel', (turn) => this.#keepTurn(element, turn), {
      capture: true,
      passive: false,
      signal,
    });
  }

  /** For as long as the tools are on their way; who turns after that failed scrolls the page. */
  #keepTurn(element: HTMLElement, turn: WheelEvent): void {
    if (this.#libraries.tools.failures.peek() > 0) return;
    turn.preventDefault();
    this.#turns.push([element, turn]);
    this.#libraries.tools.wantOnce();
  }

  detach(viewport: Types.IViewport): void {
    const { element, id, renderingEngineId } = viewport;
    element.removeEventListener('pointerdown', this.#hideCursor, { capture: true });
    this.cursor.hide();
    this.#views.get(viewport)?.abort();
    this.#views.delete(viewport);
    this.#listening.detach(element);
    this.#equipped?.group.removeViewports(renderingEngineId, id);
  }

  readonly #hideCursor = (): void => {
    this.cursor.hide();
  };

  dispose(): void {
    this.#stop();
    for (const waiting of this.#views.values()) waiting.abort();
    this.marking.dispose();
    this.#listening.dispose();
    if (!this.#equipped) return;
    this.#equipped.end();
    this.#equipped.tools.ToolGroupManager.destroyToolGroup(this.#id);
    this.#equipped = null;
  }
}
