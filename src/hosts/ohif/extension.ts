import type { Confirming } from './confirming.ts';
import { speakAsHost } from './host-language.ts';
import { markButton } from './mark-button.ts';
import { EXTENSION_ID, OPEN_PANEL, PANEL_ID, PANEL_NAME } from './names.ts';
import { addProtocolAttributes } from './protocol-attributes.ts';
import { hangingProtocols } from './protocols.ts';
import { reactHost } from './react-host.ts';
import type { Managers, Subscription } from './services.ts';
import { addToolbarButtons, BUTTON_TYPE } from './toolbar.ts';
import { said, t } from '../../words/words.ts';

/** `[extension, configuration]` in OHIF's own configuration. */
export interface ExtensionConfiguration {
  /** False: nothing of what is marked is kept in the browser, as on a workstation that is shared. True without it. */
  readonly keepWork?: boolean;
}

interface HandedOver extends Managers {
  readonly configuration?: ExtensionConfiguration;
}

/** One visit to a study: from the mode's beginning to its end. What confirms comes when the first one begins. */
interface Visit {
  readonly confirming: Promise<Confirming | null>;
  end(): void;
}

const NOT_LOADED = 'TipCheck could not be loaded: reload the page.';

const beginVisit = (managers: Managers, { keepWork = true }: ExtensionConfiguration): Visit => {
  const { toolGroupService, uiNotificationService } = managers.servicesManager.services;
  const groups = new Set<string>(toolGroupService.getToolGroupIds?.() ?? []);
  let begun: Confirming | null = null;
  let isOver = false;
  // Groups are made after this, one by one.
  const created: Subscription = toolGroupService.subscribe(
    toolGroupService.EVENTS['TOOLGROUP_CREATED'] ?? '',
    ({ toolGroupId }: { readonly toolGroupId: string }) => {
      groups.add(toolGroupId);
      begun?.equip(toolGroupId);
    },
  );
  const tell = (message: string): void => {
    uiNotificationService?.show({ title: 'TipCheck', message: said(message), type: 'error', duration: 15_000 });
  };
  const begin = async (): Promise<Confirming | null> => {
    const { beginConfirming } = await import('./confirming.ts');
    if (isOver) return null;
    const started = beginConfirming(managers, { keepsWork: keepWork });
    if (typeof started === 'string') {
      tell(started);
      return null;
    }
    begun = started;
    for (const id of groups) begun.equip(id);
    return begun;
  };
  const confirming = begin().catch(() => {
    if (!isOver) tell(NOT_LOADED);
    return null;
  });
  return {
    confirming,
    end: () => {
      isOver = true;
      created.unsubscribe();
      try {
        begun?.end();
      } catch {
        // Leaving a study is the host's, and must not fail with ours.
        console.warn('TipCheck could not end its visit to a study cleanly.');
      }
    },
  };
};

const PANEL_STYLE = { display: 'flex', flexDirection: 'column', height: '100%', minHeight: '0', overflow: 'hidden' };

/** TipCheck as an extension of OHIF. */
export const createExtension = (): object => {
  let configuration: ExtensionConfiguration = {};
  let visit: Visit | null = null;
  let leave: (() => void) | null = null;

  let host: HTMLElement | null = null;

  /** The panel comes as soon as there is an element for it, a visit, and what is loaded for both. */
  const present = (): void => {
    leave?.();
    leave = null;
    const node = host;
    if (!node || !visit) return;
    let isGone = false;
    let hide: (() => void) | null = null;
    leave = () => {
      isGone = true;
      hide?.();
    };
    void visit.confirming.then((confirming) => {
      if (!isGone && confirming) hide = confirming.show(node);
    });
  };
  const panelHost = (node: HTMLElement | null): void => {
    host = node;
    present();
  };

  return {
    id: EXTENSION_ID,
    // OHIF waits for this before it asks for the names of panels and buttons.
    preRegistration: async ({ configuration: given, servicesManager }: HandedOver) => {
      configuration = given ?? {};
      addProtocolAttributes(servicesManager.services.hangingProtocolService);
      await speakAsHost();
    },
    getPanelModule: () => [
      {
        name: PANEL_NAME,
        iconName: 'tool-crosshair',
        iconLabel: t('Tip check'),
        label: t('Tip check'),
        component: () => reactHost(panelHost, PANEL_STYLE),
      },
    ],
    getCommandsModule: ({ servicesManager }: Managers) => ({
      definitions: {
        [OPEN_PANEL]: {
          commandFn: () => {
            servicesManager.services.panelService.activatePanel?.(PANEL_ID, true);
          },
        },
      },
      defaultContext: 'DEFAULT',
    }),
    getToolbarModule: () => [{ name: BUTTON_TYPE, defaultComponent: markButton }],
    getHangingProtocolModule: hangingProtocols,
    onModeEnter: (managers: Managers) => {
      const { toolbarService, panelService } = managers.servicesManager.services;
      visit?.end();
      // Its user may have chosen another language meanwhile.
      void speakAsHost();
      visit = beginVisit(managers, configuration);
      addToolbarButtons(toolbarService);
      // A mode, as TipCheck's own, may have it among its panels.
      if (panelService.getPanels?.('right').some(({ id }) => id === PANEL_ID) !== true)
        panelService.addPanel('right', PANEL_ID);
      present();
    },
    onModeExit: () => {
      visit?.end();
      visit = null;
    },
  };
};
