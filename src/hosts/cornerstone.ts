import { effect, untracked } from '@preact/signals-core';
import type * as Core from '@cornerstonejs/core';
import type * as Tools from '@cornerstonejs/tools';
import type { Assessment } from '../assess/assessment.ts';
import type { Confirmation } from '../confirmation/record.ts';
import { Session } from '../session/session.ts';
import { addTools, TOOL_NAMES, type CornerstoneInstances } from '../tools/create-tools.ts';
import { hostFrames } from './host-frames.ts';

export interface InstallOptions extends CornerstoneInstances {
  /** The host's tool group; the tools are added to it, enabled. Activate one as any other: `setToolActive('TipCheckTip', …)`. */
  readonly toolGroup: Tools.Types.IToolGroup;
  /** Confirmations that exist already; a new list without it. */
  readonly session?: Session;
  readonly onChange?: (change: {
    readonly record: Confirmation | null;
    readonly assessment: Assessment | null;
  }) => void;
}

export interface Installed {
  /** The confirmations being worked on; give it to a `<tipcheck-panel>`. */
  readonly session: Session;
  /** Takes the tools, listeners and drawings away again. The session keeps its marks. */
  dispose(): void;
}

/**
 * Adds TipCheck's marking tools (`TipCheckTarget`, `TipCheckTip`, `TipCheckShaft`, …) to a Cornerstone3D application's own tool group. The
 * host's instances are handed in: a second copy of Cornerstone would share nothing with them. Every edit fires `tipcheck-change` on the
 * viewport's element (bubbles, composed) with `{ record, assessment }`.
 */
export const install = ({ core, tools, toolGroup, session = new Session(), onChange }: InstallOptions): Installed => {
  const frames = hostFrames(core);
  session.useImages(frames.lookup);
  let last: HTMLElement | null = null;
  const installed = addTools({ core, tools }, toolGroup, {
    session,
    frames,
    acting: (element) => {
      last = element;
    },
  });

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
    if (last === element) last = null;
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
    tools.utilities.triggerAnnotationRenderForViewportIds(toolGroup.getViewportIds());
  };
  let before = session.active.peek();
  const stop = effect(() => {
    const record = session.active.value;
    const assessment = session.assessment.value;
    void [session.selected.value, session.draft.value, session.planStart.value];
    void [session.calibrating.value, session.calibrations.value];
    redraw();
    // A record whose target is still being made ready is told of with its assessment.
    if (record === before || (record && !assessment)) return;
    before = record;
    const target = last ?? elementOf(toolGroup.getViewportsInfo()[0] ?? { viewportId: '', renderingEngineId: '' });
    // Listeners may read signals of ours; that must not make this effect follow them.
    untracked(() => {
      target?.dispatchEvent(
        new CustomEvent('tipcheck-change', { detail: { record, assessment }, bubbles: true, composed: true }),
      );
      onChange?.({ record, assessment });
    });
  });

  let disposed = false;
  return {
    session,
    dispose: () => {
      if (disposed) return;
      disposed = true;
      stop();
      listening();
      session.useImages(() => undefined);
      installed.dispose();
      frames.dispose();
      redraw();
    },
  };
};

interface ViewportInfo {
  readonly viewportId: string;
  readonly renderingEngineId: string;
}

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

export { Session, TOOL_NAMES };
