import type { Page } from '@playwright/test';

/**
 * Which of these numbers and words is found in the page: its text with all shadow roots, what the browser keeps, what was asked of the network, and every value
 * that can be reached from the page's objects.
 */
export const foundInPage = (
  page: Page,
  numbers: readonly number[],
  words: readonly string[],
): Promise<readonly string[]> =>
  page.evaluate(
    async ([sought, told]) => {
      const found = new Set<string>();
      const texts = [...told, ...sought.map((value) => String(Math.abs(value)))];
      const look = (where: string, text: string): void => {
        for (const one of texts) if (text.includes(one)) found.add(`${where}: ${one}`);
      };
      const roots: object[] = [];
      const lookIn = (root: Document | ShadowRoot): void => {
        look('page', root instanceof Document ? root.documentElement.outerHTML : root.innerHTML);
        for (const element of root.querySelectorAll('*')) {
          if (element.tagName.startsWith('TIPCHECK-')) roots.push(element);
          if (element.shadowRoot) lookIn(element.shadowRoot);
        }
      };
      lookIn(document);
      look('address', location.href);
      look('storage', [localStorage, sessionStorage].flatMap((storage) => Object.values<string>(storage)).join(' '));
      look('network', JSON.stringify(performance.getEntriesByType('resource').map(({ name }) => name)));
      for (const { name } of await indexedDB.databases()) {
        const database = await new Promise<IDBDatabase>((resolve, reject) => {
          const request = indexedDB.open(name ?? '');
          request.onsuccess = () => {
            resolve(request.result);
          };
          request.onerror = () => {
            reject(new Error('no database'));
          };
        });
        for (const store of database.objectStoreNames) {
          const all = await new Promise<unknown[]>((resolve) => {
            const request = database.transaction(store).objectStore(store).getAll();
            request.onsuccess = () => {
              resolve(request.result as unknown[]);
            };
          });
          look('database', JSON.stringify(all));
        }
        database.close();
      }
      const seen = new Set<object>();
      const queue: unknown[] = [...roots, window.recorded];
      for (const root of roots)
        for (const name of ['session', 'machinery', 'round', 'storing'])
          queue.push((root as Record<string, unknown>)[name]);
      for (const root of roots) {
        const { round } = root as { round?: Record<string, unknown> };
        for (const name of ['case', 'outcome', 'referenceMarks', 'keyView', 'problem']) queue.push(round?.[name]);
      }
      while (queue.length > 0 && seen.size < 300_000) {
        const value = queue.pop();
        if (typeof value === 'number' && sought.includes(value)) found.add(`object: ${String(value)}`);
        if (typeof value === 'string') look('object', value);
        if (typeof value !== 'object' || value === null || seen.has(value) || ArrayBuffer.isView(value)) continue;
        if (value instanceof Window || (value instanceof Node && !roots.includes(value))) continue;
        seen.add(value);
        if (value instanceof Map || value instanceof Set) for (const one of value) queue.push(one);
        for (const key of Reflect.ownKeys(value)) {
          const descriptor = Object.getOwnPropertyDescriptor(value, key);
          if (descriptor && 'value' in descriptor) queue.push(descriptor.value);
        }
      }
      return [...found];
    },
    [numbers, words] as const,
  );
