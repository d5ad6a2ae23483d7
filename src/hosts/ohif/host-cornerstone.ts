import type * as Core from '@cornerstonejs/core';
import type * as Tools from '@cornerstonejs/tools';
import type { CornerstoneInstances } from '../../tools/create-tools.ts';
import type { ExtensionManager } from './services.ts';

interface Libraries {
  readonly cornerstone?: typeof Core;
  readonly cornerstoneTools?: typeof Tools;
}

export const NO_CORNERSTONE = 'TipCheck found no Cornerstone in this viewer, so nothing can be marked.';

type Global = Readonly<Record<string, unknown>>;

/**
 * The Cornerstone that OHIF draws with; null where it gives none. Asked for once OHIF is about to show something: when this module is evaluated
 * there is none yet. An entry of its Cornerstone extension has it; from 3.14 on OHIF documents its modules as globals, too. Any plugin may write
 * on those, so what the host itself hands out comes first.
 */
export const hostCornerstone = (extensionManager: ExtensionManager): CornerstoneInstances | null => {
  const page = globalThis as unknown as Global;
  const common = extensionManager.getModuleEntry('@ohif/extension-cornerstone.utilityModule.common')?.exports;
  const given = (common as { getCornerstoneLibraries?: () => Libraries } | undefined)?.getCornerstoneLibraries?.();
  const core = given?.cornerstone ?? page['@cornerstonejs/core'] ?? page['cornerstone'];
  const tools = given?.cornerstoneTools ?? page['@cornerstonejs/tools'] ?? page['cornerstoneTools'];
  return core && tools ? { core: core as typeof Core, tools: tools as typeof Tools } : null;
};
