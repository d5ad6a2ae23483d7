import { api } from 'dicomweb-client';
import { LoadError, loadErrorFor } from './load-error.ts';

/** Headers of a request, as for a token that is renewed: asked for anew before each one. */
export type GetHeaders = () => Promise<Readonly<Record<string, string>>>;

export interface InstanceReference {
  readonly studyInstanceUID: string;
  readonly seriesInstanceUID: string;
  readonly sopInstanceUID: string;
}

/** What we use of the client; its own types are generated from comments and say less. */
export interface Client {
  searchForStudies(options: {
    queryParams: Readonly<Record<string, string>>;
    request: ClientRequest;
  }): Promise<unknown>;
  searchForSeries(options: { studyInstanceUID: string; request: ClientRequest }): Promise<unknown>;
  retrieveSeriesMetadata(options: {
    studyInstanceUID: string;
    seriesInstanceUID: string;
    request: ClientRequest;
  }): Promise<unknown>;
  retrieveInstanceMetadata(options: InstanceReference & { request: ClientRequest }): Promise<unknown>;
  retrieveInstanceFrames(
    options: InstanceReference & {
      frameNumbers: readonly number[];
      mediaTypes: readonly MediaType[];
      request: ClientRequest;
    },
  ): Promise<unknown>;
  retrieveInstance(options: InstanceReference & { request: ClientRequest }): Promise<unknown>;
  storeInstances(options: {
    datasets: readonly ArrayBuffer[];
    studyInstanceUID: string;
    request: ClientRequest;
  }): Promise<unknown>;
}

interface ClientRequest {
  readonly instance: XMLHttpRequest;
}

interface MediaType {
  readonly mediaType: string;
  readonly transferSyntaxUID: string;
}

export interface RequestOptions {
  /** Sent beside those of the host. */
  readonly headers?: Readonly<Record<string, string>>;
  /** After so long without an end the request counts as one that got no answer. */
  readonly timeoutMs?: number;
  /** Failing statuses whose answer is one all the same, as of a store in which every object failed. */
  readonly alsoAnswers?: readonly number[];
}

/** One request to a DICOMweb server. Throws a LoadError, with code `cancelled` when the signal fired. */
export type DicomWebRequest = <Answer>(
  what: string,
  signal: AbortSignal | undefined,
  send: (client: Client, request: ClientRequest) => Promise<Answer>,
  options?: RequestOptions,
) => Promise<{ readonly answer: Answer | undefined; readonly http: XMLHttpRequest }>;

/** Read through a function because the signal changes while we wait. */
const isAborted = (signal: AbortSignal | undefined): boolean => signal?.aborted === true;

export const dicomWebRequests =
  (url: string, getHeaders: GetHeaders): DicomWebRequest =>
  async (what, signal, send, { headers: own = {}, timeoutMs, alsoAnswers = [] } = {}) => {
    const headers = { ...own, ...(await getHeaders()) };
    if (isAborted(signal)) throw new LoadError('cancelled', `${what}: cancelled`);
    const client = new api.DICOMwebClient({ url, headers, singlepart: false, verbose: false }) as unknown as Client;
    const http = new XMLHttpRequest();
    if (timeoutMs !== undefined) http.timeout = timeoutMs;
    const abort = (): void => {
      http.abort();
    };
    signal?.addEventListener('abort', abort);
    try {
      return { answer: await send(client, { instance: http }), http };
    } catch (error) {
      if (isAborted(signal)) throw new LoadError('cancelled', `${what}: cancelled`);
      if (alsoAnswers.includes(http.status)) return { answer: undefined, http };
      throw loadErrorFor(http.status, what, error);
    } finally {
      signal?.removeEventListener('abort', abort);
    }
  };
