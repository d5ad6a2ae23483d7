import { effect } from '@preact/signals-core';
import type * as Core from '@cornerstonejs/core';
import type { Types } from '@cornerstonejs/core';
import type * as Tools from '@cornerstonejs/tools';
import type { DrawnGroup } from '../overlay/shape.ts';
import type { MarkTool } from '../session/marking.ts';
import { isDrawnByProcessor } from '../session/drawn-by-processor.ts';
import type { Session } from '../session/session.ts';
import { drawShapes, type SvgLayer } from './draw-shapes.ts';
import { listenToGestures, type GestureListening } from './gestures.ts';
import type { Marker, MarkerHost } from './marker.ts';
import { TOOL_NAMES } from './tool-names.ts';

/** The host's own instances: a second copy of Cornerstone shares nothing with them. */
export interface CornerstoneInstances {
  readonly core: typeof Core;
  readonly tools: typeof Tools;
}

const MARK_TOOLS = Object.keys(TOOL_NAMES) as readonly MarkTool[];

/** A tool's own marks; the line from tip to centre and the label belong to the tip. */
const GROUP_OF: Readonly<Record<MarkTool, DrawnGroup>> = {
  target: 'target',
  tip: 'tip',
  shaft: 'shaft',
  entry: 'entry',
  plan: 'plan',
  calibrate: 'calibration',
  find: 'suggestion',
};

/** What draws and marks on an element. Tools are registered once in a host; several viewers may use them. */
const markers = new WeakMap<Element, { readonly marker: Marker; readonly session: Session }>();

/** Tool groups that have our tools: a second installation would listen and draw beside the first. */
const equipped = new WeakSet<object>();

const defined = new WeakMap<object, ReadonlyMap<MarkTool, unknown>>();

/**
 * The Cornerstone tool classes, made from the host's base class when they are needed: in some hosts it does not exist yet when this
 * module is evaluated. They only draw and carry the tool group's modes; gestures come from pointer events (gestures.ts).
 */
const toolClasses = ({ tools }: CornerstoneInstances): ReadonlyMap<MarkTool, unknown> => {
  const known = defined.get(tools);
  if (known) return known;
  const classes = new Map(
    MARK_TOOLS.map((mark) => {
      const toolName = TOOL_NAMES[mark];
      class TipCheckTool extends tools.AnnotationTool {
        static override toolName = toolName;

        constructor(props = {}, defaults = { supportedInteractionTypes: ['Mouse', 'Touch'], configuration: {} }) {
          super(props, defaults);
        }

        /**
         * Hosts that send Cornerstone's own events without pointer events (scripted ones) mark by this way. A press of a person has come as a
         * pointer event before, and was taken or left: Cornerstone holds it back to see whether it is a double click (400 ms), and by then the
         * tool may be another one than when it was made.
         */
        override addNewAnnotation = ((event: {
          detail: { element: HTMLDivElement; currentPoints: { canvas: [number, number] }; event?: Event };
          preventDefault(): void;
        }) => {
          const { element, currentPoints, event: cause } = event.detail;
          event.preventDefault();
          // No annotation of the host's. Cornerstone 4 reads the identifier of what it gets.
          if (cause?.isTrusted === true) return {};
          const canvas = currentPoints.canvas as unknown as Parameters<Marker['begin']>[0]['canvas'];
          const gesture = markers.get(element)?.marker.begin({ element, canvas, pointerType: 'mouse' });
          gesture?.end(canvas);
          return {};
        }) as never;

        override renderAnnotation = (enabledElement: Types.IEnabledElement, svg: SvgLayer): boolean => {
          const { element } = enabledElement.viewport;
          const found = markers.get(element);
          if (!found) return false;
          return drawShapes(svg, toolName, found.marker.shapes(element, GROUP_OF[mark]), found.session.selected.peek());
        };

        // Marks are no annotations of the host's state: nothing of it can be near, selected or cancelled through it.
        override isPointNearTool = () => false;
        override getHandleNearImagePoint = () => undefined;
        override handleSelectedCallback = () => undefined;
        override toolSelectedCallback = () => undefined;
        override cancel = () => undefined;
        override mouseMoveCallback = () => false;
      }
      return [mark, TipCheckTool] as const;
    }),
  );
  defined.set(tools, classes);
  return classes;
};

export interface InstalledTools<Made extends Marker> {
  readonly marker: Made;
  attach(element: HTMLDivElement): void;
  detach(element: HTMLDivElement): void;
  dispose(): void;
}

/** Listens on the elements that are attached, and lends the tools what draws there. */
export const listenWith = (session: Session, marker: Marker): Omit<InstalledTools<Marker>, 'marker'> => {
  const listening = new Map<HTMLDivElement, GestureListening>();
  const endGestures = effect(() => {
    if (!session.readOnly.value) return;
    for (const [element, gestures] of listening) {
      gestures.cancel();
      marker.release(element);
    }
  });
  const detach = (element: HTMLDivElement): void => {
    listening.get(element)?.stop();
    listening.delete(element);
    marker.release(element);
    markers.delete(element);
  };
  return {
    attach: (element) => {
      if (listening.has(element)) return;
      markers.set(element, { marker, session });
      listening.set(element, listenToGestures(element, marker));
    },
    detach,
    dispose: () => {
      endGestures();
      for (const element of [...listening.keys()]) detach(element);
    },
  };
};

/** Adds the marking tools, which draw, to a tool group. Returns what takes them away. */
export const addDrawing = (instances: CornerstoneInstances, toolGroup: Tools.Types.IToolGroup): (() => void) => {
  const { core, tools } = instances;
  if (equipped.has(toolGroup))
    throw new Error('TipCheck is installed in this tool group already; dispose the first installation');
  equipped.add(toolGroup);
  const added: MarkTool[] = [];
  for (const [mark, Tool] of toolClasses(instances)) {
    // Keeps what is registered: the classes are the same for every viewer on the page.
    tools.addTool(Tool);
    if (toolGroup.hasTool(TOOL_NAMES[mark])) continue;
    toolGroup.addTool(TOOL_NAMES[mark]);
    toolGroup.setToolEnabled(TOOL_NAMES[mark]);
    added.push(mark);
  }
  return () => {
    equipped.delete(toolGroup);
    // A host that has closed its viewports already has nothing to be drawn without our tools, and drawing fails.
    const isClosed = toolGroup.getViewportsInfo().some(({ renderingEngineId }) => !isOpen(core, renderingEngineId));
    for (const mark of added) {
      const name = TOOL_NAMES[mark];
      if (!isClosed) {
        if (toolGroup.getActivePrimaryMouseButtonTool() === name) toolGroup.setToolPassive(name);
        toolGroup.setToolDisabled(name);
      }
      Reflect.deleteProperty(toolGroup.toolOptions, name);
      Reflect.deleteProperty(toolGroup.getToolInstances(), name);
    }
  };
};

/** What a marker sees of Cornerstone's viewports. */
export const viewportsOf = (core: typeof Core): Pick<MarkerHost, 'viewportOf' | 'isByProcessor'> => ({
  viewportOf: (element) => core.getEnabledElement(element as HTMLDivElement)?.viewport as Types.IViewport | undefined,
  isByProcessor: (viewport) => isDrawnByProcessor(viewport, core),
});

/** Adds the marking tools to a tool group of the host and listens on the elements that are attached. */
export const addTools = <Made extends Marker>(
  instances: CornerstoneInstances,
  toolGroup: Tools.Types.IToolGroup,
  options: {
    readonly session: Session;
    readonly acting: (element: HTMLElement) => void;
    /** Makes what marks on the elements that are attached. */
    readonly marker: (host: MarkerHost) => Made;
  },
): InstalledTools<Made> => {
  const { core, tools } = instances;
  const removeDrawing = addDrawing(instances, toolGroup);
  const marker = options.marker({
    ...viewportsOf(core),
    acting: options.acting,
    redraw: () => {
      tools.utilities.triggerAnnotationRenderForViewportIds(toolGroup.getViewportIds());
    },
    toolOf: () => {
      const active = toolGroup.getActivePrimaryMouseButtonTool();
      return MARK_TOOLS.find((mark) => TOOL_NAMES[mark] === active) ?? null;
    },
  });
  const { attach, detach, dispose } = listenWith(options.session, marker);
  return {
    marker,
    attach,
    detach,
    dispose: () => {
      dispose();
      removeDrawing();
    },
  };
};

/** Whether a host's rendering engine is still there. */
const isOpen = (core: typeof Core, renderingEngineId: string): boolean =>
  core.getRenderingEngine(renderingEngineId) !== undefined;
