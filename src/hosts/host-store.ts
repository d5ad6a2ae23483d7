import type { ObjectStore } from '../load/dicomweb-store.ts';
import type { StoreAnswer } from '../load/store-answer.ts';

/** Stores a DICOM file for a host that has a data source of its own; resolves when it is stored, rejects with the reason. */
export type StoreFunction = (bytes: ArrayBuffer) => Promise<void>;

const MAX_REASON_CHARACTERS = 200;

const reasonOf = (error: unknown): string => {
  const text = error instanceof Error ? error.message.split('\n', 1)[0]?.trim() : undefined;
  return text ? `the host could not store it: ${text.slice(0, MAX_REASON_CHARACTERS)}` : 'the host could not store it';
};

/**
 * A host's own store function. It is believed: what it resolves for is stored, for the host alone can ask its archive.
 *
 * @param current the function as it is now: a host may give another one
 */
export const hostStore = (current: () => StoreFunction | null): ObjectStore => {
  const stored = new Set<string>();
  return {
    store: async (objects) => {
      const answers = new Map<string, StoreAnswer>();
      for (const { bytes, sopInstanceUID } of objects) {
        try {
          const store = current();
          if (!store) throw new Error('it gives no function for it any more');
          await store(bytes.slice().buffer);
          stored.add(sopInstanceUID);
          answers.set(sopInstanceUID, { kind: 'stored', warning: null });
        } catch (error) {
          answers.set(sopInstanceUID, { kind: 'refused', message: reasonOf(error), mayPass: true });
        }
      }
      return answers;
    },
    has: ({ sopInstanceUID }) => Promise.resolve(stored.has(sopInstanceUID)),
  };
};
