import type * as Tools from '@cornerstonejs/tools';
import type { MarkTool } from '../session/marking.ts';
import type { Session } from '../session/session.ts';
import type { ImageSource } from '../session/space-of.ts';
import { addTools, type InstalledTools } from '../tools/create-tools.ts';
import { KeyCursor } from '../tools/key-cursor.ts';
import { markLater, type LateMarking } from '../tools/late-marking.ts';
import { TOOL_NAMES } from '../tools/tool-names.ts';
import type { CornerstoneLibraries } from '../viewer/cornerstone.ts';
import type { FrameRegistry } from '../viewer/frame-registry.ts';
import type { StageTools } from '../viewer/stage.ts';

export type ViewTool = 'window' | 'pan' | 'zoom';

/** As Cornerstone registers them; its types lose the static names. */
const VIEW_TOOL_NAMES: Readonly<Record<ViewTool, string>> = { window: 'WindowLevel', pan: 'Pan', zoom: 'Zoom' };
const SCROLL_TOOL_NAME = 'StackScroll';

let groups = 0;

/** The tool group of one viewer: left = the tool in use, middle = pan, right = zoom, wheel = images; two fingers zoom and pan. */
export class ViewerTools implements StageTools {
  readonly #tools: typeof Tools;
  readonly #group: Tools.Types.IToolGroup;
  readonly #installed: InstalledTools<LateMarking>;
  readonly #session: Session;
  readonly toolGroupId: string;
  /** Marks without a pointer. */
  readonly cursor: KeyCursor;

  constructor(libraries: CornerstoneLibraries, session: Session, frames: FrameRegistry) {
    this.#tools = libraries.tools;
    this.#session = session;
    groups += 1;
    this.toolGroupId = `tipcheck-${String(groups)}`;
    const { ToolGroupManager, WindowLevelTool, PanTool, ZoomTool, StackScrollTool } = this.#tools;
    for (const tool of [WindowLevelTool, PanTool, ZoomTool, StackScrollTool]) this.#tools.addTool(tool);
    const group = ToolGroupManager.createToolGroup(this.toolGroupId);
    if (!group) throw new Error('the tool group of this viewer exists already');
    this.#group = group;
    for (const name of [...Object.values(VIEW_TOOL_NAMES), SCROLL_TOOL_NAME]) group.addTool(name);
    group.setToolActive(SCROLL_TOOL_NAME, {
      bindings: [{ mouseButton: this.#tools.Enums.MouseBindings.Wheel }],
    });
    const marker = markLater(session, frames);
    this.#installed = addTools(libraries, group, { session, marker, acting: () => undefined });
    this.cursor = new KeyCursor({ session, marking: this.marking });
    this.use('window');
  }

  get marking(): LateMarking {
    return this.#installed.marker;
  }

  /** Binds the primary button and a single finger to a tool. */
  use(tool: ViewTool | MarkTool): void {
    const { Primary, Secondary, Auxiliary } = this.#tools.Enums.MouseBindings;
    const primary = [{ mouseButton: Primary }, { numTouchPoints: 1 }];
    const always: Readonly<Record<ViewTool, object[]>> = {
      window: [],
      pan: [{ mouseButton: Auxiliary }],
      zoom: [{ mouseButton: Secondary }, { numTouchPoints: 2 }],
    };
    for (const name of Object.values(TOOL_NAMES)) this.#group.setToolEnabled(name);
    for (const [key, name] of Object.entries(VIEW_TOOL_NAMES) as [ViewTool, string][]) {
      const bindings = [...always[key], ...(key === tool ? primary : [])];
      this.#group.setToolPassive(name, { removeAllBindings: true });
      if (bindings.length > 0) this.#group.setToolActive(name, { bindings });
    }
    if (tool in TOOL_NAMES)
      this.#group.setToolActive(TOOL_NAMES[tool as MarkTool], { bindings: [{ mouseButton: Primary }] });
  }

  calibrated(source: ImageSource | undefined): ImageSource | undefined {
    return this.#session.calibrated(source);
  }

  attach(element: HTMLDivElement): void {
    // Before the press itself is heard: who has a pointer needs no other.
    element.addEventListener('pointerdown', this.#hideCursor, { capture: true });
    this.#installed.attach(element);
  }

  detach(element: HTMLDivElement): void {
    element.removeEventListener('pointerdown', this.#hideCursor, { capture: true });
    this.cursor.hide();
    this.#installed.detach(element);
  }

  readonly #hideCursor = (): void => {
    this.cursor.hide();
  };

  dispose(): void {
    this.#installed.marker.dispose();
    this.#installed.dispose();
    this.#tools.ToolGroupManager.destroyToolGroup(this.toolGroupId);
  }
}
