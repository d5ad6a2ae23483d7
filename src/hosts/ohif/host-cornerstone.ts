import type * as Core from '@cornerstonejs/core';
import type * as Tools from '@cornerstonejs/tools';
import type { CornerstoneInstances } from '../../tools/create-tools.ts';
import type { ExtensionManager } from './services.ts';

interface Libraries {
  readonly cornerstone?: typeof Core;
  readonly cornerstoneTools?: typeof Tools;
}

type Global = Readonly<Record<string, unknown>>;

/**
 * The Cornerstone that OHIF draws with; null where it gives none. Asked for once OHIF is about to show something: when this module is evaluated
 * there is none yet. From 3.14 on OHIF documents its modules as globals; until then an entry of its Cornerstone extension has them.
 */
export const hostCornerstone = (extensionManager: ExtensionManager): CornerstoneInstances | null => {
  const page = globalThis as unknown as Global;
  const common = extensionManager.getModuleEntry('@ohif/extension-cornerstone.utilityModule.common')?.exports;
  const given = (common as { getCornerstoneLibraries?: () => Libraries } | undefined)?.getCornerstoneLibraries?.();
  const core = page['@cornerstonejs/core'] ?? given?.cornerstone ?? page['cornerstone'];
  const tools = page['@cornerstonejs/tools'] ?? given?.cornerstoneTools ?? page['cornerstoneTools'];
  return core && tools ? { core: core as typeof Core, tools: tools as typeof Tools } : null;
};
