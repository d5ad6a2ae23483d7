import { vi } from 'vitest';

/** A browser's store, until `vi.unstubAllGlobals()`. `isFull`: it takes nothing more. */
export const stubLocalStorage = (): { readonly items: Map<string, string>; isFull: boolean } => {
  const store = { items: new Map<string, string>(), isFull: false };
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => store.items.get(key) ?? null,
    setItem: (key: string, value: string) => {
      if (store.isFull) throw new Error('QuotaExceededError');
      store.items.set(key, value);
    },
    removeItem: (key: string) => void store.items.delete(key),
  });
  return store;
};
