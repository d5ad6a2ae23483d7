import type { OutboxEntry, OutboxKeep } from './outbox.ts';
import { ownObjectStore } from './own-object-store.ts';

const within = ownObjectStore('tipcheck-outbox', 'id');

/** What waits for an archive, in the browser's own database: it survives the page, and leaves when it is stored. */
export const outboxDatabase: OutboxKeep = {
  all: () => within('readonly', (entries) => entries.getAll() as IDBRequest<OutboxEntry[]>),
  put: async (entry) => {
    await within('readwrite', (entries) => entries.put(entry));
  },
  remove: async (id) => {
    await within('readwrite', (entries) => entries.delete(id));
  },
};

/** Where the host wants nothing kept in the browser, as on a shared workstation: what waits lives as long as the page, which is told. */
export const keepsNothing: OutboxKeep = {
  all: () => Promise.resolve([]),
  put: () => Promise.reject(new Error('nothing is kept in this browser')),
  remove: () => Promise.resolve(),
};
