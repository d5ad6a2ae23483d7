import { buffersOf, type SurfaceAnswers, type SurfaceRequests } from './surface-request.ts';

/**
 * Makes one large target ready for queries in a worker of its own, which ends with it. The request's buffers are handed over and can't be used
 * afterwards. Rejects where no worker can be had: blocked by a security policy, not served, out of memory.
 */
export const buildSurface = <Shape extends keyof SurfaceRequests>(
  request: SurfaceRequests[Shape] & { readonly shape: Shape },
): Promise<SurfaceAnswers[Shape]> =>
  new Promise((resolve, reject) => {
    let worker: Worker;
    try {
      worker = new Worker(new URL('./surface-worker.ts', import.meta.url), { type: 'module' });
    } catch (cause) {
      reject(new Error('no worker can be started here', { cause }));
      return;
    }
    worker.addEventListener('message', ({ data }: MessageEvent<SurfaceAnswers[Shape]>) => {
      worker.terminate();
      resolve(data);
    });
    for (const failed of ['error', 'messageerror'])
      worker.addEventListener(failed, () => {
        worker.terminate();
        reject(new Error('the worker failed'));
      });
    worker.postMessage(request, { transfer: buffersOf(request) });
  });
