import { bindingFor } from '../tools/key-bindings.ts';

/**
 * Cornerstone keeps the page from every key that is pressed on a viewport: whoever came there by Tab would never get away. Keys that the viewer
 * has no use for stay the page's. Heard around the viewports, until the returned function is called.
 */
export const spareKeys = (stage: HTMLElement): (() => void) => {
  const listening = new AbortController();
  const { signal } = listening;
  const spare = (event: KeyboardEvent): void => {
    if (!bindingFor(event))
      Object.defineProperty(event, 'preventDefault', { value: () => undefined, configurable: true });
  };
  const giveBack = (event: KeyboardEvent): void => {
    Reflect.deleteProperty(event, 'preventDefault');
  };
  stage.addEventListener('keydown', spare, { capture: true, signal });
  stage.addEventListener('keydown', giveBack, { signal });
  return () => {
    listening.abort();
  };
};
