import { ViewerElement } from './viewer-element.ts';
import { PanelElement } from '../panel/panel-element.ts';

/**
 * Defines `<tipcheck-viewer>` (the whole viewer) and `<tipcheck-panel>` (verdict, numbers, marks), once however often it is imported.
 * Nothing is drawn or started before one of them stands on a page.
 */
export const defineElements = (): void => {
  if (typeof customElements === 'undefined') return;
  if (!customElements.get('tipcheck-panel')) customElements.define('tipcheck-panel', PanelElement);
  if (!customElements.get('tipcheck-viewer')) customElements.define('tipcheck-viewer', ViewerElement);
};

defineElements();

export { PanelElement, ViewerElement };
export type { Handle } from '../overlay/handle.ts';
export type { GetHeaders } from '../load/dicomweb-request.ts';
export type { JumpDetail } from '../panel/panel-element.ts';
export type { Session } from '../session/session.ts';
export type { StoreFunction } from './host-store.ts';
export type { TipcheckChange, TipcheckErrorDetail } from './viewer-element.ts';
