import { SOFTWARE_VERSION } from '../../report/dicom/equipment.ts';
import { readBridgeRequest, PROTOCOL, type BridgeAnswer, type BridgeEvent } from './bridge-messages.ts';
import { BridgeViewer, followPage } from './bridge-viewer.ts';
import type { Page } from './running-page.ts';
import { rateLimit } from './rate.ts';

const REQUESTS = { perSecond: 20, burst: 40 } as const;

/**
 * Lets the page around this one talk to it (docs/bridge.md). Heard is only `window.parent`, and only where it is of an origin that the site
 * lists; whatever else comes, from whomever, is dropped without an answer, so that nobody learns from one what is open here. What is sent
 * names its receiver's origin, never all of them.
 */
export const startBridge = (page: Page, origins: readonly string[]): (() => void) => {
  const host = window.parent;
  const viewer = new BridgeViewer(page, SOFTWARE_VERSION);
  const isWithinRate = rateLimit(REQUESTS, () => performance.now());
  let stopFollowing: (() => void) | null = null;

  const send = (message: BridgeAnswer | BridgeEvent, origin: string): void => {
    // Records are plain data; the copy is what the browser hands over.
    host.postMessage({ tipcheck: PROTOCOL, ...message }, origin);
  };

  const heard = (event: MessageEvent<unknown>): void => {
    const { origin, source, data } = event;
    if (host === window || source !== host || !origins.includes(origin) || !isWithinRate()) return;
    const request = readBridgeRequest(data);
    if (!request) return;
    if (request.type === 'hello') {
      stopFollowing?.();
      stopFollowing = followPage(page, (message) => {
        send(message, origin);
      });
    }
    viewer.answer(request).then(
      (answer) => {
        send(answer, origin);
      },
      () => {
        send({ id: request.id, type: 'error', code: 'failed', message: 'the page failed' }, origin);
      },
    );
  };

  window.addEventListener('message', heard);
  return () => {
    window.removeEventListener('message', heard);
    stopFollowing?.();
  };
};
