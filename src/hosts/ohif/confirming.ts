import { effect, signal } from '@preact/signals-core';
import type * as Tools from '@cornerstonejs/tools';
import type { ReportStoring } from '../../session/report-storing.ts';
import { Session } from '../../session/session.ts';
import { PanelElement, type JumpDetail } from '../../panel/panel-element.ts';
import { lateMarking, markLater, type LateMarking } from '../../tools/late-marking.ts';
import { announceChanges } from '../announce-changes.ts';
import { equipToolGroup, type EquippedToolGroup } from '../equip-tool-group.ts';
import type { KeptWork } from '../kept-work.ts';
import { loadInTime, tellFailedLoads } from '../late-parts.ts';
import { redrawMarks } from '../redraw-marks.ts';
import { expireNotices } from '../viewer-effects.ts';
import { lendToCalibration } from './calibrate-tool.ts';
import { followViewports } from './follow-viewports.ts';
import { HeadElement } from './head-element.ts';
import { hostArchive } from './host-archive.ts';
import { hostCornerstone, NO_CORNERSTONE } from './host-cornerstone.ts';
import { jumpTo } from './jump.ts';
import { twoViewsLater } from './late-two-views.ts';
import { placeFinder } from './mark-places.ts';
import { listMeasurements } from './measurement-list.ts';
import { followHostLanguage, hostLanguage } from './host-language.ts';
import { PROTOCOLS } from './names.ts';
import type { PanelHead } from './panel-head.ts';
import type { Managers } from './services.ts';
import { showBeside } from './show-beside.ts';
import { studyImages } from './study-images.ts';
import type { HostTwoViews } from './two-views.ts';
import { shareUndo } from '../undo-ring.ts';

/** TipCheck in one visit to a study in OHIF, from the mode's beginning to its end. */
export interface Confirming {
  /** Adds the marking tools to a tool group of the host. */
  equip(toolGroupId: string): void;
  /** Shows the panel in an element; it stays until the returned function is called. */
  show(host: HTMLElement): () => void;
  end(): void;
}

type ToolGroup = Tools.Types.IToolGroup;

/** 3D renderings: nothing in them lies at a known depth. */
const NOT_EQUIPPED = new Set(['volume3d']);

const LAYOUTS = [
  { id: PROTOCOLS.planes, label: 'Three planes' },
  { id: PROTOCOLS.projections, label: 'Two projections' },
  { id: PROTOCOLS.earlier, label: 'Earlier look beside' },
  { id: 'default', label: 'As usual' },
] as const;

const define = (name: string, element: CustomElementConstructor): boolean => {
  const known = customElements.get(name);
  if (!known) customElements.define(name, element);
  return known === undefined || known === element;
};

/** As text: why nothing can be confirmed in this host. */
export const beginConfirming = (
  managers: Managers,
  { keepsWork }: { readonly keepsWork: boolean },
): Confirming | string => {
  const instances = hostCornerstone(managers.extensionManager);
  if (!instances) return NO_CORNERSTONE;
  const { core } = instances;
  const { services } = managers.servicesManager;
  const session = new Session();
  const images = studyImages(core, services.displaySetService);
  const places = placeFinder(instances, managers.extensionManager, session, images);
  const storing = signal<ReportStoring | null>(null);
  const keptWork = signal<KeptWork | null>(null);
  const troubles = signal<readonly string[]>([]);
  const twoViews = signal<HostTwoViews | null>(null);
  const ending = new AbortController();
  const groups = new Map<string, EquippedToolGroup<LateMarking>>();
  const ends: (() => void)[] = [];
  let panel: PanelElement | null = null;
  let acting: HTMLElement | null = null;

  const ownPanel = define('tipcheck-panel', PanelElement) && define('tipcheck-ohif-head', HeadElement);
  const redraw = (): void => {
    for (const group of groups.values()) group.redraw();
  };
  const useTool = (toolName: string): void => {
    managers.commandsManager.runCommand('setToolActiveToolbar', { toolName, toolGroupIds: [...groups.keys()] });
  };

  ends.push(
    followHostLanguage(),
    effect(() => {
      session.useImages(images.lookup.value);
    }),
    redrawMarks(session, redraw),
    announceChanges(session, (detail) => {
      (panel ?? acting ?? document).dispatchEvent(
        new CustomEvent('tipcheck-change', { detail, bubbles: true, composed: true }),
      );
    }),
    followViewports(instances, services.viewportGridService, session, images),
    listMeasurements(services.measurementService, session, images, places),
    expireNotices(session),
    tellFailedLoads(lateMarking, ({ message }) => {
      session.tell(message);
    }),
    loadInTime(session, () => {
      for (const { marker } of groups.values()) marker.want();
    }),
    lendToCalibration(session, {
      current: () => {
        const [id] = groups.keys();
        const group = id === undefined ? null : (services.toolGroupService.getToolGroup(id) as ToolGroup | undefined);
        return group?.getActivePrimaryMouseButtonTool() ?? null;
      },
      use: useTool,
    }),
    twoViewsLater(
      {
        instances,
        grid: services.viewportGridService,
        session,
        images,
        markers: () => [...groups.values()].map(({ marker }) => marker),
        redraw,
        useTool,
        arrange: (displaySets) => {
          showBeside(services.viewportGridService, displaySets);
        },
      },
      (begun) => (twoViews.value = begun),
    ),
  );
  const ring = shareUndo(session, instances);
  if (ring) ends.push(ring);

  /** The host has images: which study it is, is known. */
  const opened = new Promise<void>((resolve) => {
    ends.push(
      effect(() => {
        if (images.series.value.length > 0) resolve();
      }),
    );
  });

  const tellLoadFailed = (): void => {
    if (!ending.signal.aborted) session.tell('A part of TipCheck could not be loaded: reload the page.');
  };

  const watch = async (): Promise<void> => {
    const { watchTroubles } = await import('./watch-troubles.ts');
    if (!ending.signal.aborted) ends.push(watchTroubles({ instances, images, ownPanel }, troubles));
  };

  const keepWork = async (): Promise<void> => {
    const { keptWorkOf } = await import('../kept-work.ts');
    if (ending.signal.aborted) return;
    const kept = keptWorkOf(session);
    keptWork.value = kept;
    ends.push(kept.start(images.series));
  };

  const lookIn = async (): Promise<void> => {
    const { lookIntoPixels } = await import('./pixels.ts');
    if (!ending.signal.aborted) ends.push(lookIntoPixels(instances, session, places));
  };

  opened
    .then(() => hostArchive(managers, { session, images, keepsWork, signal: ending.signal, ends }))
    .then((found) => (storing.value = found))
    .catch(tellLoadFailed);
  watch().catch(tellLoadFailed);
  lookIn().catch(tellLoadFailed);
  if (keepsWork) keepWork().catch(tellLoadFailed);

  const head: PanelHead = {
    troubles,
    keptWork,
    notice: session.notice,
    layouts: LAYOUTS,
    twoViews,
    arrange: (protocolId) => {
      const arranged = async (): Promise<void> => {
        const { whyNotArranged } = await import('./arrangements.ts');
        const refused = whyNotArranged(protocolId, images.series.peek());
        if (refused !== null) session.tell(refused);
        else await managers.commandsManager.runCommand('setHangingProtocol', { protocolId });
      };
      arranged().catch(() => {
        session.tell('The images that are open can’t be arranged so.');
      });
    },
    undo: ring
      ? null
      : {
          undo: () => {
            session.undo();
          },
          redo: () => {
            session.redo();
          },
        },
  };

  return {
    equip: (toolGroupId) => {
      const toolGroup = services.toolGroupService.getToolGroup(toolGroupId) as ToolGroup | undefined;
      if (!toolGroup || groups.has(toolGroupId) || NOT_EQUIPPED.has(toolGroupId)) return;
      const equipped = equipToolGroup(instances, toolGroup, {
        session,
        marker: markLater(session, images),
        acting: (element) => {
          acting = element;
          const id = core.getEnabledElement(element as HTMLDivElement)?.viewport.id;
          if (id !== undefined && id !== services.viewportGridService.getActiveViewportId())
            services.viewportGridService.setActiveViewportId(id);
        },
      });
      groups.set(toolGroupId, equipped);
      equipped.marker.want();
      services.toolbarService.refreshToolbarState({ viewportId: services.viewportGridService.getActiveViewportId() });
    },
    show: (host) => {
      const shown = document.createElement('tipcheck-panel') as PanelElement;
      const above = document.createElement('tipcheck-ohif-head') as HeadElement;
      above.head = head;
      shown.session = session;
      shown.language = above.language = hostLanguage();
      shown.style.flex = '1';
      shown.addEventListener('tipcheck-jump', (event) => {
        jumpTo((event as CustomEvent<JumpDetail>).detail.handle, instances, session, places, services);
      });
      shown.addEventListener('tipcheck-report', () => {
        Promise.all([import('./report-window.ts'), session.ready()]).then(([{ openReport }]) => {
          openReport(instances, { session, images, storing: storing.peek() });
        }, tellLoadFailed);
      });
      const stop = effect(() => {
        shown.storing = storing.value;
        shown.biplaneView = twoViews.value?.panelView ?? null;
      });
      host.append(above, shown);
      panel = shown;
      return () => {
        stop();
        above.remove();
        shown.remove();
        if (panel === shown) panel = null;
      };
    },
    end: () => {
      ending.abort();
      for (const end of ends.splice(0)) end();
      for (const group of groups.values()) {
        group.marker.dispose();
        group.dispose();
      }
      groups.clear();
      images.dispose();
    },
  };
};
