/** The worker that looks for tips in pixels, one search at a time. */
import { find, type FindRequests, type FindTask } from './find-request.ts';

addEventListener('message', ({ data }: MessageEvent<{ task: FindTask; request: FindRequests[FindTask] }>) => {
  postMessage(find(data.task, data.request));
});
