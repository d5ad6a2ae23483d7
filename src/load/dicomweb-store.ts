import { uidOf } from '../image/element-source.ts';
import { dataSetsFrom } from './dicomweb-client.ts';
import { dicomWebRequests, type GetHeaders, type InstanceReference } from './dicomweb-request.ts';
import { jsonSource } from './json-source.ts';
import { LoadError } from './load-error.ts';
import { readStoreAnswer, type StoreAnswer } from './store-answer.ts';

/** An object that is to be stored: a whole DICOM file and where it belongs. */
export interface ObjectToStore extends InstanceReference {
  readonly bytes: Uint8Array;
}

/** Where objects are stored. Every method throws a LoadError, with code `cancelled` when the signal fired. */
export interface ObjectStore {
  /** Sends objects of one study; what the archive says of each, by SOPInstanceUID. */
  store(objects: readonly ObjectToStore[], signal?: AbortSignal): Promise<ReadonlyMap<string, StoreAnswer>>;
  /** Whether the archive has an object: it describes it when it is asked for it. */
  has(instance: InstanceReference, signal?: AbortSignal): Promise<boolean>;
}

/** An archive that takes longer has not answered. */
const STORE_MS = 120_000;
const LOOK_MS = 30_000;

/**
 * Statuses whose answer says what became of each object all the same: 409, every object failed (PS3.18 10.5.3.1); 400, of archives that could not
 * read one of them.
 */
const TELLING = [400, 409];

/** STOW-RS, and what is asked afterwards to know that an object is there. */
export const dicomWebStore = (url: string, getHeaders: GetHeaders): ObjectStore => {
  const ask = dicomWebRequests(url, getHeaders);
  return {
    store: async (objects, signal) => {
      const [first] = objects;
      if (!first) return new Map();
      const { answer, http } = await ask(
        'store',
        signal,
        (client, request) =>
          client.storeInstances({
            datasets: objects.map(({ bytes }) => bytes.slice().buffer),
            studyInstanceUID: first.studyInstanceUID,
            request,
          }),
        { headers: { Accept: 'application/dicom+json' }, timeoutMs: STORE_MS, alsoAnswers: TELLING },
      );
      const said = readStoreAnswer(
        answer ?? http.response,
        objects.map(({ sopInstanceUID }) => sopInstanceUID),
      );
      if (!TELLING.includes(http.status)) return said;
      // Whatever the answer leaves out, it failed.
      const failed: StoreAnswer = {
        kind: 'refused',
        message: `the archive refused it (${String(http.status)})`,
        mayPass: true,
      };
      return new Map([...said].map(([uid, one]) => [uid, one.kind === 'unsaid' ? failed : one]));
    },
    has: async (instance, signal) => {
      try {
        const { answer } = await ask(
          'metadata of an object',
          signal,
          (client, request) => client.retrieveInstanceMetadata({ ...instance, request }),
          { timeoutMs: LOOK_MS },
        );
        return dataSetsFrom(answer, 'metadata of an object').some(
          (json) => uidOf(jsonSource(json), 'SOPInstanceUID') === instance.sopInstanceUID,
        );
      } catch (error) {
        if (error instanceof LoadError && error.code === 'not-found') return false;
        throw error;
      }
    },
  };
};
