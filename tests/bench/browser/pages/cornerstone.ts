import * as core from '@cornerstonejs/core';
import * as loader from '@cornerstonejs/dicom-image-loader';
import * as tools from '@cornerstonejs/tools';
import { drive } from './drive.ts';

/** A stock page with a stack, as Cornerstone's documentation has it: local files, tools on the mouse, the stack prefetched. */

const VIEWPORT = 'stack';
const query = new URLSearchParams(location.search);

const start = (): void => {
  core.init(query.has('cpu') ? ({ rendering: { useCPURendering: true } } as never) : undefined);
  tools.init();
  loader.init();
  const { StackScrollTool, WindowLevelTool, PanTool, ZoomTool, ToolGroupManager, Enums } = tools;
  const group = ToolGroupManager.createToolGroup('tools');
  const bindings = [
    [WindowLevelTool, Enums.MouseBindings.Primary],
    [PanTool, Enums.MouseBindings.Auxiliary],
    [ZoomTool, Enums.MouseBindings.Secondary],
    [StackScrollTool, Enums.MouseBindings.Wheel],
  ] as const;
  for (const [tool, mouseButton] of bindings) {
    const name = tool.toolName as string;
    tools.addTool(tool);
    group?.addTool(name);
    group?.setToolActive(name, { bindings: [{ mouseButton }] });
  }
  const element = document.createElement('div');
  element.style.width = element.style.height = '512px';
  document.body.append(element);
  const engine = new core.RenderingEngine('engine');
  engine.enableElement({ viewportId: VIEWPORT, type: core.Enums.ViewportType.STACK, element });
  group?.addViewport(VIEWPORT, 'engine');
  const viewport = engine.getViewport<core.Types.IStackViewport>(VIEWPORT);
  let imageIds: string[] = [];

  drive({
    open: (files, { frames }) => {
      const ids = files.map((file) => loader.wadouri.fileManager.add(file));
      const [only = ''] = ids;
      imageIds =
        ids.length > 1 ? ids : Array.from({ length: frames }, (_, index) => `${only}?frame=${String(index + 1)}`);
      void viewport.setStack(imageIds).then(() => {
        viewport.render();
        tools.utilities.stackPrefetch.enable(element);
      });
    },
    canvas: () => element.querySelector('canvas'),
    decoded: () => imageIds.filter((id) => core.cache.isLoaded(id)).length,
    show: (index) => void viewport.setImageIdIndex(index),
  });
};

start();
