import type { Types } from '@cornerstonejs/core';

/** The part of vtk.js' window that its types leave out. */
interface HasContext {
  getContext?: () => WebGL2RenderingContext | null | undefined;
}

/**
 * The GL contexts that a rendering engine has used. Cornerstone leaves them to garbage collection; until then they count against the few that
 * a page may have, and the browser takes the oldest away from whoever uses it.
 */
export class GlContexts {
  readonly #windows = new Set<Types.VtkOffscreenMultiRenderWindow>();

  /** Notes the context that a viewport draws with. */
  add(engine: Types.IRenderingEngine, viewportId: string): void {
    this.#windows.add(engine.getOffscreenMultiRenderWindow(viewportId));
  }

  /** Destroys the engine and gives its contexts back at once. */
  destroy(engine: Types.IRenderingEngine): void {
    const contexts = [...this.#windows].map((window) => (window.getOpenGLRenderWindow() as HasContext).getContext?.());
    this.#windows.clear();
    engine.destroy();
    for (const context of contexts) context?.getExtension('WEBGL_lose_context')?.loseContext();
  }
}
