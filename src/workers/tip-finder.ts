import type { FindAnswers, FindRequests, FindTask } from './find-request.ts';
import { buffersOf } from './surface-request.ts';

/**
 * Looks for tips in a worker of its own, which ends with the search; a search that is no longer wanted is ended with its worker and rejects.
 * The request's buffers are handed over and can't be used afterwards. Where a browser makes no worker (of another origin's file) the page searches
 * itself, and stands still for as long.
 */
export const findInWorker = <Task extends FindTask>(
  task: Task,
  request: FindRequests[Task],
  signal: AbortSignal,
): Promise<FindAnswers[Task]> =>
  new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(new DOMException('no longer wanted', 'AbortError'));
      return;
    }
    let worker: Worker;
    try {
      worker = new Worker(new URL('./find-worker.ts', import.meta.url), { type: 'module' });
    } catch {
      import('./find-request.ts').then(({ find }) => {
        resolve(find(task, request));
      }, reject);
      return;
    }
    const ended = (): void => {
      worker.terminate();
      reject(new DOMException('no longer wanted', 'AbortError'));
    };
    signal.addEventListener('abort', ended, { once: true });
    const over = (): void => {
      signal.removeEventListener('abort', ended);
      worker.terminate();
    };
    worker.addEventListener('message', ({ data }: MessageEvent<FindAnswers[Task]>) => {
      over();
      resolve(data);
    });
    for (const failed of ['error', 'messageerror'])
      worker.addEventListener(failed, () => {
        over();
        reject(new Error('the search failed'));
      });
    worker.postMessage({ task, request }, { transfer: buffersOf(request) });
  });
