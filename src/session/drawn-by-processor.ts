/** Viewports that draw without WebGL while the page has it. */
const noted = new WeakSet();

export const noteDrawnByProcessor = (viewport: object): void => {
  noted.add(viewport);
};

/** Whether a viewport's picture is drawn without WebGL: its own, or that of all stacks on a page that has none. */
export const isDrawnByProcessor = (viewport: object, core: { getShouldUseCPURendering(): boolean }): boolean =>
  noted.has(viewport) || core.getShouldUseCPURendering();
