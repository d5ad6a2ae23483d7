import { resampleSlice, type SliceValues } from '../image/resample-slice.ts';
import { sliceOf, type ResampleAnswer, type ResampleRequest } from './resample-request.ts';

interface Waiting {
  readonly request: ResampleRequest;
  readonly resolve: (values: SliceValues) => void;
}

/**
 * Fills slices in a worker of its own. Where none can be had (blocked by a security policy, not served) the page does it, a slice at a time:
 * it then stands still for some milliseconds each. Acquired slices are copied to the worker: they stay in the viewer's cache, too.
 */
export class SliceResampler {
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | null = null;
  #count = 0;

  constructor() {
    try {
      this.#worker = new Worker(new URL('./resample-worker.ts', import.meta.url), { type: 'module' });
    } catch {
      return;
    }
    this.#worker.addEventListener('message', ({ data }: MessageEvent<ResampleAnswer>) => {
      this.#waiting.get(data.number)?.resolve(data.values);
      this.#waiting.delete(data.number);
    });
    for (const failed of ['error', 'messageerror']) this.#worker.addEventListener(failed, () => this.#doWithout());
  }

  resample(slice: Omit<ResampleRequest, 'number'>): Promise<SliceValues> {
    this.#count += 1;
    // A view would take the whole buffer that it looks into along.
    const sources = slice.sources.map((source) => ({ ...source, values: alone(source.values) }));
    const request = { ...slice, sources, number: this.#count };
    if (!this.#worker) return Promise.resolve(onPage(request));
    return new Promise((resolve) => {
      this.#waiting.set(request.number, { request, resolve });
      this.#worker?.postMessage(request);
    });
  }

  /** What is still waited for comes back as zeros: nobody looks at it any more, but whoever waits must not wait for ever. */
  dispose(): void {
    this.#worker?.terminate();
    this.#worker = null;
    for (const { request, resolve } of this.#waiting.values()) resolve(sliceOf(request.type, 1));
    this.#waiting.clear();
  }

  #doWithout(): void {
    this.#worker?.terminate();
    this.#worker = null;
    const left = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { request, resolve } of left) resolve(onPage(request));
  }
}

const alone = (values: SliceValues): SliceValues =>
  values.byteLength === values.buffer.byteLength ? values : values.slice();

const onPage = ({ sources, size, type, empty }: ResampleRequest): SliceValues => {
  const values = sliceOf(type, size[0] * size[1]);
  resampleSlice(sources, size, values, empty);
  return values;
};
