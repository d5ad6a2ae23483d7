import type * as Core from '@cornerstonejs/core';
import type * as Tools from '@cornerstonejs/tools';
import type { Session } from '../session/session.ts';
import { addTools, type CornerstoneInstances } from '../tools/create-tools.ts';
import type { Marker, MarkerHost } from '../tools/marker.ts';

export interface EquippedToolGroup<Made extends Marker> {
  readonly marker: Made;
  /** The first of the group's viewports that is on the page. */
  firstElement(): HTMLElement | null;
  redraw(): void;
  /** Takes tools, listeners and drawings away again. */
  dispose(): void;
}

interface ViewportInfo {
  readonly viewportId: string;
  readonly renderingEngineId: string;
}

/** Adds the marking tools to a host's tool group, and listens on every viewport that is in it or comes into it. */
export const equipToolGroup = <Made extends Marker>(
  { core, tools }: CornerstoneInstances,
  toolGroup: Tools.Types.IToolGroup,
  options: {
    readonly session: Session;
    /** Makes what marks on the group's viewports. */
    readonly marker: (host: MarkerHost) => Made;
    /** Told of the element that the next edits come from, before them. */
    readonly acting: (element: HTMLElement) => void;
    /** Told of an element that is gone. */
    readonly forgotten?: (element: HTMLElement) => void;
  },
): EquippedToolGroup<Made> => {
  const installed = addTools({ core, tools }, toolGroup, options);
  const elementOf = ({ viewportId, renderingEngineId }: ViewportInfo): HTMLDivElement | undefined =>
    // A group may name a viewport that isn't there yet.
    core
      .getRenderingEngine(renderingEngineId)
      ?.getViewports()
      .find(({ id }) => id === viewportId)?.element;
  const attachAll = (): void => {
    for (const viewport of toolGroup.getViewportsInfo()) {
      const element = elementOf(viewport);
      if (element) installed.attach(element);
    }
  };
  attachAll();
  const forget = (element: HTMLDivElement | undefined): void => {
    if (!element) return;
    options.forgotten?.(element);
    installed.detach(element);
  };
  const listening = listenTo(core.eventTarget, {
    [tools.Enums.Events.TOOLGROUP_VIEWPORT_ADDED]: attachAll,
    [core.Enums.Events.ELEMENT_ENABLED]: attachAll,
    [tools.Enums.Events.TOOLGROUP_VIEWPORT_REMOVED]: (event: CustomEvent<ViewportInfo & { toolGroupId?: string }>) => {
      const { toolGroupId } = event.detail;
      if (toolGroupId === undefined || toolGroupId === toolGroup.id) forget(elementOf(event.detail));
    },
    [core.Enums.Events.ELEMENT_DISABLED]: (event: CustomEvent<{ element?: HTMLDivElement }>) => {
      forget(event.detail.element);
    },
  });
  const redraw = (): void => {
    // Those that a host has closed can't be drawn.
    const open = toolGroup.getViewportsInfo().filter((info) => elementOf(info) !== undefined);
    tools.utilities.triggerAnnotationRenderForViewportIds(open.map(({ viewportId }) => viewportId));
  };
  return {
    marker: installed.marker,
    firstElement: () => {
      const [first] = toolGroup.getViewportsInfo();
      return (first && elementOf(first)) ?? null;
    },
    redraw,
    dispose: () => {
      listening();
      installed.dispose();
      redraw();
    },
  };
};

/** Adds listeners, and returns what takes them away again. */
const listenTo = (
  target: (typeof Core)['eventTarget'],
  listeners: Readonly<Record<string, (event: CustomEvent<never>) => void>>,
): (() => void) => {
  const entries = Object.entries(listeners).map(([type, listener]) => [type, listener as EventListener] as const);
  for (const [type, listener] of entries) target.addEventListener(type, listener);
  return () => {
    for (const [type, listener] of entries) target.removeEventListener(type, listener);
  };
};
