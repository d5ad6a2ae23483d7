import { jpegPicture, type ColourPicture, type PictureForm } from './jpeg-picture.ts';
import type { JpegAnswer, JpegRequest } from './jpeg-request.ts';

interface Waiting {
  readonly request: Omit<JpegRequest, 'number' | 'bytes'> & { readonly bytes: Uint8Array };
  readonly resolve: (picture: ColourPicture | Promise<ColourPicture>) => void;
  readonly reject: (error: Error) => void;
}

/** One of the workers, with what it has been given. */
interface Decoding {
  readonly worker: Worker;
  readonly waiting: Map<number, Waiting>;
}

const undecodable = (): Error => new Error('the compressed picture could not be decoded');

/**
 * JPEG in colours, decoded beside the page: each worker is given a frame's own bytes and nothing of its file. Where no worker can be had (blocked by a
 * security policy, not served) the page does it.
 */
export class JpegDecoder {
  readonly #most: number;
  readonly #decodings: Decoding[] = [];
  #isAlone = false;
  #count = 0;

  /** @param most workers, made when they are needed */
  constructor(most: number) {
    this.#most = most;
  }

  decode(bytes: Uint8Array, form: PictureForm): Promise<ColourPicture> {
    const decoding = this.#free();
    if (!decoding) return onPage(bytes, form);
    this.#count += 1;
    const number = this.#count;
    return new Promise((resolve, reject) => {
      decoding.waiting.set(number, { request: { bytes, form }, resolve, reject });
      // A copy of the frame alone: its file stays whole, and the copy is handed over.
      const request: JpegRequest = { number, bytes: Uint8Array.from(bytes), form };
      decoding.worker.postMessage(request, { transfer: [request.bytes.buffer] });
    });
  }

  /** The worker with the least to do; null where the page has to do it. */
  #free(): Decoding | null {
    const [least] = this.#decodings.toSorted((a, b) => a.waiting.size - b.waiting.size);
    const wantsMore = this.#decodings.length < this.#most && (!least || least.waiting.size > 0);
    return ((wantsMore && !this.#isAlone && this.#start()) || least) ?? null;
  }

  #start(): Decoding | null {
    let worker: Worker;
    try {
      worker = new Worker(new URL('./jpeg-worker.ts', import.meta.url), { type: 'module' });
    } catch {
      this.#isAlone = true;
      return null;
    }
    const decoding: Decoding = { worker, waiting: new Map() };
    worker.addEventListener('message', ({ data: { number, picture } }: MessageEvent<JpegAnswer>) => {
      const waiting = decoding.waiting.get(number);
      decoding.waiting.delete(number);
      if (picture) waiting?.resolve(picture);
      else waiting?.reject(undecodable());
    });
    for (const failed of ['error', 'messageerror'])
      worker.addEventListener(failed, () => {
        this.#doWithout(decoding);
      });
    this.#decodings.push(decoding);
    return decoding;
  }

  /** What a worker that has failed was given is decoded on the page, and no other is made. */
  #doWithout(decoding: Decoding): void {
    this.#isAlone = true;
    decoding.worker.terminate();
    const at = this.#decodings.indexOf(decoding);
    if (at >= 0) this.#decodings.splice(at, 1);
    for (const { request, resolve } of decoding.waiting.values()) resolve(onPage(request.bytes, request.form));
    decoding.waiting.clear();
  }
}

const onPage = (bytes: Uint8Array, form: PictureForm): Promise<ColourPicture> =>
  jpegPicture(Uint8Array.from(bytes), form);
